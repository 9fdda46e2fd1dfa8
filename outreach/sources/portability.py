"""LinkedIn's data-portability answers, saved as JSON: the same tables as the archive, row by row.

Members in the European Economic Area and Switzerland may ask for `memberSnapshotData`; the keys of its rows are the
headers of the archive's CSV files. So each domain becomes the file it would be in an archive, and is read as one.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace

from outreach.sources.base import Input

LARGEST = 200 << 20  # bytes
# The domains that say something about people, and the archive's name for each.
FILES = {
    "CONNECTIONS": "Connections.csv",
    "INVITATIONS": "Invitations.csv",
    "INBOX": "messages.csv",
    "PROFILE": "Profile.csv",
    "POSITIONS": "Positions.csv",
    "EDUCATION": "Education.csv",
    "SKILLS": "Skills.csv",
    "EMAIL_ADDRESSES": "Email Addresses.csv",
}
_MARK = re.compile(rb'"snapshotDomain"\s*:')
Row = dict[str, object]


def is_snapshot(head: bytes) -> bool:
    """Tell whether a file begins like a saved answer of the data-portability interface."""
    return head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"[") and bool(_MARK.search(head))


def members(file: Input) -> list[Input]:
    """Return the archive's files that a saved answer holds, in order of name; for any other file, itself.

    Several answers may stand in one file, as a list or one after another; a part that is no JSON ends the reading.
    """
    if not file.name.lower().endswith(".json") or file.size > LARGEST:
        return [file]
    with file.open() as stream:
        data = stream.read(LARGEST)
    if not is_snapshot(data[:65536]):
        return [file]
    tables: dict[str, list[Row]] = {}
    for domain, rows in _domains(data.decode("utf-8-sig", "replace")):
        if name := FILES.get(domain) or _endorsements(domain, rows):
            tables.setdefault(name, []).extend(rows)
    return [_member(file, name, rows) for name, rows in sorted(tables.items())] or [file]


def _member(file: Input, name: str, rows: list[Row]) -> Input:
    data = _csv(rows)
    return replace(file, name=f"{file.name}!{name}", open=lambda: io.BytesIO(data), size=len(data))


def _endorsements(domain: str, rows: list[Row]) -> str:
    if domain != "ENDORSEMENTS":
        return ""
    given = any(key.startswith("Endorsee") for row in rows for key in row)
    return "Endorsement_Given_Info.csv" if given else "Endorsement_Received_Info.csv"


def _domains(text: str) -> Iterator[tuple[str, list[Row]]]:
    for answer in _answers(text):
        elements = answer.get("elements", [answer]) if isinstance(answer, dict) else []
        for element in elements if isinstance(elements, list) else []:
            rows = element.get("snapshotData") if isinstance(element, dict) else None
            if isinstance(rows, list):
                yield str(element.get("snapshotDomain", "")).upper(), [row for row in rows if isinstance(row, dict)]


def _answers(text: str) -> Iterator[object]:
    decoder, place = json.JSONDecoder(), 0
    while place < len(text):
        place += len(text[place : place + 4096]) - len(text[place : place + 4096].lstrip(" \r\n\t,"))
        try:
            found, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            return
        yield from found if isinstance(found, list) else [found]


def _csv(rows: list[Row]) -> bytes:
    header = list(dict.fromkeys(key for row in rows for key in row))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, header, lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def _cell(value: object) -> str:
    if isinstance(value, list):
        return ",".join(map(_cell, value))
    return "" if value is None else str(value)
