from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.benchmarks.contenders import plain_pandas_networkx
from tests.benchmarks.generate import generate
from tests.benchmarks.job import points_of
from tests.benchmarks.product import paths, run, world


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_columnar_way_gives_what_a_plain_script_gives_in_any_order_of_files(seed: int, tmp_path: Path) -> None:
    generate(tmp_path / "data", 2500, seed)
    expected = plain_pandas_networkx(tmp_path / "data")
    order = list(range(len(list((tmp_path / "data" / "friends").iterdir()))))
    random.Random(seed).shuffle(order)
    found = run(tmp_path / "data", order)
    assert [(who, mutuals) for who, _, mutuals in found] == [(who, mutuals) for who, _, mutuals in expected]
    assert [points for _, points, _ in found] == pytest.approx([points for _, points, _ in expected], abs=1e-9)


def test_the_world_behind_it_has_every_tie_once(tmp_path: Path) -> None:
    generate(tmp_path / "data", 1500, seed=4)
    network = world(tmp_path / "data").network
    assert (network.a < network.b).all()
    assert len(set(zip(network.a.tolist(), network.b.tolist(), strict=True))) == len(network.a)
    codes, points = paths(network)
    assert len(codes) == len(points) > 0
    assert points.max() <= points_of(len(network.own), len(network.own))
