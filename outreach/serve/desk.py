"""What the pages of the server share: one workspace read once, made anew as soon as its files or decisions change."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillWorking
from datetime import date
from pathlib import Path
from typing import Any

from outreach import config, week
from outreach.workspace import Workspace

PATIENCE = 2.0  # seconds a page waits before it says that it is being made
KEPT = 60  # answers, captures and messages held at a time
WATCHED = ("exports", "templates")

Make = Callable[[Workspace], Any]


class Working(Exception):  # noqa: N818  not an error: the answer is on its way
    """The answer is being worked out; `step` says what is being done."""

    def __init__(self, step: str) -> None:
        super().__init__(step)
        self.step = step


class Desk:
    """Answers questions about one workspace, each worked out once for each state of its files and journal.

    One thread works, so two tabs never read the same archive at the same time. Whatever a person changes is written by
    the functions that the commands use, straight to settings, exports, notes and journal: nothing lives here alone.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.first = workspace
        self.step = ""
        self._fixed = workspace.today != date.today()
        self._state = ""
        self._workspace = workspace
        self._answers: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._kept: OrderedDict[str, Any] = OrderedDict()
        self._lock = threading.RLock()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="outreach")

    @property
    def folder(self) -> Path:
        """The folder of the workspace."""
        return self.first.folder

    @property
    def today(self) -> date:
        """The day for which everything is worked out."""
        return self.first.today if self._fixed else date.today()

    def ask(self, key: Hashable, make: Make, patience: float = PATIENCE) -> Any:
        """Return what `make` gives for the workspace as it is now; raises `Working` when that takes longer."""
        with self._lock:
            self._refresh()
            if key not in self._answers:
                self._answers[key] = self._worker.submit(make, self._workspace)
                while len(self._answers) > KEPT:
                    self._answers.popitem(last=False)
            answer = self._answers[key]
        try:
            return answer.result(patience)
        except StillWorking:
            raise Working(self.step) from None

    def do(self, make: Make) -> Any:
        """Run something that changes the workspace and wait for it; every answer is worked out anew after that."""
        with self._lock:
            self._refresh()
            deed = self._worker.submit(make, self._workspace)
        try:
            return deed.result()
        finally:
            self.forget()

    def forget(self) -> None:
        """Work out everything anew when it is next asked for."""
        with self._lock:
            self._state = ""

    def keep(self, thing: Any) -> str:
        """Hold `thing` until it is asked for by the name returned; only the last few are held."""
        with self._lock:
            name = secrets.token_urlsafe(9)
            self._kept[name] = thing
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return name

    def kept(self, name: str) -> Any:
        """Return what was held under `name`, None when it is gone."""
        return self._kept.get(name)

    def _refresh(self) -> None:
        state = self._look()
        if state != self._state:
            self._state = state
            self._answers.clear()
            self._workspace = self._fresh()

    def _fresh(self) -> Workspace:
        return Workspace(self.folder, self.today, self.first.files, self.first.cache, note=self._note)

    def _note(self, text: str) -> None:
        self.step = text

    def _look(self) -> str:
        """Return a short text that changes with any file read, any decision, and the day."""
        seen = hashlib.sha256()
        files = [
            self.folder / config.FILE,
            *(path for name in WATCHED for path in sorted(self.folder.glob(f"{name}/**/*"))),
        ]
        for path in [*files, *map(Path, self.first.files)]:
            try:
                found = path.stat()
            except OSError:
                continue
            seen.update(f"{path} {found.st_mtime_ns} {found.st_size}\n".encode(errors="surrogateescape"))
        journal = self.first.journal
        notes = week.edited_notes(self.first.week_folder, week.load(self.first.week_folder))
        seen.update(repr((self.today, journal.decisions(), journal.answers(), journal.forgotten(), notes)).encode())
        return seen.hexdigest()
