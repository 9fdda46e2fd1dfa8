from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import IO

import pytest

from outreach.sources import ics
from outreach.sources.base import OWNER, Input, Link, Reading

ME = frozenset({"mara@lindgren.example"})


def opener(text: str) -> Callable[[], IO[bytes]]:
    return lambda: io.BytesIO(text.encode())


def given(text: str, me: frozenset[str] = ME) -> Reading:
    return ics.read(Input("exports/calendar/a.ics", opener(text), me=me, today=date(2026, 11, 22)))


def event(*lines: str, uid: str = "1", start: str = "20261103T100000Z") -> str:
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", f"DTSTART:{start}", *lines, "END:VEVENT"])


def calendar(*events: str) -> str:
    return "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR", ""])


def ties(reading: Reading) -> dict[tuple[str, str], Link]:
    def who(place: int) -> str:
        return "me" if place == OWNER else reading.mentions[place].emails[0].split("@")[0]

    return {(who(link.a), who(link.b)): link for link in reading.links}


ORGANIZER = "ORGANIZER;CN=Mara:mailto:mara@lindgren.example"
ODD = "ATTENDEE;CN=Odd Vik;PARTSTAT=ACCEPTED:mailto:odd@vik.example"


def test_everybody_at_a_meeting_is_tied() -> None:
    reading = given(calendar(event(ORGANIZER, ODD, 'ATTENDEE;CN="Krog, Ida":MAILTO:Ida@krog.example')))
    assert {pair: link.weight for pair, link in ties(reading).items()} == {
        ("me", "odd"): 0.5,
        ("me", "ida"): 0.5,
        ("ida", "odd"): 0.5,
    }
    assert [m.name for m in reading.mentions] == ["Ida Krog", "Odd Vik"]


def test_rooms_lists_crowds_and_who_declined_are_left_out() -> None:
    crowd = [f"ATTENDEE:mailto:p{n}@x.example" for n in range(16)]
    reading = given(
        calendar(
            event(
                ORGANIZER,
                ODD,
                "ATTENDEE;CUTYPE=RESOURCE;CN=Room 4:mailto:r4@x.example",
                "ATTENDEE;CN=Room:mailto:x_1@resource.calendar.google.com",
                "ATTENDEE;CUTYPE=GROUP:mailto:board@x.example",
                "ATTENDEE;CN=Per;PARTSTAT=DECLINED:mailto:per@x.example",
            ),
            event(ORGANIZER, *crowd, uid="2"),
            event(ORGANIZER, ODD, "STATUS:CANCELLED", uid="3"),
            event(ORGANIZER, ODD, uid="4", start="20270101"),
        )
    )
    assert {pair: link.count for pair, link in ties(reading).items()} == {("me", "odd"): 1}
    assert reading.skipped == {
        "more than 15 people": 1,
        "cancelled": 1,
        "not yet": 1,
        "declined invitations": 1,
    }


def test_a_series_weighs_once_and_counts_each_time() -> None:
    weekly = event(ORGANIZER, ODD, "RRULE:FREQ=WEEKLY;COUNT=10", "EXDATE:20260908T100000Z", start="20260901T100000Z")
    moved = event(ORGANIZER, ODD, "RECURRENCE-ID:20260922T100000Z", start="20261120T100000Z")
    for order in ((weekly, moved), (moved, weekly)):
        link = ties(given(calendar(*order)))["me", "odd"]
        assert (link.count, link.weight, link.date) == (9, 1.0, date(2026, 11, 20))


@pytest.mark.parametrize(
    ("rule", "count", "last"),
    [
        ({"FREQ": "WEEKLY"}, 4, date(2026, 11, 22)),
        ({"FREQ": "DAILY", "UNTIL": "20261103T000000Z"}, 3, date(2026, 11, 3)),
        ({"FREQ": "WEEKLY", "INTERVAL": "2"}, 2, date(2026, 11, 15)),
        ({"FREQ": "SECONDLY"}, 1, date(2026, 11, 1)),
        ({"FREQ": "MONTHLY", "COUNT": "5"}, 1, date(2026, 11, 1)),
    ],
)
def test_occurrences(rule: dict[str, str], count: int, last: date) -> None:
    assert ics.occurrences(date(2026, 11, 1), rule, 0, date(2026, 11, 22)) == (count, last)


@pytest.mark.parametrize(
    ("line", "address", "name"),
    [
        ("ATTENDEE:PARTSTAT=ACCEPTED;mailto:z@y.example", "z@y.example", ""),
        ("ATTENDEE:CN=Zoë Ek;ROLE=CHAIR:mailto:z@y.example", "z@y.example", "Zoë Ek"),
        ("ATTENDEE;CN=Ek, Zoë:mailto:z@y.example", "z@y.example", "Zoë Ek"),
        ("ATTENDEE;CN=Zoë Ek (z@y.example):MAILTO:Z@y.example", "z@y.example", "Zoë Ek"),
        ('ATTENDEE;CN=Zoë Ek;SENT-BY:"mailto:q@x.example":MAILTO:z@y.example', "z@y.example", "Zoë Ek"),
        ("ATTENDEE;CN=z@y.example:mailto:z@y.example", "z@y.example", ""),
        ("ATTENDEE;CN=Zoë\n  Ek;PARTSTAT=NEEDS-\n ACTION:mailto:z@y.ex\n ample", "z@y.example", "Zoë Ek"),
    ],
)
def test_attendees_as_programs_really_write_them(line: str, address: str, name: str) -> None:
    reading = given(calendar(event(ORGANIZER, line)))
    assert [(m.emails, m.name) for m in reading.mentions] == [((address,), name)]


def test_what_is_broken_costs_itself() -> None:
    text = (
        "\ufeffBEGIN:VCALENDAR\r\nX\r\n" + event(ORGANIZER, "ATTENDEE;CN=Nobody:tel:1", "X", ODD, start="soon")
        + "\nBEGIN:VEVENT\nUID:2\n" + ORGANIZER + "\nBEGIN:VALARM\nATTENDEE:mailto:alarm@x.example\nEND:VALARM\n"
        + event("ATTENDEE:mailto:ida@k.example", ORGANIZER, uid="3")
        + "\nEND:VCALENDAR\nBEGIN:VCALENDAR\n" + event(ORGANIZER, "ATTENDEE:mailto:per@k.example", uid="4")[:-10]
    )  # fmt: skip
    reading = given(text)
    assert [m.emails[0] for m in reading.mentions] == ["ida@k.example", "odd@vik.example", "per@k.example"]
    assert [(p.line, p.text) for p in reading.problems] == [
        (5, "not a date"),
        (7, "an attendee without an address"),
        (17, "an event began before the one above ended"),
        (25, "an event without an end"),
    ]


def test_the_calendars_name_may_be_my_address() -> None:
    text = calendar("X-WR-CALNAME:mara@lindgren.example", event(ORGANIZER, ODD))
    assert ("me", "odd") in ties(given(text, frozenset()))


@pytest.mark.parametrize("text", ["", "BEGIN:VCALENDAR", "END:VEVENT\n" * 9, "BEGIN:VEVENT\n" * 2000])
def test_no_calendar_is_no_error(text: str) -> None:
    assert given(text).mentions == []


def test_a_meeting_in_two_calendars_counts_once() -> None:
    seen: set[int] = set()
    calendars = (calendar(event(ORGANIZER, ODD)), calendar(event(ORGANIZER, ODD), event(ORGANIZER, ODD, uid="2")))
    readings = [ics.read(Input("a.ics", opener(text), me=ME, seen=seen)) for text in calendars]
    assert [[link.count for link in reading.links] for reading in readings] == [[1], [1]]
