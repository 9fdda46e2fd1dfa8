from __future__ import annotations

from datetime import date, time, timedelta

from icalendar import Calendar

from outreach.audit import Sent
from outreach.model import Decision, Person
from outreach.remind import Reminder, audit_due, calendar, thanks_owed, weekly, withdrawals_due

TODAY = date(2026, 11, 22)  # a Sunday
ADA, BO = Person("ada", "Ada Quill"), Person("bo", "Bo Rask")


def events(data: bytes) -> list[dict[str, str]]:
    return [{key: str(value) for key, value in one.items()} for one in Calendar.from_ical(data).walk("VEVENT")]


def test_the_weekly_slot_is_the_next_of_its_day() -> None:
    assert weekly(TODAY).day == date(2026, 11, 23)
    assert weekly(date(2026, 11, 23)).day == date(2026, 11, 23)
    data = calendar([weekly(TODAY, weekday=4, at=time(16, 30))], TODAY)
    assert b"RRULE:FREQ=WEEKLY" in data
    assert b"DTSTART:20261127T163000" in data


def test_invitations_are_due_when_they_have_waited_long_enough() -> None:
    withdrawn = Decision(1, "withdrawn", TODAY, ())
    sent = [
        Sent(ADA, TODAY - timedelta(10)),
        Sent(BO, TODAY - timedelta(100)),
        Sent(ADA, TODAY - timedelta(200), decisions=(withdrawn,)),
        Sent(BO, TODAY - timedelta(200), connected=TODAY),
    ]
    found = withdrawals_due(sent, TODAY, 21)
    assert [(one.title, one.day) for one in found] == [
        ("Withdraw the invitation to Bo Rask?", TODAY),
        ("Withdraw the invitation to Ada Quill?", TODAY + timedelta(11)),
    ]


def test_an_overdue_audit_is_for_today() -> None:
    assert audit_due(date(2026, 1, 1), TODAY).day == TODAY
    assert audit_due(date(2027, 1, 1), TODAY).day == date(2027, 1, 1)


def test_thanks_are_owed_for_ten_days() -> None:
    found = thanks_owed([(ADA, TODAY - timedelta(10)), (BO, TODAY - timedelta(11))], TODAY)
    assert [one.title for one in found] == ["Thank Ada Quill, if you like"]


def test_the_file_is_the_same_whenever_it_is_written_and_imports_again_over_itself() -> None:
    reminders = [weekly(TODAY), audit_due(TODAY, TODAY), *withdrawals_due([Sent(ADA, TODAY)], TODAY, 21)]
    one, two = calendar(reminders, TODAY), calendar(reversed(reminders), TODAY)
    assert one == two
    later = calendar(reminders, TODAY + timedelta(7))
    assert {event["UID"] for event in events(one)} == {event["UID"] for event in events(later)}
    assert one.count(b"DTSTAMP:20261122T000000Z") == 3


def test_a_hostile_name_stays_text() -> None:
    data = calendar([Reminder("x", TODAY, "Thank A;B\nEND:VEVENT\nX:y")], TODAY)
    assert len(events(data)) == 1
    assert b"\r\nX:y" not in data
