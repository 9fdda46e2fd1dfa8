"""Everybody two steps away, in order, with the reasons; and everybody left out, with the rule.

Two phases: points for all of them from arrays and from each distinct text once, then sentences for the best.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from outreach import proximity
from outreach.exclusions import Exclusions, Known
from outreach.model import Excluded, Mutual, Person, Reason, Suggestion
from outreach.network import Codes, Floats, Network
from outreach.scoring import Scorer

CAREFUL = 3000  # so many get their reasons written out; a week needs five
SHOWN_MUTUALS = 10  # the most telling of them; all of them count for the score
PATH_POINT = 0.1  # points a user sees for one e-fold of likelihood: a good way weighs as much as the right job


class Directory(Protocol):
    """Who the numbers are: what `candidates` needs to know of people."""

    def person(self, code: int) -> Person:
        """Return the person with this number."""

    def known(self, code: int) -> Known:
        """Return what tells the person apart."""

    def texts(self, codes: Codes) -> tuple[Codes, Sequence[int]]:
        """Return for each of `codes` the number of its distinct text, and one example person for each such text."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The outcome: `suggestions` best first, `excluded`, and how many people stand two steps away in all."""

    suggestions: tuple[Suggestion, ...]
    excluded: tuple[Excluded, ...]
    second_degree: int
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Judges:
    """What decides about a person beside the ties: the user's wishes, the rules that hold back, competitors."""

    scorer: Scorer
    exclusions: Exclusions
    competitor: Callable[[Person], str]
    mutual: Callable[[int], Mutual]
    best: frozenset[int] = frozenset()


def rank(network: Network, people: Directory, judges: Judges, most: int = CAREFUL) -> Ranking:
    """Rank everybody at distance two. At most about `most` are written out; `unread` counts the others."""
    near = proximity.score(network, judges.scorer.closeness)
    points = np.round(PATH_POINT * near.path, 2) + np.round(PATH_POINT * near.recency, 2)
    order = _first_look(near.codes, points, people, judges.scorer, most)
    mutuals = proximity.mutuals(network, near.codes[order])
    suggestions, excluded = [], []
    for place, ways in zip(order, mutuals, strict=True):
        person = people.person(int(near.codes[place]))
        if rule := _rule(people.known(int(near.codes[place])), person, judges):
            excluded.append(Excluded(person, *rule))
            continue
        via = tuple(judges.mutual(int(code)) for code in ways.codes[:SHOWN_MUTUALS])
        reasons = _reasons(near, int(place), person, via, len(ways.codes), judges.scorer)
        suggestions.append(Suggestion(person, "", reasons, via))
    suggestions.sort(key=lambda one: (-one.score, one.person.id))
    excluded.sort(key=lambda one: (one.code, one.person.id))
    return Ranking(tuple(suggestions), tuple(excluded), len(near.codes), len(near.codes) - len(order))


def _first_look(codes: Codes, points: Floats, people: Directory, scorer: Scorer, most: int) -> Codes:
    """Return the places of the most promising people, by ties and by each distinct text once; all when they are few."""
    if len(codes) <= most:
        return np.arange(len(codes), dtype=np.int32)
    text, examples = people.texts(codes)
    wish = np.array([sum(reason.points for reason in scorer.wish(people.person(one))) for one in examples])
    total = points + wish[text]
    return np.sort(np.lexsort((codes, -total))[:most]).astype(np.int32)


def _rule(known: Known, person: Person, judges: Judges) -> tuple[str, str] | None:
    if rule := judges.exclusions.of(known):
        return rule
    if rival := judges.competitor(person):
        return "competitor", rival
    where = judges.scorer.where(person)
    if where.answer == "outside" and judges.scorer.place_required:
        return "wrong_location", f'is in "{where.evidence}", outside the places you require'
    return None
