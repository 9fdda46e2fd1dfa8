from __future__ import annotations

from datetime import date

import pytest

from outreach.model import Answer, Decision, Mutual, Person
from outreach.triage import Judged, Judges, Request, Rival, judge, triage

PITCH = "Hi, we help firms get 30+ qualified leads a month, guaranteed. Book a call: https://cal.example/x"
SCAM = "You are next of kin to an unclaimed fund of 9 million USD. Send your bank details and the transfer fee."
YES, NO, UNKNOWN = Answer("yes", "told so"), Answer("no", "told so"), Answer("unknown")
NO_RIVAL = Rival()


def judges(
    industry: Answer = UNKNOWN,
    help_: Answer = UNKNOWN,
    place: Answer = UNKNOWN,
    rival: Rival = NO_RIVAL,
    policy: str = "selective",
    required: bool = False,
) -> Judges:
    return Judges(lambda p: industry, lambda p: rival, lambda p, text: help_, lambda p: place, policy, required)


def request(name: str = "Ada Quill", message: str = "", **more: object) -> Request:
    return Request(Person(name.casefold().replace(" ", "-"), name), message, **more)  # type: ignore[arg-type]


def action(one: Request, how: Judges | None = None) -> str:
    return judge(one, how or judges()).suggestion.action


@pytest.mark.parametrize("question", ["industry", "help_", "place"])
def test_selective_accepts_on_any_yes_and_looks_again_otherwise(question: str) -> None:
    assert action(request(), judges(**{question: YES})) == "accept"  # type: ignore[arg-type]
    assert action(request(), judges(**{question: NO})) == "review"  # type: ignore[arg-type]


def test_unknown_is_never_no() -> None:
    judged = judge(request(), judges(required=True))
    assert judged.suggestion.action == "review"
    assert {one.answer for one in judged.suggestion.answers.values()} == {"unknown"}
    assert "?" in judged.suggestion.notes[0]


def test_open_accepts_what_is_harmless() -> None:
    assert action(request(), judges(policy="open")) == "accept"
    assert action(request(message=PITCH), judges(policy="open")) == "ignore"
    assert action(request(message=SCAM), judges(policy="open")) == "ignore"
    assert action(request(connections=2), judges(policy="open")) == "review"
    assert action(Request(Person("x", "")), judges(policy="open")) == "review"


def test_the_rules_speak_in_their_order() -> None:
    fitting = judges(industry=YES, place=YES)
    barred = request(barred="sold my address")
    assert action(barred, fitting) == "review"
    assert action(request(barred="asked not to be contacted", named=True), fitting) == "ignore"
    assert action(request(message=SCAM), fitting) == "ignore"
    assert action(request(message=PITCH), fitting) == "ignore"
    assert action(request(), judges(industry=YES, rival=Rival("yes", '"builder"'))) == "ignore"
    assert action(request(), judges(industry=YES, rival=Rival("unclear", "audience unknown"))) == "review"
    assert action(request(), judges(rival=Rival("lifted", '"repair"'))) == "accept"
    assert action(request(), judges(industry=YES, place=NO, required=True)) == "ignore"
    assert action(request(), judges(industry=YES, place=NO)) == "accept"


def test_only_fraud_and_threats_say_report_and_nobody_is_ever_disowned() -> None:
    told = [judge(request(message=text), judges()) for text in (SCAM, PITCH, "Hello beautiful, are you single?", "Hi!")]
    notes = [" ".join(one.suggestion.notes) for one in told]
    assert ["Report" in text for text in notes] == [True, False, False, False]
    assert not any("know this person" in text for text in notes)


def test_a_draft_fits_the_accepted_and_those_who_wrote_in_person() -> None:
    rival = judges(rival=Rival("yes", '"builder"'))
    assert judge(request(), judges(place=YES)).draft == "thanks"
    assert judge(request(message="Grüße von einem Kollegen aus Graz."), rival).draft == "decline"
    assert judge(request(), rival).draft == ""
    assert judge(request(message=PITCH), judges()).draft == ""


def test_mutual_contacts_count_and_are_named() -> None:
    via = (Mutual(Person("bo", "Bo Rask"), 0.9, ("41 messages",)), Mutual(Person("cy", "Cy Vane"), 0.5))
    known, unknown = judge(request(via=via), judges()).suggestion, judge(request(), judges()).suggestion
    assert known.score > unknown.score
    assert known.reasons[0].text == "Bo Rask and Cy Vane know them"
    assert "41 messages" in known.reasons[0].evidence


def test_answered_requests_are_gone_and_the_rest_stand_in_order() -> None:
    ignored = Decision(1, "ignored", date(2026, 11, 1), ())
    asked = [
        request("Done", received=date(2026, 10, 1), decisions=(ignored,)),
        request("Again", received=date(2026, 11, 10), decisions=(ignored,)),
        request("Seller", message=PITCH),
        request("Writer", message="Thank you for the talk, my students loved it."),
    ]
    found: list[Judged] = triage(asked, judges())
    assert [(one.suggestion.person.name, one.suggestion.action) for one in found] == [
        ("Writer", "review"),
        ("Again", "review"),
        ("Seller", "ignore"),
    ]


def test_nobody_is_accepted_over_the_ceiling() -> None:
    fitting = judges(place=YES)
    assert judge(request(), fitting, connected=400).suggestion.notes == ()
    assert "29,800 of" in judge(request(), fitting, connected=29_800).suggestion.notes[0]
    full = judge(request(), fitting, connected=30_000)
    assert (full.suggestion.action, full.draft) == ("review", "")
