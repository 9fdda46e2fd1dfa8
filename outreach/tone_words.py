"""A message as the judge hears it: disguises undone, quoted words and words to a filter left out, cut into words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

_LOOKALIKES = str.maketrans(
    "аеорсухіѕјԁһкмтвнԛԝαεορυικνАЕОРСУХІЅЈКМТВНΑΒΕΗΙΚΜΝΟΡΤΥΧ", "aeopcyxisjdhkmtbhqwaeopuiknAEOPCYXISJKMTBHABEHIKMNOPTYX"
)
_SPELLED = re.compile(r"(?<!\w)(?![AIYEO] [a-z])[^\W\d_](?:([ .*_-])[^\W\d_])(?:\1[^\W\d_]){1,18}(?!\w)")
_LEET = str.maketrans("0134578@$", "oieastbas")
_QUOTED = re.compile(
    r"“[^“”]{1,2000}”|„[^„“”]{1,2000}[“”]|«[^«»]{1,2000}»|»[^«»]{1,2000}«|\"[^\"]{1,2000}\"|^[ ]*>.*$", re.MULTILINE
)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*\n?|[.!?\n]+")
_TOKEN = re.compile(
    r"(?P<email>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63})+)"
    r"|(?P<link>https?://\S+|www\.\S+|(?<![\w.])[a-z0-9][a-z0-9-]{0,62}\.(?:[a-z0-9-]{1,63}\.){0,3}"
    r"(?:com|io|net|org|co|de|fr|es|pt|br|me|ai|app|ly|link|page|shop|site|online|eu|info|example)\b(?:/\S*)?)"
    r"|(?P<slot>\{\{?[^{}\n]{1,30}\}?\}|\[[a-zà-ÿ _-]{3,24}\]|%[a-z_]{3,24}%|<[a-z_ ]{3,24}>)"
    r"|(?P<number>\d+(?:[.,:]\d+)*[^\W_]*)"
    r"|(?P<word>[^\W\d_]+(?:[0-9@$]+[^\W\d_]+)+|[^\W\d_]+n['’]t\b|[^\W_]+)"
    r"|(?P<stop>[.!…]+(?=\s|$)|\n+)|(?P<sign>\?+|[%€$£])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one message: folded form, place in `text`, number of the sentence, and what is not a word."""

    text: str
    folded: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    sentences: tuple[int, ...]
    special: tuple[str, ...]
    languages: tuple[str, ...]


def plain(text: str) -> str:
    """Return `text` with disguises undone: compatibility forms, invisible, look-alike and spelled-out letters."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cf", "Cc", "Mn", "Cs"))
        if sum(c.isascii() for c in text) * 2 > len(text):
            text = text.translate(_LOOKALIKES)
    return _SPELLED.sub(lambda found: found.group().replace(found.group(1), ""), text)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return one word for looking up: lower case, no accents ("né" and "ne" stay apart), no apostrophe in "n't"."""
    word = word.casefold()
    if not word.isascii() and len(word) > 2:
        word = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
        word = word.replace("’", "").replace("œ", "oe")
    return word.replace("'", "")


def unleet(word: str) -> str:
    """Return a folded word with digits read as the letters they look like: "fr33" is "free"."""
    return word.translate(_LEET)


def hear(
    text: str, addressed: re.Pattern[str], speech: Mapping[str, frozenset[str]], *, whole: bool = True
) -> tuple[Words, bool]:
    """Cut `text` into words, leaving out quotations and what matches `addressed`; True when anything did.

    `speech` holds the everyday words of each language; `whole`: leave out the whole sentence, or the match only.
    A message that is nothing but a quotation is heard whole.
    """
    text = plain(text)
    muted = [found.span() for found in _QUOTED.finditer(text)]
    outside = len(text) - sum(end - start for start, end in muted)
    if muted and outside < 25 and outside * 3 < len(text):
        muted = []
    spoken = [
        (found.start(), found.end()) if whole else (found.start() + match.start(), found.start() + match.end())
        for found in _SENTENCE.finditer(text)
        for match in addressed.finditer(found.group())
    ]
    return _cut(text, muted + spoken, speech), bool(spoken)


def _cut(text: str, muted: list[tuple[int, int]], speech: Mapping[str, frozenset[str]]) -> Words:
    folded: list[str] = []
    spans: list[tuple[int, int]] = []
    sentences: list[int] = []
    special: list[str] = []
    sentence = 0
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        kind = found.lastgroup or ""
        if muted and any(start < b and end > a for a, b in muted):
            continue
        if kind == "stop":
            sentence += 1
            continue
        folded.append(fold(found.group()) if kind != "sign" else found.group()[0])
        spans.append((start, end))
        sentences.append(sentence)
        special.append("" if kind == "word" else kind)
        sentence += kind == "sign" and found.group()[0] == "?"
    return Words(text, tuple(folded), tuple(spans), tuple(sentences), tuple(special), _languages(folded, speech))


def _languages(words: list[str], speech: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    counts = {language: sum(word in stopwords for word in words) for language, stopwords in speech.items()}
    most = max(counts.values())
    if most == 0:
        return tuple(speech)
    return tuple(language for language, count in counts.items() if count * 4 >= most * 3)
