from __future__ import annotations

import pytest

from outreach import config
from outreach.model import Mutual, Person, Reason
from outreach.scoring import LEANING, POINTS, Scorer

WISHES = """
[me]
headline = "Bookbinder"
[goal]
kind = "customers"
values = ["craft", "sustainability"]
offers = ["leather repair"]
seeks = ["rare books", "people who run libraries"]
[target]
roles = ["librarian", "archivist"]
industries = ["libraries"]
locations = ["Portugal"]
"""


def scorer(text: str = WISHES, best: tuple[Person, ...] = ()) -> Scorer:
    return Scorer(config.parse(text), best)


def person(**fields: str) -> Person:
    return Person("someone", "Someone", **fields)


def wish(text: str = WISHES, **fields: str) -> dict[str, Reason]:
    """The reasons by kind; the first of a kind."""
    return {reason.kind: reason for reason in reversed(scorer(text).wish(person(**fields)))}


def test_of_whom_nothing_is_known_nothing_is_said() -> None:
    assert wish() == {}


def test_every_reason_quotes_what_it_rests_on() -> None:
    found = wish(
        position="Head Librarian", industry="Libraries", location="Braga, Portugal", headline="Craft in bindings"
    )
    assert {kind: reason.evidence for kind, reason in found.items()} == {
        "role": 'position: "Head Librarian"',
        "industry": 'industry: "Libraries"',
        "values": 'headline: "Craft"',
        "place": "Braga, Portugal",
        "seniority": '"Head"',
    }
    assert found["role"].text == "works as librarian, a role you look for"
    assert all(0 < reason.points <= POINTS[reason.kind] for reason in found.values())


@pytest.mark.parametrize("kind", LEANING)
def test_each_goal_leans_as_it_says(kind: str) -> None:
    fields = {"position": "Head Librarian", "headline": "Craft", "industry": "Libraries"}
    plain, leaning = wish(**fields), wish(WISHES.replace("customers", kind), **fields)
    for name in ("role", "values", "industry"):
        assert leaning[name].points == pytest.approx(plain[name].points * LEANING[kind].get(name, 1), abs=0.011)


def test_a_second_shared_value_counts_less_and_a_guess_beside_it_is_not_told() -> None:
    found = scorer().wish(person(headline="Sustainable craft workshop"))
    shared = [reason.points for reason in found if reason.kind == "values"]
    assert len(shared) == 2 and shared[1] < shared[0] / 2
    for headline in ("Craft", "Sustainable forestry", "Woodwork and circular design", "Furniture maker"):
        texts = [one.text for one in scorer().wish(person(headline=headline)) if one.kind == "values"]
        assert sum(text.startswith("maybe") for text in texts) <= (len(texts) == 1)


def test_a_title_alone_is_no_reason() -> None:
    assert "seniority" not in wish(position="Managing Director", location="Lisbon, Portugal")
    assert "seniority" not in wish(position="Managing Director", location="Oslo, Norway")


def test_outside_a_preferred_place_speaks_against_and_an_unknown_one_is_to_be_checked_where_required() -> None:
    assert wish(location="Oslo, Norway")["place"].points < 0
    assert "place" not in wish(headline="Baker")
    required = WISHES.replace("[target]", '[target]\nlocation = "required"')
    assert (wish(required)["place"].points, wish(required)["place"].text) == (
        0.0,
        "place unknown: check before writing",
    )


def test_what_i_seek_does_not_count_again_what_role_or_field_have_counted() -> None:
    again = WISHES.replace('"rare books"', '"librarians"')
    assert "reciprocity" not in wish(again, position="Librarian", headline="Librarian")
    assert wish(headline="Dealer in rare books")["reciprocity"].text == 'fits what you look for: "rare books"'


@pytest.mark.parametrize(
    "headline",
    [
        "Looking for leather repair",
        "We need leather repair for old chairs",
        "Seeking a bookbinder",
        "Wir suchen eine Buchbinderin",
        "Procuro leather repair",
    ],
)
def test_who_looks_for_what_i_offer_or_do_is_told(headline: str) -> None:
    assert wish(headline=headline)["reciprocity"].text.startswith("looks for something you offer")


@pytest.mark.parametrize(
    "headline", ["Needlework and leather repair", "Leather repair", "Researching leather repair", "Kneading dough"]
)
def test_words_of_seeking_are_whole_words(headline: str) -> None:
    found = [reason.text for reason in scorer().wish(person(headline=headline)) if reason.kind == "reciprocity"]
    assert not any(text.startswith("looks for") for text in found)


def through(best: Person) -> Mutual:
    return Mutual(best, 1.0)


def test_likeness_to_a_best_connection_is_of_work_and_not_of_rank() -> None:
    lena = Person("lena", "Lena Rask", position="Archivist", company="City Archive")
    boss = Person("boss", "Bo Sand", position="Director", company="Sand & Co")
    judge = scorer(best=(lena, boss))
    alike = judge.similar(person(position="Senior Archivist"), [through(lena)])
    assert alike and alike.text == "does work like Lena Rask's"
    assert judge.similar(person(position="Director"), [through(boss)]) is None
    near = judge.similar(person(position="Baker", company="Sand and Co"), [through(boss)])
    assert near and near.text == "works where Bo Sand works"


def test_somebody_moving_to_a_place_of_mine_is_taken_to_be_there() -> None:
    text = WISHES.replace("[target]", '[target]\nlocation = "required"\nlocation_except = ["moving to"]')
    moving = person(headline="Librarian, moving to Porto in May", location="Turin, Italy")
    assert (scorer(text).where(moving).answer, scorer(text).where(moving).evidence) == ("lifted", "moving to Porto")
    elsewhere = person(headline="Librarian, moving to Rome", location="Turin, Italy")
    assert scorer(text).where(elsewhere).answer == "outside"
