"""A report as one self-contained HTML file that asks nothing of the network, and as Markdown."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import networkx as nx
from jinja2 import Environment
from markupsafe import Markup

from outreach.model import Excluded, Suggestion
from outreach.render import pages_environment, shipped
from outreach.show.cards import Card, card, profile, strength_word
from outreach.show.communities import Bridge, Group, bridges, groups, mark
from outreach.show.picture import Picture, picture
from outreach.show.report import Report

TITLES = {
    "plan": "This week",
    "rank": "Everyone within reach, in order",
    "triage": "Requests waiting for an answer",
    "news": "News from your network",
    "audit": "Your existing connections",
    "withdraw": "Invitations that have waited too long",
}
CODES = {
    "already_connected": "Already connected",
    "invited": "An invitation is on its way",
    "do_not_contact": "Not to be contacted",
    "competitor": "Does what you do",
    "wrong_location": "Outside the places you chose",
    "cooling_down": "Left alone for a while",
    "forgotten": "Forgotten at your wish",
    "identity_question": "Perhaps somebody else: a question is open",
}
COLOURS = 10  # groups with a colour of their own; smaller ones share grey


@dataclass(frozen=True, slots=True)
class Section:
    """One list of people on a page."""

    name: str
    title: str
    cards: tuple[Card, ...]


def report_page(report: Report, graph: nx.Graph[str] | None = None) -> str:
    """Return `report` as one HTML file; with `graph` (as in `picture`), the network is drawn in it."""
    own = Section(report.command, title(report), cards(report.suggestions, report.command))
    others = tuple(
        Section(name, TITLES.get(name, name.capitalize()), cards(found, name))
        for name, found in report.sections.items()
        if found
    )
    return _page(
        "report.html",
        title=own.title,
        report=report,
        own=own,
        others=others,
        left_out=grouped(report.excluded),
        known=tuple((name, round(100 * share)) for name, share in sorted(report.coverage.known.items())),
        drawing=None if graph is None else drawing(graph),
        whole=False,
    )


def graph_page(graph: nx.Graph[str], heading: str = "Your network") -> str:
    """Return the picture of `graph` alone as one HTML file that fills the window."""
    return _page("graph.html", title=heading, drawing=drawing(graph), whole=True)


@dataclass(frozen=True)
class Drawing:
    """A picture with its data as a script may carry it, and the chips of its legend (number, name, colour class)."""

    picture: Picture
    json: Markup
    chips: tuple[tuple[int, str, str], ...]


def drawing(graph: nx.Graph[str]) -> Drawing:
    """Find the groups of a copy of `graph` and lay it out; `graph` itself stays as it is."""
    copy = graph.copy()
    found: tuple[Group, ...] = groups(copy)
    mark(copy, found)
    spanning: dict[str, Bridge] = bridges(copy, found)
    made = picture(copy, found, spanning)
    chips = tuple((group.number, group.name, f"c{group.number if group.number <= COLOURS else 0}") for group in found)
    return Drawing(made, script_json(made.data), chips[:24])


def title(report: Report) -> str:
    """Return the heading of a report."""
    return TITLES.get(report.command, report.command.capitalize())


def cards(suggestions: Iterable[Suggestion], section: str) -> tuple[Card, ...]:
    """Return the cards of one list."""
    return tuple(card(suggestion, section, number) for number, suggestion in enumerate(suggestions, 1))


def grouped(excluded: Iterable[Excluded]) -> tuple[tuple[str, tuple[Excluded, ...]], ...]:
    """Return who was left out by rule, the rule that left out most first."""
    found: dict[str, list[Excluded]] = {}
    for one in excluded:
        found.setdefault(one.code, []).append(one)
    order = sorted(found, key=lambda code: (-len(found[code]), code))
    return tuple((CODES.get(code, code.replace("_", " ").capitalize()), tuple(found[code])) for code in order)


def script_json(data: object) -> Markup:
    """Return `data` as JSON that no text inside can break out of, whatever element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def asset(name: str) -> Markup:
    """Return a shipped script or style sheet as it stands."""
    return Markup((shipped("templates") / "pages" / name).read_text("utf-8"))


def digest(text: str) -> str:
    """Return the source expression that lets a content security policy allow exactly `text` (CSP 3, `sha256-…`)."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def policy(styles: Iterable[str], scripts: Iterable[str]) -> str:
    """Return a content security policy that allows these inline styles and scripts and no request at all."""
    return (
        f"default-src 'none'; style-src {' '.join(map(digest, styles))}; script-src {' '.join(map(digest, scripts))}; "
        "base-uri 'none'; form-action 'none'"
    )


def environment() -> Environment:
    """Return the environment of every page, on disk or served."""
    made = pages_environment()
    made.filters.update(profile=profile, strength_word=strength_word)
    return made


def _page(template: str, **values: Any) -> str:
    style, scripts = asset("style.css"), [asset("page.js")]
    if values["drawing"] is not None:
        scripts.append(asset("picture.js"))
    return (
        environment()
        .get_template(template)
        .render(style=style, scripts=scripts, policy=policy([style], scripts), **values)
    )


_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|<>~&-])")


def markdown(report: Report) -> str:
    """Return `report` as Markdown in which no text from a file is markup."""
    lines = [f"# {title(report)} · {report.week}", ""]
    for number, one in enumerate(report.suggestions, 1):
        lines += _person(one.rank or number, one)
    lines += [f"- {plain(text)}" for text in report.held_back]
    for code, people in grouped(report.excluded):
        lines += ["", f"## Left out: {code} ({len(people)})", ""]
        lines += [f"- {plain(one.person.name)}: {plain(one.text)}" for one in people]
    return "\n".join(lines).rstrip() + "\n"


def _person(number: int, one: Suggestion) -> list[str]:
    shown = card(one, "", number)
    name = f"[{plain(one.person.name)}](<{shown.url}>)" if shown.url else plain(one.person.name)
    lines = [f"## {number}. {name}", "", f"{shown.deed} · score {one.score:.2f}", ""]
    if shown.facts:
        lines[2] += f" · {plain(shown.facts)}"
    for mutual in one.via:
        proof = f": {plain('; '.join(mutual.evidence))}" if mutual.evidence else ""
        lines.append(f"- through {plain(mutual.person.name)} ({strength_word(mutual.strength)}){proof}")
    lines += [f"- {bar.points} {plain(bar.text)}" for bar in shown.bars]
    lines += [f"- {plain(text)}" for text in one.notes]
    for note in shown.notes:
        lines += ["", f"{note.title} ({note.draft.length} of {note.draft.limit} characters):", ""]
        lines += [f"> {plain(line)}".rstrip() for line in note.draft.text.split("\n")]
    return [*lines, ""]


def plain(text: str) -> str:
    """Escape everything in `text` that Markdown or HTML would take for markup."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
