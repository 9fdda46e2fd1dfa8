"""Invented networks of any size, the same every time, for pictures and tests."""

from __future__ import annotations

import random
from itertools import pairwise

import networkx as nx

FIELDS = {
    "Fjordlys Museum": ("Curator", "Exhibition Manager", "Conservator"),
    "Brennholm Books": ("Editor", "Head of Publishing", "Translator"),
    "Kestrel Robotics": ("Engineer", "Product Lead", "Founder"),
    "Sunda Textiles": ("Buyer", "Designer", "Plant Manager"),
    "Olmo Theatre": ("Dramaturge", "Producer", "Stage Designer"),
    "Harbour Clinic": ("Physician", "Nurse Lead", "Researcher"),
}
FIRST_NAMES = "Aino Bao Chidi Dalia Emil Farah Goran Hana Ines Jarek Kofi Lucia Mads Nadia Omar Petra Quentin Rosa Sven"
LAST_NAMES = (
    "Abara Berge Castel Dahl Eriksen Fofana Gruber Haas Iversen Joshi Kovac Lind Moreau Novak Okafor Perez Quist"
)
PLACES = ("Bergen, Norway", "Oslo, Norway", "Gothenburg, Sweden", "Turin, Italy", "Accra, Ghana")


def ego(people: int, connectors: int = 0, idle: int = 0, seed: int = 7) -> nx.Graph:
    """Return me, `connectors` connections who lead to `people` candidates, and `idle` connections who lead nowhere."""
    chance = random.Random(seed)
    connectors = connectors or max(1, min(40, people // 12))
    graph = nx.Graph()
    graph.add_node("me", name="Mara Lindgren", kind="me", headline="Freelance translator", company="", position="")
    firms = list(FIELDS)
    heads = []
    for number in range(connectors):
        firm = firms[number * len(firms) // connectors] if connectors >= len(firms) else firms[number]
        head = _person(graph, chance, f"c{number}", firm, "first")
        graph.nodes[head].update(strength=round(chance.betavariate(2, 2), 2), best=number % 5 == 0)
        graph.add_edge("me", head, strength=graph.nodes[head]["strength"], kind="connection", source="exports/me")
        heads.append((head, firm))
    for number in range(idle):
        node = _person(graph, chance, f"i{number}", chance.choice(firms), "first")
        graph.nodes[node].update(strength=round(chance.betavariate(1, 5), 2))
        graph.add_edge("me", node, strength=graph.nodes[node]["strength"], kind="connection", source="exports/me")
    for one, other in pairwise(heads):
        if one[1] == other[1]:
            graph.add_edge(one[0], other[0], strength=0.4, kind="connection", source="exports/shared")
    weights = [chance.paretovariate(1.3) for _ in heads]
    for number in range(people):
        head, firm = chance.choices(heads, weights)[0]
        node = _person(graph, chance, f"p{number}", firm if chance.random() < 0.6 else chance.choice(firms), "second")
        graph.add_edge(head, node, strength=round(chance.random(), 2), kind="connection", source="exports/shared")
        while chance.random() < 0.25 and connectors > 1:
            near = [one for one in heads if (one[1] == firm) or chance.random() < 0.05]
            graph.add_edge(
                chance.choice(near)[0], node, strength=round(chance.random(), 2), kind="mutual", source="seen"
            )
        graph.nodes[node]["score"] = round(chance.betavariate(2, 4) + 0.1 * graph.degree(node), 2)
    best = sorted((n for n in graph if n[0] == "p"), key=lambda n: (-graph.nodes[n]["score"], n))
    for rank, node in enumerate(best[:5], 1):
        graph.nodes[node].update(rank=rank, action="connect" if rank < 5 else "ask")
    return graph


def _person(graph: nx.Graph, chance: random.Random, node: str, firm: str, kind: str) -> str:
    name = f"{chance.choice(FIRST_NAMES.split())} {chance.choice(LAST_NAMES.split())}"
    position = chance.choice(FIELDS[firm])
    graph.add_node(
        node,
        name=name,
        kind=kind,
        company=firm,
        position=position,
        headline=f"{position} at {firm}",
        location=chance.choice(PLACES),
        best=False,
        strength=0.0,
        score=0.0,
        rank=0,
        action="",
    )
    return node
