"""The product's own way, through its own functions: files → people and ties → path score, text fit, mutuals."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from outreach import candidates, proximity
from outreach.addresses import link
from outreach.sources import linkedin
from outreach.sources.base import Mention
from outreach.sources.container import open_path
from outreach.who import joining, remembered
from outreach.who.world import World
from tests.benchmarks.job import TOP, Answer, fit, owners


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
    memory = remembered.Memory(cache, given) if cache else None
    before = memory.load(repr(me)) if memory else None
    archives = linkedin.read(given[:1] if before else given)
    shared = before.shared if before else archives[1:]
    found = joining.build(archives[:1], shared, me=me, before=before)
    if memory and not before:
        memory.save(repr(me), found, shared)
    return found


def run(
    folder: Path, order: list[int] | None = None, lists: str = "friends", cache: Path | None = None
) -> list[Answer]:
    """Return the best 100 people two steps away."""
    found = world(folder, order, lists, cache)
    codes, path = proximity.paths(found.network)
    place, texts = found.people.column("position")
    points = path + np.array([fit(text) for text in texts])[place[codes]]
    least = np.sort(points)[-min(TOP, len(points))]
    likely = points >= least - 1e-9
    worth = dict(zip(codes[likely].tolist(), points[likely].tolist(), strict=True))
    ids = dict(zip(worth, found.people.ids.gather(list(worth)), strict=True))
    best = sorted(ids, key=lambda code: (-round(worth[code], 9), ids[code]))[:TOP]
    mutuals = candidates.ways(found.network, np.array(best))
    return [
        (ids[code], worth[code], sorted(found.people.ids.gather(via))) for code, via in zip(best, mutuals, strict=True)
    ]
