"""A year on the example, week by week: a user who sends, waits, is accepted or not, skips, asks for introductions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree
from zlib import crc32

import pytest
from test_loop import EXAMPLE, TODAY

from outreach.exclusions import Exclusions, from_decisions
from outreach.journal import Journal
from outreach.model import Suggestion
from outreach.plan import plan
from outreach.scene import Scene, scene
from outreach.tending.changes import Change, Entry, Invited, Snapshot, changes
from outreach.text import fold
from outreach.views import budget
from outreach.words import companies
from outreach.workspace import Workspace

WEEKS = 52


@dataclass
class Year:
    """What happened. `ended` is how a try ended and the day its cool-down counts from, `returned` who came back."""

    shown: list[tuple[date, Suggestion]] = field(default_factory=list)
    returned: list[tuple[date, str, date]] = field(default_factory=list)
    waiting: dict[str, date] = field(default_factory=dict)
    hoping: dict[str, date] = field(default_factory=dict)
    sent: dict[str, date] = field(default_factory=dict)
    notes: Counter[tuple[int, int]] = field(default_factory=Counter)
    asked: list[tuple[date, str]] = field(default_factory=list)
    ended: dict[str, tuple[str, date]] = field(default_factory=dict)
    accepted: dict[str, date] = field(default_factory=dict)
    noticed: set[str] = field(default_factory=set)


class User:
    """Does what the plan says; who accepts and who stays silent is told by a checksum of the name."""

    def __init__(self, folder: Path, base: Scene) -> None:
        self.folder, self.base, self.year = folder, base, Year()
        self.journal = Journal(folder / "journal.db")
        self.snapshots = [self._archive(TODAY)]
        named = Counter(fold(one.person.name) for one in base.ranking.suggestions)
        # Of namesakes only those with an address can be told apart in a journal.
        certain = [one for one in base.ranking.suggestions if one.person.url or named[fold(one.person.name)] == 1]
        self.certain = [(one, base.people.known(base.people.code_of(one.person.id))) for one in certain]

    def live(self) -> Year:
        for number in range(WEEKS):
            today = TODAY + timedelta(weeks=number)
            self._wait(today)
            for one in self._week(today):
                self.year.shown.append((today, one))
                if one.person.id in self.year.ended:
                    self.year.returned.append((today, *self.year.ended[one.person.id]))
                self._act(one, today)
            if number % 4 == 3:
                self._look(today)
        self._look(TODAY + timedelta(weeks=WEEKS))
        return self.year

    def _week(self, today: date) -> tuple[Suggestion, ...]:
        workspace = Workspace(self.folder, today)
        decided = from_decisions(workspace.decisions, today, workspace.settings.limits.cooldown_days)
        held = Exclusions(decided)
        free = [one for one, who in self.certain if held.of(who) is None]
        left = budget(workspace)
        return plan(free, left, lambda one: companies.key(one.person.company), lambda one: True).suggestions

    def _act(self, one: Suggestion, today: date) -> None:
        key = one.person.id
        if crc32(key.encode()) % 7 == 0:
            self._end("skipped", key, today)
        elif one.action == "ask":
            via = one.via[0].person.id
            self.journal.mark("asked", [*self.base.keys(key), ("via", via)], today)
            self.year.asked.append((today, via))
            self.year.hoping[key] = today
        else:
            self._mark("sent", key, today)
            self.year.sent[key] = self.year.waiting[key] = today
            self.year.notes[today.year, today.month] += one.action == "connect"

    def _wait(self, today: date) -> None:
        for key, day in list(self.year.waiting.items()):
            welcome = crc32(key.encode()) % 3 == 0
            if (today - day).days >= (14 if welcome else 21):
                del self.year.waiting[key]
                if welcome:
                    self.year.accepted[key] = today
                else:
                    self._end("withdrawn", key, today)
        for key, day in list(self.year.hoping.items()):
            if (today - day).days >= 60:
                del self.year.hoping[key]
                self._end("declined", key, today)

    def _end(self, status: str, key: str, today: date) -> None:
        self._mark(status, key, today)
        self.year.ended[key] = (status, today if status != "withdrawn" else self.year.sent[key])

    def _look(self, today: date) -> None:
        """Download a new archive: who accepted is noticed there, and marked."""
        self.snapshots.append(self._archive(today))
        found, problems = changes(self.snapshots[-2:])
        assert problems == []
        for one in found:
            self._notice(one, today)

    def _notice(self, one: Change, today: date) -> None:
        assert one.kind == "accepted", "nothing else changed"
        self.year.noticed.add(one.entry.slug)
        self._mark("accepted", one.entry.slug, today)

    def _archive(self, today: date) -> Snapshot:
        old = [self.base.people.person(number) for number in self.base.world.connections]
        new = [self.base.people.person(self.base.people.code_of(key)) for key in sorted(self.year.accepted)]
        entries = tuple(Entry(one.name, one.id, company=one.company, position=one.position) for one in [*old, *new])
        invited = tuple(Invited("", key, day) for key, day in self.year.sent.items())
        return Snapshot(f"{today}.zip", today, "me", entries, invited=invited)

    def _mark(self, status: str, key: str, today: date) -> None:
        self.journal.mark(status, self.base.keys(key), today)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    folder = tmp_path_factory.mktemp("year") / "workspace"
    copytree(EXAMPLE / "workspace", folder)
    return User(folder, scene(Workspace(folder, TODAY, cache=False))).live()


def test_something_happened(year: Year) -> None:
    assert len(year.sent) > 60
    assert len(year.accepted) > 10
    assert {status for status, _ in year.ended.values()} == {"skipped", "withdrawn", "declined"}
    assert len({one.person.id for _, one in year.shown}) > 100


def test_limits_were_never_exceeded(year: Year) -> None:
    weekly = Counter(day for day, _ in year.shown)
    assert max(weekly.values()) <= 5
    assert max(year.notes.values()) <= 5
    for day, via in year.asked:
        assert sum(other == via and day - timedelta(365) < when <= day for when, other in year.asked) <= 3


def test_nobody_came_back_before_their_time(year: Year) -> None:
    assert all((day - ended).days >= 180 for day, _, ended in year.returned)
    for day, one in year.shown:
        assert day <= year.accepted.get(one.person.id, day)


def test_nobody_was_shown_while_an_answer_was_open(year: Year) -> None:
    times = Counter(one.person.id for _, one in year.shown)
    returns = len(year.returned)
    assert sum(count - 1 for count in times.values()) == returns


def test_every_acceptance_was_noticed_and_nobody_else(year: Year) -> None:
    assert year.noticed == set(year.accepted)
