"""An invented week for pages and pictures: five people with reasons, drafts and mutuals, and the lists around them."""

from __future__ import annotations

from datetime import date

from outreach.model import Answer, Coverage, Draft, Excluded, Mutual, Person, Problem, Reason, Suggestion
from outreach.show.report import Report
from outreach.text import units

PEOPLE = (
    ("Aino Berge", "Exhibition manager", "Fjordlys Museum", "Bergen, Norway"),
    ("Chidi Okafor", "Head of publishing", "Brennholm Books", "Gothenburg, Sweden"),
    ("Wilhelmina van der Meer-Oosterhuis", "Curator", "Museum aan de Vliet", "Leiden, Netherlands"),
    ("Nadia Haas", "Editor of museum catalogues", "Kopfstein Verlag", "Basel, Switzerland"),
    ("Søren Iversen", "Education officer", "Havnens Museum", ""),
)
ACTIONS = ("connect", "connect", "ask", "connect_plain", "connect")


def person(name: str, position: str = "", company: str = "", location: str = "") -> Person:
    key = name.casefold().replace(" ", "-")
    headline = f"{position} at {company}" if company else position
    url = f"https://www.linkedin.com/in/{key}"
    return Person(key, name, url, headline, company, position, location=location, first=name.split()[0])


JONAS = Mutual(
    person("Jonas Ekberg", "Publisher", "Brennholm Books"),
    0.92,
    ("41 messages, last 2026-11-03", "recommended you in 2023"),
    "client since 2021",
)
LEA = Mutual(person("Léa Moreau"), 0.5, ("worked at the same firm, 2015 to 2018",))
KOFI = Mutual(person("Kofi Abara"), 0.2, ("connected since 2019",), may_name=False)


def suggestion(rank: int) -> Suggestion:
    name, position, company, place = PEOPLE[rank - 1]
    first = name.split()[0]
    text = (
        f"Hello {first}, Jonas Ekberg, whose books I have translated since 2021, told me of your work at {company}. "
        "I would be glad to follow it from here."
    )
    action = ACTIONS[rank - 1]
    kind = "ask" if action == "ask" else "connect"
    reasons = (
        Reason(
            "path", 0.31, "Jonas Ekberg, one of your best connections, knows them", "tie 0.92 of 1; knows 214 people"
        ),
        Reason("role", 0.25 - 0.03 * rank, f"{position} is a role you look for", f"position: “{position}”"),
        Reason("values", 0.17, "Their words show access for everyone", "headline: “plain language”"),
        Reason("outcome", -0.06, "Two notes of yours by this way had no answer", "sent 2026-05-04 and 2026-06-22"),
    )
    drafts = () if action == "connect_plain" else (Draft(kind, text, 200, units(text)),)
    notes = () if place else ("Where they live is unknown: check before writing",)
    via = (JONAS, LEA, KOFI)[: 1 + rank % 3]
    return Suggestion(person(*PEOPLE[rank - 1]), action, reasons, via, drafts, rank, notes=notes)


def request(name: str, action: str, text: str) -> Suggestion:
    answers = {
        "industry": Answer("no", "“growth marketing” in the headline"),
        "help": Answer("unknown"),
        "place": Answer("yes", "Oslo, Norway"),
    }
    return Suggestion(person(name), action, (Reason("outcome", -1.0, text, "“book a quick call”"),), answers=answers)


def week() -> Report:
    """Return the report of one invented week."""
    out = tuple(
        Excluded(person(f"Person {number}"), code, text)
        for number, (code, text) in enumerate(
            [
                ("already_connected", "you have been connected since 2021-04-02"),
                ("competitor", "“translator” in the current role"),
                ("wrong_location", "lives in Perth, Australia"),
                ("cooling_down", "skipped on 2026-10-01, free again on 2027-03-30"),
            ]
            * 6
        )
    )
    return Report(
        "plan",
        "2026-W47",
        date(2026, 11, 22),
        tuple(suggestion(rank) for rank in range(1, 6)),
        out,
        Coverage(5, 4, 1234, 987, {"company": 0.88, "headline": 0.96, "location": 0.31}),
        (Problem("exports/me/archive.zip!Connections.csv", "The date could not be read", 12, "31 Foo 2020"),),
        {
            "triage": (request("Petra Holm", "ignore", "The message pitches"),),
            "audit": (
                Suggestion(person("Bao Quist"), "unfollow", (Reason("outcome", -0.4, "Posts flood", "your mark"),)),
            ),
        },
        ("Two more people come through Jonas Ekberg, who is asked twice already.",),
        (JONAS, LEA),
    )
