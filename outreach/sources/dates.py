"""Days as files and pages write them, in any of the languages of the lexicon; what is ambiguous stays unknown."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from functools import cache
from pathlib import Path

from outreach.text import fold

_YEAR_FIRST = re.compile(r"\b((?:19|20)\d\d)[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})(?!\d)")
_DOTTED = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)?\d\d)\b")
_SLASHED = re.compile(r"\b(\d{1,2})[/-](\d{1,2})[/-]((?:19|20)?\d\d)\b")
_US_STAMP = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d\d),? \d{1,2}:\d\d\s?[AP]M\b", re.I)
FIRST, LAST = date(1900, 1, 1), date(2100, 12, 31)  # a day before or after these is a slip of the pen
_WORDS = re.compile(r"[^\W\d_]+|\d+")


def day(text: str) -> date | None:
    """Return the day `text` names, None when it names none or could mean two.

    `4/5/2026` could be April or May: None, unless it is LinkedIn's own stamp (`4/5/26, 2:37 PM`, month first).
    """
    text = text.strip()
    if match := _YEAR_FIRST.search(text):
        return _date(*map(int, match.groups()))
    if match := _US_STAMP.search(text):
        month, number, year = map(int, match.groups())
        return _date(year, month, number)
    if match := _DOTTED.search(text):
        number, month, year = map(int, match.groups())
        return _date(year, month, number)
    if match := _SLASHED.search(text):
        return _either(*map(int, match.groups()))
    return _spelled(text)


def _either(one: int, two: int, year: int) -> date | None:
    if one == two or two > 12:
        return _date(year, one, two)
    return _date(year, two, one) if one > 12 else None


def _spelled(text: str) -> date | None:
    """Read `January 12, 2026`, `12 Jan 2026`, `12-Feb-19`, `12. Januar 2026`, `Tue Nov 12 09:30:00 UTC 2024`."""
    words = [fold(word) for word in _WORDS.findall(re.sub(r"\d{1,2}:\d\d(?::\d\d)?", "", text))]
    months = [months_by_name()[word] for word in words if word in months_by_name()]
    numbers = [word for word in words if word.isascii() and word.isdigit() and len(word) <= 4]
    years = [int(word) for word in numbers if FIRST.year <= int(word) <= LAST.year]
    days = [int(word) for word in numbers if len(word) <= 2 and 1 <= int(word) <= 31]
    if len(months) != 1 or not days:
        return None
    if years:
        return _date(years[0], months[0], days[0])
    return _date(days[1], months[0], days[0]) if len(numbers) == 2 == len(days) else None


def _date(year: int, month: int, number: int) -> date | None:
    year += 2000 if year < 100 else 0
    try:
        return datetime(year, month, number).date()
    except ValueError:
        return None


@cache
def months_by_name() -> dict[str, int]:
    """Return the number of every month by its folded name and short name (`lexicon/months.toml`)."""
    path = Path(__file__).parents[1] / "lexicon" / "months.toml"
    names = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        fold(name): number
        for months in names.values()
        for number, words in enumerate(months, 1)
        for name in words.split()
    }
