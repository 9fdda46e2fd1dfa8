"""Whose archives these are: which are mine, who I am, and whose the others'; what nothing tells becomes a problem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from outreach import addresses
from outreach.model import Problem
from outreach.sources.base import Mention
from outreach.sources.linkedin import Archive
from outreach.who import names, namesakes
from outreach.who.likeness import SAME, compare


@dataclass(frozen=True, slots=True)
class Ownership:
    """The archives that count, who I am, a number for each archive's owner (-1 nobody known), and what is wrong."""

    archives: tuple[Archive, ...]
    me: Mention
    owners: tuple[int, ...]
    problems: tuple[Problem, ...]


def settle(mine: Sequence[Archive], shared: Sequence[Archive], me: Mention, listed_as: str | None = None) -> Ownership:
    """Decide. `me` is what the settings say, each field as far as given; `listed_as` my address as the lists show it.

    Of two owners among my own archives the one of the settings counts, else the one with more rows; the other's are
    left out. An archive of mine among the shared ones is left out too.
    """
    owner, problems = _myself(mine, me)
    kept = [archive for archive in mine if archive.owner is None or _one(archive.owner, owner)]
    if not owner.url:
        owner = replace(owner, url=_listed_as(owner, shared) if listed_as is None else listed_as)
    friends = []
    for archive in sorted(shared, key=_order):
        if archive.owner and archive.told != "file name" and _same_owner(archive.owner, owner):
            problems.append(Problem(archive.file, "this is your own export: put it into exports/me; left out"))
        else:
            friends.append(archive)
    archives = (*sorted(kept, key=_order), *friends)
    return Ownership(archives, owner, _numbered(archives, len(kept)), tuple(problems))


def _order(archive: Archive) -> tuple[int, str]:
    return (-archive.taken.toordinal() if archive.taken else 0, archive.file)


def _myself(mine: Sequence[Archive], me: Mention) -> tuple[Mention, list[Problem]]:
    """Return me, and a problem for each archive in my folder that is somebody else's."""
    told = [archive for archive in sorted(mine, key=_order) if archive.owner and archive.told != "file name"]
    owners = [(archive.owner, archive.rows) for archive in told if archive.owner]
    chosen = me if me.url or me.name else _most(owners)
    for owner, _ in owners:
        if _one(owner, chosen):
            chosen = replace(chosen, name=chosen.name or owner.name, url=chosen.url or owner.url)
    position = _position(mine)
    chosen = replace(chosen, company=chosen.company or position[0], position=chosen.position or position[1])
    problems = [
        Problem(archive.file, f"this is the export of {_called(archive.owner)}, not of {_called(chosen)}: left out")
        for archive in told
        if archive.owner and not _one(archive.owner, chosen)
    ]
    return chosen, problems


def _most(owners: Sequence[tuple[Mention, int]]) -> Mention:
    rows: Counter[int] = Counter()
    for owner, count in owners:
        first = next(place for place, (other, _) in enumerate(owners) if _one(owner, other))
        rows[first] += count + 1
    best = max(sorted(rows), key=lambda place: rows[place], default=None)
    return Mention() if best is None else owners[best][0]


def _position(mine: Sequence[Archive]) -> tuple[str, str]:
    for archive in sorted(mine, key=_order):
        rows = archive.tables.get("positions")
        current = rows.filter(pl.col("end").is_null()) if rows is not None else None
        if current is not None and len(current):
            company, title = current.select("company", "title").row(0)
            return company or "", title or ""
    return "", ""


def _one(one: Mention, other: Mention) -> bool:
    """Whether two owners are one: by address where both have one, else by name."""
    if one.url and other.url:
        return addresses.slug(one.url) == addresses.slug(other.url)
    known = one.name and other.name and one.name != other.name
    return not known or compare(names.parse(one.name), names.parse(other.name)) == SAME


def _called(owner: Mention | None) -> str:
    return (owner.name or addresses.slug(owner.url)) if owner and (owner.name or owner.url) else "yourself"


def _listed_as(me: Mention, shared: Sequence[Archive]) -> str:
    """Return my address where friends' lists show exactly one person of my name: who gave me a list has me in it."""
    if not shared or not names.parse(me.name).family:
        return ""
    fields = ("first", "last", "name", "url")
    asked = pl.DataFrame(
        {"first": None, "last": None, "name": [me.name], "url": None}, schema=dict.fromkeys(fields, pl.String)
    )
    table = pl.concat([asked, *(archive.connections.select(fields) for archive in shared)])
    everybody = np.arange(1, len(table), dtype=np.int32)
    pairs = namesakes.same_family(table, everybody, np.zeros(1, np.int32), firm=False)
    like = table[pairs["other"].to_numpy()]
    shown = zip(namesakes.names_of(like), like["url"].fill_null(""), strict=True)
    found = {addresses.slug(url) for other, url in shown if compare(names.parse(me.name), other) == SAME} - {""}
    return addresses.link(found.pop()) if len(found) == 1 else ""


def _numbered(archives: Sequence[Archive], mine: int) -> tuple[int, ...]:
    """Number the owners: 0 is me; archives that nobody is named for are nobody's (-1)."""
    numbers: dict[str, int] = {}
    found = [0] * mine
    for archive in archives[mine:]:
        key = _key(archive.owner)
        found.append(numbers.setdefault(key, len(numbers) + 1) if key else -1)
    return tuple(found)


def _key(owner: Mention | None) -> str:
    if owner is None:
        return ""
    return addresses.slug(owner.url) or names.parse(owner.name).key


def _same_owner(one: Mention, other: Mention | None) -> bool:
    return other is not None and bool((one.url and other.url) or (one.name and other.name)) and _one(one, other)
