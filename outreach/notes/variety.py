"""Notes that do not sound alike: no run of five words of template wording occurs in two of them.

Wording is what a template says, with the values of its fields taken out; values are marked with private-use characters,
which no text from a file can hold (`outreach.text.clean` drops them).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from outreach.text import fold

RUN = 5  # words
_OPEN, _CLOSE = "\ue000", "\ue001"
_NAME = 0xE100  # the first of the private-use characters that name a field
_VALUE = re.compile(f"{_OPEN}(.)([^{_OPEN}{_CLOSE}]*){_CLOSE}")
_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One line of a template (its file and line are its `place`) as it would be said to somebody, its values marked."""

    text: str
    weight: int = 0
    place: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """What was said before: runs of wording not to be used again, places and long values of lines, notes sent."""

    runs: frozenset[Run] = frozenset()
    lines: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()

    def also(self, chosen: Sequence[Said | None]) -> Past:
        """Return the past with one more note in it."""
        said = [line for line in chosen if line]
        added = runs([word for line in said for word in wording(line.text)])
        told = {part for line in said for part in (line.place, *_long_values(line.text))}
        return Past(self.runs | added, self.lines | told, self.notes)

    def heard(self, said: Said) -> bool:
        """Tell whether this line, or a fact of five words and more in it, was said in this batch or in a sent note."""
        long = _long_values(said.text)
        return bool(self.lines & {said.place, *long}) or any(value in note for value in long for note in self.notes)


def _long_values(text: str) -> list[str]:
    told = (words(value) for _, value in _VALUE.findall(text))
    return [" ".join(value) for value in told if len(value) >= RUN]


def marked(number: int, value: str) -> str:
    """Return `value` marked as the value of field `number`."""
    return f"{_OPEN}{chr(_NAME + number)}{value}{_CLOSE}"


def unmarked(text: str) -> str:
    """Return marked text as it is read."""
    return _VALUE.sub(r"\2", text)


def values(text: str) -> list[int]:
    """Return the numbers of the fields whose values `text` shows, in order of appearance."""
    return list(dict.fromkeys(ord(name) - _NAME for name, _ in _VALUE.findall(text)))


def words(text: str) -> list[str]:
    """Return the folded words of `text`."""
    return _WORDS.findall(fold(text))


def wording(text: str) -> list[str]:
    """Return the folded words of marked text that are the template's own."""
    return words(_VALUE.sub(" ", text))


def literals(text: str) -> list[str]:
    """Return the pieces of marked text between its values, folded."""
    pieces = (" ".join(words(piece)) for piece in re.split(_VALUE.pattern, text)[::3])
    return [piece for piece in pieces if piece]


def runs(told: Sequence[str]) -> frozenset[Run]:
    """Return every run of five words."""
    return frozenset(tuple(told[start : start + RUN]) for start in range(len(told) - RUN + 1))
