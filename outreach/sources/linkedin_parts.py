"""The files of one export, told apart by name or header, opened kind by kind; what each gave is entered for `check`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

import polars as pl

from outreach.model import Problem
from outreach.sources import delimited
from outreach.sources.base import Input
from outreach.sources.container import Container, UnreadableError, read_bytes
from outreach.sources.delimited import Sheet
from outreach.sources.linkedin_fields import KINDS, Kind, is_bot, kind_of

_NOTHING_FOUND = b"no conversations found"


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive as it was understood: `kind` is "" for a file that is not used, `rows` those kept."""

    file: str
    kind: str
    rows: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Part:
    """The files of one export by kind, and what reading them has given so far."""

    files: dict[str, list[Input]] = field(default_factory=dict)
    members: list[Member] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def sheets(self, kind: Kind) -> Iterator[Sheet]:
        """Open the files of a kind; one that is empty or unreadable is entered and left out."""
        for file in self.files.get(kind.name, ()):
            try:
                data = delimited.utf8(read_bytes(file))
                sheet = delimited.sheet_of(file.name, data, kind.columns)
            except UnreadableError as error:
                self.problems.append(Problem(file.name, str(error)))
                self.enter(file.name, kind, 0, {})
                continue
            if sheet is not None:
                yield sheet
                continue
            self.enter(file.name, kind, 0, {})
            if data.strip() and _NOTHING_FOUND not in data[:200].lower():
                self.problems.append(_headless(file.name, kind, data))

    def rows(self, kind: Kind) -> pl.DataFrame:
        """Parse the files of a kind: see `delimited.parse`; the column `file` holds each row's file."""
        if kind.name not in self.files:
            return _no_rows(kind)
        sheets = list(self.sheets(kind))
        rows, problems = delimited.parse(sheets, kind.fields)
        self.problems += problems
        names = pl.Series("file", [sheet.name for sheet in sheets], dtype=pl.String)
        return rows.with_columns(names.gather(rows["sheet"]))

    def tally(
        self, kind: Kind, rows: pl.DataFrame, kept: pl.DataFrame, dropped: Mapping[str, Mapping[str, int]]
    ) -> None:
        """Enter every file of `rows` with how many of its rows were `kept`, and what was `dropped` of it and why."""
        held = Counter(kept["file"].to_list())
        for file in rows["file"].unique(maintain_order=True):
            self.enter(file, kind, held[file], dropped.get(file, {}))

    def enter(self, file: str, kind: Kind, rows: int, skipped: Mapping[str, int]) -> None:
        """Enter for `check` how many rows of a file were kept, and how many left out for which reason."""
        reasons = {reason: count for reason, count in sorted(skipped.items()) if count}
        self.members.append(Member(file, kind.name, rows, reasons))


@cache
def _no_rows(kind: Kind) -> pl.DataFrame:
    return pl.DataFrame(schema={**delimited.parse([], kind.fields)[0].schema, "file": pl.String})


def part_of(container: Container) -> Part:
    """Sort the files of a container by kind: by their names, and a file alone under any other name by its header."""
    part = Part(problems=list(container.problems))
    alone = len(container.inputs) == 1
    for file in container.inputs:
        kind = kind_of(file.name) or (kind_by_header(file) if alone and not is_bot(file.name) else None)
        if kind is not None:
            part.files.setdefault(kind.name, []).append(file)
        else:
            part.members.append(Member(file.name, ""))
    return part


def kind_by_header(file: Input) -> Kind | None:
    """Return the kind of table whose header a file has, whatever the file is called; None where it has none."""
    try:
        with file.open() as stream:
            head = delimited.utf8(stream.read(delimited.HEAD))
    except (OSError, ValueError, RuntimeError, UnreadableError):
        return None
    return next((kind for _, _, keys in delimited.first_rows(head) if (kind := _kind_of(keys))), None)


@lru_cache(maxsize=1024)
def _kind_of(keys: tuple[str, ...]) -> Kind | None:
    return next((kind for kind in KINDS if kind.columns(keys) is not None), None)


def _headless(name: str, kind: Kind, data: bytes) -> Problem:
    found = data[:120].decode("utf-8", "replace")
    wanted = " and ".join(" or ".join(group) for group in kind.needed)
    return Problem(
        name, f"no header row of {kind.name} within the first lines (expected columns for {wanted})", 1, found
    )
