"""A year of messages and invitations between the example's owner and everybody else."""

from __future__ import annotations

import base64
import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from cast import ASKED, LAST_ARCHIVE, ME, SEED, Cast, Someone

START = date(2025, 11, 20)
INVITED_FROM = {date(2026, 5, 10): date(2025, 7, 20), LAST_ARCHIVE: date(2026, 1, 6)}  # the export's rolling window
SECTORS = {
    "target": ("towns", "couriers", "bread", "care"),
    "peer": ("earth", "make"),
    "seller": ("growth",),
    "rival": ("bikes",),
    "parts": ("parts",),
    "learner": ("learn",),
}


@dataclass(frozen=True)
class Line:
    """One message: `sender` None is me, `to` empty is me alone; a sender without address is LinkedIn's own."""

    thread: str
    when: datetime
    sender: Someone | None
    to: tuple[Someone, ...]
    text: str
    title: str = ""
    sponsored: bool = False
    draft: bool = False


@dataclass(frozen=True)
class Asked:
    """One invitation; `incoming` from somebody who may be known by name only, or not even that."""

    when: datetime
    incoming: bool
    name: str
    url: str
    text: str = ""


class Letters:
    """All messages and invitations, oldest first."""

    def __init__(self, people: Cast) -> None:
        self.people = people
        self.rng = random.Random(SEED + 1)
        self.words = people.letters
        self.lines: list[Line] = []
        self.asked: list[Asked] = []
        self.requesters: dict[str, str] = {}
        self._talks()
        self._groups()
        self._pitches()
        self._noise()
        self._requests()
        self._mine()
        self.lines.sort(key=lambda line: line.when)
        self.asked.sort(key=lambda one: (one.when, one.url))

    def planted(self) -> dict[str, object]:
        """Return who pitches again and again, and what kind of person each open request comes from."""
        return {
            "pitchers": {person.slug for person in self.people.pitchers},
            "requests": dict(self.requesters),
            "pending": {person.slug for person in self.pending},
        }

    def messages(self, day: date) -> list[Line]:
        """Return what an archive of `day` holds."""
        return [line for line in self.lines if line.when.date() < day]

    def invitations(self, day: date) -> list[Asked]:
        """Return the invitations of an archive of `day`: a rolling window, not a history."""
        return [one for one in self.asked if INVITED_FROM[day] <= one.when.date() < day]

    def _moment(self, day: date) -> datetime:
        return datetime.combine(day, time(self.rng.randrange(7, 22), self.rng.randrange(60), self.rng.randrange(60)))

    def _awake(self, when: datetime) -> datetime:
        return when if when.hour >= 7 else when + timedelta(hours=7)

    def _day(self, low: date, high: date) -> date:
        return low + timedelta(self.rng.randrange(max((high - low).days, 1)))

    def _thread(self) -> str:
        return "2-" + base64.b64encode(self.rng.randbytes(18)).decode()

    def _talks(self) -> None:
        by_slug = {person.slug: person for person in self.people.best}
        mine = self.people.mine[len(self.people.best) + len(self.people.pitchers) :]
        others = [
            person for person in mine if person.connected and person.connected < date(2025, 11, 1) and not person.gone
        ]
        strangers = iter(self.rng.sample([person for person in others if person.sector != "growth"], 90))
        threads: dict[str, str] = {}
        for index, talk in enumerate(self.words["talk"]):
            friend = by_slug.get(talk.get("with", ""))
            short = talk["text"].count("\n") == 1
            for person in [friend] if friend else [next(strangers) for _ in range(5 if short else 1)]:
                day = START + timedelta((index * 67 + self.rng.randrange(16)) % 350)
                self._talk(person, talk["text"], day, threads.setdefault(person.slug, self._thread()))

    def _talk(self, person: Someone, text: str, day: date, thread: str) -> None:
        when = self._moment(day)
        for row in text.strip().splitlines():
            body = row[2:].format(first=person.first)
            sender = person if row[0] == ">" else None
            self.lines.append(Line(thread, when, sender, () if sender else (person,), body))
            when = self._awake(when + timedelta(minutes=self.rng.randrange(3, 1500)))

    def _groups(self) -> None:
        by_slug = {person.slug: person for person in self.people.best}
        crowd = [
            person for person in self.people.mine if person.sector in ("earth", "learn", "make") and not person.gone
        ]
        for group in self.words["group"]:
            guests = self.rng.sample(crowd, group["members"].count("*"))
            members = [by_slug[slug] for slug in group["members"] if slug != "*"] + guests
            when, thread, turn = (
                self._moment(self._day(date(2026, 3, 1), date(2026, 9, 1))),
                self._thread(),
                iter(guests),
            )
            for row in group["text"].strip().splitlines():
                who, body = row.split(": ", 1)
                sender = None if who == "me" else by_slug.get(who) or next(turn)
                to = tuple(person for person in members if person is not sender)
                self.lines.append(Line(thread, when, sender, to, body, group["title"]))
                when += timedelta(minutes=self.rng.randrange(2, 200))

    def _pitches(self) -> None:
        for person, row in zip(self.people.pitchers, self.words["pitcher"], strict=True):
            thread, day = self._thread(), self._day(date(2026, 2, 2), date(2026, 5, 30))
            for text in row["texts"]:
                self.lines.append(Line(thread, self._moment(day), person, (), text))
                day += timedelta(self.rng.randrange(5, 45))
        calm = [person for person in self.people.mine if person.sector == "bytes" and not person.gone]
        for person, row in zip(self.rng.sample(calm, len(self.words["once"])), self.words["once"], strict=True):
            self.lines.append(
                Line(self._thread(), self._moment(self._day(START, LAST_ARCHIVE)), person, (), row["text"])
            )

    def _noise(self) -> None:
        for row in self.words["sponsored"]:
            when = self._moment(self._day(START, LAST_ARCHIVE))
            self.lines.append(Line(self._thread(), when, None, (), row["text"], row["title"], sponsored=True))
        draft = Line(
            self._thread(),
            self._moment(date(2026, 11, 2)),
            None,
            (self.people.best[0],),
            "Bram, about the spare whee",
            draft=True,
        )
        self.lines.append(draft)

    def _requests(self) -> None:
        free = [
            person
            for person in self.people.wider
            if person not in self.people.stars and person not in self.people.never
        ]
        unwilling = iter(self.people.never)
        for row in self.words["request"]:
            when = self._moment(self._day(date(2026, 6, 20), LAST_ARCHIVE))
            name, url = " ".join(row.get("name", ())).strip(), ""
            if row["who"] == "never":
                person = next(unwilling)
            elif row["who"] == "stranger":
                person = None
                url = (
                    ""
                    if name in ("LinkedIn Member", "")
                    else f"https://www.linkedin.com/in/{self.people._slug(*row['name'])}"
                )
            else:
                person = self.rng.choice([one for one in free if one.sector in SECTORS[row["who"]]])
                free.remove(person)
            if person:
                name, url = person.name(), person.url
            self.asked.append(Asked(when, True, name, url, row.get("text", "")))
            if url:
                self.requesters[url.rsplit("/", 1)[1]] = row["who"]

    def _mine(self) -> None:
        asked = {one.url for one in self.asked}
        for number, person in enumerate(self.people.newcomers):
            sent = (person.connected or LAST_ARCHIVE) - timedelta(self.rng.randrange(1, 30))
            friend = self.people.best[number % 5].first
            note = f"Hi {person.first}, we both know {friend}. I build cargo bikes in Nijmegen."
            text = note if number < 3 else ""
            self.asked.append(Asked(self._moment(sent), number >= ASKED, person.name(), person.url, text))
        quiet = [person for person in self.people.wider if person not in self.people.stars and person.url not in asked]
        self.pending = self.rng.sample([person for person in quiet if person not in self.people.never], 12)
        for number, person in enumerate(self.pending):
            self.asked.append(
                Asked(self._moment(LAST_ARCHIVE - timedelta(4 + number * 11)), False, person.name(), person.url)
            )


def shown(person: Someone | None, day: date) -> tuple[str, str]:
    """Return display name and address of a sender or receiver; None is the owner."""
    return (
        (f"{ME[0]} {ME[1]}", f"https://www.linkedin.com/in/{ME[2]}")
        if person is None
        else (person.name(day), person.url)
    )
