from __future__ import annotations

import random
from pathlib import Path

import pytest

from outreach import proximity
from tests.benchmarks.contenders import Contender, idiomatic_networkx, plain_pandas_networkx
from tests.benchmarks.generate import generate
from tests.benchmarks.product import run, world


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(("ties", "oracle"), [(10_000, plain_pandas_networkx), (100_000, idiomatic_networkx)])
def test_the_columnar_way_gives_what_a_plain_script_gives_in_any_order_of_files(
    ties: int, oracle: Contender, seed: int, tmp_path: Path
) -> None:
    generate(tmp_path, ties, seed)
    expected = oracle(tmp_path)
    order = list(range(len(list((tmp_path / "friends").iterdir()))))
    random.Random(seed).shuffle(order)
    found = run(tmp_path, order)
    assert len(found) == 100
    assert [(who, mutuals) for who, _, mutuals in found] == [(who, mutuals) for who, _, mutuals in expected]
    assert [points for _, points, _ in found] == pytest.approx([points for _, points, _ in expected], abs=1e-9)


def test_what_was_kept_gives_the_same_as_reading(tmp_path: Path) -> None:
    generate(tmp_path, 2500, seed=5)
    first = run(tmp_path, cache=tmp_path / ".cache")
    assert first == run(tmp_path, cache=tmp_path / ".cache") == run(tmp_path)


def test_the_world_behind_it_has_every_tie_once(tmp_path: Path) -> None:
    generate(tmp_path, 1500, seed=4)
    network = world(tmp_path).network
    assert (network.a < network.b).all()
    assert len(set(zip(network.a.tolist(), network.b.tolist(), strict=True))) == len(network.a)
    codes, points = proximity.paths(network)
    assert len(codes) == len(points) > 0
    assert points.tolist() == proximity.score(network).path.tolist()
