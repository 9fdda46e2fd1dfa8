"""Warm routes: over whom I get to a person, or to anybody in a company, the likeliest introduction first.

A route is as likely as all its ties hold: the product of their strengths, and of the chance that somebody who is asked
passes it on. So two strong ties may beat a weak one, and nobody is sent over three people where one would do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from math import exp, log

import networkx as nx
import numpy as np

from outreach.network import Ints, Mask, Network

STEPS = 3  # beyond three steps nobody vouches for anybody
PASSED_ON = 0.5  # guess: of those who are asked, half pass it on; what matters is that every step costs
UNKNOWN_STRENGTH = 0.5
FLOOR_STRENGTH = 0.05
WORTH = 0.1  # guess: a way ten times less likely than the best is none that anybody would take
Place = tuple[int, int]  # person, steps away from me on this route; (-1, -1) is the goal behind all targets
GOAL: Place = (-1, -1)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a route: to `person`, along tie number `tie` with its strength (NaN: unknown) and day (-1: none)."""

    person: int
    tie: int
    strength: float
    last: int


@dataclass(frozen=True, slots=True)
class Route:
    """The steps from me to somebody wanted, and how likely it is that all of them hold, 0 to 1."""

    steps: tuple[Step, ...]
    likelihood: float


def routes(network: Network, targets: Sequence[int], most: int = 5, steps: int = STEPS) -> list[Route]:
    """Return at most `most` routes of at most `steps` steps from me to any of `targets`, the likeliest first.

    Those far less likely than the first are left out. A target I am tied to is reached directly and no other way. Equal
    routes keep the order of the people's numbers.
    """
    wanted = np.zeros(network.size, bool)
    wanted[np.asarray(targets, np.int64)] = True
    wanted[network.me] = False
    graph = _layers(network, wanted, steps)
    if GOAL not in graph:
        return []
    ways = nx.shortest_simple_paths(graph, (network.me, 0), GOAL, weight="cost")
    found = [_route(network, graph, way[:-1]) for way in islice(ways, most)]
    found = [route for route in found if route.likelihood >= WORTH * found[0].likelihood]
    return sorted(found, key=lambda route: (-round(route.likelihood, 9), [step.person for step in route.steps]))


def _layers(network: Network, wanted: Mask, steps: int) -> nx.DiGraph[Place]:
    """Return every way of at most `steps` steps as a graph of (person, step): only what lies between me and targets."""
    graph: nx.DiGraph[Place] = nx.DiGraph()
    me = np.zeros(network.size, bool)
    me[network.me] = True
    near, far = _hops(network, me, steps), _hops(network, wanted, steps)
    for step in range(steps):
        here = (near <= step) & ~wanted if step else me
        if step == 1:
            here &= network.first
        there = (far < steps - step) & ~me & ~(wanted & network.first & (step > 0))
        for one, other, tie in _ties(network, here, there):
            strength = float(network.strength[tie])
            sure = UNKNOWN_STRENGTH if np.isnan(strength) else max(strength, FLOOR_STRENGTH)
            graph.add_edge((one, step), (other, step + 1), cost=-log(sure * PASSED_ON), tie=tie)
            if wanted[other]:
                graph.add_edge((other, step + 1), GOAL, cost=0.0)
    return graph


def _hops(network: Network, start: Mask, most: int) -> Ints:
    """Return for everybody the number of steps to the nearest of `start`, `most` + 1 where it is more than `most`."""
    hops = np.where(start, 0, most + 1).astype(np.int32)
    for step in range(1, most + 1):
        met = network.spread((hops < step).astype(float)) > 0
        hops = np.minimum(hops, np.where(met, step, most + 1)).astype(np.int32)
    return hops


def _ties(network: Network, here: Mask, there: Mask) -> Iterator[tuple[int, int, int]]:
    """Yield (from, to, tie) for every tie that leads from `here` to `there`, in order of tie."""
    a, b = network.a, network.b
    for tie in np.flatnonzero((here[a] & there[b]) | (here[b] & there[a])).tolist():
        one, other = int(a[tie]), int(b[tie])
        if here[one] and there[other]:
            yield one, other, tie
        if here[other] and there[one]:
            yield other, one, tie


def _route(network: Network, graph: nx.DiGraph[Place], way: list[Place]) -> Route:
    edges = [graph.edges[edge] for edge in pairwise(way)]
    steps = tuple(
        Step(person, edge["tie"], float(network.strength[edge["tie"]]), int(network.last[edge["tie"]]))
        for (person, _), edge in zip(way[1:], edges, strict=True)
    )
    return Route(steps, exp(-sum(edge["cost"] for edge in edges)))
