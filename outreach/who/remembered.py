"""What was read and joined the last time, for a run in which nothing has changed (see `sources.kept`).

The entry is named by every file's name and every byte of every export, by what else was read, and by the user's
settings and answers on who is who. My own archive is always read from its files, and no message is ever kept. Columns
are read one by one, as they are asked for: of a million rows most runs show a few.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from outreach.model import Problem
from outreach.network import Ints, Network
from outreach.sources import kept
from outreach.sources.base import Mention
from outreach.sources.linkedin import NO_LETTERS, NO_LIST, NO_REQUESTS, Archive, Export
from outreach.sources.linkedin_parts import Member
from outreach.who.identity import Question, Resolved
from outreach.who.people import People
from outreach.who.ties import Said, Statements
from outreach.who.world import World

_RECORDS = ("first", "last", "name", "email", "company", "position", "connected", "file", "line")
_NETWORK = ("a", "b", "strength", "last")
_STATEMENTS = ("a", "b", "kind", "day", "weight", "row")


@dataclass(frozen=True, slots=True)
class Joined:
    """What takes long: friends' archives (without their lists), who is who, who knows whom, and my own address."""

    shared: tuple[Archive, ...]
    resolved: Resolved
    statements: Said
    network: Network
    listed_as: str


@dataclass(frozen=True, slots=True)
class _Kept:
    """Statements on disk, which few commands ask for."""

    table: kept.Table

    @property
    def row(self) -> Ints:
        return self.table["row"].to_numpy()

    def about(self, one: int, other: int) -> list[tuple[str, int]]:
        return Statements(*(self.table[name].to_numpy() for name in _STATEMENTS)).about(one, other)


class Memory:
    """The place of what comes out of these exports as they are now: to be made before any of them is read.

    `rest` is a text that tells everything else that matters. Raises `OSError` where a file cannot be read.
    """

    def __init__(self, folder: Path, exports: Sequence[Export]) -> None:
        self._folder = folder
        self._paths = [path for one in exports for path in one.container.paths]
        self._found = self._look()
        self._files = [part for one in exports for part in _parts(one)]

    def load(self, rest: str) -> Joined | None:
        """Return what was kept, None for nothing."""
        found = kept.load(self._entry(rest)) if self._is_current() else None
        try:
            return None if found is None else _joined(*found)
        except (LookupError, TypeError, ValueError, pl.exceptions.PolarsError):
            return None

    def save(self, rest: str, world: World, shared: Sequence[Archive]) -> None:
        """Keep what came out, in place of all that was kept before; nothing where a file changed while it was read."""
        if self._is_current():
            kept.clear(self._folder)
            kept.save(self._entry(rest), _tables(world), _told(world, shared))

    def _entry(self, rest: str) -> Path:
        return self._folder / kept.key(*self._files, rest)

    def _look(self) -> list[tuple[int, int] | None]:
        return [kept.state(path) for path in self._paths]

    def _is_current(self) -> bool:
        return self._look() == self._found


def _parts(export: Export) -> tuple[str | bytes, ...]:
    whole = export.container
    shown = repr(([file.name for file in whole.inputs], whole.problems))
    return export.role, whole.name, export.owner, shown, kept.content(whole.paths)


def _tables(world: World) -> dict[str, pl.DataFrame]:
    people, ties, said = world.people, world.network, world.statements
    numbers = {"named": people.named, "employed": people.employed}
    return {
        "records": people.records.select(*_RECORDS),
        "found": pl.DataFrame({"code": world.resolved.code, "how": world.resolved.how}),
        "people": pl.DataFrame({"id": people.ids, **numbers}),
        "ties": pl.DataFrame({name: getattr(ties, name) for name in _NETWORK}),
        "statements": pl.DataFrame({name: getattr(said, name) for name in _STATEMENTS}),
    }


def _told(world: World, shared: Sequence[Archive]) -> dict[str, Any]:
    people = world.people
    return {
        "shared": [_archive_told(archive) for archive in shared],
        "slugs": people.slugs,
        "details": list(people.details.items()),
        "aliases": dict(people.aliases),
        "questions": [asdict(one) for one in world.resolved.questions],
        "me": world.me,
        "listed_as": world.listed_as,
    }


def _joined(tables: kept.Tables, told: Any) -> Joined:
    found, ids = tables["found"], tables["people"]
    code = found["code"].to_numpy()
    people = People(
        ids=ids["id"],
        slugs=told["slugs"],
        records=tables["records"],
        code=code,
        named=ids["named"].to_numpy(),
        employed=ids["employed"].to_numpy(),
        details=dict(told["details"]),
        aliases=told["aliases"],
    )
    questions = tuple(Question(**one) for one in told["questions"])
    return Joined(
        shared=tuple(_archive(one) for one in told["shared"]),
        resolved=Resolved(people, code, found["how"].to_numpy(), questions),
        statements=_Kept(tables["statements"]),
        network=Network(len(people), told["me"], *(tables["ties"][name].to_numpy() for name in _NETWORK)),
        listed_as=told["listed_as"],
    )


def _archive_told(archive: Archive) -> dict[str, object]:
    return {
        "file": archive.file,
        "owner": archive.owner and {"name": archive.owner.name, "url": archive.owner.url},
        "told": archive.told,
        "taken": archive.taken and archive.taken.isoformat(),
        "members": [asdict(replace(member, skipped=dict(member.skipped))) for member in archive.members],
        "problems": [asdict(problem) for problem in archive.problems],
    }


def _archive(told: dict[str, Any]) -> Archive:
    return Archive(
        file=told["file"],
        role="shared",
        owner=Mention(**told["owner"]) if told["owner"] else None,
        told=told["told"],
        taken=date.fromisoformat(told["taken"]) if told["taken"] else None,
        connections=NO_LIST,
        messages=NO_LETTERS,
        invitations=NO_REQUESTS,
        tables={},
        members=tuple(Member(**member) for member in told["members"]),
        problems=tuple(Problem(**problem) for problem in told["problems"]),
    )
