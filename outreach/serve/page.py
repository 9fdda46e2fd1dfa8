"""How every page of the server is answered: from shared templates and one desk, and in words when it cannot be."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, urlencode

from markupsafe import Markup, escape
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from outreach import tone
from outreach.finding import UnclearError
from outreach.serve import forms
from outreach.serve.desk import Desk, Working
from outreach.show import pages

PEOPLE = (
    ("/", "This week"),
    ("/list/rank", "Everyone"),
    ("/list/triage", "Requests"),
    ("/list/news", "News"),
    ("/list/audit", "Connections"),
    ("/network", "Network"),
    ("/path", "Find a way"),
)
KEEPING = (
    ("/scout", "Where to look next"),
    ("/add", "Add files"),
    ("/check", "What was read"),
    ("/sources", "What is kept"),
    ("/share", "Share"),
    ("/settings", "Settings"),
)
COMMANDS = {  # where the pages do what a command does
    "audit": ("/list/audit", "Connections"),
    "capture": ("/add", "Add files"),
    "check": ("/check", "What was read"),
    "different": ("/check", "What was read"),
    "init": ("/settings", "Settings"),
    "news": ("/list/news", "News"),
    "plan": ("/", "This week"),
    "same": ("/check", "What was read"),
    "scout": ("/scout", "Where to look next"),
    "share": ("/share", "Share"),
    "sources": ("/sources", "What is kept"),
    "triage": ("/list/triage", "Requests"),
}
_COMMAND = re.compile(r"`outreach ([a-z]+)[^`\n]*`")
SITE = "https://www.linkedin.com/"
VERDICTS = {
    "pitch": "This reads like a pitch",
    "unsure": "Parts of this may read like a pitch",
    "friendly": "Reads friendly",
}


def desk(request: Request) -> Desk:
    """Return the desk of this server."""
    found: Desk = request.app.state.desk
    return found


async def ask(request: Request, key: Any, make: Any) -> Any:
    """Return an answer from the desk without holding up other pages; raises `Working` when it takes long."""
    return await run_in_threadpool(desk(request).ask, key, make)


def page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """Return a page from the shared templates; a message left by the last form is shown once on it."""
    environment = pages.environment()
    environment.filters.update(stamp=forms.stamp, opened=opened, linked=linked)
    said = desk(request).kept(request.query_params.get("said", ""))
    text = environment.get_template(f"serve/{template}").render(
        **{"drawing": None, "whole": False, "refresh": 0, "near": (), **values},
        nonce=request.state.nonce,
        csrf=request.app.state.keys.form,
        navigation=(PEOPLE, KEEPING),
        here=request.url.path,
        verdict=verdict,
        said=said if isinstance(said, tuple) else ("", ""),
        style=pages.asset("style.css") + pages.asset("serve/serve.css"),
        scripts=[
            pages.asset(name)
            for name in ("page.js", "serve/serve.js", *(("picture.js",) if "drawing" in values else ()))
        ],
    )
    return HTMLResponse(text, status)


def opened(address: str) -> str:
    """Return an address that a person may open by hand: a page of LinkedIn's; "" for anything else."""
    return address if address.startswith(SITE) else ""


def linked(text: str) -> Markup:
    """Return a sentence as HTML in which a command of the terminal is a link to the page that does the same."""
    parts = _COMMAND.split(text)
    made = escape(parts[0])
    for command, rest in zip(parts[1::2], parts[2::2], strict=True):
        address, name = COMMANDS.get(command, ("", f"outreach {command}"))
        made += Markup('<a href="{}">{}</a>').format(address, name) if address else escape(name)
        made += escape(rest)
    return made


def verdict(text: str) -> dict[str, Any]:
    """Judge a draft: the verdict, a sentence for it, and the words that told."""
    found = tone.judge(text)
    told = list(dict.fromkeys(signal.text for signal in found.signals)) if found.verdict != "friendly" else []
    return {"verdict": found.verdict, "text": VERDICTS[found.verdict], "words": told[:5]}


def welcome(request: Request, error: Exception, status: int = 409) -> Response:
    """Say how to begin where there is nothing to read yet."""
    return page(request, "welcome.html", status, title="Welcome", text=str(error))


def failed(request: Request, error: Exception) -> Response:
    """Say in words what the user can put right; where somebody else may be meant, offer them as links."""
    near: list[tuple[str, str]] = []
    text = str(error)
    if isinstance(error, UnclearError):
        near = [(_instead(request, error.wanted, person), described) for person, described in error.near]
        text = text.split("\n")[0]
    status = getattr(error, "status", 409)
    return page(
        request,
        "message.html",
        status,
        title="Whom do you mean?" if near else "That did not work",
        text=text,
        near=near,
    )


def _instead(request: Request, wanted: str, person: str) -> str:
    """Return the address of the page that was asked for, about `person` where it said `wanted`."""
    if request.method != "GET":
        return f"/why/{quote(person)}"
    path: str = request.scope["path"]
    if request.path_params.get("person", "").strip() == wanted:
        path = path.removesuffix(request.path_params["person"]) + person
    query = [(name, person if value.strip() == wanted else value) for name, value in request.query_params.multi_items()]
    return quote(path) + (f"?{urlencode(query)}" if query else "")


def working(request: Request, error: Exception) -> Response:
    """Say that a page is being made, and ask again in a second."""
    step = error.step if isinstance(error, Working) else ""
    return page(request, "message.html", 200, title="One moment", text=step or "Reading your files …", refresh=1)


def missing(request: Request, error: Exception | None) -> Response:
    """Say that there is no such page."""
    text = "It may have been shown too long ago."
    return page(request, "message.html", 404, title="There is no such page", text=text)
