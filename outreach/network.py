"""People and ties as arrays: the whole visible network, of any size, around me."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]
Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
UNKNOWN_DAY = np.int32(-1)


def totals(groups: NDArray[np.integer], values: Floats, size: int) -> Floats:
    """Return the sum of `values` for each of the groups 0 to `size` - 1; `groups[i]` says where `values[i]` belongs."""
    return np.bincount(groups, values, size).astype(float, copy=False)


@dataclass(frozen=True)
class Network:
    """Who knows whom, as far as one can see: `size` people from 0, undirected ties `a[i] – b[i]`, a < b, each once.

    `strength` of a tie runs from 0 to 1, NaN where nothing tells; `last` is the day of the last known contact or of
    connecting, in days since 1970-01-01, -1 where unknown. `me` is the number of the ego.
    """

    size: int
    me: int
    a: Ints
    b: Ints
    strength: NDArray[np.float32]
    last: Ints

    @cached_property
    def degree(self) -> Floats:
        """Number of visible ties of everybody."""
        return (np.bincount(self.a, minlength=self.size) + np.bincount(self.b, minlength=self.size)).astype(float)

    def spread(self, values: Floats, weight: Floats | None = None) -> Floats:
        """Return for everybody the sum of `values` over those they are tied to, times the tie's `weight`; None is 1."""
        left, right = values[self.a], values[self.b]  # new arrays, which may be written to
        if weight is not None:
            left *= weight
            right *= weight
        return totals(self.b, left, self.size) + self._by_a(right)

    def _by_a(self, values: Floats) -> Floats:
        """Sum values of ties for each `a`; where ties stand in order of `a`, as they do in a whole network, in runs."""
        if not self._in_order:
            return totals(self.a, values, self.size)
        found = np.zeros(self.size)
        found[self.a[self._starts]] = np.add.reduceat(values, self._starts) if len(values) else 0.0
        return found

    @cached_property
    def _in_order(self) -> bool:
        return bool((self.a[1:] >= self.a[:-1]).all())

    @cached_property
    def _starts(self) -> Codes:
        return np.flatnonzero(np.diff(self.a, prepend=-1))

    @cached_property
    def own(self) -> Codes:
        """The numbers of my own ties, as indices into `a` and `b`."""
        return np.flatnonzero((self.a == self.me) | (self.b == self.me))

    @cached_property
    def first(self) -> Mask:
        """Who is tied to me."""
        mask = np.zeros(self.size, bool)
        mask[self.a[self.own]] = mask[self.b[self.own]] = True
        mask[self.me] = False
        return mask

    def part(self, ties: Mask) -> Network:
        """Return the same people with only the ties that `ties` keeps."""
        return replace(self, a=self.a[ties], b=self.b[ties], strength=self.strength[ties], last=self.last[ties])


@dataclass(frozen=True)
class Legs:
    """Every step from a connection of mine (`mutual`) to somebody who is none (`target`), as parallel arrays.

    `near` is the number of my tie to the mutual, `far` of the mutual's tie to the target.
    """

    mutual: Codes
    target: Codes
    near: Codes
    far: Codes


def legs(network: Network) -> Legs:
    """Return the steps that lead from my connections to people at distance exactly two, ordered by tie."""
    me, a, b = network.me, network.a, network.b
    out = np.flatnonzero(network.first[a] != network.first[b])
    out = out[(a[out] != me) & (b[out] != me)]
    forward = network.first[a[out]]
    mutual = np.where(forward, a[out], b[out]).astype(np.int64)
    target = np.where(forward, b[out], a[out]).astype(np.int64)
    mine = np.zeros(network.size, np.int64)
    mine[network.a[network.own]] = mine[network.b[network.own]] = network.own
    return Legs(mutual, target, mine[mutual], out)
