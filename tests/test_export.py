from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from datetime import date

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import ego

from outreach.model import Draft, Mutual, Person, Reason, Suggestion
from outreach.setup import copy_example
from outreach.show import export
from outreach.show.report import Report
from outreach.views import network_graph
from outreach.workspace import Workspace

TEXT = st.text(st.characters(codec="utf-8"), max_size=30)
VALUES = st.one_of(
    TEXT, st.booleans(), st.integers(-(2**31), 2**31 - 1), st.floats(allow_nan=True), st.none(), st.dates()
)


def read_back(graph: nx.Graph) -> list[nx.Graph]:
    return [
        nx.read_gexf(io.BytesIO(export.gexf(graph).encode())),
        nx.parse_graphml(export.graphml(graph)),
        nx.node_link_graph(json.loads(export.node_link(graph)), edges="links"),
    ]


def plain(graph: nx.Graph) -> tuple[dict, set]:
    """Nodes with their attributes, and ties, without what a format adds of its own."""
    added = {"label", "viz", "id"}
    nodes = {
        node: {key: value for key, value in values.items() if key not in added}
        for node, values in graph.nodes(data=True)
    }
    ties = {
        (*sorted(tie), tuple(sorted((key, value) for key, value in graph.edges[tie].items() if key not in added)))
        for tie in graph.edges
    }
    return nodes, ties


def test_every_format_reads_back_the_same_people_ties_and_attributes():
    graph = export.described(ego(40, 5, 6))
    for again in read_back(graph):
        assert plain(again) == plain(graph)
    assert {"community", "group", "x", "y", "score"} <= set(graph.nodes["p1"])


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(TEXT.filter(len), VALUES, max_size=4), TEXT)
def test_any_attribute_of_any_name_survives_or_is_left_out_but_never_breaks_a_file(values, name):
    graph = nx.Graph()
    graph.add_node("a", name=name, **{key: value for key, value in values.items() if key != "name"})
    graph.add_edge("a", "b", note=name, strength=0.5)
    expected = plain(export.portable(graph))
    for again in read_back(graph):
        assert plain(again) == expected


@pytest.mark.parametrize("name", ["start", "end", "pid", "id", "label", "viz", "spells"])
def test_an_attribute_with_a_reserved_name_is_data_and_nothing_else(name):
    graph = nx.Graph()
    graph.add_node("a", **{name: "2020"})
    text = export.gexf(graph)
    assert 'mode="static"' in text and "dynamic" not in text
    assert ' pid="' not in text
    assert export.portable(graph).nodes["a"] == {f"is_{name}": "2020"}


def test_what_no_format_can_hold_is_left_out():
    graph = nx.Graph()
    graph.add_node("a", none=None, seen=date(2026, 1, 1), many=["x"], broken=float("nan"), bell="a\x07b\x0bc", good=1.5)
    assert export.portable(graph).nodes["a"] == {"bell": "abc", "good": 1.5}


def test_an_attribute_of_mixed_type_becomes_one_type():
    graph = nx.Graph()
    graph.add_node("a", score=1, rank="first", fine=True)
    graph.add_node("b", score=0.5, rank=2, fine=False)
    ready = export.portable(graph)
    assert [ready.nodes[node] for node in "ab"] == [
        {"score": 1.0, "rank": "first", "fine": True},
        {"score": 0.5, "rank": "2", "fine": False},
    ]


def test_the_order_in_which_a_network_was_built_changes_no_file():
    graph = ego(30, 4, 3)
    other = nx.Graph()
    other.add_nodes_from(reversed(list(graph.nodes(data=True))))
    other.add_edges_from((b, a, data) for a, b, data in reversed(list(graph.edges(data=True))))
    for write in (export.gexf, export.graphml, export.node_link, export.svg):
        assert write(export.described(graph)) == write(export.described(other))


def test_the_slide_is_valid_and_hostile_names_are_text_in_it():
    graph = ego(20, 3)
    graph.nodes["p0"].update(name="</text><script>alert(1)</script>\x1b", rank=1)
    root = ElementTree.fromstring(export.svg(graph))
    assert not [element for element in root.iter() if element.tag.endswith("script")]
    assert "</text><script>alert(1)</script>" in [element.text for element in root.iter()]
    assert len([element for element in root.iter() if element.tag.endswith("circle")]) == len(graph)


def test_an_empty_network_is_a_valid_file_everywhere():
    empty = nx.Graph()
    assert [len(graph) for graph in read_back(empty)] == [0, 0, 0]
    ElementTree.fromstring(export.svg(empty))


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+49 30 1",
        "-2",
        "@SUM(A1)",
        "|calc",
        " =1+1",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "\u200b=1",
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_is_told_to_be_text(cell):
    assert export.safe_cell(cell).startswith("'")


@pytest.mark.parametrize("cell", ["Aino", "", "a=b", "5 + 3", "0.83", "O'Brien", "e-mail", "50 %"])
def test_an_ordinary_cell_stays_as_it_is(cell):
    assert export.safe_cell(cell) == cell


def of(name: str) -> Report:
    return Report("plan", "2026-W47", date(2026, 11, 22), (suggestion(name),))


def suggestion(name: str) -> Suggestion:
    jonas = Mutual(Person("jonas", "Jonas Ekberg"), 0.9)
    note = Draft("connect", f"Hello {name},\nJonas told me of you.", 200, 40)
    return Suggestion(
        Person("a", name, company="Fjordlys"), "connect", (Reason("path", 0.3, "Jonas"),), (jonas,), (note,), 1
    )


def test_a_table_has_stable_columns_and_one_line_a_person():
    text = export.report_csv(of("Aino Berge"))
    header, row = csv.reader(io.StringIO(text, newline=""))
    assert tuple(header) == export.COLUMNS
    assert dict(zip(header, row, strict=True)) == {
        "rank": "1",
        "action": "connect",
        "score": "0.30",
        "name": "Aino Berge",
        "url": "",
        "headline": "",
        "company": "Fjordlys",
        "position": "",
        "location": "",
        "via": "Jonas Ekberg",
        "reasons": "Jonas (+0.30)",
        "note": "Hello Aino Berge, Jonas told me of you.",
        "length": "40",
        "limit": "200",
    }


@settings(max_examples=60, deadline=None)
@given(TEXT)
def test_any_name_survives_the_raw_table_and_none_is_a_formula_in_the_safe_one(name):
    raw = list(csv.reader(io.StringIO(export.report_csv(of(name), raw=True), newline="")))
    assert raw[1][3] == name
    safe = list(csv.reader(io.StringIO(export.report_csv(of(name)), newline="")))
    assert len(safe) == 2 and not safe[1][3].lstrip().startswith(("=", "+", "-", "@", "|", "＝", "＋", "－", "＠"))


def test_ties_are_rows_that_name_both_people():
    rows = list(csv.reader(io.StringIO(export.network_file(ego(3, 1), "csv"), newline="")))
    assert rows[0] == ["source", "target", "source_name", "target_name", "kind", "strength", "from"]
    assert len(rows) == 1 + ego(3, 1).number_of_edges()
    assert ["c0", "me"] in [row[:2] for row in rows]


@pytest.mark.parametrize(("kind", "start"), [("gexf", "<?xml"), ("graphml", "<?xml"), ("svg", "<svg"), ("json", "{")])
def test_every_kind_of_file_can_be_asked_for_by_name(kind, start):
    assert export.network_file(ego(5, 2), kind).startswith(start)


def test_the_example_is_read_back_whole_by_other_tools(tmp_path):
    folder, today = copy_example(tmp_path / "example")
    graph = export.described(network_graph(Workspace(folder, today)))
    for again in read_back(graph):
        assert plain(again) == plain(graph)
    text = export.gexf(graph)
    assert 'mode="static"' in text and " pid=" not in text and " start=" not in text
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text)
    assert {"score", "community", "group", "rank", "route", "x", "y"} <= set().union(
        *(data for _, data in graph.nodes(data=True))
    )
