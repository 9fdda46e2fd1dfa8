"""What was read and joined the last time, for a run in which nothing has changed (see `sources.kept`).

The entry is named by every byte of every export, by what else was read, and by the user's settings and answers on who
is who. My own archive is always read from its files, and no message is ever kept. Columns are read one by one, as they
are asked for: of a million rows most runs show a few.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from outreach.model import Problem
from outreach.network import Network
from outreach.sources import kept
from outreach.sources.base import Mention
from outreach.sources.linkedin import NO_LETTERS, NO_LIST, NO_REQUESTS, Archive, Export
from outreach.sources.linkedin_parts import Member
from outreach.who.identity import Question, Resolved
from outreach.who.people import People
from outreach.who.ties import Statements
from outreach.who.world import World

_NETWORK = ("a", "b", "strength", "last")
_STATEMENTS = ("a", "b", "kind", "day", "weight", "row")


@dataclass(frozen=True, slots=True)
class Joined:
    """What takes long: friends' archives (without their lists), who is who, who knows whom, and my own address."""

    shared: tuple[Archive, ...]
    resolved: Resolved
    statements: Statements
    network: Network
    listed_as: str


class Memory:
    """The place of what comes out of these exports and `rest`, a text that tells everything else that matters."""

    def __init__(self, folder: Path, exports: Sequence[Export], rest: str) -> None:
        files = [part for one in exports for part in _parts(one)]
        self._folder = folder
        self._entry = folder / kept.key(*files, rest)

    def load(self) -> Joined | None:
        """Return what was kept, None for nothing."""
        found = kept.load(self._entry)
        return None if found is None else _joined(*found)

    def save(self, world: World, shared: Sequence[Archive]) -> None:
        """Keep what came out, in place of all that was kept before."""
        kept.clear(self._folder)
        kept.save(self._entry, _tables(world), _told(world, shared))


def _parts(export: Export) -> tuple[str | bytes, ...]:
    return export.role, export.container.name, export.owner, kept.content(export.container.paths)


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


_RECORDS = ("first", "last", "name", "email", "company", "position", "connected", "file", "line")


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
        statements=Statements(*(tables["statements"][name].to_numpy() for name in _STATEMENTS)),
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
