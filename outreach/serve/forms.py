"""Forms into files: uploads under safe names, notes that overwrite nobody else's words."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

from outreach.errors import OutreachError
from outreach.files import write

ROLES = {
    "me": "My own LinkedIn archive",
    "shared": "The export of a friend",
    "seen": "Pages or tables of people I saw",
    "mail": "Mail (.mbox, .eml)",
    "calendar": "Calendar (.ics)",
    "contacts": "Address book (.vcf, .csv)",
}


class ConflictError(OutreachError):
    """Somebody else, in another tab or a terminal, changed the same thing since this page was shown."""


def stamp(text: str | bytes) -> str:
    """Return a short mark of `text`, to see later whether it is still the same."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()[:16]


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
