"""Everybody two steps away, in order, with the reasons; and everybody left out, with the rule.

Two phases: points for all of them from arrays and from each distinct text once, then sentences for the best.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Protocol

import numpy as np

from outreach import proximity
from outreach.exclusions import Exclusions, Known
from outreach.model import Excluded, Mutual, Person, Reason, Suggestion
from outreach.network import Codes, Floats, Ints, Network, legs
from outreach.scoring import Scorer

EPOCH = date(1970, 1, 1).toordinal()
CAREFUL = 3000  # so many get their reasons written out; a week needs five
SHOWN_MUTUALS = 10  # the most telling of them; all of them count for the score
# Those whom my best connections know come first: that is the idea of the whole, and the user's word on closeness.
CLOSE = 0.35
LATELY = 365  # days within which somebody counts as active; twice as long ago adds nothing any more
PATH_POINT = 0.1  # points a user sees for one e-fold of likelihood: a good way weighs as much as the right job


class Directory(Protocol):
    """Who the numbers are: what `candidates` needs to know of people."""

    def persons(self, codes: Codes) -> Sequence[Person]:
        """Return the people with these numbers."""

    def known(self, code: int) -> Known:
        """Return what tells the person apart."""

    def texts(self, codes: Codes) -> tuple[Ints, Sequence[int]]:
        """Return for each of `codes` the number of its distinct text, and one example person for each such text."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The outcome: `suggestions` best first, `excluded`, and how many people stand two steps away in all.

    `held` are those left out as they would stand in the ranking, for who asks why.
    """

    suggestions: tuple[Suggestion, ...]
    excluded: tuple[Excluded, ...]
    second_degree: int
    unread: int = 0
    held: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True)
class Judges:
    """What decides about a person beside the ties: the user's wishes, the rules that hold back, competitors.

    `best` are my best connections by number, with the strength of the tie. Without `today` a contact counts by how it
    stands to the latest in the network alone.
    """

    scorer: Scorer
    exclusions: Exclusions
    competitor: Callable[[Person], str]
    mutual: Callable[[int], Mutual]
    best: Mapping[int, float] = field(default_factory=dict)
    today: date | None = None


def rank(network: Network, people: Directory, judges: Judges, most: int = CAREFUL) -> Ranking:
    """Rank everybody at distance two. At most about `most` are written out; `unread` counts the others."""
    near = proximity.score(network, judges.scorer.closeness)
    path = np.round(_above_the_faintest(near) + CLOSE * _closest(network, judges.best)[near.codes], 2)
    seen = _last_seen(network)[near.codes]
    recency = np.round(PATH_POINT * near.recency * _still(seen, judges.today), 2)
    order = _first_look(near.codes, path + recency, people, judges.scorer, most)
    suggestions, excluded, held = [], [], []
    chosen = near.codes[order]
    for place, person, mutuals in zip(order, people.persons(chosen), ways(network, chosen), strict=True):
        via = tuple(judges.mutual(code) for code in mutuals[:SHOWN_MUTUALS])
        active = _activity(recency[place], int(seen[place]), judges.today)
        reasons = _reasons(path[place], active, person, via, len(mutuals), judges.scorer)
        one = Suggestion(person, "", reasons, via)
        if rule := _rule(people.known(int(near.codes[place])), person, judges):
            excluded.append(Excluded(person, *rule))
            held.append(one)
        else:
            suggestions.append(one)
    excluded += _connected(network, people)
    suggestions.sort(key=lambda one: (-one.score, one.person.id))
    excluded.sort(key=lambda one: (one.code, one.person.id))
    return Ranking(tuple(suggestions), tuple(excluded), len(near.codes), len(near.codes) - len(order), tuple(held))


def _above_the_faintest(near: proximity.Proximity) -> Floats:
    """Points for the ways themselves; the faintest way of this network has none."""
    return PATH_POINT * (near.path - near.path.min(initial=np.inf)) if len(near.path) else near.path


def _closest(network: Network, best: Mapping[int, float]) -> Floats:
    """Return for everybody the strength of the strongest of my best connections they are tied to, 0 for none."""
    strength = np.zeros(network.size)
    strength[list(best)] = list(best.values())
    closest = np.zeros(network.size)
    np.maximum.at(closest, network.a, strength[network.b])
    np.maximum.at(closest, network.b, strength[network.a])
    return closest


def _last_seen(network: Network) -> Ints:
    """Return for everybody the day of the newest tie of theirs that has one, -1 for none."""
    seen = np.full(network.size, -1, np.int32)
    np.maximum.at(seen, network.a, network.last)
    np.maximum.at(seen, network.b, network.last)
    return seen


def _still(seen: Ints, today: date | None) -> Floats:
    """Return what is left of each contact's recency: all for a year, less in the next, then nothing."""
    if today is None:
        return np.ones(len(seen))
    age = today.toordinal() - EPOCH - seen
    left: Floats = np.clip(2 - age / LATELY, 0.0, 1.0)
    return left


def _connected(network: Network, people: Directory) -> list[Excluded]:
    """My own connections who would be reached through another one."""
    both = network.first[network.a] & network.first[network.b]
    known = np.unique(np.concatenate([network.a[both], network.b[both]]))[:CAREFUL]
    return [Excluded(one, "already_connected", "a connection of yours") for one in people.persons(known)]


def _first_look(codes: Codes, points: Floats, people: Directory, scorer: Scorer, most: int) -> Codes:
    """Return the places of the most promising people, by ties and by each distinct text once; all when few."""
    if len(codes) <= most:
        return np.arange(len(codes), dtype=np.int32)
    text, examples = people.texts(codes)
    shown = people.persons(np.array(examples, np.int64))
    wish = np.array([sum(reason.points for reason in scorer.wish(one)) for one in shown])
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


def ways(network: Network, codes: Codes) -> list[tuple[int, ...]]:
    """Return for each of the people in `codes`, all at distance two, the mutuals, the strongest tie of mine first."""
    number = np.full(network.size, -1, np.int64)
    number[codes] = np.arange(len(codes))
    own = (network.a == network.me) | (network.b == network.me)
    near = network.part((number[network.a] >= 0) | (number[network.b] >= 0) | own)
    steps = legs(near)
    chosen = number[steps.target] >= 0
    person, mutual = number[steps.target[chosen]], steps.mutual[chosen]
    strength = np.nan_to_num(near.strength[steps.near[chosen]].astype(float))
    order = np.lexsort((mutual, network.degree[mutual], -strength, person))
    ends = np.searchsorted(person[order], np.arange(len(codes) + 1))
    mutual = mutual[order]
    return [tuple(mutual[start:end].tolist()) for start, end in pairwise(ends)]


def _reasons(
    path: float, active: Reason | None, person: Person, via: Sequence[Mutual], count: int, scorer: Scorer
) -> tuple[Reason, ...]:
    reasons = [Reason("path", path, _path_text(via, count), _path_evidence(via[0]))]
    if active:
        reasons.append(active)
    wish = scorer.wish(person)
    similar = scorer.similar(person, via)
    return (*reasons, *wish, *((similar,) if similar else ()))


def _path_text(via: Sequence[Mutual], count: int) -> str:
    name = via[0].person.name
    if count == 1:
        return f"{name} knows them"
    if count == 2:
        return f"{name} and {via[1].person.name} know them"
    return f"{name} and {count - 1} others know them"


def _path_evidence(mutual: Mutual) -> str:
    told = mutual.evidence[0] if mutual.evidence else "nothing more is known of your tie"
    return f"your tie to {mutual.person.name}: {mutual.strength:.2f}, {told}"


def _activity(points: float, seen: int, today: date | None) -> Reason | None:
    if not points:
        return None
    day = date.fromordinal(EPOCH + seen)
    lately = today is None or (today - day).days <= LATELY
    text = "has made contacts lately" if lately else "has made contacts in the last two years"
    return Reason("recency", points, text, f"newest contact of theirs with a date: {day}")
