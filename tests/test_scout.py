from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from outreach import scout
from outreach.model import Person
from outreach.scout import Friend, Wish

TODAY = date(2026, 11, 22)


def friend(name: str, strength: float = 0.5, **facts: object) -> Friend:
    return Friend(Person(name, name.title(), f"https://www.linkedin.com/in/{name}"), strength, **facts)  # type: ignore[arg-type]


def order(*friends: Friend, wishes: tuple[Wish, ...] = ()) -> list[str]:
    return [lead.friend.person.id for lead in scout.leads(friends, wishes, TODAY)]


def test_strong_ties_of_whom_little_is_known_come_first() -> None:
    assert order(friend("weak", 0.1), friend("strong", 0.9), friend("seen", 0.9, known=300)) == [
        "strong",
        "seen",
        "weak",
    ]


def test_who_is_close_to_what_is_missing_comes_before_who_is_close_to_what_is_covered() -> None:
    wishes = (Wish("curator", "role", covered=0), Wish("translator", "role", covered=200))
    friends = (friend("a", shows={"translator": 1.0}), friend("b", shows={"curator": 1.0}), friend("c"))
    assert order(*friends, wishes=wishes) == ["b", "a", "c"]
    lead = scout.leads(friends, wishes, TODAY)[0]
    assert lead.wishes == ("curator",)
    assert lead.reasons[-1] == "close to “curator”, which nobody of the people two steps away shows"


def test_a_new_list_leaves_nothing_to_ask_for_and_an_old_one_some() -> None:
    new, old = friend("new", listed=TODAY), friend("old", listed=TODAY - timedelta(days=800))
    assert order(new, old, friend("none")) == ["none", "old"]


def test_wishes_nobody_covers() -> None:
    wishes = (Wish("b", "role", 2), Wish("a", "role", 0), Wish("c", "role", 3), Wish("Norway", "place", 0))
    assert [wish.term for wish in scout.missing(wishes)] == ["Norway", "a", "b"]


def test_searches_are_addresses_to_open_by_hand() -> None:
    wishes = (
        Wish("exhibition manager", "role"),
        Wish("Malmö", "place", 5),
        Wish("R&D", "industry"),
        Wish("Oslo", "place", 0),
    )
    queries = [parse_qs(urlsplit(page.url).query) for page in scout.searches(wishes)]
    assert [query["keywords"][0] for query in queries] == [
        "R&D Malmö",
        "R&D Oslo",
        "exhibition manager Malmö",
        "exhibition manager Oslo",
    ]
    assert {query["network"][0] for query in queries} == {'["S"]'}
    assert scout.searches((Wish("curator", "role", 50),)) == []


def test_a_friends_pages() -> None:
    (lead,) = scout.leads([friend("a", member="ACoAAB1")], (), TODAY)
    assert [urlsplit(page.url).path for page in lead.pages] == ["/in/a", "/search/results/people/"]
    assert parse_qs(urlsplit(lead.pages[1].url).query)["connectionOf"] == ['["ACoAAB1"]']


@given(st.floats(0, 1), st.integers(0, 30_000), st.floats(0, 1), st.integers(0, 10_000))
def test_points_lie_between_nothing_and_the_strength_of_the_tie(
    strength: float, known: int, shows: float, covered: int
) -> None:
    wishes = (Wish("x", "role", covered),)
    for lead in scout.leads([friend("a", strength, known=known, shows={"x": shows})], wishes, TODAY):
        assert 0 < lead.points <= round(strength, 4)
