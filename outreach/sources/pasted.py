"""Pages somebody looked at and pasted: searches, lists of connections, suggestions, one profile, lead lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import PurePosixPath

from outreach import addresses
from outreach.model import Problem
from outreach.sources import dates, pasted_cut, pasted_lexicon, pasted_lines, table
from outreach.sources import pasted_words as say
from outreach.sources.base import OWNER, Input, Invitation, Link, Mention, Reading, Unresolved
from outreach.sources.container import read_bytes
from outreach.sources.pasted_card import TORN, Card, Page
from outreach.sources.pasted_lines import Line
from outreach.text import clean, fold

SUFFIXES = (".txt", ".text", ".md", ".html", ".htm", ".xhtml")
MOST_PROBLEMS = 200  # lines told one by one
LARGEST = 50 << 20  # bytes of one page
_NUMBER = re.compile(r"[\s_-]*\(?\d*\)?$")
_TITLE = 12  # lines at the top of a page among which its owner may be named


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose list a page is: `shared` where it shows only whom that person and I both know."""

    name: str
    shared: bool = False


def recognises(name: str, head: bytes) -> str:
    """Return `pasted page` for text or HTML in a folder `seen`, or anywhere that shows a page of people; else ""."""
    path = PurePosixPath(name.replace("\\", "/").rpartition("!")[2])
    if path.suffix.lower() not in SUFFIXES or table.is_delimited(head):
        return ""
    return "pasted page" if "seen" in path.parts[:-1] or shows_people(head) else ""


def shows_people(data: bytes) -> bool:
    """Tell whether some line bears a degree marker with a name, or names mutual connections."""
    lines = pasted_lines.lines(data[:65536])
    marks = (say.marker(line.text) for line in lines if line.text)
    return any(mark and mark[1] for mark in marks) or any((say.mutual(line.text) or ("",))[0] for line in lines)


def read(file: Input) -> Reading:
    """Read everybody on the page, who connects them, and line by line what was not understood.

    A mutual connection known by link becomes a mention of degree 1 and a `mutual` link, one known by name `Unresolved`.
    Whose list it is, the file's name tells (`Jonas Ekberg's connections.txt`) or a line at its top: that owner, one of
    my connections, is `Unresolved` for everybody listed. Whom somebody and I both know is tied to a mention of that
    somebody. OWNER is always me, tied to those the page shows as my own connections.
    """
    reading = Reading(file.name, "pasted page", "seen")
    lines = pasted_lines.lines(read_bytes(file, LARGEST))
    page = pasted_cut.cut(lines)
    owner = owner_of(file.name, lines, page)
    if owner and fold(owner.name) not in {fold(name) for name in file.me}:
        reading.owner = Mention(owner.name)
    builder = _Builder(reading, page, file, shared=bool(owner and owner.shared))
    for card in page.cards:
        builder.add(card)
    _report(reading, page)
    return reading


def owner_of(name: str, lines: list[Line], page: Page) -> Owner | None:
    """Return whose connections the page lists, from the file's name, else from a line above the first person."""
    stem = PurePosixPath(name.replace("\\", "/").rpartition("!")[2]).stem
    stem = re.sub(
        r"^\d{4}-\d\d-\d\d\W*", "", clean(stem.replace("_", " ").replace("-", " ") if " " not in stem else stem)
    )
    first = page.cards[0].line if page.cards else 0
    titles = [line.text for line in lines if line.text and line.number <= first][:_TITLE]
    for text in (_NUMBER.sub("", stem), *titles):
        if found := _owner_in(text):
            return found
    return None


def _owner_in(text: str) -> Owner | None:
    if len(text) > say.LONGEST_NAME + 60:
        return None
    for shared, key in ((True, "shared"), (False, "names")):
        for pattern in pasted_lexicon.people("owner", key):
            match = pattern.match(text.strip(" :"))
            if (
                match
                and say.is_name(match["name"])
                and fold(match["name"].split()[0]) not in pasted_lexicon.folded("owner", "nobody")
            ):
                return Owner(match["name"].strip(), shared)
    return None


class _Builder:
    """Turns cards into mentions and links, each person once."""

    def __init__(self, reading: Reading, page: Page, file: Input, shared: bool) -> None:
        self.reading, self.shared = reading, shared
        self.me = {fold(name) for name in file.me}
        self.my_address = file.me
        self.seen_on = dates.day(PurePosixPath(file.name).name)
        self.is_list = page.total or any(card.connected for card in page.cards)
        self.places: dict[tuple[str, ...], int] = {}
        self.said: set[tuple[int, object, str]] = set()  # ties already read: a page may be pasted twice

    def add(self, card: Card) -> None:
        """Add one card, or count why it is none."""
        self.reading.rows += 1
        why = self._not_a_person(card)
        if why:
            self.reading.skipped[why] = self.reading.skipped.get(why, 0) + 1
            return
        place = self._place(self._mention(card))
        if self._is_mine(card):
            self._mine(place, card.since)
        if card.asked:
            self._asked(card, place)
        if self.reading.owner and not card.aside:
            self._tie_to(self.reading.owner, place)
        for name, url in card.known:
            known = self._place(Mention(name=clean(name), url=url, degree=1, line=card.line, seen_on=self.seen_on))
            self._link(Link(known, place, "mutual", date=self.seen_on))
            self._mine(known, None)
        for line, names in card.mutual:
            self._name(Unresolved(place, names, "mutual", line, self.seen_on))

    def _not_a_person(self, card: Card) -> str:
        if say.is_hidden(card.name):
            return "closed account"
        if card.unsure:
            return "a count and no person"
        owner = fold(self.reading.owner.name) if self.reading.owner else ""
        if (card.discard and not card.degree) or fold(card.name) in self.me | {owner}:
            return "oneself or the list's owner"
        if card.url and addresses.slug(card.url) in self.my_address:
            return "oneself or the list's owner"
        return "no name" if card.discard else ""

    def _asked(self, card: Card, place: int) -> None:
        day = self.seen_on - timedelta(days=card.ago) if self.seen_on and card.ago is not None else None
        via = tuple([name for name, _ in card.known] + [names for _, names in card.mutual])
        self.reading.invitations.append(
            Invitation(place, card.message, day, via=via, line=card.line, incoming=card.asked == "in")
        )

    def _mine(self, place: int, since: date | None) -> None:
        self._link(Link(OWNER, place, "connection", date=since, evidence="shown as a connection"))

    def _link(self, link: Link) -> None:
        if (link.a, link.b, link.kind) not in self.said and link.a != link.b:
            self.said.add((link.a, link.b, link.kind))
            self.reading.links.append(link)

    def _name(self, item: Unresolved) -> None:
        if (item.person, item.text, item.kind) not in self.said:
            self.said.add((item.person, item.text, item.kind))
            self.reading.unresolved.append(item)

    def _tie_to(self, owner: Mention, place: int) -> None:
        if self.shared:
            known = self._place(replace(owner, seen_on=self.seen_on))
            self._link(Link(place, known, "mutual", date=self.seen_on))
        else:
            self._name(Unresolved(place, owner.name, "connection", date=self.seen_on))

    def _is_mine(self, card: Card) -> bool:
        """Tell whether the page shows somebody as my connection: degree 1, a date, or standing in my own list."""
        if card.degree or card.asked or self.reading.owner or card.aside:
            return card.degree == 1
        listed = self.is_list and not card.mutual and not card.known and not card.counted
        return card.connected or listed

    def _mention(self, card: Card) -> Mention:
        return Mention(
            name=card.name,
            url=card.url,
            headline=card.headline,
            location=card.location,
            company=card.company,
            position=card.position,
            about="\n".join(card.about),
            degree=card.degree,
            line=card.line,
            seen_on=self.seen_on,
        )

    def _place(self, mention: Mention) -> int:
        key = (mention.url or fold(mention.name), *(() if mention.url else (fold(mention.headline), mention.location)))
        if key not in self.places:
            self.places[key] = len(self.reading.mentions)
            self.reading.mentions.append(mention)
        return self.places[key]


def _report(reading: Reading, page: Page) -> None:
    """Tell what was not understood, line by line, and at the end how many lines more."""
    loose = sorted((line for line in page.loose if not TORN.fullmatch(line.text)), key=lambda line: line.number)
    reading.problems += [
        Problem(reading.file, "not understood", line.number, line.text[:120]) for line in loose[:MOST_PROBLEMS]
    ]
    if more := loose[MOST_PROBLEMS:]:
        text = f"{len(more)} more lines were not understood"
        reading.problems.append(Problem(reading.file, text, more[0].number))
    if page.after:
        reading.skipped["lines of a profile below what is used"] = page.after
    if not reading.mentions and not reading.problems and reading.rows:
        reading.problems.append(Problem(reading.file, "nobody was understood on this page"))
