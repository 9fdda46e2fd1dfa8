"""Groups in the network, named by what their people share, and the people who bridge two of them.

Groups are Louvain communities (Blondel and others 2008) of the network without me: I know everybody, so I would only
tie together what is apart. A bridge spans a structural hole (Burt 1992).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

import networkx as nx

from outreach.text import fold

SMALLEST = 3  # two people are a pair, not a group
FEW, MANY = 4, 12  # coarser groups are worth it from so many on; more than 12 cannot be told apart in a picture
SEED = 1
TELLING = 0.15  # share in the group times log lift: half of it and 1.35 times as many as elsewhere, or a tenth and 4.5
_WORD = re.compile(r"[^\W\d_][\w'’-]{3,}")


@dataclass(frozen=True, slots=True)
class Group:
    """A community: `number` counts from 1, the largest first; `shared` lists what many of its people have in common."""

    number: int
    name: str
    people: tuple[str, ...]
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bridge:
    """Somebody with ties into two groups or more.

    `ties` counts ties by group number. `others` is how many more people tie the two strongest of these groups.
    `efficiency` (0 to 1) is the effective size of their neighbourhood over its size (Burt 1992, as Borgatti 1997
    counts it): 1 where no two of their contacts know each other.
    """

    id: str
    ties: Mapping[int, int]
    others: int
    text: str
    efficiency: float


def groups(graph: nx.Graph[str]) -> tuple[Group, ...]:
    """Return the groups of three people or more in `graph`, the largest first; the same graph, the same groups."""
    circle = _without_me(graph)
    found = [sorted(members) for members in _louvain(circle) if len(members) >= SMALLEST]
    found.sort(key=lambda members: (-len(members), members))
    traits = {node: frozenset(_traits(graph.nodes[node])) for node in circle}
    everywhere = Counter(trait for own in traits.values() for trait in own)
    result: list[Group] = []
    for number, members in enumerate(found, 1):
        shared = _particular(members, traits, everywhere)
        taken = {group.name for group in result}
        result.append(Group(number, _name(graph, members, shared, taken), tuple(members), shared))
    return tuple(result)


def mark(graph: nx.Graph[str], found: Iterable[Group]) -> None:
    """Write the number of everybody's group into the node attribute `community` of `graph`; 0 for none."""
    home = {node: group.number for group in found for node in group.people}
    for node in graph:
        graph.nodes[node]["community"] = home.get(node, 0)


def bridges(graph: nx.Graph[str], found: Iterable[Group]) -> dict[str, Bridge]:
    """Return everybody, me left out, who has ties into two groups or more."""
    found = tuple(found)
    names = {group.number: group.name for group in found}
    home = {node: group.number for group in found for node in group.people}
    mine = {node for node in graph if graph.nodes[node].get("kind") == "me"}
    around = {node: set(graph.adj[node]) - mine for node in sorted(graph) if node not in mine}
    spans: dict[str, Counter[int]] = {}
    for node, others in around.items():
        ties = Counter(home[other] for other in others if other in home)
        if node in home:
            ties[home[node]] += 1  # one belongs to one's own group, too
        if len(ties) > 1:
            spans[node] = ties
    pairs = Counter(pair for ties in spans.values() for pair in combinations(sorted(ties), 2))
    return {
        node: Bridge(node, dict(sorted(ties.items())), *_rarity(ties, pairs, names), _efficiency(around, node))
        for node, ties in spans.items()
    }


def _rarity(ties: Counter[int], pairs: Counter[tuple[int, int]], names: dict[int, str]) -> tuple[int, str]:
    """Return how many others tie the two groups somebody has most ties to, and the sentence that says so."""
    one, other = sorted(ties, key=lambda number: (-ties[number], number))[:2]
    others = pairs[min(one, other), max(one, other)] - 1
    rarity = "nobody else does" if not others else f"{others} {'other does' if others == 1 else 'others do'}"
    return others, f"Bridges {names[one]} and {names[other]}; {rarity}"


def _efficiency(around: Mapping[str, set[str]], node: str) -> float:
    contacts = around[node]
    among = sum(len(contacts & around[other]) for other in contacts) / 2
    return round(1 - 2 * among / len(contacts) ** 2, 2) if contacts else 0.0


def _without_me(graph: nx.Graph[str]) -> nx.Graph[str]:
    """Copy `graph` with people and ties in one fixed order, so that Louvain never depends on how it was built."""
    copy: nx.Graph[str] = nx.Graph()
    copy.add_nodes_from(sorted(node for node in graph if graph.nodes[node].get("kind") != "me"))
    ties = ((min(one, other), max(one, other), strength) for one, other, strength in graph.edges.data("strength", 0.5))
    copy.add_weighted_edges_from(
        (one, other, 0.2 + strength) for one, other, strength in sorted(ties) if one in copy and other in copy
    )
    return copy


def _louvain(graph: nx.Graph[str]) -> list[set[str]]:
    """Return the natural groups; where they are too many to tell apart, coarser ones made of them if a few are left."""
    natural = _joined(graph, _with_followers(graph), 1.0)
    for resolution in (0.7, 0.5):
        if _groups_of(natural) <= MANY:
            break
        coarse = _joined(graph, natural, resolution)
        if _groups_of(coarse) <= MANY:
            return coarse if _groups_of(coarse) >= FEW else natural
    return natural


def _groups_of(found: Iterable[set[str]]) -> int:
    return sum(len(members) >= SMALLEST for members in found)


def _with_followers(graph: nx.Graph[str]) -> list[set[str]]:
    """Return everybody with those who know nobody else: they are in one group in every best grouping."""
    parts = {node: {node} for node in graph}
    for node in graph:
        if graph.degree(node) == 1:
            (other,) = graph.adj[node]
            if graph.degree(other) > 1:
                parts[other].add(node)
                del parts[node]
    return list(parts.values())


def _joined(graph: nx.Graph[str], parts: Sequence[set[str]], resolution: float) -> list[set[str]]:
    """Return the Louvain communities of `graph` that keep each of `parts` whole."""
    home = {node: number for number, members in enumerate(parts) for node in members}
    weights: dict[tuple[int, int], float] = {}
    ties: Iterable[tuple[str, str, float]] = graph.edges.data("weight")
    for one, other, weight in ties:
        ends = min(home[one], home[other]), max(home[one], home[other])
        weights[ends] = weights.get(ends, 0.0) + weight
    merged: nx.Graph[int] = nx.Graph()
    merged.add_nodes_from(range(len(parts)))
    merged.add_weighted_edges_from((a, b, weight) for (a, b), weight in weights.items())
    found = nx.community.louvain_communities(merged, resolution=resolution, seed=SEED)
    return [set().union(*(parts[number] for number in sorted(members))) for members in found]


def _traits(person: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Yield what a person may share with others: firm, place, and the words of their role."""
    if company := person.get("company", ""):
        yield "company", company
    if place := person.get("location", "").split(",")[0].strip():
        yield "place", place
    for word in set(_WORD.findall(person.get("position", "") or person.get("headline", ""))):
        yield "field", word.casefold()


def _particular(
    members: list[str], traits: dict[str, frozenset[tuple[str, str]]], everywhere: Counter[tuple[str, str]]
) -> tuple[str, ...]:
    """Return the three traits most particular to `members`: common inside, rare outside (share times log lift)."""
    inside = Counter(trait for node in members for trait in traits[node])
    worth: list[tuple[float, str, str]] = []
    for (kind, text), count in inside.items():
        share = count / len(members)
        lift = share * len(traits) / everywhere[kind, text]
        if count >= 2 and share * log(lift) >= TELLING:
            worth.append((-share * log(lift), kind, text))
    chosen: list[str] = []
    for _, _, text in sorted(worth):
        if all(fold(text) not in fold(other) and fold(other) not in fold(text) for other in chosen):
            chosen.append(text)
    return tuple(chosen[:3])


def _name(graph: nx.Graph[str], members: list[str], shared: tuple[str, ...], taken: set[str]) -> str:
    """Name a group by what it shares, else by the person most of it is tied to."""
    middle = min(members, key=lambda node: (graph.nodes[node].get("kind") != "first", -graph.degree(node), node))
    around = f"around {graph.nodes[middle].get('name') or middle}"
    for name in [*(" · ".join(shared[:length]) for length in (1, 2, 3) if len(shared) >= length), around]:
        if name not in taken:
            return name[:1].upper() + name[1:]
    return f"{around} ({middle})"
