"""LinkedIn exports as tests write them down: a few readable files, as a folder, a zip or a single file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from outreach.sources import linkedin
from outreach.sources.base import Input
from outreach.sources.container import Container, open_path
from outreach.sources.linkedin import Archive

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
PREAMBLE = 'Notes:\n"When exporting your connection data, you may notice that some emails are missing."\n\n'
MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER"
)
INVITATIONS = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl"
IN = "https://www.linkedin.com/in/"


def memory(files: Mapping[str, str | bytes], name: str = "a.zip") -> Container:
    """Return files as if they had been found in an archive called `name`."""
    return Container(name, [_input(f"{name}!{file}", content) for file, content in files.items()])


def _input(name: str, content: str | bytes) -> Input:
    data = content.encode() if isinstance(content, str) else content
    return Input(name, lambda: io.BytesIO(data), size=len(data))


def zipped(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write a zip archive and return its path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def read(files: Mapping[str, str | bytes], role: str = "me", name: str = "a.zip", owner: str = "") -> Archive:
    """Read one archive of these files."""
    [archive] = linkedin.read([linkedin.Export(memory(files, name), role, owner)])
    return archive


def read_path(path: Path, role: str = "me") -> Archive:
    """Read one archive from disk."""
    [archive] = linkedin.read([linkedin.Export(open_path(path), role)])
    return archive


def connections(*rows: str) -> str:
    """Return a Connections.csv of today's form."""
    return "\n".join((PREAMBLE + HEADER, *rows))


def people(archive: Archive) -> list[str]:
    """Return the people of a list, "First Last" each."""
    rows = archive.connections.select("first", "last").iter_rows()
    return [f"{first or ''} {last or ''}".strip() for first, last in rows]
