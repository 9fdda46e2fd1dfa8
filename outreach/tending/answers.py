"""The three questions of triage, answered from the settings: near my work, of help to each other, in a place of mine?

"No" needs words that say so; where nothing is known, or only a maybe, the answer is "unknown".
"""

from __future__ import annotations

from collections.abc import Iterable

from outreach.competitors import Competitor, Rule
from outreach.config import Settings
from outreach.model import Answer, Person
from outreach.scoring import TEXTS, Scorer
from outreach.triage import Judges, Rival
from outreach.words import concepts
from outreach.words.fit import LIKELY, Match, Matcher

_UNDERSTOOD = ("functions", "industries")  # groups of the lexicon that say what somebody does


def judges(settings: Settings, scorer: Scorer) -> Judges:
    """Return who answers for these settings; `scorer` made of them knows the places."""
    rules = settings.competitors
    rule = Rule(rules.terms, rules.serving, rules.within, rules.except_, settings.me.location)
    return Judges(
        target=_Target(settings).answer,
        rival=lambda person: _rival(rule.judge(_fields(person) | {"location": person.location})),
        help=_Help(settings).answer,
        place=_Place(settings, scorer).answer,
        policy=settings.me.policy,
        place_required=settings.target.location == "required",
    )


def _rival(found: Competitor) -> Rival:
    if found.is_competitor:
        return Rival("yes" if found.certain else "unclear", found.evidence)
    if found.exception:
        return Rival("lifted", found.evidence)
    return Rival()


class _Target:
    """Is this one of the roles or industries I look for?"""

    def __init__(self, settings: Settings) -> None:
        self._roles = Matcher(settings.target.roles, "role")
        self._industries = Matcher(settings.target.industries, "industry")
        self._any = bool(settings.target.roles or settings.target.industries)

    def answer(self, person: Person) -> Answer:
        if not self._any:
            return Answer("unknown", "you name no target")
        fields = _fields(person)
        found = _best([*self._roles.find(fields), *self._industries.find(fields)])
        if found and found.strength >= LIKELY:
            return Answer("yes", _quoted(found))
        if found:
            return Answer("unknown", f"maybe {_quoted(found)}")
        work = person.position or person.headline or person.industry
        if work and _understood(work):
            return Answer("no", f'"{work}" is not what you look for')
        return Answer("unknown", f'"{work}" says too little' if work else "nothing is known of their work")


class _Help:
    """Do they do what I seek, or do they speak of what I offer?"""

    def __init__(self, settings: Settings) -> None:
        self._seeks = Matcher(settings.goal.seeks, "topic")
        self._offers = Matcher(settings.goal.offers, "topic")

    def answer(self, person: Person, message: str) -> Answer:
        theirs = _best(self._seeks.find(_fields(person)))
        if theirs and theirs.strength >= LIKELY:
            return Answer("yes", f"you look for {_quoted(theirs)}")
        mine = _best(self._offers.find({"about": message})) if message else None
        if mine and mine.strength >= LIKELY:
            return Answer("yes", f'you offer "{mine.term}": they write "{mine.words}"')
        maybe = theirs or mine
        return Answer("unknown", f"maybe {_quoted(maybe)}" if maybe else "nothing tells")


class _Place:
    """Are they in a place that matters to me?"""

    def __init__(self, settings: Settings, scorer: Scorer) -> None:
        self._scorer = scorer
        self._any = bool(settings.target.locations)

    def answer(self, person: Person) -> Answer:
        where = self._scorer.where(person)
        if where.answer in ("inside", "lifted"):
            return Answer("yes", where.evidence)
        if where.answer == "outside":
            return Answer("no", where.evidence)
        if where.answer == "ignored" or not self._any:
            return Answer("unknown", "place does not matter to you")
        return Answer("unknown", where.evidence or "no location is known")


def _fields(person: Person) -> dict[str, str]:
    return {name: getattr(person, name) for name in TEXTS if getattr(person, name)}


def _best(matches: Iterable[Match]) -> Match | None:
    return max(matches, key=lambda match: (match.strength, match.term), default=None)


def _quoted(match: Match) -> str:
    return f'"{match.term}": {match.field} says "{match.words}"'


def _understood(text: str) -> bool:
    """Whether the lexicon knows what a job title is about, so that not matching means something."""
    _, found = concepts.read(text)
    lexicon = concepts.lexicon()
    return any(lexicon[hit.concept].group in _UNDERSTOOD for hit in found if hit.concept in lexicon and hit.weight == 1)
