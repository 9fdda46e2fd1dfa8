"""Real openings: who accepted, waits for an answer, introduced me and never heard back, or asked for what I offer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from outreach.audit import Sent
from outreach.model import Fact, Person, Reason, Suggestion
from outreach.news import THANKS, News

WAITING = (2, 60)  # days: not at once, and not after the moment has long passed
ACCEPTED_DAYS = 60  # later it is no news
OPEN_DAYS = 30  # a public request is rarely open for longer


def acceptances(sent: Iterable[Sent], today: date) -> list[News]:
    """Return who accepted an invitation of mine lately, as the list of connections shows, the latest first."""
    found = []
    for one in sent:
        if not one.connected or one.connected < one.day or not 0 <= (today - one.connected).days <= ACCEPTED_DAYS:
            continue
        thanks = (today - one.connected).days <= THANKS and not any(d.status == "replied" for d in one.decisions)
        action, draft = ("thank", "thanks") if thanks else ("follow", "")
        note = "A short thanks is welcome now; then leave it be." if thanks else "Follow and say nothing."
        reason = Reason("outcome", 0.5, "accepted your invitation", f"asked on {one.day}, connected on {one.connected}")
        found.append((one.connected, News(Suggestion(one.person, action, (reason,), notes=(note,)), draft)))
    found.sort(key=lambda pair: (-pair[0].toordinal(), pair[1].suggestion.person.id))
    return [one for _, one in found]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody whose friendly message to me alone stands unanswered since `day`; `asks` where it holds a question."""

    person: Person
    day: date
    asks: bool = False
    mine: int = 0


def waiting(letters: Iterable[Waiting], today: date) -> list[News]:
    """Return who waits for my answer: for two days to two months, with a question or after I had written before."""
    found = []
    for one in letters:
        days = (today - one.day).days
        if not WAITING[0] <= days <= WAITING[1] or not (one.asks or one.mine):
            continue
        text = f"{'asked you something' if one.asks else 'wrote'} {days} days ago and has no answer"
        reason = Reason("waiting", 0.6 if one.asks else 0.3, text, f"last message on {one.day}")
        found.append(News(Suggestion(one.person, "answer", (reason,), notes=("In your own words, or not at all.",))))
    return sorted(found, key=lambda one: (-one.suggestion.score, one.suggestion.person.id))


@dataclass(frozen=True, slots=True)
class Introduction:
    """A favour: `connector` was asked on `day` for an introduction to `target`; `told` says they heard how it went."""

    connector: Person
    target: Person
    day: date
    accepted: date | None = None
    told: bool = False


def unthanked(introductions: Iterable[Introduction]) -> list[News]:
    """Return who introduced me with success and never heard what came of it, the longest wait first."""
    found = []
    for one in sorted(introductions, key=lambda one: (one.day, one.connector.id, one.target.id)):
        if one.accepted and not one.told:
            text = f"introduced you to {one.target.name} and never heard what came of it"
            reason = Reason("outcome", 0.7, text, f"asked on {one.day}, connected on {one.accepted}")
            note = f"Tell {one.connector.name} in a line what came of it."
            found.append(News(Suggestion(one.connector, "tell", (reason,), notes=(note,))))
    return found


@dataclass(frozen=True, slots=True)
class Opportunity:
    """Something a person asked for in public, in the words I noted on `day`."""

    person: Person
    note: str
    day: date


def openings(
    opportunities: Iterable[Opportunity], offers: Callable[[str], str], today: date, days: int = OPEN_DAYS
) -> list[News]:
    """Return what I could help with: `offers` names the offer of mine that meets the words, "" where none does."""
    found = []
    for one in opportunities:
        if not 0 <= (today - one.day).days <= days:
            continue
        met = offers(one.note)
        text = f'asked for something you offer: "{met}"' if met else "asked for something you do not list as an offer"
        reason = Reason("reciprocity", 0.8 if met else 0.2, text, f'"{one.note}", noted on {one.day}')
        kind = "offer" if met else ""
        facts = (
            (Fact("need", one.note, f"noted on {one.day}"), Fact("give", met, "outreach.toml offers")) if met else ()
        )
        found.append(News(Suggestion(one.person, kind or "follow", (reason,)), kind, facts=facts))
    return sorted(found, key=lambda one: (-one.suggestion.score, one.suggestion.person.id))
