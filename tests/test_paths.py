from __future__ import annotations

import numpy as np
import pytest

from outreach.network import Network
from outreach.paths import routes

PEOPLE = ("me", "ana", "ben", "cara", "dov", "eli", "far")


def network(*ties: str) -> Network:
    """Ties as lines: `me ana 0.9`; without a number the strength is unknown."""
    rows = []
    for tie in ties:
        one, other, *strength = tie.split()
        a, b = sorted((PEOPLE.index(one), PEOPLE.index(other)))
        rows.append((a, b, float(strength[0]) if strength else np.nan))
    a, b, s = (np.array(column) for column in zip(*sorted(rows), strict=True))
    return Network(
        len(PEOPLE), 0, a.astype(np.int32), b.astype(np.int32), s.astype(np.float32), np.full(len(a), -1, np.int32)
    )


def named(found: Network, *targets: str, most: int = 5) -> list[str]:
    return [
        " ".join(PEOPLE[code] for code in route.people)
        for route in routes(found, [PEOPLE.index(t) for t in targets], most)
    ]


def test_the_warmer_of_two_ways_comes_first() -> None:
    assert named(network("me ana 0.9", "me ben 0.2", "ana dov", "ben dov"), "dov") == ["me ana dov", "me ben dov"]


def test_three_steps_are_found_and_four_are_not() -> None:
    found = network("me ana 0.9", "ana cara 0.8", "cara dov 0.8", "dov eli 0.9")
    assert named(found, "dov") == ["me ana cara dov"]
    assert named(found, "eli") == []


def test_a_short_way_over_a_fair_tie_beats_a_long_one_over_strong_ties() -> None:
    assert (
        named(network("me ana 0.9", "ana cara 0.9", "cara dov 0.9", "me ben 0.5", "ben dov 0.9"), "dov")[0]
        == "me ben dov"
    )


def test_into_a_firm_the_best_of_all_who_work_there() -> None:
    found = network("me ana 0.9", "ana dov", "me ben 0.4", "ben eli")
    assert named(found, "dov", "eli") == ["me ana dov", "me ben eli"]
    assert named(found, "dov", "eli", most=1) == ["me ana dov"]


def test_nobody_leads_to_somebody_unconnected() -> None:
    assert named(network("me ana 0.9", "dov eli"), "eli") == []


@pytest.mark.parametrize("strength", ["0.0", ""])
def test_a_tie_of_no_or_unknown_strength_is_still_a_way(strength: str) -> None:
    (route,) = routes(network("me ana 0.5", f"ana dov {strength}"), [PEOPLE.index("dov")])
    assert 0 < route.warmth < 0.5
