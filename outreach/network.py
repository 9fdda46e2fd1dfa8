"""People and ties as arrays: the whole visible network, of any size, around me."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
UNKNOWN_DAY = np.int32(-1)


@dataclass(frozen=True)
class Network:
    """Who knows whom, as far as one can see: `size` people numbered from 0, undirected ties `a[i] – b[i]` with a < b, each once.

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
        return self.spread(None)

    def spread(self, values: Floats | None, weight: Floats | None = None) -> Floats:
        """Return for everybody the sum of `values` over those they are tied to, each times the tie's `weight`; None counts one."""
        left = np.ones(len(self.a)) if values is None else values[self.a]
        right = np.ones(len(self.a)) if values is None else values[self.b]
        if weight is not None:
            left, right = left * weight, right * weight
        return np.bincount(self.b, left, self.size) + np.bincount(self.a, right, self.size)

    @cached_property
    def first(self) -> NDArray[np.bool_]:
        """Who is tied to me."""
        mask = np.zeros(self.size, bool)
        mask[self.b[self.a == self.me]] = True
        mask[self.a[self.b == self.me]] = True
        return mask
