"""LinkedIn's "Get a copy of your data", of any year, whole or in part: many archives read as columns in one go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from outreach.model import Problem
from outreach.sources import linkedin_lists, linkedin_owner, linkedin_tables
from outreach.sources.base import Input, Mention
from outreach.sources.container import Container
from outreach.sources.linkedin_fields import CONNECTIONS, INVITATIONS, MESSAGES, OTHERS, PROFILE, Kind
from outreach.sources.linkedin_parts import Member, Part, part_of

NO_LIST = linkedin_lists.nobody()
NO_MESSAGES, NO_INVITATIONS = Part().rows(MESSAGES), Part().rows(INVITATIONS)
NO_LETTERS = linkedin_tables.messages(NO_MESSAGES)[0]
NO_REQUESTS = linkedin_tables.invitations(NO_INVITATIONS)[0]


@dataclass(frozen=True, slots=True)
class Export:
    """Something to read: its files, its role (`me` or `shared`), whose it is said to be (a name, an address or "")."""

    container: Container
    role: str = "me"
    owner: str = ""


@dataclass(frozen=True)
class Archive:
    """One person's export; a table whose file is missing is empty. Text of `connections` is raw, all other clean.

    `told` says what named the owner: `given`, `messages`, `invitations`, `profile`, `file name`, or "".
    `connections`: line, file, first, last, name, url, email, company, position, connected.
    `messages` (only of role `me`): see `linkedin_tables.MESSAGE_SCHEMA`.
    `invitations` (only of role `me`): file, line, direction (in, out), name, url, urn, sent, message.
    `tables` (only of role `me`): the small files by kind, columns as in `linkedin_fields` and `line`; dates raw.
    """

    file: str
    role: str
    owner: Mention | None
    told: str
    taken: date | None
    connections: pl.DataFrame
    messages: pl.DataFrame
    invitations: pl.DataFrame
    tables: Mapping[str, pl.DataFrame]
    members: tuple[Member, ...]
    problems: tuple[Problem, ...]
    letters: tuple[Input, ...] = ()

    @property
    def rows(self) -> int:
        """Number of rows that were read and kept, over all files."""
        return sum(member.rows for member in self.members)

    @property
    def listed(self) -> int:
        """Number of people in the list of connections, which a friend's archive out of the cache has no longer."""
        return sum(member.rows for member in self.members if member.kind == CONNECTIONS.name)

    @property
    def skipped(self) -> dict[str, int]:
        """How many rows were left out, by reason."""
        reasons: Counter[str] = Counter()
        for member in self.members:
            reasons.update(member.skipped)
        return dict(sorted(reasons.items()))

    def bodies(self) -> pl.DataFrame:
        """Read subjects and texts again, a row for each of `messages`: file, line, subject, content. None is kept."""
        rows = Part(files={MESSAGES.name: list(self.letters)}).rows(MESSAGES)
        texts = rows.select("file", "line", "subject", "content")
        return self.messages.select("file", "line").join(texts, on=["file", "line"], how="left", maintain_order="left")


def read(exports: Sequence[Export]) -> list[Archive]:
    """Read all exports, connections of one layout in one pass; the archives stand in the order given."""
    parts = [part_of(export.container) for export in exports]
    frames = linkedin_lists.connections(parts)
    return [_archive(export, part, frame) for export, part, frame in zip(exports, parts, frames, strict=True)]


def _archive(export: Export, part: Part, connections: pl.DataFrame) -> Archive:
    mine = export.role == "me"
    tables = {kind.name: _small(part, kind) for kind in OTHERS if kind.name in part.files and (mine or kind is PROFILE)}
    asked = part.rows(INVITATIONS)
    name = _profile_name(tables.get(PROFILE.name))
    owner, told = _owner(export, asked, None, name)
    written = part.rows(MESSAGES) if mine or not (owner and owner.url) else None
    if written is not None and told != "given":
        owner, told = _owner(export, asked, written, name)
    messages = _messages(part, written if mine and written is not None else NO_MESSAGES)
    invitations = _invitations(part, asked if mine else NO_INVITATIONS)
    newest = (connections["connected"].max(), messages["date"].max(), invitations["sent"].max())
    return Archive(
        file=export.container.name,
        role=export.role,
        owner=owner,
        told=told,
        taken=linkedin_owner.taken(export.container.name, newest),
        connections=connections,
        messages=messages,
        invitations=invitations,
        tables=tables if mine else {},
        members=tuple(part.members),
        problems=tuple(part.problems),
        letters=tuple(part.files.get(MESSAGES.name, ())) if mine else (),
    )


def _owner(export: Export, asked: pl.DataFrame, written: pl.DataFrame | None, name: str) -> tuple[Mention | None, str]:
    """Return the owner and what told: somebody's word, else the content, else the name of the file."""
    if export.owner:
        return linkedin_owner.given(export.owner), "given"
    owner, told = linkedin_owner.from_content(written, asked, name)
    if owner is None and (named := linkedin_owner.from_file_name(export.container.name)):
        return named, "file name"
    return owner, told


def _messages(part: Part, rows: pl.DataFrame) -> pl.DataFrame:
    if rows.is_empty():
        return NO_LETTERS
    kept, dropped = linkedin_tables.messages(rows)
    part.tally(MESSAGES, rows, kept, dropped)
    return kept


def _invitations(part: Part, rows: pl.DataFrame) -> pl.DataFrame:
    if rows.is_empty():
        return NO_REQUESTS
    kept, dropped = linkedin_tables.invitations(rows)
    part.tally(INVITATIONS, rows, kept, dropped)
    return kept


def _small(part: Part, kind: Kind) -> pl.DataFrame:
    rows = part.rows(kind)
    rows = rows.with_columns(linkedin_tables.cleaned(rows[name]) for name in kind.fields)
    kept, dropped = linkedin_tables.once(kind.name, rows)
    part.tally(kind, rows, kept, dropped)
    return kept.drop("sheet")


def _profile_name(profile: pl.DataFrame | None) -> str:
    if profile is None or profile.is_empty():
        return ""
    return " ".join(filter(None, profile.select("first", "last").row(0)))
