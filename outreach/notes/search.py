"""One line of each choice, so that a note fits, says as little as possible again, and says first what stands first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from outreach.notes.variety import RUN, Run, Said, runs, unmarked, wording
from outreach.text import units

_STEPS = 50_000  # lines looked at before a search gives up
_MANY = 1 << 20  # more taken runs than a note has words
_STATES = 20_000  # ends of unfinished notes for which the best finish is worked out

Choices = Sequence[Sequence[Sequence[Said | None]]]  # of each paragraph, of each choice in it, the lines
Way = tuple[Said | None, ...]  # one line of each choice


def search(paragraphs: Choices, limit: int, room: int, taken: frozenset[Run]) -> Iterator[Way]:
    """Yield the ways to choose one line of each choice with the fewest runs of wording that are `taken`, mostly none.

    They come in the order given, the last choice changing first. Whatever is longer than `limit` UTF-16 units or has a
    paragraph longer than `room` is passed over. Gives up after some ten thousand steps.
    """
    return _Search(paragraphs, limit, room, taken).ways()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line ready for the search; `size` counts the space or line break after it."""

    said: Said | None
    words: Run = ()
    size: int = 0
    shared: int = 0


@dataclass(frozen=True, slots=True)
class _State:
    """What decides how an unfinished note can go on: its last words, its sizes, and the taken runs it may yet have."""

    at: int
    tail: Run
    here: int
    total: int
    left: int


class _Search:
    """Depth first along the lines that can still lead to the fewest taken runs; dead ends are entered once."""

    def __init__(self, paragraphs: Choices, limit: int, room: int, taken: frozenset[Run]) -> None:
        self.choices = [[_line(said, taken) for said in choice] for paragraph in paragraphs for choice in paragraph]
        self.home = [number for number, paragraph in enumerate(paragraphs) for _ in paragraph]
        self.least = [min((line.size for line in choice), default=0) for choice in self.choices]
        self.after = [self._least_of(number, at + 1) for at, number in enumerate(self.home)]
        self.limit, self.room = limit - len(paragraphs) + 2, room + 1  # what the last line of each does not need
        self.begun = _begun(taken)
        self.fewest: dict[tuple[int, Run], int] = {}
        self.dead: set[_State] = set()
        self.steps = 0

    def ways(self) -> Iterator[Way]:
        sizes = [self._least_of(number, 0) for number in set(self.home)]
        if not all(self.choices) or sum(sizes) > self.limit or max(sizes, default=0) > self.room:
            return
        left, found = self._fewest(0, ()), False
        while not found and self.steps < _STEPS:
            for way in self._extend((), _State(0, (), 0, sum(sizes), left)):
                found = True
                yield way
            left += 1

    def _extend(self, chosen: Way, state: _State) -> Iterator[Way]:
        at = state.at
        if at == len(self.choices):
            yield chosen
            return
        if state in self.dead:
            return
        alive = False
        for line, shared, tail in self._following(at, state.tail):
            self.steps += 1
            if self.steps > _STEPS:
                return
            left = state.left - shared
            if left >= self._fewest(at + 1, tail) and (sizes := self._sizes(state, line)):
                for way in self._extend((*chosen, line.said), _State(at + 1, tail, *sizes, left)):
                    alive = True
                    yield way
        if not alive:
            self.dead.add(state)

    def _sizes(self, state: _State, line: _Line) -> tuple[int, int] | None:
        """The sizes of the paragraph so far and of the whole at its least, with one more line; None where too large."""
        at = state.at
        begun = state.here if at and self.home[at] == self.home[at - 1] else 0
        here, total = begun + line.size, state.total + line.size - self.least[at]
        fits = here + self.after[at] <= self.room and total <= self.limit
        return (here, total) if fits else None

    def _least_of(self, paragraph: int, start: int) -> int:
        return sum(self.least[at] for at in range(start, len(self.home)) if self.home[at] == paragraph)

    def _fewest(self, at: int, tail: Run) -> int:
        """How many taken runs the rest of a note has at least, whatever its length."""
        if at == len(self.choices) or len(self.fewest) >= _STATES:
            return 0
        if (at, tail) not in self.fewest:
            fewest = _MANY
            for _, shared, after in self._following(at, tail):
                if shared < fewest:
                    fewest = min(fewest, shared + self._fewest(at + 1, after))
                if not fewest:
                    break
            self.fewest[at, tail] = fewest
        return self.fewest[at, tail]

    def _following(self, at: int, tail: Run) -> Iterator[tuple[_Line, int, Run]]:
        """The lines of a choice, each with the taken runs it completes after `tail`, and the last words after it."""
        ends = ((RUN - place, self.begun.get(tail[-place:])) for place in range(1, len(tail) + 1))
        open_runs = [(size, ends) for size, ends in ends if ends]
        for line in self.choices[at]:
            joined = sum(line.words[:size] in ends for size, ends in open_runs)
            yield line, line.shared + joined, (*tail, *line.words)[1 - RUN :]


@lru_cache(maxsize=4)
def _begun(taken: frozenset[Run]) -> dict[Run, set[Run]]:
    """For every beginning of a run how it may go on."""
    begun: dict[Run, set[Run]] = defaultdict(set)
    for one, two, three, four, five in taken:
        begun[one,].add((two, three, four, five))
        begun[one, two].add((three, four, five))
        begun[one, two, three].add((four, five))
        begun[one, two, three, four].add((five,))
    return begun


def _line(said: Said | None, taken: frozenset[Run]) -> _Line:
    if said is None:
        return _Line(None)
    words, size, own = _weighed(said.text)
    return _Line(said, words, size, len(own & taken))


@lru_cache(maxsize=1 << 12)
def _weighed(text: str) -> tuple[Run, int, frozenset[Run]]:
    words = tuple(wording(text))
    return words, units(unmarked(text)) + 1, runs(words)
