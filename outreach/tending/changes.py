"""What differs between dated archives of one person: jobs, new and vanished connections, accepted invitations, names.

What a file does not say has not changed: an older layout, a missing file or a list cut short makes nothing vanish.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from outreach.model import Problem
from outreach.text import fold
from outreach.who import names
from outreach.words import companies

KINDS = ("accepted", "job", "title", "left", "new", "renamed", "vanished", "closed")
_CUT = 0.3  # more than this share gone at once is a list cut short, not so many farewells
_FEW = 5
_SAME_PERSON = 0.2  # two lists of one owner share at least this much


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list of connections; `first` and `last` where the list has them apart."""

    name: str
    slug: str = ""
    email: str = ""
    company: str = ""
    position: str = ""
    connected: date | None = None
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """One invitation that I sent."""

    name: str
    slug: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One archive: the day it was taken, whose it is (any stable key, "" unknown) and its connections.

    `entries` is None where the archive holds no list of connections. `columns` names what the list tells of everybody
    (`url`, `email`, `company`, `position`); `closed` are the dates of rows with nothing else in them.
    """

    file: str
    day: date
    owner: str = ""
    entries: tuple[Entry, ...] | None = None
    columns: frozenset[str] = frozenset({"url", "email", "company", "position"})
    closed: tuple[date, ...] = ()
    invited: tuple[Invited, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One difference, seen between the archives of `since` and `until`."""

    kind: str
    before: Entry | None
    after: Entry | None
    since: date
    until: date

    @property
    def entry(self) -> Entry:
        """The person as last seen."""
        entry = self.after or self.before
        assert entry is not None
        return entry


def changes(snapshots: Iterable[Snapshot]) -> tuple[list[Change], list[Problem]]:
    """Return every difference between one archive and the next, oldest first, in whatever order they are given.

    Archives of somebody else than the owner of the newest are refused with a problem.
    """
    ordered, problems = _of_one_owner(snapshots)
    found: list[Change] = []
    for older, newer in pairwise(ordered):
        some, told = compare(older, newer)
        found += some
        problems += told
    return found, problems


def _of_one_owner(snapshots: Iterable[Snapshot]) -> tuple[list[Snapshot], list[Problem]]:
    """Return one archive a day, oldest first, all of the owner of the newest."""
    usable = sorted((one for one in snapshots if one.entries), key=_worth)
    daily = list({one.day: one for one in usable}.values())
    kept: list[Snapshot] = []
    problems = []
    for one in reversed(daily):
        if kept and not _one_owner(one, kept[-1]):
            text = f"belongs to somebody else than {kept[0].file}; not compared"
            problems.append(Problem(one.file, text, value=one.owner))
        else:
            kept.append(one)
    return kept[::-1], problems


def _worth(one: Snapshot) -> tuple[date, int, int, str]:
    """Order archives by day; of one day the fullest comes last and is used."""
    return one.day, len(one.entries or ()), len(one.columns), one.file


def _one_owner(one: Snapshot, other: Snapshot) -> bool:
    if one.owner and other.owner:
        return one.owner == other.owner
    mine, theirs = one.entries or (), other.entries or ()
    shared = sum(1 for _ in _matched(mine, theirs))
    return shared >= _SAME_PERSON * min(len(mine), len(theirs))


def compare(older: Snapshot, newer: Snapshot) -> tuple[list[Change], list[Problem]]:
    """Return the differences between two archives of one person, sorted by kind and person."""
    before, after = older.entries or (), newer.entries or ()
    pairs = list(_matched(before, after))
    seen_before, seen_after = {id(one) for one, _ in pairs}, {id(two) for _, two in pairs}
    gone = [one for one in before if id(one) not in seen_before]
    came = [two for two in after if id(two) not in seen_after]
    shared = older.columns & newer.columns
    found: list[tuple[str, Entry | None, Entry | None]]
    found = [(kind, one, two) for one, two in pairs for kind in _differences(one, two, shared)]
    accepted = _accepted(came, [*older.invited, *newer.invited])
    found += [("accepted" if id(two) in accepted else "new", None, two) for two in came]
    problems = []
    if len(gone) > max(_FEW, _CUT * len(before)):
        text = f"{len(gone)} of {len(before)} connections of {older.file} are missing: the list seems cut short"
        problems.append(Problem(newer.file, text))
    else:
        closed = Counter(newer.closed) - Counter(older.closed)
        found += [(_farewell(one, closed), one, None) for one in sorted(gone, key=_order)]
    listed = [Change(kind, one, two, older.day, newer.day) for kind, one, two in found]
    listed.sort(key=lambda change: (KINDS.index(change.kind), _order(change.entry)))
    return listed, problems


def _order(entry: Entry) -> tuple[str, str, str]:
    return entry.slug, fold(entry.name), str(entry.connected)


def _farewell(entry: Entry, closed: Counter[date]) -> str:
    """A row that lost everything but its date is a closed account, not a farewell."""
    if entry.connected and closed[entry.connected] > 0:
        closed[entry.connected] -= 1
        return "closed"
    return "vanished"


# By what somebody is found again, the surest first. A name alone counts only where an address is missing on one side.
_KEYS: tuple[Callable[[Entry], Hashable], ...] = (
    lambda one: one.slug,
    lambda one: one.email.casefold(),
    lambda one: (_name(one), one.connected) if one.name and one.connected else "",
    lambda one: (one.connected, companies.key(one.company), fold(one.position)) if _detailed(one) else "",
    lambda one: _name(one),
)


def _detailed(one: Entry) -> bool:
    return bool(one.connected and one.company and one.position)


def _name(one: Entry) -> str:
    return _parsed(one).key or fold(one.name)


def _parsed(one: Entry) -> names.Name:
    return names.parse(one.first, one.last) if one.first and one.last else names.parse(one.name)


def _matched(before: Sequence[Entry], after: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Yield the pairs of rows that are one person, each row at most once."""
    left, right = list(before), list(after)
    for step, key in enumerate(_KEYS):
        old, new = _unique(left, key), _unique(right, key)
        found = [(old[value], new[value]) for value in old if value in new]
        found = [(one, two) for one, two in found if _possible(step, one, two)]
        yield from found
        used = {id(one) for pair in found for one in pair}
        left = [one for one in left if id(one) not in used]
        right = [two for two in right if id(two) not in used]


def _possible(step: int, one: Entry, two: Entry) -> bool:
    """Later keys tell less: an unchanged given name or a missing address has to go with them."""
    if step == 3:
        return bool(set(_parsed(one).given) & set(_parsed(two).given))
    return step < 3 or not (one.slug and two.slug)


def _unique(entries: Iterable[Entry], key: Callable[[Entry], Hashable]) -> dict[Hashable, Entry]:
    """Return the entries whose key nobody else has."""
    found: dict[Hashable, list[Entry]] = {}
    for one in entries:
        if value := key(one):
            found.setdefault(value, []).append(one)
    return {value: group[0] for value, group in found.items() if len(group) == 1}


def _differences(one: Entry, two: Entry, columns: frozenset[str]) -> Iterator[str]:
    if _name(one) != _name(two) and one.name and two.name:
        yield "renamed"
    firm = "company" in columns and companies.key(one.company) != companies.key(two.company)
    title = "position" in columns and fold(one.position) != fold(two.position)
    if not (firm or title):
        return
    lost = (firm or title) and not (two.company or two.position)
    yield "left" if lost else "job" if firm else "title"


def _accepted(came: Sequence[Entry], invited: Sequence[Invited]) -> set[int]:
    """Return which of the newcomers I had asked, by address, or by name where the invitation has no address."""
    slugs = {one.slug for one in invited if one.slug}
    plain = {names.parse(one.name).key for one in invited if one.name and not one.slug}
    asked = {names.parse(one.name).key for one in invited if one.name}
    return {
        id(entry)
        for entry in came
        if entry.slug in slugs or _name(entry) in plain or (not entry.slug and _name(entry) in asked)
    }
