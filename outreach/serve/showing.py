"""What the pages of the server show: the same reports and the same templates as the page written every week."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from outreach import week as weeks
from outreach.errors import NothingToReadError, OutreachError
from outreach.finding import UnclearError
from outreach.serve import forms
from outreach.serve.page import ask, desk, missing, page, welcome
from outreach.show import pages
from outreach.show.cards import DRAFTS, Card, note
from outreach.show.report import Report
from outreach.workspace import Workspace

LISTS = ("rank", "triage", "news", "audit")
PAGE = 20  # people on one page of a long list
FILES = (  # the network for other tools, and what each is good for
    ("html", "A page of its own"),
    ("svg", "A drawing for a slide"),
    ("gexf", "For Gephi"),
    ("graphml", "For Cytoscape, yEd and others"),
    ("csv", "For a spreadsheet"),
    ("json", "For a program"),
)
TONES = {"plain": "Plain", "warm": "Warm", "formal": "Formal", "brief": "Brief"}
LANGUAGES = {
    "": "Their language",
    "en": "English",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
    "pt": "Português",
}


async def week(request: Request) -> Response:
    """This week's people, with notes to edit and buttons to say what was done."""
    from outreach import views

    try:
        report: Report = await ask(request, "plan", lambda workspace: views.write_plan(workspace)[0])
    except NothingToReadError as error:
        return welcome(request, error, 200)
    shown = pages.cards(report.suggestions, "plan")
    return page(
        request, "list.html", title="This week", report=report, name="plan", cards=shown, more="", **_rest(report)
    )


async def listing(request: Request) -> Response:
    """One of the other lists, a page at a time, narrowed by the beginning of any word."""
    name = request.path_params["name"]
    if name not in LISTS:
        return missing(request, None)
    report: Report = await ask(request, name, lambda workspace: _report(workspace, name))
    wanted = request.query_params.get("find", "").strip()
    found = [one for one in report.suggestions if _fits(wanted, one.person)]
    start = _number(request.query_params.get("from", "0"))
    shown = pages.cards(found[start : start + PAGE], name)
    following = start + PAGE if start + PAGE < len(found) else 0
    return page(
        request, "list.html", title=pages.TITLES[name], report=report, name=name, cards=shown,
        more=following, find=wanted, count=len(found), **_rest(report),
    )  # fmt: skip


def _report(workspace: Workspace, name: str) -> Report:
    from outreach import views

    made = {
        "rank": views.ranking,
        "triage": views.triage_report,
        "news": views.news_report,
        "audit": views.audit_report,
    }
    return made[name](workspace)


def _rest(report: Report) -> dict[str, Any]:
    known = tuple((name, round(100 * share)) for name, share in sorted(report.coverage.known.items()))
    return {"left_out": pages.grouped(report.excluded), "known": known}


def _fits(wanted: str, person: Any) -> bool:
    from outreach.text import fold

    words = fold(f"{person.name} {person.position} {person.headline} {person.company} {person.location}").split()
    return all(any(word.startswith(part) for word in words) for part in fold(wanted).split())


def _number(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 7 else 0


async def why(request: Request) -> Response:
    """Everything known about one person's place in the ranking."""
    person = request.path_params["person"]
    card, place, facts = await ask(request, ("why", person), lambda workspace: _why(workspace, person))
    return page(request, "why.html", title="Why, and why not", card=card, place=place, facts=facts)


def _why(workspace: Workspace, person: str) -> tuple[Card, str, list[str]]:
    from outreach.explain import why as explain
    from outreach.finding import find
    from outreach.messages import about
    from outreach.scene import scene

    found = scene(workspace)
    told: Any = explain(workspace, person).data
    one = about(found, find(found, person))
    return pages.cards([one], "why")[0], str(told["place"]), list(told["facts"])


async def write(request: Request) -> Response:
    """One message to a person, in the kind, tone and language asked for."""
    person = request.path_params["person"]
    kind, tone_, language = (request.query_params.get(name, "") for name in ("kind", "tone", "lang"))
    kind, tone_ = kind if kind in DRAFTS else "connect", tone_ if tone_ in TONES else "plain"
    language = language if language in LANGUAGES else ""

    def make(workspace: Workspace) -> Any:
        from outreach.messages import message

        return message(workspace, person, kind, tone_, language)

    choice = (("kind", kind, DRAFTS), ("tone", tone_, TONES), ("lang", language, LANGUAGES))
    title, found, fault = "Write a message", None, ""
    try:
        found = await ask(request, ("write", person, kind, tone_, language), make)
        title = f"Write to {found.name}"
    except UnclearError:
        raise
    except OutreachError as error:
        fault = str(error)
    shown = note("message", found.draft) if found else None
    return page(request, "write.html", title=title, found=found, choice=choice, shown=shown, fault=fault)


async def network(request: Request) -> Response:
    """The picture of the network."""
    drawing = await ask(request, "network", _drawing)
    return page(request, "network.html", title="Your network", drawing=drawing, files=FILES)


def _drawing(workspace: Workspace) -> pages.Drawing:
    from outreach import views

    return pages.drawing(views.network_graph(workspace))


async def check(request: Request) -> Response:
    """What was read, what was not and why, and the questions about who is who."""
    found, questions = await ask(request, "check", _checked)
    sources = [(name, list(files)) for name, files in groupby(found.files, key=lambda one: one.file.partition("!")[0])]
    return page(
        request, "check.html", title="What was read", found=found, questions=questions, sources=sources
    )  # fmt: skip


def _checked(workspace: Workspace) -> tuple[Any, list[dict[str, Any]]]:
    from outreach.checking import inspect
    from outreach.scene import scene

    found = scene(workspace)
    questions = []
    for question in found.world.questions:
        one, other = (found.people.person(number) for number in (question.a, question.b))
        questions.append({"text": question.text, "one": one, "other": other})
    return inspect(workspace), questions


async def add(request: Request) -> Response:
    """Forms to bring in files and pasted pages."""
    return page(request, "add.html", title="Add files", roles=forms.ROLES)


async def pasted(request: Request) -> Response:
    """What was understood of a pasted page, before it is saved."""
    name = request.path_params["name"]
    found = desk(request).kept(name)
    if found is None:
        return missing(request, None)
    problems = found.reading.problems
    return page(
        request, "pasted.html", title="What was understood", people=found.people, problems=problems, name=name
    )  # fmt: skip


def note_file(workspace: Workspace, rank: int, kind: str) -> Any:
    """Return the path of this week's note for the person at `rank`; raises `OutreachError` where there is none."""
    place = weeks.load(workspace.week_folder)
    names = [name for name in place.written if name.startswith(f"notes/{rank}-") and name.endswith(f".{kind}.txt")]
    if not names:
        raise OutreachError("There is no such note this week; the plan has changed. Nothing was lost.")
    return workspace.week_folder / names[0]
