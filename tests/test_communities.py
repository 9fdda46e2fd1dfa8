from __future__ import annotations

import networkx as nx
from networks import ego

from outreach.show.communities import bridges, groups, mark


def two_circles() -> nx.Graph:
    """Five people of a museum who all know each other, five of a clinic, and Iris who knows two of each."""
    graph = nx.Graph()
    graph.add_node("me", kind="me", name="Mara")
    for firm, place, people in (("Fjordlys", "Bergen, Norway", "abcde"), ("Harbour Clinic", "Accra, Ghana", "vwxyz")):
        for person in people:
            graph.add_node(person, kind="first", name=person.upper(), company=firm, location=place)
            graph.add_edge("me", person)
        graph.add_edges_from((one, other) for one in people for other in people if one < other)
    graph.add_node("iris", kind="second", name="Iris", company="Elsewhere")
    graph.add_edges_from(("iris", other) for other in "abvw")
    return graph


def test_groups_are_named_by_what_their_people_share():
    found = groups(two_circles())
    assert [group.number for group in found] == [1, 2]
    assert {group.name for group in found} == {"Fjordlys", "Harbour Clinic"}
    assert {"Bergen"} < set(next(group for group in found if group.name == "Fjordlys").shared)


def test_i_am_in_no_group_and_in_nobodys_way():
    found = groups(two_circles())
    assert "me" not in {person for group in found for person in group.people}


def test_people_without_anything_in_common_are_named_after_the_one_they_gather_around():
    graph = nx.Graph()
    graph.add_node("jonas", kind="first", name="Jonas Ekberg")
    for number in range(4):
        graph.add_node(f"p{number}", kind="second", name=f"P{number}")
        graph.add_edge("jonas", f"p{number}")
    (found,) = groups(graph)
    assert found.name == "Around Jonas Ekberg"


def test_who_ties_two_groups_is_a_bridge_and_the_others_are_not():
    graph = two_circles()
    spanning = bridges(graph, groups(graph))
    assert "iris" in spanning and not set("cdexyz") & set(spanning)
    iris = spanning["iris"]
    assert iris.text.startswith("Bridges ") and "Fjordlys" in iris.text and "Harbour Clinic" in iris.text
    assert 0 < iris.efficiency <= 1


def test_efficiency_is_one_where_no_two_contacts_know_each_other():
    graph = nx.Graph()
    for circle in ("abc", "xyz"):
        for person in circle:
            graph.add_node(person, kind="first", name=person)
        graph.add_edges_from([(circle[0], circle[1]), (circle[1], circle[2]), (circle[0], circle[2])])
    graph.add_node("iris", kind="second", name="Iris")
    graph.add_edges_from([("iris", "a"), ("iris", "x")])
    iris = bridges(graph, groups(graph))["iris"]
    assert iris.efficiency == 1.0  # two contacts, no tie between them (Borgatti 1997: n - 2t/n over n)
    assert sum(iris.ties.values()) == 3


def test_the_order_in_which_a_network_was_built_changes_nothing():
    graph = ego(120, 8, 20)
    other = nx.Graph()
    other.add_nodes_from(reversed(list(graph.nodes(data=True))))
    other.add_edges_from((b, a, data) for a, b, data in reversed(list(graph.edges(data=True))))
    assert groups(graph) == groups(other)
    assert bridges(graph, groups(graph)) == bridges(other, groups(other))


def test_everybody_gets_a_number_and_zero_means_no_group():
    graph = two_circles()
    graph.add_node("alone", kind="first", name="Al")
    mark(graph, groups(graph))
    numbers = nx.get_node_attributes(graph, "community")
    assert set(numbers) == set(graph)
    assert numbers["alone"] == numbers["me"] == 0 < numbers["a"] != numbers["v"]


def test_names_of_groups_are_never_the_same_twice():
    names = [group.name for group in groups(ego(600, 30))]
    assert len(names) == len(set(names)) > 1


def test_nobody_makes_no_group():
    assert groups(nx.Graph()) == ()
    assert bridges(nx.Graph(), ()) == {}
