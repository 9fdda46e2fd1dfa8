"""Incoming requests: accept, review or ignore, by three questions whose answers are always shown.

The order of judgement: do-not-contact, safety, pitch, competitor, required place, then the user's policy. "Unknown" is
never "no"; nobody is ever declined as "I don't know this person"; only harassment and fraud are for reporting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import prod

from outreach import tone
from outreach.model import Answer, Decision, Mutual, Person, Reason, Suggestion
from outreach.tending import safety

ACTIONS = ("accept", "review", "ignore")
CEILING = 30_000  # first-degree connections LinkedIn allows; after that a person can only be followed
SURE = 0.65  # a note this likely to sell is ignored; below that the user reads it; a guess
_NEAR_CEILING = 29_500
_SETTLED = ("accepted", "ignored", "declined", "removed")
# Points only put the requests in order within one action; the action comes from the rules. All are guesses.
_POINTS = {"industry": 0.4, "help": 0.3, "place": 0.2, "path": 0.4, "words": 0.1}
_AGAINST = {"harm": -3.0, "barred": -2.0, "pitch": -1.0, "competitor": -0.6, "place": -0.4, "unsure": -0.3}
_KIND = {"industry": "industry", "help": "reciprocity", "place": "place"}
_HARM = {
    "fraud": "the note shows signs of fraud",
    "advances": "the note makes advances",
    "harassment": "the note threatens or insults",
}
_QUESTIONS = {
    "industry": "what do they do, and is it near what you look for?",
    "help": "could you help them, or they you?",
    "place": "are they in a place that matters to you?",
}


@dataclass(frozen=True, slots=True)
class Request:
    """One request to connect with me, and everything known of its sender.

    `connections` is what the page showed of theirs. `barred` holds the sentence of a rule against contact, `named`
    whether it names this person rather than their firm. `others` counts who else sent the same words.
    """

    person: Person
    message: str = ""
    received: date | None = None
    connections: int | None = None
    via: tuple[Mutual, ...] = ()
    barred: str = ""
    named: bool = False
    others: int = 0
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Rival:
    """Whether somebody does what I do: `no`, `yes`, `unclear` (audience or place unknown), or `lifted`, with the words.

    `lifted` is one of the four exceptions: a complementary service, a resource, another audience, a skill to hire.
    """

    status: str = "no"
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Judges:
    """Who answers the three questions about a person; `help` also reads the note."""

    target: Callable[[Person], Answer]
    rival: Callable[[Person], Rival]
    help: Callable[[Person, str], Answer]
    place: Callable[[Person], Answer]
    policy: str = "selective"
    place_required: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A request with its verdict, and the kind of draft that fits: `thanks`, `decline` or none."""

    request: Request
    suggestion: Suggestion
    draft: str = ""


@dataclass(frozen=True, slots=True)
class _Verdict:
    action: str
    reason: Reason | None = None
    notes: tuple[str, ...] = ()
    decline: bool = False


@dataclass(frozen=True, slots=True)
class _Case:
    request: Request
    judges: Judges
    rival: Rival
    answers: Mapping[str, Answer]
    heard: tone.Verdict = field(default_factory=lambda: tone.Verdict("friendly", 0.0))


def triage(requests: Iterable[Request], judges: Judges, connected: int = 0) -> list[Judged]:
    """Judge every request still open, the ones to accept first and within an action the most telling first.

    `connected` is how many connections I have: at LinkedIn's ceiling nobody can be accepted before somebody leaves.
    """
    judged = [judge(request, judges, connected) for request in requests if _open(request)]
    judged.sort(key=lambda one: (ACTIONS.index(one.suggestion.action), -one.suggestion.score, one.suggestion.person.id))
    return judged


def _open(request: Request) -> bool:
    settled = [one for one in request.decisions if one.status in _SETTLED]
    return not any(request.received is None or one.day >= request.received for one in settled)


def judge(request: Request, judges: Judges, connected: int = 0) -> Judged:
    """Judge one request."""
    case = _case(request, judges)
    verdict = _ceiling(_verdict(case), connected)
    reasons = [*_reasons(case), *([verdict.reason] if verdict.reason else [])]
    suggestion = Suggestion(
        request.person, verdict.action, tuple(reasons), request.via, answers=case.answers, notes=verdict.notes
    )
    return Judged(request, suggestion, _draft(request, verdict))


def _case(request: Request, judges: Judges) -> _Case:
    rival = judges.rival(request.person)
    heard = tone.judge(request.message, tone.Context(first=True, senders=request.others))
    own_words = request.message if heard.verdict == "friendly" else ""  # a pitch names what I offer only to sell
    answers = {
        "industry": _industry(judges.target(request.person), rival),
        "help": judges.help(request.person, own_words),
        "place": judges.place(request.person),
    }
    return _Case(request, judges, rival, answers, heard)


def _industry(target: Answer, rival: Rival) -> Answer:
    """The first question: a competitor without exception is a no, with one a yes; else what the target says."""
    if rival.status == "yes":
        return Answer("no", f"a competitor: {rival.evidence}")
    if rival.status == "unclear" and target.answer != "yes":
        return Answer("unknown", f"perhaps a competitor: {rival.evidence}")
    if rival.status == "lifted" and target.answer != "yes":
        return Answer("yes", f"near your work but no competitor: {rival.evidence}")
    return target


def _verdict(case: _Case) -> _Verdict:
    """The table of rules, in order; the first that speaks decides."""
    for rule in (_barred, _unsafe, _pitch, _competitor, _elsewhere, _unsure, _empty):
        if verdict := rule(case):
            return verdict
    return _policy(case)


def _barred(case: _Case) -> _Verdict | None:
    request = case.request
    if not request.barred:
        return None
    reason = Reason("rule", _AGAINST["barred"], f"on your do-not-contact list: {request.barred}")
    if request.named:
        return _Verdict("ignore", reason)
    return _Verdict("review", reason, ("Is this person an exception to your list, or somebody else?",))


def _unsafe(case: _Case) -> _Verdict | None:
    found = safety.danger(case.request.message)
    if not found.kind:
        return None
    reason = Reason("safety", _AGAINST["harm"], _HARM[found.kind], _quoted(found.words))
    report = ("Report it: that is what the site's report is for.",) if found.report else ()
    return _Verdict("ignore", reason, report)


def _pitch(case: _Case) -> _Verdict | None:
    if case.heard.verdict != "pitch" or case.heard.score < SURE:
        return None
    return _Verdict("ignore", Reason("tone", _AGAINST["pitch"], "the note sells something", _heard(case)))


def _competitor(case: _Case) -> _Verdict | None:
    if case.rival.status == "yes":
        reason = Reason("competitor", _AGAINST["competitor"], "does what you do", case.rival.evidence)
        return _Verdict("ignore", reason, decline=True)
    if case.rival.status == "unclear":
        reason = Reason("competitor", _AGAINST["competitor"] / 2, "may do what you do", case.rival.evidence)
        question = "Do they serve the people you serve, where you work? If not, they are no competitor."
        return _Verdict("review", reason, (question,))
    return None


def _elsewhere(case: _Case) -> _Verdict | None:
    place = case.answers["place"]
    if not (case.judges.place_required and place.answer == "no"):
        return None
    reason = Reason("place", _AGAINST["place"], "is outside the places you require", place.evidence)
    return _Verdict("ignore", reason, decline=True)


def _unsure(case: _Case) -> _Verdict | None:
    if case.heard.verdict == "friendly":
        return None
    reason = Reason("tone", _AGAINST["unsure"], "the note may sell something", _heard(case))
    return _Verdict("review", reason, ("Read the note: does it want to sell you something?",))


def _empty(case: _Case) -> _Verdict | None:
    """Somebody without a name, or whose profile was seen and shows nothing, cannot be judged by any policy."""
    request, person = case.request, case.request.person
    if not person.name:
        return _Verdict("review", None, ("The export names nobody: open your invitations and look who it is.",))
    told = (person.headline, person.company, person.position, person.about, request.message, *request.via)
    if request.connections is not None and request.connections < 10 and not any(told):
        seen = f"{request.connections} connections, no headline, no note, nobody in common"
        reason = Reason("safety", 0.0, "an empty profile", seen)
        return _Verdict("review", reason, ("The profile is empty: does it show a real person?",))
    return None


def _policy(case: _Case) -> _Verdict:
    if case.judges.policy == "open" or any(one.answer == "yes" for one in case.answers.values()):
        return _Verdict("accept")
    unknown = [name for name, one in case.answers.items() if one.answer == "unknown"]
    asked = [_QUESTIONS[name] for name in unknown] or ["nothing speaks for them but the request: do you want them?"]
    return _Verdict("review", None, (_sentence(asked),))


def _ceiling(verdict: _Verdict, connected: int) -> _Verdict:
    if verdict.action != "accept" or connected < _NEAR_CEILING:
        return verdict
    note = f"You have {connected:,} of LinkedIn's {CEILING:,} connections."
    if connected < CEILING:
        return _Verdict("accept", verdict.reason, (*verdict.notes, note))
    return _Verdict("review", verdict.reason, (*verdict.notes, f"{note} Somebody has to leave first: see audit."))


def _reasons(case: _Case) -> Iterable[Reason]:
    for name, one in case.answers.items():
        if one.answer == "yes":
            yield Reason(_KIND[name], _POINTS[name], _TEXTS[name], one.evidence)
    if case.request.via:
        share = 1 - prod(1 - mutual.strength for mutual in case.request.via)
        yield Reason("path", round(_POINTS["path"] * share, 2), _mutuals(case.request.via), _evidence(case.request.via))
    if case.request.message and case.heard.verdict == "friendly":
        yield Reason("tone", _POINTS["words"], "wrote a personal note", f'"{_short(case.request.message)}"')


_TEXTS = {
    "industry": "works where you look",
    "help": "you could help them, or they you",
    "place": "is in a place that matters to you",
}


def _mutuals(via: Sequence[Mutual]) -> str:
    names = [mutual.person.name for mutual in via[:2]]
    more = f" and {len(via) - 2} more" if len(via) > 2 else ""
    return f"{' and '.join(names)}{more} {'know' if len(via) > 1 else 'knows'} them"


def _evidence(via: Sequence[Mutual]) -> str:
    best = max(via, key=lambda mutual: (mutual.strength, mutual.person.id))
    told = best.evidence[0] if best.evidence else "nothing more is known of your tie"
    return f"your tie to {best.person.name}: {best.strength:.2f}, {told}"


def _heard(case: _Case) -> str:
    return _quoted(tuple(signal.text for signal in case.heard.signals[:3]))


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f'"{word}"' for word in words)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else line[:77].rstrip() + "…"


def _sentence(questions: Sequence[str]) -> str:
    text = " ".join(question[0].upper() + question[1:] for question in questions[:2])
    return f"To decide: {text}"


def _draft(request: Request, verdict: _Verdict) -> str:
    """Thanks for the accepted; a decline only for those who wrote in person; for the rest silence is kinder."""
    if verdict.action == "accept":
        return "thanks"
    return "decline" if verdict.decline and request.message else ""
