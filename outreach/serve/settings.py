"""The page of the settings: every key of the file, what it does, and what is wrong with it beside it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from outreach import config
from outreach.errors import SettingsError
from outreach.files import write
from outreach.serve.doing import back, form
from outreach.serve.filling import filled, sections, unplaced
from outreach.serve.forms import ConflictError, stamp
from outreach.serve.page import desk, page
from outreach.setup import settings_text


def file_text(folder: Path) -> str:
    """Return the text of the settings, or what a new file would hold. Raises `SettingsError`."""
    path = folder / config.FILE
    try:
        return path.read_text(encoding="utf-8-sig") if path.exists() else settings_text({})
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{config.FILE}: cannot be read: {error}") from error


async def show(request: Request) -> Response:
    """The settings as a form, and as the file they are."""
    text = file_text(desk(request).folder)
    try:
        config.parse(text)
    except SettingsError as error:
        return _page(request, text, text, {}, error)
    return _page(request, text, text, {})


async def save(request: Request) -> Response:
    """Save the form, or the whole file; what is wrong is said beside it and nothing typed is lost."""
    data = await form(request)
    given = {key: str(value) for key, value in data.items()}
    folder, whole = desk(request).folder, "text" in given
    now = file_text(folder)
    typed = given["text"].replace("\r\n", "\n") if whole else now
    try:
        if stamp(now) != given.get("stamp", ""):
            given = {key: value for key, value in given.items() if key.count(".") < 2}  # entries may have moved
            raise ConflictError(f"{config.FILE} was changed elsewhere since this page was shown; nothing was saved")
        text = typed if whole else filled(now, given)
        config.parse(text)
        write(folder / config.FILE, text)
    except (SettingsError, ConflictError) as error:
        return _page(request, now, typed, given, error)
    desk(request).forget()
    return back(request, data, "Saved.")


def _page(request: Request, now: str, typed: str, given: Mapping[str, str], error: Exception | None = None) -> Response:
    """Return the form for the file as it is `now`, with what was `given`, and the file as it was `typed`."""
    faults = error.faults if isinstance(error, SettingsError) and "text" not in given else ()
    shown = sections(now, given, faults) if _is_toml(now) else []
    fault = "\n".join(unplaced(now, faults)) if faults else str(error or "")
    doubts = [] if error else config.doubts(config.parse(now), now)
    return page(
        request, "settings.html", 422 if error and request.method == "POST" else 200, title="Settings", sections=shown,
        text=typed, stamp=stamp(now), fault=fault, wrong=len(faults), doubts=doubts, whole_file=typed != now,
    )  # fmt: skip


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True
