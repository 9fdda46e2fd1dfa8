"""Who wrote to whom, from my own archives: my messages with everybody, and who else was in the same talk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from outreach.network import Ints
from outreach.sources.linkedin import Archive
from outreach.who.records import recipients

CROWD = 10  # people in a talk from which on it proves no acquaintance
LETTERS: dict[str, pl.DataType | type[pl.DataType]] = {
    "archive": pl.Int32,
    "file": pl.String,
    "line": pl.UInt32,
    "conversation": pl.String,
    "person": pl.Int32,
    "outgoing": pl.Boolean,
    "date": pl.Datetime("us"),
    "people": pl.UInt32,
}


@dataclass(frozen=True)
class Correspondence:
    """`letters`: a row per message and person I exchanged it with; `people` counts all in it but me.

    `threads`: per message to several people and each of them, the number of the message and the people in it.
    """

    letters: pl.DataFrame
    threads: pl.DataFrame

    def contacts(self) -> pl.DataFrame:
        """Return for everybody I write with alone: person, sent, received, last (a day), conversations."""
        alone = self.letters.filter(pl.col("people") == 1)
        return (
            alone.group_by("person")
            .agg(
                sent=pl.col("outgoing").sum(),
                received=(~pl.col("outgoing")).sum(),
                last=pl.col("date").max().dt.date(),
                conversations=pl.col("conversation").n_unique(),
            )
            .sort("person")
        )


def correspondence(archives: Sequence[Archive], me: int, code: Callable[[pl.DataFrame], Ints]) -> Correspondence:
    """Join the messages of all my archives, each once. `code` numbers the people of rows with `name` and `url`.

    Every archive holds all messages up to its day, so an older one adds only what lies before a newer one's first.
    """
    parts = [pl.DataFrame(schema={**LETTERS, "sender": pl.Boolean})]
    mine = [(archive.taken or date.min, number) for number, archive in enumerate(archives) if len(archive.messages)]
    since: datetime | None = None
    for _, number in sorted(mine, reverse=True):
        rows = _parts(number, archives[number], me, code)
        parts.append(rows if since is None else rows.filter(pl.col("date") < since))
        oldest = archives[number].messages["date"].min()
        since = min(filter(None, (since, oldest if isinstance(oldest, datetime) else None)), default=None)
    rows = pl.concat(parts)
    message = ["archive", "file", "line"]
    rows = rows.with_columns(people=pl.col("person").filter(pl.col("person") != me).n_unique().over(message))
    others = pl.col("person") != me
    exchanged = others & (pl.col("sender") != pl.col("outgoing")) & (pl.col("person") >= 0)
    letters = rows.filter(exchanged).select(*LETTERS)
    group = rows.filter(others & (pl.col("person") >= 0) & pl.col("people").is_between(2, CROWD))
    return Correspondence(letters.sort("date", "archive", "line", "person"), group.select(*LETTERS))


def _parts(number: int, archive: Archive, me: int, code: Callable[[pl.DataFrame], Ints]) -> pl.DataFrame:
    """Return a row per message and person in it, the sender marked."""
    shared = ["file", "line", "conversation", "date"]
    senders = archive.messages.rename({"sender": "name", "sender_url": "url"}).select(
        *shared, "name", "url", "outgoing"
    )
    senders = senders.with_columns(pl.Series("person", code(senders), pl.Int32), sender=pl.lit(True))
    by_me = senders.select("file", "line", mine=pl.coalesce("outgoing", pl.col("person") == me))
    to = recipients(archive.messages).select(*shared, "name", "url")
    to = to.with_columns(pl.Series("person", code(to), pl.Int32), sender=pl.lit(False))
    rows = pl.concat([senders.drop("outgoing"), to]).join(by_me, on=["file", "line"])
    self_sent = pl.col("mine") & pl.col("sender")
    return rows.with_columns(
        archive=pl.lit(number, pl.Int32),
        outgoing=pl.col("mine"),
        person=pl.when(self_sent).then(pl.lit(me, pl.Int32)).otherwise("person"),
        people=pl.lit(0, pl.UInt32),
        conversation=pl.col("conversation").fill_null(""),
    ).select(*LETTERS, "sender")


def talks(threads: pl.DataFrame) -> Iterator[tuple[list[int], date | None, int]]:
    """Yield for each message to several people: who was in it, its day, and the archive it is from."""
    groups = threads.group_by("archive", "file", "line", maintain_order=True).agg(
        pl.col("person").unique().sort(), pl.col("date").first().dt.date()
    )
    for archive, _, _, people, day in groups.iter_rows():
        yield people, day, archive
