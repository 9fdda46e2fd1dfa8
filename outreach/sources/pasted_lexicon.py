"""The wordings of `lexicon/pages.toml`, compiled once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path

from outreach.text import fold

PERSON = r"(?P<name>\S(?:.{0,118}?\S)?)"
_NUMBER = r"\d[\d., \u00a0\u202f]*\+?"


class Words:
    """The wordings of `lexicon/pages.toml`, compiled."""

    def __init__(self) -> None:
        path = Path(__file__).parents[1] / "lexicon" / "pages.toml"
        self.lists: dict[str, dict[str, list[str]]] = tomllib.loads(path.read_text(encoding="utf-8"))

    def pattern(self, section: str, key: str, frame: str = r"^(?:{})$") -> re.Pattern[str]:
        """Return the alternatives of a list as one pattern inside `frame`."""
        return re.compile(frame.replace("{}", alternatives(self.lists[section][key])), re.I)

    @cached_property
    def mutual_noun(self) -> re.Pattern[str]:
        """Match "… mutual connections" at the end of a line."""
        return self.pattern("mutual", "nouns", r"(?:^|\s)(?:{})\.?$")

    @cached_property
    def mutual_verb(self) -> re.Pattern[str]:
        """Match "… is a" at the end of what stands before the noun."""
        return self.pattern("mutual", "verbs", r"(?:^|\s)(?:{})$")

    @cached_property
    def mutual_count(self) -> re.Pattern[str]:
        """Match ", and 12 other" at the end of what stands before the noun."""
        joined = alternatives(self.lists["mutual"]["and"])
        before, after = (alternatives(self.lists["mutual"][key]) for key in ("before_count", "after_count"))
        frame = r"(?P<joined>(?:^|[,\s])\s?(?:{})\s)?(?:^|\s?)(?P<more>(?:{})\s)?(?P<n>{})(?P<other>\s?(?:{}))?\s?$"
        for part in (joined, before, _NUMBER, after):
            frame = frame.replace("{}", part, 1)
        return re.compile(frame, re.I)


def alternatives(words: Iterable[str]) -> str:
    """Return a regular expression that matches any of `words` (which are expressions themselves)."""
    return "|".join(words)


@cache
def words() -> Words:
    """Return the wordings, read once."""
    return Words()


@cache
def folded(section: str, key: str) -> frozenset[str]:
    """Return a list of whole lines, folded for comparing."""
    return frozenset(map(fold, words().lists[section][key]))


@cache
def people(section: str, key: str) -> list[re.Pattern[str]]:
    """Return the patterns of a list that name a person."""
    return [re.compile(f"^{line.replace('{name}', PERSON)}$", re.I) for line in words().lists[section][key]]
