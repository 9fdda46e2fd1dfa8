"""How near somebody is whom I do not know yet: what the ties between us say about a meeting that could come about.

Log terms add up to a sum of reasons; one point is one e-fold in odds. Terms without data fall away.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from outreach.network import Codes, Floats, Legs, Mask, Network, legs, totals

ACTIVE_SHARE = 0.15  # contacts are as good as forgotten after a few times this share of the whole time span
ACTIVE_FLOOR = 0.05  # keeps a long silence from outweighing everything else


@dataclass(frozen=True)
class Proximity:
    """The people two steps away (`codes`, ascending) and, for each, the points of every term; all from 0 upwards.

    `circle` counts mutuals who do not know everybody, `walk` how well they are embedded among my connections,
    `strength` the ties that lead there; `active` and `fresh` speak of time only, `alike` of shared attributes.
    """

    codes: Codes
    mutuals: Floats
    circle: Floats
    walk: Floats
    strength: Floats
    active: Floats
    fresh: Floats
    alike: Floats

    @property
    def path(self) -> Floats:
        """Points for the way to them; independent of every date."""
        return self.circle + self.walk + self.strength

    @property
    def recency(self) -> Floats:
        """Points for how lately they and the ties on the way were active; 0 where no date is known."""
        return self.active + self.fresh

    @property
    def total(self) -> Floats:
        """All points."""
        return self.path + self.recency + self.alike


def two_steps(network: Network) -> Mask:
    """Tell who is at distance exactly two from me."""
    mask = np.zeros(network.size, bool)
    mask[legs(network).target] = True
    return mask


def score(network: Network, lean: float = 0.0, alike: Floats | None = None) -> Proximity:
    """Score everybody two steps away.

    `lean` runs from -1, bridges to other circles, to 1, my close circles. `alike` gives for everybody in the network
    how much their attributes resemble mine, 0 to 1.
    """
    steps = legs(network)
    codes, place = np.unique(steps.target, return_inverse=True)
    people = len(codes)
    discount = 1 / np.log(np.maximum(network.degree, 2))
    rarity = discount[steps.mutual]
    circle = totals(place, rarity, people)
    walk = totals(place, _embedding(network)[steps.mutual], people)
    recent = _recency(network)
    return Proximity(
        codes=codes,
        mutuals=totals(place, np.ones(len(place)), people),
        circle=0.5 * np.log1p(10 * circle) * (1 + lean / 2),
        walk=0.75 * np.log1p(1e4 * walk) * (1 + lean),
        strength=0.6 * _mean_strength(network, steps, place, rarity, circle),
        active=1.5 * np.log(1 + _activity(network, recent)[codes] / ACTIVE_FLOOR),
        fresh=0.9 * totals(place, rarity * (recent[steps.near] + recent[steps.far]) / 2, people) / circle,
        alike=np.zeros(people) if alike is None else 0.7 * alike[codes],
    )


def _embedding(network: Network) -> Floats:
    inner = np.where(network.first, 1 / np.maximum(network.degree, 1), 0.0)
    mine = 1 / max(int(network.first.sum()), 1)
    return (mine + network.spread(inner)) * inner


def _recency(network: Network) -> Floats:
    known = network.last >= 0
    if not known.any():
        return np.zeros(len(network.last))
    now, start = network.last[known].max(), network.last[known].min()
    scale = max(float(now - start) * ACTIVE_SHARE, 1.0)
    return np.where(known, np.exp((network.last - now) / scale), 0.0)


def _activity(network: Network, recent: Floats) -> Floats:
    active = np.zeros(network.size)
    np.maximum.at(active, network.a, recent)
    np.maximum.at(active, network.b, recent)
    return active


def _mean_strength(network: Network, steps: Legs, place: Codes, rarity: Floats, circle: Floats) -> Floats:
    strength = np.nan_to_num(network.strength.astype(float))
    both = (strength[steps.near] + strength[steps.far]) / 2
    return totals(place, rarity * both, len(circle)) / circle


def cosine(people: Codes, terms: Codes, size: int, me: int) -> Floats:
    """Return how alike each of `size` people is to `me`, 0 to 1: the cosine of what they have, rare terms first.

    `people[i]` has the attribute `terms[i]`; each weighs ln(people with any / people with it), as in text search.
    """
    have = np.bincount(terms)
    rarity = np.log(len(np.unique(people)) / np.maximum(have, 1))
    length: Floats = np.sqrt(totals(people, rarity[terms] ** 2, size))
    mine = np.zeros(len(have), bool)
    mine[terms[people == me]] = True
    shared = totals(people, np.where(mine[terms], rarity[terms] ** 2, 0.0), size)
    return shared / np.maximum(length * float(length[me]), 1e-12)
