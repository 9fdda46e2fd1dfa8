"""Fraud, advances and threats in a message, told by words of five languages; what is found is quoted.

A kind is named only when what speaks for it sums to 1: honest people too say "bitcoin", "WhatsApp" or "my late father".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from outreach.text import fold

KINDS = ("harassment", "fraud", "advances")  # the worst first
REPORTED = ("harassment", "fraud")  # the only ones for which the site's "report" is meant
_ENOUGH = 1.0
_BETWEEN = r"(?:\W+\w+){0,4}?\W+"  # `..` in a pattern: up to four words
_TOKEN = re.compile(r"(?:\([^)]*\)|[^\s(])+")
_SIGNS = str.maketrans({"$": " usd ", "€": " eur ", "£": " gbp ", "%": " percent "})


@dataclass(frozen=True, slots=True)
class Danger:
    """What kind of harm a message shows, and the words that show it. `kind` is "" for a harmless one."""

    kind: str = ""
    words: tuple[str, ...] = ()

    @property
    def report(self) -> bool:
        """Whether it is for the site's own report: harassment and fraud only."""
        return self.kind in REPORTED


@dataclass(frozen=True, slots=True)
class _Group:
    kind: str
    weight: float
    pattern: re.Pattern[str]


def danger(text: str) -> Danger:
    """Return the worst kind of harm that `text` shows with enough words for it."""
    folded = fold(text.translate(_SIGNS))
    found: dict[str, list[tuple[float, str]]] = {}
    for group in _groups():
        if match := group.pattern.search(folded):
            found.setdefault(group.kind, []).append((group.weight, match[0].strip()))
    for kind in KINDS:
        parts = found.get(kind, [])
        if sum(weight for weight, _ in parts) >= _ENOUGH - 1e-9:
            return Danger(kind, tuple(words for _, words in parts))
    return Danger()


@cache
def _groups() -> tuple[_Group, ...]:
    path = files("outreach") / "lexicon" / "safety.toml"
    return tuple(_read(tomllib.loads(path.read_text(encoding="utf-8"))))


def _read(kinds: dict[str, dict[str, dict[str, str | float]]]) -> Iterator[_Group]:
    for kind, groups in kinds.items():
        for rows in groups.values():
            lines = [
                line for words in rows.values() if isinstance(words, str) for line in words.split("\n") if line.strip()
            ]
            pattern = "|".join(_compile(line) for line in lines)
            yield _Group(kind, float(rows["weight"]), re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"))


def _compile(line: str) -> str:
    """Return one line of the word list as a regular expression over folded text."""
    parts: list[str] = []
    gap = ""
    for token in _TOKEN.findall(line):
        if token == "..":
            gap = _BETWEEN
            continue
        if parts:
            parts.append(gap or r"\W+")
        parts.append("(?:" + "|".join(_words(one) for one in re.sub("[()]", "", token).split("|")) + ")")
        gap = ""
    return "".join(parts)


def _words(phrase: str) -> str:
    """One alternative: a word, a stem, or several words in a row."""
    return r"\W+".join(_ending(fold(word)) for word in phrase.split())


def _ending(word: str) -> str:
    return re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word)
