from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.audit import Audit, Connection, Pitch, Routes, Sent, audit, due, withdrawals
from outreach.model import Decision, Person, Suggestion
from outreach.network import Network
from outreach.tending.bridges import bridges

TODAY = date(2026, 11, 22)


def person(name: str, company: str = "") -> Person:
    return Person(id=name.casefold().replace(" ", "-") + company.casefold(), name=name, company=company)


def connection(name: str, company: str = "", **facts: object) -> Connection:
    return Connection(person(name, company), **facts)  # type: ignore[arg-type]


def pitches(*days: str, invasive: bool = False) -> tuple[Pitch, ...]:
    return tuple(Pitch(date.fromisoformat(day), "quick call", invasive) for day in days)


def decided(status: str, day: str, number: int = 1) -> Decision:
    return Decision(number, status, date.fromisoformat(day), ())


def only(one: Connection, **others: object) -> Suggestion:
    return audit([one], TODAY, **others).suggestions[0]  # type: ignore[arg-type]


def test_an_export_without_messages_proposes_nothing() -> None:
    old = [connection(f"Nils {letter}", connected=date(2009, 1, 1)) for letter in "abcdefgh"]
    result = audit([*old, connection("Ines Vela"), connection("")], TODAY, ghosts=3)
    assert {one.action for one in result.suggestions} == {"keep"}
    assert result.worklist == ()
    assert result.notes == ("3 rows are closed accounts: only a date is left, there is nothing to do.",)


def test_one_sales_message_is_forgiven_and_repeated_ones_are_not() -> None:
    assert only(connection("Once", pitches=pitches("2026-03-01"))).action == "keep"
    assert only(connection("Twice", pitches=pitches("2026-03-01", "2026-04-01"))).action == "unfollow"
    thrice = only(connection("Thrice", pitches=pitches("2026-03-01", "2026-04-01", "2026-05-01")))
    assert thrice.action == "remove"
    assert thrice.reasons[0].text == "sent 3 sales messages"
    assert thrice.reasons[0].evidence.startswith("2026-03-01, 2026-04-01, 2026-05-01")


def test_two_messages_on_one_day_are_one_approach() -> None:
    assert only(connection("Burst", pitches=pitches("2026-03-01", "2026-03-01"))).action == "keep"


def test_an_invasive_message_breaks_the_bond_at_once() -> None:
    assert only(connection("Swindler", pitches=pitches("2026-03-01", invasive=True))).action == "remove"


def test_a_pitch_after_unfollowing_is_one_too_many() -> None:
    marked = (decided("unfollowed", "2026-03-15"),)
    again = connection("Again", pitches=pitches("2026-03-01", "2026-04-01"), decisions=marked)
    assert only(again).action == "remove"


def test_what_was_done_is_not_asked_for_again() -> None:
    three = pitches("2026-03-01", "2026-04-01", "2026-05-01")
    done = (decided("unfollowed", "2026-06-01"),)
    assert only(connection("Muted", pitches=three, decisions=done)).action == "keep"
    gone = (decided("removed", "2026-06-01"),)
    assert only(connection("Gone", pitches=three, decisions=gone)).action == "keep"


def test_a_friend_who_sells_is_treated_more_mildly() -> None:
    three = pitches("2026-03-01", "2026-04-01", "2026-05-01")
    assert only(connection("Friend", pitches=three, mine=9, contacts=20)).action == "unfollow"
    assert only(connection("Praised", pitches=three, signs=("wrote a recommendation for you",))).action == "unfollow"
    assert only(connection("Best", pitches=three, safe="one of your best connections", strength=0.9)).action == "review"


def test_the_only_way_to_somebody_is_not_cut_first() -> None:
    three = pitches("2026-03-01", "2026-04-01", "2026-05-01")
    route = {"gate": Routes(leads=("Ada Quill", "Bo Rask"), only=("Ada Quill",))}
    found = only(connection("Gate", pitches=three), routes=route)
    assert found.action == "unfollow"
    assert any("only they lead to Ada Quill" in reason.text for reason in found.reasons)


def test_what_the_user_kept_is_not_asked_again_for_what_was_known_then() -> None:
    kept = (decided("kept", "2026-06-01"),)
    old = connection("Kept", pitches=pitches("2026-03-01", "2026-04-01"), decisions=kept)
    assert only(old).action == "keep"
    newer = connection("Kept", pitches=pitches("2026-03-01", "2026-07-01", "2026-08-01"), decisions=kept)
    assert only(newer).action == "unfollow"


def test_flooding_is_known_from_the_user_alone() -> None:
    loud = connection("Loud", decisions=(decided("floods", "2026-11-01"),))
    assert only(loud).action == "unfollow"
    done = connection("Loud", decisions=(decided("floods", "2026-11-01"), decided("unfollowed", "2026-11-02", 2)))
    assert only(done).action == "keep"


def test_dormant_needs_messages_that_were_read_and_no_other_sign() -> None:
    long_ago = date(2012, 5, 1)
    assert only(connection("Silent", connected=long_ago, contacts=0)).action == "review"
    assert only(connection("Unread", connected=long_ago)).action == "keep"
    assert only(connection("Fits", connected=long_ago, contacts=0, fits="fleet manager")).action == "keep"
    assert only(connection("Noted", connected=long_ago, contacts=0, signs=("you keep a note",))).action == "keep"
    assert only(connection("Recent", connected=date(2025, 1, 1), contacts=0)).action == "keep"
    assert (
        only(connection("Leads", connected=long_ago, contacts=0), routes={"leads": Routes(("Ada",))}).action == "keep"
    )


def test_namesakes_are_asked_about_only_where_no_firm_tells_them_apart() -> None:
    one, other = connection("Ana Lima", "Weavers GmbH"), connection("Ana  LIMA", "weavers")
    third = connection("Ana Lima", "Dyers")
    actions = {one.person.company: one.action for one in audit([one, other, third], TODAY).suggestions}
    assert actions == {"Weavers GmbH": "review", "weavers": "review", "Dyers": "keep"}


def test_an_hour_holds_thirty_people_and_progress_is_kept_between_sittings() -> None:
    crowd = [connection(f"P{n}", pitches=pitches("2026-03-01", "2026-04-01")) for n in range(40)]
    first = audit(crowd, TODAY)
    assert (len(first.worklist), first.done, first.total) == (30, 0, 40)
    crowd[0] = connection("P0", pitches=crowd[0].pitches, decisions=(decided("unfollowed", "2026-11-21"),))
    second = audit(crowd, TODAY)
    assert (second.done, second.total) == (1, 40)
    assert "p0" not in {one.person.id for one in second.worklist}


def test_the_next_audit_is_so_many_months_after_the_last() -> None:
    assert due(None, 6, TODAY) == TODAY
    assert due(date(2026, 8, 31), 6, TODAY) == date(2027, 2, 28)
    kept = connection("Kept", decisions=(decided("kept", "2026-06-10"),))
    result = audit([kept], TODAY, months=12)
    assert (result.last, result.next) == (date(2026, 6, 10), date(2027, 6, 10))


@pytest.mark.parametrize(
    ("done", "total", "last", "expected"),
    [
        (0, 0, "", "No connection needs a look. You have noted no audit yet."),
        (0, 1, "", "1 of your connections is worth a look; `outreach mark` notes what you decide. You have noted no"),
        (
            3,
            9,
            "2026-11-20",
            "You have decided about 3 of 9 connections worth a look. Your last audit was on 2026-11-20",
        ),
        (
            0,
            9,
            "2026-01-10",
            "9 of your connections are worth a look; `outreach mark` notes what you decide. Your last",
        ),
    ],
)
def test_progress_is_told_in_words(done: int, total: int, last: str, expected: str) -> None:
    day = date.fromisoformat(last) if last else None
    assert Audit((), (), done, total, day, due(day, 6, TODAY)).progress(TODAY).startswith(expected)


def test_an_audit_that_is_late_is_told_so() -> None:
    last = date(2026, 1, 10)
    assert "the next was due on 2026-07-10" in Audit((), (), 0, 0, last, due(last, 6, TODAY)).progress(TODAY)


FACTS = st.builds(
    Connection,
    person=st.builds(lambda name: person(name), st.sampled_from(["Ada Quill", "Bo Rask", ""])),
    strength=st.floats(0, 1),
    connected=st.none() | st.dates(date(2003, 5, 5), TODAY),
    contacts=st.none() | st.integers(0, 50),
    mine=st.integers(0, 20),
    fits=st.sampled_from(["", "baker"]),
)


@given(st.lists(FACTS, max_size=6))
def test_who_did_nothing_is_never_unfollowed_or_removed(connections: list[Connection]) -> None:
    assert {one.action for one in audit(connections, TODAY).suggestions} <= {"keep", "review"}


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 40))
def test_an_audit_date_is_so_many_calendar_months_ahead(day: date, months: int) -> None:
    ahead = due(day, months, TODAY)
    assert (ahead.year - day.year) * 12 + ahead.month - day.month == months
    assert ahead.day <= day.day


def test_invitations_wait_until_the_limit_and_not_when_answered() -> None:
    sent = [
        Sent(person("Waits"), date(2026, 10, 1)),
        Sent(person("Older"), date(2026, 5, 1)),
        Sent(person("Fresh"), date(2026, 11, 2)),
        Sent(person("Came"), date(2026, 5, 1), connected=TODAY),
        Sent(person("Gone"), date(2026, 5, 1), decisions=(decided("withdrawn", "2026-06-01"),)),
    ]
    found = withdrawals(sent, TODAY, 21)
    assert [one.person.name for one in found] == ["Older", "Waits"]
    assert withdrawals(sent, TODAY, 20)[-1].person.name == "Fresh"


def test_bridges_are_the_ways_to_those_i_look_for() -> None:
    #  me(0) – ana(1), me – ben(2); ana – x(3), ben – x; ana – y(4); ben – ana
    network = Network(
        size=5,
        me=0,
        a=np.array([0, 0, 1, 1, 1, 2], np.int32),
        b=np.array([1, 2, 2, 3, 4, 3], np.int32),
        strength=np.full(6, 0.5, np.float32),
        last=np.full(6, -1, np.int32),
    )
    assert bridges(network, [2, 3, 4]) == {1: ([3, 4], [4]), 2: ([3], [])}
