"""Delimited text as programs save it: bytes sniffed, header found by content, files of one layout parsed at once."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

import numpy as np
import polars as pl

from outreach.model import Problem
from outreach.sources import repairing
from outreach.sources.container import UnreadableError

Understand = Callable[[tuple[str, ...]], tuple[str, ...] | None]

HEAD = 16 << 10  # bytes in which a header must begin
HEADER_ROWS = 12
HEADER_LINES = 40  # a row before the header may be a text of several lines
DELIMITERS = (",", "\t", ";", "|")
BATCH = 64 << 20  # bytes parsed at once, so that memory stays bounded
MARK = "\x1e"  # first cell of the row put before each file in a joined buffer; never in genuine text

_NOT_WORDS = re.compile(r"[\W_]+")
_KINDS = ((b"%PDF", "is a PDF"), (b"\xd0\xcf\x11\xe0", "is an old Excel workbook: save it as CSV"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One delimited file, header understood: its bytes in UTF-8, where rows start, and which field each column holds.

    `columns` has "" for a column nobody asked for; `line` is the line of the first row, counted from 1.
    """

    name: str
    data: bytes
    start: int
    line: int
    columns: tuple[str, ...]
    delimiter: str

    @property
    def lines(self) -> int:
        """Number of lines under the header, a last one without line end included."""
        open_end = len(self.data) > self.start and not self.data.endswith(b"\n")
        return self.data.count(b"\n", self.start) + open_end


@lru_cache(maxsize=512)
def header_key(cell: str) -> str:
    """Return a column's name for comparing: `Email Address`, `EMAIL_ADDRESS` and `\\ufeffemail address` are one."""
    return _NOT_WORDS.sub("", cell).casefold()


def utf8(data: bytes) -> bytes:
    """Return text bytes as UTF-8 with LF or CRLF line ends; raises `UnreadableError` for what is no text at all."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    elif data[:4] == b"PK\x03\x04":
        raise UnreadableError("is a spreadsheet or zip under another name: open it and save it as CSV")
    elif len(data) > 3 and data[1] == 0 and data[3] == 0:
        data = data.decode("utf-16-le", "replace").encode("utf-8", "replace")
    for start, text in _KINDS:
        if data.startswith(start):
            raise UnreadableError(text)
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    if data[:64].lstrip()[:1] == b"<" and b"<" in data[:1024]:
        raise UnreadableError("is a web page, not a table: download it again")
    return data.replace(b"\r", b"\n") if b"\r" in data[:HEAD] and b"\n" not in data[:HEAD] else data


def sheet_of(name: str, data: bytes, understand: Understand) -> Sheet | None:
    """Find the header in `data`, UTF-8 bytes: the first row that `understand` makes columns of; None without one.

    `understand` gets the header keys of a row and returns the field of each column, or None where it is no header.
    """
    for delimiter, end, keys in first_rows(data):
        if (columns := understand(keys)) is not None:
            return Sheet(name, data, _offset(data, end), end + 1, columns, delimiter)
    return None


def first_rows(data: bytes) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    """Yield the rows in which a header may stand, split at each delimiter in turn: delimiter, last line, keys."""
    head = _text(b"\n".join(data[:HEAD].split(b"\n", HEADER_LINES)[:HEADER_LINES]))
    for delimiter in DELIMITERS:
        rows = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
        try:
            for cells in islice(rows, HEADER_ROWS):
                if len(cells) > 1 or delimiter == DELIMITERS[0]:
                    yield delimiter, rows.line_num, tuple(header_key(cell) for cell in cells)
        except csv.Error:
            continue


@dataclass(frozen=True, slots=True)
class Parsed:
    """Rows of sheets of one layout, sheet by sheet: `sheet` (place among those asked for), `line`, a column per field.

    `problems` are rows left out as unreadable, `hidden` counts those left out as empty, both by sheet.
    """

    rows: pl.DataFrame
    problems: dict[int, list[Problem]]
    hidden: dict[int, int]

    def by_sheet(self) -> Iterator[tuple[int, pl.DataFrame]]:
        """Cut the rows into those of each sheet without copying."""
        return cut(self.rows, self.rows["sheet"])


def cut(rows: pl.DataFrame, sheet: pl.Series) -> Iterator[tuple[int, pl.DataFrame]]:
    """Cut `rows` into pieces in which `sheet`, a column beside them, is the same; yield its value and the piece."""
    numbers = sheet.to_numpy()
    for start, end in pairwise([0, *(np.flatnonzero(numbers[1:] != numbers[:-1]) + 1).tolist(), len(numbers)]):
        if end > start:
            yield int(numbers[start]), rows[start:end]


def parse(sheets: Sequence[Sheet], fields: Iterable[str]) -> tuple[pl.DataFrame, list[Problem]]:
    """Parse sheets in their order: see `Parsed`; blank lines are left out, and a row that is broken is told."""
    names = list(fields)
    parsed = list(parse_layouts(sheets, names))
    slices = dict(cut for part in parsed for cut in part.by_sheet())
    problems = {number: told for part in parsed for number, told in part.problems.items()}
    rows = pl.concat([_empty(names), *(slices[number] for number in sorted(slices))], rechunk=False)
    return rows, [problem for number in sorted(problems) for problem in problems[number]]


def parse_layouts(sheets: Sequence[Sheet], fields: Iterable[str], telling: Sequence[str] = ()) -> Iterator[Parsed]:
    """Parse many sheets, those of one layout in one pass; yield them layout by layout, at most `BATCH` bytes at once.

    Rows in which every one of the fields `telling` is empty (of all, where none are named) are counted and left out.
    """
    names = list(fields)
    layouts: dict[tuple[tuple[str, ...], str], list[int]] = {}
    for number, sheet in enumerate(sheets):
        layouts.setdefault((sheet.columns, sheet.delimiter), []).append(number)
    for numbers in layouts.values():
        for batch in _batches(numbers, sheets):
            yield from _parse_batch(batch, sheets, names, telling or names)


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4:  # a character cut by the end of the head
            return data[: error.start].decode("utf-8")
        return data.decode("cp1252", "replace")


def _offset(data: bytes, lines: int) -> int:
    position = 0
    for _ in range(lines):
        found = data.find(b"\n", position)
        if found < 0:
            return len(data)
        position = found + 1
    return position


def _batches(numbers: list[int], sheets: Sequence[Sheet]) -> Iterator[list[int]]:
    batch: list[int] = []
    size = 0
    for number in numbers:
        batch.append(number)
        size += len(sheets[number].data)
        if size > BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _parse_batch(
    numbers: list[int], sheets: Sequence[Sheet], names: list[str], telling: Sequence[str]
) -> Iterator[Parsed]:
    """Yield the rows of the sheets, all in one pass where every file is regular, file by file where one is not."""
    columns, delimiter = sheets[numbers[0]].columns, sheets[numbers[0]].delimiter
    regular = [number for number in numbers if _balanced(sheets[number])]
    doubtful = sorted(set(numbers) - set(regular))
    if (frame := _joined(regular, sheets, columns, delimiter)) is None and len(regular) > 1:
        half = len(regular) // 2
        yield from _parse_batch(regular[:half], sheets, names, telling)
        yield from _parse_batch(regular[half:], sheets, names, telling)
    elif frame is None:
        doubtful = sorted(numbers)
    else:
        irregular = _irregular(frame, regular, sheets, columns)
        doubtful = sorted([*doubtful, *irregular])
        yield _finished(
            frame.filter(~pl.col("sheet").is_in(irregular)) if irregular else frame, columns, names, telling
        )
    for number in doubtful:
        sheet = sheets[number]
        body = sheet.data[sheet.start :]
        rows, problems = repairing.records(sheet.name, body, sheet.line, len(columns), delimiter)
        rows = rows.with_columns(sheet=pl.lit(number, pl.UInt32), kept=pl.lit(True))
        yield _finished(rows, columns, names, telling, {number: problems} if problems else {})


def _balanced(sheet: Sheet) -> bool:
    first = _first_quote(sheet)  # most files have none, and looking is faster than counting
    return first < 0 or sheet.data.count(b'"', first) % 2 == 0


def _first_quote(sheet: Sheet) -> int:
    return sheet.data.find(b'"', sheet.start)


def _joined(
    numbers: list[int], sheets: Sequence[Sheet], columns: tuple[str, ...], delimiter: str
) -> pl.DataFrame | None:
    """Parse the sheets as one buffer with a marking row before each; None where they cannot be told apart again."""
    if not numbers:
        return None
    mark = (MARK + delimiter * (len(columns) - 1) + "\n").encode()
    pieces: list[bytes | memoryview] = []
    for number in numbers:
        sheet = sheets[number]
        pieces += [mark, memoryview(sheet.data)[sheet.start :], b"" if sheet.data.endswith(b"\n") else b"\n"]
    wanted = sorted({0, len(columns) - 1} | {place for place, field in enumerate(columns) if field})
    try:
        frame = pl.read_csv(b"".join(pieces), has_header=False, infer_schema=False, separator=delimiter, columns=wanted)
    except pl.exceptions.PolarsError:
        return None
    frame.columns = [f"column_{place}" for place in wanted]
    marks = np.flatnonzero((frame["column_0"] == MARK).fill_null(False).to_numpy())
    if len(marks) != len(numbers):
        return None
    heights = np.diff(np.append(marks, frame.height)).astype(np.int64)
    lines = np.array([sheets[number].line for number in numbers], np.int64)
    frame = frame.with_columns(
        pl.Series("sheet", np.repeat(np.array(numbers, np.uint32), heights)),
        pl.Series("line", (np.arange(frame.height) - np.repeat(marks + 1 - lines, heights)).astype(np.uint32)),
    )
    kept = np.ones(frame.height, bool)
    kept[marks] = False
    return frame.with_columns(pl.Series("kept", kept))


def _irregular(frame: pl.DataFrame, numbers: list[int], sheets: Sequence[Sheet], columns: tuple[str, ...]) -> list[int]:
    """Return the sheets whose rows might be read otherwise: a row over several lines, or one that may be cut short."""
    rows = np.bincount(frame["sheet"].to_numpy(), minlength=max(numbers) + 1)
    quoting = [number for number in numbers if _first_quote(sheets[number]) >= 0]  # without one a line is a row
    found = {number for number in quoting if rows[number] != sheets[number].lines + 1}
    last = pl.col(f"column_{len(columns) - 1}").is_null()
    told = pl.any_horizontal(pl.col("^column_.*$").is_not_null()) & pl.col("kept")
    found.update(frame.lazy().filter(last & told).select("sheet").unique().collect()["sheet"].to_list())
    return sorted(found)


def _empty(names: list[str]) -> pl.DataFrame:
    return pl.DataFrame(schema={"sheet": pl.UInt32, "line": pl.UInt32, **dict.fromkeys(names, pl.String)})


def _finished(
    frame: pl.DataFrame,
    columns: tuple[str, ...],
    names: list[str],
    telling: Sequence[str],
    problems: dict[int, list[Problem]] | None = None,
) -> Parsed:
    """Give columns their fields' names, empty text as null, and take out marks, blank lines, rows that tell nothing."""
    places = {field: f"column_{place}" for place, field in enumerate(columns) if field}
    chosen = [
        pl.col(places[name]).replace("", None).alias(name) if name in places else pl.lit(None, pl.String).alias(name)
        for name in names
    ]
    rows = frame.lazy().select("sheet", "line", "kept", *chosen)
    told = pl.any_horizontal(pl.col(name).is_not_null() for name in telling)
    filled = pl.any_horizontal(pl.col(names).is_not_null())
    rows = rows.with_columns(told.alias("told")).collect().lazy()
    hidden = rows.filter(pl.col("kept") & ~pl.col("told") & filled).group_by("sheet").len().collect()
    kept = rows.filter(pl.col("kept") & pl.col("told")).drop("kept", "told").collect()
    return Parsed(kept, problems or {}, dict(hidden.iter_rows()))
