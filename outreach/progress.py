"""A progress bar on stderr for work that takes longer than a moment; nothing in a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

MOMENT = 0.5  # seconds that need no bar

Watch = Callable[[str, float | None], None]  # what is being done, and which share of it, 0 to 1, None unknown; "" ends


def silent(what: str, share: float | None = None) -> None:
    """Show nothing."""


def watch(wanted: bool) -> Watch:
    """Return what to call with every step: a bar where stderr is a terminal and the user did not ask for quiet."""
    return Bar() if wanted and sys.stderr.isatty() else silent


class Bar:
    """A bar that appears once the work has taken a moment and goes when it is done."""

    def __init__(self) -> None:
        self._since = time.monotonic()
        self._shown: tuple[Progress, TaskID] | None = None

    def __call__(self, what: str, share: float | None = None) -> None:
        """Show what is being done; an empty text ends the bar."""
        if not what:
            self._end()
        elif time.monotonic() - self._since > MOMENT:
            progress, task = self._shown or self._start()
            total = None if share is None else 1.0
            progress.update(task, description=what, total=total, completed=share or 0.0)

    def _start(self) -> tuple[Progress, TaskID]:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        columns = (TextColumn("{task.description}", markup=False), BarColumn())
        progress = Progress(*columns, console=Console(stderr=True), transient=True)
        progress.start()
        self._shown = progress, progress.add_task("")
        return self._shown

    def _end(self) -> None:
        if self._shown:
            self._shown[0].stop()
        self._shown, self._since = None, time.monotonic()
