"""Forms into files: settings with comments kept, uploads under safe names, notes that overwrite nobody else's words."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from outreach import config
from outreach.errors import OutreachError, SettingsError
from outreach.files import write
from outreach.setup import settings_text

ROLES = {
    "me": "My own LinkedIn archive",
    "shared": "The export of a friend",
    "seen": "Pages or tables of people I saw",
    "mail": "Mail (.mbox, .eml)",
    "calendar": "Calendar (.ics)",
    "contacts": "Address book (.vcf, .csv)",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One setting in the form: `key` as `table.name`, `kind` one of text, lines, number, choice."""

    key: str
    label: str
    kind: str = "text"
    choices: tuple[str, ...] = ()
    hint: str = ""


FIELDS = (
    Field("me.name", "Your name"),
    Field("me.headline", "What you do"),
    Field("me.location", "Where you are"),
    Field("me.account", "Your account", "choice", ("free", "premium"), "a note may have 200 or 300 characters"),
    Field("me.policy", "Requests that do not pitch", "choice", ("selective", "open")),
    Field(
        "goal.kind",
        "What you want from your network",
        "choice",
        ("customers", "vendors", "job", "hiring", "partners", "peers", "supporters", "learning"),
    ),
    Field("goal.statement", "The same in a sentence of yours"),
    Field("goal.values", "What you stand for", "lines"),
    Field("goal.offers", "What you can give", "lines"),
    Field("goal.seeks", "What you look for", "lines"),
    Field("target.roles", "Job titles you look for", "lines"),
    Field("target.industries", "Fields you look in", "lines"),
    Field("target.locations", "Places you look in", "lines"),
    Field("target.location", "The place is", "choice", ("required", "preferred", "ignored")),
    Field("competitors.terms", "Who does what you do", "lines", hint="left out of suggestions"),
    Field("limits.per_week", "People a week", "number"),
    Field("limits.notes_per_month", "Notes a month", "number"),
)


class ConflictError(OutreachError):
    """Somebody else, in another tab or a terminal, changed the same thing since this page was shown."""


def stamp(text: str | bytes) -> str:
    """Return a short mark of `text`, to see later whether it is still the same."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()[:16]


def settings_file(folder: Path) -> str:
    """Return the text of the settings, or what a new file would hold."""
    path = folder / config.FILE
    return path.read_text(encoding="utf-8-sig") if path.exists() else settings_text({})


def values(text: str) -> dict[str, str]:
    """Return what the form shows for the settings in `text`: lists one item a line, "" for what is not set."""
    try:
        document: Mapping[str, Any] = tomlkit.parse(text).unwrap()
    except TOMLKitError:
        document = {}
    shown = {}
    for field in FIELDS:
        table, name = field.key.split(".")
        section = document.get(table)
        value = section.get(name, "") if isinstance(section, dict) else ""
        shown[field.key] = "\n".join(map(str, value)) if isinstance(value, list) else str(value)
    return shown


def filled(text: str, given: Mapping[str, str]) -> str:
    """Return the settings in `text` with what was `given` in the form; comments and everything else stay as they are.

    Raises `SettingsError` with every fault of the result, and where a number is none.
    """
    try:
        document = tomlkit.parse(text)
    except TOMLKitError as error:
        raise SettingsError(f"{config.FILE}: {error}") from error
    before = values(text)
    for field in FIELDS:
        typed = given.get(field.key, before[field.key]).replace("\r\n", "\n").strip()
        if typed != before[field.key].strip():
            table, name = field.key.split(".")
            section = document.setdefault(table, tomlkit.table())
            section[name] = _typed(field, typed)
    result = tomlkit.dumps(document)
    config.parse(result)
    return result


def _typed(field: Field, text: str) -> Any:
    if field.kind == "lines":
        return [line.strip() for line in text.split("\n") if line.strip()]
    if field.kind == "number":
        if not text.isdigit():
            raise SettingsError(f'{field.label}: "{text}" is not a whole number')
        return int(text)
    return text


def save_settings(folder: Path, text: str, before: str) -> None:
    """Write valid settings, unless the file changed since its `before` mark was taken.

    Raises `SettingsError` with every fault, `ConflictError` when the file is not the one that was shown.
    """
    config.parse(text)
    if stamp(settings_file(folder)) != before:
        raise ConflictError(f"{config.FILE} was changed elsewhere since this page was shown; yours is below, unsaved")
    write(folder / config.FILE, text)


def save_note(path: Path, text: str, before: str) -> None:
    """Write a note, unless the file holds words that were not shown on the page; raises `ConflictError` then."""
    text = text.replace("\r\n", "\n").strip() + "\n"
    now = path.read_text(encoding="utf-8", errors="replace") if path.exists() else None
    if now is not None and now != text and stamp(now.strip()) != before:
        raise ConflictError("This note was changed elsewhere since the page was shown; nothing was overwritten")
    write(path, text)


def safe_name(name: str, owner: str = "") -> str:
    """Return a file name without folders, controls or leading dots; `owner`, where given, stands in for its stem."""
    base = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    stem, dot, suffix = base.rpartition(".")
    if not dot:
        stem, suffix = base, ""
    kept = "".join(c if c.isalnum() or c in " ._-()" else "-" for c in (owner or stem)).strip(" .-")[:80] or "file"
    suffix = re.sub(r"[^A-Za-z0-9]", "", suffix)[:8]
    return f"{kept}.{suffix}" if suffix else kept


def unused(folder: Path, name: str) -> Path:
    """Return a path in `folder` for `name` that no file has yet."""
    path, number = folder / name, 2
    while path.exists():
        path = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
        number += 1
    return path
