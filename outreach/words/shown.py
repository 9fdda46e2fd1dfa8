"""Words of a person that show a part of a wish: where they stand, and how much they are worth there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from outreach.words import concepts, seniority
from outreach.words.concepts import Hit, Token
from outreach.words.wishes import Part

FIELDS = {
    "industry": {"industry": 1.0, "company": 0.95, "headline": 0.95, "position": 0.9, "about": 0.6},
    "value": {"headline": 1.0, "position": 0.95, "about": 0.9, "company": 0.85, "industry": 0.8},
    "role": {"position": 1.0, "headline": 0.95, "company": 0.4, "industry": 0.3},
    "topic": {"headline": 1.0, "position": 1.0, "about": 0.9, "company": 0.9, "industry": 0.9},
}
_SHOWN = 0.85  # a word of the lexicon; the user's own word counts 1
_STATE = {  # what is left of a word behind such a marker: for a role, for anything else
    "marker.former": (0.1, 0.4),
    "marker.wanted": (0.05, 0.4),
    "marker.not": (0.05, 0.05),
    "marker.for": (0.3, 0.9),
    "marker.against": (0.05, 0.05),
}
_OTHER_TRADE = {"industry": 0.8, "value": 0.9, "topic": 0.9}
_ANY_TRADE = frozenset(concepts.terms("consulting, training, internet, data"))
_WORK = ("position", "company", "industry")


@dataclass(frozen=True, slots=True)
class Text:
    """One text, read once: its tokens, the concepts in it, those of them that are wanted, and the user's own words."""

    text: str
    tokens: tuple[Token, ...]
    hits: tuple[Hit, ...]
    wanted: tuple[Hit, ...]
    own: tuple[Hit, ...]

    def in_stretch(self, soft: int) -> list[Hit]:
        """Return the hits that begin in one stretch."""
        return [hit for hit in self.hits if self.tokens[hit.first].soft == soft]


@dataclass(frozen=True, slots=True)
class Shown:
    """A part of a wish shown in a text: `strength` 0 to 1, and the hit that shows it."""

    strength: float
    field: str
    text: Text
    hit: Hit

    @property
    def words(self) -> str:
        """The words as they stand."""
        return self.text.text[self.text.tokens[self.hit.first].start : self.text.tokens[self.hit.last].end]

    @property
    def soft(self) -> int:
        """The stretch of the text they stand in."""
        return self.text.tokens[self.hit.first].soft


def shown(part: Part, name: str, kind: str, texts: Mapping[str, Text]) -> list[Shown]:
    """Return every place that shows `part`, strongest first. `name` is what the user's own words are filed under."""
    found = [one for field, text in texts.items() for one in _in_text(part, name, kind, field, text)]
    return sorted(found, key=lambda one: (-one.strength, one.hit.first - one.hit.last, one.hit.first))


def apart(each: Sequence[Sequence[Shown]]) -> list[list[Shown]]:
    """Return what shows each part without the words that show another part better: one word is no evidence for two."""
    return [
        [
            one
            for one in mine
            if not any(_is_taken(one, other) for rest in each if rest is not mine for other in rest[:1])
        ]
        for mine in each
    ]


def _is_taken(one: Shown, other: Shown) -> bool:
    overlap = one.text is other.text and one.hit.first <= other.hit.last and one.hit.last >= other.hit.first
    return overlap and other.strength > one.strength


def _in_text(part: Part, name: str, kind: str, field: str, text: Text) -> Iterator[Shown]:
    weight = FIELDS[kind][field]
    for hit in text.wanted:
        if (worth := part.concepts.get(hit.concept, 0.0)) and _may_tell(hit, part, field, text):
            strength = _SHOWN * worth * hit.weight * weight * _state(hit, kind, text)
            yield Shown(strength * _beside(hit, part, kind, text), field, text, hit)
    for hit in text.own:
        if hit.concept == name and _may_tell(hit, part, field, text):
            yield Shown(hit.weight * weight * _state(hit, kind, text), field, text, hit)


def _beside(hit: Hit, part: Part, kind: str, text: Text) -> float:
    """How much a word counts beside the word of a trade that has nothing to do with the wish ("server housing")."""
    if kind == "role":
        return 1.0
    for other in text.in_stretch(text.tokens[hit.first].soft):
        apart = other.first > hit.last or other.last < hit.first
        if apart and other.concept not in part.concepts and is_trade(other):
            return _OTHER_TRADE[kind]
    return 1.0


def is_trade(hit: Hit) -> bool:
    """Whether a hit is the word of a trade that tells one from another."""
    concept = concepts.lexicon().get(hit.concept)
    return concept is not None and concept.group == "industries" and hit.weight == 1 and hit.concept not in _ANY_TRADE


def _state(hit: Hit, kind: str, text: Text) -> float:
    """How much a word counts behind "former", "hiring", "not" or "for" in its stretch."""
    soft = text.tokens[hit.first].soft
    before = [
        _STATE[other.concept][0 if kind == "role" else 1]
        for other in text.hits
        if other.concept in _STATE and other.last < hit.first and text.tokens[other.last].soft == soft
        if not (other.concept == "marker.against" and _is_evil(hit, text))
    ]
    return min(before, default=1.0)


def _is_evil(hit: Hit, text: Text) -> bool:
    """Whether a word names what one works against for the good: to be against poverty is no denial."""
    return any(other.concept == "evil" and other.first <= hit.last and other.last >= hit.first for other in text.hits)


def _may_tell(hit: Hit, part: Part, field: str, text: Text) -> bool:
    """Whether a word may be taken as evidence: never for a protected trait, sensitive work only where it is work."""
    if field in _WORK:
        return True
    personal = [other for other in text.hits if other.concept.startswith("person.")]
    if any(other.first <= hit.last and other.last >= hit.first for other in personal):
        return False
    if not _is_sensitive(hit, part):
        return True
    hard = text.tokens[hit.first].hard
    return not personal and any(text.tokens[other.first].hard == hard and _is_work(other) for other in text.hits)


def _is_sensitive(hit: Hit, part: Part) -> bool:
    lexicon = concepts.lexicon()
    wanted = (name for name, worth in part.concepts.items() if worth == 1)
    return any(lexicon[name].sensitive for name in (*wanted, hit.concept) if name in lexicon)


def _is_work(hit: Hit) -> bool:
    if seniority.rank(hit):
        return True
    concept = concepts.lexicon().get(hit.concept)
    return concept is not None and concept.group == "functions" and hit.weight == 1
