"""Invented people with many namesakes, and what lists, mail and notes show of them: to measure who is told apart."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from outreach.who.identity import RECORDS, Resolved, resolve

PEOPLE, FIRST, LAST, FIRMS = 3000, 48, 800, 400
_GIVEN_WORDS = """
Anna Hanna Maria Mario Daniel Danielle Jan Jana Eric Erica Robert Roberta William Elizabeth Katherine Thomas
Alexander Alexandra Michael Michaela Jürgen Zoë René Renée José Nuno Åsa Øystein Łukasz Jean-Luc Anna-Lena
Ahmed Mohamed Fatima Wei Min Yuki Priya Arjun Kofi Ama Olga Igor Peter Petra Susan Samuel Andreas Andrea Joan
"""
_GIVEN = _GIVEN_WORDS.split()
_SHORT = {
    "Robert": "Bob", "William": "Bill", "Elizabeth": "Liz", "Katherine": "Kate", "Thomas": "Tom", "Michael": "Mike",
    "Alexander": "Alex", "Alexandra": "Alex", "Susan": "Sue", "Samuel": "Sam", "Daniel": "Dan", "Peter": "Pete",
}  # fmt: skip
_STARTS_WORDS = """
Al Ber Cor Dom Ek Fal Gr Hol Ir Jer Kal Lind Mör Nor Oster Pel Quist Ros Sund Tor Ul Van Wes Yl Zan
"""
_STARTS = _STARTS_WORDS.split()
_MIDDLES = ["a", "e", "i", "o", "u", "an", "en", "or", "ber", "gen", "sten", "mar"]
_ENDS_WORDS = """
berg son sen ström mann ez ini ova czyk eau field ler gård lund ski ton well hoff
"""
_ENDS = _ENDS_WORDS.split()
_DEGREES = (", PMP", " MBA", ", PhD", " (she/her)", " 🚀", ", CSM®", " | Hiring!")
_FORMS = ("", "", " GmbH", " Ltd.", ", Inc.", " AB", " BV")


@dataclass(frozen=True, slots=True)
class Someone:
    """One invented person."""

    number: int
    first: str
    last: str
    firm: str
    email: str
    slug: str


@dataclass(frozen=True, slots=True)
class Measured:
    """Records without an address whose person has a profile: linked rightly, wrongly, asked about, or left alone."""

    right: int
    wrong: int
    asked: int
    alone: int

    @property
    def precision(self) -> float:
        """Share of the links that are right."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """Share of the records that were linked rightly."""
        return self.right / max(self.right + self.asked + self.alone, 1)


def population(seed: int, people: int = PEOPLE, first: int = FIRST, last: int = LAST) -> list[Someone]:
    """Draw people whose names are as uneven as real ones, so that about one in ten has a namesake."""
    chance = random.Random(seed)
    families = sorted({a + b + c for a in _STARTS for b in _MIDDLES for c in _ENDS})
    chance.shuffle(families)
    drawn = []
    for number in range(people):
        given = chance.choices(_GIVEN[:first], [1 / (place + 6) for place in range(len(_GIVEN[:first]))])[0]
        family = chance.choices(families[:last], [1 / (place + 30) for place in range(last)])[0]
        firm = f"Firm {chance.choices(range(FIRMS), [1 / (place + 8) for place in range(FIRMS)])[0]}"
        mail = f"{given}.{family}{number}@mail.example".lower() if chance.random() < 0.3 else ""
        drawn.append(Someone(number, given, family, firm, mail, f"{given}-{family}-{number}".lower()))
    return drawn


def shown(people: list[Someone], seed: int) -> tuple[pl.DataFrame, list[int]]:
    """Return records as files show these people, and whose each is: most have a profile, many are seen without one."""
    chance = random.Random(seed + 1)
    rows: list[dict[str, object]] = []
    whose: list[int] = []

    def add(someone: Someone, listed: int, firm: str | None, names: tuple[str, str], **cells: str) -> None:
        place = {"file": f"{listed}", "line": len(rows), "list": listed, "owner": listed}
        told = {"first": names[0], "last": names[1], "company": firm, **cells}
        rows.append({**dict.fromkeys(RECORDS), **place, **told})
        whose.append(someone.number)

    def mail(someone: Someone) -> dict[str, str]:
        return {"email": someone.email.title()} if someone.email and chance.random() < 0.3 else {}

    for one in people:
        if chance.random() < 0.85:
            url = f"https://www.linkedin.com/in/{one.slug}"
            add(one, one.number % 7, one.firm + chance.choice(_FORMS), (one.first, one.last), url=url, **mail(one))
        for place in range(chance.choice((0, 1, 1))):
            told = chance.choices(
                (one.firm + chance.choice(_FORMS), f"Firm {chance.randrange(FIRMS)}", None), (86, 9, 5)
            )
            add(one, 10 + one.number % 5 + 5 * place, told[0], _written(one, chance), **mail(one))
    order = list(range(len(rows)))
    chance.shuffle(order)
    return pl.DataFrame([rows[place] for place in order], schema=RECORDS), [whose[place] for place in order]


def _written(one: Someone, chance: random.Random) -> tuple[str, str]:
    first, last = one.first, one.last
    changes: list[Callable[[], tuple[str, str]]] = [
        lambda: (first, last + chance.choice(_DEGREES)),
        lambda: (first.upper(), last.upper()),
        lambda: (_SHORT.get(first, first), last),
        lambda: (first[0] + ".", last),
        lambda: (f"Dr. {first}", last),
        lambda: (first.replace("ü", "ue").replace("ö", "oe"), last.replace("ö", "oe").replace("å", "a")),
        lambda: (f"{first} {chance.choice('ABCDEF')}.", last),
        lambda: (first[:-1], last),
        lambda: (first.encode().decode("cp1252", "replace"), last),
    ]
    return chance.choice(changes)() if chance.random() < 0.45 else (first, last)


def measure(resolved: Resolved, records: pl.DataFrame, whose: list[int]) -> Measured:
    """Count what became of the records without an address whose person has a profile."""
    profile = {whose[row]: int(resolved.code[row]) for row, url in enumerate(records["url"]) if url}
    owner = {code: person for person, code in profile.items()}
    asked = {number for question in resolved.questions for number in (question.a, question.b)}
    right = wrong = doubtful = alone = 0
    for row, url in enumerate(records["url"]):
        if url:
            continue
        code = int(resolved.code[row])
        if code in owner:
            right, wrong = (right + 1, wrong) if owner[code] == whose[row] else (right, wrong + 1)
        elif whose[row] in profile:
            doubtful, alone = (doubtful + 1, alone) if code in asked else (doubtful, alone + 1)
    return Measured(right, wrong, doubtful, alone)


def measured(seed: int, people: int = PEOPLE, last: int = LAST) -> Measured:
    """Draw a population, resolve its records, and measure."""
    records, whose = shown(population(seed, people, last=last), seed)
    return measure(resolve(records), records, whose)


# One profile and one record without an address. `≠` means that they may be asked about, never linked.
HARD = """
Daniel/Roe @ Acme ≠ Danielle/Roe @ Acme
Eric/Roe @ Acme ≠ Erica/Roe @ Acme
Anna/Roe @ Acme ≠ Hanna/Roe @ Acme
Maria/Roe @ Acme ≠ Mario/Roe @ Acme
Jan/Roe @ Acme ≠ Jane/Roe @ Acme
Jane/Roe @ Acme ≠ Jane/Roe @ Bolt
Jane/Roe ≠ Jane/Roe
Jane/Roe @ Freelance ≠ Jane/Roe @ Freelance
Jane/Roe @ Acme ≠ J./Roe @ Acme
Jane/Roe @ Acme ≠ Jane/Poe @ Acme
Anna Maria/Roe @ Acme ≠ Anna Lena/Roe @ Acme
Ali/Hassan @ Acme ≠ Hassan/Ali @ Acme
Jane/Roe <info@acme.example> ≠ Jane/Roe <info@acme.example>
Jane/Roe <family@roe.example> ≠ Tom/Roe <family@roe.example>
Jürgen/Müller @ Acme GmbH = Juergen/Mueller @ ACME
Jürgen/Müller @ Acme = JÃ¼rgen/MÃ¼ller, PhD @ Acme
Robert/Roe @ Acme, Inc. = Bob/ROE (MBA) @ Acme
Anna/van der Berg @ Acme = Anna/Vanderberg @ Acme
Maria/Roe (née Poe) @ Acme = Maria/Poe @ Acme
伟/王 @ Acme = 王伟 @ Acme
Jane/Roe <Jane@Roe.example> = Roe, Jane <jane@roe.example>
Jean-Luc/Roe @ Acme = Dr. Jean Luc Roe | Hiring! @ Acme
""".strip().splitlines()


def record(text: str, url: str | None = None, listed: int = -1) -> dict[str, object]:
    """Return the record of `First/Last @ Firm <mail>`, every part of it optional."""
    text, _, mail = text.strip().partition("<")
    name, _, firm = text.strip().partition(" @ ")
    first, slash, last = name.strip().partition("/")
    names = {"first": first, "last": last} if slash else {"name": first}
    row = {"company": firm or None, "email": mail.rstrip(">") or None, "url": url, "list": listed, "owner": listed}
    return {**dict.fromkeys(RECORDS), "file": "f.csv", "line": 1, **names, **row}


def table(*rows: dict[str, object]) -> pl.DataFrame:
    """Return records as `identity.resolve` takes them."""
    return pl.DataFrame(rows, schema=RECORDS)
