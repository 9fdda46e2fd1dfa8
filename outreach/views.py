"""What each command shows: the workspace's data through the pure modules into one report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import networkx as nx

from outreach import week
from outreach.finding import find
from outreach.model import Coverage, Decision, Draft, Suggestion
from outreach.notes.specifics import find as specifics
from outreach.plan import Budget, Week, plan
from outreach.scene import Scene, scene
from outreach.show import pages
from outreach.show.export import network_file, report_csv
from outreach.show.graphs import shown_graph
from outreach.show.report import Report
from outreach.tending.lookthrough import look_through, to_withdraw
from outreach.tending.requests import open_requests
from outreach.tending.standing import Standing
from outreach.tending.tidings import tidings
from outreach.tending.written import Written
from outreach.text import units
from outreach.week import Places
from outreach.words import companies
from outreach.workspace import Workspace

SHOWN = 10  # of each other list on the weekly page; the commands show them whole


def ranking(workspace: Workspace) -> Report:
    """Return everybody two steps away in order, and everybody left out."""
    found = scene(workspace)
    ranked = [replace(one, rank=rank, action="connect") for rank, one in enumerate(found.ranking.suggestions, 1)]
    return _report("rank", workspace, found, ranked)


def write_plan(workspace: Workspace, fresh: bool = False, dry_run: bool = False) -> tuple[Report, Path | None]:
    """Plan the week and return the report and the page written; nothing is written on a `dry_run`."""
    found = scene(workspace)
    places = week.load(workspace.week_folder)
    if fresh:
        places = Places(written=places.written)
    chosen = chosen_week(found, places)
    suggestions = _with_drafts(workspace, found, chosen.suggestions, places)
    report = _report("plan", workspace, found, suggestions, _held_back(found, chosen))
    report = replace(report, sections=_sections(found))
    if dry_run:
        return report, None
    return report, _save(workspace, found, report, places)


def chosen_week(found: Scene, places: Places | None = None) -> Week:
    """Return who is chosen for this week, given the places kept from before (by default those on disk)."""
    workspace = found.workspace
    places = week.load(workspace.week_folder) if places is None else places
    per_week = workspace.settings.limits.per_week
    skipped = workspace.skipped(places)
    pins, freed = places.pins(lambda one: one.person in skipped)
    open_places = per_week if places.holders else max(per_week - len(_done(workspace)), 0)
    never_held = [rank for rank in range(1, open_places + 1) if rank not in places.holders]
    return plan(
        found.ranking.suggestions,
        replace(budget(workspace), led=Counter() if places.holders else Counter(_done(workspace))),
        firm=lambda one: companies.key(one.person.company),
        specific=lambda one: bool(specifics(one, found.sender)) or any(mutual.how for mutual in one.via),
        pinned=pins,
        free=freed + never_held,
        apart=found.apart,
    )


def _done(workspace: Workspace) -> list[str]:
    """Through whom ("" unknown) the people went whom this week's plan already led to something."""
    steps = [
        one
        for one in workspace.decisions
        if one.status in ("sent", "asked") and one.day.isocalendar()[:2] == workspace.today.isocalendar()[:2]
    ]
    people = {tuple(key for key in one.keys if key[0] != "via"): one for one in steps}
    return [next((value for kind, value in one.keys if kind == "via"), "") for one in people.values()]


def budget(workspace: Workspace) -> Budget:
    """Return what this week may still use, given what the journal says was sent and asked."""
    limits, today = workspace.settings.limits, workspace.today
    sent = sum(
        one.status == "sent" and (one.day.year, one.day.month) == (today.year, today.month)
        for one in workspace.decisions
    )
    asked = _asked(workspace.decisions, today)
    notes = limits.per_week if workspace.settings.me.account == "premium" else limits.notes_per_month - sent
    return Budget(
        people=limits.per_week,
        notes=max(notes, 0),
        through_one=limits.asks_per_connector,
        asks_left={via: limits.asks_per_connector_year - len(days) for via, days in asked.items()},
        asks_each=limits.asks_per_connector_year,
        busy=frozenset(via for via, days in asked.items() if max(days) > today - timedelta(days=14)),
    )


def _asked(decisions: Sequence[Decision], today: date) -> dict[str, list[date]]:
    """Days of the last year on which each mutual was asked for an introduction."""
    asked: dict[str, list[date]] = {}
    for one in decisions:
        if one.status == "asked" and one.day > today - timedelta(days=365):
            for via in (value for kind, value in one.keys if kind == "via"):
                asked.setdefault(via, []).append(one.day)
    return asked


def _with_drafts(workspace: Workspace, found: Scene, chosen: Sequence[Suggestion], places: Places) -> list[Suggestion]:
    """Draft what each of the week needs; where the user edited a note, their words are shown."""
    written = Written(found)
    edited = week.edited_notes(workspace.week_folder, places)
    drafts: dict[str, Draft] = {}
    for kind in ("connect", "ask"):
        concerned = [one for one in chosen if one.action == kind]
        for one, draft in zip(concerned, written.writer(kind).batch(kind, concerned), strict=True):
            if draft:
                drafts[one.person.id] = _as_edited(draft, edited.get(week.note_name(one.rank, one.person.id, kind)))
    return [
        replace(one, drafts=(drafts[one.person.id],) if one.person.id in drafts else (), notes=one.notes + _advice(one))
        for one in chosen
    ]


def _as_edited(draft: Draft, text: str | None) -> Draft:
    if text is None:
        return draft
    text = text.strip()
    length = units(text)
    long = (f"{length - draft.limit} characters too long",) if length > draft.limit else ()
    return replace(draft, text=text, length=length, findings=("in your own words", *long))


def _advice(one: Suggestion) -> tuple[str, ...]:
    if one.action == "connect_plain":
        return ("Invite without a note: this month's notes are spent, or nothing particular is known to say.",)
    return ()


def _sections(found: Scene) -> dict[str, tuple[Suggestion, ...]]:
    """What else wants a look this week: requests to answer, news that deserves a word, connections that sell."""
    standing = Standing(found)
    told = [one for one in tidings(standing)[0] if one.action not in ("follow", "let_be")]
    worst = [one for one in look_through(standing).worklist if one.action in ("remove", "unfollow")]
    return {
        "triage": tuple(one for one in open_requests(standing) if one.action != "ignore")[:SHOWN],
        "news": tuple(told[:SHOWN]),
        "audit": tuple(worst[:SHOWN]),
        "withdraw": tuple(to_withdraw(standing)[:SHOWN]),
    }


def _held_back(found: Scene, chosen: Week) -> list[str]:
    names = {one.person.id: one.person.name for one in found.ranking.suggestions}
    return [f"{names[person]} ranks higher but waits: {why}." for person, why in list(chosen.held_back.items())[:3]]


def _report(
    command: str,
    workspace: Workspace,
    found: Scene,
    suggestions: Sequence[Suggestion],
    held_back: Sequence[str] = (),
    ranked: bool = True,
) -> Report:
    """Put a report together; who is left out and coverage belong only to those of the ranking (`ranked`)."""
    return Report(
        command=command,
        week=workspace.week,
        today=workspace.today,
        suggestions=tuple(suggestions),
        excluded=found.ranking.excluded if ranked else (),
        coverage=found.coverage if ranked else Coverage(),
        problems=found.problems,
        held_back=tuple(held_back),
        best=found.best,
    )


def _save(workspace: Workspace, found: Scene, report: Report, places: Places) -> Path:
    folder = workspace.week_folder
    places.add(report.suggestions, found.keys)
    notes = {
        week.note_name(one.rank, one.person.id, draft.kind): draft.text + "\n"
        for one in report.suggestions
        for draft in one.drafts
    }
    files = {
        "plan.html": pages.report_page(report, shown_graph(found, report.suggestions)),
        "shortlist.csv": report_csv(report),
        "shortlist.md": pages.markdown(report),
    }
    done = workspace.decided(places, "sent", "asked", "accepted", "replied")
    holders = [(rank, one) for rank, holders in places.holders.items() for one in holders]
    used = [week.note_name(rank, one.person, one.action) for rank, one in holders if one.person in done]
    for name in week.save(folder, places, workspace.week, notes, files, used):
        workspace.note(f"{folder.name}/{name} holds your own words and was left as it is")
    return folder / "plan.html"


def triage_report(workspace: Workspace) -> Report:
    """Return a verdict for every open request to connect."""
    found = scene(workspace)
    return _report("triage", workspace, found, open_requests(Standing(found)), ranked=False)


def audit_report(workspace: Workspace, everybody: bool = False) -> Report:
    """Return the connections most worth a look, or all of them, with what the audit says as a whole."""
    found = scene(workspace)
    standing = Standing(found)
    outcome = look_through(standing)
    shown = outcome.suggestions if everybody else outcome.worklist
    numbered = [replace(one, rank=rank) for rank, one in enumerate(shown, 1)]
    said = [outcome.progress(workspace.today), *outcome.notes]
    report = _report("audit", workspace, found, numbered, said, ranked=False)
    return replace(report, sections={"withdraw": tuple(to_withdraw(standing))})


def news_report(workspace: Workspace) -> Report:
    """Return what changed around me, what matters most first."""
    found = scene(workspace)
    told, problems = tidings(Standing(found))
    report = _report("news", workspace, found, told, ranked=False)
    return replace(report, problems=(*report.problems, *problems))


def network_graph(workspace: Workspace, around: int | None = None) -> nx.Graph[str]:
    """Return the network as it is shown, this week's people marked."""
    found = scene(workspace)
    return shown_graph(found, chosen_week(found).suggestions, around)


def draw(workspace: Workspace, person: str, kind: str) -> str:
    """Return the network as a file of the given kind, whole or around one person."""
    around = find(scene(workspace), person) if person else None
    graph = network_graph(workspace, around)
    if kind == "html":
        return pages.graph_page(graph)
    return network_file(graph, kind)
