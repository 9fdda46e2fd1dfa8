"""Where everybody stands in the drawing: me in the middle, my connections on a ring, those they lead to behind them.

The unit is the room one candidate takes. Angles are in radians, clockwise from the top; the same graph always gives the
same places. The shape is a flower: communities are sectors of the ring, and behind each connector lies a petal of the
people it leads to, the better the nearer. Who ties two communities together stands inside the ring, between them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from math import atan2, ceil, cos, hypot, pi, sin, sqrt

import networkx as nx

Point = tuple[float, float]
Cell = tuple[float, float, float]  # distance from the head of its petal, distance from me, angle aside
NOBODY = ""  # heads the petal of those whom no connection of mine leads to
ROW = 0.87  # distance of two rows of a hexagonal grid
WIDEST = 1.7  # a single connector does not fan out all around me
CHORDS = 24  # more bridges than this inside the ring are a thicket


@dataclass(frozen=True, slots=True)
class Sector:
    """The part of the ring that one community holds, from angle `start` over `width`."""

    community: int
    start: float
    width: float

    @property
    def middle(self) -> float:
        """The angle of its middle."""
        return self.start + self.width / 2


@dataclass(frozen=True)
class Flower:
    """The finished layout: a place for everybody, the radius of the ring, the sectors, and who stands as a bridge.

    `routes` are those of `leads`.
    """

    places: dict[str, Point]
    ring: float
    sectors: tuple[Sector, ...]
    bridges: tuple[str, ...]
    routes: Mapping[str, Sequence[str]]


def flower(graph: nx.Graph[str]) -> Flower:
    """Lay out `graph`, whose nodes carry `kind` and, if known, `best`, `strength`, `score`, `rank`, `community`."""
    people = graph.nodes
    routes = leads(graph)
    petals, bridges = _petals(graph, routes)
    idle = sorted(node for node in people if people[node].get("kind") == "first" and node not in petals)
    ring = _radius(len(petals), sum(map(len, petals.values())), len(idle))
    sectors, angles = _angles(graph, petals, routes)
    places = {node: (0.0, 0.0) for node in people if people[node].get("kind") == "me"}
    heads = _ring(angles, ring)
    places.update((head, place) for head, place in heads.items() if head != NOBODY)
    for head, members in petals.items():
        places.update(_petal(members, heads[head], angles[head][1]))
    places.update(_inside(bridges, routes, places, ring, bool(idle)))
    places.update(_core(graph, idle, sectors, ring))
    return Flower({node: (round(x, 2), round(y, 2)) for node, (x, y) in places.items()}, ring, sectors, bridges, routes)


def leads(graph: nx.Graph[str]) -> dict[str, list[str]]:
    """Return for every candidate the connections of mine who lead there, the strongest route first."""
    people = graph.nodes
    routes: dict[str, list[str]] = {}
    for node in sorted(people):
        if people[node].get("kind") != "second":
            continue
        ties = graph.adj[node]
        heads = [other for other in ties if people[other].get("kind") == "first"]
        routes[node] = sorted(heads, key=lambda head: (-people[head].get("strength", 0.0) * _tie(ties[head]), head))
    return routes


def _tie(tie: dict[str, float]) -> float:
    return 0.2 + tie.get("strength", 0.5)


def _petals(graph: nx.Graph[str], routes: dict[str, list[str]]) -> tuple[dict[str, list[str]], tuple[str, ...]]:
    """Give every candidate to one connector's petal, best first, but the best bridges to none."""
    people = graph.nodes
    community = {node: people[node].get("community", 0) for node in people}
    order = sorted(routes, key=lambda node: (not people[node].get("rank"), -people[node].get("score", 0.0), node))
    bridging = [node for node in order if len({community[head] for head in routes[node]} - {0}) > 1]
    bridges = tuple(bridging[: min(CHORDS, 2 + len(order) // 12)])
    apart = set(bridges)
    petals: dict[str, list[str]] = {}
    for node in sorted(people):
        if people[node].get("kind") == "first" and people[node].get("best"):
            petals[node] = []
    for node in order:
        for head in routes[node]:
            petals.setdefault(head, [])  # a connector who leads to a bridge only still stands on the ring
        if node not in apart:
            petals.setdefault(routes[node][0] if routes[node] else NOBODY, []).append(node)
    return petals, bridges


def _radius(heads: int, members: int, idle: int) -> float:
    """Radius of the ring: room for its connectors in a few rows, and a third of the flower's own radius."""
    return max(3.4, 0.4 * sqrt(members), 0.85 * sqrt(heads) + 1, 0.7 * sqrt(idle))


def _angles(
    graph: nx.Graph[str], petals: dict[str, list[str]], routes: dict[str, list[str]]
) -> tuple[tuple[Sector, ...], dict[str, tuple[float, float]]]:
    """Return the sectors, and for every connector its angle and the width it may fan out over."""
    community = {head: graph.nodes[head].get("community", 0) if head else 0 for head in petals}
    weight = {head: 2 + len(members) ** 0.65 for head, members in petals.items()}
    order = _around(community, weight, routes)
    gap = min(0.2, 0.9 / len(order)) if len(order) > 1 else 0.0
    turn = (2 * pi - gap * len(order)) / (sum(weight.values()) or 1)
    sectors, angles, angle = [], {}, 0.0
    for number in order:
        heads = _arch([head for head in sorted(petals) if community[head] == number], weight)
        sectors.append(Sector(number, angle, sum(weight[head] for head in heads) * turn))
        for head in heads:
            width = weight[head] * turn
            angles[head] = (angle + width / 2, min(width, WIDEST))
            angle += width
        angle += gap
    return tuple(sectors), angles


def _around(community: dict[str, int], weight: dict[str, float], routes: dict[str, list[str]]) -> list[int]:
    """Order the communities so that those with many common candidates are neighbours on the ring (greedy)."""
    shared: Counter[tuple[int, int]] = Counter()
    for heads in routes.values():
        met = sorted({community[head] for head in heads})
        shared.update((one, other) for one in met for other in met if one != other)
    size: Counter[int] = Counter()
    for head, number in community.items():
        size[number] += round(100 * weight[head])
    left = sorted(size, key=lambda number: (number == 0, -size[number], number))
    order: list[int] = []
    while left:
        last = order[-1] if order else left[0]
        following = min(left, key=lambda number: (number == 0, -shared[last, number], -size[number], number))
        left.remove(following)
        order.append(following)
    return order


def _arch(heads: list[str], weight: dict[str, float]) -> list[str]:
    """Order connectors so that the largest petal is in the middle of its sector."""
    ranked = sorted(heads, key=lambda head: (weight[head], head))
    return ranked[0::2] + ranked[1::2][::-1]


def _at(angle: float, radius: float) -> Point:
    return radius * sin(angle), -radius * cos(angle)


def _ring(angles: dict[str, tuple[float, float]], ring: float) -> dict[str, Point]:
    """Place the connectors; where the ring is too short for all, in several rows inwards."""
    rows = min(ceil(len(angles) * 1.5 / (2 * pi * ring)), max(1, int(ring * 0.55 / 1.3))) if angles else 1
    return {
        head: _at(angle, ring - 1.3 * (number % rows))
        for number, (head, (angle, _)) in enumerate(sorted(angles.items(), key=_by_angle))
    }


def _by_angle(item: tuple[str, tuple[float, float]]) -> tuple[float, str]:
    return item[1][0], item[0]


def _petal(members: list[str], head: Point, width: float) -> Iterable[tuple[str, Point]]:
    """Place `members`, best first, on the cells behind `head` that are nearest to it."""
    angle, start = atan2(head[0], -head[1]), hypot(*head)
    cells: list[Cell] = []
    for row in count(1):
        depth = 0.9 + row * ROW
        enough = len(cells) >= len(members)
        if enough and (not members or sorted(cells)[len(members) - 1][0] <= depth):
            break  # no cell of this row or a later one is nearer than those there are
        cells += _cells(start + depth, depth, width, even=row % 2 == 0)
    return [(node, _at(angle + turn, radius)) for node, (_, radius, turn) in zip(members, sorted(cells), strict=False)]


def _cells(radius: float, depth: float, width: float, even: bool) -> Iterable[Cell]:
    """Yield the cells of one row of a petal `width` wide; even rows stand in the gaps of odd ones."""
    half = max(0.0, radius * width * 0.46 - 0.3)
    reach = int(half if even else half + 0.5)
    for slot in range(-reach, reach + 1):
        aside = slot + (0.5 if even and reach else 0.0)
        if abs(aside) <= max(half, 0.01):
            yield hypot(depth, 1.15 * aside), radius, aside / radius


def _inside(
    bridges: tuple[str, ...], routes: dict[str, list[str]], places: dict[str, Point], ring: float, crowded: bool
) -> dict[str, Point]:
    """Place the bridges inside the ring, between the connectors they tie together, each on the nearest free cell."""
    low, high = ring * (0.6 if crowded else 0.35), max(ring * 0.86, ring - 1.3)
    step = max(1.0, min(1.8, ring / 7))
    free = [cell for cell in _grid(high, step) if hypot(*cell) >= low]
    found: dict[str, Point] = {}
    for node in bridges:
        around = [places[head] for head in routes[node] if head in places] or [(0.0, 0.0)]
        x, y = sum(p[0] for p in around) / len(around), sum(p[1] for p in around) / len(around)
        if not free:
            free = [cell for cell in _grid(high, step / 2) if hypot(*cell) >= low]
        cell = min(free, key=lambda one: (hypot(one[0] - x, one[1] - y), one))
        free.remove(cell)
        found[node] = cell
    return found


def _grid(radius: float, step: float) -> list[Point]:
    """Return the points of rings `step` apart around the middle, evenly spaced, from the inside out."""
    points: list[Point] = []
    for row in range(1, int(radius / step) + 1):
        around = int(2 * pi * row)
        points += [_at(2 * pi * (slot + row / 2) / around, row * step) for slot in range(around)]
    return points


def _core(graph: nx.Graph[str], idle: list[str], sectors: tuple[Sector, ...], ring: float) -> dict[str, Point]:
    """Place connections who lead nowhere yet around me, each towards its own community, the stronger the nearer."""
    outer = ring * 0.55
    step = min(0.9, outer * sqrt(2.6 / (len(idle) + 1)))
    cells = [cell for cell in _grid(outer + step, step) if hypot(*cell) >= min(1.2, outer / 3)]
    while len(cells) < len(idle):
        step *= 0.9
        cells = [cell for cell in _grid(outer, step) if hypot(*cell) >= min(1.2, outer / 3)]
    ranked = sorted(idle, key=lambda node: (-graph.nodes[node].get("strength", 0.0), node))
    towards = {sector.community: _at(sector.middle, 1.0) for sector in sectors}
    room: dict[int, list[Point]] = defaultdict(list)
    for cell in cells[: len(idle)]:
        room[_nearest(cell, towards)].append(cell)
    found, later = {}, []
    for node in ranked:
        own = room.get(graph.nodes[node].get("community", 0))
        if own:
            found[node] = own.pop(0)
        else:
            later.append(node)
    rest = sorted((cell for own in room.values() for cell in own), key=lambda cell: (hypot(*cell), cell))
    found.update(zip(later, rest, strict=False))
    return found


def _nearest(cell: Point, towards: dict[int, Point]) -> int:
    if not towards:
        return 0
    return max(towards, key=lambda number: (cell[0] * towards[number][0] + cell[1] * towards[number][1], -number))
