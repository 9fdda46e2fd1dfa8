"""What the forms of the server do: each calls the function its command calls, and goes back to where it came from."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from outreach.errors import OutreachError
from outreach.files import make_folder
from outreach.serve import forms
from outreach.serve.desk import Desk
from outreach.serve.guards import same
from outreach.serve.page import desk, page, verdict
from outreach.serve.showing import note_file
from outreach.text import units
from outreach.workspace import Workspace

CHUNK = 1 << 20
FORMS = {"max_files": 20, "max_fields": 5000, "max_part_size": 4 << 20}


class ForgedError(OutreachError):
    """A form without the token of this server."""

    status = 403


async def form(request: Request) -> FormData:
    """Return the form that was sent; raises `ForgedError` unless it carries our token."""
    data = await request.form(**FORMS)
    if not same(str(data.get("csrf", "")), request.app.state.keys.form):
        raise ForgedError("This form is not from this server, or from before its last start. Reload the page.")
    return data


def back(request: Request, data: FormData, said: str, undo: str = "") -> Response:
    """Go back to the page the form was on, which says what was done and offers to take back what was done to `undo`."""
    to = str(data.get("back", "/"))
    to = to if to.startswith("/") and not to.startswith("//") and "\\" not in to else "/"
    mark = "&" if "?" in to else "?"
    return RedirectResponse(f"{to}{mark}said={desk(request).keep((said, undo))}", 303)


async def act(request: Request, make: Any) -> Any:
    """Do something to the workspace without holding up other pages."""
    return await run_in_threadpool(desk(request).do, make)


async def mark(request: Request) -> Response:
    """Note down what was done about a person, or take the last of it back."""
    from outreach.marking import mark as note_down

    data = await form(request)
    person, status, note, on = (str(data.get(name, "")) for name in ("person", "status", "note", "day"))
    listing = str(data.get("list", "plan"))
    status, day = "undo" if "undo" in data else status, _day(on)

    def make(workspace: Workspace) -> str:
        return note_down(workspace, person, status, day or workspace.today, note, listing)

    done = await act(request, make)
    return back(request, data, done, person if status != "undo" and listing == "plan" else "")


def _day(text: str) -> date | None:
    """Return the day a form names, None where it names none; raises `OutreachError` for what is no day."""
    try:
        return date.fromisoformat(text) if text.strip() else None
    except ValueError:
        raise OutreachError(f'"{text}" is not a day such as 2026-11-22.') from None


async def answer(request: Request) -> Response:
    """Answer whether two entries are one person."""
    from outreach.marking import answer as note_down

    data = await form(request)
    verdict_, one, other = (str(data.get(name, "")) for name in ("verdict", "one", "other"))
    if verdict_ not in ("same", "different"):
        raise OutreachError("Say whether they are the same or different people.")
    return back(request, data, await act(request, lambda workspace: note_down(workspace, verdict_, one, other)))


async def note(request: Request) -> Response:
    """Keep a note as it was edited, unless somebody else edited it meanwhile."""
    data = await form(request)
    rank, kind, text, before = (str(data.get(name, "")) for name in ("rank", "kind", "text", "before"))

    def make(workspace: Workspace) -> str:
        forms.save_note(note_file(workspace, int(rank) if rank.isdigit() else 0, kind), text, before)
        found = verdict(text)
        words = f": {', '.join(found['words'])}" if found["words"] else ""
        return f"Saved, {units(text.strip())} characters. {found['text']}{words}."

    return back(request, data, await act(request, make))


async def plan_anew(request: Request) -> Response:
    """Choose this week's people again; what was marked or edited stays."""
    from outreach.views import write_plan

    data = await form(request)
    report, _ = await act(request, lambda workspace: write_plan(workspace, fresh=True))
    return back(request, data, f"Planned {report.week} anew.")


async def judge(request: Request) -> Response:
    """A page that says whether a text pitches, and what told."""
    text = "" if request.method == "GET" else str((await form(request)).get("text", ""))
    return page(request, "judge.html", title="Does it pitch?", text=text)


async def tone(request: Request) -> Response:
    """Judge a text as it is typed; answers JSON."""
    data = await form(request)
    text = str(data.get("text", ""))
    return JSONResponse({**verdict(text), "length": units(text)})


async def upload(request: Request) -> Response:
    """Bring in files: each is looked into before it is kept, and refused where it is not what it says."""
    data = await form(request)
    role, owner = str(data.get("role", "me")), str(data.get("owner", "")).strip()
    if role not in forms.ROLES:
        raise OutreachError("Say what kind of file it is.")
    files = [part for part in data.getlist("files") if isinstance(part, UploadFile) and part.filename]
    if not files:
        raise OutreachError("Choose a file first.")
    said = [
        await run_in_threadpool(_keep, desk(request), part, role, owner if len(files) == 1 else "") for part in files
    ]
    desk(request).forget()
    return back(request, data, " ".join(said))


def _keep(where: Desk, part: UploadFile, role: str, owner: str) -> str:
    """Save one upload under `exports/` when something in it can be read; return what to say about it."""
    folder = where.folder / "exports" / role
    make_folder(folder)
    name = forms.safe_name(part.filename or "", owner)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".incoming-") as waiting:
        path = Path(waiting) / name
        with path.open("wb") as stream:
            while piece := part.file.read(CHUNK):
                stream.write(piece)
        path.chmod(0o600)
        told = _looked_into(path, role, owner)
        kept = forms.unused(folder, name)
        path.rename(kept)
    return f"Kept {kept.name}{told}."


def _looked_into(path: Path, role: str, owner: str) -> str:
    """Return what a waiting file holds; raises `OutreachError` with the reason when nothing in it can be read."""
    from outreach.sources import linkedin
    from outreach.sources.container import open_path

    found = open_path(path, path.name, role)
    problems = [problem.text for problem in found.problems]
    if not found.inputs or not path.stat().st_size:
        raise OutreachError(f"{path.name} was not kept: {'; '.join(problems[:3]) or 'it is empty'}.")
    if role not in ("me", "shared"):
        return ""
    (archive,) = linkedin.read([linkedin.Export(found, role, owner)])
    if not archive.rows:
        problems = problems or [problem.text for problem in archive.problems]
        raise OutreachError(f"{path.name} was not kept: {'; '.join(problems[:3]) or 'no list of LinkedIn is in it'}.")
    return f": {archive.rows:,} {'row' if archive.rows == 1 else 'rows'}" + (
        f", {len(found.problems)} files could not be read" if found.problems else ""
    )


async def paste(request: Request) -> Response:
    """Read a pasted page, HTML first where the browser gave it, and show what was understood."""
    data = await form(request)
    html, text = str(data.get("html", "")), str(data.get("text", ""))
    source = html if html.strip() else text
    if not source.strip():
        raise OutreachError("Paste a page first.")
    name = "pasted.html" if html.strip() else "pasted.txt"

    def make(workspace: Workspace) -> Any:
        from outreach.capturing import captured

        return captured(workspace, source.encode(), name)

    found = await act(request, make)
    return RedirectResponse(f"/pasted/{desk(request).keep(found)}", 303)


async def save_pasted(request: Request) -> Response:
    """Save what was understood of a pasted page."""
    data = await form(request)
    found = desk(request).kept(request.path_params["name"])
    if found is None:
        return PlainTextResponse("This page was pasted too long ago; paste it again.", 404)
    saved = await act(request, lambda workspace: found.save())
    return back(request, data, f"Saved as {saved}.")
