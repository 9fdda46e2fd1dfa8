"""Every format and era by example: the file as a person has it, and what is read from it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from outreach.sources import contacts_table, ics, mail, pasted, seen_table, vcard
from outreach.sources.base import Input, Reading

GOLDEN = Path(__file__).parent / "golden"
READERS = {
    "pasted": (pasted, "seen"),
    "people": (seen_table, "seen"),
    "invitations": (seen_table, "seen"),
    "mail": (mail, "mail"),
    "calendar": (ics, "calendar"),
    "vcard": (vcard, "contacts"),
    "contacts": (contacts_table, "contacts"),
}
FOLDERS = sorted(folder for folder in GOLDEN.iterdir() if folder.name.split("-")[0] in READERS)


def told(reading: Reading) -> str:
    """Return a reading as JSON without whatever is empty."""

    def plain(value: object) -> object:
        if isinstance(value, dict):
            return {key: plain(item) for key, item in value.items() if item not in ("", (), [], {}, None)}
        if isinstance(value, list | tuple):
            return [plain(item) for item in value]
        return value.isoformat() if isinstance(value, date) else value

    return json.dumps(plain(asdict(reading)), ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_reads_what_the_file_says(folder: Path, golden: Callable[[Path, str], None]) -> None:
    module, place = READERS[folder.name.split("-")[0]]
    path = next(path for path in sorted(folder.iterdir()) if path.name != "expected.json")
    name = f"exports/{place}/{path.name}"
    assert module.recognises(name, path.read_bytes()[:65536])
    me = frozenset({"mara lindgren", "mara@lindgren.example"})
    golden(
        folder / "expected.json",
        told(module.read(Input(name, lambda: path.open("rb"), me=me, today=date(2026, 11, 22)))),
    )
