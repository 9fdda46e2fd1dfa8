"""What leaves the server as a file: a list for a friend, a calendar, the network for other tools. Nothing is kept."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from outreach import share
from outreach.errors import UsageError
from outreach.serve.page import ask, missing, page
from outreach.workspace import Workspace

KINDS = {
    "html": "text/html",
    "svg": "image/svg+xml",
    "gexf": "application/xml",
    "graphml": "application/xml",
    "csv": "text/csv",
    "json": "application/json",
}
Wish = tuple[str, tuple[str, ...], int]  # a friend, words that describe whom to share, days


async def friend(request: Request) -> Response:
    """A form for sharing with a friend and, once it names one, exactly what the file would say."""
    typed = {name: request.query_params.get(name, "").strip() for name in ("friend", "only", "days")}
    made: Any = None
    fault = ""
    if typed["friend"]:
        try:
            wish = _wish(typed)
            made = json.loads((await ask(request, ("share", wish), lambda workspace: _shared(workspace, wish)))[1])
        except UsageError as error:
            fault = str(error)
    return page(
        request, "share.html", 422 if fault else 200, title="A list for a friend", made=made, typed=typed, fault=fault,
        days=share.DAYS, longest=share.LONGEST,
    )  # fmt: skip


async def friends_file(request: Request) -> Response:
    """The list for a friend as a file."""
    wish = _wish(request.query_params)
    if not wish[0]:
        return missing(request, None)
    name, text = await ask(request, ("share", wish), lambda workspace: _shared(workspace, wish))
    return _download(name, text, "application/json")


def _wish(typed: Any) -> Wish:
    days = str(typed.get("days", "")).strip() or str(share.DAYS)
    if not (days.isascii() and days.isdigit() and len(days) < 6):
        raise UsageError(f'"{days}" is not a number of days')
    words = tuple(word.strip() for word in re.split(r"[,;\n]", str(typed.get("only", ""))) if word.strip())
    return str(typed.get("friend", "")).strip(), words, int(days)


def _shared(workspace: Workspace, wish: Wish) -> tuple[str, str]:
    from outreach.keeping import share_with
    from outreach.scene import scene

    text = share_with(workspace, *wish)
    found = scene(workspace)
    return share.file_name(found.people.person(found.world.me), wish[0], workspace.today), text


async def calendar(request: Request) -> Response:
    """A calendar with the weekly slot, what is due, and the next audit."""
    text = await ask(request, "remind", _calendar)
    return _download("outreach.ics", text, "text/calendar")


def _calendar(workspace: Workspace) -> str:
    from outreach.tending.due import workspace_calendar

    return workspace_calendar(workspace)


async def graph(request: Request) -> Response:
    """The network as a file, whole or around one person."""
    kind, person = request.path_params["kind"], request.query_params.get("person", "").strip()
    if kind not in KINDS:
        return missing(request, None)
    text = await ask(request, ("graph", kind, person), lambda workspace: _drawn(workspace, person, kind))
    return _download(f"network.{kind}", text, KINDS[kind])


def _drawn(workspace: Workspace, person: str, kind: str) -> str:
    from outreach.views import draw

    return draw(workspace, person, kind)


def _download(name: str, text: str, kind: str) -> Response:
    """Return a file that a browser saves and never shows."""
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(text.encode(), media_type=kind, headers=headers)
