"""Everybody two steps away: people are numbers, ties are written `0-1:0.8@15000` (strength, day), 0 is me."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from outreach import config
from outreach.candidates import EPOCH, Judges, Ranking, rank, ways
from outreach.exclusions import Barred, Exclusions, Known, known
from outreach.model import Mutual, Person, Reason
from outreach.network import Codes, Ints, Network
from outreach.scoring import Scorer
from tests.test_proximity import network

TODAY = date(2026, 11, 22)
NOBODY = Exclusions([])


@dataclass
class Few:
    """People by number; whoever is not described is known by name alone."""

    people: dict[int, Person] = field(default_factory=dict)

    def person(self, code: int) -> Person:
        return self.people.get(code, Person(f"p{code}", f"Person {code}"))

    def persons(self, codes: Codes) -> Sequence[Person]:
        return [self.person(code) for code in codes.tolist()]

    def known(self, code: int) -> Known:
        one = self.person(code)
        return known(one.name, one.url, company=one.company, location=one.location)

    def texts(self, codes: Codes) -> tuple[Ints, Sequence[int]]:
        return np.arange(len(codes), dtype=np.int32), codes.tolist()


def ranking(
    ties: Network,
    people: Few | None = None,
    wishes: str = "",
    barred: Exclusions = NOBODY,
    best: dict[int, float] | None = None,
    most: int = 100,
) -> Ranking:
    people = people or Few()
    judges = Judges(
        Scorer(config.parse(wishes)),
        barred,
        lambda person: "does what I do" if person.headline == "rival" else "",
        lambda code: Mutual(people.person(code), 0.5, ("12 messages",)),
        best or {},
        TODAY,
    )
    return rank(ties, people, judges, most)


def order(found: Ranking) -> list[str]:
    return [one.person.id for one in found.suggestions]


def reason(found: Ranking, person: str, kind: str) -> Reason | None:
    (one,) = [one for one in found.suggestions if one.person.id == person]
    return next((reason for reason in one.reasons if reason.kind == kind), None)


def day(ago: int) -> int:
    return (TODAY - timedelta(days=ago)).toordinal() - EPOCH


def test_neither_i_nor_my_connections_are_candidates_and_both_are_told() -> None:
    found = ranking(network("0-1", "0-2", "1-2", "1-3", "3-4"))
    assert order(found) == ["p3"]
    assert [(one.person.id, one.code) for one in found.excluded] == [
        ("p1", "already_connected"),
        ("p2", "already_connected"),
    ]


def test_each_has_a_mutual_and_a_sentence_that_names_them() -> None:
    found = ranking(network("0-1", "0-2", "0-5", "1-3", "2-3", "1-4", "2-4", "5-4"))
    told = {one.person.id: one.reasons[0].text for one in found.suggestions}
    assert told == {
        "p3": "Person 1 and Person 2 know them",
        "p4": "Person 5 and 2 others know them",
    }  # 5 knows fewer people, and so this one better
    assert all(one.via for one in found.suggestions)


def test_the_score_is_the_sum_and_none_is_negative_for_lack_of_evidence() -> None:
    found = ranking(network("0-1:0.9", "0-2:0.1", "1-3", "2-4"))
    for one in found.suggestions:
        assert one.score == round(sum(part.points for part in one.reasons), 2) >= 0


def test_whom_a_best_connection_knows_comes_first() -> None:
    ties = network("0-1:0.5", "0-2:0.5", "1-3", "2-4")
    assert order(ranking(ties, best={2: 1.0})) == ["p4", "p3"]
    assert order(ranking(ties, best={1: 1.0})) == ["p3", "p4"]


def test_equal_scores_are_in_order_of_the_id() -> None:
    assert order(ranking(network("0-1", "1-4", "1-3", "1-2"))) == ["p2", "p3", "p4"]


def test_a_contact_counts_as_recent_by_the_calendar_and_not_by_what_else_is_dated() -> None:
    def told(ago: int) -> Reason | None:
        return reason(
            ranking(network("0-1", "0-2", f"1-3:0.5@{day(ago)}", f"2-4:0.5@{day(ago + 900)}")), "p3", "recency"
        )

    lately, older = told(30), told(500)
    assert lately and lately.text == "has made contacts lately"
    assert lately.evidence.endswith(str(TODAY - timedelta(days=30)))
    assert older and older.text == "has made contacts in the last two years" and older.points < lately.points
    assert told(1600) is None


def test_the_first_rule_that_objects_is_told() -> None:
    people = Few(
        {
            2: Person("rival", "Rivka", headline="rival"),
            3: Person("far", "Farid", location="Lima, Peru"),
            4: Person("barred", "Bao Barr", url="https://www.linkedin.com/in/barred"),
            5: Person("inside", "Ines", location="Malmö, Sweden"),
        }
    )
    barred = Exclusions([Barred(known("Bao Barr"), "do_not_contact", "asked not to be contacted")])
    wishes = '[target]\nlocations = ["Sweden"]\nlocation = "required"\n'
    found = ranking(network("0-1", "1-2", "1-3", "1-4", "1-5", "1-6"), people, wishes, barred)
    assert {one.person.id: one.code for one in found.excluded} == {
        "rival": "competitor",
        "far": "wrong_location",
        "barred": "do_not_contact",
    }
    assert order(found) == ["inside", "p6"]


def test_a_preferred_place_leaves_nobody_out() -> None:
    people = Few({2: Person("far", "Farid", location="Lima, Peru")})
    found = ranking(network("0-1", "1-2"), people, '[target]\nlocations = ["Sweden"]\n')
    assert order(found) == ["far"] and found.excluded == ()


def test_among_very_many_the_promising_are_written_out_and_the_others_counted() -> None:
    people = Few({7: Person("curator", "Cleo", headline="Curator", position="Curator")})
    ties = network("0-1", *[f"1-{number}" for number in range(2, 12)])
    found = ranking(ties, people, '[target]\nroles = ["curator"]\n', most=3)
    assert order(found)[0] == "curator"
    assert (len(found.suggestions), found.unread, found.second_degree) == (3, 7, 10)


def test_the_ways_to_somebody_begin_with_my_strongest_tie() -> None:
    assert ways(network("0-1:0.2", "0-2:0.9", "1-3", "2-3"), np.array([3], np.int64)) == [(2, 1)]


def test_nobody_in_reach_is_an_empty_ranking() -> None:
    assert ranking(network("0-1")) == Ranking((), (), 0)
