"""Address books as vCard 2.1, 3.0 and 4.0: who somebody is, and whom they are related to."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from vobject.base import ContentLine, ParseError, VObjectError, getLogicalLines, textLineToContentLine

from outreach import addresses
from outreach.model import Problem
from outreach.sources import mail_headers
from outreach.sources.base import Input, Mention, Reading
from outreach.sources.container import read_bytes
from outreach.sources.related import Related
from outreach.sources.table import decode
from outreach.text import clean, clean_lines

LARGEST = 200 << 20  # bytes
MOST_PROBLEMS = 100
_ESCAPED = re.compile(r"\\(.)", re.S)
_SPLIT = re.compile(r"(?<!\\);")
_BULKY = re.compile(
    r"^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)\b[^\r\n]*(?:\r?\n(?:[ \t]+[^\r\n]*|[A-Za-z0-9+/=]{60,}))*", re.I | re.M
)
_LABEL = re.compile(r"^_\$!<(.*)>!\$_$")
_RELATIONS = {
    "RELATED": "related",
    "X-ABRELATEDNAMES": "related",
    "X-MANAGER": "manager",
    "X-MS-MANAGER": "manager",
    "X-EVOLUTION-MANAGER": "manager",
    "X-ASSISTANT": "assistant",
    "X-MS-ASSISTANT": "assistant",
    "X-EVOLUTION-ASSISTANT": "assistant",
    "X-SPOUSE": "spouse",
    "X-MS-SPOUSE": "spouse",
    "X-EVOLUTION-SPOUSE": "spouse",
}


@dataclass(slots=True)
class Card:
    """One VCARD: its properties by name, and the labels of groups (`item1.X-ABLabel`)."""

    line: int
    values: dict[str, list[ContentLine]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    def first(self, name: str) -> str:
        """Return the first value of a property as one clean line, "" without one."""
        return next((text for text in self.all(name) if text), "")

    def all(self, name: str) -> list[str]:
        """Return all values of a property."""
        return [_plain(line.value) for line in self.values.get(name, [])]

    def parts(self, name: str) -> list[str]:
        """Return the `;`-separated parts of the first value of a property."""
        lines = self.values.get(name, [])
        return [_plain(part) for part in _SPLIT.split(lines[0].value)] if lines else []


def recognises(name: str, head: bytes) -> str:
    """Return `address book` for a file with a VCARD near its beginning, else ""."""
    return "address book" if re.search(r"^\s*BEGIN:VCARD", decode(head), re.I | re.M) else ""


def read(file: Input) -> Reading:
    """Read one mention per card that names somebody; related names become `explicit` links.

    A card without FN is called by N, NICKNAME or ORG; one without any of them is known by its addresses alone. What
    cannot be read costs its line.
    """
    reading = Reading(file.name, "address book", "contacts")
    related = Related()
    for card in _cards(decode(read_bytes(file, LARGEST)), reading):
        reading.rows += 1
        why = _add(card, reading, related)
        if why:
            reading.skipped[why] = reading.skipped.get(why, 0) + 1
    related.give(reading)
    return reading


def _add(card: Card, reading: Reading, related: Related) -> str:
    kinds = {kind.casefold() for name in ("KIND", "X-ADDRESSBOOKSERVER-KIND") for kind in card.all(name)}
    if kinds & {"group", "location", "device"}:
        return "a group, no person"
    mention = _mention(card)
    if not mention.name and not mention.emails:
        return "no name and no address"
    reading.mentions.append(mention)
    for name, how in _relations(card):
        related.say(len(reading.mentions) - 1, name, how)
    return ""


def _mention(card: Card) -> Mention:
    names = [*card.parts("N"), "", "", "", "", ""][:5]
    first, last = names[1], names[0]
    full = " ".join(part for part in (names[3], first, names[2], last) if part)
    organisation = next(iter(card.parts("ORG")), "")
    emails = [mail for text in card.all("EMAIL") for _, mail in mail_headers.addresses([text])]
    return Mention(
        name=card.first("FN") or full or card.first("NICKNAME") or organisation,
        first=first,
        last=last,
        url=_profile(card),
        emails=tuple(dict.fromkeys(emails)),
        company=organisation,
        position=card.first("TITLE") or card.first("ROLE"),
        location=_place(card),
        note=clean_lines("\n".join(_unescaped(line.value) for line in card.values.get("NOTE", []))),
        line=card.line,
    )


def _profile(card: Card) -> str:
    """Return the first profile address among the card's links, "" without one."""
    texts = [text for name in ("URL", "X-SOCIALPROFILE", "IMPP", "SOCIALPROFILE") for text in card.all(name)]
    return next((text for text in texts if addresses.slug(text) or addresses.opaque(text)), "")


def _place(card: Card) -> str:
    parts = [*card.parts("ADR"), *[""] * 7]
    return ", ".join(part for part in (parts[3], parts[4], parts[6]) if part)


def _relations(card: Card) -> Iterator[tuple[str, str]]:
    for name, how in _RELATIONS.items():
        for line in card.values.get(name, []):
            kind = card.labels.get(line.group or "", "") or next(iter(line.params.get("TYPE", [])), "") or how
            text = _plain(line.value)
            if not re.match(r"(?:urn|mailto|https?|tel):", text):
                yield text, clean(kind).casefold()


def _cards(text: str, reading: Reading) -> Iterator[Card]:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    card: Card | None = None
    for line, number in _logical(_BULKY.sub(_blank, text)):
        mark = line.strip().upper()
        if mark == "BEGIN:VCARD":
            if card:
                _tell(reading, number, "a card began before the one above ended", line)
                yield card
            card = Card(number)
        elif mark == "END:VCARD" and card:
            yield card
            card = None
        elif card and line.strip():
            _set(card, line, number, reading)
    if card:
        _tell(reading, card.line, "a card without an end", "")
        yield card


def _logical(text: str) -> Iterator[tuple[str, int]]:
    """Yield (unfolded line, its number from 1), soft breaks of quoted-printable joined too."""
    lines = getLogicalLines(io.StringIO(text), allowQP=True)
    while True:
        try:
            line, number = next(lines)
        except StopIteration:
            return
        except (ValueError, IndexError, VObjectError):
            continue
        yield str(line), max(int(number), 1)


def _set(card: Card, line: str, number: int, reading: Reading) -> None:
    try:
        found = textLineToContentLine(line, number)
    except (ParseError, VObjectError, ValueError, LookupError, TypeError, AttributeError):
        _tell(reading, number, "not a line of a card", line)
        return
    if found.name == "X-ABLABEL":
        label = _LABEL.match(str(found.value))
        card.labels[found.group or ""] = label[1] if label else str(found.value)
    else:
        card.values.setdefault(str(found.name).upper(), []).append(found)


def _blank(match: re.Match[str]) -> str:
    return "NOTE:" + "\n" * match[0].count("\n")


def _plain(value: object) -> str:
    return clean(_unescaped(value))


def _unescaped(value: object) -> str:
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], str(value))


def _tell(reading: Reading, line: int, text: str, value: str) -> None:
    if len(reading.problems) < MOST_PROBLEMS:
        reading.problems.append(Problem(reading.file, text, line, clean(value[:120])))
