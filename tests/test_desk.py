from __future__ import annotations

import threading
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from outreach import config
from outreach.journal import Journal
from outreach.serve.desk import KEPT, Desk, Working
from outreach.workspace import Workspace

TODAY = date(2026, 11, 22)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(Workspace(tmp_path, TODAY))


def numbers():
    """A question whose answer tells how often it was worked out."""
    counter = count(1)
    return lambda workspace: next(counter)


def test_an_answer_is_worked_out_once(desk):
    make = numbers()
    assert [desk.ask("plan", make), desk.ask("plan", make), desk.ask("rank", make)] == [1, 1, 2]


def test_a_file_from_a_terminal_makes_it_anew(desk, tmp_path):
    make = numbers()
    desk.ask("plan", make)
    (tmp_path / "exports/me").mkdir(parents=True)
    (tmp_path / "exports/me/Connections.csv").write_text("First Name,Last Name\n")
    assert desk.ask("plan", make) == 2
    (tmp_path / config.FILE).write_text('[me]\nname = "Mara"\n')
    assert desk.ask("plan", make) == 3
    assert desk.ask("name", lambda workspace: workspace.settings.me.name) == "Mara"


def test_a_decision_from_a_terminal_makes_it_anew(desk, tmp_path):
    make = numbers()
    desk.ask("plan", make)
    journal = Journal(tmp_path / "journal.db")
    journal.mark("skipped", [("slug", "aino-berge")], TODAY)
    assert desk.ask("plan", make) == 2
    journal.undo()
    assert desk.ask("plan", make) == 3


def test_whatever_is_done_makes_it_anew_even_when_it_fails(desk):
    make = numbers()
    desk.ask("plan", make)
    with pytest.raises(ZeroDivisionError):
        desk.do(lambda workspace: 1 / 0)
    assert desk.ask("plan", make) == 2


def test_what_takes_long_is_said_to_be_on_its_way(desk):
    wait = threading.Event()

    def slow(workspace: Workspace) -> str:
        workspace.note("Reading 3 files")
        wait.wait(10)
        return "done"

    with pytest.raises(Working) as told:
        desk.ask("plan", slow, patience=0.2)
    assert told.value.step == "Reading 3 files"
    wait.set()
    assert desk.ask("plan", slow, patience=10) == "done"


def test_a_failure_is_told_to_everybody_who_asks_and_not_kept_for_ever(desk, tmp_path):
    with pytest.raises(ZeroDivisionError):
        desk.ask("plan", lambda workspace: 1 / 0)
    (tmp_path / config.FILE).write_text("")
    assert desk.ask("plan", lambda workspace: "fine") == "fine"


def test_only_the_last_things_are_held(desk):
    names = [desk.keep(number) for number in range(KEPT + 5)]
    assert desk.kept(names[0]) is None and desk.kept(names[-1]) == KEPT + 4
    assert desk.kept("made up") is None
