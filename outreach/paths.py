"""Warm routes: from me over people who know each other to somebody, or into a firm, the warmest first."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from math import log

import networkx as nx
import numpy as np

from outreach.network import Mask, Network

STEPS = 3  # ties on a route at most: nobody passes a request on further than that
UNKNOWN = 0.3  # strength of a tie of which nothing is known but that it is there
EACH = 0.6  # and every further person who has to be asked makes a route that much less likely to hold; a guess
LOOKED_AT = 200  # routes looked at before the best are chosen


@dataclass(frozen=True, slots=True)
class Route:
    """People by number from me to the target, and the warmth of the whole: the product of its ties, 0 to 1."""

    people: tuple[int, ...]
    warmth: float


def routes(network: Network, targets: Collection[int], most: int = 5) -> list[Route]:
    """Return at most `most` routes of up to three steps to any of `targets`, the warmest first."""
    found: list[Route] = []
    for target in sorted(set(targets) - {network.me}):
        graph = _around(network, target)
        if network.me in graph and target in graph:
            found += _to_one(graph, network.me, target, most)
    return sorted(found, key=lambda route: (-route.warmth, len(route.people), route.people))[:most]


def _to_one(graph: nx.Graph[int], me: int, target: int, most: int) -> list[Route]:
    try:
        paths = list(islice(_short(graph, me, target), most))
    except nx.NetworkXNoPath:
        return []
    return [Route(tuple(path), _warmth(graph, path)) for path in paths]


def _short(graph: nx.Graph[int], me: int, target: int) -> Iterator[list[int]]:
    """Simple paths by falling warmth (Yen 1971, as NetworkX has it), those of more than `STEPS` ties left out."""
    every = nx.shortest_simple_paths(graph, me, target, weight="cost")
    return (path for path in islice(every, LOOKED_AT) if len(path) <= STEPS + 1)


def _warmth(graph: nx.Graph[int], path: list[int]) -> float:
    cost = sum(graph.edges[pair]["cost"] for pair in pairwise(path))
    return round(float(np.exp(-cost)) / EACH, 4)  # the first step asks nobody yet


def _around(network: Network, target: int) -> nx.Graph[int]:
    """Return the ties that can be part of a route: mine, the target's, and those between the two circles."""
    near = _mask(network, [*_neighbours(network, target), target])
    mine = network.first.copy()
    mine[network.me] = True
    ends = (mine[network.a] & near[network.b]) | (near[network.a] & mine[network.b])
    own = (network.a == network.me) | (network.b == network.me)
    useful = _mask(network, [*network.a[ends].tolist(), *network.b[ends].tolist(), network.me])
    kept = np.flatnonzero(ends | (own & useful[network.a] & useful[network.b]) | _touching(network, target))
    graph: nx.Graph[int] = nx.Graph()
    strength = np.nan_to_num(network.strength[kept].astype(float), nan=UNKNOWN)
    for a, b, value in zip(network.a[kept].tolist(), network.b[kept].tolist(), strength.tolist(), strict=True):
        graph.add_edge(a, b, cost=-log(max(value, 0.01)) - log(EACH))
    return graph


def _touching(network: Network, code: int) -> Mask:
    found: Mask = (network.a == code) | (network.b == code)
    return found


def _neighbours(network: Network, code: int) -> list[int]:
    return [*network.b[network.a == code].tolist(), *network.a[network.b == code].tolist()]


def _mask(network: Network, codes: list[int]) -> Mask:
    mask = np.zeros(network.size, bool)
    mask[codes] = True
    return mask
