"""Many people's Connections.csv read together: what 800 files hold costs little more than one file of their size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from outreach.sources import delimited, linkedin_tables
from outreach.sources.delimited import BATCH, Parsed, Sheet
from outreach.sources.linkedin_fields import CONNECTIONS
from outreach.sources.linkedin_parts import Part

SHOWN = ("first", "last", "name", "url")  # a row in which all of these are empty is a closed account
COLUMNS = ("line", "first", "last", "name", "url", "email", "company", "position", "connected", "file")
Opened = Sequence[tuple[Part, Sheet]]


def connections(parts: Sequence[Part]) -> Iterator[pl.DataFrame]:
    """Yield each part's connections (see `linkedin_tables.connections`), holding about `BATCH` bytes at once."""
    for batch in _batches(parts):
        opened = [(part, sheet) for part in batch for sheet in part.sheets(CONNECTIONS)]
        names = pl.Series("file", [sheet.name for _, sheet in opened], dtype=pl.Categorical)
        lists: dict[int, list[tuple[int, pl.DataFrame]]] = {}
        for parsed in delimited.parse_layouts([sheet for _, sheet in opened], CONNECTIONS.fields, SHOWN):
            for number, rows in _lists(parsed, names, opened):
                lists.setdefault(id(opened[number][0]), []).append((number, rows))
        for part in batch:
            found = [rows for _, rows in sorted(lists.get(id(part), ()), key=lambda one: one[0])]
            yield found[0] if len(found) == 1 else pl.concat([nobody(), *found])


def _lists(parsed: Parsed, names: pl.Series, opened: Opened) -> Iterator[tuple[int, pl.DataFrame]]:
    """Yield the rows of every sheet, and enter with its part what was left out or could not be read."""
    rows, nameless, undated = linkedin_tables.connections(parsed.rows)
    lists = dict(delimited.cut(rows.with_columns(names.gather(rows["sheet"])).select(COLUMNS), rows["sheet"]))
    for number in sorted({*lists, *parsed.hidden, *parsed.problems, *nameless}):
        part, sheet = opened[number]
        problems = parsed.problems.get(number, [])
        part.problems += problems
        if number in undated:
            part.problems += linkedin_tables.undated(sheet.name, undated[number])
        hidden = parsed.hidden.get(number, 0) + nameless.get(number, 0)
        shown = lists[number] if number in lists else nobody()
        part.enter(sheet.name, CONNECTIONS, len(shown), {"closed account": hidden, "unreadable": len(problems)})
        yield number, shown


def _batches(parts: Sequence[Part]) -> Iterator[list[Part]]:
    batch: list[Part] = []
    size = 0
    for part in parts:
        batch.append(part)
        size += sum(file.size for file in part.files.get(CONNECTIONS.name, ()))
        if size > BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def nobody() -> pl.DataFrame:
    """Return a list without rows."""
    rows, _, _ = linkedin_tables.connections(delimited.parse([], CONNECTIONS.fields)[0])
    return rows.with_columns(file=pl.lit(None, pl.Categorical)).select(COLUMNS)
