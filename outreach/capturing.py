"""`outreach capture`: a paste on its way into the workspace, shown before it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from outreach import capture
from outreach.capture import Understood, understood
from outreach.show.terminal import captured_text
from outreach.sources.base import Reading
from outreach.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Captured:
    """A paste as it was understood, not yet kept."""

    data: bytes
    reading: Reading
    workspace: Workspace

    @property
    def people(self) -> list[Understood]:
        """Who was seen, in the order of the page."""
        return understood(self.reading)

    def text(self, colour: bool = False) -> str:
        """Return who was understood, through whom, and line by line what was not."""
        return captured_text(self.people, self.reading.problems, colour)

    def save(self) -> Path:
        """Keep the paste in `exports/seen` and return its path."""
        return capture.save(self.data, self.reading, self.workspace.folder / "exports/seen", self.workspace.today)


def captured(workspace: Workspace, data: bytes, name: str = "") -> Captured:
    """Understand a pasted page; `name` is the file it comes from, if any."""
    me = workspace.settings.me.name
    return Captured(data, capture.understand(data, [me] if me else [], Path(name).stem if name else ""), workspace)
