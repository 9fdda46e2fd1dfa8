"""Pages that look further than a list: ways to somebody, and where more could be learnt."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from outreach.serve.page import ask, page
from outreach.workspace import Workspace


async def path(request: Request) -> Response:
    """The warm routes to a person or into a company, best first."""
    to = request.query_params.get("to", "").strip()
    ways = await ask(request, ("path", to), lambda workspace: _routes(workspace, to)) if to else None
    return page(request, "path.html", title="Find a way to somebody", to=to, ways=ways)


def _routes(workspace: Workspace, to: str) -> object:
    from outreach.explain import routes

    return routes(workspace, to).data
