"""What I wrote to people before, by kind of note, so that the next one is put differently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from functools import cached_property

import polars as pl

from outreach import week
from outreach.model import FIRM, Decision
from outreach.notes import phrases
from outreach.notes.drafts import Writer
from outreach.notes.variety import words
from outreach.scene import Scene
from outreach.tending.inbox import texts
from outreach.week import Places

KEPT = 20  # new notes of a kind and language differ from as many of the last ones sent
_WEEKS = 8  # a note is marked as sent at most so many weeks after it was drafted
_DONE = {"connect": "sent", "ask": "asked"}  # the decision that says that a note of the week was sent
_DECISIONS = 100  # of each kind, the last ones, in whatever language
_MESSAGES = 100


class Written:
    """The notes and messages of one scene's user; read when first asked for."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._places: dict[str, Places] = {}

    def writer(self, kind: str) -> Writer:
        """Return who writes notes of a kind."""
        return Writer(self.scene.sender, self.scene.workspace.templates, self.sent(kind))

    def sent(self, kind: str) -> list[str]:
        """Return the last notes of a kind that I sent, as far as archives, plans and journal show them, oldest first.

        Messages in archives do not tell their kind: they stand for every kind but the note to an invitation.
        """
        notes = sorted([*self._planned(kind), *(self._invitations if kind == "connect" else ())])
        latest = {" ".join(words(text)): (day, text) for day, text in notes}  # one in a plan is in the archive later
        kept: list[tuple[date, str]] = []
        languages = Counter[str]()
        for day, text in sorted(latest.values(), reverse=True):
            language = phrases.language_of(text)
            languages[language] += 1
            if languages[language] <= KEPT:
                kept.append((day, text))
        return [text for _, text in sorted([*kept, *(self._messages if kind != "connect" else ())])]

    @cached_property
    def _invitations(self) -> list[tuple[date, str]]:
        sent = (one for one in self.scene.world.invitations if not one.incoming and one.message)
        return [(one.sent or date.min, one.message) for one in sent]

    @cached_property
    def _messages(self) -> list[tuple[date, str]]:
        world = self.scene.world
        mine = world.correspondence.letters.filter(pl.col("outgoing") & (pl.col("people") == 1)).tail(_MESSAGES)
        told = ((one.when, one.text) for one in texts(mine, world.archives))
        return [(when.date() if when else date.min, text) for when, text in told if text]

    def _planned(self, kind: str) -> Iterator[tuple[date, str]]:
        """The notes of past weeks that I said I sent, in my own words where I changed them."""
        done = [one for one in self.scene.workspace.decisions if one.status == _DONE.get(kind)]
        for one in done[-_DECISIONS:]:
            if text := self._note(one, kind):
                yield one.day, text

    def _note(self, decision: Decision, kind: str) -> str:
        """The note a decision is about, from the latest week that had one; "" for none."""
        plans = self.scene.workspace.folder / "plans"
        keys = {key for key in decision.keys if key[0] in FIRM} or {key for key in decision.keys if key[0] == "name"}
        for back in range(_WEEKS):
            folder = plans / week.week_of(decision.day - timedelta(weeks=back))
            if folder.name not in self._places:
                self._places[folder.name] = week.load(folder)
            for rank, holders in self._places[folder.name].holders.items():
                for one in holders:
                    if keys & set(one.keys):
                        with suppress(OSError):  # removed by the user, or of a week that planned something else
                            path = folder / week.note_name(rank, one.person, kind)
                            return path.read_text(encoding="utf-8", errors="replace").strip()
        return ""
