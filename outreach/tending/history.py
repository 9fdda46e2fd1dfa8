"""My dated archives as snapshots to compare."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import polars as pl

from outreach import addresses
from outreach.sources.linkedin import Archive
from outreach.tending.changes import Entry, Invited, Snapshot
from outreach.text import clean, fold
from outreach.who import names

_COLUMNS = ("url", "email", "company", "position")


def snapshots(archives: Iterable[Archive]) -> list[Snapshot]:
    """Return a snapshot of each of my own archives whose day is known."""
    return [snapshot(one, one.taken) for one in archives if one.role == "me" and one.taken]


def snapshot(archive: Archive, day: date) -> Snapshot:
    """Return what the archive of `day` holds; a column without a single value counts as not told."""
    table = archive.connections
    told = frozenset(name for name in _COLUMNS if len(table.filter(pl.col(name).fill_null("").str.strip_chars() != "")))
    return Snapshot(
        file=archive.file,
        day=day,
        owner=_owner(archive),
        entries=tuple(_entry(row) for row in table.iter_rows(named=True)) if len(table) else None,
        columns=told,
        invited=tuple(_invited(archive.invitations)),
    )


def _owner(archive: Archive) -> str:
    owner = archive.owner
    if owner is None:
        return ""
    return names.parse(owner.first, owner.last).key if owner.first else names.parse(owner.name).key


def _entry(row: dict[str, object]) -> Entry:
    text = {name: clean(str(value)) for name, value in row.items() if isinstance(value, str)}
    first, last = text.get("first", ""), text.get("last", "")
    connected = row["connected"]
    return Entry(
        name=text.get("name") or f"{first} {last}".strip(),
        slug=addresses.slug(text.get("url", "")) or addresses.opaque(text.get("url", "")),
        email=fold(text.get("email", "")),
        company=text.get("company", ""),
        position=text.get("position", ""),
        connected=connected if isinstance(connected, date) else None,
        first=first,
        last=last,
    )


def _invited(table: pl.DataFrame) -> Iterable[Invited]:
    for row in table.filter(pl.col("direction") == "out").iter_rows(named=True):
        yield Invited(row["name"] or "", addresses.slug(row["url"] or ""), row["sent"].date() if row["sent"] else None)
