from __future__ import annotations

import numpy as np

from outreach.network import Network, legs

#   me(0) – ana(1), me – ben(2), ana – ben, ana – cleo(3), ben – cleo, cleo – dora(4)
NETWORK = Network(
    size=6,
    me=0,
    a=np.array([0, 0, 1, 1, 2, 3], np.int32),
    b=np.array([1, 2, 2, 3, 3, 4], np.int32),
    strength=np.array([0.9, 0.5, 0.4, 0.3, 0.2, 0.1], np.float32),
    last=np.array([10, 20, 30, 40, -1, 50], np.int32),
)


def test_degree_counts_visible_ties_of_everybody() -> None:
    assert NETWORK.degree.tolist() == [2, 3, 3, 3, 1, 0]


def test_spread_sums_over_ties_and_can_weigh_them() -> None:
    values = np.array([0.0, 1.0, 10.0, 100.0, 1000.0, 0.0])
    assert NETWORK.spread(values).tolist() == [11.0, 110.0, 101.0, 1011.0, 100.0, 0.0]
    only_the_last = np.array([0, 0, 0, 0, 0, 2.0])
    assert NETWORK.spread(values, only_the_last).tolist() == [0, 0, 0, 2000.0, 200.0, 0]


def test_my_connections_are_those_tied_to_me_and_never_me() -> None:
    assert np.flatnonzero(NETWORK.first).tolist() == [1, 2]
    assert NETWORK.own.tolist() == [0, 1]


def test_legs_lead_over_my_connections_to_people_two_steps_away() -> None:
    found = legs(NETWORK)
    assert list(zip(found.mutual.tolist(), found.target.tolist(), strict=True)) == [(1, 3), (2, 3)]
    assert found.near.tolist() == [0, 1]
    assert found.far.tolist() == [3, 4]


def test_legs_do_not_depend_on_which_end_of_a_tie_comes_first() -> None:
    last_is_me = Network(
        size=4,
        me=3,
        a=np.array([1, 0], np.int32),
        b=np.array([3, 1], np.int32),
        strength=np.ones(2, np.float32),
        last=np.full(2, -1, np.int32),
    )
    assert legs(last_is_me).target.tolist() == [0]


def test_part_keeps_people_and_drops_ties() -> None:
    smaller = NETWORK.part(np.array([True, False, False, True, False, False]))
    assert smaller.size == 6
    assert smaller.degree.tolist() == [1, 2, 0, 1, 0, 0]
