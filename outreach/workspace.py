"""One folder on disk: finds its exports, settings and journal, loads each once, and hands them over."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.errors import UsageError
from outreach.journal import Journal, Key
from outreach.model import FIRM, Decision
from outreach.progress import Watch, silent
from outreach.week import Places, week_of

if TYPE_CHECKING:
    from outreach.config import Settings
    from outreach.scene import Scene

SETTINGS = "outreach.toml"
EXPORTS = "exports"


def find_folder(given: str, here: Path, environment: Mapping[str, str]) -> Path:
    """Return the workspace: the folder given, else `$OUTREACH_WORKSPACE`, else `here` or a parent with settings.

    Raises `UsageError` for a folder that does not exist.
    """
    if chosen := given or environment.get("OUTREACH_WORKSPACE", ""):
        if not Path(chosen).is_dir():
            raise UsageError(f"there is no folder {chosen}; `outreach init {chosen}` makes one")
        return Path(chosen)
    return next((folder for folder in (here, *here.parents) if (folder / SETTINGS).is_file()), here)


class Workspace:
    """The files of one person, as of the day `today`. With `files` these are read instead of the folder `exports/`."""

    def __init__(
        self,
        folder: Path,
        today: date,
        files: Sequence[str] = (),
        cache: bool = True,
        note: Callable[[str], None] = lambda text: None,
        watch: Watch = silent,
    ) -> None:
        self.folder = folder
        self.today = today
        self.files = tuple(files)
        self.cache = cache
        self.note = note
        self.watch = watch
        self.scene: Scene | None = None  # what was read, kept for the run

    @cached_property
    def settings(self) -> Settings:
        """The settings; raises `SettingsError` with every fault."""
        from outreach import config

        return config.load(self.folder / SETTINGS)

    @cached_property
    def journal(self) -> Journal:
        """The journal."""
        return Journal(self.folder / "journal.db")

    @cached_property
    def decisions(self) -> list[Decision]:
        """Every decision, oldest first."""
        return self.journal.decisions()

    @property
    def week(self) -> str:
        """The ISO week of today."""
        return week_of(self.today)

    @property
    def week_folder(self) -> Path:
        """Where this week's plan is kept."""
        return self.folder / "plans" / self.week

    @property
    def templates(self) -> Path | None:
        """The user's own wording, if there is any."""
        own = self.folder / "templates"
        return own if own.is_dir() else None

    def skipped(self, places: Places) -> Collection[str]:
        """Return the ids of those in `places` whose last decision is that they were skipped."""
        return self.decided(places, "skipped")

    def decided(self, places: Places, *statuses: str) -> Collection[str]:
        """Return the ids of those in `places` whose last decision is one of `statuses`."""
        last: dict[Key, str] = {}
        for decision in self.decisions:
            last.update({key: decision.status for key in decision.keys if key[0] in (*FIRM, "name")})
        everybody = [one for holders in places.holders.values() for one in holders]
        return {one.person for one in everybody if _last(one.keys, last) in statuses}


def _last(keys: Sequence[Key], last: Mapping[Key, str]) -> str:
    firm = [key for key in keys if key[0] in FIRM]
    found = [last[key] for key in firm or [key for key in keys if key[0] == "name"] if key in last]
    return found[0] if found else ""
