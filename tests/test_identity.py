from __future__ import annotations

import random
from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach import addresses
from outreach.who import names
from outreach.who.identity import Resolved, resolve
from outreach.who.links import HOW, Answers
from outreach.who.profile_keys import profile_keys
from tests.namesakes import HARD, measured, population, record, shown, table

IN = "https://www.linkedin.com/in/"


def people(resolved: Resolved) -> list[str]:
    return resolved.people.ids.to_list()


def asked(resolved: Resolved) -> list[tuple[str, str]]:
    ids = people(resolved)
    return [(ids[question.a], ids[question.b]) for question in resolved.questions]


@pytest.mark.parametrize("line", HARD)
def test_hard_pairs_are_linked_only_where_nothing_speaks_against_it(line: str) -> None:
    one, sign, other = line.partition(" = ") if " = " in line else line.partition(" ≠ ")
    found = resolve(table(record(one, f"{IN}one"), record(other)))
    assert (len(found.people) == 1) is (sign == " = ")


def test_automatic_links_are_right_and_most_are_found() -> None:
    found = measured(seed=7)
    assert found.precision >= 0.99
    assert found.recall >= 0.65


def test_one_profile_written_in_three_ways_is_one_person() -> None:
    written = (f"{IN}zo%C3%AB-b", f"{IN}zoë-b/", "www.linkedin.com/in/Zoë-B?x")
    found = resolve(table(*(record("Zoë/Brandt", url) for url in written)))
    assert people(found) == ["zoë-b"]
    assert [reason for _, _, reason in found.why(0)] == ["the same profile address"] * 3


def test_namesakes_with_different_addresses_are_never_linked() -> None:
    rows = (record("Jane/Roe @ Acme", f"{IN}jane-roe"), record("Jane/Roe @ Acme", f"{IN}jane-roe-2"))
    found = resolve(table(*rows))
    assert (people(found), asked(found)) == (["jane-roe", "jane-roe-2"], [])


def test_where_two_profiles_fit_the_user_is_asked() -> None:
    rows = (record("Jane/Roe @ Acme", f"{IN}a"), record("Jane/Roe @ Acme", f"{IN}b"), record("Jane Roe @ Acme"))
    assert asked(resolve(table(*rows))) == [("a", "~jane-roe~acme"), ("b", "~jane-roe~acme")]


def test_two_rows_of_one_list_are_two_people() -> None:
    rows = (record("Jane/Roe @ Acme", f"{IN}a", listed=3), record("Jane/Roe @ Acme", listed=3))
    assert len(resolve(table(*rows)).people) == 2
    again = record("Jane/Roe @ Acme", listed=3)
    found = resolve(table(record("Jane/Roe @ Acme", f"{IN}a"), again, again))
    assert len(found.people) == 3
    assert len(found.questions) == 2


def test_the_day_of_connecting_finds_a_person_again_after_a_new_job_and_address() -> None:
    def connected(text: str, url: str | None, listed: int) -> dict[str, object]:
        return {**record(text, url, listed), "owner": 0, "connected": date(2020, 1, 3)}

    rows = (
        connected("Jane/Roe @ Bolt", f"{IN}jane-new", 1),
        connected("Jane/Roe @ Acme", f"{IN}jane-old", 2),
        connected("Jane/Roe, MBA @ Cog", None, 3),
    )
    found = resolve(table(*rows))
    assert people(found) == ["jane-new"]
    assert found.people.person(0).company == "Bolt"
    assert found.people.code_of(f"{IN}jane-old") == 0
    assert found.why(0)[2][2].startswith("the same name, connected on the same day")


@pytest.mark.parametrize(
    ("headline", "linked"),
    [
        ("Curator at Lamps", True),
        ("Curator @Lamps AB | Speaker", True),
        ("Kuratorin bei Lamps GmbH", True),
        ("Lamps", False),
        ("Curator at Tubes, lover of lamps", False),
    ],
)
def test_a_firm_named_in_a_headline_finds_the_profile(headline: str, linked: bool) -> None:
    rows = (record("Jane/Roe @ Lamps AB", f"{IN}jane"), {**record("Jane Roe"), "headline": headline})
    assert (len(resolve(table(*rows)).people) == 1) is linked


def test_two_headlines_that_share_a_word_are_two_people() -> None:
    rows = [
        {**record("Jane Roe"), "headline": text} for text in ("Curator | Keynote Speaker", "Nurse | Keynote Speaker")
    ]
    assert len(resolve(table(*rows)).people) == 2


def test_what_the_user_answered_counts_most_and_can_be_taken_back() -> None:
    rows = table(record("Jane/Roe @ Acme", f"{IN}jane"), record("Jane Roe @ Acme"), record("J./Roe @ Acme"))
    jane, record_of_jane = (("slug", "jane"),), (("name", "Jane Roe"), ("company", "ACME"))
    initial = (("name", "J. Roe"), ("company", "Acme"))
    assert people(resolve(rows)) == ["jane", "~j-roe~acme"]
    told = Answers(same=((jane, initial),), different=((jane, record_of_jane),))
    found = resolve(rows, told)
    assert people(found) == ["jane", "~jane-roe~acme"]
    assert sorted(HOW[how] for how in found.how) == ["shown here alone", "the same profile address", "your answer"]


def test_a_member_number_is_a_key_and_gives_way_to_the_profile() -> None:
    opaque = f"{IN}ACoAAB1cD2eF3gH4iJ"
    alone = resolve(table(record("Jane/Roe @ Acme", opaque), record("Jane Roe", opaque)))
    assert people(alone) == ["ACoAAB1cD2eF3gH4iJ"]
    both = resolve(table(record("Jane/Roe @ Acme", opaque), record("Jane/Roe @ Acme", f"{IN}jane")))
    assert people(both) == ["jane"]
    assert both.people.code_of(opaque) == 0


def test_the_order_of_records_changes_nothing_but_whom_to_trust() -> None:
    records, whose = shown(population(3, people=300, last=60), 3)
    order = list(range(len(whose)))
    random.Random(5).shuffle(order)
    one, other = resolve(records), resolve(records[order])
    assert people(one) == people(other)
    assert np.array_equal(one.code[order], other.code)
    assert asked(one) == asked(other)


def test_resolving_people_again_links_nothing_more() -> None:
    found = resolve(shown(population(4, people=200, last=60), 4)[0])
    everybody = [found.people.person(number) for number in range(len(found.people)) if number < found.people.slugs]
    again = resolve(table(*(record(f"{one.first}/{one.last} @ {one.company}", one.url) for one in everybody)))
    assert people(again) == [one.id for one in everybody]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.one_of(st.none(), st.text(max_size=30), st.text(max_size=12).map(lambda text: IN + text)), max_size=6)
)
def test_addresses_are_understood_at_once_as_they_are_one_by_one(urls: list[str | None]) -> None:
    keys = profile_keys(pl.Series(urls, dtype=pl.String))
    expected = [(addresses.slug(url) or addresses.opaque(url)) if url else "" for url in urls]
    assert [keys.names[int(code)] if code >= 0 else "" for code in keys.code] == expected


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        ("Jane", "DOE, PMP", "Jane Doe"),
        ("Dr. Anna-Lena", "van der Berg", "Anna-Lena van der Berg"),
        ("Jane (she/her)", "Doe 🚀", "Jane Doe"),
        ("𝓙𝓪𝓷𝓮", "Doe | Hiring!", "Jane Doe"),
        ('Bob "Bobby"', "O'Neill Jr.", "Bob O'Neill"),
        ("JÃ¼rgen", "MÃ¼ller", "Jürgen Müller"),
        ("Doe, Jane", "", "Jane Doe"),
        ("प्रिया", "शर्मा", "प्रिया शर्मा"),
        ("Ada", "MA", "Ada Ma"),
        ("", "", ""),
        ("J. R. R.", "Tolkien", "J. R. R. Tolkien"),
    ],
)
def test_a_name_is_written_as_a_person_would(first: str, last: str, written: str) -> None:
    assert names.display(first, last) == written


@pytest.mark.parametrize(
    ("name", "greeted"),
    [
        ("Dr. Jane Doe", "Jane"),
        ("J. Doe", ""),
        ("Mr. Smith", ""),
        ("Doe, Anna-Lena", "Anna-Lena"),
        ("", ""),
        ("Bob", "Bob"),
    ],
)
def test_who_is_greeted_by_which_name(name: str, greeted: str) -> None:
    assert names.first_name(name) == greeted
