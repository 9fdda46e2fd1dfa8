"""One message on demand: the draft, its facts and where each comes from, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from outreach.candidates import ways
from outreach.errors import UsageError
from outreach.finding import find
from outreach.model import Draft, Fact, Mutual, Suggestion
from outreach.scene import Scene, scene
from outreach.tending.standing import Standing
from outreach.tending.tidings import new_job
from outreach.tending.written import Written
from outreach.text import clean, fold
from outreach.workspace import Workspace

LANGUAGES = ("en", "de", "fr", "es", "pt")


@dataclass(frozen=True, slots=True)
class Message:
    """A draft and whom it concerns."""

    name: str
    draft: Draft

    @property
    def data(self) -> dict[str, object]:
        """The message as plain values."""
        draft = self.draft
        return {
            "to": self.name,
            "kind": draft.kind,
            "language": draft.language,
            "tone": draft.tone,
            "text": draft.text,
            "length": draft.length,
            "limit": draft.limit,
            "findings": list(draft.findings),
            "facts": [{"name": fact.name, "text": fact.text, "source": fact.source} for fact in draft.facts],
        }

    def text(self, explain: bool = False) -> str:
        """Return the message itself, with `explain` also its facts and where each comes from."""
        lines = [self.draft.text, ""]
        lines += [f"! {finding}" for finding in self.draft.findings]
        if explain:
            lines.append(f"{self.draft.length} of {self.draft.limit} characters. What it says, and where that stands:")
            lines += [f"  {clean(fact.text)}  ({clean(fact.source)})" for fact in self.draft.facts]
        return "\n".join(lines).rstrip() + "\n"


def message(
    workspace: Workspace, person: str, kind: str, tone: str = "plain", language: str = "", listing: str = "plan"
) -> Message:
    """Draft one message. Raises `UsageError` where nothing true can be said, with the reason."""
    if language and language not in LANGUAGES:
        raise UsageError(f'notes are written in {", ".join(LANGUAGES)}, not in "{language}"')
    found = scene(workspace)
    number = find(found, person, listing)
    suggestion = about(found, number)
    facts, minded = new_job(Standing(found), number) if kind == "congratulate" else ((), "")
    if kind == "offer":
        facts = tuple(_needs(found, number))
    writer = Written(found).writer(kind)
    draft = writer.write(kind, suggestion, tone=tone, language=language, facts=facts)
    if draft is None:
        why = writer.silence(kind, suggestion, tone=tone, language=language, facts=facts)
        raise UsageError(f"no {kind} message to {suggestion.person.name}: {why}")
    return Message(suggestion.person.name, replace(draft, findings=(*draft.findings, *filter(None, [minded]))))


def about(found: Scene, number: int) -> Suggestion:
    """Return the suggestion of a person: from the ranking if they stand there, else with the ways that lead to them."""
    person = found.people.person(number)
    for one in (*found.ranking.suggestions, *found.ranking.held):
        if one.person.id == person.id:
            return one
    via: tuple[Mutual, ...] = ()
    if number != found.world.me and not found.network.first[number]:
        (mutuals,) = ways(found.network, np.array([number], np.int64))
        via = tuple(found.mutual(mutual) for mutual in mutuals)
    return Suggestion(person, "", found.scorer.wish(person), via)


def _needs(found: Scene, number: int) -> Iterable[Fact]:
    """What somebody needs, as I noted it last, and what I could give."""
    keys = set(found.people.keys(number))
    for decision in reversed(found.workspace.decisions):
        if decision.status == "opportunity" and decision.note and keys & set(decision.keys):
            yield Fact("need", clean(decision.note), "your note of " + decision.day.isoformat())
            yield from _gift(found, decision.note)
            return


def _gift(found: Scene, need: str) -> Iterable[Fact]:
    """The one of my offers that meets the need by its words, if any does."""
    wanted = {word for word in fold(need).split() if len(word) > 3}
    for offer in found.settings.goal.offers:
        if wanted & set(fold(offer).split()):
            yield Fact("give", offer, "outreach.toml: [goal] offers")
            return
