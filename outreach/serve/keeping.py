"""Pages on what is kept of whom: what was brought in, taking it out again, forgetting a person. Each asks once more."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from outreach.errors import OutreachError, UsageError
from outreach.serve.doing import act, back, form
from outreach.serve.looking import held
from outreach.serve.page import ask, missing, page
from outreach.workspace import Workspace


async def sources(request: Request) -> Response:
    """What was brought in, by whom, and how much of what is known comes from it."""
    rows = await ask(request, "sources", _sources)
    return page(request, "sources.html", title="What is kept", rows=rows)


def _sources(workspace: Workspace) -> Any:
    from outreach.keeping import list_sources

    return list_sources(workspace).data


async def sure_to_remove(request: Request) -> Response:
    """Ask whether a source is to go, and say what would go with it."""
    name = request.query_params.get("name", "")
    rows = await ask(request, "sources", _sources)
    row = next((row for row in rows if row["name"] == name), None)
    return page(request, "remove.html", title="Take this out?", row=row) if row else missing(request, None)


async def remove(request: Request) -> Response:
    """Delete a source and everything it brought."""
    from outreach.keeping import remove_source

    data = await form(request)
    name = str(data.get("name", ""))
    if not name.strip():
        raise OutreachError("Say what is to be taken out.")
    return back(request, data, await act(request, lambda workspace: remove_source(workspace, name)))


async def sure_to_forget(request: Request) -> Response:
    """Ask whom to forget; where that is known, show all that is held of them and ask whether they are to go."""
    person = request.query_params.get("person", "").strip()
    found = await ask(request, ("forget", person), lambda workspace: _other(workspace, person)) if person else None
    return page(request, "forget.html", title="Forget somebody", found=found, wanted=person)


def _other(workspace: Workspace, person: str) -> Any:
    """Return all that is held about somebody who is not me."""
    from outreach.finding import find
    from outreach.scene import scene

    found = scene(workspace)
    if find(found, person) == found.world.me:
        raise UsageError("That is you: nobody would be left to plan for.")
    return held(workspace, person)


async def forget(request: Request) -> Response:
    """Erase what the workspace knows of somebody, for good."""
    from outreach.keeping import forget as erase

    data = await form(request)
    person = str(data.get("person", "")).strip()
    if not person:
        raise OutreachError("Say who is to be forgotten.")
    return back(request, data, await act(request, lambda workspace: erase(workspace, person)))
