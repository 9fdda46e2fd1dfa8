"""What would break if a connection went: to whom of those I look for each of them leads, and to whom only they do."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from outreach.network import Network, legs


def bridges(network: Network, targets: Sequence[int]) -> dict[int, tuple[list[int], list[int]]]:
    """Return for every connection that leads to one of `targets`: all of those, and those that no other one leads to.

    Numbers are those of `network`; a target I am tied to already, or cannot reach over one person, counts for nobody.
    """
    wanted = np.zeros(network.size, bool)
    wanted[np.asarray(targets, np.int64)] = True
    steps = legs(network)
    chosen = wanted[steps.target]
    mutual, target = steps.mutual[chosen], steps.target[chosen]
    ways = np.bincount(target, minlength=network.size)
    order = np.lexsort((target, mutual))
    found: dict[int, tuple[list[int], list[int]]] = {}
    for who, whom in zip(mutual[order].tolist(), target[order].tolist(), strict=True):
        leads, only = found.setdefault(who, ([], []))
        leads.append(whom)
        if ways[whom] == 1:
            only.append(whom)
    return found
