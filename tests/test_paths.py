from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.network import UNKNOWN_DAY, Network
from outreach.paths import Route, routes


def network(*lines: str, size: int = 10) -> Network:
    """Read ties as `0-1` or `0-1:0.8` (strength); person 0 is me."""
    ties = sorted((*sorted(int(end) for end in line.split(":")[0].split("-")), line) for line in lines)
    a, b, _ = zip(*ties, strict=True)
    strength = [float(line.partition(":")[2] or "nan") for *_, line in ties]
    unknown = np.full(len(ties), UNKNOWN_DAY, np.int32)
    return Network(size, 0, np.array(a, np.int32), np.array(b, np.int32), np.array(strength, np.float32), unknown)


def people(found: list[Route]) -> list[list[int]]:
    return [[step.person for step in route.steps] for route in found]


def to(ties: Network, *targets: int, most: int = 5) -> list[list[int]]:
    return people(routes(ties, targets, most))


def test_the_stronger_way_comes_first() -> None:
    ties = network("0-1:0.4", "0-2:0.9", "1-5:0.5", "2-5:0.5")
    assert to(ties, 5) == [[2, 5], [1, 5]]


def test_two_strong_ties_beat_a_weak_one() -> None:
    ties = network("0-1:0.9", "1-2:0.9", "0-2:0.1", "2-5:0.5")
    assert to(ties, 5) == [[1, 2, 5], [2, 5]]


def test_three_steps_at_most() -> None:
    assert to(network("0-1", "1-2", "2-3"), 3) == [[1, 2, 3]]
    assert to(network("0-1", "1-2", "2-3", "3-4"), 4) == []


def test_somebody_i_know_is_reached_directly_only() -> None:
    assert to(network("0-1:0.1", "0-2:0.9", "1-2:0.9"), 1) == [[1]]


def test_into_a_company_a_route_ends_with_the_first_person_there() -> None:
    ties = network("0-1:0.9", "1-5:0.9", "5-6:0.9", "0-2:0.5", "2-6:0.5")
    assert to(ties, 5, 6) == [[1, 5], [2, 6]]


def test_every_step_says_what_its_tie_is() -> None:
    ties = network("0-1:0.8", "1-5")
    (route,) = routes(ties, [5])
    assert [step.tie for step in route.steps] == [0, 1]
    assert round(route.steps[0].strength, 3) == 0.8
    assert np.isnan(route.steps[1].strength)
    assert round(route.likelihood, 6) == round(0.8 * 0.5 * 0.5 * 0.5, 6)


def test_no_more_routes_than_asked_for() -> None:
    ties = network("0-1", "0-2", "0-3", "1-5", "2-5", "3-5")
    assert to(ties, 5, most=2) == [[1, 5], [2, 5]]


def test_ways_far_less_likely_than_the_best_are_left_out() -> None:
    strong, weak, faint = ("0-1:0.9", "1-5:0.9"), ("0-2:0.5", "2-5:0.5"), ("0-3:0.1", "3-5:0.1")
    assert to(network(*strong, *weak, *faint), 5) == [[1, 5], [2, 5]]
    assert to(network(*faint), 5) == [[3, 5]]


def test_nobody_is_a_route_to_oneself_or_to_nobody() -> None:
    ties = network("0-1", "1-2")
    assert to(ties, 0) == []
    assert to(ties) == []
    assert to(ties, 7) == []


PAIRS = st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]), min_size=1)


@settings(deadline=None, max_examples=50)
@given(PAIRS, st.sets(st.integers(1, 7), min_size=1))
def test_a_route_runs_along_ties_from_me_to_a_target_and_meets_nobody_twice(
    pairs: set[tuple[int, int]], targets: set[int]
) -> None:
    found = routes(network(*(f"{a}-{b}" for a, b in pairs)), sorted(targets))
    for way in people(found):
        assert 1 <= len(way) <= 3
        assert way[-1] in targets
        assert not targets & set(way[:-1])
        assert len({0, *way}) == len(way) + 1
        assert all((min(step), max(step)) in pairs for step in pairwise([0, *way]))
    assert len(found) == len({tuple(way) for way in people(found)})
