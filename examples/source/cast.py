"""The people of the example: who they are, where they work and when that changed, and who knows whom."""

from __future__ import annotations

import random
import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

SEED = 20261122
MINE = 372
WIDER = 1010
ASKED = 7  # so many of the newcomers were asked by the owner; the others asked her
FIRST_ARCHIVE, LAST_ARCHIVE = date(2026, 5, 10), date(2026, 11, 16)
FRIENDS = ("bram-kuipershoek", "anneliese-thombrink", "youssef-benhaddar", "katarzyna-wolnicka-5b71a2")
# How likely somebody of a trade is known to each friend, in the order of FRIENDS.
AFFINITY = {
    "couriers": (10, 3, 2, 1),
    "towns": (2, 9, 1, 4),
    "bread": (2, 1, 9, 1),
    "care": (1, 4, 4, 3),
    "bikes": (5, 1, 1, 3),
    "parts": (6, 1, 1, 4),
    "earth": (1, 4, 1, 10),
    "build": (2, 6, 2, 3),
    "make": (5, 2, 2, 4),
    "learn": (2, 4, 2, 6),
    "money": (3, 2, 5, 2),
    "bytes": (5, 4, 1, 3),
    "growth": (4, 2, 3, 2),
    "arts": (1, 3, 4, 4),
    "other": (2, 2, 4, 2),
}
WANTED = re.compile(r"fleet|fuhrpark|wagenpark|operations|sustainab|nachhaltig|facility|city logistics", re.I)
BEST = (
    ("Bram", "Kuipershoek", "bram-kuipershoek", "Fietskoeriers Maaswaal", "Founder", date(2019, 4, 2)),
    ("Anneliese", "Thombrink", "anneliese-thombrink", "Stadt Rheinaue", "Mobility Planner", date(2020, 9, 18)),
    ("Youssef", "Benhaddar", "youssef-benhaddar", "Bakkerij De Vroege Haan", "Owner", date(2020, 1, 30)),
    (
        "Katarzyna",
        "Wolnicka",
        "katarzyna-wolnicka-5b71a2",
        "Repair Café Netwerk Oost",
        "Circular Economy Consultant",
        date(2021, 6, 5),
    ),
    ("Oluwaseun", "Adebanke", "oluwaseun-adebanke", "Spaak & Staal", "Frame Supplier", date(2018, 11, 12)),
)
ME = ("Femke", "Duinhove", "femke-duinhove-vrachtfietsen")


def read_source(name: str) -> bytes:
    """Return a file of the example's own source folder."""
    return (Path(__file__).parent / name).read_bytes()


def toml(name: str) -> dict[str, Any]:
    """Return a table of the example's own source folder."""
    return tomllib.loads(read_source(name).decode())


@dataclass(eq=False)
class Someone:
    """One invented person; `jobs` are (from, company, position), oldest first."""

    first: str
    last: str
    slug: str
    sector: str
    jobs: list[tuple[date, str, str]]
    connected: date | None = None
    gone: date | None = None
    new_last: str = ""
    email: str = ""
    known_to: list[str] = field(default_factory=list)

    def job(self, day: date) -> tuple[str, str]:
        """Return company and position as the profile says them on `day`."""
        return [job[1:] for job in self.jobs if job[0] <= day][-1]

    def surname(self, day: date) -> str:
        """Return the last name shown on `day`."""
        return self.new_last if self.new_last and day > FIRST_ARCHIVE else self.last

    def name(self, day: date = LAST_ARCHIVE) -> str:
        """Return the display name."""
        return f"{self.first} {self.surname(day)}".strip()

    @property
    def url(self) -> str:
        """Return the address as messages and invitations show it, in raw letters."""
        return f"https://www.linkedin.com/in/{self.slug}"

    @property
    def quoted(self) -> str:
        """Return the address as a list of connections shows it, percent-encoded."""
        return f"https://www.linkedin.com/in/{quote(self.slug)}"


class Cast:
    """Everybody: `best`, `mine` (all my connections), `wider` (two steps away), `ghosts` (dates of closed accounts)."""

    def __init__(self) -> None:
        self.rng = random.Random(SEED)
        self.words = toml("cast.toml")
        self.letters = toml("letters.toml")
        self.slugs: set[str] = {ME[2]}
        self.names: set[tuple[str, str]] = {ME[:2]}
        self.best = [self._best(*row) for row in BEST]
        self.pitchers = [self._pitcher(row) for row in self.letters["pitcher"]]
        self.mine = [*self.best, *self.pitchers, *(self._anybody() for _ in range(MINE))]
        for person in self.mine[len(BEST) + len(self.pitchers) :]:
            person.connected = self._day(date(2013, 2, 1), FIRST_ARCHIVE)
        self.ghosts = sorted(self._day(date(2014, 1, 1), FIRST_ARCHIVE) for _ in range(6))
        self.wider = [self._anybody() for _ in range(WIDER)]
        self._never()
        self._circles()
        self._changes()
        self._oddities()

    def planted(self) -> dict[str, object]:
        """Return what changed between the two archives, by kind, as sets of slugs."""
        return {
            "new": {person.slug for person in self.newcomers},
            "accepted": {person.slug for person in self.newcomers[:ASKED]},
            "vanished": {person.slug for person in self.leavers},
            "job": {person.slug for person in self.movers},
            "renamed": {person.slug for person in self.renamed},
            "stars": {person.slug for person in self.stars},
        }

    def _day(self, low: date, high: date) -> date:
        return low + timedelta(self.rng.randrange((high - low).days))

    def _best(self, first: str, last: str, slug: str, company: str, position: str, day: date) -> Someone:
        self.slugs.add(slug)
        self.names.add((first, last))
        email = slug.split("-")[0] + "@" + re.sub(r"[^a-z]", "", company.lower()) + ".example"
        return Someone(first, last, slug, "best", [(date.min, company, position)], day, email=email)

    def _pitcher(self, row: dict[str, Any]) -> Someone:
        self.slugs.add(row["slug"])
        return Someone(
            *row["name"],
            row["slug"],
            "growth",
            [(date.min, *row["work"])],
            self._day(date(2025, 9, 1), date(2026, 2, 1)),
        )

    def _anybody(self, sector: str = "") -> Someone:
        sectors = self.words["sector"]
        sector = sector or self._weighted({name: row["share"] for name, row in sectors.items()})
        first, last = self._name()
        job = self._job(sectors[sector])
        person = Someone(first, last, self._slug(first, last), sector, [(date.min, *job)])
        if self.rng.random() < 0.03:
            person.email = f"{re.sub(r'[^a-z]', '', _plain(first))}{len(self.slugs)}@mail.example"
        return person

    def _job(self, row: dict[str, Any], old: tuple[str, str] = ("", "")) -> tuple[str, str]:
        """Return a firm and a title in its language; with an `old` job both differ from it and neither is empty."""
        firms = [text for text in row["firms"] if not any(old) or text.rpartition(":")[2] not in ("", "-", old[0])]
        firm = self.rng.choice(firms)
        tongue, _, company = firm.rpartition(":")
        titles = [text for text in row["titles"] if ":" not in text or text.startswith(f"{tongue}:")]
        title = self.rng.choice([text for text in titles if not any(old) or text.split(":")[-1] not in ("", old[1])])
        return company, title.split(":")[-1]

    def places(self, company: str) -> list[str]:
        """Return the places where people of a firm may live."""
        firms = [text for row in self.words["sector"].values() for text in row["firms"]]
        tongue = next((text[:2] for text in firms if text[2:] == f":{company}"), "nl")
        return list(self.words["places"][tongue])

    def _weighted(self, shares: dict[str, int]) -> str:
        return self.rng.choices(list(shares), list(shares.values()))[0]

    def _name(self) -> tuple[str, str]:
        rows = self.words["names"]
        while True:
            row = rows[self._weighted({key: value["share"] for key, value in rows.items()})]
            name = (self.rng.choice(row["first"]), self.rng.choice(row["last"]))
            if name not in self.names or self.rng.random() < 0.01:
                self.names.add(name)
                return name

    def _slug(self, first: str, last: str) -> str:
        raw = re.sub(r"[^\w]+", "-", unicodedata.normalize("NFKC", f"{first} {last}").casefold()).strip("-_")
        plain = re.sub(r"[^a-z0-9]+", "-", _plain(f"{first} {last}")).strip("-")
        slug = plain if len(plain) > 4 and self.rng.random() < 0.75 else unicodedata.normalize("NFC", raw)
        if slug in self.slugs or self.rng.random() < 0.4:
            slug = f"{slug}-{self.rng.randrange(16**6):06x}"
        self.slugs.add(slug)
        return slug

    def _never(self) -> None:
        job = (date.min, "Lastmeile Niederrhein GmbH & Co. KG", "Fuhrparkleiter")
        self.unwilling = Someone("Rüdiger", "Zeisigmann", "ruediger-zeisigmann", "couriers", [job])
        booker = Someone(
            "Pascal", "Afroeper", "pascal-afroeper-9c1", "growth", [(date.min, "Afspraakfabriek", "SDR Team Lead")]
        )
        self.slugs |= {self.unwilling.slug, booker.slug}
        self.wider += [self.unwilling, booker]
        self.never = [self.unwilling, booker]

    def _circles(self) -> None:
        fits = [person for person in self.wider if WANTED.search(person.jobs[0][2]) and self._target(person)]
        self.stars = fits[:30]
        for person in self.wider:
            weights = list(AFFINITY[person.sector])
            count = self.rng.choice((2, 2, 3)) if person in self.stars else 1 + (self.rng.random() < 0.16)
            while len(person.known_to) < count:
                friend = self.rng.choices(FRIENDS, weights)[0]
                if friend not in person.known_to:
                    person.known_to.append(friend)
        for friend in FRIENDS:
            for person in self.rng.sample(self.mine, 46):
                if person.slug != friend:
                    person.known_to.append(friend)

    def _target(self, person: Someone) -> bool:
        return bool(self.words["sector"][person.sector].get("target"))

    def _changes(self) -> None:
        settled = [person for person in self.mine if person.jobs[0][1] not in ("", "-") and person.jobs[0][2]]
        ordinary = [person for person in settled if person.sector not in ("best", "growth")]
        picked = self.rng.sample(ordinary, 32)
        self.movers, self.leavers, self.renamed = picked[:14], picked[14:20], picked[20:23]
        for number, person in enumerate(self.movers):
            old = person.jobs[0][1:]
            company, title = self._job(self.words["sector"][person.sector], old)
            person.jobs.append((self._day(date(2026, 6, 1), LAST_ARCHIVE), company if number % 3 else old[0], title))
        for person in self.leavers:
            person.gone = self._day(date(2026, 6, 1), LAST_ARCHIVE)
        for person, last in zip(self.renamed, ("Hofslagter-Vos", "Mehrotrian", "van Lentegeest"), strict=True):
            person.new_last = last
        self.newcomers = [self._anybody() for _ in range(19)]
        for person in self.newcomers:
            person.connected = self._day(date(2026, 5, 12), LAST_ARCHIVE)
        self.mine += self.newcomers

    def _oddities(self) -> None:
        plain = [
            person
            for person in self.mine
            if person.sector not in ("best",) and person not in (*self.renamed, *self.pitchers)
        ]
        tails = ("{}, MSc", "{} PhD", "{}, PMP", "{} (MBA)", "{}, RA", " {} ", "{} 🚲", "{}.", "{}, ir.", "{} ✨")
        for tail, person in zip(tails, self.rng.sample(plain, len(tails)), strict=True):
            person.last = tail.format(person.last)


def _plain(text: str) -> str:
    text = text.casefold().replace("ø", "o").replace("ł", "l").replace("ß", "ss").replace("ı", "i").replace("đ", "d")
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
