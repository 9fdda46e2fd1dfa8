"""Why somebody stands where they stand, everything held about them, the ways to them, and where to look next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from outreach import paths
from outreach.finding import find
from outreach.messages import about as suggestion_of
from outreach.model import Person, Suggestion
from outreach.scene import Scene, scene
from outreach.show.communities import bridges, groups
from outreach.show.graphs import shown_graph
from outreach.show.report import person_json, suggestion_json
from outreach.show.terminal import Told, suggestion_card
from outreach.views import chosen_week
from outreach.words import companies, fit
from outreach.workspace import Workspace


def why(workspace: Workspace, person: str) -> Told:
    """Return everything known about one person's place in the ranking, including why not. Raises `UsageError`."""
    found = scene(workspace)
    number = find(found, person)
    one = suggestion_of(found, number)
    place, sentences = _place(found, one), list(_sentences(found, number, one))
    data = {"person": person_json(one.person), "place": place, "facts": sentences, **_scored(found, one)}
    return Told(
        data, Group(suggestion_card(one), Text(place, style="bold"), *(Text(f"- {text}") for text in sentences))
    )


def _scored(found: Scene, one: Suggestion) -> dict[str, object]:
    ranked = any(other.person.id == one.person.id for other in found.ranking.suggestions)
    whole = suggestion_json(one)
    return {name: whole[name] for name in ("score", "reasons", "via")} if ranked else {"reasons": whole["reasons"]}


def _place(found: Scene, one: Suggestion) -> str:
    for excluded in found.ranking.excluded:
        if excluded.person.id == one.person.id:
            return f"Left out ({excluded.code}): {excluded.text}."
    for rank, other in enumerate(found.ranking.suggestions, 1):
        if other.person.id == one.person.id:
            return f"Place {rank} of {len(found.ranking.suggestions)}."
    number = found.people.code_of(one.person.id)
    if number == found.world.me:
        return "This is you."
    if found.network.first[number]:
        return f"A connection of yours, strength {found.strengths[number]:.2f}."
    if one.via:
        return "Two steps away, but too far down to be written out."
    return "Nobody you know leads to them, as far as the files show."


def _sentences(found: Scene, number: int, one: Suggestion) -> Iterator[str]:
    person = one.person
    rival = found.competitor(person)
    if rival.term and rival.evidence:
        yield f'competitor rule "{rival.term}": {rival.evidence}'
    yield from _held_back(found, person.id)
    if number in found.evidence:
        yield from found.mutual(number).evidence
    graph = shown_graph(found, (), None)
    if person.id in graph:
        communities = groups(graph)
        for group in communities:
            if person.id in group.people:
                yield f"in the group {group.name} ({len(group.people)} people)"
        if bridge := bridges(graph, communities).get(person.id):
            yield bridge.text
    for question in found.world.questions:
        if number in (question.a, question.b):
            yield f"{question.text} `outreach same` or `outreach different` answers it"
    for value in found.settings.goal.values:
        if not found.settings.value_words().get(value) and (words := fit.propose(value)[:8]):
            yield f'words proposed for your value "{value}": {", ".join(words)}'


def _held_back(found: Scene, person: str) -> Iterator[str]:
    week = chosen_week(found)
    if any(one.person.id == person for one in week.suggestions):
        yield "on this week's shortlist"
    elif text := week.held_back.get(person):
        yield f"ranks high enough for this week but waits: {text}"


def routes(workspace: Workspace, target: str) -> Told:
    """Return the warm routes to a person, or into a company, with the evidence of every step. Raises `UsageError`."""
    found = scene(workspace)
    numbers = _employed(found, target) or [find(found, target)]
    ways = paths.routes(found.network, numbers)
    data = [_route_json(found, way) for way in ways]
    body: list[RenderableType] = (
        [Text(f"Nobody you know leads to {target} in three steps or less.")] if not ways else []
    )
    for rank, way in enumerate(data, 1):
        body += _route_lines(rank, way)
    return Told(data, Group(*body))


def _employed(found: Scene, target: str) -> list[int]:
    """Everybody who works at the firm `target` names, if that is a firm's name."""
    wanted = companies.key(target)
    places, firms = found.people.column("company")
    matching = [place for place, firm in enumerate(firms) if wanted and companies.key(firm) == wanted]
    return [int(number) for number in np.flatnonzero(np.isin(places, matching)) if int(number) not in found.forgotten]


def _route_json(found: Scene, way: paths.Route) -> dict[str, object]:
    steps = []
    for one, other in pairwise([found.world.me, *(step.person for step in way.steps)]):
        person = found.people.person(other)
        mine = one == found.world.me
        evidence = list(found.mutual(other).evidence) if mine else _proof(found, one, other)
        steps.append({"id": person.id, "name": person.name, "work": _work(person), "evidence": evidence})
    return {"likelihood": round(way.likelihood, 4), "steps": steps}


def _proof(found: Scene, one: int, other: int) -> list[str]:
    places = found.world.sources(one, other)
    told = [f"{kind}: {file}" + (f" line {line}" if line else "") for file, line, kind in places]
    return list(dict.fromkeys(told))[:3]


def _work(person: Person) -> str:
    return ", ".join(part for part in (person.position, person.company) if part) or person.headline


def _route_lines(rank: int, way: dict[str, object]) -> Iterator[RenderableType]:
    steps = way["steps"]
    assert isinstance(steps, list)
    yield Text(
        f"{rank}. you > " + " > ".join(str(step["name"]) for step in steps) + f"   likelihood {way['likelihood']:.2f}",
        style="bold",
    )
    for step in steps:
        yield Padding(Text(f"{step['name']}" + (f", {step['work']}" if step["work"] else "")), (0, 0, 0, 3))
        for evidence in step["evidence"][:4]:
            yield Padding(Text(f"- {evidence}", style="dim"), (0, 0, 0, 5))


def about(workspace: Workspace, person: str) -> Told:
    """Return all that is held about somebody, and from which file."""
    found = scene(workspace)
    number = find(found, person)
    one = found.people.person(number)
    mentions = found.people.mentions(number)
    merged = found.world.resolved.why(number)
    decided = [decision for decision in workspace.decisions if set(decision.keys) & set(_firm(found, number))]
    data: dict[str, object] = {
        "person": {**person_json(one), "about": one.about},
        "keys": [list(key) for key in found.people.keys(number)],
        "files": [{"file": file, "line": line or None} for file, line in mentions],
        "identity": [{"file": file, "line": line or None, "why": reason} for file, line, reason in merged],
        "decisions": [{"status": one.status, "date": one.day.isoformat(), "note": one.note} for one in decided],
    }
    return Told(data, Group(*_about_lines(data)))


def _firm(found: Scene, number: int) -> Iterable[tuple[str, str]]:
    keys = found.people.keys(number)
    return [key for key in keys if key[0] in ("slug", "opaque", "email")] or [key for key in keys if key[0] == "name"]


def _about_lines(data: dict[str, object]) -> Iterator[RenderableType]:
    person = data["person"]
    assert isinstance(person, dict)
    yield Text(str(person["name"]), style="bold")
    table = Table.grid(padding=(0, 2))
    for name, value in person.items():
        if value and name != "name":
            table.add_row(Text(name, style="dim"), Text(str(value)))
    yield table
    yield from _block("Keys", data["keys"], "{0[0]}: {0[1]}")
    yield from _block("Shown in, and why it is this person", data["identity"], "{0[file]} line {0[line]}: {0[why]}")
    yield from _block("Decisions", data["decisions"], "{0[date]} {0[status]} {0[note]}")


def _block(title: str, rows: object, line: str) -> Iterator[RenderableType]:
    if isinstance(rows, list) and rows:
        yield Text(f"\n{title}", style="bold")
        yield from (Text("  " + line.format(one).replace(" line None", "").rstrip()) for one in rows)
