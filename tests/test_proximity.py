from __future__ import annotations

from dataclasses import replace

import numpy as np

from outreach.network import UNKNOWN_DAY, Network
from outreach.proximity import score, two_steps


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


def total(of: Network, person: int) -> float:
    found = score(of)
    return float(found.total[found.codes.tolist().index(person)])


def test_candidates_are_exactly_two_steps_away() -> None:
    chain = network("0-1", "1-2", "2-3")
    assert np.flatnonzero(two_steps(chain)).tolist() == [2]
    assert score(chain).codes.tolist() == [2]


def test_more_mutuals_count_more() -> None:
    ties = network("0-1", "0-2", "0-3", "1-4", "2-4", "3-5")
    assert total(ties, 4) > total(ties, 5)


def test_a_mutual_who_knows_everybody_counts_less() -> None:
    ties = network("0-1", "0-2", "1-4", "2-5", "2-6", "2-7", "2-8", "2-9")
    assert total(ties, 4) > total(ties, 5)


def test_a_recent_contact_counts_more() -> None:
    ties = network("0-1:@100", "1-4:@900", "1-5:@100")
    assert total(ties, 4) > total(ties, 5)


def test_the_path_does_not_depend_on_dates() -> None:
    dated = network("0-1:0.8@100", "1-4:0.3@900", "1-5:0.2@100", "0-2:0.5@50", "2-5:@10")
    undated = replace(dated, last=np.full(len(dated.last), UNKNOWN_DAY, np.int32))
    assert score(dated).path.tolist() == score(undated).path.tolist()
    assert score(undated).recency.tolist() == [0.0, 0.0]


def test_nobody_in_reach_gives_empty_arrays() -> None:
    assert len(score(network("0-1")).total) == 0
