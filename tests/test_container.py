from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from outreach.sources import container
from outreach.sources.container import UnreadableError, open_path, read_bytes, stem
from tests.exports import zipped


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Connections.csv", "connections"),
        ("Jobs/Saved Jobs.csv", "savedjobs"),
        ("Member_Follows_252701747.csv", "memberfollows"),
        ("messages (1).csv", "messages"),
        ("Rich_Media.csv", "richmedia"),
        ("export\\Connections.CSV", "connections"),
        ("Endorsement_Received_Info.csv.csv", "endorsementreceivedinfo"),
    ],
)
def test_files_are_known_by_name_without_id_copy_number_and_spelling(name: str, expected: str) -> None:
    assert stem(name) == expected


def test_a_zip_in_a_folder_in_a_zip_is_read_without_unpacking(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", {"My export/Connections.csv": "x"}).read_bytes()
    path = zipped(tmp_path / "Basic.zip.zip", {"Basic.zip": inner, "__MACOSX/._Basic.zip": "junk"})
    found = open_path(path, "exports/me/Basic.zip.zip")
    assert [file.name for file in found.inputs] == ["exports/me/Basic.zip.zip!Basic.zip!My export/Connections.csv"]
    assert read_bytes(found.inputs[0]) == b"x"
    assert found.problems == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Basic.zip.zip", "inner.zip"]


def test_a_name_that_climbs_out_of_the_archive_is_only_a_name(tmp_path: Path) -> None:
    found = open_path(zipped(tmp_path / "a.zip", {"../../etc/Connections.csv": "x", "C:\\temp\\messages.csv": "y"}))
    assert [file.name for file in found.inputs] == ["a.zip!etc/Connections.csv", "a.zip!temp/messages.csv"]


def test_a_file_that_is_twice_in_an_archive_is_refused_and_the_rest_read(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = zipped(tmp_path / "a.zip", {"Profile.csv": "p"})
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("Connections.csv", "1")
            archive.writestr("Connections.csv", "2")
    found = open_path(path)
    assert [file.name for file in found.inputs] == ["a.zip!Profile.csv"]
    assert [(one.file, "more than once" in one.text) for one in found.problems] == [("a.zip!Connections.csv", True)]


def test_a_locked_file_is_told_with_what_to_do(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"Connections.csv": "x"})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the flag "encrypted" in the central directory
    path.write_bytes(data)
    [problem] = open_path(path).problems
    assert "password" in problem.text


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    found = open_path(zipped(tmp_path / "a.zip", {"Connections.csv": b"0" * (20 << 20), "Profile.csv": "p"}))
    assert [file.name for file in found.inputs] == ["a.zip!Profile.csv"]
    assert "zip bomb" in found.problems[0].text


def test_an_archive_of_too_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MAX_MEMBERS", 3)
    found = open_path(zipped(tmp_path / "a.zip", {f"{number}.csv": "" for number in range(4)}))
    assert found.inputs == []
    assert "more than 3 files" in found.problems[0].text


def test_a_member_that_lies_about_its_size_is_unreadable(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"Connections.csv": "x" * 1000})
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(UnreadableError, match="damaged"):
        read_bytes(open_path(path).inputs[0])


def test_more_bytes_than_allowed_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "Connections.csv"
    path.write_bytes(b"x" * 5000)
    with pytest.raises(UnreadableError, match="larger than"):
        read_bytes(open_path(path).inputs[0], limit=4999)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", "is empty"),
        (b"<!DOCTYPE html><title>Sign in</title>", "a web page"),
        (b"PK\x03\x04 the beginning only", "only the beginning"),
        (b"something else", "not a zip archive"),
    ],
)
def test_what_only_looks_like_an_archive_is_told_as_what_it_is(content: bytes, text: str, tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(content)
    [problem] = open_path(path).problems
    assert text in problem.text


def test_a_folder_is_an_archive_and_hidden_files_are_not_in_it(tmp_path: Path) -> None:
    (tmp_path / "Jobs").mkdir()
    for name in ("Connections.csv", "Jobs/Saved Jobs.csv", ".DS_Store"):
        (tmp_path / name).write_text("x")
    found = open_path(tmp_path, "exports/me/mine")
    assert [file.name for file in found.inputs] == [
        "exports/me/mine/Connections.csv",
        "exports/me/mine/Jobs/Saved Jobs.csv",
    ]


def test_a_path_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    [problem] = open_path(tmp_path / "gone.zip").problems
    assert "no such file" in problem.text


def test_a_name_that_is_no_text_is_shown_with_question_marks(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path / "jo") + b"\xff.csv"))
    path.write_bytes(b"First Name\n")
    assert open_path(path).name == "jo?.csv"
