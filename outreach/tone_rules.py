"""The words and rules of lexicon/tone.toml: read once, then matched against a message in one pass.

A rule is a row of elements: `word`, `stem*`, `*ending`, `one|other`, `<class>`, and `..n` for up to n words between.
What follows `<we> ..n` may also be the very same word: "ayudamos" is both <we> and <help>.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from outreach.tone_words import Words, fold, unleet

LANGUAGES = ("en", "de", "fr", "es", "pt")
_SCHEDULER = re.compile(
    r"calendly|cal\.com|savvycal|meetings?[./-]|hubspot|/book|book(?:ing|me)|tidycal|youcanbook|/(?:15|30)min|zcal|doodle|koalendar|oncehub|chilipiper|/demo",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"\d+(?:min|mins|mn|minutes?|minuten|minutos)$")
_COMMON = 1000  # makes an everyday word the last choice for finding a pattern
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of evidence: `weight` in log odds (above 0 tells a pitch), counted at most `most` times."""

    name: str
    weight: float
    most: int = 1

    @property
    def kind(self) -> str:
        """What the reader is told: the part of the name before the dot."""
        return self.name.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Elements as class numbers, the words allowed before each (-1: none), and whether it may be the word before."""

    rule: int
    elements: tuple[int, ...]
    gaps: tuple[int, ...]
    same: tuple[bool, ...]
    needed: frozenset[int]


@dataclass(frozen=True, slots=True)
class Together:
    """Kinds that tell more (or less) when they stand in one message: all of `all_of`, none of `none_of`."""

    name: str
    weight: float
    all_of: tuple[str, ...]
    none_of: tuple[str, ...]


class Lexicon:
    """Classes and patterns compiled for look-up by word."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.bias = float(data["bias"])
        self.addressed = re.compile("|".join(data["addressed"]), re.IGNORECASE)
        self.speech = {language: frozenset(words.split()) for language, words in data["speech"].items()}
        self.rules: list[Rule] = []
        self.together = [
            Together(name, row["weight"], tuple(row["all"]), tuple(row.get("none", ())))
            for name, row in data["together"].items()
        ]
        self._ids: dict[tuple[str, str], int] = {}
        self._tables: dict[str, dict[str, list[int]]] = {language: {} for language in LANGUAGES}
        self._by_class: dict[int, list[Pattern]] = {}
        self._sizes: dict[int, int] = {}
        self._wider: dict[int, list[int]] = {}
        self._alone: dict[int, Rule] = {}
        self._names: dict[int, str] = {}
        self._lengths: list[tuple[Rule, int, int]] = []
        self._classes = data["classes"]
        for name in self._classes:
            self._class(name)
        for name, row in data["rules"].items():
            self._add_rule(name, row)
        self.classes_of = lru_cache(maxsize=65536)(self._classes_of)

    def _class(self, name: str) -> int:
        key = ("class", name)
        if key in self._ids:
            return self._ids[key]
        number = self._ids[key] = len(self._ids)
        self._names[number] = name
        for language, words in self._classes[name].items():
            if language == "weight":
                self._alone[number] = Rule(f"word.{name}", float(words))
                continue
            self._enter(words.split(), number, LANGUAGES if language == "all" else (language,))
        return number

    def _enter(self, words: list[str], number: int, languages: tuple[str, ...]) -> None:
        for word in words:
            for spelling in {fold(word), fold(word.translate(_UMLAUTS))}:
                for language in languages:
                    self._tables[language].setdefault(spelling, []).append(number)
        everyday = any(fold(word) in self.speech[language] for word in words for language in languages)
        self._sizes[number] = self._sizes.get(number, 0) + len(words) + _COMMON * everyday

    def _element(self, element: str, language: str) -> int:
        if element.startswith("<") and element.endswith(">") and "|" not in element:
            if element[1:-1] not in self._classes:
                raise KeyError(element)
            return self._class(element[1:-1])
        key = (language, element)
        if key not in self._ids:
            number = self._ids[key] = len(self._ids)
            parts = element.split("|")
            for name in (part for part in parts if part.startswith("<")):
                self._wider.setdefault(self._element(name, language), []).append(number)
                self._sizes[number] = self._sizes.get(number, 0) + self._sizes[self._element(name, language)]
            words = [part for part in parts if not part.startswith("<")]
            self._enter(words, number, LANGUAGES if language == "any" else (language,))
        return self._ids[key]

    def _add_rule(self, name: str, row: Mapping[str, Any]) -> None:
        rule = Rule(name, float(row["weight"]), int(row.get("most", 1)))
        self.rules.append(rule)
        if "words" in row:
            self._lengths.append((rule, *row["words"]))
        for language in ("any", *LANGUAGES):
            for line in row.get(language, ()):
                pattern = self._compile(line, language)
                rarest = min(pattern.elements, key=lambda number: (self._sizes.get(number, 0), number))
                self._by_class.setdefault(rarest, []).append(pattern)

    def _compile(self, line: str, language: str) -> Pattern:
        elements: list[int] = []
        gaps: list[int] = []
        same: list[bool] = []
        gap, before = -1, ""
        for part in line.split():
            if part.startswith(".."):
                gap = int(part[2:])
                continue
            elements.append(self._element(part, language))
            gaps.append(gap)
            same.append(gap >= 0 and before == "<we>")
            gap, before = -1, part
        return Pattern(len(self.rules) - 1, tuple(elements), tuple(gaps), tuple(same), frozenset(elements))

    def _classes_of(self, word: str, languages: tuple[str, ...], special: str) -> tuple[int, ...]:
        numbers: set[int] = set()
        for language in languages:
            table = self._tables[language]
            numbers.update(table.get(word, ()))
            for cut in range(2, len(word)):
                numbers.update(table.get(word[:cut] + "*", ()))
                numbers.update(table.get("*" + word[cut:], ()))
            numbers.update(table.get(word + "*", ()))
        if not numbers and not special and not word.isalpha():
            return self._classes_of(unleet(word), languages, "") if unleet(word) != word else ()
        numbers.update(self._class(name) for name in _special(word, special) if name in self._classes)
        for number in tuple(numbers):
            numbers.update(self._wider.get(number, ()))
        return tuple(sorted(numbers))

    def meanings(self, words: Words) -> list[tuple[str, ...]]:
        """Return the names of the classes each word belongs to."""
        numbers = (self.classes_of(word, words.languages, words.special[i]) for i, word in enumerate(words.folded))
        return [tuple(self._names[number] for number in each if number in self._names) for each in numbers]

    def matches(self, words: Words) -> Iterator[tuple[Rule, str]]:
        """Yield each rule that holds, once per distinct place up to its `most`, with the words that told."""
        for rule, least, most in self._lengths:
            if least <= len(words.folded) <= most:
                yield rule, ""
        places: dict[int, list[int]] = {}
        for index, word in enumerate(words.folded):
            for number in self.classes_of(word, words.languages, words.special[index]):
                places.setdefault(number, []).append(index)
        present = places.keys()
        told: dict[int, set[tuple[str, ...]]] = {}
        for number in sorted(places):
            if number in self._alone:
                start, end = words.spans[places[number][0]]
                yield self._alone[number], words.text[start:end]
            for pattern in self._by_class.get(number, ()):
                rule = self.rules[pattern.rule]
                seen = told.setdefault(pattern.rule, set())
                if len(seen) >= rule.most or not pattern.needed <= present:
                    continue
                for first in places[pattern.elements[0]]:
                    if len(seen) >= rule.most:
                        break
                    last = _chain(pattern, first, places, words.sentences)
                    if last >= 0 and words.folded[first : last + 1] not in seen:
                        seen.add(words.folded[first : last + 1])
                        yield rule, words.text[words.spans[first][0] : words.spans[last][1]]


def _chain(pattern: Pattern, first: int, places: dict[int, list[int]], sentences: tuple[int, ...]) -> int:
    """Last position of `pattern` beginning at `first`, within one sentence; -1 when it does not hold."""
    reached = [first]
    for element, gap, same in zip(pattern.elements[1:], pattern.gaps[1:], pattern.same[1:], strict=True):
        least, most = 0 if same else 1, max(gap, 0) + 1
        reached = [
            place
            for place in places[element]
            if sentences[place] == sentences[first] and any(least <= place - before <= most for before in reached)
        ]
        if not reached:
            return -1
    return reached[0]


def _special(word: str, special: str) -> Iterator[str]:
    if not special:
        return
    yield special
    if special == "number":
        if word.endswith("x"):
            yield "multiple"
        if _MINUTES.match(word):
            yield "minutes"
    elif special == "link" and _SCHEDULER.search(word):
        yield "scheduler"


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the shipped words and rules, read at the first call."""
    path = Path(__file__).with_name("lexicon") / "tone.toml"
    return Lexicon(tomllib.loads(path.read_text(encoding="utf-8")))
