"""Who writes the notes: what the settings say, else what the newest of one's own archives shows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from outreach.config import Settings
from outreach.model import Person
from outreach.notes.specifics import Sender
from outreach.sources.linkedin import Archive
from outreach.who import names
from outreach.who.world import World


def sender(settings: Settings, world: World, me: Person) -> Sender:
    """Return who writes: the settings first, then my own profile and career."""
    mine = [archive for archive in world.archives if archive.role == "me"]
    mine.sort(key=lambda archive: archive.taken or date.min, reverse=True)
    said, goal = settings.me, settings.goal
    name = said.name or me.name
    return Sender(
        name=name,
        first=names.first_name(name),
        headline=said.headline or _first(mine, "profile", "headline") or me.headline,
        account=said.account,
        languages=tuple(said.languages),
        offers=tuple(goal.offers),
        seeks=tuple(goal.seeks),
        values=tuple(goal.values),
        statement=goal.statement,
        location=said.location or _first(mine, "profile", "location") or me.location,
        industry=_first(mine, "profile", "industry") or me.industry,
        goal=goal.kind,
        value_words=tuple((value, word) for value, words in settings.value_words().items() for word in words),
        employers=_column(mine, "positions", "company"),
        schools=_column(mine, "education", "school"),
        groups=_column(mine, "groups", "name") + _column(mine, "organizations", "name"),
    )


def _first(mine: Iterable[Archive], table: str, column: str) -> str:
    return next(iter(_column(mine, table, column)), "")


def _column(mine: Iterable[Archive], table: str, column: str) -> tuple[str, ...]:
    """Return the distinct texts of a column of my own small files, in order."""
    found = [text for archive in mine if table in archive.tables for text in archive.tables[table][column].to_list()]
    return tuple(dict.fromkeys(text for text in found if text))
