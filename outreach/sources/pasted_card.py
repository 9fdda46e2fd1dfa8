"""One card of a pasted page: what it holds, and what its free lines mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from outreach.sources import pasted_words as say
from outreach.sources.pasted_lines import Line
from outreach.text import fold

TORN = re.compile(r"(?:^[,&]|,$|^(?:and|&|und|et|y|e|en|och|og)$)", re.I)  # part of a list of names
NOTHING = ("--", "—", "–", "-")
_PLACE = re.compile(r"^[^@|•:]{2,60}$")
_LONGER = re.compile(r"\s*[^\w\s]")


@dataclass(slots=True)
class Card:
    """One person on the page. `rest` are lines without a meaning yet, `mutual` (line, names) of mutual connections."""

    name: str
    line: int
    degree: int = 0
    url: str = ""
    labelled: bool = False
    discard: bool = False
    unsure: bool = False  # nothing but a count says that this is a person; a button must confirm it
    closed: bool = False
    aside: bool = False  # beside or below somebody's profile
    rest: list[Line] = field(default_factory=list)
    mutual: list[tuple[int, str]] = field(default_factory=list)
    known: list[tuple[str, str]] = field(default_factory=list)  # mutual connections with their addresses
    counted: int = 0
    connected: bool = False
    since: date | None = None
    headline: str = ""
    location: str = ""
    position: str = ""
    company: str = ""
    about: list[str] = field(default_factory=list)
    asked: str = ""  # a request to connect: "in" where I can accept it, "out" where I can withdraw it
    ago: int | None = None  # days since
    message: str = ""


@dataclass(slots=True)
class Page:
    """What was found: cards, free lines of nobody, whether it is a profile or counts connections (so it lists them)."""

    cards: list[Card] = field(default_factory=list)
    loose: list[Line] = field(default_factory=list)
    profile: bool = False
    total: bool = False
    after: int = 0  # lines of a profile below what is used


def settle(card: Card, page: Page) -> None:
    """Give a finished card its headline and place from its free lines; what is left over is nobody's."""
    name = fold(card.name)
    rest = [line for line in card.rest if not say.is_pronouns(line.text) and fold(line.text) != name]
    rest = [line for line in rest if not TORN.fullmatch(line.text)]
    card.rest = []
    if card.discard:
        return
    if rest and card.labelled and same(rest[0].text, card.name):
        card.name = rest.pop(0).text
    if rest and card.labelled and len(rest[0].parts) == 2:
        card.position, card.company = rest.pop(0).parts
    elif rest and not card.headline and not (len(rest) == 1 and not card.location and _must_be_place(rest[0].text)):
        card.headline = rest.pop(0).text
    if card.asked:
        card.message, rest = "\n".join(line.text for line in rest), []
    if rest and not card.location and not card.aside and _PLACE.match(rest[0].text):
        card.location = rest.pop(0).text
    card.headline = "" if card.headline in NOTHING else card.headline
    if card.aside:
        page.after += len(rest)
    else:
        page.loose += rest


def same(one: str, other: str) -> bool:
    """Tell whether two lines are the same name, one perhaps with credentials: `Ada Moe` and `Ada Moe, PhD`."""
    short, long = sorted((fold(one), fold(other)), key=len)
    return long == short or (len(short) > 3 and long.startswith(short) and bool(_LONGER.match(long[len(short) :])))


def is_bare(card: Card) -> bool:
    """Tell whether a card is nothing but a linked name, as in a list of mutual connections."""
    plain = [line for line in card.rest if not TORN.search(line.text)]
    return bool(
        card.url and not card.degree and not card.labelled and not plain and not card.headline and not card.mutual
    )


def without_doubles(lines: list[Line]) -> list[Line]:
    """Return lines without those that repeat the name above them."""
    return [line for number, line in enumerate(lines) if not number or not same(line.text, lines[number - 1].text)]


def without(names: str, linked: list[tuple[str, str]]) -> str:
    """Return `names` without those that are known by their link; "" when no name is left."""
    for text, _ in linked:
        names = names.replace(text, " ")
    return names if not linked or any(len(word) > 3 for word in re.findall(r"[^\W\d_]+", names)) else ""


def join(rest: list[Line]) -> str:
    """Take the names of a mutual line that was torn apart off the free lines above its end."""
    if not rest:
        return ""
    parts = [rest.pop().text]
    while rest and (TORN.search(parts[0]) or TORN.search(rest[-1].text)):
        parts.insert(0, rest.pop().text)
    return re.sub(r"\s+,", ",", " ".join(parts)).strip(" ,")


def _must_be_place(text: str) -> bool:
    """Tell whether a lone line can only be a place: three short capitalised parts between commas."""
    parts = [part.strip() for part in text.split(",")]
    return (
        len(parts) == 3 and all(part[:1].isupper() and len(part.split()) <= 4 for part in parts) and " at " not in text
    )
