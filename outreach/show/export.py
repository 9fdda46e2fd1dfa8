"""The network and a list of people as files for other tools: GEXF, GraphML, SVG, JSON, and CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import networkx as nx

from outreach.model import Suggestion
from outreach.show.communities import groups, mark
from outreach.show.layout import Flower, flower, leads
from outreach.show.picture import ROUTES, trim
from outreach.show.report import Report

# Names that mean something else to GEXF, GraphML or node-link readers: `start` makes a file dynamic, `pid` a hierarchy.
RESERVED = frozenset(
    (
        "id",
        "label",
        "start",
        "end",
        "pid",
        "parents",
        "spells",
        "slices",
        "viz",
        "for",
        "source",
        "target",
        "key",
        "weight",
    )
)
COLUMNS = (
    "rank",
    "action",
    "score",
    "name",
    "url",
    "headline",
    "company",
    "position",
    "location",
    "via",
    "reasons",
    "note",
    "length",
    "limit",
)
NUMBERS = ("rank", "score", "length", "limit")  # a minus sign there is no formula
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA = re.compile(r"^(?:[\s\u200b-\u200f\ufeff]*[=+\-@|＝＋－＠｜]|[\t\r\n])")
PALETTE = ("#777d80", "#1f6f8b", "#a4552f", "#4b7a3a", "#7d549c", "#94700d", "#b0456c", "#2d7d74", "#5b64b5", "#85603f")


def network_file(graph: nx.Graph[str], kind: str) -> str:
    """Return what a picture shows of `graph` as a file of `kind`: gexf, graphml, json, csv (its ties) or svg."""
    if kind == "svg":
        return svg(graph)
    writers = {"gexf": gexf, "graphml": graphml, "json": node_link, "csv": ties_csv}
    return writers[kind](described(graph))


def portable(graph: nx.Graph[str]) -> nx.Graph[str]:
    """Copy `graph` so that every format holds it and reads back the same.

    Attributes keep text, whole numbers, finite numbers and yes/no; None and all else is left out. Characters that XML
    forbids are dropped, reserved names get `is_` before them, and an attribute mixed in type becomes text.
    """
    copy: nx.Graph[str] = nx.Graph()
    nodes = {_text(node): _kept(graph.nodes[node]) for node in sorted(graph)}
    ties = {
        (_text(min(tie)), _text(max(tie))): _kept(graph.edges[tie])
        for tie in sorted(graph.edges, key=lambda tie: (min(tie), max(tie)))
    }
    _same_types(nodes.values())
    _same_types(ties.values())
    for node, values in nodes.items():
        copy.add_node(node, **values)
    for (one, other), values in ties.items():
        copy.add_edge(one, other, **values)
    return copy


def described(graph: nx.Graph[str]) -> nx.Graph[str]:
    """Return the portable part of `graph` that a picture shows; attributes say also group, route and place."""
    shown, _ = trim(graph)
    shown = shown.copy()
    found = groups(shown)
    mark(shown, found)
    names = {group.number: group.name for group in found}
    routes = leads(shown)
    for node, (x, y) in flower(shown).places.items():
        shown.nodes[node].update(x=x, y=-y, group=names.get(shown.nodes[node]["community"], ""))
        via = (shown.nodes[head].get("name") or head for head in routes.get(node, [])[:ROUTES])
        shown.nodes[node]["route"] = "; ".join(via)
    return portable(shown)


def gexf(graph: nx.Graph[str]) -> str:
    """Return `graph` as GEXF 1.2, a static graph for Gephi; names are the labels."""
    ready = portable(graph)
    for node in ready:
        person = ready.nodes[node]
        person["label"] = person.get("name") or node
        if "x" in person and "y" in person:  # Gephi opens the file with everybody in place
            person["viz"] = {"position": {"x": 10 * person["x"], "y": 10 * person["y"], "z": 0.0}}
    text = _XML + "\n".join(nx.generate_gexf(ready)) + "\n"
    return re.sub(r'lastmodifieddate="[^"]*"', "", text)  # NetworkX stamps the day; the same input gives the same file


def graphml(graph: nx.Graph[str]) -> str:
    """Return `graph` as GraphML, as Cytoscape, yEd and NetworkX read it."""
    return _XML + "\n".join(nx.generate_graphml(portable(graph), named_key_ids=True)) + "\n"


def node_link(graph: nx.Graph[str]) -> str:
    """Return `graph` as node-link JSON, as D3 and NetworkX read it."""
    data = nx.node_link_data(portable(graph), edges="links")
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def svg(graph: nx.Graph[str]) -> str:
    """Return the picture of `graph` as one SVG file for a slide; best connections and this week's people are named."""
    shown, _ = trim(graph)
    shown = shown.copy()
    mark(shown, groups(shown))
    laid = flower(shown)
    edge = 8 + max((max(abs(x), abs(y)) for x, y in laid.places.values()), default=1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-edge:.1f} {-edge:.1f} {2 * edge:.1f} {2 * edge:.1f}" '
        'font-family="sans-serif" role="img" aria-label="A network of people around me">'
    ]
    routes = {node: heads[:ROUTES] for node, heads in leads(shown).items()}
    leading = {head for heads in routes.values() for head in heads}
    mine = [node for node in shown if shown.nodes[node].get("kind") == "me"]
    ties = sorted({(me, head) for me in mine for head in leading} | {(h, one) for one in routes for h in routes[one]})
    parts += [_line(shown, laid, head, other) for head, other in ties]
    parts += [_dot(shown, laid, node, idle=node not in leading) for node in sorted(laid.places)]
    parts += [_label(shown, laid, node) for node in sorted(laid.places) if _named(shown.nodes[node])]
    return "\n".join([*parts, "</svg>"]) + "\n"


def report_csv(report: Report, raw: bool = False) -> str:
    """Return the suggestions of `report` as CSV with the columns of `COLUMNS`, every cell quoted.

    A cell a spreadsheet would take for a formula gets `'` before it (CWE-1236); `raw` leaves cells as they are.
    """
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    guard: Callable[[str], str] = str if raw else safe_cell
    writer.writerow(COLUMNS)
    for one in report.suggestions:
        named = zip(COLUMNS, _cells(one), strict=True)
        writer.writerow([cell if column in NUMBERS else guard(cell) for column, cell in named])
    return out.getvalue()


def ties_csv(graph: nx.Graph[str]) -> str:
    """Return the ties of `graph` as CSV, safe in a spreadsheet: both people; kind, strength and source."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(("source", "target", "source_name", "target_name", "kind", "strength", "from"))
    ready = portable(graph)
    for one, other, tie in ready.edges(data=True):
        names = (str(ready.nodes[node].get("name", "")) for node in (one, other))
        row = (one, other, *names, tie.get("kind", ""), str(tie.get("strength", "")), tie.get("is_source", ""))
        writer.writerow([safe_cell(cell) for cell in row])
    return out.getvalue()


def safe_cell(text: str) -> str:
    """Return `text` as one line that no spreadsheet takes for a formula."""
    guarded = f"'{text}" if _FORMULA.match(text) else text
    return re.sub(r"[\r\n\t\x0b\x0c\u2028\u2029]+", " ", guarded)


def _cells(one: Suggestion) -> Sequence[str]:
    person, draft = one.person, one.drafts[0] if one.drafts else None
    return (
        str(one.rank or ""),
        one.action,
        f"{one.score:.2f}",
        *(getattr(person, column) for column in COLUMNS[3:9]),
        "; ".join(mutual.person.name for mutual in one.via),
        "; ".join(f"{reason.text} ({reason.points:+.2f})" for reason in one.reasons),
        draft.text if draft else "",
        str(draft.length) if draft else "",
        str(draft.limit) if draft else "",
    )


def _text(value: str) -> str:
    return _NOT_XML.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))


def _kept(values: Mapping[str, object]) -> dict[str, object]:
    kept: dict[str, object] = {}
    for name, value in sorted(values.items()):
        if isinstance(value, str):
            value = _text(value)
        elif not isinstance(value, (int, float)) or (isinstance(value, float) and not math.isfinite(value)):
            continue
        name = _text(name)
        kept[f"is_{name}" if name in RESERVED or not name else name] = value
    return kept


def _same_types(rows: Iterable[dict[str, object]]) -> None:
    """Make every attribute one type in all rows: whole numbers beside fractions become fractions, other mixes text."""
    rows = list(rows)
    types: dict[str, set[type]] = {}
    for row in rows:
        for name, value in row.items():
            types.setdefault(name, set()).add(type(value))
    for name, found in types.items():
        if len(found) > 1:
            common: Callable[[Any], object] = float if found == {int, float} else str
            for row in rows:
                if name in row:
                    row[name] = common(row[name])


def _named(person: Mapping[str, object]) -> bool:
    return bool(person.get("kind") == "me" or person.get("best") or person.get("rank"))


def _colour(person: Mapping[str, object]) -> str:
    number = person.get("community", 0)
    return PALETTE[number] if isinstance(number, int) and number < len(PALETTE) else PALETTE[0]


def _line(graph: nx.Graph[str], laid: Flower, one: str, other: str) -> str:
    (x1, y1), (x2, y2) = laid.places[one], laid.places[other]
    bridge = one in laid.bridges or other in laid.bridges
    head = one if graph.nodes[one].get("kind") == "first" else other
    look = f'stroke="{_colour(graph.nodes[head])}" stroke-width="{0.12 if bridge else 0.05}" stroke-opacity="0.6"'
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" {look}/>'


def _dot(graph: nx.Graph[str], laid: Flower, node: str, idle: bool) -> str:
    person, (x, y) = graph.nodes[node], laid.places[node]
    size = {"me": 0.7, "first": 0.22 if idle and not person.get("best") else 0.5}.get(person.get("kind", ""), 0.36)
    fill = "#23282b" if person.get("kind") == "me" else _colour(person)
    ring = ' stroke="#23282b" stroke-width="0.14"' if person.get("rank") else ""
    title = escape(_text(str(person.get("name") or node)))
    return f'<circle cx="{x}" cy="{y}" r="{size}" fill={quoteattr(fill)}{ring}><title>{title}</title></circle>'


def _label(graph: nx.Graph[str], laid: Flower, node: str) -> str:
    person, (x, y) = graph.nodes[node], laid.places[node]
    name = "You" if person.get("kind") == "me" else _text(str(person.get("name") or node))
    side = ' text-anchor="end"' if x < 0 else ""
    look = f'font-size="1.05" paint-order="stroke" stroke="#fff" stroke-width="0.35"{side}'
    return f'<text x="{x + (0.8 if x >= 0 else -0.8):.2f}" y="{y + 0.35:.2f}" {look}>{escape(name)}</text>'
