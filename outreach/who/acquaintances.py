"""My own connections by name: whom a name on a mutual line, in a `via` cell or in an old message means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from outreach import addresses
from outreach.text import clean, fold
from outreach.who import names
from outreach.who.likeness import SAME, compare
from outreach.who.names import Name
from outreach.who.people import People
from outreach.words import companies

_BETWEEN = re.compile(r"\s*[;,]\s*|\s+(?:and|und|et|y|e|och|og|en|i|&)\s+|\s*\n\s*")
_LONGEST = 5  # pieces between commas that one name may be written in


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a text means: people found, and the pieces of it that mean nobody or several."""

    people: tuple[int, ...]
    nobody: tuple[str, ...] = ()
    several: tuple[tuple[str, tuple[int, ...]], ...] = ()


class Acquaintances:
    """The people I am connected with, found by the names they go by; most networks never ask."""

    def __init__(self, people: People, numbers: Iterable[int]) -> None:
        self._people = people
        self.numbers = frozenset(numbers)

    @cached_property
    def _called(self) -> list[tuple[int, tuple[str, str]]]:
        everybody = sorted(self.numbers)
        return list(zip(everybody, self._people.names_of(everybody), strict=True))

    @cached_property
    def _written(self) -> dict[str, list[int]]:
        written: dict[str, list[int]] = {}
        for number, (first, last) in self._called:
            written.setdefault(fold(f"{first} {last}"), []).append(number)
        return written

    @cached_property
    def _family(self) -> dict[str, list[tuple[int, Name]]]:
        family: dict[str, list[tuple[int, Name]]] = {}
        for number, (first, last) in self._called:
            name = names.parse(first, last)
            for key in {name.surname, "".join(name.given), *name.also}:
                family.setdefault(key, []).append((number, name))
        return family

    def named(self, text: str, company: str = "") -> list[int]:
        """Return those whose name this is; where several, those of the `company` if any are."""
        if exact := self._written.get(fold(clean(text))):
            return self._of(exact, company)
        name = names.parse(clean(text))
        keys = {name.surname, "".join(name.given), *name.also} - {""}
        found = {number for key in keys for number, other in self._family.get(key, ()) if compare(name, other) == SAME}
        return self._of(sorted(found), company)

    def part(self, text: str) -> list[int]:
        """Return those whose name holds every word of `text` as a word."""
        wanted = set(fold(clean(text)).split())
        return sorted(
            {number for name, numbers in self._written.items() if wanted <= set(name.split()) for number in numbers}
        )

    def meant(self, text: str) -> Meant:
        """Return whom a line of names and addresses means; a comma is no border where the whole is one name."""
        pieces = list(_pieces(text))
        found: list[int] = []
        nobody: list[str] = []
        several: list[tuple[str, tuple[int, ...]]] = []
        at = 0
        while at < len(pieces):
            used, numbers = self._longest(text, pieces[at : at + _LONGEST])
            piece = text[pieces[at][0] : pieces[at + used - 1][1]]
            if len(numbers) == 1:
                found += numbers
            elif numbers:
                several.append((piece, tuple(numbers)))
            elif not names.is_credential(piece):
                nobody.append(piece)
            at += used
        return Meant(tuple(dict.fromkeys(found)), tuple(nobody), tuple(several))

    def _longest(self, text: str, pieces: list[tuple[int, int]]) -> tuple[int, list[int]]:
        start = pieces[0][0]
        for used in range(len(pieces), 1, -1):
            if numbers := self._written.get(fold(text[start : pieces[used - 1][1]])):
                return used, numbers
        return 1, self._one(text[start : pieces[0][1]])

    def _one(self, text: str) -> list[int]:
        if addresses.slug(text) or addresses.opaque(text) or (" " not in text and "-" in text):
            number = self._people.code_of(text)
            return [number] if number in self.numbers else []
        return self.named(text)

    def _of(self, numbers: list[int], company: str) -> list[int]:
        if len(numbers) < 2 or not (wanted := companies.key(company)):
            return numbers
        same = [number for number in numbers if companies.key(self._people.person(number).company) == wanted]
        return same or numbers


def _pieces(text: str) -> Iterable[tuple[int, int]]:
    start = 0
    for match in _BETWEEN.finditer(text):
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)
