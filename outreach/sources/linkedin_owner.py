"""Whose archive it is, and from which day: told by what is inside, else by what somebody called the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

import polars as pl

from outreach import addresses
from outreach.sources.base import Mention
from outreach.text import clean, fold

SHARE = 0.6  # of all rows an owner's address must stand in; measured owners reach 0.99, others at most 0.15
_STAMPS = (
    (re.compile(r"(?<!\d)(\d{2})-(\d{2})-(\d{4})(?!\d)"), (3, 1, 2)),
    (re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)"), (1, 2, 3)),
)
_NO_NAMES_WORDS = """
basic complete linkedin linkedindataexport dataexport data export exports exported connections connection
messages archive archives zip csv copy of from my the me shared friend friends contacts network list file
backup old new final download downloads profile invitations kontakte verbindungen
"""
_NO_NAMES = frozenset(_NO_NAMES_WORDS.split())


def taken(name: str, days: Iterable[object]) -> date | None:
    """Return the day an archive was made: the date in its file name, else the newest of the `days` inside."""
    for pattern, (year, month, day) in _STAMPS:
        for match in pattern.finditer(name):
            try:
                return date(int(match[year]), int(match[month]), int(match[day]))
            except ValueError:
                continue
    return max((_day(day) for day in days if isinstance(day, date)), default=None)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def given(text: str) -> Mention:
    """Return the owner somebody named: an address, or a name."""
    key = addresses.slug(text)
    return Mention(url=addresses.link(key)) if key else Mention(name=clean(text))


def from_file_name(name: str) -> Mention | None:
    """Return whom the name of a file or folder speaks of (`jonas.zip`, `Connections_Ada Byron.csv`), if anybody."""
    base = re.sub(r"(\.(zip|csv|tsv|txt))+$", "", name.rstrip("/").rpartition("/")[2], flags=re.I)
    base = re.sub(r"linkedin(data ?export)?", " ", base, flags=re.I)
    base = re.sub(r"([a-z])([A-Z])", r"\1 \2", base)
    words = [word for word in re.split(r"[\s_\-.()+,]+|'s\b", clean(base)) if word and not re.search(r"\d", word)]
    words = [word for word in words if fold(word) not in _NO_NAMES]
    return Mention(name=" ".join(words)) if words else None


def from_content(messages: pl.DataFrame | None, invitations: pl.DataFrame, name: str) -> tuple[Mention | None, str]:
    """Return the owner by the address that stands on one side of (nearly) every message and invitation, and what told.

    `name` is the owner's name by Profile.csv: it decides between two who stand in every row.
    """
    silent = invitations.is_empty() and (messages is None or messages.is_empty())
    counts, names, total = _addresses(messages, invitations) if not silent else ({}, {}, 0)
    if not total:
        return (Mention(name=name), "profile") if name else (None, "")
    most = max(counts.values())
    often = sorted(key for key, count in counts.items() if count == most)
    likely = [key for key in often if name and fold(names.get(key, "")) == fold(name)] or often
    if len(likely) == 1 and counts[likely[0]] >= SHARE * total:
        key = likely[0]
        told = "invitations" if messages is None or messages.is_empty() else "messages"
        return Mention(name=name or names.get(key, ""), url=addresses.link(key)), told
    named = sorted(key for key, count in counts.items() if name and fold(names.get(key, "")) == fold(name))
    if len(named) == 1:
        return Mention(name=name, url=addresses.link(named[0])), "profile"
    return (Mention(name=name), "profile") if name else (None, "")


def _addresses(messages: pl.DataFrame | None, invitations: pl.DataFrame) -> tuple[dict[str, int], dict[str, str], int]:
    """Count for every profile key the rows it stands in; return also a name for each and the number of rows."""
    outgoing = pl.col("direction").str.to_uppercase() == "OUTGOING"
    incoming = pl.col("direction").str.to_uppercase() == "INCOMING"
    sides = [
        _side(invitations.filter(~incoming.fill_null(False)), "inviter_url", "sender"),
        _side(invitations.filter(~outgoing.fill_null(False)), "invitee_url", "to"),
    ]
    if messages is not None:
        letters = messages.with_columns(to_url=pl.col("to_urls").str.extract_all(r"https?://[^,\s]+"))
        single = pl.when(pl.col("to_url").list.len() == 1).then("to")
        sides += [
            _side(letters, "sender_url", "sender"),
            _side(letters.with_columns(to=single).explode("to_url"), "to_url", "to"),
        ]
    rows = pl.concat(sides)
    distinct = rows["url"].unique().sort()
    keys = pl.Series([addresses.slug(url) or None for url in distinct], dtype=pl.String)
    rows = rows.with_columns(key=rows["url"].replace_strict(distinct, keys, default=None, return_dtype=pl.String))
    rows = rows.drop_nulls("key")
    counts = rows.group_by("key").agg(
        pl.struct("file", "line").n_unique().alias("rows"), pl.col("name").drop_nulls().sort().first()
    )
    names = {key: clean(name) for key, name in counts.select("key", "name").drop_nulls().iter_rows()}
    return dict(counts.select("key", "rows").iter_rows()), names, rows.select("file", "line").n_unique()


def _side(rows: pl.DataFrame, url: str, name: str) -> pl.DataFrame:
    return rows.select("file", "line", url=url, name=name).drop_nulls("url")
