"""Existing connections: keep, unfollow, remove or look again, with the evidence and what a removal would break.

What is missing keeps: without messages nobody is dormant, without a date nobody is old. A connection is proposed for
removal only for what they did.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from outreach.model import Decision, Person, Reason, Suggestion
from outreach.text import fold
from outreach.words import companies

ACTIONS = ("remove", "unfollow", "review", "keep")
SITTING = 30  # so many are looked at in an hour
SITTINGS_DAYS = 45  # decisions this close together belong to one audit, done in several sittings
DORMANT_YEARS = 5
CLOSE = 0.4  # a tie this strong is never cut for a few sales messages; a guess
_PITCH, _FLOOD, _TWIN, _DORMANT, _ROUTE = 1.0, 0.8, 0.5, 0.2, -0.1
_SOFTER = {"remove": "unfollow", "unfollow": "review"}
_DECIDED = ("kept", "unfollowed", "removed")
CONSEQUENCES = (
    "Unfollowing is not told to them, keeps the connection, and takes their posts out of your feed.",
    "Removing is not told to them either. Endorsements and recommendations between you vanish, messages end, "
    "and only you can invite them again.",
)


@dataclass(frozen=True, slots=True)
class Pitch:
    """One sales message I received: its day where known, the words that told, and whether it went beyond selling."""

    day: date | None = None
    words: str = ""
    invasive: bool = False


@dataclass(frozen=True, slots=True)
class Connection:
    """One connection of mine and everything known of the tie.

    `strength` is 0 to 1. `contacts` counts messages, mails and meetings, `mine` those of them that I began or answered;
    None where no such file was read. `signs` are other proofs of a tie, such as a recommendation, in words.
    `safe` says why they are never to be removed. `fits` is the words that make them somebody I look for.
    """

    person: Person
    strength: float = 0.0
    connected: date | None = None
    contacts: int | None = None
    mine: int = 0
    pitches: tuple[Pitch, ...] = ()
    signs: tuple[str, ...] = ()
    safe: str = ""
    fits: str = ""
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Routes:
    """To whom somebody leads: names of people I look for, and those of them whom nobody else leads to."""

    leads: tuple[str, ...] = ()
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """The outcome. `worklist` are the most worth a look and not yet decided, `done` how many of `total` were."""

    suggestions: tuple[Suggestion, ...]
    worklist: tuple[Suggestion, ...]
    done: int
    total: int
    last: date | None
    next: date
    notes: tuple[str, ...] = ()

    def progress(self, today: date) -> str:
        """Return how far this audit has come and when the next one is due, in words."""
        if not self.total:
            work = "No connection needs a look."
        elif not self.done:
            are = "is" if self.total == 1 else "are"
            work = f"{self.total} of your connections {are} worth a look; `outreach mark` notes what you decide."
        else:
            work = f"You have decided about {self.done} of {self.total} connections worth a look."
        if self.last is None:
            return f"{work} You have noted no audit yet."
        when = "was due" if self.next < today else "is due"
        return f"{work} Your last audit was on {self.last}, the next {when} on {self.next}."


def audit(
    connections: Sequence[Connection],
    today: date,
    *,
    months: int = 6,
    routes: Mapping[str, Routes] | None = None,
    ghosts: int = 0,
) -> Audit:
    """Judge all `connections`; `routes` by the id of a person. `ghosts` counts rows with a date alone."""
    last = last_audit(connections, today)
    twins = _twins(connections)
    judged = [_judge(one, today, (routes or {}).get(one.person.id, Routes()), twins) for one in connections]
    judged.sort(key=lambda one: (ACTIONS.index(one.action), -one.score, one.person.id))
    decided = {one.person.id for one in connections if _this_audit(one, today)}
    worth = [one for one in judged if one.action != "keep"]
    left = [one for one in worth if one.person.id not in decided]
    notes = [*CONSEQUENCES] if worth else []
    if ghosts:
        accounts = "1 row is a closed account" if ghosts == 1 else f"{ghosts} rows are closed accounts"
        notes.append(f"{accounts}: only a date is left, there is nothing to do.")
    return Audit(
        tuple(judged),
        tuple(left[:SITTING]),
        len(decided),
        len(decided | {one.person.id for one in worth}),
        last,
        due(last, months, today),
        tuple(notes),
    )


def last_audit(connections: Iterable[Connection], today: date) -> date | None:
    """Return the day of the last decision of an audit, None when there was none."""
    days = [one.day for connection in connections for one in connection.decisions if one.status in _DECIDED]
    return max((day for day in days if day <= today), default=None)


def due(last: date | None, months: int, today: date) -> date:
    """Return when the next audit is due: `months` after the last, today when there was none."""
    if last is None:
        return today
    year, month = divmod(last.year * 12 + last.month - 1 + months, 12)
    ends = date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(1)
    return date(year, month + 1, min(last.day, ends.day))


def _this_audit(connection: Connection, today: date) -> bool:
    recent = today - timedelta(days=SITTINGS_DAYS)
    return any(one.status in _DECIDED and recent <= one.day <= today for one in connection.decisions)


def _judge(one: Connection, today: date, routes: Routes, twins: Mapping[str, str]) -> Suggestion:
    action, reasons, notes = _action(one, today, routes, twins)
    if routes.leads:
        reasons.append(Reason("path", _ROUTE if action != "keep" else 0.0, _leads(routes), ", ".join(routes.leads[:5])))
    if action in ("remove", "unfollow") and (softer := _protection(one, routes, action)):
        action = _SOFTER[action]
        notes.append(softer)
    if one.safe and action in ("remove", "unfollow"):
        action = "review"
        notes.append(f"Never removed by this tool: {one.safe}.")
    return Suggestion(one.person, action, tuple(reasons), notes=tuple(notes))


def _action(
    one: Connection, today: date, routes: Routes, twins: Mapping[str, str]
) -> tuple[str, list[Reason], list[str]]:
    """Return what the facts alone suggest, before anything softens it."""
    settled = _latest(one, *_DECIDED)
    if settled and settled.status == "removed":
        return "keep", [Reason("removed", 0.0, f"you removed them on {settled.day}")], []
    since = [pitch for pitch in one.pitches if not settled or (pitch.day and pitch.day > settled.day)]
    if since:
        return _sold(since, warned=bool(settled and settled.status == "unfollowed"))
    floods = _latest(one, "floods")
    if floods and not (settled and settled.number > floods.number):
        return "unfollow", [Reason("floods", _FLOOD, f"floods your feed, you noted on {floods.day}", floods.note)], []
    if settled:
        done = "you kept them" if settled.status == "kept" else "unfollowed"
        return "keep", [Reason(settled.status, 0.0, f"{done} on {settled.day}", settled.note)], []
    if one.person.id in twins:
        question = "Is this one person with two accounts? Say `same` or `different`."
        return "review", [Reason("twin", _TWIN, "may be the same person twice", twins[one.person.id])], [question]
    if years := _dormant(one, today, routes):
        text = f"no sign of contact in {years} years"
        evidence = f"connected since {one.connected}, no message, no mail, no meeting, no endorsement, no note"
        points = round(_DORMANT * min(years / 20, 1), 2)
        return "review", [Reason("dormant", points, text, evidence)], ["Is there a reason to stay in touch?"]
    return "keep", [], []


def _sold(pitches: Sequence[Pitch], warned: bool) -> tuple[str, list[Reason], list[str]]:
    """One sales message is forgiven; repeated or invasive ones break the bond: unfollow, the next one: remove."""
    days = sorted({pitch.day for pitch in pitches if pitch.day})
    count = len(days) + sum(pitch.day is None for pitch in pitches)
    invasive = [pitch for pitch in pitches if pitch.invasive]
    text = "sent a sales message once" if count == 1 else f"sent {count} sales messages"
    words = next((pitch.words for pitch in [*invasive, *pitches] if pitch.words), "")
    evidence = ", ".join([*(str(day) for day in days), *([words] if words else [])])
    if count == 1 and not invasive and not warned:
        return "keep", [Reason("pitch", 0.0, text, evidence)], []
    reasons = [Reason("pitch", round(_PITCH * count / (count + 1), 2), text, evidence)]
    if invasive:
        reasons.append(Reason("pitch", _PITCH, "went beyond selling", invasive[0].words))
    if warned:
        reasons.append(Reason("pitch", _PITCH, "sold again after you unfollowed them"))
    return "remove" if invasive or count >= 3 or warned else "unfollow", reasons, []


def _protection(one: Connection, routes: Routes, action: str) -> str:
    """Return why the milder measure will do, "" when nothing speaks against the harder one."""
    if one.strength >= CLOSE or one.mine >= 2:
        return "You have written to each other: the milder step first."
    if one.signs:
        return f"There is more between you ({one.signs[0]}): the milder step first."
    if routes.only and action == "remove":
        return f"They are your only way to {_names(routes.only)}: the milder step first."
    return ""


def _dormant(one: Connection, today: date, routes: Routes) -> int:
    """Return for how many years nothing was heard where that can be known, else 0."""
    if one.contacts is None or one.contacts or one.connected is None:
        return 0
    if one.signs or one.safe or one.fits or routes.leads:
        return 0
    years = (today - one.connected).days // 365
    return years if years >= DORMANT_YEARS else 0


def _twins(connections: Sequence[Connection]) -> dict[str, str]:
    """Return who may stand twice in the list: one name, and the same firm or none; the evidence by id."""
    named: dict[str, list[Person]] = defaultdict(list)
    for one in connections:
        if one.person.name:
            named[fold(one.person.name)].append(one.person)
    found = {}
    for people in named.values():
        for person in people:
            others = [other for other in people if other.id != person.id and _same_firm(person, other)]
            if others:
                found[person.id] = f"{others[0].name}, {others[0].url or others[0].id}"
    return found


def _same_firm(one: Person, other: Person) -> bool:
    mine, theirs = companies.key(one.company), companies.key(other.company)
    return mine == theirs or not mine or not theirs


def _leads(routes: Routes) -> str:
    text = f"leads to {len(routes.leads)} you look for"
    return text + (f"; only they lead to {_names(routes.only)}" if routes.only else "")


def _names(names: Sequence[str]) -> str:
    more = f" and {len(names) - 2} more" if len(names) > 2 else ""
    return " and ".join(names[:2]) + more if not more else ", ".join(names[:2]) + more


def _latest(one: Connection, *statuses: str) -> Decision | None:
    return max((d for d in one.decisions if d.status in statuses), key=lambda d: d.number, default=None)


@dataclass(frozen=True, slots=True)
class Sent:
    """An invitation of mine: to whom, on which day, since when they are a connection, and what I decided since.

    `connected` is None where they are no connection; where the date is unknown, the day of the file that shows them.
    """

    person: Person
    day: date
    connected: date | None = None
    decisions: tuple[Decision, ...] = ()

    @property
    def open(self) -> bool:
        """Whether it still waits for an answer, as far as files and decisions tell."""
        ended = ("accepted", "declined", "withdrawn", "replied")
        return not (self.connected or any(one.status in ended and one.day >= self.day for one in self.decisions))


def withdrawals(sent: Iterable[Sent], today: date, after_days: int) -> list[Suggestion]:
    """Return the open invitations older than `after_days`, the oldest first: withdrawing is quiet and costs nothing."""
    found = []
    for one in sorted(sent, key=lambda one: (one.day, one.person.id)):
        age = (today - one.day).days
        if not one.open or age < after_days:
            continue
        reason = Reason("waiting", round(age / 100, 2), f"unanswered for {age} days", f"sent on {one.day}")
        found.append(Suggestion(one.person, "withdraw", (reason,), notes=(_AGAIN,)))
    return found


_AGAIN = "They are not told; you may ask again three weeks later, or leave it be."
