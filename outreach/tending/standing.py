"""How somebody stands with me: what I decided, wrote and asked, who leads to them, whether I look for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

import numpy as np

from outreach import candidates
from outreach.audit import Sent
from outreach.model import FIRM, Decision, Fact, Mutual, Suggestion
from outreach.scene import Scene
from outreach.tending.inbox import Thread, inbox
from outreach.tending.written import KEPT, Written
from outreach.text import fold

SHOWN_MUTUALS = 10
_WISHED = ("role", "industry")


class Standing:
    """One scene asked about single people; each answer is worked out once."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.world = scene.world
        self.people = scene.people
        self.today = scene.today
        self._written = Written(scene)

    def decisions(self, number: int) -> tuple[Decision, ...]:
        """Return what I decided about a person, oldest first; by name only where nothing surer was known."""
        keys = self.people.keys(number)
        found = {one.number: one for key in keys for one in self._decided.get((key[0], fold(key[1])), ())}
        return tuple(found[place] for place in sorted(found))

    @cached_property
    def _decided(self) -> dict[tuple[str, str], list[Decision]]:
        by_key: dict[tuple[str, str], list[Decision]] = defaultdict(list)
        for one in self.scene.workspace.decisions:
            firm = [key for key in one.keys if key[0] in FIRM]
            for kind, value in firm or [key for key in one.keys if key[0] == "name"]:
                by_key[kind, fold(value)].append(one)
        return by_key

    def mutuals(self, number: int) -> tuple[Mutual, ...]:
        """Return the connections of mine who lead to a person, the strongest first."""
        [mutuals] = candidates.ways(self.scene.network, np.array([number], np.int64))
        return tuple(self.scene.mutual(code) for code in mutuals[:SHOWN_MUTUALS])

    def wished(self, number: int) -> str:
        """Return the words that make somebody one of those I look for, "" where nothing does."""
        reasons = self.scene.scorer.wish(self.people.person(number))
        return next((one.evidence for one in reasons if one.kind in _WISHED and one.points > 0), "")

    @cached_property
    def threads(self) -> dict[int, Thread]:
        """What everybody and I wrote to each other alone."""
        since = {number: self.scene.evidence[number].connected for number in self.world.connections}
        return inbox(self.world.correspondence.letters, self.world.archives, since)

    @cached_property
    def contacts(self) -> dict[int, int] | None:
        """Messages with everybody, groups included; None where no archive of mine holds messages."""
        if not any(len(archive.messages) for archive in self.world.archives if archive.role == "me"):
            return None
        counted = self.world.correspondence.letters.group_by("person").len()
        return dict(counted.iter_rows())

    @cached_property
    def sent(self) -> list[Sent]:
        """My invitations, as the archive and the journal show them, each person's latest."""
        days: dict[int, date] = {}
        for one in self.world.invitations:
            if not one.incoming and one.sent:
                days[one.person] = max(one.sent, days.get(one.person, date.min))
        for number, day in self._marked_sent():
            days[number] = max(day, days.get(number, date.min))
        return [Sent(self.people.person(one), days[one], self.since(one), self.decisions(one)) for one in sorted(days)]

    def _marked_sent(self) -> list[tuple[int, date]]:
        return [(number, one.day) for number, one in self.numbered("sent") if number >= 0]

    def _number(self, decision: Decision) -> int:
        """The person a decision is about: by address, else by a name that only one bears, -1 for nobody known."""
        values = [value for kind, value in decision.keys if kind in ("slug", "opaque")]
        if values:
            return next((number for value in values if (number := self.people.code_of(value)) >= 0), -1)
        named = [value for kind, value in decision.keys if kind == "name"]
        found = self.people.find(named[0]) if named else []
        return found[0] if len(found) == 1 else -1

    def numbered(self, status: str) -> list[tuple[int, Decision]]:
        """Return the decisions of one status with the person each is about, -1 for nobody known."""
        return [(self._number(one), one) for one in self.scene.workspace.decisions if one.status == status]

    def since(self, number: int) -> date | None:
        """Return since when somebody is a connection of mine, None where they are none; today where no day is known."""
        if not self.world.network.first[number]:
            return None
        return self.scene.evidence[number].connected or self.today

    def drafted(self, wanted: Sequence[tuple[Suggestion, str, Sequence[Fact]]]) -> list[Suggestion]:
        """Return each suggestion with the draft of the kind that fits ("" for none) and what it may say.

        Where nothing true can be said there is no draft; as many of one kind as anybody compares are put differently.
        """
        found = [one for one, _, _ in wanted]
        for kind in sorted({kind for _, kind, _ in wanted if kind}):
            writer = self._written.writer(kind)
            everywhere = [place for place, (_, one, _) in enumerate(wanted) if one == kind]
            for start in range(0, len(everywhere), KEPT):
                places = everywhere[start : start + KEPT]
                told = [wanted[place][2] for place in places]
                drafts = writer.batch(kind, [found[place] for place in places], facts=told)
                for place, draft in zip(places, drafts, strict=True):
                    found[place] = replace(found[place], drafts=(draft,)) if draft else found[place]
        return found
