"""By which name to greet somebody: rather by none than by a wrong one."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from outreach.text import clean, fold
from outreach.who import names
from outreach.words import companies

_BRACKETS = re.compile(r"\([^)]*\)|[®™©℠]")
_ABBREVIATED = re.compile(
    r"^(?:[^\W\d_]{2,}\.-?)+\s+(?=\S+\s+\S)"
)  # a title in front of two names and more, known or not
_BEHIND = re.compile(r"\s[|•·–—-]\s|\s@|,")
_NO_NAME = re.compile(
    r"[\d@_#&+]|\w\.\w\w|[\u1d00-\u1dbf]|\s(?:and|und|et|og|och)\s"
)  # addresses, numbers, couples, letters that are signs
_PARTICLE = 3  # letters
_INITIALS = re.compile(r"[^\W\d_aeiouyAEIOUY]{2,3}|[A-Z]{2}")


def first(name: str, company: str = "") -> str:
    """Return the first name to greet somebody by; "" where it is unknown, or the name may be no person's."""
    bare = _bare(name, company)
    given = names.first_name(bare)
    written = next((word for word in bare.split() if fold(word) == fold(given)), given)
    particle = given.islower() and len(given) <= _PARTICLE and not bare.islower()  # "van der Berg"
    if not given or particle or given.casefold() in _words("never_first"):
        return ""
    if _INITIALS.fullmatch(written) and written.isupper():  # "AJ Brown" goes by these letters, "AJ BROWN" may not
        return "" if bare.isupper() else written
    return given


def whole(name: str, company: str = "") -> str:
    """Return the name to greet somebody by formally: first name, or initials, and family name."""
    bare = _bare(name, company)
    shown = names.display(bare, "")
    given = first(name, company)
    known = given or (" " in shown and any(len(word.rstrip(".")) > 1 for word in shown.split()))
    before, _, rest = shown.partition(" ")
    if not known or before.casefold() in _words("never_first"):
        return ""
    return f"{given} {rest}".strip() if fold(given) == fold(before) else shown


def _bare(name: str, company: str) -> str:
    """A name without brackets, signs and abbreviated titles; "" where it may be no person's."""
    text = _ABBREVIATED.sub("", _BRACKETS.sub(" ", clean(name)))
    front = _BEHIND.split(text)[0]
    if _NO_NAME.search(front) or set(re.findall(r"\w+", fold(front))) & _words("nobody"):
        return ""
    own = " " not in text.strip() and companies.key(company) == companies.key(text)
    return "" if own or _has_legal_form(text) else text


def _has_legal_form(text: str) -> bool:
    """Whether capitals at the end are a firm's legal form: those of "Acme AB", not of "Maria Sa" or "Jo Roe CA"."""
    firm = companies.spoken(text)
    form = text[len(firm) :].strip(" ,.") if firm and text.startswith(firm) else ""
    return form.isupper() and not names.is_credential(form.capitalize())  # in capitals anything may be one


@cache
def _words(section: str) -> frozenset[str]:
    table = tomllib.loads((files("outreach") / "lexicon" / "salutation.toml").read_text(encoding="utf-8"))
    return frozenset(table[section].split())
