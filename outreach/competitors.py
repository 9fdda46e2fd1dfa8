"""Who does what I do, for my audience, where I work; and what makes somebody welcome all the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from outreach import concepts
from outreach.fit import LIKELY, Match, Matcher
from outreach.model import Person
from outreach.places import Places

SURELY = 0.8  # an exception has to be named, by its own word or the same in another language
_FIELDS = ("position", "headline", "company", "industry", "about")
_AUDIENCE = ("position", "headline", "company", "industry")


@dataclass(frozen=True, slots=True)
class Competitor:
    """The verdict on one person.

    `certain` is False where audience or place is unknown. `exception` says in words what lifts the rule, "" for
    nothing; `evidence` quotes what tells.
    """

    is_competitor: bool = False
    certain: bool = True
    term: str = ""
    exception: str = ""
    evidence: str = ""


class Rule:
    """The `[competitors]` of the settings, ready to judge people.

    A term counts in somebody's current own role. An `except_` word lifts it, and so do an audience or a place that is
    known and is not mine.
    """

    def __init__(
        self, terms: Sequence[str], serving: Sequence[str], within: Sequence[str], except_: Sequence[str]
    ) -> None:
        self._terms = Matcher(terms, "role")
        self._welcome = Matcher(except_, "topic")
        self._serving = Matcher(serving, "industry") if serving else None
        self._within = Places(within) if within else None
        self._trade = {name for term in terms for name in _industries(term)}

    def judge(self, person: Person) -> Competitor:
        """Return whether the person competes with me."""
        fields = {name: getattr(person, name) for name in _FIELDS if getattr(person, name)}
        found = _likely(
            self._terms.find({name: text for name, text in fields.items() if name in ("position", "headline")})
        )
        if not found:
            return Competitor()
        told = _quoted(found)
        if welcome := self._exception(fields):
            return Competitor(
                term=found.term, exception=f'"{welcome.term}" makes them welcome', evidence=_quoted(welcome)
            )
        served, words = self._audience(fields)
        placed = self._within.relation(person.location).answer if self._within else "inside"
        if served == "outside":
            return Competitor(term=found.term, exception="they serve another audience", evidence=words)
        if placed == "outside":
            return Competitor(
                term=found.term, exception="they work elsewhere", evidence=f'location: "{person.location}"'
            )
        unknown = [name for name, answer in (("audience", served), ("place", placed)) if answer == "unknown"]
        if unknown:
            return Competitor(True, False, found.term, evidence=f"{told}; {' and '.join(unknown)} unknown")
        return Competitor(True, True, found.term, evidence=told)

    def _exception(self, fields: Mapping[str, str]) -> Match | None:
        """The first exception that other words than those of the trade itself show."""
        for match in self._welcome.find(fields):
            if match.strength >= SURELY and not _likely(self._terms.find({"position": match.words})):
                return match
        return None

    def _audience(self, fields: Mapping[str, str]) -> tuple[str, str]:
        """Whether they serve my audience, and the words that tell."""
        if self._serving is None:
            return "inside", ""
        if mine := _likely(self._serving.find(fields)):
            return "inside", _quoted(mine)
        for name in _AUDIENCE:
            if others := [word for key, word in _industries(fields.get(name, "")).items() if key not in self._trade]:
                return "outside", f'{name}: "{others[0]}"'
        return "unknown", ""


def _industries(text: str) -> dict[str, str]:
    """The fields of business that a text names, with the words that name them."""
    index, lexicon = concepts.index(), concepts.lexicon()
    tokens = concepts.tokens(text, index)
    found: dict[str, str] = {}
    for hit in concepts.hits(tokens, index):
        concept = lexicon.get(hit.concept)
        if concept and concept.group == "industries" and hit.weight == 1:
            found.setdefault(hit.concept, text[tokens[hit.first].start : tokens[hit.last].end])
    return found


def _likely(matches: Sequence[Match]) -> Match | None:
    return matches[0] if matches and matches[0].strength >= LIKELY else None


def _quoted(match: Match) -> str:
    return f'{match.field}: "{match.words}"'
