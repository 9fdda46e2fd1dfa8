"""What each of my ties rests on, gathered from my own files: messages, mail, meetings, praise, notes, employers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl

from outreach.sources.base import OWNER, Link
from outreach.sources.linkedin import Archive
from outreach.strength import Evidence
from outreach.who.people import People
from outreach.words import companies

Finder = Callable[[str, str, str], int]  # name, address, company → the connection meant, -1 for nobody or several


@dataclass(frozen=True, slots=True)
class Evidences:
    """The evidence of everybody I have any contact with; others have none."""

    known: Mapping[int, Evidence]

    def of(self, number: int) -> Evidence:
        """Return the evidence of one tie."""
        return self.known.get(number, Evidence())


class Collected:
    """Evidence growing file by file."""

    def __init__(self) -> None:
        self._known: dict[int, Evidence] = {}

    def add(self, number: int, **more: float) -> None:
        """Add counts, or set marks, of one person's evidence."""
        known = self._known.get(number, Evidence())
        values: dict[str, Any] = {
            name: value if value is True else getattr(known, name) + value for name, value in more.items()
        }
        self._known[number] = replace(known, **values)

    def latest(self, number: int, field: str, day: date | None) -> None:
        """Move a day forward."""
        known = self._known.get(number, Evidence())
        before = getattr(known, field)
        if day is not None and (before is None or day > before):
            moved: dict[str, Any] = {field: day}
            self._known[number] = replace(known, **moved)

    def connected(self, number: int, day: date | None) -> None:
        """Set the day of connecting."""
        known = self._known.get(number)
        self._known[number] = replace(known, connected=day) if known else Evidence(connected=day)

    def contacts(self, rows: pl.DataFrame) -> None:
        """Add the messages (see `Correspondence.contacts`)."""
        for person, sent, received, last, _ in rows.iter_rows():
            self.add(person, sent=sent, received=received)
            self.latest(person, "last_message", last)

    def link(self, number: int, link: Link) -> None:
        """Add mail with a person or meetings, as another reader counted them."""
        if link.kind == "mail":
            self.add(number, mails_sent=link.out, mails_received=link.count - link.out)
            self.latest(number, "last_mail", link.date)
        elif link.kind == "meeting":
            self.add(number, meetings=link.weight)
            self.latest(number, "last_meeting", link.date)

    def praise(self, archive: Archive, find: Finder) -> None:
        """Add recommendations, endorsements and my notes of one archive; LinkedIn lets only connections write them."""
        for table, field in (
            ("recommendations_received", "recommended_me"),
            ("recommendations_given", "recommended_by_me"),
        ):
            for number in self._people(archive, table, find):
                self.add(number, **{field: True})
        for table, field in (("endorsements_received", "endorsed_me"), ("endorsements_given", "endorsed_by_me")):
            for number in self._people(archive, table, find):
                self.add(number, **{field: 1})
        notes = archive.tables.get("notes")
        if notes is not None:
            for number, note in zip(self._people(archive, "notes", find, every=True), notes["note"], strict=True):
                if number >= 0 and note:
                    self._known[number] = replace(self._known.get(number, Evidence()), note=note)

    def _people(self, archive: Archive, table: str, find: Finder, every: bool = False) -> Iterator[int]:
        rows = archive.tables.get(table)
        if rows is None:
            return
        for row in rows.iter_rows(named=True):
            name = " ".join(filter(None, (row["first"], row["last"])))
            number = find(name, row.get("url") or "", row.get("company") or "")
            if number >= 0 or every:
                yield number

    def employers(self, people: People, archives: Sequence[Archive], connections: Sequence[int]) -> None:
        """Add the firms where I have worked and a connection works now."""
        mine: dict[str, str] = {}
        for archive in archives:
            rows = archive.tables.get("positions")
            for company in rows["company"].drop_nulls() if rows is not None and archive.role == "me" else ():
                if key := companies.key(company):
                    mine.setdefault(key, companies.spoken(company))
        if not mine:
            return
        place, texts = people.column("company")
        shared = {number: mine[key] for number, text in enumerate(texts) if (key := companies.key(text)) in mine}
        for number in connections:
            if firm := shared.get(int(place[number])):
                known = self._known.get(number, Evidence())
                self._known[number] = replace(known, shared_employers=(firm,))

    def done(self) -> Evidences:
        """Return all of it."""
        return Evidences(self._known)


def between_me_and(link: Link) -> int:
    """Return the position of the mention at the other end of a link of mine, -1 for a link between two others."""
    if OWNER not in (link.a, link.b):
        return -1
    return link.b if link.a == OWNER else link.a
