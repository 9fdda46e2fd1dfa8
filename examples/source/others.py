"""What others gave and what was seen: friends' exports of four years, tables, a pasted page, mail, meetings, cards."""

from __future__ import annotations

import random
from datetime import date, timedelta

from archive import INVITATIONS, MESSAGES, NOTES, WITH_URL, connection, dated, packed, profile, table
from cast import FRIENDS, ME, SEED, Cast, Someone

YEARS = {
    FRIENDS[0]: date(2026, 10, 3),
    FRIENDS[1]: date(2023, 8, 21),
    FRIENDS[2]: date(2021, 3, 9),
    FRIENDS[3]: date(2024, 12, 30),
}
SEEN = ["name", "url", "headline", "company", "position", "industry", "location", "about", "via", "seen_on", "note"]


def friends_files(people: Cast) -> dict[str, bytes]:
    """Return what four friends shared, each in the layout of the year they asked for it."""
    bram, anneliese, _, kasia = (people.best[number] for number in range(4))
    lists = {friend: list_of(people, friend) for friend in FRIENDS}
    folder = "shared/katarzyna/"
    first = {
        "Connections.csv": with_url(lists[FRIENDS[0]], YEARS[FRIENDS[0]]),
        "Profile.csv": profile(bram.first, bram.last, "Parcels by bike along the Waal"),
    }
    second = {
        "Connections.csv": with_url(lists[FRIENDS[1]], YEARS[FRIENDS[1]]),
        "Invitations.csv": asked(anneliese),
        "Profile.csv": profile(anneliese.first, anneliese.last, "Mobility planner, goat keeper"),
    }
    return {
        "shared/bram.zip": packed(first, YEARS[FRIENDS[0]]),
        "shared/Basic_LinkedInDataExport_08-21-2023.zip": packed(second, YEARS[FRIENDS[1]]),
        "shared/bakery connections 2021.csv": without_url(lists[FRIENDS[2]], YEARS[FRIENDS[2]]).encode(),
        f"{folder}Connections.csv": with_url(lists[FRIENDS[3]], YEARS[FRIENDS[3]]).encode(),
        f"{folder}Profile.csv": profile(kasia.first, kasia.last, "Repair, reuse, repeat").encode(),
        f"{folder}messages.csv": thread(kasia).encode(),
    }


def asked(owner: Someone) -> str:
    """Return the invitations of an archive whose owner shows in them: with member numbers instead of addresses."""
    header = [*INVITATIONS[:5], "inviterProfileUrn", "inviteeProfileUrn"]
    numbers = ["urn:li:member:900001", "urn:li:member:900002"]
    return table(header, [["Nils Overbeekhof", owner.name(), "7/1/23, 2:37 PM", "", "INCOMING", *numbers]])


def thread(owner: Someone) -> str:
    """Return the messages of an archive: one that its owner received."""
    sender = f"{ME[0]} {ME[1]}", f"https://www.linkedin.com/in/{ME[2]}"
    text = f"{owner.first}, your trike is ready. Femke"
    sent = "2024-12-02 17:24:37 UTC"
    said = ["2-a2FzaWE=", "", *sender, owner.name(), owner.url, sent, "", text, "INBOX", "No", "No"]
    return table(MESSAGES[:10] + MESSAGES[11:], [said])


def list_of(people: Cast, friend: str) -> list[tuple[date, Someone]]:
    """Return a friend's connections with the day each began, newest first; the example's owner is one of them."""
    rng = random.Random(f"{SEED} {friend}")
    owner = Someone(*ME, "me", [(date.min, "Duinhove Vrachtfietsen", "Frame Builder")])
    known = [person for person in people.mine + people.wider if friend in person.known_to]
    rows = [(YEARS[friend] - timedelta(rng.randrange(2, 3600)), person) for person in [owner, *known]]
    return sorted(rows, key=lambda row: (row[0], row[1].slug), reverse=True)


def with_url(rows: list[tuple[date, Someone]], day: date) -> str:
    """Return a list of connections as exported since 2023."""
    cells = [[*connection(person, day)[:6], dated(began)] for began, person in rows]
    return NOTES + table(WITH_URL, cells).rstrip("\n")


def without_url(rows: list[tuple[date, Someone]], day: date) -> str:
    """Return a list of connections as exported until 2021: no notes above, no addresses."""
    cells = [connection(person, day) for _, person in rows]
    cut = [[*row[:2], *row[3:6], dated(began)] for row, (began, _) in zip(cells, rows, strict=True)]
    return table([name for name in WITH_URL if name != "URL"], cut).rstrip("\n")


def seen_files(people: Cast) -> dict[str, bytes]:
    """Return the hand-kept tables and one pasted page of search results."""
    return {
        "seen/people.csv": seen_people(people).encode(),
        "seen/invitations.csv": invitations(people).encode(),
        "seen/search fleet managers.txt": pasted(people).encode(),
    }


def seen_people(people: Cast) -> str:
    """Return people.csv: some who fit, some who do the same work, some in the wrong place."""
    rng = random.Random(SEED + 2)
    elsewhere = people.words["places"]["elsewhere"]
    ordinary = [person for person in people.wider if person not in people.stars]
    rivals = [person for person in ordinary if person.sector == "bikes"][:6]
    plain = [person for person in ordinary if person.sector in ("earth", "towns")][:8]
    rows = []
    for number, person in enumerate(people.stars[:14] + rivals + plain):
        near = people.places(person.jobs[-1][1])
        place = rng.choice(near if person in people.stars else near[:2] + elsewhere[:2])
        rows.append(seen_row(people, person, place, number))
    for place, person in zip(elsewhere[:3], people.stars[14:17], strict=True):
        rows.append(seen_row(people, person, place, 0))
    return table(SEEN, rows)


def seen_row(people: Cast, person: Someone, place: str, number: int) -> list[str]:
    """Return one row of people.csv, with the mutual connections who lead there."""
    company, position = person.jobs[-1][1:]
    industry = people.words["sector"][person.sector]["industry"]
    tails = ("", " | repair first, replace later", " | circular fleets", "", " | trains apprentices", " | coöperatie")
    via = "; ".join(
        friend.name() if number % 2 else friend.url for friend in people.best if friend.slug in person.known_to
    )
    about = "" if number % 5 else "We moved from vans to bikes in 2025 and learned to mend them."
    seen = f"2026-{9 + number % 3:02d}-{1 + number % 28:02d}"
    headline = f"{position} at {company}{tails[number % 6]}"
    return [person.name(), person.url, headline, company, position, industry, place, about, via, seen, ""]


def invitations(people: Cast) -> str:
    """Return requests written down by hand from the page, with what the page shows of the sender."""
    extra = [person for person in people.wider if person.sector == "care" and person not in people.stars]
    first = next(person for person in extra if people.best[1].slug in person.known_to)
    nurse = next(person for person in extra if person.jobs[0][2] == "Nurse")
    company, position = first.jobs[-1][1:]
    place = people.places(company)[0]
    friendly = "Dear Femke, your battery box saved our winter. Greetings from the laundry."
    selling = "Hi Femke, quick question: are you taking on new clients? I can fill your calendar in 30 days."
    loud, london = "I make founders visible | 30k followers", "London, United Kingdom"
    via = people.best[1].name()
    rows = [
        [first.name(), first.url, f"{position} at {company}", place, via, friendly, "2026-11-18", "412"],
        [nurse.name(), "", "Nurse", "", "", "", "2026-11-19", ""],
        ["Torquil Ravensworth", "", loud, london, "", selling, "2026-11-20", "28,914"],
    ]
    return table(["name", "url", "headline", "location", "via", "message", "received", "connections"], rows)


def pasted(people: Cast) -> str:
    """Return a page of search results as copied from the browser."""
    cards = []
    for number, person in enumerate(people.stars[17:25]):
        company, position = person.jobs[-1][1:]
        names = [friend.name() for friend in people.best if friend.slug in person.known_to]
        more = f" & {3 + number} other mutual connections" if number % 3 else " are mutual connections"
        mutual = ", ".join(names[:2]) + more if number % 3 else " & ".join(names[:2]) + more
        near = people.places(company)
        place = near[number % len(near)]
        cards.append(f"{person.name()} \n • 2nd\n\n{position} at {company}\n\n{place}\n\n{mutual}\n\nConnect\n")
    head = "Search with Sales Navigator\n\nAbout 140 results\n\n"
    tail = "\nAre these results helpful?\n\nYour feedback helps us improve search results\n\n1\n2\n3\nNext\n"
    return head + "\n".join(cards) + tail


def personal_files(people: Cast) -> dict[str, bytes]:
    """Return a little mail, a calendar and an address book."""
    return {
        "mail/workshop.mbox": mail(people),
        "calendar/workshop.ics": calendar(people),
        "contacts/phone.vcf": cards(people),
    }


def mail(people: Cast) -> bytes:
    """Return an mbox of ten mails with two friends and one list."""
    me, out = "femke@duinhove-fietsen.example", []
    for number in range(10):
        friend = people.best[number % 2 * 4]
        ends = [(f"{ME[0]} {ME[1]}", me), (friend.name(), friend.email)]
        (name, sender), (to, receiver) = ends if number % 3 else ends[::-1]
        day = date(2026, 1, 12) + timedelta(number * 30)
        stamp = f"{day:%a} {dated(day)[3:6]} {day.day:2d} 09:{number:02d}:00 {day.year}"
        sent = f"{day:%a}, {dated(day)} 09:{number:02d}:00 +0100"
        subject = ("Steel for March", "Kingpin", "Course in your yard", "Invoice 2026-014")[number % 4]
        head = f"From: {name} <{sender}>\nTo: {to} <{receiver}>\nDate: {sent}\nSubject: {subject}\n"
        ident = f"Message-ID: <{number}@duinhove-fietsen.example>"
        out.append(f"From {sender} {stamp}\n{head}{ident}\n\nSee you on Thursday.\n\n")
    return "".join(out).encode()


def calendar(people: Cast) -> bytes:
    """Return five meetings, one with a crowd, one by e-mail address only."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Workshop//Calendar//EN"]
    for number, title in enumerate(("Loading course", "Steel and coffee", "Market week plan", "Repair café", "Photos")):
        guests = people.best[: 4 if number == 2 else 1 + number % 2]
        day = f"2026{3 + number:02d}{10 + number}"
        lines += [
            "BEGIN:VEVENT",
            f"UID:{number}@duinhove-fietsen.example",
            f"DTSTAMP:{day}T080000Z",
            f"DTSTART:{day}T100000Z",
            f"DTEND:{day}T110000Z",
            f"SUMMARY:{title}",
            "ORGANIZER;CN=Femke Duinhove:mailto:femke@duinhove-fietsen.example",
        ]
        lines += [f"ATTENDEE;CN={one.name()};PARTSTAT=ACCEPTED:mailto:{one.email}" for one in guests]
        lines += ["END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def cards(people: Cast) -> bytes:
    """Return the friends as cards of a telephone."""
    lines: list[str] = []
    for person in people.best:
        company, position = person.jobs[0][1:]
        lines += [
            "BEGIN:VCARD",
            "VERSION:3.0",
            f"N:{person.last};{person.first};;;",
            f"FN:{person.name()}",
            f"ORG:{company}",
            f"TITLE:{position}",
            f"EMAIL;TYPE=INTERNET:{person.email}",
            f"URL:{person.quoted}",
            "END:VCARD",
        ]
    return "\r\n".join([*lines, ""]).encode()
