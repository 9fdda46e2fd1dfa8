"""How high a title stands, from intern to owner, in five languages and their neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from outreach.text import fold
from outreach.words import concepts
from outreach.words.concepts import Hit, Token

_LED = 4  # letters the first part of a compound title needs
_OVER = ("marker.former", "marker.wanted", "marker.not")


@dataclass(frozen=True, slots=True)
class Seniority:
    """A rank and the words that claim it, as they stand.

    0 unknown, 1 learns or helps, 2 does the work, 3 senior, 4 leads people, 5 leads a part, 6 owns or leads the whole.
    """

    level: int
    words: str = ""


@lru_cache(maxsize=1 << 16)
def level(title: str) -> Seniority:
    """Return the highest rank `title` claims for today; what follows "former", "seeking" or "not" does not count."""
    tokens, found = concepts.read(title)
    ranked = [hit for hit in ranks(found) if not is_over(hit, found, tokens)]
    if not ranked:
        return Seniority(0)
    highest = of(ranked)
    best = next(hit for hit in ranked if rank(hit) == highest)
    return Seniority(highest, title[tokens[best.first].start : tokens[best.last].end])


def rank(hit: Hit) -> int:
    """Return the level a hit stands for, 0 if it is none."""
    return int(hit.concept[6:]) if hit.concept.startswith("level.") else 0


def of(ranked: Iterable[Hit]) -> int:
    """Return the rank of hits together: the highest, but a "junior developer" or "engineering student" learns."""
    levels = {rank(hit) for hit in ranked}
    return 1 if levels == {1, 2} else max(levels, default=0)


def ranks(found: Iterable[Hit]) -> list[Hit]:
    """Return the hits that are ranks; of those that overlap, the longest ("vice president" is no president)."""
    longest = sorted(
        (hit for hit in found if rank(hit)), key=lambda h: (h.first - h.last, -h.letters, rank(h), h.first)
    )
    kept: list[Hit] = []
    for hit in longest:
        if all(hit.last < other.first or hit.first > other.last for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.first)


def led(word: str) -> str:
    """Return what a compound title leads or does ("werkstatt" of "Werkstattleiterin"), "" for any other word."""
    _, found = concepts.read(word)
    known = max((hit.letters for hit in found if rank(hit)), default=0)
    heard = fold(word)
    tail = next((tail for tail in _tails() if heard.endswith(tail)), "")
    first = heard.removesuffix(tail)
    return first if tail and known <= len(tail) and len(first) >= _LED else ""


@cache
def _tails() -> tuple[str, ...]:
    """The ranks that end a compound, the longest first."""
    ranked = (concept for name, concept in concepts.lexicon().items() if name.startswith("level."))
    tails = {word[1:] for concept in ranked for word in concept.words if word.startswith("*")}
    return tuple(sorted((tail for tail in tails if tail.isalpha()), key=lambda tail: (-len(tail), tail)))


def is_over(hit: Hit, found: Iterable[Hit], tokens: Sequence[Token]) -> bool:
    """Whether a word before it in the same stretch says that `hit` is past, sought or denied."""
    return any(
        other.concept in _OVER and other.last < hit.first and tokens[other.last].soft == tokens[hit.first].soft
        for other in found
    )
