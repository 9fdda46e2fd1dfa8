from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from outreach.checking import Checked, check_json, check_text, inspect
from tests.small import IN, JOS, MINE, workspace

PEOPLE = "name,url,headline,company,via\nAda Byron,,Curator of lamps,Kiln,Sam Mate\n"


def checked(folder: Path, more: Mapping[str, str] | None = None) -> Checked:
    return inspect(workspace(folder, more))


def test_every_file_is_listed_with_its_format_rows_and_owner(tmp_path: Path) -> None:
    found = checked(tmp_path, {"exports/seen/people.csv": PEOPLE, "exports/seen/notes.bin": "\0"})
    read = {Path(one.file).name: (one.format, one.rows, one.owner) for one in found.files}
    assert read["Connections.csv"] == ("LinkedIn connections", 2, "Mia Own")
    assert read["jo.csv"] == ("LinkedIn connections", 4, "Jo Friend")
    assert read["people.csv"][1:] == (1, "")
    [problem] = [one for one in found.problems if one.file.endswith("notes.bin")]
    assert "nothing this tool can read" in problem.text


def test_a_bad_row_costs_that_row_and_is_told_with_its_line(tmp_path: Path) -> None:
    found = checked(tmp_path, {"exports/me/Connections.csv": MINE + f"Una,Roe,{IN}una,,Kiln,Baker,31 Foo 2020\n"})
    [problem] = found.problems
    assert (problem.line, problem.value) == (4, "31 Foo 2020")


def test_coverage_says_how_many_are_known_and_from_where(tmp_path: Path) -> None:
    [covered] = checked(tmp_path).coverage
    assert (covered.name, covered.strength, covered.known, covered.source) == ("Jo Friend", 0.8, 4, "their export")


def test_advice_names_a_friend_of_whom_little_is_known(tmp_path: Path) -> None:
    few = checked(tmp_path / "few").advice
    rows = "".join(f"P{n},Q{n},{IN}p-{n},,Firm {n},Baker,1 Mar 2024\n" for n in range(12))
    many = checked(tmp_path / "many", {"exports/shared/jo.csv": JOS + rows}).advice
    assert any("whom Jo Friend knows" in line for line in few)
    assert not any("whom Jo Friend knows" in line for line in many)


def test_a_question_of_identity_gives_the_command_that_answers_it(tmp_path: Path) -> None:
    [question] = checked(tmp_path, {"exports/seen/people.csv": PEOPLE}).questions
    assert "Are Ada Byron and Ada Byron one person?" in question
    assert "Museum of Light" in question and "Kiln" in question
    assert "outreach same" in question and "ada-byron" in question


def test_text_and_json_tell_the_same(tmp_path: Path) -> None:
    found = checked(tmp_path, {"exports/seen/people.csv": PEOPLE})
    data = json.loads(json.dumps(check_json(found)))
    text = check_text(found)
    assert data["schema"] == "outreach-check/1"
    assert all(Path(one["file"]).name in text for one in data["files"])
    assert "Problems: none" in text and data["problems"] == []
    assert max(map(len, text.splitlines())) <= 80


def test_hostile_names_are_shown_as_text(tmp_path: Path) -> None:
    found = checked(tmp_path, {"exports/shared/jo.csv": JOS, "exports/seen/\x1b[31m[red]x.bin": "\0"})
    assert "\x1b" not in check_text(found)
