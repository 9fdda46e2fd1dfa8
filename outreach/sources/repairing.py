"""A delimited file that is not regular, read record by record, so that a broken row costs only itself."""

from __future__ import annotations

import csv

import polars as pl

from outreach.model import Problem
from outreach.text import clean

LONGEST_CELL = 16 << 20  # characters
LONGEST_RECORD = 500  # lines a quoted cell may run over before its opening quote counts as a slip


def records(name: str, body: bytes, first: int, width: int, delimiter: str) -> tuple[pl.DataFrame, list[Problem]]:
    """Read the rows under a header of `width` cells one by one, finding the next whole one after a broken one.

    `first` is the line of the first row. The frame has `column_0` and so on, and `line`; blank rows are left out.
    """
    csv.field_size_limit(LONGEST_CELL)
    kept: list[list[str]] = []
    places: list[int] = []
    problems: list[Problem] = []
    lines = [line.removesuffix("\r") for line in _text(body).split("\n")]
    at = 0
    while at < len(lines):
        record, used = _record(lines, at, delimiter, width)
        if record is not None and any(record):
            kept.append(record)
            places.append(first + at)
        elif record is None:
            text = f"this row does not have the {width} cells of the header: left out"
            problems.append(Problem(name, text, first + at, clean(lines[at])[:120]))
        at += used
    columns = {f"column_{place}": [row[place] for row in kept] for place in range(width)}
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)).with_columns(
        pl.Series("line", places, pl.UInt32)
    )
    return frame, problems


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _record(lines: list[str], at: int, delimiter: str, width: int) -> tuple[list[str] | None, int]:
    """Return the cells of the record that starts at a line, and how many lines it takes; None for a broken one."""
    quotes = 0
    for used in range(1, min(LONGEST_RECORD, len(lines) - at) + 1):
        quotes += lines[at + used - 1].count('"')
        if quotes % 2 == 0:
            if (cells := _cells(lines[at : at + used], delimiter, width)) is not None:
                return cells, used
            break
    return _cells(lines[at : at + 1], delimiter, width), 1


def _cells(lines: list[str], delimiter: str, width: int) -> list[str] | None:
    for spaced in (False, True):
        try:
            rows = list(csv.reader([f"{line}\n" for line in lines], delimiter=delimiter, skipinitialspace=spaced))
        except csv.Error:
            return None
        cells = rows[0] if rows else []
        if len(rows) <= 1 and not any(cells):
            return [""] * width
        if len(rows) == 1 and len(cells) >= width and not any(cells[width:]):
            return cells[:width]
    return None
