"""Calendars: who met whom, how often and when last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations

from icalendar.parser import Contentline, Contentlines

from outreach.model import Problem
from outreach.sources import mail_headers
from outreach.sources.base import OWNER, Input, Reading
from outreach.sources.container import read_bytes
from outreach.sources.pairs import Pairs, Sum
from outreach.sources.table import decode

MOST_PEOPLE = 15  # a meeting of more says nothing about who knows whom
LARGEST = 200 << 20  # bytes
MOST_PROBLEMS = 100
_WANTED = re.compile(
    r"(?:BEGIN|END|UID|DTSTART|RRULE|EXDATE|RECURRENCE-ID|STATUS|ATTENDEE|ORGANIZER|X-WR-CALNAME)\b", re.I
)
_MAIL = re.compile(r"[\w.+&'=~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")
_STEPS = {"DAILY": 1.0, "WEEKLY": 7.0, "MONTHLY": 30.4375, "YEARLY": 365.25}  # days
_ASIDE = re.compile(r"\s*\([^()]*\)$")


@dataclass(slots=True)
class Event:
    """One VEVENT: `people` by address with the names used; `declined` of them did not come."""

    line: int
    uid: str = ""
    start: date | None = None
    rule: dict[str, str] = field(default_factory=dict)
    skipped: int = 0  # dates taken out of the series
    override: bool = False
    cancelled: bool = False
    people: dict[str, str] = field(default_factory=dict)
    declined: set[str] = field(default_factory=set)


def recognises(name: str, head: bytes) -> str:
    """Return `calendar` for a file with a VCALENDAR near its beginning, else ""."""
    return "calendar" if re.search(r"^\s*BEGIN:VCALENDAR", decode(head), re.I | re.M) else ""


def read(file: Input) -> Reading:
    """Read all meetings of at most 15 people, rooms and lists left out, those who declined too.

    Gives a `meeting` link per pair: `count` meetings, each occurrence of a series counted (an estimate from its rule,
    up to `file.today`), `weight` the sum of 1/(n-1) with each series counted once, `date` the last one.
    """
    reading = Reading(file.name, "calendar", "calendar")
    pairs = Pairs("meeting")
    events = list(_events(decode(read_bytes(file, LARGEST)), reading, pairs))
    for event in sorted(events, key=lambda event: event.override):
        reading.rows += 1
        if why := _take(event, pairs, file.seen, file.today):
            reading.skipped[why] = reading.skipped.get(why, 0) + 1
    declined = sum(len(event.declined) for event in events)
    if declined:
        reading.skipped["declined invitations"] = declined
    if OWNER not in pairs.give(reading, file.me).values() and pairs.total:
        text = "no address here is known to be yours, so only ties between others were read"
        reading.problems.append(Problem(file.name, text))
    return reading


def occurrences(start: date, rule: dict[str, str], skipped: int, today: date | None) -> tuple[int, date]:
    """Return how often a series took place up to `today` and about when last; at least once, on `start`."""
    step = _STEPS.get(rule.get("FREQ", "").upper(), 0.0) * max(_number(rule.get("INTERVAL", "")), 1)
    if rule.get("FREQ", "").upper() == "WEEKLY" and rule.get("BYDAY"):
        step /= min(len(rule["BYDAY"].split(",")), 7)
    most = _number(rule.get("COUNT", "")) or 100_000
    ends = [day for day in (_day(rule.get("UNTIL", "")), today) if day]
    if not step or not (ends or most < 100_000):
        return 1, start
    span = (min(ends) - start).days if ends else int(most * step)
    count = min(max(int(span / step) + 1, 1), most)
    return max(count - skipped, 1), start + timedelta(days=int((count - 1) * step))


def _take(event: Event, pairs: Pairs, seen: set[int], today: date | None) -> str:
    people = sorted(event.people.keys() - event.declined)
    if event.cancelled:
        return "cancelled"
    if len(people) < 2:
        return "nobody else"
    if len(people) > MOST_PEOPLE:
        return f"more than {MOST_PEOPLE} people"
    if event.start and today and event.start > today:
        return "not yet"
    known = bool(event.uid) and hash(event.uid) in seen
    if known and not event.override:
        return "the same event again"
    seen.add(hash(event.uid))
    count, last = (1, event.start) if not event.start else occurrences(event.start, event.rule, event.skipped, today)
    for address in people:
        pairs.took_part(event.people[address], address)
    pairs.total += 1
    for pair in combinations(people, 2):
        pairs.together.setdefault(pair, Sum()).add(0 if known else count, 0 if known else 1 / (len(people) - 1), last)
    return ""


def _events(text: str, reading: Reading, pairs: Pairs) -> Iterator[Event]:
    """Yield every VEVENT; a line that cannot be understood costs that line, an event without an end is kept."""
    event: Event | None = None
    inside = 0  # components inside the event, such as alarms
    for number, line in _unfolded(text):
        name, parameters, value = _parts(line)
        if name == "BEGIN" and event is None and value.upper() == "VEVENT":
            event, inside = Event(number), 0
        elif name == "BEGIN" and event is not None and value.upper() != "VEVENT":
            inside += 1
        elif name == "BEGIN" and event is not None:
            _tell(reading, number, "an event began before the one above ended", line)
            yield event
            event, inside = Event(number), 0
        elif name == "END" and event is not None and value.upper() == "VEVENT":
            yield event
            event = None
        elif name == "END":
            inside = max(inside - 1, 0)
        elif name == "X-WR-CALNAME" and _MAIL.fullmatch(value.strip().lower()):
            pairs.owners[value.strip().lower()] += 1
        elif event is not None and not inside:
            _set(event, name, parameters, value, number, reading)
    if event is not None:
        _tell(reading, event.line, "an event without an end", "")
        yield event


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line number, content line) of what is wanted, with lines that were folded joined again."""
    number = 1
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for raw in re.split(r"\n(?![ \t])", text):
        if _WANTED.match(raw):
            yield number, str(Contentlines.from_ical(raw)[0]).strip()  # type: ignore[no-untyped-call]
        number += raw.count("\n") + 1


def _parts(line: str) -> tuple[str, dict[str, str], str]:
    """Return a content line's name, parameters and value; where the library refuses it, what can be told."""
    try:
        name, parameters, value = Contentline(line).parts()  # type: ignore[no-untyped-call]
        given = {str(key).upper(): _joined(each) for key, each in parameters.items()}
    except (ValueError, IndexError, KeyError):
        name = re.split(r"[;:]", line, maxsplit=1)[0]
        value, given = line[len(name) + 1 :], {}
    if not given and "=" in value.split(":")[0]:  # separators swapped: `ATTENDEE:PARTSTAT=ACCEPTED;mailto:…`
        found = re.findall(r"([A-Za-z-]+)=(\"[^\"]*\"|[^;:\"]*)", value)
        given = {key.upper(): text.strip('"') for key, text in found}
    return name.upper(), given, value


def _joined(value: object) -> str:
    parts = [value] if isinstance(value, str) else list(value) if isinstance(value, Iterable) else []
    return ", ".join(str(part).strip() for part in parts)


def _set(event: Event, name: str, parameters: dict[str, str], value: str, line: int, reading: Reading) -> None:
    if name in ("ATTENDEE", "ORGANIZER"):
        _person(event, parameters, value, line, reading)
    elif name == "DTSTART":
        event.start = _day(value)
        if event.start is None:
            _tell(reading, line, "not a date", value)
    elif name == "RRULE":
        text = value if "=" in value else ""
        event.rule = {key.upper(): each for key, _, each in (part.partition("=") for part in text.split(";"))}
    elif name == "EXDATE":
        event.skipped += len(_DAY.findall(value))
    elif name == "RECURRENCE-ID":
        event.override = True
    elif name == "UID":
        event.uid = value.strip()
    elif name == "STATUS":
        event.cancelled = value.strip().upper() == "CANCELLED"


def _person(event: Event, parameters: dict[str, str], value: str, line: int, reading: Reading) -> None:
    found = _MAIL.findall(value.lower()) or _MAIL.findall(parameters.get("EMAIL", "").lower())
    if not found:
        _tell(reading, line, "an attendee without an address", value)
        return
    address = found[-1]
    if parameters.get("CUTYPE", "").upper() in ("RESOURCE", "ROOM", "GROUP") or not mail_headers.is_person(address):
        return
    name = mail_headers.spoken(_ASIDE.sub("", parameters.get("CN", "")), address)
    event.people[address] = event.people.get(address) or name
    if parameters.get("PARTSTAT", "").upper() == "DECLINED":
        event.declined.add(address)


def _tell(reading: Reading, line: int, text: str, value: str) -> None:
    if len(reading.problems) < MOST_PROBLEMS:
        reading.problems.append(Problem(reading.file, text, line, value[:120]))


def _day(text: str) -> date | None:
    match = _DAY.search(text)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
