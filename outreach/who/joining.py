"""From what the readers gave to one world: who is who, whose list is whose, who knows whom, and on what evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from outreach.model import Problem
from outreach.network import UNKNOWN_DAY, Ints, Network
from outreach.sources.base import OWNER, Mention, Reading
from outreach.sources.linkedin import Archive
from outreach.who import firsthand, identity, ownership, records, ties
from outreach.who.acquaintances import Acquaintances
from outreach.who.contacts import Contacts
from outreach.who.evidence import Collected
from outreach.who.identity import Resolved
from outreach.who.links import Answers
from outreach.who.ownership import Ownership
from outreach.who.records import Records
from outreach.who.remembered import Joined
from outreach.who.ties import Said
from outreach.who.world import World


def build(
    mine: Sequence[Archive],
    shared: Sequence[Archive],
    readings: Sequence[Reading] = (),
    me: Mention | None = None,
    answers: Answers | None = None,
    before: Joined | None = None,
) -> World:
    """Join everything. `me` is what the settings say of me; the order of files given makes no difference.

    `before` is what came out of the same input the last time; `shared` are then the archives it holds.
    """
    owned = ownership.settle(mine, shared, me or Mention(), before.listed_as if before else None)
    ordered = firsthand.addressed(sorted(readings, key=lambda reading: reading.file), mine)
    table = records.gather(owned.me, owned.archives, owned.owners, ordered)
    resolved = before.resolved if before else identity.resolve(table.whole, answers, table.emails)
    lists = _Lists(owned, table, resolved)
    mine_now, former = lists.my_connections(ordered)
    known = Acquaintances(resolved.people, mine_now)
    owners = lists.owners(known)
    if before is None:
        lists.enter(owners)
    contacts = Contacts(lists.me, owned.archives, ordered, table, resolved, known, lists.ties, lists.evidence)
    exchanged = contacts.enter()
    lists.evidence.employers(resolved.people, owned.archives, sorted(mine_now))
    statements, network = (before.statements, before.network) if before else lists.done(len(resolved.people))
    return World(
        people=resolved.people,
        network=network,
        me=lists.me,
        archives=owned.archives,
        listed_as=owned.me.url,
        owners=owners,
        readings=tuple(ordered),
        statements=statements,
        resolved=resolved,
        correspondence=exchanged,
        evidences=lists.evidence.done(),
        invitations=tuple(contacts.invitations()),
        former=former,
        questions=(*resolved.questions, *contacts.questions),
        problems=(*owned.problems, *lists.problems, *contacts.problems),
    )


class _Lists:
    """Lists of connections entered as ties: mine, then those of friends whose owner is known."""

    def __init__(self, owned: Ownership, table: Records, resolved: Resolved) -> None:
        self.archives = owned.archives
        self.numbers = owned.owners
        self.table = table
        self.code = resolved.code
        self.connected = resolved.people.records["connected"]
        connected = self.connected.to_physical().fill_null(int(UNKNOWN_DAY))
        self.days: Ints = connected.to_numpy().astype(np.int32)
        self.me = int(resolved.code[table.me])
        self.ties = ties.Collector()
        self.evidence = Collected()
        self.problems: list[Problem] = []

    def my_connections(self, readings: Sequence[Reading]) -> tuple[frozenset[int], frozenset[int]]:
        """Enter my newest list; return my connections, and those who stand in older lists only."""
        numbers = [number for number, owner in enumerate(self.numbers) if owner == 0]
        newest = self._newest(numbers)
        current, older = self._seen(readings), set[int]()
        for number in numbers:
            people, days = self._people(number), self.connected
            if number not in newest:
                older.update(people)
                continue
            self._enter(self.me, number)
            current.update(people)
            for person, row in zip(people, self.table.lists[number], strict=True):
                self.evidence.connected(person, days[row])
        return frozenset(current - {self.me}), frozenset(older - current - {self.me})

    def owners(self, known: Acquaintances) -> tuple[int, ...]:
        """Return the person whose each archive is, -1 where nothing tells."""
        everybody = enumerate(zip(self.archives, self.numbers, strict=True))
        return tuple(
            self.me if owner == 0 else self._owner(archive, number, known) for number, (archive, owner) in everybody
        )

    def enter(self, owners: Sequence[int]) -> None:
        """Enter friends' lists, of each friend the newest."""
        by_owner: dict[int, list[int]] = {}
        for number, owner in enumerate(owners):
            if owner not in (-1, self.me):
                by_owner.setdefault(owner, []).append(number)
        for owner, numbers in sorted(by_owner.items()):
            for number in sorted(self._newest(numbers)):
                self._enter(owner, number)

    def done(self, size: int) -> tuple[Said, Network]:
        """Return everything entered, and the network of `size` people it makes."""
        statements = self.ties.done()
        return statements, ties.network(statements, size, self.me)

    def _people(self, number: int) -> list[int]:
        rows = self.table.lists[number]
        return [int(person) for person in self.code[rows.start : rows.stop]]

    def _seen(self, readings: Sequence[Reading]) -> set[int]:
        """People whom a page of my own connections shows."""
        return {
            int(self.code[self.table.mentions[number] + max(link.a, link.b)])
            for number, reading in enumerate(readings)
            for link in reading.links
            if link.kind == "connection" and reading.role != "shared" and OWNER in (link.a, link.b)
        }

    def _newest(self, numbers: Sequence[int]) -> set[int]:
        """Of several lists of one person those of the newest day count."""
        days = {number: self.archives[number].taken or date.min for number in numbers if self.table.lists[number]}
        return {number for number, day in days.items() if day == max(days.values())}

    def _enter(self, owner: int, number: int) -> None:
        rows = self.table.lists[number]
        places: Ints = np.arange(rows.start, rows.stop, dtype=np.int32)
        self.ties.connections(owner, self.code[places], self.days[places], places)

    def _owner(self, archive: Archive, number: int, known: Acquaintances) -> int:
        said = archive.owner
        if said is None:
            text = "nothing in it or in its name tells whose it is: name the owner as NAME=FILE or in [[shared]]"
            return self._told(archive, text, -1)
        if said.url:
            person = int(self.code[self.table.owners[number]])
            if person in known.numbers:
                return person
            called = said.name or said.url
            text = f"its owner {called} is not among your connections: no route leads through this list"
            return self._told(archive, text, person)
        found = known.named(said.name) or ([] if archive.told == "profile" else known.part(said.name))
        if len(found) == 1:
            return found[0]
        text = "several of your connections have" if found else "none of your connections has"
        return self._told(archive, f"{text} its owner's name, {said.name}: give the address in [[shared]]", -1)

    def _told(self, archive: Archive, text: str, person: int) -> int:
        self.problems.append(Problem(archive.file, text))
        return person
