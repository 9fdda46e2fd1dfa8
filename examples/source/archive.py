"""LinkedIn archives as the site writes them, one writer for each layout of the years."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date

from cast import ME, Cast, Someone
from correspondence import Asked, Letters, Line, shown

NOTES = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing. '
    "You will only see email addresses for connections who have allowed their connections to see or download their "
    "email address using this setting https://www.linkedin.com/psettings/privacy/email. You can learn more here "
    'https://www.linkedin.com/help/linkedin/answer/261"\n\n'
)
WITH_URL = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
MESSAGES = [
    "CONVERSATION ID",
    "CONVERSATION TITLE",
    "FROM",
    "SENDER PROFILE URL",
    "TO",
    "RECIPIENT PROFILE URLS",
    "DATE",
    "SUBJECT",
    "CONTENT",
    "FOLDER",
    "ATTACHMENTS",
    "IS MESSAGE DRAFT",
    "IS CONVERSATION DRAFT",
]
INVITATIONS = ["From", "To", "Sent At", "Message", "Direction", "inviterProfileUrl", "inviteeProfileUrl"]
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
PROFILE = [
    "First Name",
    "Last Name",
    "Maiden Name",
    "Address",
    "Birth Date",
    "Headline",
    "Summary",
    "Industry",
    "Zip Code",
    "Geo Location",
    "Twitter Handles",
    "Websites",
    "Instant Messengers",
]
HEADLINE = "I build and mend cargo bikes for bakers, couriers and town services"
SUMMARY = "Frames that can be repaired with a hand file. Two apprentices, one anvil, one dog on Fridays."


def own_archive(people: Cast, letters: Letters, day: date) -> bytes:
    """Return the zip that the example's owner downloaded on `day`."""
    members = {
        "Connections.csv": own_connections(people, day),
        "messages.csv": messages(letters.messages(day), day),
        "Invitations.csv": table(INVITATIONS, (invitation(one) for one in letters.invitations(day))),
        "Profile.csv": profile(ME[0], ME[1], HEADLINE, SUMMARY, "Nijmegen, Gelderland, Netherlands"),
    }
    return packed(members | own_details(people, day), day)


def own_connections(people: Cast, day: date) -> str:
    """Return my Connections.csv of `day`: newest first, closed accounts as a bare date."""
    rows = [(person.connected or day, connection(person, day)) for person in people.mine if known(person, day)]
    rows += [(ghost, ["", "", "", "", "", "", dated(ghost)]) for ghost in people.ghosts]
    rows.sort(key=lambda row: (row[0], row[1]), reverse=True)
    return NOTES + table(WITH_URL, (row for _, row in rows)).rstrip("\n")


def known(person: Someone, day: date) -> bool:
    """Tell whether somebody of mine is a connection on `day`."""
    return person.connected is not None and person.connected < day and not (person.gone and person.gone < day)


def connection(person: Someone, day: date) -> list[str]:
    """Return one row with an address."""
    company, position = person.job(day)
    return [
        person.first,
        person.surname(day),
        person.quoted,
        person.email,
        company,
        position,
        dated(person.connected or day),
    ]


def dated(day: date) -> str:
    """Return a date as lists of connections write it: `08 Feb 2026`."""
    return f"{day.day:02d} {MONTHS[day.month - 1]} {day.year}"


def messages(lines: list[Line], day: date) -> str:
    """Return messages.csv in the layout of 2026: newest first, every cell quoted."""
    return table(MESSAGES, (message(line, day) for line in reversed(lines)), csv.QUOTE_ALL)


def message(line: Line, day: date) -> list[str]:
    """Return one message as its 13 cells."""
    name, url = ("LinkedIn Member", "") if line.sponsored else shown(line.sender, day)
    receivers = [shown(person, day) for person in line.to] + (
        [] if line.sender is None and not line.sponsored else [shown(None, day)]
    )
    to, urls = ",".join(name for name, _ in receivers), ",".join(url for _, url in receivers)
    body = line.text.replace("? ", "?\n", 1) if len(line.text) > 150 and not line.sponsored else line.text
    draft = "Yes" if line.draft else "No"
    return [line.thread, line.title, name, url, to, urls, f"{line.when} UTC", "", body, "INBOX", "", draft, draft]


def invitation(one: Asked) -> list[str]:
    """Return one invitation, either way."""
    me, mine = f"{ME[0]} {ME[1]}", f"https://www.linkedin.com/in/{ME[2]}"
    hour = one.when.hour % 12 or 12
    half = "PM" if one.when.hour >= 12 else "AM"
    sent = f"{one.when.month}/{one.when.day}/{one.when:%y}, {hour}:{one.when.minute:02d} {half}"
    if one.incoming:
        return [one.name, me, sent, one.text, "INCOMING", one.url, mine]
    return [me, one.name, sent, one.text, "OUTGOING", mine, one.url]


def own_details(people: Cast, day: date) -> dict[str, str]:
    """Return the small files about the owner and what was said about her."""
    return about_her(people) | praise(people, day) | endorsements(people)


def about_her(people: Cast) -> dict[str, str]:
    """Return her own data: jobs, school, skills, languages, addresses, and her notes on two people."""
    notes = [
        (people.best[1], "Goats: Hilde and Frau Schmidt."),
        (people.mine[44], "Borrowed the flat trike in 2023, always brings it back clean."),
    ]
    jobs = ["Company Name", "Title", "Description", "Location", "Started On", "Finished On"]
    own_job = ["Duinhove Vrachtfietsen", "Frame Builder", "Cargo bikes, repaired for life", "Nijmegen", "Mar 2016", ""]
    school = ["School Name", "Start Date", "End Date", "Notes", "Degree Name", "Activities"]
    address = ["femke@duinhove-fietsen.example", "Yes", "Yes", "2/12/19, 10:21 PM"]
    noted = [
        "Connection First Name",
        "Connection Last Name",
        "Connection Profile URL",
        "Note",
        "Created On",
        "Edited On",
    ]
    return {
        "Positions.csv": table(
            jobs, [own_job, ["Metaalwerkplaats De Vijl", "Welder", "", "Arnhem", "Sep 2009", "Feb 2016"]]
        ),
        "Education.csv": table(school, [["Vakschool Rijnoever", "2005", "2009", "", "Metalwork", "Tandem club"]]),
        "Skills.csv": table(["Name"], [["Frame Building"], ["Welding"], ["Brazing"], ["Repair"], ["Teaching"]]),
        "Languages.csv": table(
            ["Name", "Proficiency"], [["Dutch", "Native"], ["German", "Full professional"], ["English", ""]]
        ),
        "Email Addresses.csv": table(["Email Address", "Confirmed", "Primary", "Updated On"], [address]),
        "Notes.csv": table(noted, [[p.first, p.last, p.url, text, "2/3/26, 8:00 AM", ""] for p, text in notes]),
    }


def praise(people: Cast, day: date) -> dict[str, str]:
    """Return recommendations, one received and two given."""
    header = ["First Name", "Last Name", "Company", "Job Title", "Text", "Creation Date", "Status"]
    bram, seun = people.best[0], people.best[4]
    received = (
        "Femke builds what you can mend yourself. In seven years no bike of hers stood still for more than a day."
    )
    steel = "The best steel and the best voice mails. Tells you about a mistake before you find it."
    given = [(seun, steel, "03/14/24, 9:05 AM"), (bram, "Pays on time, laughs on time.", "05/02/25, 7:40 PM")]
    return {
        "Recommendations_Received.csv": table(
            header, [[bram.first, bram.last, *bram.job(day), received, "01/15/24, 10:22 AM", "VISIBLE"]]
        ),
        "Recommendations_Given.csv": table(
            header, [[p.first, p.last, *p.job(day), text, when, "VISIBLE"] for p, text, when in given]
        ),
    }


def endorsements(people: Cast) -> dict[str, str]:
    """Return endorsements both ways; their addresses have no scheme."""
    bram, _, youssef, kasia, seun = people.best
    info = "Endorsement Date,Skill Name,{0} First Name,{0} Last Name,{0} Public Url,Endorsement Status"
    received = [
        (bram, "Frame Building", "2023/11/03 10:22:33"),
        (bram, "Welding", "2023/11/03 10:22:41"),
        (kasia, "Repair", "2025/02/08 16:01:10"),
        (youssef, "Brazing", "2024/06/19 08:15:00"),
        (people.mine[30], "Frame Building", "2019/05/05 12:00:00"),
    ]
    return {
        "Endorsement_Received_Info.csv": table(
            info.format("Endorser").split(","), [endorsed(p, skill, when) for p, skill, when in received]
        ),
        "Endorsement_Given_Info.csv": table(
            info.format("Endorsee").split(","), [endorsed(seun, "Steel", "2024/03/14 09:11:00")]
        ),
    }


def endorsed(person: Someone, skill: str, when: str) -> list[str]:
    """Return one endorsement."""
    return [f"{when} UTC", skill, person.first, person.last, f"www.linkedin.com/in/{person.slug}", "ACCEPTED"]


def profile(first: str, last: str, headline: str, summary: str = "", place: str = "") -> str:
    """Return Profile.csv: one row about the owner, whose own address is not in it."""
    return table(PROFILE, [[first, last, "", "", "", headline, summary, "", "", place, "", "", ""]])


def table(header: list[str], rows: Iterable[list[str]], quoting: int = csv.QUOTE_MINIMAL) -> str:
    """Return a table as the site writes it: commas, LF."""
    text = io.StringIO()
    csv.writer(text, quoting=quoting, lineterminator="\n").writerows([header, *rows])  # type: ignore[arg-type]
    return text.getvalue()


def packed(members: Mapping[str, str], day: date) -> bytes:
    """Return a zip of `members`, the same bytes every time: sorted, stamped with `day`."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in sorted(members.items()):
            info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, text.encode())
    return data.getvalue()
