"""What the user says he did or knows, from the command to the next ranking."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from outreach.cli import main

SETTINGS = """
[me]
name = "Mara Lindgren"
[goal]
kind = "peers"
"""
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
MINE = HEADER + (
    "Jo,Friend,https://www.linkedin.com/in/jo-friend,,Lamps AB,Curator,08 Feb 2021\n"
    "Sam,Mate,https://www.linkedin.com/in/sam-mate,,Tubes AB,Editor,09 Feb 2021\n"
)
PEOPLE = "name,url,headline,company,location,via\n"
ADA = 'Ada Byron,https://www.linkedin.com/in/ada-byron,Curator,Lamps AB,"Lund, Sweden",Jo Friend\n'
OTHER_ADA = "Ada Byron,,Baker,Rolls AB,,Sam Mate\n"
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    (tmp_path / "exports/me").mkdir(parents=True)
    (tmp_path / "exports/seen").mkdir()
    (tmp_path / "outreach.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "exports/me/Connections.csv").write_text(MINE, encoding="utf-8")
    (tmp_path / "exports/seen/people.csv").write_text(PEOPLE + ADA + OTHER_ADA, encoding="utf-8")

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(main, [*arguments, "-w", str(tmp_path), "--today", "2026-11-22"])

    return call


def listed(run: Run, command: str) -> list[str]:
    """Return the firms of everybody suggested: our namesakes differ in nothing else."""
    found = json.loads(run(command, "--format", "json").stdout)
    return sorted(one["person"]["company"] for one in found["suggestions"])


def other_ada(run: Run) -> str:
    found = json.loads(run("rank", "--format", "json").stdout)
    [one] = [one["person"]["id"] for one in found["suggestions"] if one["person"]["company"] == "Rolls AB"]
    return str(one)


def test_two_of_one_name_share_a_week_only_once_they_are_said_to_be_two(run: Run) -> None:
    assert len(listed(run, "plan")) == 1
    assert run("different", "ada-byron", other_ada(run)).exit_code == 0
    assert listed(run, "plan") == ["Lamps AB", "Rolls AB"]


def test_the_last_answer_counts(run: Run) -> None:
    other = other_ada(run)
    assert run("same", "ada-byron", other).exit_code == 0
    assert len(listed(run, "rank")) == 1
    assert "different people" in run("different", "ada-byron", other).output
    assert listed(run, "rank") == ["Lamps AB", "Rolls AB"]
    assert run("same", "ada-byron", other).exit_code == 0
    assert len(listed(run, "rank")) == 1


def test_what_no_answer_made_one_entry_cannot_be_answered_apart(run: Run) -> None:
    result = run("different", "ada-byron", "https://www.linkedin.com/in/ada-byron")
    assert result.exit_code == 2
    assert "one entry already" in result.output


def test_somebody_who_only_shares_the_name_of_one_held_back_can_be_told_apart(run: Run, tmp_path: Path) -> None:
    never = '[[never]]\nname = "Ada Byron"\ncompany = "Sails AB"\n'
    (tmp_path / "outreach.toml").write_text(SETTINGS + never, encoding="utf-8")
    assert listed(run, "rank") == []
    assert run("different", "ada-byron", "ada-byron").exit_code == 0
    assert listed(run, "rank") == ["Lamps AB"]


def test_what_is_marked_twice_on_a_day_counts_once(run: Run) -> None:
    assert run("mark", "ada-byron", "asked").exit_code == 0
    assert run("mark", "ada-byron", "asked").exit_code == 0
    assert run("mark", "ada-byron", "undo").exit_code == 0
    assert "no decision" in run("mark", "ada-byron", "undo").output


def test_whoever_is_marked_asked_is_whom_one_wants_to_meet(run: Run) -> None:
    result = run("mark", "jo-friend", "asked")
    assert result.exit_code == 2
    assert "Jo Friend is a connection of yours" in result.output
    assert run("mark", "jo-friend", "kept").exit_code == 0


def test_a_request_of_somebody_without_an_address_can_be_accepted(run: Run, tmp_path: Path) -> None:
    asked = "name,company,message,received\nUna Roe,Kiln,Good morning,2026-11-20\n"
    (tmp_path / "exports/seen/invitations.csv").write_text(asked, encoding="utf-8")
    assert run("mark", "Una Roe", "accepted").exit_code == 0
    assert run("mark", "Una Roe", "replied").exit_code == 0
