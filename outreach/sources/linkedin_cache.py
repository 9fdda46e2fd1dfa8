"""Friends' lists as they were read the last time, kept as columns beside the exports they came from.

The entry is named by the content of every file it was made of and by the version of the reader, so it is never out of
date: where anything differs it is made anew and the old one removed. Anybody may delete the folder at any time. My own
archive is always read from its files, and no message is ever kept.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import polars as pl

from outreach.model import Problem
from outreach.sources import linkedin
from outreach.sources.base import Mention
from outreach.sources.linkedin import NO_LETTERS, NO_REQUESTS, READER, Archive, Export
from outreach.sources.linkedin_parts import Member

LIMIT = 2 << 30  # bytes; what is larger, some ten million ties, is read anew each time
ROWS, TOLD = "connections.arrow", "archives.json"
MAKING = ".making-"


def read(exports: Sequence[Export], folder: Path | None) -> list[Archive]:
    """Read all exports, friends' from the cache in `folder` where it has them; None for no cache."""
    shared = [export for export in exports if export.role == "shared"]
    if folder is None or not shared:
        if folder is not None:
            _forget(folder)
        return linkedin.read(exports)
    mine = linkedin.read([export for export in exports if export.role != "shared"])
    entry = folder / _key(shared)
    theirs = _load(entry)
    if theirs is None:
        theirs = linkedin.read(shared)
        _forget(folder)
        _save(entry, theirs)
    order = iter(mine), iter(theirs)
    return [next(order[export.role == "shared"]) for export in exports]


def held(folder: Path) -> int:
    """Return the size of what a cache holds, in bytes."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _key(exports: Sequence[Export]) -> str:
    """Return the name of the entry for these exports: their names, said owners and every byte of their files."""
    digest = hashlib.sha256(f"{READER} {pl.__version__}".encode())
    for export in exports:
        digest.update(f"\0{export.container.name}\0{export.owner}".encode())
        for path in export.container.paths:
            with path.open("rb") as stream:
                digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()[:40]


def _load(entry: Path) -> list[Archive] | None:
    """Return what an entry holds, None where it is missing or damaged."""
    try:
        told = json.loads((entry / TOLD).read_text(encoding="utf-8"))
        rows = pl.read_ipc(entry / ROWS)
    except (OSError, ValueError, pl.exceptions.PolarsError):
        return None
    if sum(one["rows"] for one in told) != len(rows):
        return None
    archives, start = [], 0
    for one in told:
        archives.append(_archive(one, rows[start : start + one["rows"]]))
        start += one["rows"]
    return archives


def _archive(told: dict[str, object], rows: pl.DataFrame) -> Archive:
    owner, taken = told["owner"], told["taken"]
    members, problems = told["members"], told["problems"]
    assert isinstance(members, list)
    assert isinstance(problems, list)
    return Archive(
        file=str(told["file"]),
        role="shared",
        owner=Mention(**owner) if isinstance(owner, dict) else None,
        told=str(told["told"]),
        taken=date.fromisoformat(str(taken)) if taken else None,
        connections=rows,
        messages=NO_LETTERS,
        invitations=NO_REQUESTS,
        tables={},
        members=tuple(Member(**member) for member in members),
        problems=tuple(Problem(**problem) for problem in problems),
    )


def _save(entry: Path, archives: Sequence[Archive]) -> None:
    """Write an entry whole or not at all; another run that writes the same one does no harm, nor does a full disk."""
    try:
        entry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=MAKING, dir=entry.parent))
    except OSError:
        return
    try:
        for name in (ROWS, TOLD):
            os.close(os.open(made / name, os.O_CREAT | os.O_WRONLY, 0o600))
        pl.concat([archive.connections for archive in archives]).write_ipc(made / ROWS)
        (made / TOLD).write_text(json.dumps([_told(archive) for archive in archives]), encoding="utf-8")
        if held(made) <= LIMIT:
            shutil.rmtree(entry, ignore_errors=True)  # only a damaged one can be there, or another run's, the same
            made.rename(entry)
    except (OSError, pl.exceptions.PolarsError):
        pass
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _told(archive: Archive) -> dict[str, object]:
    owner = archive.owner and {"name": archive.owner.name, "url": archive.owner.url}
    return {
        "file": archive.file,
        "owner": owner,
        "told": archive.told,
        "taken": archive.taken and archive.taken.isoformat(),
        "rows": len(archive.connections),
        "members": [asdict(replace(member, skipped=dict(member.skipped))) for member in archive.members],
        "problems": [asdict(problem) for problem in archive.problems],
    }


def _forget(folder: Path) -> None:
    """Remove every entry, and what an interrupted run left behind: whose export is gone is gone here too."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_dir() and _is_ours(path):
            shutil.rmtree(path, ignore_errors=True)


def _is_ours(path: Path) -> bool:
    return path.name.startswith(MAKING) or {file.name for file in path.iterdir()} <= {ROWS, TOLD}
