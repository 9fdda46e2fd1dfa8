"""Names of firms: one key to compare them by, and the form a person would write in a note."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from outreach.text import fold

_LETTERS = re.compile(r"[^\W_]+")
_MARKS = re.compile(r"[®™©℠]|\((?:R|TM|r|tm)\)")
_ENDS = " \t,;.:-–—/|&+·•"
_AND = frozenset({"and", "und", "et", "och", "og", "y", "e"})
_LONGEST_FORM = 8  # words: "San. ve Tic. Ltd. Şti." has five, "S. de R. L. de C. V." seven
_ACRONYM = 4  # letters: a shouted word alone up to this length is taken for letters ("ASML"), a longer one for a word
_GENERIC_WORDS = 3


@lru_cache(maxsize=1 << 16)
def key(name: str) -> str:
    """Return `name` folded and without its legal form, to be compared for equality; "" where it names no firm.

    "ACME Holdings, Inc." and "Acme Holdings LLC" are equal; "Self-employed", "Stealth Startup" and "n/a" are "".
    """
    if _is_generic(name):
        return ""
    words = _LETTERS.findall(fold(_joined(" ".join(_core(name)))))
    return " ".join(word for place, word in enumerate(words) if not place or word not in _AND)


@lru_cache(maxsize=1 << 16)
def spoken(name: str) -> str:
    """Return `name` as a person would write it: no legal form, no shouting, acronyms kept; "" where it is no firm's."""
    if _is_generic(name):
        return ""
    words = _core(name)
    text = " ".join(words)
    if not text.isupper():
        return text
    if len(words) == 1 and len(text) <= _ACRONYM:
        return text
    return " ".join(_quiet(word, first=not place) for place, word in enumerate(words))


def _core(name: str) -> list[str]:
    """The words of a name as they stand, without trade marks, what follows a bar, and legal forms at either end."""
    text = _MARKS.sub("", name).split(" | ")[0]
    for form in _terms("scripts"):
        text = text.replace(form, " ") if not form.isalpha() or not form[0].isupper() else _without_word(text, form)
    words = text.split()
    cut = _without_front(_without_end(words, name.islower()))
    return cut if any(_LETTERS.search(word) for word in cut) else words


def _without_word(text: str, word: str) -> str:
    return re.sub(rf"(?<!\w){word}(?!\w)", " ", text)


def _without_end(words: list[str], all_small: bool) -> list[str]:
    """Cut legal forms off the end until none is left, longest first; "& Co" stays where it is part of the name."""
    length = next((n for n in range(min(_LONGEST_FORM, len(words) - 1), 0, -1) if _is_form(words[-n:], all_small)), 0)
    if not length:
        return [*words[:-1], words[-1].rstrip(",;")] if words else words
    rest = words[:-length]
    if rest[-1] in ("&", "+", "and", "und", "et", "y"):
        return words
    rest[-1] = rest[-1].rstrip(_ENDS)
    return _without_end([word for word in rest if word], all_small)


def _is_form(words: list[str], all_small: bool) -> bool:
    compact = _compact(" ".join(words))
    if compact not in _compacts("forms") or not _LETTERS.search(words[0]):
        return False
    everyday = compact in _compacts("words") and " ".join(words).islower()
    return all_small or not everyday


def _without_front(words: list[str]) -> list[str]:
    if len(words) > 1 and words[0].isupper() and _compact(words[0]) in _compacts("fronts"):
        return words[1:]
    if len(words) > 2 and fold(words[0]) in ("firma", "stichting", "the"):
        return words[1:] if fold(words[0]) != "the" else words
    return words


def _quiet(word: str, first: bool) -> str:
    """A shouted word in small letters: names capitalised, acronyms as they are."""
    if word in _acronyms() or (word.isalpha() and len(word) <= 3 and not re.search(r"[AEIOUYÄÖÜÅÆØ]", word)):
        return word
    if not first and word.casefold() in _terms("small"):
        return word.casefold()
    return re.sub(r"[^\W\d_]+", lambda match: match[0][0] + match[0][1:].lower(), word)


def _is_generic(name: str) -> bool:
    words = _LETTERS.findall(fold(name))
    text = " ".join(words)
    if not words or text in _folded("generic"):
        return True
    starts = tuple(f"{start} " for start in _folded("generic_starts"))
    return text in _folded("generic_starts") or (text.startswith(starts) and len(words) <= _GENERIC_WORDS)


def _joined(text: str) -> str:
    """Close up what is written apart or together at will: "e.on", "L'Oréal", "A.P. Moller"."""
    text = re.sub(r"['’`´]", "", text)
    return re.sub(r"(?<=\b\w)\.(?=\w)", "", text)


def _compact(text: str) -> str:
    return "".join(_LETTERS.findall(fold(text)))


@cache
def _lists() -> dict[str, str]:
    text = files("outreach").joinpath("lexicon", "companies.toml").read_text("utf-8")
    return {name: str(value) for name, value in tomllib.loads(text).items()}


@cache
def _terms(name: str) -> tuple[str, ...]:
    return tuple(term.strip() for term in _lists()[name].split(",") if term.strip())


@cache
def _compacts(name: str) -> frozenset[str]:
    return frozenset(_compact(term) for term in _terms(name))


@cache
def _folded(name: str) -> frozenset[str]:
    return frozenset(" ".join(_LETTERS.findall(fold(term))) for term in _terms(name))


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(_terms("acronyms"))
