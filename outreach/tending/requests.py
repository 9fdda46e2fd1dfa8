"""Requests to connect with me that are still open, from archives and hand-kept tables, judged and with drafts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from outreach.exclusions import Barred, Exclusions, from_decisions, known
from outreach.model import Suggestion
from outreach.tending import answers
from outreach.tending.standing import Standing
from outreach.text import fold
from outreach.triage import Request, triage
from outreach.who.world import Asked


def open_requests(standing: Standing) -> list[Suggestion]:
    """Return a verdict for everybody who asked me and has no answer, ranked within the list."""
    scene = standing.scene
    how = answers.judges(scene.settings, scene.scorer)
    judged = triage(_requests(standing), how, len(standing.world.connections))
    drafted = standing.drafted([(one.suggestion, one.draft, ()) for one in judged])
    return [replace(one, rank=rank) for rank, one in enumerate(drafted, 1)]


def _requests(standing: Standing) -> Iterator[Request]:
    by_person: dict[int, list[Asked]] = defaultdict(list)
    for one in standing.world.invitations:
        if one.incoming and not standing.world.network.first[one.person]:
            by_person[one.person].append(one)
    messages = {number: max((one.message for one in rows), key=len) for number, rows in by_person.items()}
    same = Counter(fold(text) for text in messages.values())
    people, firms = _never(standing)
    for number in sorted(by_person):
        who = standing.people.known(number)
        if number in standing.scene.forgotten:
            continue
        person, firm = people.of(who), firms.of(who)
        yield replace(
            _asked(standing, number, by_person[number], messages[number]),
            barred=(person or firm or ("", ""))[1],
            named=bool(person and person[0] == "do_not_contact"),
            others=same[fold(messages[number])] - 1 if messages[number] else 0,
        )


def _asked(standing: Standing, number: int, rows: Sequence[Asked], message: str) -> Request:
    """What several files say of one request, joined."""
    return Request(
        person=standing.people.person(number),
        message=message,
        received=max((one.sent for one in rows if one.sent), default=None),
        connections=max((one.connections for one in rows if one.connections is not None), default=None),
        via=standing.mutuals(number),
        decisions=standing.decisions(number),
    )


def _never(standing: Standing) -> tuple[Exclusions, Exclusions]:
    """The do-not-contact rules that name a person, and those that name a firm."""
    scene = standing.scene
    named = [one for one in scene.settings.never if one.name or one.url]
    firms = [(one.company, one.reason or one.company) for one in scene.settings.never if one not in named]
    barred = [
        Barred(known(one.name, one.url, company=one.company), "do_not_contact", one.reason or one.name) for one in named
    ]
    decided = from_decisions(scene.workspace.decisions, scene.today, scene.settings.limits.cooldown_days)
    barred += [one for one in decided if one.code == "do_not_contact"]
    return Exclusions(barred, (), scene.different), Exclusions((), firms)
