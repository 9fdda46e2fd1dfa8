"""The product's own way, through its own functions: files → people and ties → path score, text fit, mutuals."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from outreach.addresses import link
from outreach.network import Codes, Floats, Network, legs
from outreach.sources import linkedin
from outreach.sources.base import Mention
from outreach.sources.container import open_path
from outreach.who import joining, remembered
from outreach.who.world import World
from tests.benchmarks.job import Answer, fit, owners

TOP = 100


def exports(folder: Path, order: list[int] | None = None, lists: str = "friends") -> list[linkedin.Export]:
    """Return my export and the friends', these in any order, from the folder `lists`."""
    slugs = owners(folder)
    friends = sorted((folder / lists).iterdir())
    friends = [friends[place] for place in order] if order else friends
    mine = linkedin.Export(open_path(folder / "me.csv"), "me")
    return [mine, *(linkedin.Export(open_path(path), "shared", link(slugs[int(path.stem)])) for path in friends)]


def world(folder: Path, order: list[int] | None = None, lists: str = "friends", cache: Path | None = None) -> World:
    """Read and join everything."""
    given = exports(folder, order, lists)
    me = Mention(url=link(owners(folder)[0]))
    memory = remembered.Memory(cache, given, repr(me)) if cache else None
    before = memory.load() if memory else None
    archives = linkedin.read(given[:1] if before else given)
    shared = before.shared if before else archives[1:]
    found = joining.build(archives[:1], shared, me=me, before=before)
    if memory and not before:
        memory.save(found, shared)
    return found


def run(
    folder: Path, order: list[int] | None = None, lists: str = "friends", cache: Path | None = None
) -> list[Answer]:
    """Return the best 100 people two steps away."""
    found = world(folder, order, lists, cache)
    network = found.network
    codes, path = paths(network)
    place, texts = found.people.column("position")
    points = path + np.array([fit(text) for text in texts])[place[codes]]
    least = np.sort(points)[-min(TOP, len(points))]
    likely = np.flatnonzero(points >= least - 1e-9)
    ids = found.people.ids
    best = sorted(likely.tolist(), key=lambda one: (-round(float(points[one]), 9), ids[int(codes[one])]))[:TOP]
    steps = legs(network)
    wanted = np.zeros(network.size, bool)
    wanted[codes[best]] = True
    shown = np.flatnonzero(wanted[steps.target])
    target, mutual = steps.target[shown], steps.mutual[shown]
    return [
        (ids[code], float(points[one]), sorted(ids[int(other)] for other in mutual[target == code]))
        for one, code in ((one, int(codes[one])) for one in best)
    ]


def paths(network: Network) -> tuple[Codes, Floats]:
    """Return everybody two steps away, and the points of the way to them (`job.points_of`), in a few passes."""
    first, degree = network.first.astype(float), np.maximum(network.degree, 1)
    inner = first / degree
    walk = network.spread((1 / max(first.sum(), 1) + network.spread(inner)) * inner)
    circle = network.spread(first / np.log(np.maximum(degree, 2)))
    away = (circle > 0) & ~network.first
    away[network.me] = False
    codes = np.flatnonzero(away)
    return codes, 0.5 * np.log1p(10 * circle[codes]) + 0.75 * np.log1p(1e4 * walk[codes])
