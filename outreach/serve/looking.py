"""Pages that look further than a list: ways to somebody, where more could be learnt, all that is held of a person."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from outreach.journal import STATUSES
from outreach.serve.page import ask, desk, page
from outreach.workspace import Workspace


async def path(request: Request) -> Response:
    """The warm routes to a person or into a company, best first."""
    to = request.query_params.get("to", "").strip()
    ways = await ask(request, ("path", to), lambda workspace: _routes(workspace, to)) if to else None
    return page(request, "path.html", title="Find a way to somebody", to=to, ways=ways)


def _routes(workspace: Workspace, to: str) -> object:
    from outreach.explain import routes

    return routes(workspace, to).data


async def scout(request: Request) -> Response:
    """Where to look next: friends to ask, what nobody covers, searches to open by hand."""
    found = await ask(request, "scout", _scouted)
    return page(request, "scout.html", title="Where to look next", **found)


def _scouted(workspace: Workspace) -> object:
    from outreach.scouting import scouting

    return scouting(workspace).data


async def about(request: Request) -> Response:
    """All that is held about somebody, and from which file, with everything that may be noted down or done."""
    person = request.path_params["person"].strip()
    found = await ask(request, ("about", person), lambda workspace: held(workspace, person))
    today = desk(request).today.isoformat()
    return page(request, "about.html", title=found["person"]["name"], statuses=STATUSES, today=today, **found)


def held(workspace: Workspace, person: str) -> Any:
    """Return all that is held about a person; raises `UnclearError`."""
    from outreach.explain import about as tell

    return tell(workspace, person).data
