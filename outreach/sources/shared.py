"""What a friend shared on purpose: their connections, without dates or messages; nothing once it has expired."""

from __future__ import annotations

import json
import re
from datetime import date

from outreach import addresses
from outreach.model import Problem
from outreach.sources.base import OWNER, Input, Link, Mention, Reading
from outreach.sources.container import read_bytes
from outreach.text import clean

SCHEMA = "outreach-share/1"
LARGEST = 64 << 20  # bytes; 30,000 people need six
_MARK = re.compile(rb'^\s*\{\s*"schema"\s*:\s*"outreach-share/')


def recognises(name: str, head: bytes) -> str:
    """Return `shared list` for a file that `outreach share` made, else ""."""
    return "shared list" if _MARK.match(head.removeprefix(b"\xef\xbb\xbf")) else ""


def read(file: Input) -> Reading:
    """Read everybody on the list as a connection of its owner.

    A file that has expired on `file.today`, says no day of expiry, or no owner, is refused with a problem.
    """
    reading = Reading(file.name, "shared list", "shared")
    try:
        told = json.loads(read_bytes(file, LARGEST))
    except (ValueError, RecursionError):
        return _refused(reading, "damaged: ask for the file again")
    if not isinstance(told, dict) or told.get("schema") != SCHEMA:
        return _refused(reading, f"made by another version of this tool; {SCHEMA} is expected")
    owner, expires = _person(told.get("owner")), _day(told.get("expires"))
    if owner is None or not owner.url or expires is None:
        return _refused(reading, "says neither whose it is nor until when it may be used: not read")
    reading.owner = owner
    if file.today is not None and file.today > expires:
        return _refused(reading, f"expired on {expires}; delete it, or ask {owner.name} for a new one")
    _people(reading, told.get("people"))
    return reading


def _people(reading: Reading, rows: object) -> None:
    for number, row in enumerate(rows if isinstance(rows, list) else [], 1):
        reading.rows += 1
        mention = _person(row)
        if mention is None:
            reading.problems.append(Problem(reading.file, "a row without a name was left out", value=str(row)[:80]))
            reading.skipped["no name"] = reading.skipped.get("no name", 0) + 1
            continue
        mention.line = number
        reading.links.append(Link(OWNER, len(reading.mentions), "connection", evidence="shared"))
        reading.mentions.append(mention)


def _person(row: object) -> Mention | None:
    if not isinstance(row, dict):
        return None
    given = {key: clean(str(row.get(key) or ""))[:400] for key in ("slug", "name", "company", "position")}
    if not given["name"]:
        return None
    url = addresses.link(given["slug"])
    known = url if addresses.slug(url) == given["slug"] else ""
    return Mention(name=given["name"], url=known, company=given["company"], position=given["position"])


def _refused(reading: Reading, why: str) -> Reading:
    reading.problems.append(Problem(reading.file, why))
    return reading


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
