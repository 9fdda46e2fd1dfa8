"""A table of people as somebody saved it, in any encoding, delimiter and order of columns, as a frame of text."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Sequence
from functools import cache
from itertools import islice
from pathlib import Path

import pandas as pd

from outreach.sources.container import UnreadableError
from outreach.text import fold

DELIMITERS = ",;\t|"
HEADER_WITHIN = 25  # rows: titles, notes and "sep=;" stand above a header, never a whole page
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how .xlsx and .xls begin
_LONGEST_CELL = 1 << 24
_ABSENT = frozenset(("na", "n/a", "nan", "none", "null", "nil", "-", "--", "—", "–", "#n/a", "?"))
_WHO = frozenset(("name", "first", "last", "email"))
_MAY_BE_CALLED_NA = ("name", "first", "middle", "last", "nick")


@cache
def vocabulary() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return for every field the folded names of its columns, good ones and weak ones (`lexicon/columns.toml`)."""
    path = Path(__file__).parents[1] / "lexicon" / "columns.toml"
    fields = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        field: (tuple(map(column, words["names"])), tuple(map(column, words.get("weak", ()))))
        for field, words in fields.items()
    }


def column(header: str) -> str:
    """Return the key of a column's header: folded, letters and digits alone."""
    return "".join(character for character in fold(header) if character.isalnum())


def header_of(head: bytes) -> list[str]:
    """Return the keys of the columns of the table that `head` begins, [] when it begins none."""
    if b"\0" in head and not _utf16(head):
        return []
    rows = [cells for _, cells in _rows(decode(head))]
    found = _header(rows)
    return [] if found is None else [column(cell) for cell in rows[found]]


def is_delimited(head: bytes) -> bool:
    """Tell whether the first line with text is the header of a table of people: two or more known columns."""
    first = next((line for line in decode(head[:65536]).splitlines() if line.strip()), "")
    return any(len(_known(first.split(sep))) >= 2 for sep in DELIMITERS)


def load(data: bytes) -> pd.DataFrame:
    """Return the table as text: columns are keys as `column` makes them, the index is the line each row starts on.

    Raises UnreadableError for bytes that hold no table of people.
    """
    numbered = _spreadsheet(data) if data.startswith(SPREADSHEETS) else list(_rows(decode(data), None))
    rows = [cells for _, cells in numbered]
    found = _header(rows)
    if found is None:
        raise UnreadableError("no header names a person: a column `name`, or `first name` and `last name`, is expected")
    header = [column(cell) for cell in rows[found]]
    body = [(line, cells) for line, cells in numbered[found + 1 :] if any(map(str.strip, cells))]
    width = len(header)
    cells = [[*row[:width], *[""] * (width - len(row))] for _, row in body]
    return pd.DataFrame(cells, columns=header, index=[line for line, _ in body], dtype=str)


def fields(frame: pd.DataFrame, wanted: Sequence[str]) -> pd.DataFrame:
    """Return `frame` with one column per wanted field: the first value of its columns, "" where there is none."""
    table = {field: _first(frame, field) for field in wanted}
    return pd.DataFrame(table, index=frame.index, dtype=str)


def columns_of(field: str, header: Sequence[str]) -> list[int]:
    """Return the positions of the columns that hold `field`, best name first."""
    for names in vocabulary()[field]:
        if places := [place for name in names for place, key in enumerate(header) if key == name]:
            return places
    return []


def decode(data: bytes) -> str:
    """Return bytes as text: by their mark, else UTF-8, else the Windows code page (which leaves no byte unread)."""
    if _utf16(data):
        return data.decode("utf-16", "replace")
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3:  # a head cut inside a character
            return data[: error.start].decode("utf-8")
        return data.decode("cp1252", "replace")


def _utf16(data: bytes) -> bool:
    return data.startswith((b"\xff\xfe", b"\xfe\xff"))


def _first(frame: pd.DataFrame, field: str) -> pd.Series[str]:
    places = columns_of(field, list(frame.columns))
    values = pd.Series("", index=frame.index, dtype=str)
    for place in places:
        cells = frame.iloc[:, place].str.strip()
        if field not in _MAY_BE_CALLED_NA:
            cells = cells.mask(cells.str.casefold().isin(_ABSENT), "")
        values = values.mask(values == "", cells)
    return values


@cache
def _fields_of() -> dict[str, set[str]]:
    meanings: dict[str, set[str]] = {}
    for field, kinds in vocabulary().items():
        for name in (name for names in kinds for name in names):
            meanings.setdefault(name, set()).add(field)
    return meanings


def _header(rows: list[list[str]]) -> int | None:
    """Return the number of the row that knows most fields, if one of them says who somebody is."""
    known = [_known(row) for row in rows[:HEADER_WITHIN]]
    best = max(known, key=len, default=set())
    return known.index(best) if best & _WHO else None


def _known(row: list[str]) -> set[str]:
    meanings = _fields_of()
    return {field for cell in row for field in meanings.get(column(cell), ())}


def _rows(text: str, most: int | None = HEADER_WITHIN) -> list[tuple[int, list[str]]]:
    """Return (line, cells) of at most `most` rows, split by the delimiter that makes the best header.

    The standard reader rather than pandas: it knows the line a row stands on, and an unclosed quote costs it no file.
    """
    csv.field_size_limit(_LONGEST_CELL)
    sep = max(DELIMITERS, key=lambda sep: _promise(_split(text, sep, HEADER_WITHIN)))
    return _split(text, sep, most)


def _promise(numbered: list[tuple[int, list[str]]]) -> tuple[int, int]:
    return max(((len(_known(row)), len(row)) for _, row in numbered), default=(0, 0))


def _split(text: str, delimiter: str, most: int | None) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    for cells in islice(reader, most):
        rows.append((line, cells))
        line = reader.line_num + 1
    return rows


def _spreadsheet(data: bytes) -> list[tuple[int, list[str]]]:
    try:
        sheet = pd.read_excel(io.BytesIO(data), header=None, dtype=str, keep_default_na=False)
    except ImportError as error:
        raise UnreadableError("a spreadsheet needs `pip install 'outreach[xlsx]'`; or save it as CSV") from error
    except Exception as error:
        raise UnreadableError("this spreadsheet cannot be opened; save it as CSV") from error
    return [(number, [str(cell) for cell in row]) for number, row in enumerate(sheet.to_numpy().tolist(), 1)]
