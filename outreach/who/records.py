"""Every place that shows somebody, from all sources, as one table for `identity`, the most trusted first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import polars as pl

from outreach.sources import linkedin_lists
from outreach.sources.base import Mention, Reading
from outreach.sources.linkedin import Archive
from outreach.who import names, namesakes
from outreach.who.identity import RECORDS

Who = tuple[str, str]  # the name and address of somebody a message or invitation shows, "" where it does not say
_LISTED = linkedin_lists.COLUMNS
_SPARSE = ("headline", "industry", "location", "about")
_MINE_FIRST = {"me": 1}


@dataclass
class Records:
    """The table, and at which rows things stand.

    `lists` and `owners` by archive, `mentions` (the first of them) by reading, `shown` for those whom my messages and
    invitations name; `emails` are addresses beyond the first of a person: row, address.
    """

    table: _Table
    me: int
    lists: Mapping[int, range]
    owners: Mapping[int, int]
    mentions: Mapping[int, int]
    shown: Mapping[Who, int]
    emails: Sequence[tuple[int, str]]

    @cached_property
    def whole(self) -> pl.DataFrame:
        """The table in one piece, columns `identity.RECORDS`."""
        return self.table.done()


@dataclass(slots=True)
class _Table:
    """A table growing block by block; what few rows have is kept beside it until the end."""

    frames: list[pl.DataFrame] = field(default_factory=list)
    height: int = 0
    lists: list[tuple[int, int, int]] = field(default_factory=list)
    sparse: dict[str, dict[int, str]] = field(default_factory=lambda: {name: {} for name in _SPARSE})
    emails: list[tuple[int, str]] = field(default_factory=list)

    def add(self, frame: pl.DataFrame, height: int, number: int = -1, owner: int = -1) -> range:
        """Add a block of `height` rows, of the list `number` of `owner` where it is one; return its rows."""
        rows = range(self.height, self.height + height)
        self.frames.append(frame)
        self.lists.append((height, number, owner))
        self.height = rows.stop
        return rows

    def mentions(self, mentions: Sequence[Mention], files: Sequence[str]) -> int:
        """Add people one by one, each with its file; return the first row."""
        columns: dict[str, list[object]] = {name: [] for name in _LISTED}
        for row, (one, file) in enumerate(zip(mentions, files, strict=True), self.height):
            plain = (one.first, one.last, one.name, one.url, next(iter(one.emails), ""), one.company, one.position)
            for name, value in zip(_LISTED, (one.line, *(text or None for text in plain), None, file), strict=True):
                columns[name].append(value)
            for name in _SPARSE:
                if text := getattr(one, name):
                    self.sparse[name][row] = text
            self.emails.extend((row, mail) for mail in one.emails[1:])
        frame = pl.DataFrame(columns, schema={name: RECORDS[name] for name in _LISTED})
        return self.add(frame.with_columns(pl.col("file").cast(pl.Categorical)), len(frame)).start

    def done(self) -> pl.DataFrame:
        """Return the whole table."""
        heights, numbers, owners = (np.array(column, np.int32) for column in zip(*self.lists, strict=True))
        table = pl.concat(self.frames).with_columns(
            pl.Series("list", np.repeat(numbers, heights)), pl.Series("owner", np.repeat(owners, heights))
        )
        texts = {name: _column(name, self.sparse[name], self.height) for name in _SPARSE}
        return table.with_columns(**texts).select(*RECORDS)


def gather(me: Mention, archives: Sequence[Archive], owners: Sequence[int], readings: Sequence[Reading]) -> Records:
    """Put all records together. `owners` numbers whose list each archive holds, -1 where nobody is known.

    What is newer is trusted more, of the same day my own files first, then by name: the order of files given does not
    matter.
    """
    table = _Table()
    first = table.mentions([me], ["outreach.toml"])
    lists: dict[int, range] = {}
    mentions: dict[int, int] = {}
    for _, _, _, kind, number in sorted([*_dated_archives(archives), *_dated_readings(readings)]):
        if kind == "list":
            archive = archives[number]
            lists[number] = table.add(archive.connections, archive.listed, number, owners[number])
        else:
            reading = readings[number]
            mentions[number] = table.mentions(reading.mentions, [reading.file] * len(reading.mentions))
    known = [(number, archive.owner) for number, archive in enumerate(archives) if archive.owner and archive.owner.url]
    start = table.mentions([owner for _, owner in known], [archives[number].file for number, _ in known])
    told = {number: row for row, (number, _) in enumerate(known, start)}
    shown: dict[Who, int] = {}
    for archive in (archive for archive in archives if archive.role == "me"):
        new = [one for one in _correspondents(archive) if one[0] not in shown]
        people = [Mention(name=name, url=url, line=line) for (name, url), _, line in new]
        start = table.mentions(people, [file for _, file, _ in new])
        shown.update({who: row for row, (who, _, _) in enumerate(new, start)})
    return Records(table, first, lists, told, mentions, shown, table.emails)


def _dated_archives(archives: Sequence[Archive]) -> Iterator[tuple[int, int, str, str, int]]:
    for number, archive in enumerate(archives):
        day = archive.taken.toordinal() if archive.taken else 0
        yield -day, -_MINE_FIRST.get(archive.role, 0), archive.file, "list", number


def _dated_readings(readings: Sequence[Reading]) -> Iterator[tuple[int, int, str, str, int]]:
    for number, reading in enumerate(readings):
        day = max((one.seen_on.toordinal() for one in reading.mentions if one.seen_on), default=0)
        yield -day, 0, reading.file, "reading", number


def _correspondents(archive: Archive) -> list[tuple[Who, str, int]]:
    """Those my messages, invitations, endorsements and notes name with an address, and whom I asked without one."""
    letters = archive.messages
    sides = [
        letters.select(pl.col("sender").alias("name"), pl.col("sender_url").alias("url"), "file", "line"),
        recipients(letters).select("name", "url", "file", "line"),
        archive.invitations.select("name", "url", "file", "line"),
    ]
    tables = [archive.tables.get(kind) for kind in ("endorsements_received", "endorsements_given", "notes")]
    sides += [rows.select(full_name().alias("name"), "url", "file", "line") for rows in tables if rows is not None]
    rows = pl.concat(sides).unique(["name", "url"], keep="first", maintain_order=True)
    listed = _names_of_connections(archive) if rows["url"].null_count() else frozenset[str]()
    asked = set(archive.invitations.filter(pl.col("url").is_null())["name"])
    found = ((name or "", url or "", file, line) for name, url, file, line in rows.iter_rows())
    return [
        ((name, url), file, line)
        for name, url, file, line in found
        if url or (name in asked and names.parse(name).key not in listed)
    ]


def _names_of_connections(archive: Archive) -> frozenset[str]:
    return frozenset(name.key for name in namesakes.names_of(archive.connections))


def recipients(letters: pl.DataFrame) -> pl.DataFrame:
    """Return a row per message and recipient, with `name` and `url`; the name is null where it cannot be told."""
    wanted = pl.col("recipient_urls").list.len()
    paired = letters.with_columns(
        recipients=pl.when((wanted == 0) | (pl.col("recipients").list.len() == wanted))
        .then("recipients")
        .otherwise(pl.col("recipient_urls").list.eval(pl.lit(None, pl.String))),
        recipient_urls=pl.when(wanted > 0)
        .then("recipient_urls")
        .otherwise(pl.col("recipients").list.eval(pl.lit(None, pl.String))),
    )
    return paired.explode("recipients", "recipient_urls").rename({"recipients": "name", "recipient_urls": "url"})


def full_name() -> pl.Expr:
    """Return first and last name as one."""
    return pl.concat_str("first", "last", separator=" ", ignore_nulls=True)


def _column(name: str, texts: Mapping[int, str], height: int) -> pl.Series:
    column = pl.Series(name, [None], dtype=pl.String).new_from_index(0, height)
    return column.scatter(list(texts), list(texts.values())) if texts else column
