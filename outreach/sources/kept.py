"""Entries of a cache: Arrow tables and one JSON text in a folder of their own, whole or not at all, for the user alone.

An entry is named by everything it was made of and by the program that made it, so it is never out of date. Anybody may
delete it at any time; one that is incomplete counts as none.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import polars as pl

LIMIT = 4 << 30  # bytes; what is larger, some ten million ties, is worked out anew each time
TOLD = "told.json"
MAKING = ".making-"
_ENTRY = re.compile(r"[0-9a-f]{40}")
_TABLE = ".arrow"
_PROGRAM = (".py", ".toml", ".tsv", ".txt", ".gz")


class Table:
    """A table on disk of which each column is read when it is first asked for; it stays open if somebody deletes it.

    Raises `OSError` or `PolarsError` for a file that is no table.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        pl.read_ipc_schema(self._file)  # stands at the end of the file
        self._read: dict[str, pl.Series] = {}

    def __getitem__(self, name: str, /) -> pl.Series:
        """Return one column."""
        if name not in self._read:
            self._file.seek(0)
            self._read[name] = pl.read_ipc(self._file, columns=[name])[name]
        return self._read[name]

    def select(self, *names: str) -> pl.DataFrame:
        """Return some columns."""
        return pl.DataFrame([self[name] for name in names])


Tables = Mapping[str, Table]


def key(*parts: str | bytes) -> str:
    """Return the name of the entry made of `parts` by this program."""
    digest = hashlib.sha256(program().encode())
    for part in parts:
        content = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        digest.update(b"%d\0" % len(content) + content)
    return digest.hexdigest()[:40]


def content(paths: Sequence[Path]) -> bytes:
    """Return a digest of every byte of some files; raises `OSError` where one cannot be read."""
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.digest()


def state(path: Path) -> tuple[int, int] | None:
    """Return a file's size in bytes and the moment it was last written at, in nanoseconds; None where it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


@cache
def program() -> str:
    """Return what tells one version of this program and of what it stands on from another, also while it is changed.

    It holds the moments its files were written at: nobody else can name an entry that this installation would believe.
    """
    home = Path(__file__).parents[1]
    files = sorted(path for path in home.rglob("*") if path.suffix in _PROGRAM)
    states = [(path.relative_to(home).as_posix(), state(path)) for path in files]
    beside = sorted(path.name for place in sys.path for path in _inside(Path(place), "*.dist-info"))
    return repr((str(home), sys.version, beside, states))


def load(entry: Path) -> tuple[Tables, object] | None:
    """Return the tables of an entry by name, and its text; None where it is missing or damaged."""
    try:
        told = json.loads((entry / TOLD).read_text(encoding="utf-8"))
        sizes = {path.stem: path.stat().st_size for path in entry.glob(f"*{_TABLE}")}
        tables = {name: Table(entry / f"{name}{_TABLE}") for name in sizes}
    except (OSError, ValueError, pl.exceptions.PolarsError):
        return None
    return (tables, told.get("told")) if isinstance(told, dict) and told.get("sizes") == sizes else None


def save(entry: Path, tables: Mapping[str, pl.DataFrame], told: object) -> None:
    """Write an entry whole or not at all; another run that writes the same one does no harm, nor does a full disk."""
    try:
        entry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=MAKING, dir=entry.parent))
    except OSError:
        return
    try:
        for name in (TOLD, *(f"{name}{_TABLE}" for name in tables)):
            os.close(os.open(made / name, os.O_CREAT | os.O_WRONLY, 0o600))
        for name, table in tables.items():
            whole = max(len(table), 1)  # columns in one piece are read fastest
            table.write_ipc(made / f"{name}{_TABLE}", record_batch_size=whole)
        sizes = {name: (made / f"{name}{_TABLE}").stat().st_size for name in tables}  # gone where another run cleared
        (made / TOLD).write_text(json.dumps({"sizes": sizes, "told": told}), encoding="utf-8")
        if sum(sizes.values()) <= LIMIT:
            shutil.rmtree(entry, ignore_errors=True)  # only a damaged one can be there, or another run's, the same
            made.rename(entry)
    except (OSError, pl.exceptions.PolarsError):
        pass
    finally:
        shutil.rmtree(made, ignore_errors=True)


def held(folder: Path) -> int:
    """Return the size of what a folder holds, in bytes; what another run takes away meanwhile counts nothing."""
    return sum(found[0] for path in _inside(folder, "*/*") if path.is_file() and (found := state(path)))


def clear(folder: Path) -> None:
    """Remove every entry, and what an interrupted run left behind: whose export is gone is gone here too."""
    for path in _inside(folder, "*"):
        if path.name.startswith(MAKING) or _ENTRY.fullmatch(path.name):
            shutil.rmtree(path, ignore_errors=True)


def _inside(folder: Path, pattern: str) -> list[Path]:
    """Return what is in a folder, nothing where it cannot be read or is none."""
    try:
        return list(folder.glob(pattern))
    except OSError:
        return []
