"""Reminders as a calendar file: the weekly slot, invitations to withdraw, the audit, thanks owed. Nothing is sent."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from outreach.audit import Sent
from outreach.model import Person
from outreach.news import THANKS

PRODUCT = "-//outreach//reminders//EN"
_SLOT = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Reminder:
    """One entry of the calendar. `key` stays the same between runs, so that importing again replaces the old entry.

    `at` makes it an appointment, else it is for the whole day; `weekly` repeats it.
    """

    key: str
    day: date
    title: str
    text: str = ""
    at: time | None = None
    weekly: bool = False


def weekly(today: date, weekday: int = 0, at: time = time(9)) -> Reminder:
    """Return the slot for the week's people: every `weekday` (Monday is 0) from the next one on."""
    day = today + timedelta((weekday - today.weekday()) % 7)
    return Reminder("weekly", day, "This week's people", "outreach plan", at, weekly=True)


def withdrawals_due(sent: Iterable[Sent], today: date, after_days: int) -> list[Reminder]:
    """Return an entry for every open invitation, on the day it has waited `after_days`; those overdue are for today."""
    found = []
    for one in (one for one in sent if one.open):
        text = f"Sent on {one.day}. They are not told; you may ask again three weeks later, or leave it be."
        key, title = f"withdraw {one.person.id} {one.day}", f"Withdraw the invitation to {one.person.name}?"
        found.append(Reminder(key, max(one.day + timedelta(after_days), today), title, text))
    return sorted(found, key=_order)


def audit_due(day: date, today: date) -> Reminder:
    """Return the entry for the next audit; an audit overdue is for today."""
    return Reminder("audit", max(day, today), "Look through your connections", "outreach audit: an hour, thirty people")


def thanks_owed(accepted: Iterable[tuple[Person, date]], today: date) -> list[Reminder]:
    """Return one entry for everybody who accepted me so lately that thanks are still natural."""
    found = [
        Reminder(
            f"thanks {person.id}", today, f"Thank {person.name}, if you like", f"Accepted on {day}; then leave it be."
        )
        for person, day in accepted
        if 0 <= (today - day).days <= THANKS
    ]
    return sorted(found, key=_order)


def calendar(reminders: Iterable[Reminder], today: date) -> bytes:
    """Return the reminders as an iCalendar file (RFC 5545), the same bytes for the same input."""
    file = Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    for one in sorted({one.key: one for one in reminders}.values(), key=_order):
        file.add_component(_event(one, today))
    return bytes(file.to_ical())


def _order(one: Reminder) -> tuple[date, str]:
    return one.day, one.key


def _event(one: Reminder, today: date) -> Event:
    event = Event()
    event.add("uid", hashlib.sha256(one.key.encode()).hexdigest()[:32] + "@outreach.invalid")
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("summary", one.title)
    if one.text:
        event.add("description", one.text)
    start = datetime.combine(one.day, one.at) if one.at else one.day
    event.add("dtstart", start)
    event.add("dtend", start + (_SLOT if one.at else timedelta(days=1)))
    if one.weekly:
        event.add("rrule", {"freq": "weekly"})
    event.add("transp", "TRANSPARENT")
    return event
