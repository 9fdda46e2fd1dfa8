"""The part of the network that a person looks at, as a NetworkX graph with all that a drawing or another tool needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import networkx as nx
import numpy as np

from outreach.model import Person, Suggestion
from outreach.network import Codes, Network
from outreach.scene import Scene

CANDIDATES = 1500  # the best of them; a page above that is slow to read, not only to draw
WHOLE = 5000  # up to so many people everybody is shown


def shown_graph(found: Scene, week: Sequence[Suggestion] = (), around: int | None = None) -> nx.Graph[str]:
    """Return me, my connections, the best candidates and every tie among them; or the person `around` and their ties.

    Node attributes: name, headline, company, position, location, kind (me, first, second), best, strength, score, rank,
    action. Tie attributes: strength. Node ids are those of the people.
    """
    scored = {one.person.id: one for one in found.ranking.suggestions[:CANDIDATES]}
    scored.update({one.person.id: one for one in week})
    codes = _shown(found, scored) if around is None else _around(found.network, around)
    codes = np.setdiff1d(codes, list(found.forgotten))
    graph: nx.Graph[str] = nx.Graph()
    names = {}
    for code in codes.tolist():
        person = found.people.person(code)
        names[code] = person.id
        graph.add_node(person.id, **_attributes(found, code, person, scored.get(person.id)))
    graph.add_edges_from(_ties(found.network, codes, names))
    return graph


def _shown(found: Scene, scored: Iterable[str]) -> Codes:
    network = found.network
    if network.size <= WHOLE:
        return np.arange(network.size)
    mask = np.zeros(network.size, bool)
    mask[[code for code in (found.people.code_of(one) for one in scored) if code >= 0]] = True
    leading = np.zeros(network.size, bool)
    leading[network.a[mask[network.b]]] = leading[network.b[mask[network.a]]] = True
    mask |= leading & network.first
    mask[[network.me, *found.best_codes]] = True
    return np.flatnonzero(mask)


def _around(network: Network, code: int) -> Codes:
    """The person, everybody they are tied to, and me."""
    return np.unique(
        np.concatenate([network.b[network.a == code], network.a[network.b == code], [code, network.me]])
    ).astype(np.int64)


def _attributes(found: Scene, code: int, person: Person, one: Suggestion | None) -> dict[str, Any]:
    first = bool(found.network.first[code])
    return {
        "name": person.name,
        "headline": person.headline,
        "company": person.company,
        "position": person.position,
        "location": person.location,
        "kind": "me" if code == found.network.me else "first" if first else "second",
        "best": code in found.best_codes,
        "strength": round(float(found.strengths.get(code, 0.0)), 4),
        "score": one.score if one else 0.0,
        "rank": one.rank if one and one.action else 0,
        "action": one.action if one else "",
    }


def _ties(network: Network, codes: Codes, names: dict[int, str]) -> Iterable[tuple[str, str, dict[str, float]]]:
    mask = np.zeros(network.size, bool)
    mask[codes] = True
    kept = np.flatnonzero(mask[network.a] & mask[network.b])
    strengths = np.nan_to_num(network.strength[kept], nan=0.3)
    for a, b, strength in zip(network.a[kept].tolist(), network.b[kept].tolist(), strengths.tolist(), strict=True):
        yield names[a], names[b], {"strength": round(strength, 4)}
