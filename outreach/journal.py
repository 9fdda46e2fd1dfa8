"""The journal: what the user decided or did, in one small SQLite file. Nothing decided is ever lost."""

from __future__ import annotations

import hashlib
import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from outreach.errors import JournalError
from outreach.model import FIRM, Decision

Key = tuple[str, str]

STATUSES = (
    "sent", "asked", "accepted", "replied", "declined", "skipped", "withdrawn", "never",
    "kept", "unfollowed", "removed", "floods", "ignored", "opportunity",
)  # fmt: skip

# What may follow; statuses outside this table may follow anything and block nothing.
_FOLLOWS = {"sent": ("accepted", "declined", "withdrawn"), "accepted": ("replied",), "asked": ("sent", "declined")}
_STEPS = ("sent", "asked", "accepted", "replied", "declined", "withdrawn")
_NEEDS = {"accepted": ("sent",), "withdrawn": ("sent",), "declined": ("sent", "asked"), "replied": ("accepted",)}

# Append only; a step that fails leaves the one before it.
MIGRATIONS = (
    """
    CREATE TABLE decision (number INTEGER PRIMARY KEY AUTOINCREMENT, status TEXT NOT NULL, day TEXT NOT NULL,
                           note TEXT NOT NULL DEFAULT '', undone INTEGER NOT NULL DEFAULT 0);
    CREATE TABLE decision_key (decision INTEGER NOT NULL REFERENCES decision, side INTEGER NOT NULL DEFAULT 0,
                               kind TEXT NOT NULL, value TEXT NOT NULL);
    CREATE INDEX decision_key_value ON decision_key (kind, value);
    CREATE TABLE forgotten (fingerprint TEXT PRIMARY KEY, day TEXT NOT NULL);
    CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)
    """,
)
BACKUPS_KEPT = 5


class Journal:
    """Decisions in the file at `path`, which is made (0600) when the first one is written.

    Reading a journal that does not exist gives nothing; it is not created for that.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def decisions(self) -> list[Decision]:
        """Return every decision about a person that was not taken back, oldest first."""
        return [d for d in self._all() if d.status not in ("same", "different")]

    def answers(self) -> list[tuple[str, tuple[Key, ...], tuple[Key, ...]]]:
        """Return the last answer to each identity question: ("same" or "different", keys of one, keys of the other)."""
        with self._reading() as db:
            given = [
                (status, _keys(db, number, 0), _keys(db, number, 1))
                for number, status in db.execute(
                    "SELECT number, status FROM decision"
                    " WHERE undone = 0 AND status IN ('same', 'different') ORDER BY number"
                )
            ]
        return list({frozenset(sides): (verdict, *sides) for verdict, *sides in given}.values())

    def mark(self, status: str, keys: Iterable[Key], day: date, note: str = "", incoming: bool = False) -> int:
        """Record `status` about the person with `keys` and return its number; said twice on a day it counts once.

        `incoming` says that this person asked me: their request can be accepted or declined without one of mine.
        Raises `JournalError` where the last step forbids it, naming what is allowed.
        """
        if status not in STATUSES:
            raise JournalError(f'unknown status "{status}"; known: {", ".join(STATUSES)}')
        keys = tuple(dict.fromkeys(keys))
        with self._writing() as db:
            history = _history(db, keys)
            if history and _again(db, history[-1][1], status, day, note):
                return history[-1][1]
            _check(status, [before for before, _ in history], incoming)
            return _insert(db, status, day, note, [(0, key) for key in keys])

    def answer(self, verdict: str, one: Iterable[Key], other: Iterable[Key], day: date) -> int:
        """Record that two records are the `same` person or `different` ones."""
        with self._writing() as db:
            return _insert(db, verdict, day, "", [(0, key) for key in one] + [(1, key) for key in other])

    def undo(self, keys: Sequence[Key] | None = None) -> Decision:
        """Take back the last decision about the person with `keys`, or the last of all for None, and return it.

        Raises `JournalError` when there is none.
        """
        with self._writing() as db:
            if keys is None:
                row = db.execute("SELECT max(number) FROM decision WHERE undone = 0").fetchone()
                number = row[0]
            else:
                number = max((number for _, number in _history(db, keys)), default=None)
            if number is None:
                raise JournalError("there is no decision to take back")
            decision = _decision(db, number)
            db.execute("UPDATE decision SET undone = 1 WHERE number = ?", (number,))
            return decision

    def forget(self, keys: Iterable[Key], day: date) -> None:
        """Keep only salted fingerprints of `keys`, and erase every decision that names them."""
        keys = [key for key in keys if key[0] not in ("company", "via")]
        with self._writing() as db:
            salt = _salt(db)
            marks = {number for _, number in _history(db, keys)}
            for number in sorted(marks):
                db.execute("DELETE FROM decision_key WHERE decision = ?", (number,))
                db.execute("DELETE FROM decision WHERE number = ?", (number,))
            rows = [(fingerprint(salt, key), day.isoformat()) for key in keys]
            db.executemany("INSERT OR IGNORE INTO forgotten VALUES (?, ?)", rows)

    def forgotten(self) -> tuple[str, frozenset[str]]:
        """Return the salt and the fingerprints of everybody forgotten; see `fingerprint`."""
        with self._reading() as db:
            marks = frozenset(mark for (mark,) in db.execute("SELECT fingerprint FROM forgotten"))
            return (_salt(db), marks) if marks else ("", marks)

    def _all(self) -> list[Decision]:
        with self._reading() as db:
            rows = db.execute("SELECT number FROM decision WHERE undone = 0 ORDER BY number").fetchall()
            return [_decision(db, number) for (number,) in rows]

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        if not self.path.exists():
            with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
                _migrate(db)
                yield db
            return
        with self._open() as db:
            yield db

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._open() as db:
            db.execute("BEGIN IMMEDIATE")  # a deferred lock would fail, not wait, when two write at once
            try:
                yield db
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # Made by hand first, so that SQLite gives its -wal and -shm files the same mode.
        os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        try:
            with closing(sqlite3.connect(self.path, timeout=30, isolation_level=None)) as db:
                db.execute("PRAGMA journal_mode = WAL")
                db.execute("PRAGMA synchronous = FULL")
                db.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten
                self._bring_up(db)
                yield db
        except sqlite3.DatabaseError as error:
            raise JournalError(f"{self.path.name}: {error}; a copy from before may lie beside it as *.bak") from error

    def _bring_up(self, db: sqlite3.Connection) -> None:
        (done,) = db.execute("PRAGMA user_version").fetchone()
        if done > len(MIGRATIONS):
            raise JournalError(f"{self.path.name} was written by a newer version of outreach; please update")
        if done == len(MIGRATIONS):
            return
        if done:
            self._backup(db, done)
        _migrate(db)

    def _backup(self, db: sqlite3.Connection, version: int) -> None:
        target = self.path.with_suffix(f".v{version}.bak")
        os.close(os.open(target, os.O_CREAT | os.O_RDWR, 0o600))
        with closing(sqlite3.connect(target)) as copy:
            db.backup(copy)
        for old in sorted(self.path.parent.glob(f"{self.path.stem}.v*.bak"))[:-BACKUPS_KEPT]:
            old.unlink()


def fingerprint(salt: str, key: Key) -> str:
    """Return the salted hash that stands for a forgotten person's key (SHA-256, hex)."""
    return hashlib.sha256(f"{salt}\0{key[0]}\0{key[1]}".encode()).hexdigest()


def _migrate(db: sqlite3.Connection) -> None:
    db.execute("BEGIN IMMEDIATE")
    try:
        (done,) = db.execute("PRAGMA user_version").fetchone()  # again, inside the lock: another process may be first
        for step in MIGRATIONS[done:]:
            for statement in step.split(";"):
                db.execute(statement)
        db.execute(f"PRAGMA user_version = {max(done, len(MIGRATIONS))}")
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _check(status: str, before: Sequence[str], incoming: bool) -> None:
    last = next((old for old in reversed(before) if old in _STEPS), "")
    follows = _FOLLOWS.get(last, ())
    if status in _STEPS and follows and status not in follows:
        raise JournalError(f'after "{last}" comes {_either(follows)}, not "{status}" (or take it back with "undo")')
    needs = _NEEDS.get(status, ())
    if needs and last not in needs and not (incoming and status in ("accepted", "declined")):
        state = f'the last step is "{last}"' if last else "nothing is recorded yet"
        raise JournalError(f'"{status}" comes after {_either(needs)}; {state}: first mark {_either(needs)}')


def _either(words: Sequence[str]) -> str:
    return " or ".join(f'"{word}"' for word in words)


def _insert(db: sqlite3.Connection, status: str, day: date, note: str, keys: Iterable[tuple[int, Key]]) -> int:
    number = db.execute(
        "INSERT INTO decision (status, day, note) VALUES (?, ?, ?)", (status, day.isoformat(), note)
    ).lastrowid
    rows = [(number, side, kind, value) for side, (kind, value) in keys]
    db.executemany("INSERT INTO decision_key VALUES (?, ?, ?, ?)", rows)
    return int(number or 0)


def _history(db: sqlite3.Connection, keys: Iterable[Key]) -> list[tuple[str, int]]:
    """Statuses and numbers of the decisions about the person with `keys`, oldest first."""
    wanted = tuple(keys)
    firm = [key for key in wanted if key[0] in FIRM]
    numbers: set[int] = set()
    for kind, value in firm or [key for key in wanted if key[0] == "name"]:
        numbers.update(
            number
            for (number,) in db.execute(
                "SELECT decision FROM decision_key JOIN decision ON number = decision"
                " WHERE kind = ? AND value = ? AND undone = 0 AND status NOT IN ('same', 'different')",
                (kind, value),
            )
        )
    return [(str(_status(db, number)), number) for number in sorted(numbers)]


def _again(db: sqlite3.Connection, number: int, status: str, day: date, note: str) -> bool:
    last = _decision(db, number)
    return (last.status, last.day, last.note) == (status, day, note)


def _status(db: sqlite3.Connection, number: int) -> str:
    return str(db.execute("SELECT status FROM decision WHERE number = ?", (number,)).fetchone()[0])


def _keys(db: sqlite3.Connection, number: int, side: int) -> tuple[Key, ...]:
    return tuple(
        db.execute(
            "SELECT kind, value FROM decision_key WHERE decision = ? AND side = ? ORDER BY rowid", (number, side)
        )
    )


def _decision(db: sqlite3.Connection, number: int) -> Decision:
    status, day, note = db.execute("SELECT status, day, note FROM decision WHERE number = ?", (number,)).fetchone()
    return Decision(number, status, date.fromisoformat(day), _keys(db, number, 0), note)


def _salt(db: sqlite3.Connection) -> str:
    row = db.execute("SELECT value FROM setting WHERE name = 'salt'").fetchone()
    if row:
        return str(row[0])
    salt = secrets.token_hex(16)
    db.execute("INSERT INTO setting VALUES ('salt', ?)", (salt,))
    return salt
