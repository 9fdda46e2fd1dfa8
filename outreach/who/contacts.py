"""What ties people beside lists of connections: my messages, mail, meetings, mutual lines, praise; and invitations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import polars as pl

from outreach.model import Problem
from outreach.network import Ints
from outreach.sources.base import OWNER, Reading, Unresolved
from outreach.sources.linkedin import Archive
from outreach.who import correspondence, ties
from outreach.who.acquaintances import Acquaintances
from outreach.who.correspondence import Correspondence
from outreach.who.evidence import Collected, between_me_and
from outreach.who.identity import Question, Resolved
from outreach.who.records import Records, Who
from outreach.who.world import Asked


class Contacts:
    """Enters what archives of mine and other files say about contacts into ties and evidence."""

    def __init__(
        self,
        me: int,
        archives: Sequence[Archive],
        readings: Sequence[Reading],
        records: Records,
        resolved: Resolved,
        known: Acquaintances,
        collector: ties.Collector,
        evidence: Collected,
    ) -> None:
        self.me = me
        self.archives = [(number, archive) for number, archive in enumerate(archives) if archive.role == "me"]
        self.readings = readings
        self.records = records
        self.resolved = resolved
        self.known = known
        self.ties = collector
        self.evidence = evidence
        self.problems: list[Problem] = []
        self.questions: list[Question] = []
        self._found: dict[tuple[str, str, str], int] = {}

    def enter(self) -> Correspondence:
        """Enter everything; return my messages."""
        for number, reading in enumerate(self.readings):
            self._reading(reading, self.records.mentions[number])
        exchanged = correspondence.correspondence([archive for _, archive in self.archives], self.me, self._codes)
        self.evidence.contacts(exchanged.contacts())
        for people, day, place in correspondence.talks(exchanged.threads):
            row = self.records.owners.get(self.archives[place][0], self.records.me)
            for one, other in ties.pairs(people):
                self.ties.add(one, other, "thread", day, 1 / len(people), row)
        for _, archive in self.archives:
            self.evidence.praise(archive, self._find)
        return exchanged

    def invitations(self) -> Iterator[Asked]:
        """Yield every invitation between me and somebody, from my archives and from what I wrote down."""
        for _, archive in self.archives:
            for file, line, direction, name, url, _, sent, message in archive.invitations.iter_rows():
                person = self._find(name or "", url or "")
                if person >= 0 and direction:
                    day = sent.date() if sent else None
                    yield Asked(person, direction == "in", message or "", day, file=file, line=line)
        for number, reading in enumerate(self.readings):
            for one in reading.invitations:
                person = int(self.resolved.code[self.records.mentions[number] + one.mention])
                told = (one.message, one.received, one.connections, one.via, reading.file, one.line)
                yield Asked(person, one.incoming, *told)

    def _reading(self, reading: Reading, first: int) -> None:
        owner = self._owner(reading)
        for link in reading.links:
            one, other = (owner if end == OWNER else int(self.resolved.code[first + end]) for end in (link.a, link.b))
            # mail with somebody makes them no connection of mine
            if self.me not in (one, other) or link.kind not in ties.COUNTED:
                self.ties.add(one, other, link.kind, link.date, link.weight, first + max(link.a, link.b))
            if owner == self.me and (end := between_me_and(link)) >= 0:
                self.evidence.link(int(self.resolved.code[first + end]), link)
        for line in reading.unresolved:
            self._mutuals(reading, first + line.person, line)

    def _owner(self, reading: Reading) -> int:
        if reading.owner is None or reading.role != "shared":
            return self.me
        if reading.owner.url and (number := self.resolved.people.code_of(reading.owner.url)) >= 0:
            return number
        found = self.known.named(reading.owner.name)
        return found[0] if len(found) == 1 else -1

    def _mutuals(self, reading: Reading, row: int, line: Unresolved) -> None:
        """Tie a person to those of my connections whom a mutual line names."""
        meant = self.known.meant(line.text)
        for number in meant.people:
            self.ties.add(number, int(self.resolved.code[row]), line.kind, line.date, 1.0, row)
        for piece in meant.nobody:
            self.problems.append(Problem(reading.file, "none of your connections has this name", line.line, piece))
        for piece, numbers in meant.several:
            text = "several of your connections have this name: write the address instead"
            self.problems.append(Problem(reading.file, text, line.line, piece))
            self.questions += [Question(a, b, f"Which {piece} is meant?") for a, b in ties.pairs(numbers)]

    def _find(self, name: str, url: str, company: str = "") -> int:
        """Return whom a file of mine means: by address, else the one connection of that name, -1 for nobody."""
        asked = (name, url, company)
        if asked not in self._found:
            self._found[asked] = self._look_up(name, url, company)
        return self._found[asked]

    def _look_up(self, name: str, url: str, company: str) -> int:
        row = self.records.shown.get((name, url))
        if row is not None:
            return int(self.resolved.code[row])
        if url:
            return self.resolved.people.code_of(url)
        found = self.known.named(name, company)
        return found[0] if len(found) == 1 else -1

    def _codes(self, rows: pl.DataFrame) -> Ints:
        who: list[Who] = [(name or "", url or "") for name, url in rows.select("name", "url").iter_rows()]
        return np.array([self._find(*one) for one in who], np.int32)
