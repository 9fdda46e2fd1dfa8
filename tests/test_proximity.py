from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.network import UNKNOWN_DAY, Network
from outreach.proximity import Proximity, cosine, score, two_steps


def network(*lines: str, size: int = 12) -> Network:
    """Read ties as `0-1`, `0-1:0.8` (strength) or `0-1:0.8@150` (strength, last day); person 0 is me."""
    ties = []
    for line in lines:
        pair, _, rest = line.partition(":")
        strength, _, day = rest.partition("@")
        a, b = sorted(int(end) for end in pair.split("-"))
        ties.append((a, b, float(strength or "nan"), int(day or UNKNOWN_DAY)))
    a, b, strength, last = zip(*ties, strict=True)
    return Network(
        size, 0, np.array(a, np.int32), np.array(b, np.int32), np.array(strength, np.float32), np.array(last, np.int32)
    )


def without_dates(dated: Network) -> Network:
    return replace(dated, last=np.full(len(dated.last), UNKNOWN_DAY, np.int32))


def points(of: Network, person: int, lean: float = 0.0) -> float:
    found = score(of, lean)
    return float(found.total[found.codes.tolist().index(person)])


def test_candidates_are_exactly_two_steps_away() -> None:
    chain = network("0-1", "1-2", "2-3")
    assert np.flatnonzero(two_steps(chain)).tolist() == [2]
    assert score(chain).codes.tolist() == [2]


def test_nobody_in_reach_gives_empty_arrays() -> None:
    assert len(score(network("0-1")).total) == 0
    assert len(score(network("3-4", "4-5")).total) == 0


def test_more_mutuals_count_more() -> None:
    ties = network("0-1", "0-2", "0-3", "1-4", "2-4", "3-5", "3-6")
    assert points(ties, 4) > points(ties, 5)
    assert score(ties).mutuals.tolist() == [2, 1, 1]


def test_a_mutual_who_knows_everybody_counts_less() -> None:
    ties = network("0-1", "0-2", "1-4", "2-5", "2-6", "2-7", "2-8", "2-9")
    assert points(ties, 4) > points(ties, 5)


def test_a_mutual_who_knows_my_other_connections_counts_more() -> None:
    ties = network("0-1", "0-2", "0-3", "1-2", "1-4", "3-5", "3-6")
    assert points(ties, 4) > points(ties, 5)


def test_somebody_whom_my_contacts_contacts_know_counts_more() -> None:
    ties = network("0-1", "0-2", "1-4", "1-5", "1-6", "2-6", "6-4", "7-5")
    assert points(ties, 4) > points(ties, 5)


def test_a_strong_tie_counts_more_and_a_lone_weak_one_still_counts() -> None:
    ties = network("0-1:0.9", "0-2:0.0", "1-4", "2-5")
    assert points(ties, 4) > points(ties, 5) > 0


def test_leaning_to_bridges_weighs_a_close_circle_and_strong_ties_less() -> None:
    ties = network("0-1:0.9", "0-2:0.9", "0-3:0.3", "1-2:0.9", "1-4", "3-5")
    close, far = (points(ties, 4, lean) - points(ties, 5, lean) for lean in (1.0, -1.0))
    assert close > points(ties, 4) - points(ties, 5) > far


def test_a_recent_contact_counts_more() -> None:
    ties = network("0-1:@100", "1-4:@900", "1-5:@100")
    assert points(ties, 4) > points(ties, 5)


def test_recency_does_not_depend_on_the_unit_of_time() -> None:
    days = network("0-1:@100", "1-4:@900", "1-5:@300")
    hours = replace(days, last=days.last * 24)
    assert score(days).recency == pytest.approx(score(hours).recency)


def test_an_unknown_date_earns_nothing_and_breaks_nothing() -> None:
    ties = network("0-1:@100", "1-4:@900", "0-2", "2-5")
    assert points(without_dates(ties), 5) == points(ties, 5)


def test_the_path_does_not_depend_on_dates() -> None:
    dated = network("0-1:0.8@100", "1-4:0.3@900", "1-5:0.2@100", "0-2:0.5@50", "2-5:@10")
    assert score(dated).path.tolist() == score(without_dates(dated)).path.tolist()
    assert score(without_dates(dated)).recency.tolist() == [0.0, 0.0]


def test_attributes_add_their_own_points() -> None:
    ties = network("0-1", "1-4", "1-5", size=6)
    alike = np.array([0, 0, 0, 0, 0.5, 0])
    assert score(ties, alike=alike).alike.tolist() == [0.125, 0.0]


def test_cosine_counts_rare_attributes_more() -> None:
    people = np.array([0, 0, 1, 2, 3, 3])
    terms = np.array([0, 1, 0, 1, 0, 2])  # attribute 0 is common, 1 is rare
    alike = cosine(people, terms, 5, 0)
    assert alike[0] == pytest.approx(1)
    assert alike[2] > alike[1] > alike[3]
    assert alike[4] == 0


PAIRS = st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]), min_size=1)


@settings(deadline=None, max_examples=50)
@given(PAIRS, st.randoms(use_true_random=False), st.floats(-1, 1))
def test_points_are_finite_and_never_negative_whatever_is_known(pairs, random, lean) -> None:  # type: ignore[no-untyped-def]
    lines = [f"{a}-{b}:{random.choice(['', '0', '0.7', '1'])}@{random.choice(['', '0', '5', '900'])}" for a, b in pairs]
    found: Proximity = score(network(*lines, size=10), lean)
    for term in (found.path, found.active, found.fresh):
        assert np.isfinite(term).all()
        assert (term >= 0).all()


@settings(deadline=None, max_examples=50)
@given(PAIRS, st.randoms(use_true_random=False))
def test_the_order_and_direction_of_ties_change_nothing(pairs, random) -> None:  # type: ignore[no-untyped-def]
    lines = [f"{a}-{b}" for a, b in sorted(pairs)]
    shuffled = [f"{b}-{a}" for a, b in random.sample(sorted(pairs), len(pairs))]
    one, other = score(network(*lines)), score(network(*shuffled))
    assert one.codes.tolist() == other.codes.tolist()
    assert one.total == pytest.approx(other.total, abs=1e-9)
