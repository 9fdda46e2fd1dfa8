from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.model import Mutual, Person, Pin, Reason, Suggestion
from outreach.plan import Budget, Week, plan


def somebody(name: str, score: float, via: str = "jonas", company: str = "", strength: float = 0.5) -> Suggestion:
    mutuals = tuple(
        Mutual(Person(id=one.strip("-"), name=one.strip("-")), strength, may_name=not one.startswith("-"))
        for one in via.split()
    )
    return Suggestion(Person(id=name, name=name, company=company), "", (Reason("path", score, ""),), mutuals)


def week(somebodies: list[Suggestion], **limits: object) -> Week:
    budget = Budget(**{"people": 5, "notes": 5, **limits})  # type: ignore[arg-type]
    ranked = sorted(somebodies, key=lambda one: (-one.score, one.person.id))
    return plan(ranked, budget, lambda one: one.person.company, lambda one: True)


def names(found: Week) -> list[str]:
    return [one.person.id for one in found.suggestions]


def test_spreads_over_mutuals_for_the_best_total_rather_than_first_come_first_served() -> None:
    people = [somebody("a", 0.9, "jonas mira"), somebody("b", 0.8, "jonas"), somebody("c", 0.1, "mira")]
    found = week(people, people=2, through_one=1)
    assert names(found) == ["a", "b"]
    assert found.suggestions[0].via[0].person.id == "mira"


def test_not_five_people_of_one_firm_while_others_are_there() -> None:
    people = [somebody(f"k{n}", 0.9 - n / 100, f"m{n}", "Kiln & Co") for n in range(4)]
    people += [somebody(f"o{n}", 0.3, f"o{n}", f"Firm {n}") for n in range(4)]
    found = week(people)
    assert names(found)[:2] == ["k0", "k1"]
    assert "2 people of Kiln & Co" in found.held_back["k2"]


def test_one_firm_alone_still_fills_the_week() -> None:
    assert len(week([somebody(f"k{n}", 0.5, f"m{n}", "Kiln & Co") for n in range(5)]).suggestions) == 5


def test_notes_go_to_the_best_then_the_mutual_is_asked_once_and_the_rest_goes_plain() -> None:
    found = week([somebody(f"p{n}", 0.9 - n / 10) for n in range(4)], notes=1)
    assert [one.action for one in found.suggestions] == ["connect", "ask", "connect_plain", "connect_plain"]


def test_a_mutual_who_may_not_be_named_is_asked_instead() -> None:
    assert week([somebody("a", 0.5, "-mira", strength=0.1)]).suggestions[0].action == "ask"


def test_no_more_introductions_than_a_year_allows() -> None:
    found = week([somebody("a", 0.5, "-mira")], asks_left={"mira": 0})
    assert found.suggestions[0].action == "connect_plain"


def test_pinned_places_keep_person_rank_and_action_and_only_free_ones_are_filled() -> None:
    people = [somebody(name, score) for name, score in (("a", 0.9), ("b", 0.8), ("c", 0.7))]
    budget = Budget(people=3, notes=1, through_one=3)
    pins = [Pin(2, "c", "connect", "jonas")]
    found = plan(people, budget, lambda one: "", lambda one: True, pins, free=[3])
    assert [(one.rank, one.person.id, one.action) for one in found.suggestions] == [
        (2, "c", "connect"),
        (3, "a", "ask"),
    ]


def test_nobody_to_choose_from_is_an_empty_week() -> None:
    assert names(week([])) == []


people_lists = st.lists(
    st.builds(
        somebody,
        name=st.text("abcdefgh", min_size=3, max_size=6),
        score=st.integers(0, 150).map(lambda n: n / 100),
        via=st.lists(st.sampled_from(["jonas", "mira", "-tomo", "ida"]), min_size=1, max_size=3, unique=True).map(
            " ".join
        ),
        company=st.sampled_from(["", "Kiln", "Fjord"]),
        strength=st.integers(0, 100).map(lambda n: n / 100),
    ),
    max_size=20,
    unique_by=lambda one: one.person.id,
)


@settings(deadline=None)
@given(people_lists, st.integers(0, 6), st.integers(0, 6), st.one_of(st.none(), st.integers(0, 3)))
def test_no_limit_is_ever_exceeded(
    people: list[Suggestion], per_week: int, notes: int, through_one: int | None
) -> None:
    found = week(people, people=per_week, notes=notes, through_one=through_one).suggestions
    assert len(found) <= per_week
    assert sum(one.action == "connect" for one in found) <= notes
    routed = [one.via[0].person.id for one in found]
    if through_one is not None:
        assert all(routed.count(mutual) <= through_one for mutual in routed)
    assert all(any(m.may_name for m in one.via) for one in found if one.action == "connect")
    assert [one.rank for one in found] == list(range(1, len(found) + 1))
