"""Who does what I do for those I do it for, and what lifts that: another audience, another place, another skill."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from outreach.text import fold
from outreach.words import concepts
from outreach.words.fit import LIKELY, Match, Matcher
from outreach.words.places import INSIDE, OUTSIDE, Places
from outreach.words.seniority import level

_MAYBE = 0.3  # from here on a term that does not quite fit is told as a near miss
_AUDIENCE = ("headline", "position", "industry", "company", "about")
_OWNER = 6  # the level of who owns or leads the whole
_TRADES = ("industries",)
_NAMED_BY = {"industry": ("industries", "values")}  # there a cause is a field of work: "animal welfare"
_OWN = ("position", "headline", "company")


@dataclass(frozen=True, slots=True)
class Competitor:
    """Whether somebody competes with me, and why.

    `certain` is false where the audience or the place is unknown, and for a near miss (a term that only nearly fits).
    `exception` quotes the word that lifts the rule; `evidence` is a sentence with the words and their field.
    """

    is_competitor: bool
    certain: bool = True
    term: str = ""
    exception: str = ""
    evidence: str = ""


class Rule:
    """The `[competitors]` of the settings: who does what I do (`terms`), for whom (`serving`), where (`within`).

    Unset `serving` or `within` means for anyone, anywhere. `home` helps to tell the places of `within` apart.
    """

    def __init__(
        self,
        terms: Sequence[str],
        serving: Sequence[str] = (),
        within: Sequence[str] = (),
        except_: Sequence[str] = (),
        home: str = "",
    ) -> None:
        self._terms = Matcher(terms, "role", things=True)
        mine = {
            name
            for wish in self._terms.wishes
            for parts in wish.alternatives
            for part in parts
            for name in part.concepts
        }
        self._mine = frozenset(mine)
        self._excepted = Matcher(except_, "topic", without=self._mine)
        self._serving = Matcher(serving, "topic") if serving else None
        self._within = Places(within, home) if within else None

    def judge(self, fields: Mapping[str, str]) -> Competitor:
        """Judge one person by the fields `position`, `headline`, `company`, `industry`, `about` and `location`."""
        own = _own_work(fields)
        found = next(iter(self._terms.find(own)), None)
        if found is None or found.strength < _MAYBE:
            return Competitor(False)
        said = _quoted(found)
        if found.strength < LIKELY:
            return Competitor(False, False, found.term, "", f"{said}, which is near {found.term}")
        if excepted := [
            match for match in self._excepted.find(own) if match.strength >= LIKELY and _adds(match, found, own)
        ]:
            return Competitor(False, True, found.term, excepted[0].words, f"{said}, but also {_quoted(excepted[0])}")
        return self._bounded(fields, found, said)

    def _bounded(self, fields: Mapping[str, str], found: Match, said: str) -> Competitor:
        """Apply `serving` and `within`: each lifts the rule only where it is known that theirs is not mine."""
        audience, words = self._audience(fields)
        place = self._within.relation(fields.get("location", "")) if self._within else None
        if audience == OUTSIDE:
            return Competitor(False, True, found.term, words, f'{said}, for others than mine: "{words}"')
        if place and place.answer == OUTSIDE:
            return Competitor(False, True, found.term, place.place, f"{said}, elsewhere: {place.evidence}")
        doubts = ["audience unknown"] if not audience else []
        doubts += ["place unknown"] if place and place.answer != INSIDE else []
        return Competitor(True, not doubts, found.term, "", "; ".join([said, *doubts]))

    def _audience(self, fields: Mapping[str, str]) -> tuple[str, str]:
        """Whether they serve mine ("inside"), others ("outside") or nobody knows (""), and the words."""
        if self._serving is None:
            return INSIDE, ""
        told = {name: fields.get(name, "") for name in _AUDIENCE}
        if served := [match for match in self._serving.find(told) if match.strength >= LIKELY]:
            return INSIDE, served[0].words
        others = next(
            (words for name in _AUDIENCE for words in self._trades(told[name], _NAMED_BY.get(name, _TRADES))), ""
        )
        return (OUTSIDE, others) if others else ("", "")

    def _trades(self, text: str, groups: tuple[str, ...]) -> Iterator[str]:
        """The words of a text that name a trade, or a cause, which is not my own."""
        tokens, hits = concepts.read(text)
        mine = {place for hit in hits if hit.concept in self._mine for place in range(hit.first, hit.last + 1)}
        for hit in hits:
            concept = concepts.lexicon().get(hit.concept)
            trade = concept is not None and concept.group in groups and hit.weight == 1
            if trade and hit.concept not in self._mine and not mine & set(range(hit.first, hit.last + 1)):
                yield text[tokens[hit.first].start : tokens[hit.last].end]


def _own_work(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields that say what somebody does; what the employer's name says is the work of those who own the firm."""
    own = {name: fields.get(name, "") for name in _OWN}
    if own["company"] and level(own["position"] or own["headline"]).level < _OWNER:
        employer = re.compile(rf"(?<!\w){re.escape(own['company'])}(?!\w)", re.IGNORECASE)
        own["headline"] = employer.sub("", own["headline"])
    return own


def _adds(exception: Match, term: Match, own: Mapping[str, str]) -> bool:
    """Whether an exception stands there in so many words, or rests on more than what makes somebody a competitor."""
    said = any(fold(exception.term) in fold(text) for text in own.values())
    return said or fold(exception.words) not in fold(term.words)


def _quoted(match: Match) -> str:
    return f'{match.field} says "{match.words}"'
