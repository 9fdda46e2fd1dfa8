"""The drawing as data: who is shown, where they stand and which ties are drawn, as compact columns for one script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from outreach.show.communities import Bridge, Group
from outreach.show.layout import flower, leads

MOST = 5000  # people a page draws smoothly and a person can still search
ROUTES = 4  # ties drawn to one candidate; the others are counted
TOP = 25  # rows of the table that stands in for the drawing
KINDS = ("me", "first", "second")


@dataclass(frozen=True)
class Picture:
    """What a page needs to draw: `data` for the script, `rows` for the table, `omitted` as a sentence or "" ."""

    data: dict[str, object]
    rows: tuple[dict[str, str], ...]
    omitted: str
    summary: str


def picture(graph: nx.Graph[str], groups: Iterable[Group] = (), bridges: dict[str, Bridge] | None = None) -> Picture:
    """Lay out `graph` (node attributes as in `flower`, plus name, position, headline, company, location, action)."""
    shown, omitted = trim(graph)
    laid = flower(shown)
    order = sorted(laid.places, key=lambda node: _place_in_list(shown.nodes[node], node))
    number = {node: index for index, node in enumerate(order)}
    people = [shown.nodes[node] for node in order]
    firms = _codes(person.get("company", "") for person in people)
    places = _codes(person.get("location", "") for person in people)
    spanning = bridges or {}
    data: dict[str, object] = {
        "name": [_short(person.get("name", ""), 80) for person in people],
        "role": [_short(person.get("position") or person.get("headline") or "", 110) for person in people],
        "firms": list(firms),
        "firm": [firms[person.get("company", "")] for person in people],
        "towns": list(places),
        "town": [places[person.get("location", "")] for person in people],
        "kind": "".join(str(KINDS.index(person.get("kind", "second"))) for person in people),
        "best": [number[node] for node in order if shown.nodes[node].get("best")],
        "x": [round(laid.places[node][0] * 10) for node in order],
        "y": [round(laid.places[node][1] * 10) for node in order],
        "group": [person.get("community", 0) for person in people],
        "score": [round(100 * _weight(person)) for person in people],
        "week": {number[node]: [shown.nodes[node]["rank"], _action(shown.nodes[node])] for node in _ranked(shown)},
        "ties": _ties(laid.routes, number),
        "bridge": {number[node]: spanning[node].text if node in spanning else "" for node in laid.bridges},
        "groups": [[group.number, group.name] for group in groups],
        "sectors": [[one.community, round(one.middle, 3), round(one.width, 3)] for one in laid.sectors],
    }
    return Picture(data, _rows(shown, order, laid.routes), omitted, _summary(shown))


def trim(graph: nx.Graph[str], most: int = MOST) -> tuple[nx.Graph[str], str]:
    """Return the part of `graph` that matters most, at most `most` people, and a sentence on what was left out.

    Kept are me, this week's people, the best connections, then the candidates with the highest scores together with
    whoever leads to them; connections who lead nowhere come last.
    """
    if len(graph) <= most:
        return graph, ""
    people, routes = graph.nodes, leads(graph)
    kept = {node for node in people if people[node].get("kind") == "me" or people[node].get("best")}
    for node in sorted(routes, key=lambda one: (not people[one].get("rank"), -people[one].get("score", 0.0), one)):
        if len(kept) > most - 2:
            break
        kept.update([node, *routes[node][:1]])
    idle = sorted(set(people) - kept - set(routes), key=lambda node: (-people[node].get("strength", 0.0), node))
    kept.update(idle[: most - len(kept)])
    away = len(graph) - len(kept)
    return graph.subgraph(
        sorted(kept)
    ), f"{len(kept):,} people are drawn; {away:,} others with lower scores are left out."


def _place_in_list(person: dict[str, object], node: str) -> tuple[int, float, str]:
    return KINDS.index(str(person.get("kind", "second"))), -_weight(person), node


def _weight(person: dict[str, object]) -> float:
    """A candidate's score, a connection's strength: what the size of a dot follows."""
    value = person.get("score" if person.get("kind") == "second" else "strength") or 0.0
    return float(value) if isinstance(value, (int, float)) else 0.0


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _codes(values: Iterable[str]) -> dict[str, int]:
    codes: dict[str, int] = {"": 0}
    for value in values:
        codes.setdefault(value, len(codes))
    return codes


def _ranked(graph: nx.Graph[str]) -> list[str]:
    ranks = {node: graph.nodes[node]["rank"] for node in graph if graph.nodes[node].get("rank")}
    return sorted(ranks, key=lambda node: (ranks[node], node))


def _action(person: dict[str, object]) -> str:
    return str(person.get("action") or "")


def _ties(routes: Mapping[str, Sequence[str]], number: dict[str, int]) -> list[list[int]]:
    """Return for each candidate its number and its best routes' numbers; `[candidate, connector, …, how many more]`."""
    ties = []
    for node, heads in routes.items():
        if heads:
            ties.append([number[node], *(number[head] for head in heads[:ROUTES]), -max(0, len(heads) - ROUTES)])
    return sorted(ties)


def _rows(graph: nx.Graph[str], order: list[str], routes: Mapping[str, Sequence[str]]) -> tuple[dict[str, str], ...]:
    """Describe the best candidates, this week's first, for those who do not see the drawing."""
    people = graph.nodes
    top = sorted(routes, key=lambda node: (people[node].get("rank") or len(order), -_weight(people[node]), node))[:TOP]
    return tuple(
        {
            "name": people[node].get("name", ""),
            "role": ", ".join(filter(None, (people[node].get("position", ""), people[node].get("company", "")))),
            "via": ", ".join(people[head].get("name", "") for head in routes[node][:3]),
            "score": f"{_weight(people[node]):.2f}",
            "week": str(people[node].get("rank") or ""),
        }
        for node in top
    )


def _summary(graph: nx.Graph[str]) -> str:
    kinds = [graph.nodes[node].get("kind") for node in graph]
    reached, known = kinds.count("second"), kinds.count("first")
    return (
        f"{known:,} {_plural(known, 'connection')} and {reached:,} {_plural(reached, 'person', 'people')} they lead to"
    )


def _plural(count: int, one: str, many: str = "") -> str:
    return one if count == 1 else many or one + "s"
