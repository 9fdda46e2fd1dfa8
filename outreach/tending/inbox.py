"""What my connections wrote to me alone: sales messages with their days, and who waits for an answer.

Texts are read from the archives when a command needs them, judged, and kept nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import polars as pl

from outreach import tone
from outreach.audit import Pitch
from outreach.sources.linkedin import Archive
from outreach.tending import safety
from outreach.text import fold
from outreach.triage import SURE

_RECENT = timedelta(days=60)  # an answer to something I wrote lately was asked for
_ACCEPTED = timedelta(days=1)
_SHOWN = 2


@dataclass(slots=True)
class Thread:
    """What one person and I wrote to each other alone; `mine` are the days on which I wrote."""

    pitches: list[Pitch] = field(default_factory=list)
    mine: list[date] = field(default_factory=list)
    sent: int = 0
    received: int = 0
    last: date | None = None
    last_is_theirs: bool = False
    asks: bool = False
    friendly: bool = True


@dataclass(frozen=True, slots=True)
class Letter:
    """One message between me and one person."""

    person: int
    outgoing: bool
    when: datetime | None
    text: str


def inbox(letters: pl.DataFrame, archives: Sequence[Archive], connected: dict[int, date | None]) -> dict[int, Thread]:
    """Return the thread with everybody I exchanged messages with alone.

    `letters` has the columns of `correspondence.LETTERS`; `connected` is since when somebody is a connection.
    """
    rows = list(texts(letters, archives))
    senders: dict[str, set[int]] = defaultdict(set)
    for one in rows:
        if not one.outgoing and one.text:
            senders[fold(one.text)].add(one.person)
    found: dict[int, Thread] = {}
    history: dict[int, list[Letter]] = defaultdict(list)
    for one in rows:
        thread = found.setdefault(one.person, Thread())
        _add(thread, one, history[one.person], len(senders[fold(one.text)]) - 1, connected.get(one.person))
        history[one.person].append(one)
    return found


def texts(letters: pl.DataFrame, archives: Sequence[Archive]) -> Iterator[Letter]:
    """Yield the messages between two people, oldest first, with what they say."""
    alone = letters.filter(pl.col("people") == 1).partition_by("archive", as_dict=True)
    parts = [
        alone[(number,)].join(_bodies(archive), on=["file", "line"], how="left")
        for number, archive in enumerate(archives)
        if archive.role == "me" and (number,) in alone
    ]
    if not parts:
        return
    rows = pl.concat(parts).sort("date", "archive", "line", nulls_last=False)
    fields = rows.select(
        "person", "outgoing", "date", pl.concat_str("subject", "content", separator="\n", ignore_nulls=True)
    )
    for person, outgoing, when, text in fields.iter_rows():
        yield Letter(person, outgoing, when, (text or "").strip())


def _bodies(archive: Archive) -> pl.DataFrame:
    return archive.bodies().select("file", "line", "subject", "content").with_columns(pl.col("file").cast(pl.String))


def _add(thread: Thread, one: Letter, before: Sequence[Letter], others: int, connected: date | None) -> None:
    day = one.when.date() if one.when else None
    thread.last, thread.last_is_theirs = day or thread.last, not one.outgoing
    if one.outgoing:
        thread.sent += 1
        thread.mine += [day] if day else []
        return
    thread.received += 1
    verdict = tone.judge(one.text, _context(one, before, others, connected))
    harm = safety.danger(one.text)
    thread.friendly = verdict.verdict == "friendly" and not harm.kind
    thread.asks = "?" in one.text
    if harm.kind:
        thread.pitches.append(Pitch(day, ", ".join(f'"{words}"' for words in harm.words[:_SHOWN]), invasive=True))
    elif verdict.verdict == "pitch" and verdict.score >= SURE:
        words = ", ".join(f'"{signal.text}"' for signal in verdict.signals[:_SHOWN])
        thread.pitches.append(Pitch(day, words))


def _context(one: Letter, before: Sequence[Letter], others: int, connected: date | None) -> tone.Context:
    mine = [letter for letter in before if letter.outgoing]
    in_a_row = next((place for place, letter in enumerate(reversed(before)) if letter.outgoing), len(before))
    recent = bool(mine and one.when and mine[-1].when and one.when - mine[-1].when <= _RECENT)
    at_once = bool(connected and one.when and not before and one.when.date() - connected <= _ACCEPTED)
    return tone.Context(
        asked=recent and in_a_row == 0,
        answered=bool(mine),
        first=not before,
        hours=24.0 if at_once else None,  # the list of connections knows the day alone
        unanswered=in_a_row,
        senders=others,
    )
