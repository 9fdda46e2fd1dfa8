"""A paste, understood before it is kept: who was seen, through whom, and what was not understood."""

from __future__ import annotations

import io
import os
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from outreach.sources import pasted, pasted_lines, profile_pdf
from outreach.sources.base import OWNER, Input, Mention, Reading

NAME = "paste"


@dataclass(frozen=True, slots=True)
class Understood:
    """One person as the confirmation table shows them: how they are tied, to whom, and the line they stand on."""

    line: int
    name: str
    tie: str
    headline: str
    location: str
    url: str


def understand(data: bytes, me: Iterable[str] = (), name: str = "") -> Reading:
    """Read pasted text or HTML, or a profile saved as PDF.

    `me` are my own names; `name` is the file's, which may say whose list it is (`Jonas Ekberg's connections.txt`).
    """
    known = frozenset(name.casefold() for name in me)
    if not name.lower().endswith((*pasted.SUFFIXES, ".pdf")):
        name = f"{name or NAME}{suffix(data)}"
    file = Input(name, lambda: io.BytesIO(data), role="seen", me=known)
    return profile_pdf.read(file) if suffix(data) == ".pdf" else pasted.read(file)


def suffix(data: bytes) -> str:
    """Return `.pdf`, `.html` or `.txt`, as the bytes are."""
    if profile_pdf.recognises("", data[:1024]):
        return ".pdf"
    return ".html" if pasted_lines.is_html(data) else ".txt"


def understood(reading: Reading) -> list[Understood]:
    """Return a row per person in the order of the page."""
    rows = [
        Understood(
            mention.line or 0,
            mention.name,
            _tie(reading, place, mention),
            _work(mention),
            mention.location,
            mention.url,
        )
        for place, mention in enumerate(reading.mentions)
    ]
    return sorted(rows, key=lambda row: (row.line, row.name))


def save(data: bytes, reading: Reading, folder: Path, today: date) -> Path:
    """Write a paste into `folder` (`exports/seen`) as `2026-11-22 paste.txt`, private to the user; return its path.

    The name keeps the day and whose list it is, so that a later reading says the same. A file is never overwritten: the
    next free number is taken; the same bytes saved twice are one file.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    stem = f"{today.isoformat()} {_stem(reading)}"
    for number in range(1, 10_000):
        path = folder / (f"{stem} ({number}){suffix(data)}" if number > 1 else f"{stem}{suffix(data)}")
        if path.exists() and path.read_bytes() == data:
            return path
        if _write(path, data):
            return path
    raise FileExistsError(f"{folder} holds too many files of this name")


def _write(path: Path, data: bytes) -> bool:
    """Write a new file whole or not at all; False where the name is taken."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))  # takes the name
    except FileExistsError:
        return False
    handle, temporary = tempfile.mkstemp(prefix=".", dir=path.parent)  # mode 0600
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    Path(temporary).replace(path)
    return True


def _stem(reading: Reading) -> str:
    """Return a file's name that says whose list it holds, safe on any system."""
    name = re.sub(r'[/\\:*?"<>|]', " ", reading.owner.name if reading.owner else "")[:80].strip(" .")
    if not name:
        return NAME
    shared = not any(item.kind == "connection" for item in reading.unresolved)
    return f"people {name} and I both know" if shared else f"{name}'s connections"


def _tie(reading: Reading, place: int, mention: Mention) -> str:
    """Say in a few words what ties the person to me or to others."""
    names = [reading.mentions[link.a].name for link in reading.links if link.b == place and link.a != OWNER]
    names += [item.text for item in reading.unresolved if item.person == place]
    if names:
        return "through " + "; ".join(names)
    if mention.degree == 1 or any(link.a == OWNER and link.b == place for link in reading.links):
        return "my connection"
    return f"{mention.degree}. degree, nobody named" if mention.degree else "nobody named"


def _work(mention: Mention) -> str:
    return mention.headline or ", ".join(part for part in (mention.position, mention.company) if part)
