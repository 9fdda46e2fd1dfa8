"""Measure the path part of the score on real networks: `python -m tests.evaluation.ranking [FOLDER]`.

For each ego the people two steps away are ranked, and those it really met later should come first. Prints one table
for each view, with bootstrap intervals over egos, and the product's NDCG@10 over the best neighbour score.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from outreach import proximity
from tests.evaluation.baselines import BASELINES, NEIGHBOURS
from tests.evaluation.measures import average_precision, hit, interval, ndcg, ranked, resamples
from tests.evaluation.networks import Case, World, cases, read_worlds

MEASURES = {"NDCG@10": ndcg, "hits@10": hit, "MAP": average_precision}
OURS = "outreach"
Floats = NDArray[np.float64]


def product(case: Case) -> Floats:
    """Score the candidates of `case` as the product does."""
    found = proximity.score(case.network, alike=case.alike)
    return found.total


def results(world: World, shared: bool) -> dict[str, Floats]:
    """Return for each way of ranking an array: egos × the three measures."""
    rows: dict[str, list[list[float]]] = {name: [] for name in ("random", *BASELINES, OURS)}
    random = np.random.default_rng(2)
    for case in cases(world, shared):
        scores = {name: baseline(case.network, case.candidates) for name, baseline in BASELINES.items()}
        scores |= {"random": np.zeros(len(case.candidates)), OURS: product(case)}
        tie_break = random.random(len(case.candidates))
        for name, values in scores.items():
            order = ranked(values, case.positive, tie_break)
            rows[name].append([measure(order) for measure in MEASURES.values()])
    return {name: np.array(values) for name, values in rows.items()}


def ratio(found: dict[str, Floats], draws: NDArray[np.int64] | slice = slice(None)) -> Floats:
    """Return our NDCG@10 over that of the best neighbour score, for each row of `draws`; NaN where that is 0."""
    best = max(NEIGHBOURS, key=lambda name: found[name][:, 0].mean())
    ours, theirs = (found[name][draws, 0].mean(axis=-1) for name in (OURS, best))
    return np.divide(ours, theirs, out=np.full(np.shape(ours), np.nan), where=theirs > 0)


def tables(found: dict[str, dict[str, Floats]]) -> Iterator[str]:
    """Yield the lines of one view in Markdown: for each measure a row for each way of ranking, a column per network."""
    counts = " | ".join(f"{name} ({len(rows[OURS])} egos)" for name, rows in found.items())
    for place, measure in enumerate(MEASURES):
        yield from ("", f"| {measure} | {counts} |", "|---" * (len(found) + 1) + "|")
        for name in next(iter(found.values())):
            yield f"| {name} | " + " | ".join(_mean(rows[name][:, place]) for rows in found.values()) + " |"
        if place == 0:
            yield "| **ours over the best neighbour score** | " + " | ".join(map(_ratio, found.values())) + " |"


def _mean(values: Floats) -> str:
    low, high = interval(values[resamples(len(values))].mean(axis=1))
    return f"{values.mean():.3f} ({low:.3f}–{high:.3f})"


def _ratio(rows: dict[str, Floats]) -> str:
    low, high = interval(ratio(rows, resamples(len(rows[OURS]))))
    return f"**{float(ratio(rows)):.2f}** ({low:.2f}–{high:.2f})"


def main(arguments: list[str]) -> None:
    """Print the tables for the folder named first, or in `$DATA`; say so where there is none."""
    name = arguments[0] if arguments else os.environ.get("DATA", "")
    worlds = read_worlds(Path(name)) if name else []
    if not worlds:
        print("Ranking: no folder with networks given or found there, skipped. Name one: make evaluate DATA=FOLDER")
        return
    for shared in (False, True):
        found = {world.name: rows for world in worlds if len((rows := results(world, shared))[OURS])}
        print(f"## Ranking, {'shared' if shared else 'full'} view")
        if found:
            print("\n".join(tables(found)))
            mean = np.exp(np.nanmean([np.log(ratio(rows)) for rows in found.values()]))
            print(f"\nGeometric mean of our ratios: {mean:.3f}\n")
        else:
            print("\nNobody in these networks has later ties two steps away.\n")


if __name__ == "__main__":
    main(sys.argv[1:])
