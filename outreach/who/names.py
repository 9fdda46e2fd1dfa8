"""People's names: what in a name field is the name, keys to compare it by, and the form a person would write."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from outreach.text import JOINERS, clean, fold

_MOJIBAKE = re.compile(r"[ÃÂÄÅâÐÑØÙ×][\u0080-\u00bf\u2013-\u203a\u20ac\u0152-\u0178\u02c6\u02dc]")
_BRACKETS = re.compile(r"[(\[{（【]([^)\]}）】]*)[)\]}）】]")
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]|(?<=\s)['‘’]([^'‘’]+)['‘’](?=\s|$)")
_CUT = re.compile(r"\s[|•·–—\-/:~»]+\s.*|[|•⭐➡→►✔✅🔹].*|\s@.*|#\w.*")
_DOTTED = re.compile(r"(?<!\w)((?:[^\W\d_]\.){2,}[^\W\d_]?\.?|[^\W\d_]{1,2}\.[^\W\d_]{1,4}\.?)(?!\w)")
_SIMPLE = re.compile(r"[A-Z][a-z]{2,}")
_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af\u3040-\u30ff]")
_VOWEL_PAIR = re.compile(r"([aou])e")
_SYMBOLS = ("So", "Sk", "Cf", "Mn", "Sm", "Co", "Cn", "Cs")
_LONGEST_CREDENTIAL = 6
_WITHIN = "'’`´-‐‑." + JOINERS  # signs that may stand inside a name


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart for comparing: folded given names, family words, other names (nick, maiden)."""

    given: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    also: frozenset[str] = frozenset()
    eastern: bool = False

    @property
    def surname(self) -> str:
        """The family name as one key: "van der Berg" and "Vanderberg" are equal."""
        return "".join(self.family)

    @property
    def key(self) -> str:
        """The whole name as one key; "" where nothing is left of it."""
        return "|".join(filter(None, (" ".join(self.given), self.surname)))


@lru_cache(maxsize=1 << 17)
def parse(first: str, last: str = "") -> Name:
    """Take a name apart; with `last` empty `first` is the full name."""
    if keys := _plain(first, last):
        return Name((keys[0],), (keys[1],))
    if not last and not _CJK.search(first):
        first, last = split(first)
    given, one = _words(first)
    family, two = _words(last)
    return Name(
        tuple(letters(word) for word in _without_titles(given, bool(family)) if letters(word)),
        tuple(letters(word) for word in family if letters(word)),
        frozenset(letters(word) for word in (*one, *two) if letters(word)),
        bool(_CJK.search(first + last)),
    )


def _plain(first: str, last: str) -> tuple[str, str] | None:
    """Return the keys of a name that needs no care, as most do: one capitalised word each, none of them a title."""
    if not (_SIMPLE.fullmatch(first) and _SIMPLE.fullmatch(last)):
        return None
    keys = _VOWEL_PAIR.sub(r"\1", first.lower()), _VOWEL_PAIR.sub(r"\1", last.lower())
    return None if _no_names().intersection(keys) else keys


def letters(word: str) -> str:
    """Return a word's key: folded, letters alone, and "ae", "oe", "ue" like "a", "o", "u" (Müller, Mueller, Muller)."""
    folded = fold(word)
    return _VOWEL_PAIR.sub(r"\1", "".join(character for character in folded if character.isalpha()))


def display(first: str, last: str) -> str:
    """Return the name as one would write it: no titles of courtesy, degrees, emoji, brackets or shouting.

    ("Jane", "DOE, PMP") gives "Jane Doe". Where nothing would be left the fields come back cleaned only.
    """
    if _plain(first, last):
        return f"{first} {last}"
    whole = clean(f"{first} {last}")
    if not last.strip() and not _CJK.search(first):
        first, last = split(first)
    shown = " ".join(filter(None, (_written(first, front=True), _written(last, front=not first.strip()))))
    return shown or whole


def split(name: str) -> tuple[str, str]:
    """Split a full name into given and family part: "Doe, Jane" is turned, small words go with the family name."""
    name = clean(name)
    before, comma, after = name.partition(",")
    behind, words = _name_words(after), _name_words(before)
    if comma and len(words) == 1 and behind and not _all_credentials(behind):
        return after, before
    words = _core(name)[0]
    words = _without_titles(words, False)
    if len(words) < 2:
        return (words[0] if words else "", "")
    family = len(words) - 1
    while family > 1 and letters(words[family - 1]) in _terms("particles"):
        family -= 1
    also = " ".join(f"({word})" for word in _core(name)[1])
    return " ".join(words[:family]), f"{' '.join(words[family:])} {also}".strip()


@lru_cache(maxsize=1 << 12)
def first_name(name: str) -> str:
    """Return the name to greet somebody by, "" where unknown or an initial: "Dr. Anna-Lena Roe" gives "Anna-Lena"."""
    given, family = split(name)
    words = _written(given, front=True).split()
    if not family and _is_title(clean(name).partition(" ")[0]):
        return ""
    first = words[0] if words else ""
    return "" if first.endswith(".") or len(first) < 2 else first


def is_credential(text: str) -> bool:
    """Whether a piece of text between commas is only degrees and memberships ("PhD", "CSM®")."""
    return _all_credentials(_name_words(text))


@cache
def formal_names(short: str) -> frozenset[str]:
    """Return the names a short form stands for, as keys, itself included."""
    return frozenset((short, *_nicknames().get(short, ())))


def _written(text: str, front: bool) -> str:
    words = [_untitled(word) for word in _core(text)[0]]
    words = _without_titles(words, False) if front else words
    calm = [_calm(word) for word in words] if words and "".join(words).isupper() else words
    return " ".join(calm)


def _untitled(word: str) -> str:
    return word if len(word.rstrip(".")) == 1 else word.rstrip(".")


def _calm(word: str) -> str:
    if len(word.rstrip(".")) == 1 or not word.isupper():
        return word
    return re.sub(r"[^\W\d_]+", lambda match: match[0].capitalize(), word)


def _words(text: str) -> tuple[list[str], list[str]]:
    """Return the words of a name field as keys need them, hyphenated ones apart, and the names it also gives."""
    words, also = _core(text)
    return [part for word in words for part in re.split(r"[-‐‑]", word)], also


def _core(text: str) -> tuple[list[str], list[str]]:
    """Return the words of a name field without what is no name, and other names given in brackets or quotes."""
    text = _repaired(text)
    also: list[str] = []
    for match in (*_BRACKETS.finditer(text), *_QUOTED.finditer(text)):
        also += _other_names(match[1] or match[match.lastindex or 1])
    bare = _QUOTED.sub(" ", _BRACKETS.sub(" ", text))
    bare = _CUT.sub("", bare) or bare
    bare = _DOTTED.sub(lambda match: _undotted(match[1]), bare)
    head, *tail = bare.split(",")
    words = _name_words(head)
    if not words and tail:
        words = _name_words(" ".join(tail))
    return (_without_credentials(words), also) if words else (also[:1], also[1:])


def _undotted(text: str) -> str:
    plain = text.replace(".", "")
    return plain if letters(plain) in _terms("credentials") else text


def _name_words(text: str) -> list[str]:
    return [word for token in text.split() if (word := _name_word(token))]


def _name_word(token: str) -> str:
    if any(sign.isdigit() for sign in token) or ("/" in token and _pronouns(token)):
        return ""
    kept = "".join(sign for sign in token if sign.isalpha() or sign in _WITHIN or _mark(sign))
    kept = kept.strip("-‐‑'’`´").lstrip(".")
    return kept if any(sign.isalpha() for sign in kept) else ""


def _pronouns(text: str) -> bool:
    return any(letters(word) in _terms("pronouns") for word in text.split("/"))


def _repaired(text: str) -> str:
    if text.isascii():
        return text
    if _MOJIBAKE.search(text):
        import ftfy  # slow to import, seldom needed

        text = ftfy.fix_encoding(text)
    text = unicodedata.normalize("NFKC", text)
    return "".join(" " if unicodedata.category(sign) in _SYMBOLS and not _mark(sign) else sign for sign in text)


def _mark(sign: str) -> bool:
    return sign in JOINERS or (unicodedata.category(sign)[0] == "M" and not "\ufe00" <= sign <= "\ufe0f")


def _other_names(text: str) -> list[str]:
    words = [word.rstrip(".") for word in _name_words(text.replace("/", " "))]
    keys = [letters(word) for word in words]
    if "/" in text and _pronouns(text.replace(" ", "")):
        return []
    words = [word for word, key in zip(words, keys, strict=True) if key not in _terms("maiden")]
    named = [word for word in _without_credentials(["", *words]) if word]
    return named if len(named) <= 2 and all(word[0].isupper() or _CJK.search(word) for word in named) else []


def _without_titles(words: list[str], alone: bool) -> list[str]:
    """Drop titles from the front; the last word stays unless the family name stands elsewhere (`alone`)."""
    while words and _is_title(words[0]) and (len(words) > 1 or alone):
        words = words[1:]
    return words


def _is_title(word: str) -> bool:
    return all(letters(part) in _terms("titles") for part in word.split("-"))


def _without_credentials(words: list[str]) -> list[str]:
    """Drop degrees from the end. Behind a name in small letters a short word of capitals is one too ("Roe CSPO")."""
    mixed = any(not word.isupper() for word in words)
    while len(words) > 1:
        word = words[-1].rstrip(".")
        key = letters(word)
        written = not word.islower() and (not word.istitle() or len(word) > 2)
        listed = key in _terms("suffixes") or (key in _terms("credentials") and written)
        shouted = mixed and word.isupper() and 2 <= len(word) <= _LONGEST_CREDENTIAL and words[-2] != ""
        if not (listed or (shouted and not words[0].isupper())):
            break
        words = words[:-1]
    return words


def _all_credentials(words: list[str]) -> bool:
    return all(letters(word) in _terms("credentials") or word.isupper() for word in words)


@cache
def _no_names() -> frozenset[str]:
    return _terms("credentials") | _terms("suffixes") | _terms("titles")


@cache
def _terms(section: str) -> frozenset[str]:
    words = tomllib.loads((files("outreach") / "lexicon" / "names.toml").read_text(encoding="utf-8"))
    return frozenset(letters(word) for word in str(words[section]).split())


@cache
def _nicknames() -> dict[str, tuple[str, ...]]:
    table = tomllib.loads((files("outreach") / "lexicon" / "nicknames.toml").read_text(encoding="utf-8"))["short"]
    return {letters(short): tuple(letters(name) for name in names.split()) for short, names in table.items()}
