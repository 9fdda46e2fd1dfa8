"""This week's people: the best assignment to mutual contacts under every limit, and what to do about each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from typing import Any

import networkx as nx

from outreach.model import Pin, Suggestion
from outreach.text import fold

CONSIDERED = 150  # the best people that take part in the assignment; those further down never make a week
PER_FIRM = 2  # guess: a week of five from one firm is a campaign, not an interest
WORTH = 0.2  # guess: whoever scores less than this share of the best leaves the place empty: ten well chosen, not 1,000
ASK_STRENGTH = 0.3  # a favour is asked of somebody I really know: half way to a close tie


@dataclass(frozen=True, slots=True)
class Budget:
    """What this week may use. `asks_left` says how many introductions each mutual (by id) may still be asked for,
    `led` through whom people were already led this week."""

    people: int
    notes: int
    through_one: int | None = None
    asks_left: Mapping[str, int] = field(default_factory=dict)
    asks_each: int = 3
    busy: frozenset[str] = frozenset()
    led: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Week:
    """The people of a week in order, and in sentences who ranked better and was held back, by person id."""

    suggestions: tuple[Suggestion, ...]
    held_back: Mapping[str, str]


Specific = Callable[[Suggestion], bool]
Pair = Callable[[Suggestion, Suggestion], bool]


def plan(
    ranked: Sequence[Suggestion],
    budget: Budget,
    firm: Callable[[Suggestion], str],
    specific: Specific,
    pinned: Sequence[Pin] = (),
    free: Sequence[int] | None = None,
    apart: Pair = lambda one, other: False,
) -> Week:
    """Choose this week's people from `ranked` (best first).

    `firm` gives the key of somebody's employer, "" where unknown; `specific` tells whether a note to them could say
    something true and particular. `pinned` places stay as they are; `free` are the ranks to fill, None for all others;
    `apart` tells of two with one name whether they are known to be two people.
    """
    by_id = {one.person.id: one for one in ranked}
    kept = _kept([pin for pin in pinned if pin.person in by_id], budget)
    places = list(range(1, budget.people + 1)) if free is None else sorted(free)
    places = [rank for rank in places if rank not in {pin.rank for pin in pinned}]
    routes = _assign(ranked, budget, firm, kept, len(places), apart)
    chosen = sorted((by_id[person] for person in routes), key=lambda one: (-one.score, one.person.id))
    week = [_through(by_id[pin.person], pin.via, rank=pin.rank, action=pin.action) for pin in kept]
    week += [
        _through(one, routes[one.person.id], rank=rank, action="") for rank, one in zip(places, chosen, strict=False)
    ]
    week.sort(key=lambda one: one.rank)
    return Week(tuple(_actions(week, budget, specific)), _held_back(ranked, week, firm, apart))


def _kept(pinned: Sequence[Pin], budget: Budget) -> list[Pin]:
    """Drop what a limit lowered since then no longer allows."""
    kept: list[Pin] = []
    for pin in sorted(pinned, key=lambda pin: pin.rank):
        full = budget.through_one is not None and sum(one.via == pin.via for one in kept) >= budget.through_one
        if pin.rank <= budget.people and not full:
            kept.append(pin)
    return kept


def _assign(
    ranked: Sequence[Suggestion],
    budget: Budget,
    firm: Callable[[Suggestion], str],
    kept: Sequence[Pin],
    places: int,
    apart: Pair,
) -> dict[str, str]:
    """Return who takes the free places and through which mutual, by id: the flow of the highest total score."""
    taken = {pin.person for pin in kept}
    pool = [one for one in ranked if one.person.id not in taken and one.via and one.score >= 0][:CONSIDERED]
    if not pool or places <= 0:
        return {}
    load: dict[str, int] = dict(budget.led)
    for pin in kept:
        load[pin.via] = load.get(pin.via, 0) + 1
    through_one = _through_one(budget, pool, load)
    pool = [one for one in pool if one.score >= WORTH * pool[0].score]
    pool = _once(pool, [one for one in ranked if one.person.id in taken], apart)
    for per_firm in (PER_FIRM, budget.people):  # rather a full week than a varied one, but varied first
        routes = _flow(pool, firm, per_firm, lambda mutual: through_one - load.get(mutual, 0), places)
        if len(routes) == min(places, len(pool)):
            break
    return routes


def _once(pool: Sequence[Suggestion], before: Sequence[Suggestion], apart: Pair) -> list[Suggestion]:
    """Leave out who may be somebody of `before` or further up: one name, and an address missing on either side."""
    chosen = list(before)
    left = []
    for one in pool:
        if not any(_may_be_one(one, other, apart) for other in chosen):
            chosen.append(one)
            left.append(one)
    return left


def _may_be_one(one: Suggestion, other: Suggestion, apart: Pair) -> bool:
    unclear = not (one.person.url and other.person.url) and one.person.id != other.person.id
    return unclear and fold(one.person.name) == fold(other.person.name) and not apart(one, other)


def _through_one(budget: Budget, pool: Sequence[Suggestion], load: Mapping[str, int]) -> int:
    if budget.through_one is not None:
        return budget.through_one
    leading = {mutual.person.id for one in pool for mutual in one.via} | set(load)
    return ceil(budget.people / max(len(leading), 1))


def _flow(
    pool: Sequence[Suggestion],
    firm: Callable[[Suggestion], str],
    per_firm: int,
    capacity: Callable[[str], int],
    places: int,
) -> dict[str, str]:
    """Minimum-cost flow start → firm → person → mutual → end; costs are whole numbers, as NetworkX needs them."""
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_edge("start", "firms", capacity=places, weight=0)
    for number, one in enumerate(pool):
        employer = ("firm", firm(one) or number)
        graph.add_edge("firms", employer, capacity=per_firm, weight=0)
        graph.add_edge(employer, ("person", number), capacity=1, weight=-round(one.score * 100) * 1000 + number)
        for mutual in one.via:
            if capacity(mutual.person.id) > 0:
                liking = round(mutual.strength * 100) + 500 * mutual.may_name
                graph.add_edge(("person", number), ("mutual", mutual.person.id), capacity=1, weight=-liking)
                graph.add_edge(("mutual", mutual.person.id), "end", capacity=capacity(mutual.person.id), weight=0)
    if "end" not in graph:
        return {}
    flow = nx.max_flow_min_cost(graph, "start", "end")
    routes = {}
    for number, one in enumerate(pool):
        for (_, mutual), amount in flow[("person", number)].items():
            if amount:
                routes[one.person.id] = mutual
    return routes


def _through(one: Suggestion, mutual: str, rank: int, action: str) -> Suggestion:
    """Put the mutual that the person is routed through first."""
    via = sorted(one.via, key=lambda other: other.person.id != mutual)
    return replace(one, via=tuple(via), rank=rank, action=action)


def _actions(week: Sequence[Suggestion], budget: Budget, specific: Specific) -> list[Suggestion]:
    """Give the notes of the month to the best, ask the mutual for the others where that is fair to them."""
    pinned = [one.rank for one in week if one.action == "connect"][: max(budget.notes, 0)]
    notes = budget.notes - len(pinned)
    asked = {one.via[0].person.id for one in week if one.action == "ask"} | budget.busy
    decided = []
    for one in week:
        action = one.action
        if not action or (action == "connect" and one.rank not in pinned):
            mutual = one.via[0]
            may_ask = mutual.person.id not in asked and _asks_left(budget, mutual.person.id) > 0
            action = _action(one, notes > 0, may_ask, specific(one))
            notes -= action == "connect"
            if action == "ask":
                asked.add(mutual.person.id)
        decided.append(replace(one, action=action))
    return decided


def _action(one: Suggestion, note_left: bool, may_ask: bool, specific: bool) -> str:
    nameable = one.via[0].may_name  # through whom they are routed, and whom the note therefore names
    if nameable and note_left and specific:
        return "connect"
    if may_ask and (one.via[0].strength >= ASK_STRENGTH or not nameable):
        return "ask"
    return "connect_plain"


def _asks_left(budget: Budget, mutual: str) -> int:
    return budget.asks_left.get(mutual, budget.asks_each)


def _held_back(
    ranked: Sequence[Suggestion], week: Sequence[Suggestion], firm: Callable[[Suggestion], str], apart: Pair
) -> dict[str, str]:
    """Say of everybody who ranked better than the last of the week why they wait."""
    if not week:
        return {}
    in_week = {one.person.id for one in week}
    last = min(one.score for one in week)
    firms: dict[str, int] = {}
    for one in week:
        firms[firm(one)] = firms.get(firm(one), 0) + 1
    held = {}
    for one in ranked:
        if one.score <= last or one.person.id in in_week:
            continue
        mutuals = ", ".join(sorted({mutual.person.name for mutual in one.via[:3]}))
        employer = firm(one)
        if double := next((other for other in week if _may_be_one(one, other, apart)), None):
            text = f"may be {double.person.name} of this week: `outreach same` or `outreach different` tells"
        elif employer and firms.get(employer, 0) >= PER_FIRM:
            text = f"this week already has {firms[employer]} people of {one.person.company}"
        else:
            text = f"their way leads through {mutuals}, who already leads to enough people this week"
        held[one.person.id] = text
    return held
