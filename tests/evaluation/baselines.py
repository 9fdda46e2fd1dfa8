"""The neighbour scores everybody compares with: each takes a network and candidates, and returns their scores."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from outreach.network import Network

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


def common_neighbours(network: Network, candidates: Codes) -> Floats:
    """Count the mutuals."""
    return _over_mutuals(network, np.ones(network.size))[candidates]


def adamic_adar(network: Network, candidates: Codes) -> Floats:
    """Sum 1 / ln d(z) over the mutuals z (Adamic and Adar 2003)."""
    return _over_mutuals(network, 1 / np.log(np.maximum(network.degree, 2)))[candidates]


def resource_allocation(network: Network, candidates: Codes) -> Floats:
    """Sum 1 / d(z) over the mutuals z (Zhou, Lü and Zhang 2009)."""
    return _over_mutuals(network, 1 / np.maximum(network.degree, 1))[candidates]


def personalised_pagerank(network: Network, candidates: Codes) -> Floats:
    """Return the share of time a walk spends there that returns to me with probability 0.15 at every step."""
    start = np.zeros(network.size)
    start[network.me] = 1.0
    share, degree = start, np.maximum(network.degree, 1)
    for _ in range(30):
        share = 0.15 * start + 0.85 * network.spread(share / degree)
    return share[candidates]


def _over_mutuals(network: Network, values: Floats) -> Floats:
    return network.spread(np.where(network.first, values, 0.0))


BASELINES = {
    "common neighbours": common_neighbours,
    "Adamic-Adar": adamic_adar,
    "resource allocation": resource_allocation,
    "personalised PageRank": personalised_pagerank,
}
NEIGHBOURS = ("common neighbours", "Adamic-Adar", "resource allocation")
