"""Every statement that two people know each other, from whatever file, and the network they make together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from outreach.network import UNKNOWN_DAY, Codes, Ints, Network, totals
from outreach.sources.base import HINTS, TIES
from outreach.strength import TYPICAL_MESSAGES, saturating

KINDS = (*TIES, *HINTS)
COUNTED = ("mail", "meeting", "thread")  # their weight says how strong the tie is; the others only that it is there
EPOCH = date(1970, 1, 1).toordinal()


class Said(Protocol):
    """Who says that two people know each other: `Statements` in memory, or what was kept of them."""

    @property
    def row(self) -> Ints:
        """The record that makes each statement."""

    def about(self, one: int, other: int) -> list[tuple[str, int]]:
        """Return kind and record of everything that says these two know each other, in order."""


@dataclass(frozen=True, slots=True)
class Statements:
    """Statements as columns: two people (a < b), kind (place in `KINDS`), day, weight, and the record that says it."""

    a: Ints
    b: Ints
    kind: NDArray[np.uint8]
    day: Ints
    weight: NDArray[np.float32]
    row: Ints

    def about(self, one: int, other: int) -> list[tuple[str, int]]:
        """Return kind and record of everything that says these two know each other, in order."""
        low, high = sorted((one, other))
        places = np.flatnonzero((self.a == low) & (self.b == high))
        return sorted((KINDS[self.kind[place]], int(self.row[place])) for place in places)


@dataclass(slots=True)
class Collector:
    """Statements as they come in: whole lists of connections as arrays, single ones one by one.

    Columns of `lists`: owner, others, days, rows; of `single`: one, other, kind, day, weight, row.
    """

    lists: list[tuple[Ints, Ints, Ints, Ints]] = field(default_factory=list)
    single: list[tuple[int, int, int, int, float, int]] = field(default_factory=list)

    def connections(self, owner: int, others: Ints, days: Ints, rows: Ints) -> None:
        """Add somebody's list of connections."""
        self.lists.append((np.full(len(others), owner, np.int32), others, days, rows))

    def add(self, one: int, other: int, kind: str, day: date | None, weight: float, row: int) -> None:
        """Add one statement."""
        number = UNKNOWN_DAY if day is None else day.toordinal() - EPOCH
        self.single.append((one, other, KINDS.index(kind), int(number), weight, row))

    def done(self) -> Statements:
        """Return everything added, nobody tied to themselves."""
        singles = np.array(self.single, np.float64).reshape(-1, 6)
        columns = [
            np.concatenate([part[place] for part in self.lists] or [np.empty(0, np.int32)]) for place in range(4)
        ]
        one, other, days, rows = (
            np.concatenate([column, singles[:, place].astype(np.int32)])
            for column, place in zip(columns, (0, 1, 3, 5), strict=True)
        )
        plain = len(columns[0])
        kind = np.concatenate([np.zeros(plain, np.uint8), singles[:, 2].astype(np.uint8)])
        weight = np.concatenate([np.ones(plain, np.float32), singles[:, 4].astype(np.float32)])
        real = (one != other) & (one >= 0) & (other >= 0)
        low, high = np.minimum(one, other), np.maximum(one, other)
        if real.all():
            return Statements(low, high, kind, days, weight, rows)
        return Statements(low[real], high[real], kind[real], days[real], weight[real], rows[real])


def network(statements: Statements, size: int, me: int) -> Network:
    """Return the network that the statements make; hints are no ties. Strengths are known only where contacts count."""
    tied = statements.kind < len(TIES)
    width = size.bit_length()
    key = ((statements.a.astype(np.int64) << width) | statements.b)[tied]
    ties, last = _latest(key, statements.day[tied])
    return Network(
        size=size,
        me=me,
        a=(ties >> width).astype(np.int32),
        b=(ties & ((1 << width) - 1)).astype(np.int32),
        strength=_strength(ties, key, statements.kind[tied], statements.weight[tied]),
        last=last,
    )


def _latest(key: Codes, day: Ints) -> tuple[Codes, Ints]:
    """Return the distinct keys in order, and the latest day of each; both as one number sort fastest."""
    earliest = int(day.min(initial=0))
    bits = int(day.max(initial=0) - earliest).bit_length()
    if int(key.max(initial=0)).bit_length() + bits > 63:
        order = np.lexsort((day, key))
        key, day = key[order], day[order]
        ends = _ends(key)
        return key[ends], day[ends]
    both = key << bits
    both |= day - earliest
    both.sort()
    both = both[_ends(both >> bits)]
    return both >> bits, ((both & ((1 << bits) - 1)) + earliest).astype(np.int32)


def _ends(values: Codes) -> Codes:
    """Return the last place of every run of equal values."""
    return np.flatnonzero(np.append(values[1:] != values[:-1], True)[: len(values)])


def _strength(ties: Codes, key: Codes, kind: NDArray[np.uint8], weight: NDArray[np.float32]) -> NDArray[np.float32]:
    counted = np.isin(kind, [KINDS.index(name) for name in COUNTED])
    if not counted.any():
        return np.full(len(ties), np.nan, np.float32)
    places = np.searchsorted(ties, key[counted])
    total = totals(places, weight[counted].astype(float), len(ties))
    return np.where(total > 0, saturating(total, TYPICAL_MESSAGES), np.nan).astype(np.float32)


def pairs(people: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Return every pair of different people, each once."""
    known = sorted(set(people))
    return ((one, other) for place, one in enumerate(known) for other in known[place + 1 :])
