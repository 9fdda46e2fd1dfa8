"""Tables that only scrapers produce: recognised by their columns, and refused."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from outreach.model import Problem
from outreach.sources import table
from outreach.sources.base import Input, Reading

MARKS = 3  # columns that only that tool writes


def tool(header: Iterable[str]) -> str:
    """Return the name of the scraper whose columns these are (keys as `table.column` makes them), else ""."""
    columns = set(header)
    return next((name for name, marks in _marks().items() if len(columns & marks) >= MARKS), "")


def recognises(name: str, head: bytes) -> str:
    """Return `scraper's table` for a table with the columns of a known scraper."""
    return "scraper's table" if tool(table.header_of(head)) else ""


def read(file: Input) -> Reading:
    """Refuse the file, with one sentence why."""
    with file.open() as stream:
        name = tool(table.header_of(stream.read(65536))) or "a scraper"
    return Reading(file.name, "scraper's table", "refused", problems=[refusal(file.name, name)])


def refusal(file: str, name: str) -> Problem:
    """Return the sentence that refuses a scraper's file."""
    why = f"made by {name}, which collects profiles against LinkedIn's terms and unknown to those people: not read"
    return Problem(file, why)


@cache
def _marks() -> dict[str, frozenset[str]]:
    path = Path(__file__).parents[1] / "lexicon" / "scrapers.toml"
    tools = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: frozenset(map(table.column, columns)) for name, columns in tools.items()}
