"""How a message is worded: thousands of small weights of words, word parts and neighbouring meanings.

The table lexicon/tone_words.tsv is fitted by tests/evaluation/tone_fit.py. Its features are `word`, `two words`,
`~part` (four letters of a word, `_` at its edges), `<meaning> <meaning>` (classes of lexicon/tone.toml, at most one
word between), `<meaning>?` (in a question), `<meaning>$` (in the last sentence) and `<meaning>!` (in a message of ten
words or fewer, such as an advertisement). `#` is a number, `@link` a link.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from outreach.tone_words import Words, unleet

_PART = 4
_NEAR = 3
_BRIEF = 10
MOST = 3.0  # log odds the wording may add or take: many faint hints never outweigh an offer said plainly
_LEAST_WORDS = 4  # shorter messages are not let speak louder than this many words


def features(words: Words, meanings: Sequence[Sequence[str]]) -> Iterator[tuple[str, int]]:
    """Yield each feature with the index of the word it begins at; `meanings` names the classes of every word."""
    forms = [_form(word, special) for word, special in zip(words.folded, words.special, strict=True)]
    for index, form in enumerate(forms):
        yield form, index
        if index and words.sentences[index - 1] == words.sentences[index]:
            yield f"{forms[index - 1]} {form}", index - 1
        for part in _parts(form):
            yield part, index
    yield from _neighbours(words, meanings)


def _neighbours(words: Words, meanings: Sequence[Sequence[str]]) -> Iterator[tuple[str, int]]:
    questions = {sentence for word, sentence in zip(words.folded, words.sentences, strict=True) if word == "?"}
    last = max(words.sentences, default=0)
    found: dict[str, int] = {}
    for index, names in enumerate(meanings):
        sentence = words.sentences[index]
        for name in names:
            if sentence in questions:
                found.setdefault(f"<{name}>?", index)
            if sentence == last:
                found.setdefault(f"<{name}>$", index)
            if len(meanings) <= _BRIEF:
                found.setdefault(f"<{name}>!", index)
            for other in range(index + 1, min(index + _NEAR, len(meanings))):
                if words.sentences[other] == sentence:
                    for near in meanings[other]:
                        found.setdefault(f"<{name}> <{near}>", index)
    yield from found.items()


def loudness(words: Words) -> float:
    """Return what a weight counts for in a message: less in a long one."""
    return 1 / math.sqrt(max(len(words.folded), _LEAST_WORDS))


def wording(words: Words, meanings: Sequence[Sequence[str]]) -> tuple[float, str]:
    """Return the log odds of a pitch by the wording alone, and the word that spoke loudest for that side."""
    weights = table()
    told = [0.0] * len(words.folded)
    for feature, index in features(words, meanings):
        told[index] += weights.get(feature, 0.0)
    total = max(-MOST, min(MOST, math.fsum(told) * loudness(words)))
    if not told:
        return 0.0, ""
    start, end = words.spans[max(range(len(told)), key=lambda index: (told[index] * total, -index))]
    return total, words.text[start:end]


def _form(word: str, special: str) -> str:
    if special == "number":
        return "#"
    if special and special != "sign":
        return f"@{special}"
    return word if word.isalpha() or special else unleet(word)


@lru_cache(maxsize=65536)
def _parts(word: str) -> tuple[str, ...]:
    if len(word) < _PART or not word.isalpha():
        return ()
    edged = f"_{word}_"
    return tuple(f"~{edged[start : start + _PART]}" for start in range(len(edged) - _PART + 1))


@lru_cache(maxsize=1)
def table() -> Mapping[str, float]:
    """Return the weight of every feature of the shipped table, read at the first call."""
    lines = Path(__file__).with_name("lexicon").joinpath("tone_words.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.rpartition("\t") for line in lines[1:])
    return {feature: float(weight) for feature, _, weight in rows}
