from __future__ import annotations

from datetime import date

import pytest

from outreach.exclusions import Barred, Exclusions, Known, from_decisions, known
from outreach.model import Decision

TODAY = date(2026, 11, 22)
PETRA = known("Petra Holm", company="Holm Publishing")


def never(who: Known) -> Barred:
    return Barred(who, "do_not_contact", "asked not to be contacted")


def code(rules: Exclusions, **person: str) -> str:
    found = rules.of(known(**person))  # type: ignore[arg-type]
    return found[0] if found else ""


def decided(*steps: tuple[str, int], **keys: str) -> list[Decision]:
    pairs = tuple(keys.items())
    return [
        Decision(number, status, date.fromordinal(TODAY.toordinal() - days), pairs)
        for number, (status, days) in enumerate(steps, 1)
    ]


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ({"name": "Petra HOLM", "company": "Holm Publishing AB"}, "do_not_contact"),
        ({"name": "Petra Holm", "company": "Fjord Press"}, "identity_question"),
        ({"name": "Petra Holm", "url": "https://www.linkedin.com/in/petra-holm-9"}, "identity_question"),
        ({"name": "Petra Holmberg", "company": "Holm Publishing"}, ""),
    ],
)
def test_a_changed_firm_does_not_lift_a_never_that_has_a_name(person: dict[str, str], expected: str) -> None:
    assert code(Exclusions([never(PETRA)]), **person) == expected


def test_another_address_is_another_person() -> None:
    rules = Exclusions([never(known("Petra Holm", url="linkedin.com/in/petra-holm"))])
    assert code(rules, name="Petra Holm", url="https://linkedin.com/in/petra-holm-9") == ""
    assert code(rules, name="P. Holm", url="https://de.linkedin.com/in/Petra-Holm?x=1") == "do_not_contact"
    assert code(rules, name="Petra Holm") == "identity_question"


def test_a_known_other_place_is_another_person() -> None:
    rules = Exclusions([never(known("Petra Holm", company="Holm", location="Oslo, Norway"))])
    assert code(rules, name="Petra Holm", location="Lisbon, Portugal") == ""
    assert code(rules, name="Petra Holm", location="Bergen, Norway") == "identity_question"


def test_an_answer_of_different_lifts_the_doubt() -> None:
    assert code(Exclusions([never(PETRA)], different=lambda one, other: True), name="Petra Holm", company="Kiln") == ""


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ({"company": "NORRBY & DAHL"}, "do_not_contact"),
        ({"company": "Norrby och Dahl Aktiebolag"}, "do_not_contact"),
        ({"text": "Editor at Norrby & Dahl"}, "do_not_contact"),
        ({"company": "Dahl AB"}, ""),
    ],
)
def test_a_firm_is_recognised_without_its_legal_form(person: dict[str, str], expected: str) -> None:
    assert code(Exclusions([], [("Norrby & Dahl AB", "never")]), name="Ida", **person) == expected


def test_a_firm_of_one_common_word_needs_an_at_before_it() -> None:
    rules = Exclusions([], [("Harbour AB", "never")])
    assert code(rules, name="Ida", text="Pilot at Harbour") == "do_not_contact"
    assert code(rules, name="Ida", text="Harbour pilot") == ""


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([("skipped", 10)], "cooling_down"),
        ([("skipped", 181)], ""),
        ([("sent", 10)], "invited"),
        ([("sent", 181)], ""),
        ([("sent", 60), ("withdrawn", 20)], "invited"),
        ([("sent", 60), ("withdrawn", 21)], "cooling_down"),
        ([("sent", 180), ("withdrawn", 21)], ""),
        ([("sent", 60), ("accepted", 50)], "already_connected"),
        ([("asked", 30)], "cooling_down"),
        ([("skipped", 900), ("never", 800)], "do_not_contact"),
        ([("opportunity", 1)], ""),
    ],
)
def test_what_was_done_holds_back_as_long_as_it_should(steps: list[tuple[str, int]], expected: str) -> None:
    rules = Exclusions(from_decisions(decided(*steps, slug="aino"), TODAY, 180))
    assert code(rules, name="Aino", url="linkedin.com/in/aino") == expected


def test_a_decision_made_before_the_address_was_known_still_holds() -> None:
    rules = Exclusions(from_decisions(decided(("never", 5), name="Aino Berge", company="Kiln"), TODAY, 180))
    assert code(rules, name="Aino Berge", company="Kiln GmbH", url="linkedin.com/in/aino") == "do_not_contact"
    assert code(rules, name="Aino Berge", company="Else", url="linkedin.com/in/aino") == "identity_question"


def test_decisions_on_two_keys_of_one_person_are_one_history() -> None:
    one = Decision(1, "sent", TODAY, (("email", "a@b.example"),))
    two = Decision(2, "accepted", TODAY, (("email", "a@b.example"), ("slug", "aino")))
    (rule,) = from_decisions([one, two], TODAY, 180)
    assert rule.code == "already_connected"


def test_a_connection_known_by_name_alone_is_a_question_not_a_certainty() -> None:
    rules = Exclusions([Barred(known("Ana Silva"), "already_connected", "a connection of yours")])
    assert code(rules, name="Ana Silva", company="Kiln") == "identity_question"
