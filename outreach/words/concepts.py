"""The lexicon at work: what the words of a text mean, found by token, and where they stand."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from outreach.words.wordindex import FILLERS, Index, Word, sound

HINT = 0.45  # a hint is worth a little less than half a word that shows the thing itself
TRACE = 0.25  # a trace only puts one text before another that has none
_TOKEN = re.compile(r"[^\W\d_]&[^\W\d_](?![^\W_])|[^\W_]+(?:\+\+|#)?")
_HARD = re.compile(r"[|•·;→»\n]|\s[-–—/]+\s|\.\s")
_SOFT = re.compile(r"[,:()\[\]{}@/–—!?\"“”„]")
_AT = frozenset(map(sound, ("at", "bei", "chez", "hos", "presso", "ved", "bij")))
IDIOMS = ("idioms", "titles")
GROUPS = ("values", "industries", "functions", "levels", "idioms", "sensitive")


class Token(NamedTuple):
    """One word of a text: where it stands, how it sounds, and which stretch of the text it belongs to.

    `hard` counts what bars and bullets part, `soft` also what commas, brackets and "at" part.
    """

    start: int
    end: int
    sound: str
    hard: int
    soft: int
    word: Word


class Hit(NamedTuple):
    """A concept found in a text: tokens `first` to `last`, `weight` 1, `HINT` or `TRACE`, resting on `letters`."""

    concept: str
    weight: float
    first: int
    last: int
    letters: int


@dataclass(slots=True)
class Concept:
    """One entry of the lexicon as it is written, with its relations to others."""

    name: str
    group: str
    words: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    traces: tuple[str, ...] = ()
    wish: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    sensitive: str = ""
    say: tuple[str, ...] = ()


def words_of(text: str) -> list[str]:
    """Return the words of `text` as they stand."""
    return _TOKEN.findall(text)


def tokens(text: str, words: Index) -> list[Token]:
    """Return the words of `text` with the stretch each belongs to."""
    found: list[Token] = []
    hard = soft = before = 0
    for match in _TOKEN.finditer(text):
        gap = text[before : match.start()]
        if gap != " " and gap and found:
            if _HARD.search(gap) and not _abbreviated(gap, found[-1]):
                hard, soft = hard + 1, soft + 1
            elif _SOFT.search(gap):
                soft += 1
        word = words.look(match[0])
        if word.sound in _AT:
            soft += 1
        found.append(Token(match.start(), match.end(), word.sound, hard, soft, word))
        before = match.end()
    return found


def _abbreviated(gap: str, last: Token) -> bool:
    return gap.strip() == "." and last.end - last.start <= 4


def hits(found: Sequence[Token]) -> list[Hit]:
    """Return every concept the tokens show, in the order of the text, but what an idiom means otherwise."""
    raw = [hit for place, token in enumerate(found) for hit in _from(found, place, token)]
    idioms = [hit for hit in raw if hit.concept in IDIOMS]
    return [hit for hit in raw if not any(is_taken(hit, idiom) for idiom in idioms)]


def _from(found: Sequence[Token], place: int, token: Token) -> Iterator[Hit]:
    for concept, weight, letters in token.word.alone:
        yield Hit(concept, weight, place, place, letters)
    for pattern in token.word.begins:
        if (last := _last(found, place, pattern.parts)) >= 0:
            yield Hit(pattern.concept, pattern.weight, place, last, pattern.letters)


def _last(found: Sequence[Token], place: int, parts: tuple[int, ...]) -> int:
    """The token a phrase that begins at `place` ends on, -1 if it does not go on; little words between are skipped."""
    hard, at = found[place].hard, place
    for part in parts[1:]:
        at += 1
        while at < len(found) and part not in found[at].word.parts and found[at].sound in FILLERS:
            at += 1
        if at >= len(found) or part not in found[at].word.parts or found[at].hard != hard:
            return -1
    return at if found[at].soft - found[place].soft <= 0 or len(parts) > 2 else -1


def is_taken(hit: Hit, idiom: Hit) -> bool:
    """Whether `hit` is a shorter reading of words that are an idiom together."""
    if (idiom.concept == "titles") != hit.concept.startswith("level."):
        return False
    if hit.first < idiom.first or hit.last > idiom.last:
        return False
    width, other = idiom.last - idiom.first, hit.last - hit.first
    return other < width or (not width and hit.letters < idiom.letters)


@lru_cache(maxsize=1 << 17)
def read(text: str) -> tuple[tuple[Token, ...], tuple[Hit, ...]]:
    """Return the tokens of `text` and the concepts of the shipped lexicon in it."""
    found = tokens(text, index())
    return tuple(found), tuple(hits(found))


@cache
def lexicon() -> dict[str, Concept]:
    """Return every concept of the shipped lexicon by its name, which no other entry bears."""
    return {concept.name: concept for group in GROUPS for concept in in_group(group)}


def in_group(group: str) -> Iterator[Concept]:
    """Yield the concepts of one file of the lexicon, as they are written."""
    text = files("outreach").joinpath("lexicon", f"{group}.toml").read_text("utf-8")
    for name, entry in _tables(tomllib.loads(text)):
        lists = {key: terms(entry.get(key, "")) for key in ("words", "hints", "traces", "wish", "near", "say")}
        yield Concept(name, group, **lists, broader=terms(entry.get("is", "")), sensitive=entry.get("sensitive", ""))


def _tables(document: dict[str, object], before: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    for name, value in document.items():
        if isinstance(value, dict) and any(isinstance(inner, dict) for inner in value.values()):
            yield from _tables(value, f"{before}{name}.")
        elif isinstance(value, dict):
            yield f"{before}{name}", value


def terms(text: str) -> tuple[str, ...]:
    """Split a list written with commas."""
    return tuple(term for piece in text.split(",") if (term := " ".join(piece.split())))


@cache
def index() -> Index:
    """Return the index over the whole lexicon, built once."""
    built = Index()
    for concept in lexicon().values():
        deep = concept.group in ("values", "industries", "functions")
        _fill(built, concept.name, concept.words, 1.0, deep)
        _fill(built, concept.name, concept.hints, HINT, deep)
        _fill(built, concept.name, concept.traces, TRACE)
    return built


@cache
def beginnings() -> dict[str, set[int]]:
    """Return for every concept the numbers of the words that what shows it begins with."""
    begin: dict[str, set[int]] = {}
    for number, patterns in index().heads.items():
        for pattern in patterns:
            begin.setdefault(pattern.concept, set()).add(number)
    return begin


@cache
def wishes() -> Index:
    """Return the index that leads from what somebody wants to concepts: their names, wish words, then their words."""
    built = Index()
    for concept in lexicon().values():
        _fill(built, concept.name, (concept.name, *concept.wish), 1.0)
        _fill(built, concept.name, concept.words, 0.9, concept.group in ("values", "industries", "functions"))
    return built


def _fill(built: Index, name: str, phrases: Iterable[str], weight: float, deep: bool = False) -> None:
    for phrase in phrases:
        built.add(phrase, name, weight, deep)
