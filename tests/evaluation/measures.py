"""How good an order is: NDCG, hits and average precision of one ranking, and intervals over many."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
TOP = 10


def ranked(scores: Floats, positive: NDArray[np.bool_], tie_break: Floats) -> NDArray[np.bool_]:
    """Return `positive` in order of falling score; `tie_break` settles equal ones."""
    return positive[np.lexsort((tie_break, -scores))]


def ndcg(order: NDArray[np.bool_]) -> float:
    """Return NDCG@10 with binary gain, over the ideal of as many positives as there are, at most ten."""
    gain = 1 / np.log2(np.arange(2, TOP + 2))
    found = order[:TOP]
    return float(gain[: len(found)] @ found / gain[: min(TOP, order.sum())].sum())


def hit(order: NDArray[np.bool_]) -> float:
    """Return 1 where the first ten hold a positive, else 0."""
    return float(order[:TOP].any())


def average_precision(order: NDArray[np.bool_]) -> float:
    """Return the mean, over the positives, of the precision at their place."""
    places = np.flatnonzero(order)
    return float((np.arange(1, len(places) + 1) / (places + 1)).mean())


def resamples(count: int, rounds: int = 1000) -> NDArray[np.int64]:
    """Return seeded bootstrap draws of `count` egos, one row a round."""
    return np.random.default_rng(1).integers(0, count, (rounds, count))


def interval(values: Floats) -> tuple[float, float]:
    """Return the middle 95 % of bootstrapped `values`."""
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)
