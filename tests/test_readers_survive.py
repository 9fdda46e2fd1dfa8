"""Law: whatever the bytes, a reader gives a reading whose ties point at its own mentions, and raises nothing."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.sources import contacts_table, ics, mail, pasted, portability, seen_table, shared, vcard
from outreach.sources.base import OWNER, Input

GOLDEN = Path(__file__).parent / "golden"
READERS = {
    "pasted": pasted,
    "people": seen_table,
    "invitations": seen_table,
    "mail": mail,
    "calendar": ics,
    "vcard": vcard,
    "contacts": contacts_table,
}
EXAMPLES = sorted(
    path
    for folder in GOLDEN.iterdir()
    if folder.is_dir() and folder.name.split("-")[0] in READERS
    for path in folder.iterdir()
    if path.name != "expected.json"
)
PIECES = (
    b"\n",
    b"\r\n",
    b'"',
    b";",
    b",",
    b":",
    b"=",
    b"\\",
    b"<",
    b"\x00",
    b"\xff",
    b"\xe2\x80\xa2 2nd\n",
    b"\t",
    b"From ",
    b"BEGIN:",
)
changes = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(PIECES)), max_size=8)


def changed(data: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    for place, removed, inserted in edits:
        start = int(place * len(data))
        data = data[:start] + inserted + data[start + removed :]
    return data


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
@settings(max_examples=15, deadline=None)
@given(edits=changes)
def test_changed_files_are_read_all_the_same(path: Path, edits: list[tuple[float, int, bytes]]) -> None:
    data = changed(path.read_bytes(), edits)
    for reader in {READERS[path.parent.name.split("-")[0]], pasted, contacts_table}:
        reader.recognises(path.name, data)
        reading = reader.read(
            Input(path.name, lambda: io.BytesIO(data), size=len(data), me=frozenset({"mara lindgren"}))
        )
        ends = range(len(reading.mentions))
        assert all(
            link.b in ends and (link.a == OWNER or link.a in ends) and link.a != link.b for link in reading.links
        )
        assert all(item.person in ends for item in reading.unresolved)
        assert all(one.mention in ends for one in reading.invitations)


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read(data: bytes) -> None:
    for reader in (pasted, seen_table, mail, ics, vcard, contacts_table, shared):
        file = Input("exports/seen/file.json", lambda: io.BytesIO(data), size=len(data))
        assert reader.read(file).links == []
        assert portability.members(file) == [file]


def test_a_card_whose_encoding_is_no_encoding() -> None:
    data = b"BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE;ENCODING=B:Odd=20Vik\nEMAIL:o@vik.example\nEND:VCARD\n"
    reading = vcard.read(Input("a.vcf", lambda: io.BytesIO(data)))
    assert [mention.emails for mention in reading.mentions] == [("o@vik.example",)]
