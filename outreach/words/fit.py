"""How well a person's own words fit what is wanted: values, industries, roles, topics, with the words that show it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from outreach.words import concepts, roles
from outreach.words.concepts import Hit, Token
from outreach.words.shown import FIELDS, Shown, Text, apart, shown
from outreach.words.wishes import Part, Wish, exact, is_about_a_person, narrowed, understand
from outreach.words.wordindex import Index, stem

LIKELY = 0.5  # from here on a match is told as a fact; below it is a "maybe"
_LEAST = 0.05
_STEM = 0.75  # the user's word in another form or language, or inside a longer one
_KNOWN = 0.9  # the user's word where the lexicon knows what it means: hardly more than another word for it
_LONG = 5  # letters a word needs to be looked for inside others
_MORE = 0.3  # how far a second, independent word closes the gap to 1
_ABSENT = 0.6  # a part of the wish is not shown at all
_PROPOSED = 12
_WHOLE = Part({}, ())  # shown by the words the user gave for the whole wish


@dataclass(frozen=True, slots=True)
class Match:
    """A wanted term that somebody's words show: `strength` 0 to 1, the words as they stand, and their field."""

    term: str
    strength: float
    words: str
    field: str


class Matcher:
    """Finds what is wanted in people's fields. Build once, ask for many people: every distinct text is read once.

    `wanted` are terms in the user's words, `kind` is "value", "industry", "role" or "topic". `extra` gives more words
    that show a term. `without`, if given, asks for the strict sense of the terms and names concepts that shall show
    none. With `things` a term that narrows a field ("cargo bikes") is no word for the whole of it. `refused` tells the
    wishes that would ask for a protected trait of a person, and which trait.
    """

    def __init__(
        self,
        wanted: Sequence[str],
        kind: str,
        extra: Mapping[str, Sequence[str]] | None = None,
        without: Collection[str] | None = None,
        things: bool = False,
    ) -> None:
        self.kind = kind
        self.wishes = tuple(understand(term, kind) for term in wanted)
        if things:
            self.wishes = tuple(map(exact, self.wishes))
        if without is not None:
            self.wishes = tuple(narrowed(wish, without) for wish in self.wishes)
        self.refused = {wish.term: wish.refused for wish in self.wishes if wish.refused}
        self._own = Index()
        self._whole: set[int] = set()  # the wishes that words of the user's own show as a whole
        self._stems: dict[str, list[str]] = {}
        for number, wish in enumerate(self.wishes):
            self._learn(number, wish, (extra or {}).get(wish.term, ()))
        self._wanted = _wanted(self.wishes)
        self._heads = _heads(self._wanted)
        self._texts: dict[str, Text | None] = {}
        self._found: dict[tuple[tuple[str, str], ...], list[Match]] = {}
        self._telling: dict[str, bool] = {}

    def find(self, fields: Mapping[str, str]) -> Sequence[Match]:
        """Return what the fields of one person show, strongest first; under `LIKELY` it is a "maybe"."""
        read = {name: self._read(value) for name in FIELDS[self.kind] if (value := fields.get(name))}
        texts = {name: text for name, text in read.items() if text}
        key = tuple((name, text.text) for name, text in texts.items())
        if key not in self._found:
            self._found[key] = self._matches(texts) if texts else []
        return self._found[key]

    def _matches(self, texts: Mapping[str, Text]) -> list[Match]:
        found = (self._match(number, wish, texts) for number, wish in enumerate(self.wishes) if not wish.refused)
        return sorted((match for match in found if match), key=lambda match: (-match.strength, match.term))

    def _learn(self, number: int, wish: Wish, extra: Iterable[str]) -> None:
        """File the user's own words: `number` for those that show the whole wish, `number.a.p` for those of a part."""
        whole = [phrase for phrase in extra if not is_about_a_person(phrase)]
        if not any(part.concepts for parts in wish.alternatives for part in parts) and " " in wish.term:
            whole.append(wish.term)  # words of which nothing is known mean what they say, said together
        for phrase in whole:
            self._own.add(phrase, f"{number}")
            self._whole.add(number)
        for name, part in _named(number, wish):
            self._own.add(_phrase(part.own), name, _KNOWN if part.concepts else 1.0)
            if not part.concepts and len(part.own) == 1 and len(stem(part.own[0])) >= _LONG:
                self._own.add(f"*{part.own[0]}", name, _STEM)
                self._own.add(f"{part.own[0]}*", name, _STEM)
                self._stems.setdefault(stem(part.own[0]), []).append(name)

    def _read(self, text: str) -> Text | None:
        """Read one text; None where no word of it can matter."""
        if text not in self._texts:
            self._texts[text] = self._analysed(text) if any(map(self._tells, concepts.words_of(text))) else None
        return self._texts[text]

    def _tells(self, word: str) -> bool:
        if (answer := self._telling.get(word)) is None:
            parts = concepts.index().look(word).parts
            answer = bool(parts & self._heads or self._own.look(word).parts or stem(word) in self._stems)
            self._telling[word] = answer
        return answer

    def _analysed(self, text: str) -> Text:
        tokens, hits = concepts.read(text)
        own = concepts.hits(concepts.tokens(text, self._own)) if self._own.heads else []
        if self._stems:
            own += self._in_other_forms(text, tokens)
        if own:
            idioms = [hit for hit in hits if hit.concept in concepts.IDIOMS]
            own = [hit for hit in own if not any(concepts.is_taken(hit, idiom) for idiom in idioms)]
        return Text(text, tokens, hits, tuple(hit for hit in hits if hit.concept in self._wanted), tuple(own))

    def _in_other_forms(self, text: str, tokens: Sequence[Token]) -> list[Hit]:
        """The words that have one stem with a word of the user's that the lexicon does not know."""
        return [
            Hit(name, _STEM, place, place, 1)
            for place, token in enumerate(tokens)
            for name in self._stems.get(stem(text[token.start : token.end]), ())
        ]

    def _match(self, number: int, wish: Wish, texts: Mapping[str, Text]) -> Match | None:
        judged: list[tuple[float, Shown | None]] = [(0.0, None)]
        if number in self._whole:
            judged.append(_as_idea([_WHOLE], [shown(_WHOLE, f"{number}", self.kind, texts)]))
        for a, parts in enumerate(wish.alternatives):
            each = apart([shown(part, f"{number}.{a}.{p}", self.kind, texts) for p, part in enumerate(parts)])
            judged.append(roles.judge(wish, parts, each, texts) if self.kind == "role" else _as_idea(parts, each))
        if wish.level and not wish.alternatives:
            judged.append(roles.judge_rank(wish.level, texts))
        strength, proof = max(judged, key=lambda pair: pair[0])
        if proof is None or strength < _LEAST:
            return None
        return Match(wish.term, round(strength, 4), proof.words, proof.field)


def propose(value: str) -> list[str]:
    """Return words that would show `value`, to be written into `[values.X]`; a `*` stands for any ending.

    Empty where the lexicon does not know the value, or must not look for it.
    """
    wish = understand(value, "value")
    names = [
        name for parts in wish.alternatives for part in parts for name, worth in part.concepts.items() if worth >= 1
    ]
    proposed: list[str] = []
    for name in names:
        concept = concepts.lexicon()[name]
        proposed += concept.say or concept.words[:_PROPOSED]
    return list(dict.fromkeys(proposed))[:_PROPOSED]


def combine(each: Sequence[Shown]) -> float:
    """The strength of one part: its best word, and a little of a second one elsewhere (noisy or)."""
    if not each:
        return 0.0
    best = each[0]
    second = next((one for one in each[1:] if one.text is not best.text or one.hit.first > best.hit.last), None)
    return best.strength + _MORE * (1 - best.strength) * (second.strength if second else 0.0)


def _as_idea(parts: Sequence[Part], each: Sequence[Sequence[Shown]]) -> tuple[float, Shown | None]:
    """Judge a value, an industry or a topic: the mean of its parts, less where one is missing."""
    total = sum(part.weight for part in parts)
    strength = sum(part.weight * combine(places) for part, places in zip(parts, each, strict=True)) / total
    if any(part.weight == 1 and not places for part, places in zip(parts, each, strict=True)):
        strength *= _ABSENT
    firsts = [places[0] for places in each if places]
    return strength, max(firsts, key=lambda one: one.strength, default=None)


def _phrase(words: Sequence[str]) -> str:
    """The user's words as one phrase, its last word in the singular, from which the index knows the plural."""
    said = " ".join(words)
    return said.removesuffix("s") if len(words) > 1 and len(words[-1]) >= _LONG else said


def _named(number: int, wish: Wish) -> list[tuple[str, Part]]:
    return [(f"{number}.{a}.{p}", part) for a, parts in enumerate(wish.alternatives) for p, part in enumerate(parts)]


def _wanted(wishes: Sequence[Wish]) -> frozenset[str]:
    """The concepts that show any of the wishes."""
    wanted = {name for wish in wishes for parts in wish.alternatives for part in parts for name in part.concepts}
    if any(wish.level and not wish.alternatives for wish in wishes):
        wanted |= {name for name in concepts.lexicon() if name.startswith("level.")}
    return frozenset(wanted)


def _heads(wanted: frozenset[str]) -> frozenset[int]:
    """The words of the lexicon a text must have one of, to be worth reading."""
    begin = concepts.beginnings()
    return frozenset().union(*(begin[name] for name in wanted if name in begin))
