"""Everything new about the people around me, from archives, messages and what I noted, with the drafts that fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from outreach import addresses
from outreach.model import Fact, Person, Problem, Suggestion
from outreach.news import Interest, News, news
from outreach.tending import history
from outreach.tending.changes import Change, Entry, changes
from outreach.tending.openings import Introduction, Opportunity, Waiting, acceptances, openings, unthanked, waiting
from outreach.tending.standing import Standing
from outreach.words import seniority
from outreach.words.fit import LIKELY, Matcher

NEWS_DAYS = 120  # what showed in an archive before that is no news, except in the newest


def tidings(standing: Standing) -> tuple[list[Suggestion], list[Problem]]:
    """Return what is new, what matters most first, and what kept archives from being compared."""
    told, problems = changed(standing)
    seen = {one.suggestion.person.id for one in told if one.change and one.change.kind == "accepted"}
    accepted = [one for one in acceptances(standing.sent, standing.today) if one.suggestion.person.id not in seen]
    others = [*accepted, *_unanswered(standing), *unthanked(_introductions(standing)), *_openings(standing)]
    everything = sorted([*told, *others], key=lambda one: (-one.suggestion.score, one.suggestion.person.id, one.draft))
    drafted = standing.drafted([(one.suggestion, one.draft, one.facts) for one in everything])
    return [replace(one, rank=rank) for rank, one in enumerate(drafted, 1)], problems


def changed(standing: Standing) -> tuple[list[News], list[Problem]]:
    """Return what my dated archives show to have changed, and what kept some from being compared."""
    found, problems = changes(history.snapshots(standing.world.archives))
    recent = _recent(found, standing.today)
    return news(recent, standing.today, _finder(standing), _interest(standing), _level), problems


def new_job(standing: Standing, number: int) -> tuple[tuple[Fact, ...], str]:
    """Return what a person's latest change of work lets a congratulation say, and what to mind before sending it.

    Nothing where the archives show no change; nothing to mind where it is good news and fresh.
    """
    key, find = standing.people.person(number).id, _finder(standing)
    own = [one for one in changes(history.snapshots(standing.world.archives))[0] if find(one.entry).id == key]
    jobs = [
        (one.change.until, one) for one in news(own, standing.today, find, level=_level) if one.change and one.facts
    ]
    if not jobs:
        return (), ""
    _, last = max(jobs, key=lambda job: job[0])
    minded = f"this showed {last.suggestion.reasons[0].evidence}. {last.suggestion.notes[0]}"
    return last.facts, "" if last.draft else minded


def _recent(found: Sequence[Change], today: date) -> list[Change]:
    newest = max((one.until for one in found), default=today)
    since = min(newest, today - timedelta(NEWS_DAYS))
    return [one for one in found if one.until >= since]


def _finder(standing: Standing) -> Callable[[Entry], Person]:
    """Find the person of a row; somebody no longer in any file is shown as the row has them."""

    def find(entry: Entry) -> Person:
        number = standing.people.code_of(entry.slug) if entry.slug else -1
        if number >= 0:
            return standing.people.person(number)
        shown = {"company": entry.company, "position": entry.position, "url": addresses.link(entry.slug)}
        return Person(id=entry.slug or entry.name, name=entry.name, **shown)

    return find


def _interest(standing: Standing) -> Callable[[Person], Interest]:
    best = {mutual.person.id for mutual in standing.scene.best}

    def weigh(person: Person) -> Interest:
        number = standing.people.code_of(person.id)
        if number < 0:
            return Interest()
        thread = standing.threads.get(number)
        strength = standing.scene.strengths.get(number, 0.0)
        return Interest(strength, person.id in best, standing.wished(number), bool(thread and thread.sent))

    return weigh


def _level(title: str) -> int:
    return seniority.level(title).level


def _unanswered(standing: Standing) -> list[News]:
    letters = [
        Waiting(standing.people.person(number), thread.last, thread.asks, thread.sent)
        for number, thread in sorted(standing.threads.items())
        if thread.last and thread.last_is_theirs and thread.friendly and not thread.pitches
    ]
    return waiting(letters, standing.today)


def _introductions(standing: Standing) -> Iterator[Introduction]:
    """Whom I asked for introductions, as the journal says, and whether I wrote to them after it worked."""
    for number, asked in standing.numbered("asked"):
        via = next((value for kind, value in asked.keys if kind == "via"), "")
        connector = standing.people.code_of(via) if via else -1
        if number < 0 or connector < 0:
            continue
        thread, since = standing.threads.get(connector), standing.since(number)
        told = bool(thread and since and any(day >= since for day in thread.mine))
        yield Introduction(standing.people.person(connector), standing.people.person(number), asked.day, since, told)


def _openings(standing: Standing) -> list[News]:
    offers = Matcher(standing.scene.settings.goal.offers, "topic")
    noted = [
        Opportunity(standing.people.person(number), one.note, one.day)
        for number, one in standing.numbered("opportunity")
        if number >= 0
    ]

    def met(note: str) -> str:
        matches = [match for match in offers.find({"about": note}) if match.strength >= LIKELY]
        return matches[0].term if matches else ""

    return openings(noted, met, standing.today)
