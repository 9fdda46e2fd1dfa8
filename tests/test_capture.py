from __future__ import annotations

import io
import stat
from datetime import date
from pathlib import Path

from outreach import capture
from outreach.sources import pasted
from outreach.sources.base import Input

TODAY = date(2026, 11, 22)
SEARCH = (
    "Odd Vik • 2nd\nPainter\nOslo, Norway\nRosa Blom & Ida Krog are mutual connections\nUna Li • 3rd+\nCook\n".encode()
)
FRIENDS = "Rosa Blom's connections\nOdd Vik • 2nd\nPainter\nOslo, Norway\nAnna Lind • 1st\nEditor\n".encode()
HTML = (
    '<div><a href="https://www.linkedin.com/in/odd-vik">Odd Vik</a><span>• 2nd</span></div>'
    "<div>Painter</div><div>Oslo</div>"
    '<p><a href="/in/rosa-blom">Rosa Blom</a> is a mutual connection</p>'
).encode()


def test_shows_who_was_seen_and_through_whom() -> None:
    rows = capture.understood(capture.understand(SEARCH))
    assert [(row.line, row.name, row.tie, row.headline, row.location) for row in rows] == [
        (1, "Odd Vik", "through Rosa Blom & Ida Krog", "Painter", "Oslo, Norway"),
        (5, "Una Li", "3. degree, nobody named", "Cook", ""),
    ]
    rows = capture.understood(capture.understand(FRIENDS))
    assert [(row.name, row.tie) for row in rows] == [
        ("Odd Vik", "through Rosa Blom"),
        ("Anna Lind", "through Rosa Blom"),
    ]
    rows = capture.understood(capture.understand(HTML))
    assert [(row.name, row.tie, row.url) for row in rows] == [
        ("Odd Vik", "through Rosa Blom", "https://www.linkedin.com/in/odd-vik"),
        ("Rosa Blom", "my connection", "https://www.linkedin.com/in/rosa-blom"),
    ]


def test_what_is_saved_reads_the_same_again(tmp_path: Path) -> None:
    for data, name in (
        (SEARCH, "2026-11-22 paste.txt"),
        (FRIENDS, "2026-11-22 Rosa Blom's connections.txt"),
        (HTML, "2026-11-22 paste.html"),
    ):
        reading = capture.understand(data)
        path = capture.save(data, reading, tmp_path / "seen", TODAY)
        assert path.name == name
        again = pasted.read(Input(path.name, lambda path=path: io.BytesIO(path.read_bytes())))  # type: ignore[misc]
        assert [mention.name for mention in again.mentions] == [mention.name for mention in reading.mentions]
        assert (again.owner and again.owner.name) == (reading.owner and reading.owner.name)
        assert again.mentions[0].seen_on == TODAY


def test_the_name_of_the_given_file_tells_the_owner(tmp_path: Path) -> None:
    data = b"Odd Vik \xe2\x80\xa2 2nd\nPainter\n"
    reading = capture.understand(data, name="People Rosa Blom and I both know.txt")
    assert capture.save(data, reading, tmp_path, TODAY).name == "2026-11-22 people Rosa Blom and I both know.txt"


def test_a_name_without_an_ending_is_whole() -> None:
    data = b"Odd Vik \xe2\x80\xa2 2nd\nPainter\n"
    reading = capture.understand(data, name="Dr. Rosa Blom's connections")
    assert reading.owner is not None
    assert reading.owner.name == "Dr. Rosa Blom"


def test_nothing_is_overwritten_and_files_are_private(tmp_path: Path) -> None:
    reading = capture.understand(SEARCH)
    first = capture.save(SEARCH, reading, tmp_path / "seen", TODAY)
    assert capture.save(SEARCH, reading, tmp_path / "seen", TODAY) == first
    second = capture.save(SEARCH + b"\n", reading, tmp_path / "seen", TODAY)
    assert (first.name, second.name) == ("2026-11-22 paste.txt", "2026-11-22 paste (2).txt")
    assert first.read_bytes() == SEARCH
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    assert sorted(path.name for path in first.parent.iterdir()) == [second.name, first.name]


def test_a_hostile_owner_stays_inside_the_folder(tmp_path: Path) -> None:
    data = b"Odd Vik \xe2\x80\xa2 2nd\nPainter\n"
    reading = capture.understand(data, name="../../Eve Moe's connections.txt")
    assert reading.owner is not None
    reading.owner.name = "../../Eve\\Moe: <x>"
    path = capture.save(data, reading, tmp_path / "seen", TODAY)
    assert path.parent == tmp_path / "seen"
