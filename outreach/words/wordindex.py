"""An index of words by how they sound and where in a word they may stand.

Words are compared as a reader hears them: case, accents and the spellings that differ between languages (ph and f, c, k
and qu, soft c, z and s, y and i, doubled consonants) make no difference, so one stem serves several languages.

The notation of a word: `plain` with its inflections, `begin*`, `*end`, `*inside*`, `begin*inside*`, `*` for any word,
`^word` never as the head of a compound; CAPITALS of two letters, and of words with another
meaning in small letters, must be capitals in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from outreach.text import fold

_ENDINGS = frozenset(
    ["", "s", "es", "e", "n", "en", "er", "ern", "ers", "in", "inen", "a", "as", "o", "os", "i", "ar", "are", "arna",
     "et", "ene", "erne", "na", "ns", "ens", "ne", "nes", "sen", "an", "sa", "ja"]
)  # fmt: skip
_SHORT_ENDINGS = frozenset({"s", "e", "en"})
_AFTER_A_HEAD = ("in", "inen", "s", "es", "en", "n", "e", "a", "er", "et", "ne")
_NOTED = re.compile(r"[*\w&+#]+")
_SOFT_C = re.compile(r"c(?=[eiy])")
_SOUNDS = {"ph": "f", "th": "t", "ck": "k", "qu": "k", "q": "k", "c": "k", "y": "i", "z": "s"}
_UMLAUT = re.compile(r"([ao])(?<!po)e|(?<![gq])(u)e")
_DOUBLE = re.compile(r"([^aeiou])\1+")
_CAPITALS = """
    SHE MICE SAC SPA MINT STEM ESA UNO FALC ELE FLE SIA CAVA EAD DAF VAT ESS COO
"""
_SHOUTED = frozenset(_CAPITALS.split())  # letters that are words as well: only capitals count


class Pattern(NamedTuple):
    """What shows a concept: one word or several, each by its number in the index."""

    parts: tuple[int, ...]
    concept: str
    weight: float
    letters: int


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """Return how a word is compared: folded, spelling variants of one sound made equal."""
    text = _SOFT_C.sub("s", _UMLAUT.sub(r"\1\2", fold(word)))
    for written, heard in _SOUNDS.items():
        text = text.replace(written, heard)
    text = text.replace(" ", "")
    return _DOUBLE.sub(r"\1", text) if len(text) > 3 else text


_TAILS = """
    ization isation ation cion cao zione sjon tion ung ing ity idad idade itat ite rice dor dora
    eur euse eurs er erin ers or ora ist iste ista istas isten istin ists logy logie logia logist logue logo loga log
    ure ura ur ics ik ique ica ico ic isch isk al el elle ale ais iker ikerin icien
    y ie ia ies e es s n en a o os as i in innen em et aire ario
"""
_ENDS = tuple(sorted({sound(tail) for tail in _TAILS.split()}, key=lambda tail: (-len(tail), tail)))
_LONGEST = 60  # letters of a token that are looked at: longer ones are no words
_HEAD = 6  # letters a word needs to be found as the head of a compound ("Stadtbibliothek")
_NOUNS = """
    leiter leitung chef sjef leder ledare manager berater beratung verband verein amt gesellschaft betrieb haus
    hus schule skole skola institut zentrum centrum senter zenter werk verk bau handel handler fach kraft
    meister mester redakteur redaktor pfleger lehrer trainer techniker ingenieur branche bransch markt welt
    projekt wirtschaft akademie fabrik produzent produktion forschung referent fachfrau fachmann unternehmer
    unternehmen foretag bedrift virksomhed gruppe stiftung verlag museum festival freund liebhaber kurs kunde
"""
_TAIL_NOUN = re.compile(  # heads of compounds whose first part may be any whole word ("Kitaleiterin", "Weinhandel")
    "(?:s|n|en|er|e|es)?(?:" + "|".join(map(sound, _NOUNS.split())) + ")"
)
_STEM = 5  # letters a stem keeps at least


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return what stays of a word without its endings in any of the languages, at least five letters of its sound.

    "viticulture", "Viticulteur" and "viticultura" have one stem, and so have "speleology" and "espeleólogo".
    """
    heard = re.sub(r"^es(?=[^aeiou])", "s", sound(word))
    while tail := next((t for t in _ENDS if heard.endswith(t) and len(heard) - len(t) >= _STEM), ""):
        heard = heard[: -len(tail)]
    return heard


_LITTLE = "the a an of de del la le les des du der die das den dem do da dos di et y e und and och og en l d"
FILLERS = frozenset(sound(word) for word in re.split(" ", _LITTLE))  # skipped inside a phrase


class Word(NamedTuple):
    """What an index knows of one token: its sound, the words it matches, what it shows, which phrases it may begin.

    `alone` holds (concept, weight, letters), each concept once, at its best.
    """

    sound: str
    parts: frozenset[int]
    alone: tuple[tuple[str, float, int], ...]
    begins: tuple[Pattern, ...]


@dataclass(slots=True)
class Index:
    """Words by how they may match: whole (with inflection), at the beginning, at the end, or anywhere in a token."""

    numbers: dict[tuple[str, bool, bool], int] = field(default_factory=dict)
    whole: dict[str, list[int]] = field(default_factory=dict)
    begin: dict[str, list[tuple[str, bool, int]]] = field(default_factory=dict)
    end: dict[str, list[int]] = field(default_factory=dict)
    inside: dict[str, list[int]] = field(default_factory=dict)
    shouted: dict[str, list[int]] = field(default_factory=dict)
    deep: dict[str, list[tuple[bool, int]]] = field(default_factory=dict)
    anything: list[int] = field(default_factory=list)
    heads: dict[int, list[Pattern]] = field(default_factory=dict)
    known: dict[str, Word] = field(default_factory=dict)

    def add(self, phrase: str, concept: str, weight: float = 1.0, deep: bool = False) -> None:
        """Let `phrase`, in the notation of the lexicon, stand for `concept`; `deep` also as the head of a compound."""
        deep = deep and not phrase.startswith("^")
        words = _NOTED.findall(phrase.replace(" & ", " "))
        if not words:
            return
        deep = deep and len(words) == 1
        parts = tuple([self._number(word, deep) for word in words])
        letters = sum([len(word) - word.count("*") for word in words])
        self.heads.setdefault(parts[0], []).append(Pattern(parts, concept, weight, letters))

    def look(self, raw: str) -> Word:
        """Return what the index knows of a token."""
        if (answer := self.known.get(raw)) is None:
            heard = sound(raw[:_LONGEST])
            answer = self.known[raw] = self._word(heard, frozenset(self._matches(raw, heard)))
        return answer

    def _word(self, heard: str, parts: frozenset[int]) -> Word:
        patterns = [pattern for number in sorted(parts) for pattern in self.heads.get(number, ())]
        alone: dict[str, tuple[float, int]] = {}
        for pattern in patterns:
            if len(pattern.parts) == 1:
                best = alone.get(pattern.concept, (0.0, 0))
                alone[pattern.concept] = max(best, (pattern.weight, pattern.letters))
        singles = tuple((concept, weight, letters) for concept, (weight, letters) in alone.items())
        return Word(heard, parts, singles, tuple(pattern for pattern in patterns if len(pattern.parts) > 1))

    def _number(self, word: str, deep: bool) -> int:
        heard, shout = _noted(word)
        deep = deep and not shout and not heard.startswith("*") and len(heard.rstrip("*")) >= _HEAD
        known = (heard, shout, deep)
        if (number := self.numbers.get(known)) is not None:
            return number
        number = self.numbers[known] = len(self.numbers)
        self._file(heard, number, shout)
        if word.endswith("c*") and "*" not in word[:-1]:  # "educac*" is hard in "educação" and soft in "educación"
            self._file(heard[:-2] + "s*", number, shout)
        if deep and "*" not in heard[:-1]:
            self.deep.setdefault(heard.rstrip("*"), []).append((heard.endswith("*"), number))
        return number

    def _file(self, heard: str, number: int, shout: bool) -> None:
        if heard == "*":
            self.anything.append(number)
        elif shout:
            self.shouted.setdefault(heard, []).append(number)
        elif heard.startswith("*"):
            shelf = self.inside if heard.endswith("*") else self.end
            shelf.setdefault(heard.strip("*"), []).append(number)
        elif "*" in heard:
            first, _, rest = heard.partition("*")
            self.begin.setdefault(first, []).append((rest.rstrip("*"), rest.endswith("*") or not rest, number))
        else:
            self.whole.setdefault(heard, []).append(number)

    def _matches(self, raw: str, heard: str) -> Iterator[int]:
        if heard not in FILLERS:
            yield from self.anything
        if raw.isupper():
            yield from self.shouted.get(heard, ())
        for cut in range(len(heard), 0, -1):
            stem, rest = heard[:cut], heard[cut:]
            if _goes_on(stem, rest):
                yield from self.whole.get(stem, ())
            for inner, is_open, number in self.begin.get(stem, ()):
                if (inner in rest) if is_open else _ends(rest, inner):
                    yield number
        yield from self._inner(heard)

    def _inner(self, heard: str) -> Iterator[int]:
        size = len(heard)
        for start in range(size - 2):
            tail = heard[start:]
            yield from self.end.get(tail, ())
            for ending in _AFTER_A_HEAD:
                if tail.endswith(ending) and len(tail) - len(ending) >= 3:
                    yield from self.end.get(tail[: -len(ending)], ())
            for stop in range(start + 3, size + 1):
                yield from self.inside.get(heard[start:stop], ())
                if start >= 3 and stop - start >= _HEAD and (found := self.deep.get(heard[start:stop])):
                    yield from (number for is_open, number in found if is_open or heard[stop:] in _ENDINGS)


@lru_cache(maxsize=1 << 16)
def _noted(word: str) -> tuple[str, bool]:
    """Return how a word of the notation is heard, and whether it counts only in capitals."""
    heard = "*".join([sound(piece) for piece in word.split("*")])
    return heard, word.isupper() and (len(word) == 2 or word in _SHOUTED)


def _goes_on(stem: str, rest: str) -> bool:
    """Whether `rest` may follow a whole word: nothing, an inflection, or the head of a compound."""
    if not rest:
        return True
    if rest in _ENDINGS and not (stem[-1] == "e" and rest[0] == "e"):
        return len(stem) >= 4 or (len(stem) == 3 and rest in _SHORT_ENDINGS)
    return len(stem) >= 4 and bool(_TAIL_NOUN.match(rest))


def _ends(text: str, inner: str) -> bool:
    at = text.rfind(inner)
    return at >= 0 and (at + len(inner) == len(text) or text[at + len(inner) :] in _ENDINGS)
