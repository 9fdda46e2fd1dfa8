"""Notes that do not sound alike: no run of five words of template wording occurs in two of them.

Wording is what a template says, with the values of its fields taken out; values are marked with private-use characters,
which no text from a file can hold (`outreach.text.clean` drops them).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from outreach.text import fold, units

RUN = 5  # words
_OPEN, _CLOSE = "\ue000", "\ue001"
_NAME = 0xE100  # the first of the private-use characters that name a field
_VALUE = re.compile(f"{_OPEN}(.)([^{_OPEN}{_CLOSE}]*){_CLOSE}")
_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_STEPS = 4_000  # lines tried before a search gives up

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

    def repeats(self, text: str) -> int:
        """Return how many runs of marked `text` alone were used before, and one more where a sent note has it all."""
        pieces = literals(text)
        sent = bool(pieces) and any(all(piece in note for piece in pieces) for note in self.notes)
        return len(runs(wording(text)) & self.runs) + sent


def _long_values(text: str) -> list[str]:
    told = (_WORDS.findall(fold(value)) for _, value in _VALUE.findall(text))
    return [" ".join(words) for words in told if len(words) >= RUN]


def past(sent: Sequence[str]) -> Past:
    """Return the past that notes already sent are; their names and facts count as wording, as they cannot be told."""
    told = [_WORDS.findall(fold(text)) for text in sent]
    return Past(frozenset(run for words in told for run in runs(words)), notes=tuple(" ".join(words) for words in told))


def marked(number: int, value: str) -> str:
    """Return `value` marked as the value of field `number`."""
    return f"{_OPEN}{chr(_NAME + number)}{value}{_CLOSE}"


def unmarked(text: str) -> str:
    """Return marked text as it is read."""
    return _VALUE.sub(r"\2", text)


def values(text: str) -> list[int]:
    """Return the numbers of the fields whose values `text` shows, in order of appearance."""
    return list(dict.fromkeys(ord(name) - _NAME for name, _ in _VALUE.findall(text)))


def wording(text: str) -> list[str]:
    """Return the folded words of marked text that are the template's own."""
    return _WORDS.findall(fold(_VALUE.sub(" ", text)))


def literals(text: str) -> list[str]:
    """Return the pieces of marked text between its values, folded; pieces of a single word are left out."""
    pieces = (" ".join(_WORDS.findall(fold(piece))) for piece in re.split(_VALUE.pattern, text)[::3])
    return [piece for piece in pieces if " " in piece]


def runs(words: Sequence[str]) -> frozenset[Run]:
    """Return every run of five words."""
    return frozenset(tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))


def search(
    paragraphs: Sequence[Sequence[Sequence[Said | None]]], limit: int, room: int, taken: frozenset[Run]
) -> Iterator[tuple[Said | None, ...]]:
    """Yield the ways to choose one line of each choice of each of `paragraphs`, in the order given, that fit.

    Whatever is longer than `limit` UTF-16 units, has a paragraph longer than `room`, or holds a run of wording that is
    `taken`, is passed over. Gives up after a few thousand steps.
    """
    steps = count()
    choices = [[_weighed(said) for said in choice] for paragraph in paragraphs for choice in paragraph]
    choices = [[way for way in choice if runs(way.words).isdisjoint(taken)] for choice in choices]
    if not all(choices):
        return
    home = [number for number, paragraph in enumerate(paragraphs) for _ in paragraph]
    least = [min(way.size for way in choice) for choice in choices]

    def extend(chosen: tuple[_Way, ...]) -> Iterator[tuple[Said | None, ...]]:
        at = len(chosen)
        if at == len(choices):
            yield tuple(way.said for way in chosen)
            return
        words = [word for way in chosen for word in way.words]
        sizes = [*(way.size for way in chosen), *least[at:]]
        here = sum(size for size, number in zip(sizes, home, strict=True) if number == home[at])
        for way in choices[at]:
            if next(steps) > _STEPS:
                return
            more = way.size - least[at]
            fits = here + more - 1 <= room and sum(sizes) + more + len(paragraphs) - 2 <= limit
            if fits and runs([*words[1 - RUN :], *way.words]).isdisjoint(taken):
                yield from extend((*chosen, way))

    yield from extend(())


@dataclass(frozen=True, slots=True)
class _Way:
    """A line ready for the search; `size` counts the space or line break after it."""

    said: Said | None
    words: tuple[str, ...]
    size: int


def _weighed(said: Said | None) -> _Way:
    if said is None:
        return _Way(None, (), 0)
    return _Way(said, tuple(wording(said.text)), units(unmarked(said.text)) + 1)
