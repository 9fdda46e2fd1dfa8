"""What changed and deserves a word: few things do. The rest is for following and saying nothing.

A congratulation is proposed for good news only, three to ten days after it showed; nothing here ever nags.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from outreach.model import Fact, Person, Reason, Suggestion
from outreach.tending.changes import Change, Entry
from outreach.text import fold

FRESH = (3, 10)  # days: not with the crowd of the first day, not when it is stale
ORDINARY = 2  # the standing of a title without a word of rank: somebody who does the work, as `seniority` counts
THANKS = 10  # days after an acceptance in which thanks are still natural
_POINTS = {
    "accepted": 0.5, "job": 0.4, "title": 0.25, "left": 0.2, "new": 0.15, "renamed": 0.1, "vanished": 0.1,
    "closed": 0.05,
}  # fmt: skip
_BEST, _TARGET, _WROTE, _TIE = 1.0, 0.6, 0.5, 0.3


@dataclass(frozen=True, slots=True)
class Interest:
    """What somebody is to me: strength of the tie (0 to 1), the words that make them a target, whether I wrote."""

    strength: float = 0.0
    best: bool = False
    target: str = ""
    wrote: bool = False


@dataclass(frozen=True, slots=True)
class News:
    """One thing worth knowing; the draft that fits (`congratulate`, `thanks`, `offer` or none), and what it may say."""

    suggestion: Suggestion
    draft: str = ""
    change: Change | None = None
    facts: tuple[Fact, ...] = ()


def news(
    changes: Iterable[Change],
    today: date,
    person: Callable[[Entry], Person],
    interest: Callable[[Person], Interest] = lambda person: Interest(),
    level: Callable[[str], int] = lambda title: 0,
) -> list[News]:
    """Return every change as a suggestion, what matters to me first.

    Actions: `congratulate`, `thank`, `follow` (and say nothing) and `let_be` (there is nothing to follow). `level`
    tells the standing of a job title, so that a step down is not taken for good news.
    """
    found = [_one(change, today, person(change.entry), interest, level) for change in changes]
    return sorted(found, key=lambda one: (-one.suggestion.score, one.suggestion.person.id, one.suggestion.action))


def _one(
    change: Change,
    today: date,
    person: Person,
    interest: Callable[[Person], Interest],
    level: Callable[[str], int],
) -> News:
    action, draft, note = _action(change, today, level)
    reasons = [Reason("change", _POINTS[change.kind], _told(change), _evidence(change))]
    reasons += _matters(interest(person))
    facts = tuple(fact for fact in _facts(change) if fact.text) if change.kind in ("job", "title") else ()
    return News(Suggestion(person, action, tuple(reasons), notes=(note,)), draft, change, facts)


def _facts(change: Change) -> Iterator[Fact]:
    """What a congratulation may say: the new title, and the firm where it is new."""
    source = f"Connections.csv of {change.until}"
    yield Fact("new_role", change.entry.position, source)
    if change.kind == "job":
        yield Fact("new_company", change.entry.company, source)


def _action(change: Change, today: date, level: Callable[[str], int]) -> tuple[str, str, str]:
    """Return action, kind of draft, and the sentence that says why."""
    if change.kind in ("vanished", "closed"):
        return "let_be", "", "Nothing to do: nobody is told who left, and why is theirs to know."
    if change.kind == "accepted":
        since = change.entry.connected or change.until
        if 0 <= (today - since).days <= THANKS:
            return "thank", "thanks", "A short thanks is welcome now; then leave it be."
        return "follow", "", "Follow and say nothing: the moment for thanks has passed."
    if change.kind not in ("job", "title"):
        return "follow", "", "Follow and say nothing."
    if not good_news(change, level):
        return "follow", "", "Follow and say nothing: this may not be good news."
    age = (today - change.until).days
    if FRESH[0] <= age <= FRESH[1]:
        return "congratulate", "congratulate", _when(change)
    wait = "wait a few days" if age < FRESH[0] else "it is no longer new"
    return "follow", "", f"Follow and say nothing: {wait}."


def _when(change: Change) -> str:
    months = round((change.until - change.since).days / 30)
    if months <= 1:
        return "Good news of these weeks: a short word fits, without any request."
    return f"Good news, though it may be up to {months} months old: look at the profile before you write."


def good_news(change: Change, level: Callable[[str], int] = lambda title: 0) -> bool:
    """Tell whether a change of job surely is good news: somewhere new, or higher, and no word of loss in the title."""
    before, after = change.before, change.after
    if before is None or after is None or not after.position:
        return False
    if _loss().search(fold(f"{after.position} {after.company}")):
        return False
    was, now = (level(title) or ORDINARY * bool(title) for title in (before.position, after.position))
    return now > was > 0 or (change.kind == "job" and bool(after.company) and now >= was)


@cache
def _loss() -> re.Pattern[str]:
    path = files("outreach") / "lexicon" / "news.toml"
    words = tomllib.loads(path.read_text(encoding="utf-8"))["loss"].values()
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(fold(word)) for group in words for word in group) + ")")


def _told(change: Change) -> str:
    one, two = change.before or Entry(""), change.after or Entry("")
    return {
        "accepted": "accepted your invitation",
        "job": f"now {_work(two)}",
        "title": f"now {two.position or 'without a title'}, was {one.position or 'without one'}",
        "left": f"no longer lists {_work(one)}",
        "new": "is a new connection",
        "renamed": f"was called {one.name}",
        "vanished": "is no longer among your connections",
        "closed": "closed their account, or hides it",
    }[change.kind]


def _work(entry: Entry) -> str:
    return " at ".join(filter(None, (entry.position, entry.company))) or "without a known job"


def _evidence(change: Change) -> str:
    if change.kind in ("accepted", "new") and change.entry.connected:
        return f"connected on {change.entry.connected}"
    was = f"; was {_work(change.before)}" if change.kind == "job" and change.before else ""
    return f"between the exports of {change.since} and {change.until}{was}"


def _matters(interest: Interest) -> list[Reason]:
    reasons = []
    if interest.best:
        reasons.append(Reason("path", _BEST, "one of your best connections"))
    elif interest.strength:
        reasons.append(Reason("path", round(_TIE * interest.strength, 2), f"your tie: {interest.strength:.2f}"))
    if interest.target:
        reasons.append(Reason("role", _TARGET, "somebody you look for", interest.target))
    if interest.wrote:
        reasons.append(Reason("outcome", _WROTE, "you wrote to them"))
    return reasons
