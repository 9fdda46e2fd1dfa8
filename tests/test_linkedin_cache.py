from __future__ import annotations

import os
from pathlib import Path

import pytest

from outreach.sources import linkedin, linkedin_cache
from outreach.sources.container import open_path
from outreach.sources.linkedin import Archive, Export
from tests.exports import IN, connections

ADA = f"Ada,Byron,{IN}ada-byron,,Engines Ltd,Analyst,08 Feb 2026"
BOB = f"Bob,Roe,{IN}bob-roe,,,,03 Jan 2020"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "me.csv").write_text(connections(BOB), encoding="utf-8")
    (tmp_path / "jo.csv").write_text(connections(ADA, BOB, "short,row", ",,,,,,07 Jun 2022"), encoding="utf-8")
    (tmp_path / "sam.csv").write_text(connections(ADA), encoding="utf-8")
    return tmp_path


def exports(files: Path, owner: str = "Sam") -> list[Export]:
    mine = Export(open_path(files / "me.csv"), "me")
    friends = [Export(open_path(files / "jo.csv"), "shared"), Export(open_path(files / "sam.csv"), "shared", owner)]
    return [friends[0], mine, friends[1]]


def facts(archives: list[Archive]) -> list[object]:
    return [
        (a.file, a.role, a.owner, a.told, a.taken, a.connections.rows(), a.members, a.problems, a.skipped)
        for a in archives
    ]


def parsing_forbidden(monkeypatch: pytest.MonkeyPatch) -> None:
    read = linkedin.read

    def only_mine(given: list[Export]) -> list[Archive]:
        assert {export.role for export in given} == {"me"}
        return read(given)

    monkeypatch.setattr(linkedin, "read", only_mine)


def test_the_second_run_gives_the_same_without_parsing(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = files / ".cache"
    first = facts(linkedin_cache.read(exports(files), cache))
    assert first == facts(linkedin.read(exports(files)))
    parsing_forbidden(monkeypatch)
    assert facts(linkedin_cache.read(exports(files), cache)) == first


@pytest.mark.parametrize("change", ["content", "owner", "reader"])
def test_whatever_changes_is_read_anew(change: str, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = files / ".cache"
    linkedin_cache.read(exports(files), cache)
    if change == "content":
        same = (files / "jo.csv").stat()
        (files / "jo.csv").write_bytes((files / "jo.csv").read_bytes().replace(b"Ada", b"Eva"))
        os.utime(files / "jo.csv", ns=(same.st_atime_ns, same.st_mtime_ns))
    if change == "reader":
        monkeypatch.setattr(linkedin_cache, "READER", linkedin_cache.READER + 1)
    again = linkedin_cache.read(exports(files, "Sam" if change != "owner" else "Eve"), cache)
    assert facts(again) == facts(linkedin.read(exports(files, "Sam" if change != "owner" else "Eve")))
    assert len(list(cache.iterdir())) == 1


@pytest.mark.parametrize("name", [linkedin_cache.ROWS, linkedin_cache.TOLD])
def test_a_damaged_entry_is_as_none(name: str, files: Path) -> None:
    cache = files / ".cache"
    first = facts(linkedin_cache.read(exports(files), cache))
    [entry] = cache.iterdir()
    (entry / name).write_bytes((entry / name).read_bytes()[:40])
    assert facts(linkedin_cache.read(exports(files), cache)) == first
    assert linkedin_cache._load(entry) is not None


def test_only_the_user_can_read_it(files: Path) -> None:
    cache = files / ".cache"
    linkedin_cache.read(exports(files), cache)
    [entry] = cache.iterdir()
    assert [path.stat().st_mode & 0o777 for path in (cache, entry, *sorted(entry.iterdir()))] == [
        0o700,
        0o700,
        0o600,
        0o600,
    ]


def test_what_is_too_large_is_not_kept(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = files / ".cache"
    monkeypatch.setattr(linkedin_cache, "LIMIT", 100)
    assert facts(linkedin_cache.read(exports(files), cache)) == facts(linkedin.read(exports(files)))
    assert linkedin_cache.held(cache) == 0


def test_with_the_last_friends_list_goes_what_was_kept_of_it(files: Path) -> None:
    cache = files / ".cache"
    linkedin_cache.read(exports(files), cache)
    assert linkedin_cache.held(cache) > 0
    (cache / "notes of mine").mkdir()
    (cache / "notes of mine" / "a.txt").write_text("stays")
    linkedin_cache.read(exports(files)[1:2], cache)
    assert [path.name for path in cache.rglob("*.*")] == ["a.txt"]


def test_a_folder_that_cannot_be_written_costs_nothing(files: Path) -> None:
    (files / "in-the-way").write_text("a file")
    archives = linkedin_cache.read(exports(files), files / "in-the-way" / "cache")
    assert facts(archives) == facts(linkedin.read(exports(files)))


def test_no_message_and_nothing_of_mine_is_kept(files: Path) -> None:
    cache = files / ".cache"
    (files / "me.csv").write_text(connections(f"Only,Mine,{IN}only-mine,,,,03 Jan 2020"), encoding="utf-8")
    linkedin_cache.read(exports(files), cache)
    kept = b"".join(path.read_bytes() for path in cache.rglob("*") if path.is_file())
    assert b"ada-byron" in kept
    assert b"only-mine" not in kept
