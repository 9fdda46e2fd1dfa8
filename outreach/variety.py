"""Notes that do not sound alike: no run of five words of template wording occurs in two of them.

Wording is what a template says, with the values of its fields taken out; values are marked with private-use characters,
which no text from a file can hold (`outreach.text.clean` drops them).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

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
    """One line as it would be said to somebody, its values marked, and how particular to them it is."""

    text: str
    weight: int = 0


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


def runs(words: Sequence[str]) -> set[Run]:
    """Return every run of five words."""
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def plain_words(text: str) -> list[str]:
    """Return the folded words of a text as sent, values and all."""
    return _WORDS.findall(fold(text))


def search(
    paragraphs: Sequence[Sequence[Sequence[Said | None]]], limit: int, room: int, taken: Callable[[Run], bool]
) -> Iterator[tuple[Said | None, ...]]:
    """Yield the ways to choose one line of each choice of each of `paragraphs`, in the order given, that fit.

    Whatever is longer than `limit` UTF-16 units, has a paragraph longer than `room`, or holds a run of wording that is
    `taken`, is passed over. Gives up after a few thousand steps.
    """
    choices = [(number, choice) for number, paragraph in enumerate(paragraphs) for choice in paragraph]
    steps = 0

    def extend(
        chosen: tuple[Said | None, ...], words: tuple[str, ...], lengths: tuple[int, ...]
    ) -> Iterator[tuple[Said | None, ...]]:
        nonlocal steps
        if len(chosen) == len(choices):
            yield chosen
            return
        number, choice = choices[len(chosen)]
        for said in choice:
            steps += 1
            if steps > _STEPS:
                return
            if said is None:
                yield from extend((*chosen, None), words, lengths)
                continue
            here = lengths[number] + units(unmarked(said.text)) + 1
            longer = (*lengths[:number], here, *lengths[number + 1 :])
            grown = (*words, *wording(said.text))
            fits = here - 1 <= room and sum(longer) + len(longer) - 2 <= limit  # paragraphs are two line breaks apart
            if fits and not any(taken(run) for run in runs(grown[max(0, len(words) - RUN + 1) :])):
                yield from extend((*chosen, said), grown, longer)

    return extend((), (), (0,) * len(paragraphs))
