"""Real networks from a folder, and the cases they give: one ego each, what it can see, and whom it met later.

A network is a folder with `known.csv.gz` (a,b,weight,first,last), `later.csv.gz` (a,b) and, where there are any,
`attributes.csv.gz` (node,kind,value). Only a and b must be filled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from outreach.network import UNKNOWN_DAY, Network
from outreach.proximity import cosine, two_steps
from outreach.strength import saturating

EGOS = 400
SHARE = 0.3
TICKS = 1_000_000  # every source counts time in its own unit; only the share of the whole span matters
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class World:
    """One network at its cut: ties known then, those that came later (both directions), who has which attribute."""

    name: str
    known: Network
    later: Ints
    attributes: tuple[Ints, Ints] | None

    def ties_of(self, person: int) -> Ints:
        """Return the codes of everybody tied to `person`."""
        return np.concatenate([self.known.b[self.known.a == person], self.known.a[self.known.b == person]])


@dataclass(frozen=True)
class Case:
    """What one ego sees, the codes of its candidates, which of them it met later, and how alike everybody is to it."""

    network: Network
    candidates: Ints
    positive: NDArray[np.bool_]
    alike: NDArray[np.float64] | None


def read_worlds(folder: Path) -> list[World]:
    """Read `folder` itself or every network under it, in order of name; a folder without any gives an empty list."""
    return [_read_world(path.parent) for path in sorted(folder.rglob("known.csv.gz"))]


def _read_world(folder: Path) -> World:
    known = _undirected(pl.read_csv(folder / "known.csv.gz", infer_schema_length=None))
    later = pl.read_csv(folder / "later.csv.gz", infer_schema_length=None)
    numbers = np.unique(known.select("a", "b").to_numpy())
    pairs = later.filter(pl.col("a").is_in(numbers) & pl.col("b").is_in(numbers)).select("a", "b").to_numpy()
    attributes = folder / "attributes.csv.gz"
    network = Network(
        size=len(numbers),
        me=0,
        a=np.searchsorted(numbers, known["a"].to_numpy()).astype(np.int32),
        b=np.searchsorted(numbers, known["b"].to_numpy()).astype(np.int32),
        strength=_strength(known["weight"]),
        last=_ticks(_numbers(known["last"]).fill_null(_numbers(known["first"]))),
    )
    coded = np.searchsorted(numbers, pairs)
    both = np.concatenate([coded, coded[:, ::-1]]) if len(coded) else np.empty((0, 2), int)
    return World(folder.name, network, both, _attributes(attributes, numbers) if attributes.exists() else None)


def _undirected(ties: pl.DataFrame) -> pl.DataFrame:
    ordered = ties.with_columns(a=pl.min_horizontal("a", "b"), b=pl.max_horizontal("a", "b"))
    return ordered.filter(pl.col("a") != pl.col("b")).unique(["a", "b"], keep="first", maintain_order=True)


def _strength(weight: pl.Series) -> NDArray[np.float32]:
    counts = _numbers(weight).to_numpy()
    known = counts[counts > 0]
    if not len(known):
        return np.full(len(counts), np.nan, np.float32)
    return saturating(counts, float(np.median(known))).astype(np.float32)


def _numbers(column: pl.Series) -> pl.Series:
    return column.cast(pl.Float64, strict=False)


def _ticks(column: pl.Series) -> NDArray[np.int32]:
    times = column.to_numpy()
    known = np.isfinite(times)
    ticks = np.full(len(times), UNKNOWN_DAY, np.int32)
    if known.any():
        start, span = times[known].min(), np.ptp(times[known])
        ticks[known] = (times[known] - start) / (span or 1) * TICKS
    return ticks


def _attributes(path: Path, numbers: Ints) -> tuple[Ints, Ints]:
    table = pl.read_csv(path, infer_schema_length=None).filter(pl.col("node").is_in(numbers))
    terms = table.select(pl.struct("kind", "value").rank("dense")).to_series().to_numpy().astype(np.int64) - 1
    return np.searchsorted(numbers, table["node"].to_numpy()), terms


def cases(world: World, shared: bool) -> Iterator[Case]:
    """Yield the cases of the protocol: at most 400 egos with three ties or more and somebody to find two steps away.

    `shared` shows an ego its own ties and those of a seeded 30 % of its connections, at least three; else it sees all.
    """
    enough = np.flatnonzero(world.known.degree >= 3)
    egos = [ego for ego in enough if _case(world, int(ego), shared) is not None]
    if len(egos) > EGOS:
        egos = sorted(np.random.default_rng(0).choice(egos, EGOS, replace=False))
    for ego in egos:
        case = _case(world, int(ego), shared)
        assert case is not None
        yield replace(case, alike=_alike(world, int(ego)))


def _case(world: World, ego: int, shared: bool) -> Case | None:
    met = world.later[world.later[:, 0] == ego, 1]
    if not len(met):
        return None
    network = _visible(world, ego) if shared else replace(world.known, me=ego)
    candidates = np.flatnonzero(two_steps(network))
    positive = np.isin(candidates, met)
    return Case(network, candidates, positive, None) if positive.any() else None


def _visible(world: World, ego: int) -> Network:
    friends = np.sort(world.ties_of(ego))
    number = min(len(friends), max(3, round(SHARE * len(friends))))
    shows = np.zeros(world.known.size, bool)
    shows[np.random.default_rng([0, ego]).choice(friends, number, replace=False)] = True
    shows[ego] = True
    return replace(world.known.part(shows[world.known.a] | shows[world.known.b]), me=ego)


def _alike(world: World, ego: int) -> NDArray[np.float64] | None:
    return None if world.attributes is None else cosine(*world.attributes, world.known.size, ego)
