from __future__ import annotations

import json
from itertools import pairwise
from math import dist, hypot

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import ego

from outreach.show.communities import bridges, groups, mark
from outreach.show.layout import flower, leads
from outreach.show.picture import MOST, picture, trim


def laid(graph: nx.Graph):
    mark(graph, groups(graph))
    return flower(graph)


@pytest.mark.parametrize("size", [(0, 1, 0), (0, 1, 9), (1, 1, 0), (50, 5, 20), (800, 30, 200), (400, 300, 0)])
def test_everybody_has_a_place_of_their_own(size):
    graph = ego(*size)
    places = laid(graph).places
    assert set(places) == set(graph)
    points = sorted(places.values())
    assert min((dist(one, other) for one, other in pairwise(points)), default=1) > 0.1


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 60), st.integers(1, 30), st.integers(0, 60), st.integers(0, 5))
def test_no_two_people_stand_on_one_spot(people, connectors, idle, seed):
    places = laid(ego(people, connectors, idle, seed)).places
    assert len(set(places.values())) == len(places) == 1 + people + connectors + idle


def test_i_stand_in_the_middle_and_the_better_stand_nearer():
    graph = nx.Graph()
    graph.add_node("me", kind="me")
    graph.add_node("jonas", kind="first")
    graph.add_edge("me", "jonas")
    for number in range(30):
        graph.add_node(f"p{number:02}", kind="second", score=1 - number / 30)
        graph.add_edge("jonas", f"p{number:02}")
    places = laid(graph).places
    assert places["me"] == (0, 0)
    away = [dist(places["jonas"], places[f"p{number:02}"]) for number in range(30)]
    assert sum(away[:10]) < sum(away[10:20]) < sum(away[20:])
    assert all(hypot(*places[f"p{number:02}"]) > hypot(*places["jonas"]) for number in range(30))


def test_a_candidate_stands_behind_the_strongest_way_there():
    graph = nx.Graph()
    graph.add_node("me", kind="me")
    for name, strength in (("weak", 0.2), ("strong", 0.9)):
        graph.add_node(name, kind="first", strength=strength)
        graph.add_edges_from([("me", name), (name, "p")])
    graph.add_node("p", kind="second", score=1.0)
    assert leads(graph)["p"] == ["strong", "weak"]
    places = laid(graph).places
    assert dist(places["p"], places["strong"]) < dist(places["p"], places["weak"])


def test_a_bridge_stands_inside_the_ring_between_the_two_groups():
    graph = nx.Graph()
    graph.add_node("me", kind="me")
    for head in ("jonas", "lea"):
        graph.add_node(head, kind="first", strength=0.5)
        graph.add_edge("me", head)
        for number in range(6):
            graph.add_node(f"{head}{number}", kind="second", score=0.1)
            graph.add_edge(head, f"{head}{number}")
    graph.add_node("iris", kind="second", score=0.9)
    graph.add_edges_from([("jonas", "iris"), ("lea", "iris")])
    found = laid(graph)
    assert found.bridges == ("iris",)
    assert hypot(*found.places["iris"]) < found.ring


def test_people_nobody_leads_to_are_drawn_all_the_same():
    graph = ego(10, 2)
    graph.add_node("stray", kind="second", name="Stray", score=0.5)
    assert "stray" in laid(graph).places
    assert len(picture(graph).data["name"]) == len(graph)


def test_the_same_network_built_otherwise_gives_the_same_drawing():
    graph = ego(200, 12, 40)
    other = nx.Graph()
    other.add_nodes_from(reversed(list(graph.nodes(data=True))))
    other.add_edges_from((b, a, data) for a, b, data in reversed(list(graph.edges(data=True))))
    assert laid(graph) == laid(other)
    assert picture(graph) == picture(other)


def test_above_the_limit_the_part_that_matters_stays_and_the_page_says_so():
    graph = ego(400, 30, 100)
    shown, said = trim(graph, 200)
    assert len(shown) <= 200 and said.startswith(f"{len(shown)} people are drawn; {len(graph) - len(shown)} ")
    people = graph.nodes
    assert "me" in shown
    assert {node for node in graph if people[node].get("rank") or people[node].get("best")} <= set(shown)
    routes = leads(graph)
    assert all(routes[node][0] in shown for node in shown if node in routes)
    lowest = min(people[node]["score"] for node in shown if people[node]["kind"] == "second")
    dropped = max(people[node]["score"] for node in graph if node not in shown and people[node]["kind"] == "second")
    assert dropped <= lowest


def test_up_to_the_limit_nothing_is_left_out():
    graph = ego(20, 3)
    assert trim(graph) == (graph, "")
    assert MOST >= 5000


def test_the_data_is_columns_of_one_length_that_refer_to_each_other():
    graph = ego(120, 10, 15)
    found = groups(graph)
    mark(graph, found)
    made = picture(graph, found, bridges(graph, found))
    data = made.data
    lengths = {len(data[name]) for name in ("name", "role", "firm", "town", "kind", "x", "y", "group", "score")}
    assert lengths == {len(graph)}
    assert all(0 <= number < len(graph) for tie in data["ties"] for number in tie[:-1])
    assert sorted(week[0] for week in data["week"].values()) == [1, 2, 3, 4, 5]
    assert json.loads(json.dumps(data))["kind"].count("0") == 1
    assert made.rows[0]["week"] == "1" and len(made.rows) == 25
