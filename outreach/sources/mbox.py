"""The headers of every message of a mailbox, one after another, in constant memory.

The standard `mailbox.mbox` indexes the whole file first and splits on any line that begins with "From ". Here a message
begins where a "From " line ends in a year, stands below a blank line (or nothing) and above a header; so neither the
separators of Google Takeout (`From 1545…@xxx Fri Sep 16 22:26:51 +0000 2016`) nor a "From " inside a body mislead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from outreach.sources.base import Input

PIECE = 1 << 17  # bytes read at a time
LARGEST_HEADER = 256 * 1024  # bytes; what stands beyond is not read
_SEPARATOR = re.compile(rb"From \S+ [^\r\n]{0,80}\b\d{4}(?: [+-]\d{4}| [A-Z]{2,5})?\s*\r?\n>?[!-9;-~]{1,80}:")
_LONGEST = 400  # bytes a separator and the name of the next header need
_BLANK = re.compile(rb"\n[ \t]*\r?\n")


@dataclass(frozen=True, slots=True)
class Header:
    """The bytes above a message's first blank line, the line they begin on, and how far the file is read (bytes)."""

    line: int
    data: bytes
    position: int


def is_mailbox(head: bytes) -> bool:
    """Tell whether a file begins with a message separator."""
    return bool(_SEPARATOR.match(head.lstrip()))


def headers(file: Input) -> Iterator[Header]:
    """Yield the headers of every message of a mailbox, or of the one message of an `.eml` file."""
    window = _Window(file)
    window.fill(_LONGEST)
    window.drop(len(window.data) - len(window.data.lstrip(b"\xef\xbb\xbf\r\n\t ")))
    while window.data:
        if _SEPARATOR.match(window.data):
            window.drop(window.data.find(b"\n") + 1)
        yield _one(window)
        if file.name.lower().endswith(".eml") or not _skip_body(window):
            return


def _one(window: _Window) -> Header:
    line, searched = window.line, 0
    while True:
        match = _BLANK.search(window.data, max(searched - 2, 0))
        if match or len(window.data) > LARGEST_HEADER or not window.more():
            break
        searched = len(window.data) - 256
    end = match.start() if match else min(len(window.data), LARGEST_HEADER)
    data = window.data[: min(end, LARGEST_HEADER)]
    window.drop(end)
    return Header(line, data, window.position)


def _skip_body(window: _Window) -> bool:
    """Move to the next separator; False at the end of the file."""
    searched = 0
    while True:
        place = window.data.find(b"\nFrom ", searched)
        if place < 0:
            window.drop(max(len(window.data) - 8, 0))
            searched = 0
            if not window.more():
                return False
            continue
        if len(window.data) - place < _LONGEST and window.more():
            searched = place
            continue
        if _blank_before(window.data, place) and _SEPARATOR.match(window.data, place + 1):
            window.drop(place + 1)
            return True
        searched = place + 1


def _blank_before(data: bytes, place: int) -> bool:
    return place == 0 or data[place - 1 : place] == b"\n" or data[max(place - 2, 0) : place] in (b"\n\r", b"\r")


class _Window:
    """The part of a file that is being looked at, and the line it begins on."""

    def __init__(self, file: Input) -> None:
        self.pieces = file.chunks(PIECE)
        self.data = b""
        self.line = 1
        self.position = 0

    def more(self) -> bool:
        """Read one piece more; False at the end."""
        piece = next(self.pieces, b"")
        self.data += piece
        self.position += len(piece)
        return bool(piece)

    def fill(self, size: int) -> None:
        while len(self.data) < size and self.more():
            pass

    def drop(self, size: int) -> None:
        self.line += self.data.count(b"\n", 0, size)
        self.data = self.data[size:]
