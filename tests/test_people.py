from __future__ import annotations

import numpy as np

from outreach.who.identity import resolve
from outreach.who.people import People
from tests.namesakes import record, table

IN = "https://www.linkedin.com/in/"


def everybody() -> People:
    newer = {
        **record("Zoë/BRANDT, PhD @ Lamps AB", f"{IN}zo%C3%AB-b"),
        "position": "Curator",
        "file": "new.csv",
        "line": 7,
    }
    older = {**record("Zoë/Brandt @ Tubes Ltd <Zoe@Lamps.example>", f"{IN}zoë-b"), "position": "Clerk", "line": 3}
    page = {**record("Zoe Brandt", f"{IN}zoë-b"), "headline": "Lamps \x1b[31mand light", "location": "Oslo", "line": 9}
    jane = record("Jane/Roe @ Lamps AB", f"{IN}jane-roe")
    return resolve(table(newer, older, page, jane, record("Jane/Poe"))).people


def number(people: People, text: str) -> int:
    [found] = people.find(text)
    return found


def test_a_person_is_put_together_from_all_files_the_newest_first() -> None:
    people = everybody()
    zoe = people.person(number(people, "zoë-b"))
    assert (zoe.name, zoe.company, zoe.position) == ("Zoë Brandt", "Lamps AB", "Curator")
    assert (zoe.headline, zoe.location) == ("Lamps and light", "Oslo")
    assert zoe.url == "https://www.linkedin.com/in/zo%C3%AB-b"


def test_work_is_taken_from_one_place_and_not_mixed() -> None:
    newer = {**record("Jane/Roe @ Bolt", f"{IN}jane")}
    older = {**record("Jane/Roe @ Acme", f"{IN}jane"), "position": "Baker"}
    person = resolve(table(newer, older)).people.person(0)
    assert (person.company, person.position) == ("Bolt", "")


def test_people_are_found_by_address_its_last_part_or_part_of_a_name() -> None:
    people = everybody()
    zoe = people.code_of("zoë-b")
    assert [people.find(text) for text in (f"{IN}Zo%C3%AB-B/", "zoë-b", "zoe", "Zoë Brandt", "brandt")] == [[zoe]] * 5
    assert len(people.find("jane")) == 2
    assert people.find("nobody here") == people.find("") == []


def test_a_whole_name_goes_before_parts_of_others() -> None:
    people = resolve(table(record("Jane/Roe", f"{IN}a"), record("Mary Jane/Roe", f"{IN}b"))).people
    assert people.find("Jane Roe") == [people.code_of("a")]


def test_the_files_and_lines_that_show_a_person() -> None:
    people = everybody()
    assert people.mentions(people.code_of("zoë-b")) == [("f.csv", 3), ("f.csv", 9), ("new.csv", 7)]


def test_the_keys_a_decision_stores() -> None:
    people = everybody()
    assert people.keys(people.code_of("zoë-b")) == (
        ("slug", "zoë-b"),
        ("email", "zoe@lamps.example"),
        ("name", "Zoë Brandt"),
        ("company", "Lamps AB"),
    )
    assert people.keys(number(people, "Jane Poe")) == (("name", "Jane Poe"),)


def test_who_has_no_profile_gets_an_id_from_name_and_firm_and_no_link() -> None:
    people = resolve(
        table(record("Jane/Roe @ Acme GmbH"), record("Jane/Roe @ Bolt"), record("Jane/Roe @ Bolt", listed=1))
    ).people
    assert people.ids.to_list() == ["~jane-roe~acme", "~jane-roe~bolt"]
    assert {people.person(place).url for place in range(len(people))} == {""}


def test_each_distinct_text_is_given_once() -> None:
    people = resolve(
        table(
            *(record(f"P{place}/Roe @ {firm}", f"{IN}p{place}") for place, firm in enumerate(("Acme", "Bolt", "Acme")))
        )
    ).people
    places, firms = people.column("company")
    assert [firms[place] for place in places] == ["Acme", "Bolt", "Acme"]
    text, examples = people.texts(np.arange(3, dtype=np.int32))
    assert text[0] == text[2] != text[1]
    assert [people.person(examples[number]).company for number in text] == ["Acme", "Bolt", "Acme"]


def test_nobody_at_all_is_no_error() -> None:
    people = resolve(table()).people
    assert (len(people), people.find("x"), people.code_of("x")) == (0, [], -1)
