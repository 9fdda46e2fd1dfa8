"""`people.csv` and `invitations.csv`: what somebody saw and wrote down by hand, in whatever columns they like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import PurePosixPath

from outreach import addresses
from outreach.model import Problem
from outreach.sources import dates, mail_headers, scraped, table
from outreach.sources.base import Input, Invitation, Mention, Reading, Unresolved
from outreach.sources.container import UnreadableError, read_bytes
from outreach.text import clean, clean_lines, fold

PLAIN = ("name", "first", "last", "url", "company", "position", "headline", "industry", "location")
FIELDS = (*PLAIN, "email", "about", "note", "via", "seen_on", "message", "received", "connections")
_STEM = re.compile(r"^(people|invitations?)\b")
_COUNT = re.compile(r"\d[\d\s.,\u00a0\u202f]*")
_EXPORTED = frozenset(("from", "connectedon"))  # columns of LinkedIn's own Invitations.csv and Connections.csv


def recognises(name: str, head: bytes) -> str:
    """Return `people table` or `invitations table` for a table of people so called or in a folder `seen`."""
    path = PurePosixPath(name.replace("\\", "/").rpartition("!")[2])
    stem = _STEM.match(re.sub(r"[_\W]+", " ", fold(path.stem)))
    if path.suffix.lower() not in (".csv", ".tsv", ".xlsx") or not (stem or "seen" in path.parts[:-1]):
        return ""
    if "contacts" in path.parts[:-1]:
        return ""
    header = table.header_of(head)
    spreadsheet = path.suffix.lower() == ".xlsx" and head.startswith(b"PK")
    if not spreadsheet and (not table.columns_of("name", header) and not table.columns_of("first", header)):
        return ""
    if scraped.tool(header) or _EXPORTED & set(header):
        return ""
    asks = stem[1] != "people" if stem else table.columns_of("message", header)
    return "invitations table" if asks else "people table"


def read(file: Input) -> Reading:
    """Read every row that has a name: a mention, its mutual connections as unresolved names, its invitation.

    What a row says wrongly (an address that is no profile, a day that could be two) is a problem; the row is kept.
    """
    data = read_bytes(file)
    reading = Reading(file.name, recognises(file.name, data[:65536]) or "people table", "seen")
    try:
        frame = table.fields(table.load(data), FIELDS)
    except UnreadableError as error:
        if data.strip():
            reading.problems.append(Problem(file.name, str(error), 1))
        return reading
    for line, row in zip(frame.index, frame.to_dict("records"), strict=True):
        _add(reading, int(line), {str(field): str(cell) for field, cell in row.items()})
    return reading


def _add(reading: Reading, line: int, row: Mapping[str, str]) -> None:
    reading.rows += 1
    mention = Mention(line=line)
    for field in PLAIN:
        setattr(mention, field, clean(row[field]))
    mention.name = mention.name or f"{mention.first} {mention.last}".strip()
    if not mention.name:
        reading.skipped["no name"] = reading.skipped.get("no name", 0) + 1
        reading.problems.append(Problem(reading.file, "a row without a name was left out", line))
        return
    mention.about, mention.note = clean_lines(row["about"]), clean_lines(row["note"])
    mention.emails = tuple(re.findall(r"[^\s,;<>]+@[^\s,;<>]+", clean(row["email"]).lower()))
    mention.seen_on = _day(reading, line, row["seen_on"])
    _check_address(reading, mention)
    reading.mentions.append(mention)
    via = tuple(_turned(name) for part in re.split(r"[;\n]", row["via"]) if (name := clean(part)))
    person = len(reading.mentions) - 1
    reading.unresolved += [Unresolved(person, name, "via", line, mention.seen_on) for name in via]
    if reading.format == "invitations table":
        received = _day(reading, line, row["received"])
        counted = _count(row["connections"])
        reading.invitations.append(Invitation(person, clean_lines(row["message"]), received, counted, via, line))


def _turned(name: str) -> str:
    """Return `Lind, Anna` as one says it; `Anna Lind, PhD` and `Anna Lind, Jonas Ekberg` stay as they are."""
    return mail_headers.spoken(name, "") if name.count(" ") == 1 else name


def _check_address(reading: Reading, mention: Mention) -> None:
    if mention.url and not addresses.slug(mention.url) and not addresses.opaque(mention.url):
        text = "not a profile address (https://www.linkedin.com/in/…); the row is kept without it"
        reading.problems.append(Problem(reading.file, text, mention.line, mention.url))
        mention.url = ""


def _day(reading: Reading, line: int, cell: str) -> date | None:
    cell = clean(cell)
    found = dates.day(cell) if cell else None
    if cell and found is None:
        reading.problems.append(
            Problem(reading.file, "not a day one can be sure of; write it as 2026-01-31", line, cell)
        )
    return found


def _count(cell: str) -> int | None:
    match = _COUNT.search(cell)
    return int(re.sub(r"\D", "", match[0])) if match else None
