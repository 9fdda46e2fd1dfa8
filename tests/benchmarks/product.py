"""The product's own way, through its own functions: files → people and ties → path score, text fit, mutuals."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from outreach import joining, proximity
from outreach.addresses import link
from outreach.network import legs
from outreach.sources import linkedin
from outreach.sources.base import Mention
from outreach.sources.container import open_path
from outreach.world import World
from tests.benchmarks.job import Answer, fit, owners

TOP = 100


def exports(folder: Path, order: list[int] | None = None) -> list[linkedin.Export]:
    """Return my export and the friends', these in any order."""
    slugs = owners(folder)
    friends = sorted((folder / "friends").iterdir())
    friends = [friends[place] for place in order] if order else friends
    mine = linkedin.Export(open_path(folder / "me.csv"), "me")
    return [mine, *(linkedin.Export(open_path(path), "shared", link(slugs[int(path.stem)])) for path in friends)]


def world(folder: Path, order: list[int] | None = None) -> World:
    """Read and join everything."""
    archives = linkedin.read(exports(folder, order))
    return joining.build(archives[:1], archives[1:], me=Mention(url=link(owners(folder)[0])))


def run(folder: Path, order: list[int] | None = None) -> list[Answer]:
    """Return the best 100 people two steps away."""
    found = world(folder, order)
    near = proximity.score(found.network)
    place, texts = found.people.column("position")
    points = near.path + np.array([fit(text) for text in texts])[place[near.codes]]
    likely = np.argsort(-points, kind="stable")[: 2 * TOP]
    likely = likely[points[likely] >= np.sort(points)[-min(TOP, len(points))] - 1e-9]
    ids = found.people.ids
    best = sorted(likely, key=lambda one: (-round(float(points[one]), 9), ids[int(near.codes[one])]))[:TOP]
    steps = legs(found.network)
    return [
        (ids[code], float(points[one]), sorted(ids[int(mutual)] for mutual in steps.mutual[steps.target == code]))
        for one, code in ((one, int(near.codes[one])) for one in best)
    ]
