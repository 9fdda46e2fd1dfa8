"""How near somebody is whom I do not know yet: what the ties between us say about a meeting that may come about.

One idea: a walk that starts with me and steps on at random from acquaintance to acquaintance, along strong ties rather
than weak ones. The more of its walks of two and three steps end at somebody, the nearer they are (degree-normalised
walks: resource allocation, Zhou, Lü & Zhang 2009, and its next order). So many mutuals count more than few, a mutual
who knows everybody counts little, one who knows many of my connections counts much, and people whom several of my
contacts' contacts know are near even if I share a single contact with them. Time is told apart from the way: how much
of these walks is recent, and how lately the person was active at all.

Points are logarithms, so they add up; one point is one e-fold. Nothing known gives 0. The constants were settled on
real networks with one of them left out at a time; tests/evaluation/RESULTS.md has the measurement behind each.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from outreach.network import Codes, Floats, Mask, Network, totals

CLOSURE = 0.05  # where so many pairs of my connections know each other, strangers on the way count as much as they do
FLOOR_STRENGTH = 0.05  # a weak lone bridge is not worthless
UNKNOWN_STRENGTH = 0.5
FAINTEST = 1000.0  # scale of the logarithm: a lone mutual with so many ties earns well under a point of path
MEMORY = 0.2  # a contact fades by a factor e in this share of the time that the network spans
FORGOTTEN = 0.02  # older than four times MEMORY is all the same
ACTIVE, FRESH, ALIKE = 0.5, 0.3, 0.25


@dataclass(frozen=True)
class Proximity:
    """The people two steps away (`codes`, ascending) and, for each, the points of every term; all from 0 upwards.

    `mutuals` is the number of connections we share. `path` speaks of ties and their strength and of no date, `active`
    of the person's last known contact with anybody, `fresh` of the ties on the way, `alike` of attributes in common.
    """

    codes: Codes
    mutuals: Floats
    path: Floats
    active: Floats
    fresh: Floats
    alike: Floats

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
    reached = np.zeros(network.size, bool)
    reached[network.b[network.first[network.a]]] = reached[network.a[network.first[network.b]]] = True
    reached[network.me] = False
    return reached & ~network.first


def score(network: Network, lean: float = 0.0, alike: Floats | None = None) -> Proximity:
    """Score everybody two steps away.

    `lean` runs from -1, bridges to other circles, to 1, my close circles. `alike` gives for everybody in the network
    how much their attributes resemble mine, 0 to 1. Time counts for as much as the share of ties whose day is known:
    where few are, a date says more about the source than about the person.
    """
    codes = np.flatnonzero(two_steps(network))
    weight = _weights(network, lean)
    recent = _recent(network)
    walks = _walks(network, weight, lean)[codes]
    fresh = _walks(network, weight * recent, lean)[codes] / walks if recent.any() else np.zeros(len(codes))
    dated = float(np.mean(network.last >= 0)) if len(network.last) else 0.0
    return Proximity(
        codes=codes,
        mutuals=network.spread(network.first.astype(float))[codes],
        path=_points(network, walks),
        active=dated * ACTIVE * np.log1p(_latest(network, recent)[codes] / FORGOTTEN),
        fresh=dated * FRESH * np.log1p(fresh / FORGOTTEN),
        alike=np.zeros(len(codes)) if alike is None else ALIKE * alike[codes],
    )


def paths(network: Network, lean: float = 0.0) -> tuple[Codes, Floats]:
    """Return the people two steps away, ascending, and the points of the ways to them alone: see `score`."""
    codes = np.flatnonzero(two_steps(network))
    return codes, _points(network, _walks(network, _weights(network, lean), lean)[codes])


def _points(network: Network, walks: Floats) -> Floats:
    points: Floats = np.log1p(FAINTEST * max(len(network.own), 1) * walks)
    return points


def _weights(network: Network, lean: float) -> Floats:
    """Strength to the power 1/2: at lean 0 a strong tie counts more, at -1 all count the same, at 1 in proportion."""
    weight: Floats = network.strength.astype(float)
    np.nan_to_num(weight, copy=False, nan=UNKNOWN_STRENGTH)
    np.maximum(weight, FLOOR_STRENGTH, out=weight)
    weight **= (1 + lean) / 2
    return weight


def _walks(network: Network, weight: Floats, lean: float) -> Floats:
    """Return for everybody the share of the random walks of two or three steps that end with them."""
    return network.spread(_reach(network, weight, lean), weight)


def _reach(network: Network, weight: Floats, lean: float) -> Floats:
    """Return for everybody how much of the walks passes over them as the last step but one."""
    degree = np.maximum(network.degree, 1)
    own = np.zeros(network.size)
    own[network.a[network.own] + network.b[network.own] - network.me] = weight[network.own]
    via = network.spread(own / degree, weight)
    via[network.me] = 0.0
    inside = own / max(len(network.own), 1) + (1 + lean) * via
    return np.where(network.first, inside, _outside(network) * via) / degree


def _outside(network: Network) -> float:
    """Return the weight, 0 to 2, of walks over strangers: the less my connections know each other, the more of it."""
    friends = len(network.own)
    known = np.count_nonzero(network.first[network.a] & network.first[network.b])
    return 2 * CLOSURE / (CLOSURE + known / max(friends * (friends - 1) / 2, 1))


def _recent(network: Network) -> Floats:
    """Return for every tie how fresh it is, from 1 for the latest in the network down to 0; 0 where unknown."""
    known = network.last >= 0
    if not known.any():
        return np.zeros(len(network.last))
    last = network.last.astype(float)
    latest, earliest = last[known].max(), last[known].min()
    return np.where(known, np.exp((last - latest) / max(MEMORY * (latest - earliest), 1.0)), 0.0)


def _latest(network: Network, recent: Floats) -> Floats:
    latest = np.zeros(network.size)
    np.maximum.at(latest, network.a, recent)
    np.maximum.at(latest, network.b, recent)
    return latest


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
