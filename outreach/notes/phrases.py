"""Other people's words made to fit into a sentence: how I know somebody, what somebody does, what I am.

Every function prefers silence to a guess: what cannot be fitted safely is "", and the note uses another sentence.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from outreach.text import clean
from outreach.words import whereabouts

LANGUAGES = ("en", "de", "fr", "es", "pt")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SYMBOLS = re.compile(r"[^\w\s.,;:!?&+/|()\[\]'’“”\"„«»@#%€$£·•–—-]|\ufe0f|[\u200c\u200d]")
_SENTENCE = re.compile(r"(?:(?<=\w\w\w)|(?<=\d\d))[.!?;]\s+|\n")
_FOREIGN = re.compile(r"[<>{}@]|://|\bwww\.")  # an address or markup is not how one knows somebody
_AFTER_NOUN = re.compile(
    r"\b(?:since|at|from|in|of|for|on|with|and|who|during|through|via|until|till|when|by)\b|[\d,;:(–—]"
)
_PARTS = re.compile(r"\s+[|•·–—-]\s+|\s*[|•·]\s*|[,;(\[]|\s+/\s+|\s+[:]\s+")
_LONGEST_ROLE = 45  # characters; longer titles are lists or mottos
_LONGEST_SELF = 60
_INITIALS = 4  # letters; a longer word in capitals is shouted
_LONGEST_AIM = 110
_WANTING = re.compile(
    r"^(?:to|(?:I|we) (?:want|would like|hope) to|I['’]d like to|ich (?:möchte|will)|wir (?:möchten|wollen)"
    r"|je (?:veux|voudrais|souhaite)|j['’]aimerais|nous (?:voulons|voudrions|souhaitons)"
    r"|quiero|quisiera|queremos|me gustaría|quero|queria|queremos|gostaria de|gostaríamos de)\s+",
    re.I,
)


@dataclass(frozen=True, slots=True)
class How:
    """How I know somebody, in every form the user's words allow; "" where a form would not read well.

    `raw` stands after a colon or inside brackets, `we` after "X and I", `mine` as "my client since 2021", `origin`
    after "I know X" ("from the choir"). `language` is "" where the words do not show it.
    """

    raw: str = ""
    aside: str = ""
    we: str = ""
    mine: str = ""
    origin: str = ""
    language: str = ""


@cache
def _lexicon() -> dict[str, dict[str, frozenset[str]]]:
    text = files("outreach").joinpath("lexicon", "phrases.toml").read_text("utf-8")
    return {
        language: {name: frozenset(words.split()) for name, words in lists.items()}
        for language, lists in tomllib.loads(text).items()
    }


def _list(language: str, name: str) -> frozenset[str]:
    return _lexicon().get(language, {}).get(name, frozenset())


def words(text: str) -> list[str]:
    """Return the words of `text` in lower case, in order."""
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


def language_of(text: str, least: int = 1) -> str:
    """Return the language whose words `text` uses most, of five; "" where none leads or under `least` are found."""
    found = words(text)
    marks = ("hints", "relations", "roles", "shared")
    counts = sorted(
        (sum(any(word in _list(language, mark) for mark in marks) for word in found), language)
        for language in LANGUAGES
    )
    return counts[-1][1] if counts[-1][0] > counts[-2][0] and counts[-1][0] >= least else ""


def language_at(location: str) -> str:
    """Return the language to write in where a location lies; "" where there are several, or nothing is known."""
    countries = {area.country.casefold() for areas in whereabouts.understand(location) for area in areas}
    return next((language for language in LANGUAGES if countries and countries <= _list(language, "in")), "")


def how(text: str, language: str) -> How:
    """Fit the user's words about a connection ("client since 2021", "we sang together", "met at FOSDEM") for a note."""
    raw = _SENTENCE.split(clean(_SYMBOLS.sub(" ", text)))[0].strip(" .,;:!?-–—")
    if not words(raw) or _FOREIGN.search(text):
        return How()
    raw = uncapitalised(raw.lower() if raw.isupper() and " " not in raw and len(raw) > _INITIALS else raw, language)
    bare = not re.search(r"[()\[\]]", raw)
    return How(
        raw=raw,
        aside=raw if bare else "",
        we=_we(raw, language),
        mine=_mine(raw) if language == "en" and bare else "",
        origin=raw if _first(raw) in _list(language, "from") and bare else "",
        language=language_of(raw),
    )


def uncapitalised(text: str, language: str) -> str:
    """Return `text` without the capital of a sentence's start, where its first word is known to be a common one."""
    first = text.split()[0]
    common = ("small", "shared", "with") if language == "de" else ("small", "relations", "shared", "with", "from")
    known = any(first.casefold().strip(",") in _list(language, name) for name in common)
    return first.lower() + text[len(first) :] if known and first.istitle() else text


def _first(text: str) -> str:
    return (words(text) or [""])[0]


def _we(raw: str, language: str) -> str:
    """What follows "X and I": a clause about "we" without its subject, or what two people did."""
    found = words(raw)
    if language == "en" and found[0] in ("we've", "we're"):
        return {"we've": "have", "we're": "are"}[found[0]] + raw[len(found[0]) :]
    rest = raw.split(maxsplit=1)
    if found[0] in _list(language, "with") and len(rest) == 2:
        return rest[1]
    if found[0].endswith(tuple(_list(language, "we_ends"))):
        return raw
    if found[0] in _list(language, "shared") and not _list(language, "apart") & set(found):
        return raw
    return ""


def _mine(raw: str) -> str:
    """An English noun phrase with its possessive: "my client since 2021", "my former boss at Acme"."""
    before, head = _noun_phrase(raw)
    if head not in _list("en", "relations") or set(before[1:]) & _list("en", "no_adjectives"):
        return ""
    if before and before[0] in ("my", "our", "a", "an"):
        return raw
    if before and before[0] in _list("en", "no_adjectives"):
        return ""
    if match := re.search(r"\bof (my|our)?", raw):
        return f"the {raw}" if match[1] else _indefinite(raw) + raw
    return f"my {raw}"


def _head(raw: str) -> str:
    """The noun of a noun phrase."""
    return _noun_phrase(raw)[1]


def _noun_phrase(raw: str) -> tuple[list[str], str]:
    """The words of a noun phrase before its noun, and the noun: the word before a preposition, comma or number."""
    *before, head = words(_AFTER_NOUN.split(raw)[0]) or [""]
    return before, head


def role(title: str, language: str) -> str:
    """Return a job title as it stands after "as" or "you are": one role, no company, no shouting; "" where unsure."""
    text = clean(_SYMBOLS.sub(" ", title))
    stop = "|".join(re.escape(word) for word in sorted(_list(language, "connectors")))
    text = re.split(rf"\s+(?:{stop})\s+|@", _PARTS.split(text)[0], flags=re.I)[0].strip(" .:-–—&+/")
    text = text if len(text) <= _LONGEST_ROLE else re.split(r"\s+(?:for|für|pour|para)\s+", text)[0]
    if not 2 <= len(text) <= _LONGEST_ROLE or not _is_role(text, language):
        return ""
    return _quiet_role(text, language)


def _is_role(text: str, language: str) -> bool:
    found = words(text)
    if not found or re.search(r"\d|[!?#%€$£“”\"]", text):
        return False
    if language == "en" and not text.isascii():
        return False
    head = words(re.split(r"\b(?:of|for|in|de|du|des|für|del|da|do)\b", text)[0])[-1:] or found[-1:]
    if head[0] in _list(language, "not_roles") or found[0] in _list(language, "no_role_starts"):
        return False
    ends = tuple(_list(language, "roles_end"))
    return bool({head[0], found[0], found[-1]} & _list(language, "roles")) or (
        len(head[0]) > 4 and head[0].endswith(ends)
    )


def _quiet_role(text: str, language: str) -> str:
    """A title in the small letters of running text; abbreviations, possible names and German nouns keep capitals."""
    if text.isupper() and len(text) > 4:
        quiet = str.title if language == "de" else str.lower
        text = " ".join(word if word.casefold() in _list("en", "initials") else quiet(word) for word in text.split())
    if language == "de":
        first, _, rest = text.partition(" ")
        return f"{first.lower()} {rest}" if rest and first.casefold() in _list("de", "around_roles") else text
    first, _, rest = text.partition(" ")
    if rest.islower():
        return f"{_small(first)} {rest}" if all(_is_common(word, language) for word in words(first)) else text
    if all(_is_common(word, language) for word in words(text)):
        return " ".join(_small(word) for word in text.split())
    return text


def _small(word: str) -> str:
    return word.lower() if all(part[1:].islower() or len(part) < 2 for part in word.split("-")) else word


def _is_common(word: str, language: str) -> bool:
    marks = ("roles", "around_roles", "hints", "initials", "small")
    return any(word in _list(language, mark) for mark in marks) or word.endswith(tuple(_list(language, "roles_end")))


def article(title: str) -> str:
    """Return what goes before an English job title: "a " or "an " by sound, "" where there is only one of the kind.

    "a curator", "an HR manager", "head of sales", "director of studies", "CEO".
    """
    found = words(title)
    single = _list("en", "single")
    if {found[0], _head(title)} & single or (" of " in title and _head(title) in _list("en", "single_of")):
        return ""
    return _indefinite(title)


def _indefinite(noun: str) -> str:
    first = words(noun)[0]
    if re.match(r"[A-Z]{2,}\b", noun):
        vowel = noun[0] in "AEFHILMNORSX"
    else:
        vowel = bool(re.match(r"(?!eu|uni(?!n)|us[aei]|uto|ut[ei]l|one)[aeiou]|hon(?!e[yd])|heir|hour", first))
    return "an " if vowel else "a "


def is_noun(text: str) -> bool:
    """Tell whether English words can stand after "mentions" as they are: several words, or a noun's ending."""
    found = words(text)
    ends = (
        "ity",
        "ness",
        "ment",
        "tion",
        "sion",
        "ing",
        "age",
        "ism",
        "ship",
        "ance",
        "ence",
        "acy",
        "hood",
        "ics",
        "ure",
    )
    return len(found) > 1 or bool(found and found[0].endswith(ends))


def self_description(headline: str, language: str) -> str:
    """Return what I call myself, for after "I'm": "freelance translator for museums"; "" where it is no such noun."""
    text = clean(_SYMBOLS.sub(" ", headline))
    text = re.split(r"\s+[|•·–—-]\s+|\s*[|•·@.;(]\s*", text)[0].strip(" ,:")
    if not 3 <= len(text) <= _LONGEST_SELF or not _is_role(text, language) or language_of(text) not in ("", language):
        return ""
    return _quiet_role(text, language)


def aim(statement: str, language: str) -> str:
    """Return what I want, for after "I'd like to": only an infinitive that speaks of people or learning."""
    text = _WANTING.sub("", clean(statement).rstrip(".! "))
    found = words(text)
    if len(found) < 2 or len(text) > _LONGEST_AIM or re.search(r"[.!?;]\s", text):
        return ""
    first, *clause = words(re.split("[,:(–—]", text)[0]) or [""]
    verb = clause[-1:] if language == "de" else [first]  # German says it at the end: "Menschen kennenlernen, die …"
    finite = language == "de" and (first in _list("de", "no_aim_starts") or "zu" in clause)
    if finite or not set(verb) & _list(language, "aims") or set(found) & _list(language, "not_aims"):
        return ""
    if language == "de":
        return uncapitalised(text, language)
    return text[0].lower() + text[1:]
