from __future__ import annotations

import multiprocessing
import os
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from outreach import journal as journals
from outreach.errors import JournalError
from outreach.journal import Journal, fingerprint

DAY = date(2026, 11, 22)
AINO = (("slug", "aino-berge"), ("name", "aino berge"))
NILS = (("slug", "nils-holt"),)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal.db")


def statuses(journal: Journal) -> list[str]:
    return [decision.status for decision in journal.decisions()]


def test_reading_makes_no_file(journal: Journal) -> None:
    assert journal.decisions() == []
    assert not journal.path.exists()


def test_keeps_what_was_decided_with_every_key_known_then(journal: Journal) -> None:
    journal.mark("sent", AINO, DAY, note="by hand")
    (decision,) = Journal(journal.path).decisions()
    assert (decision.status, decision.day, decision.keys, decision.note) == ("sent", DAY, AINO, "by hand")


@pytest.mark.parametrize(
    "steps",
    [
        "sent accepted replied",
        "asked sent accepted",
        "sent withdrawn sent",
        "skipped never kept",
        "asked declined",
        "sent never",
    ],
)
def test_allows_the_steps_that_may_follow(journal: Journal, steps: str) -> None:
    for status in steps.split():
        journal.mark(status, AINO, DAY)
    assert statuses(journal) == steps.split()


@pytest.mark.parametrize(
    ("steps", "refused", "allowed"),
    [
        ("sent", "asked", '"accepted", "declined"'),
        ("sent accepted", "declined", '"replied"'),
        ("asked", "accepted", '"sent"'),
        ("", "replied", '"accepted"'),
        ("", "withdrawn", '"sent"'),
    ],
)
def test_refuses_other_steps_and_names_what_is_allowed(
    journal: Journal, steps: str, refused: str, allowed: str
) -> None:
    for status in steps.split():
        journal.mark(status, AINO, DAY)
    with pytest.raises(JournalError, match=allowed.split(", ")[0]):
        journal.mark(refused, AINO, DAY)
    assert statuses(journal) == steps.split()


def test_somebody_who_asked_me_can_be_accepted_without_a_request_of_mine(journal: Journal) -> None:
    journal.mark("accepted", AINO, DAY, incoming=True)
    assert statuses(journal) == ["accepted"]


def test_undo_takes_back_the_last_of_one_person_or_of_all(journal: Journal) -> None:
    journal.mark("sent", AINO, DAY)
    journal.mark("skipped", NILS, DAY)
    assert journal.undo(AINO).status == "sent"
    assert journal.undo().status == "skipped"
    with pytest.raises(JournalError, match="no decision"):
        journal.undo()


def test_a_decision_follows_a_person_through_any_key(journal: Journal) -> None:
    journal.mark("sent", [("email", "aino@berge.example")], DAY)
    journal.mark("accepted", [("email", "aino@berge.example"), ("slug", "aino-berge")], DAY)
    journal.mark("replied", [("slug", "aino-berge")], DAY)
    assert statuses(journal) == ["sent", "accepted", "replied"]


def test_a_namesake_with_another_address_is_somebody_else(journal: Journal) -> None:
    journal.mark("sent", AINO, DAY)
    journal.mark("sent", [("slug", "aino-berge-2"), ("name", "aino berge")], DAY)
    assert statuses(journal) == ["sent", "sent"]


def test_identity_answers_are_kept_apart_from_decisions(journal: Journal) -> None:
    journal.answer("same", AINO, NILS, DAY)
    assert journal.answers() == [("same", AINO, NILS)]
    assert journal.decisions() == []


def test_forgetting_leaves_only_fingerprints(journal: Journal) -> None:
    journal.mark("sent", AINO, DAY)
    journal.forget(AINO, DAY)
    salt, marks = journal.forgotten()
    assert fingerprint(salt, ("slug", "aino-berge")) in marks
    assert journal.decisions() == []
    with sqlite3.connect(journal.path) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"aino" not in journal.path.read_bytes()


def test_files_are_for_the_owner_alone(journal: Journal) -> None:
    before = os.umask(0o022)
    try:
        journal.mark("sent", AINO, DAY)
    finally:
        os.umask(before)
    assert journal.path.stat().st_mode & 0o777 == 0o600


def test_a_failing_migration_changes_nothing_and_leaves_a_backup(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.mark("sent", AINO, DAY)
    monkeypatch.setattr(journals, "MIGRATIONS", (*journals.MIGRATIONS, "CREATE TABLE more (x); CREATE NONSENSE"))
    with pytest.raises(JournalError):
        journal.decisions()
    monkeypatch.undo()
    assert statuses(journal) == ["sent"]
    assert journal.path.with_suffix(".v1.bak").stat().st_mode & 0o777 == 0o600


def test_a_journal_of_a_newer_version_is_refused(journal: Journal) -> None:
    journal.mark("sent", AINO, DAY)
    with sqlite3.connect(journal.path) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(JournalError, match="newer version"):
        journal.decisions()


def test_a_damaged_journal_is_told_not_overwritten(journal: Journal) -> None:
    journal.path.write_bytes(b"not a database, but somebody's decisions" * 40)
    with pytest.raises(JournalError, match="not a database"):
        journal.mark("sent", AINO, DAY)
    assert journal.path.read_bytes().startswith(b"not a database, but")


def _write(path: Path, number: int) -> None:
    for step in range(10):
        Journal(path).mark("opportunity", [("slug", f"p{number}-{step}")], DAY)


def test_many_processes_lose_nothing(journal: Journal) -> None:
    workers = [multiprocessing.Process(target=_write, args=(journal.path, number)) for number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(journal.decisions()) == 40
