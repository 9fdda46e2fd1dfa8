from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from outreach import keeping, loading
from outreach.loading import CACHE, load
from outreach.sources import kept, linkedin
from outreach.sources.linkedin import Archive, Export
from outreach.who.world import World
from outreach.workspace import Workspace
from tests.exports import IN, connections

TODAY = date(2026, 11, 22)
ADA = f"Ada,Byron,{IN}ada-byron,,Engines Ltd,Analyst,08 Feb 2026"
BOB = f"Bob,Roe,{IN}bob-roe,,,,03 Jan 2020"
JO = f"Jo,Larch,{IN}jo-larch,jo@larch.example,,Curator,04 May 2019"
ME = f"Mara,Vik,{IN}mara-vik,,,,04 May 2019"
NAMELESS = "Lone,Finch,,,Engines Ltd,Clerk,08 Feb 2026"
SETTINGS = """
[me]
name = "Mara Vik"

[[shared]]
file = "exports/shared/jo.csv"
owner = "Jo Larch"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for role in ("me", "shared", "seen"):
        (tmp_path / "exports" / role).mkdir(parents=True)
    (tmp_path / "outreach.toml").write_text(SETTINGS, "utf-8")
    (tmp_path / "exports/me/Connections.csv").write_text(connections(BOB, JO), "utf-8")
    rows = connections(ADA, ME, NAMELESS, "short,row", ",,,,,,07 Jun 2022")
    (tmp_path / "exports/shared/jo.csv").write_text(rows, "utf-8")
    return tmp_path


def world(folder: Path, cache: bool = True) -> World:
    return load(Workspace(folder, TODAY, cache=cache)).world


def facts(found: World) -> list[object]:
    """Everything one can ask a world for, as plain values."""
    people = range(len(found.people))
    arrays = (*(getattr(found.network, name) for name in ("a", "b", "last")), found.resolved.how, found.statements.row)
    return [
        [(found.people.person(one), found.people.keys(one), found.people.mentions(one)) for one in people],
        [found.resolved.why(one) for one in people],
        [array.tolist() for array in arrays],
        [found.evidence(one) for one in found.connections],
        [found.sources(found.me, one) for one in found.connections],
        [(one.file, one.owner, one.told, one.taken, one.members, one.problems, one.listed) for one in found.archives],
        (found.me, found.owners, found.questions, found.problems, found.known_connections(), found.listed_as),
        found.people.column("company")[1],
        found.people.find("ada"),
    ]


def parsing_forbidden(monkeypatch: pytest.MonkeyPatch) -> None:
    read = linkedin.read

    def only_mine(given: Sequence[Export]) -> list[Archive]:
        assert {export.role for export in given} == {"me"}
        return read(given)

    monkeypatch.setattr(loading.linkedin, "read", only_mine)


def test_the_second_run_gives_the_same_without_reading_friends_lists(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = facts(world(folder))
    assert first == facts(world(folder, cache=False))
    parsing_forbidden(monkeypatch)
    assert facts(world(folder)) == first


@pytest.mark.parametrize("change", ["theirs", "mine", "seen", "owner", "program"])
def test_whatever_changes_is_worked_out_anew(change: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world(folder)
    theirs, mine = folder / "exports/shared/jo.csv", folder / "exports/me/Connections.csv"
    if change == "theirs":
        same = theirs.stat()
        theirs.write_bytes(theirs.read_bytes().replace(b"Ada", b"Eva"))
        os.utime(theirs, ns=(same.st_atime_ns, same.st_mtime_ns))
    if change == "mine":
        mine.write_text(connections(BOB, JO, ADA), "utf-8")
    if change == "seen":
        (folder / "exports/seen/page.csv").write_text(f"name,url,mutual\nEve Ash,{IN}eve-ash,Bob Roe\n", "utf-8")
    if change == "owner":
        (folder / "outreach.toml").write_text(SETTINGS.replace("Jo Larch", "Bob Roe"), "utf-8")
    if change == "program":
        monkeypatch.setattr(kept, "program", lambda: "another")
    before = facts(world(folder, cache=False))
    assert facts(world(folder)) == before
    assert len(list((folder / CACHE).iterdir())) == 1


@pytest.mark.parametrize("place", ["me/Connections.csv", "shared/kim/Connections.csv"])
def test_a_file_that_is_only_renamed_is_told_under_its_new_name(place: str, folder: Path) -> None:
    path = folder / "exports" / place
    path.parent.mkdir(exist_ok=True)
    path.write_text(connections(BOB, JO, ADA), "utf-8")
    world(folder)
    path.rename(path.with_name("Connections (1).csv"))
    assert facts(world(folder)) == facts(world(folder, cache=False))


def test_nothing_is_kept_of_a_file_that_changes_while_it_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = loading.build

    def meanwhile(*given: Any) -> World:
        (folder / "exports/me/Connections.csv").write_text(connections(BOB, JO, ADA), "utf-8")
        return build(*given)

    with monkeypatch.context() as patched:
        patched.setattr(loading, "build", meanwhile)
        world(folder)
    assert kept.held(folder / CACHE) == 0
    assert facts(world(folder)) == facts(world(folder, cache=False))


def test_a_file_that_cannot_be_read_is_told_as_ever(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kim = folder / "exports/shared/kim"
    kim.mkdir()
    (kim / "Connections.csv").write_text(connections(ADA), "utf-8")

    def refused(paths: Sequence[Path]) -> bytes:
        raise PermissionError(paths)

    monkeypatch.setattr(kept, "content", refused)
    assert facts(world(folder)) == facts(world(folder, cache=False))
    assert kept.held(folder / CACHE) == 0


def test_an_answer_about_two_people_counts_at_once(folder: Path) -> None:
    (folder / "exports/shared/jo.csv").write_text(connections(ADA, f"Ada,Byron,{IN}ada-b,,,,01 Feb 2021"), "utf-8")
    assert len(world(folder).people.find("ada byron")) == 2
    workspace = Workspace(folder, TODAY)
    workspace.journal.answer("same", (("slug", "ada-byron"),), (("slug", "ada-b"),), TODAY)
    assert len(load(workspace).world.people.find("ada byron")) == 1


@pytest.mark.parametrize("name", ["records.arrow", "people.arrow", kept.TOLD])
@pytest.mark.parametrize("damaged", [lambda whole: whole[:40], lambda whole: bytes(len(whole))], ids=["cut", "zeros"])
def test_a_damaged_entry_is_as_none(name: str, damaged: Callable[[bytes], bytes], folder: Path) -> None:
    first = facts(world(folder))
    [entry] = (folder / CACHE).iterdir()
    (entry / name).write_bytes(damaged((entry / name).read_bytes()))
    assert facts(world(folder)) == first
    assert kept.load(entry)


def test_an_entry_of_another_form_is_as_none(folder: Path) -> None:
    first = facts(world(folder))
    [entry] = (folder / CACHE).iterdir()
    told = json.loads((entry / kept.TOLD).read_text("utf-8"))
    for other in ({**told, "told": {}}, {"sizes": told["sizes"]}, [told]):
        (entry / kept.TOLD).write_text(json.dumps(other), "utf-8")
        assert facts(world(folder)) == first
    kept.save(entry, {}, told["told"])
    assert facts(world(folder)) == first


def test_what_another_run_cleared_while_it_was_written_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    write = pl.DataFrame.write_ipc

    def cleared(table: pl.DataFrame, path: Path, **more: Any) -> None:
        write(table, path, **more)
        for other in path.parent.glob("one.arrow"):
            other.unlink()

    monkeypatch.setattr(pl.DataFrame, "write_ipc", cleared)
    kept.save(cache / ("a" * 40), {"one": pl.DataFrame({"a": [1]}), "two": pl.DataFrame({"a": [2]})}, [])
    assert not list(cache.iterdir())


def test_only_the_user_can_read_it(folder: Path) -> None:
    world(folder)
    [entry] = (folder / CACHE).iterdir()
    assert {path.stat().st_mode & 0o777 for path in (folder / CACHE, entry)} == {0o700}
    assert {path.stat().st_mode & 0o777 for path in entry.iterdir()} == {0o600}


def test_what_is_too_large_is_not_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LIMIT", 100)
    assert facts(world(folder)) == facts(world(folder, cache=False))
    assert kept.held(folder / CACHE) == 0


def test_with_the_last_friends_list_goes_what_was_kept(folder: Path) -> None:
    world(folder)
    assert kept.held(folder / CACHE) > 0
    (folder / CACHE / "notes of mine").mkdir()
    (folder / CACHE / "notes of mine" / "a.txt").write_text("stays")
    (folder / "exports/shared/jo.csv").unlink()
    world(folder)
    assert [path.name for path in (folder / CACHE).rglob("*.*")] == ["a.txt"]


def test_what_an_interrupted_run_left_goes_with_the_next_entry(folder: Path) -> None:
    world(folder)
    [entry] = (folder / CACHE).iterdir()
    (entry / kept.TOLD).unlink()
    entry.rename(entry.with_name("0" * 40))
    (folder / CACHE / f"{kept.MAKING}x").mkdir()
    world(folder)
    assert [path.name for path in (folder / CACHE).iterdir()] == [entry.name]


def test_forgetting_empties_a_cache_that_lies_elsewhere_too(folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    (folder / CACHE).symlink_to(folder / "elsewhere")
    world(folder)
    assert list((folder / "elsewhere").iterdir())
    keeping.forget(Workspace(folder, TODAY), "ada-byron")
    assert not list((folder / "elsewhere").iterdir())


def test_a_folder_that_cannot_be_written_costs_nothing(folder: Path) -> None:
    (folder / CACHE).write_text("a file")
    assert facts(world(folder)) == facts(world(folder, cache=False))


def test_a_run_goes_on_when_another_clears_what_it_reads(folder: Path) -> None:
    first = facts(world(folder))
    again = world(folder)
    kept.clear(folder / CACHE)
    assert facts(again) == first


def test_no_message_is_kept(folder: Path) -> None:
    header = "CONVERSATION ID,FROM,TO,SENDER PROFILE URL,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
    row = f"1,Bob Roe,Mara Vik,{IN}bob-roe,{IN}mara-vik,2026-01-05 10:00:00 UTC,Secret,whispered words,INBOX\n"
    (folder / "exports/me/messages.csv").write_text(header + row, "utf-8")
    assert len(world(folder).letters(world(folder).people.code_of("bob-roe"))) == 1
    told = b"".join(path.read_bytes() for path in (folder / CACHE).rglob("*") if path.is_file())
    assert b"ada-byron" in told
    assert b"whispered" not in told
    assert b"Secret" not in told


def test_columns_are_read_when_they_are_asked_for(tmp_path: Path) -> None:
    table = pl.DataFrame({"a": [1, 2], "b": ["x", None]})
    kept.save(tmp_path / "cache" / "one", {"t": table}, [1])
    found = kept.load(tmp_path / "cache" / "one")
    assert found
    assert found[1] == [1]
    assert found[0]["t"].select("b", "a").equals(table.select("b", "a"))
    assert found[0]["t"]["a"].equals(table["a"])


@pytest.mark.parametrize("part", ["who/identity.py", "towns.tsv.gz", "polars-", "rapidfuzz-", sys.version])
def test_every_entry_is_named_by_all_that_may_read_otherwise_one_day(part: str) -> None:
    assert part in kept.program()


def test_an_entry_is_named_by_all_its_parts() -> None:
    names = {kept.key(*parts) for parts in (("ab", "c"), ("a", "bc"), ("abc",), (b"ab", "c", ""))}
    assert len(names) == 4
