"""What every reader of a format gives: people as one file shows them, the ties it proves, and what could not be read.

A format module has two functions and knows no other format::

    def recognises(name: str, head: bytes) -> str      # the format's name, or "" — from file name and first 64 KB
    def read(file: Input) -> Reading
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import IO

from outreach.model import Problem

OWNER = -1  # in a Link: the owner of the export (me, or the friend who gave it), not a row of the file


@dataclass(slots=True)
class Mention:
    """One person as one place of one file shows them; empty means the file does not say."""

    name: str = ""
    first: str = ""
    last: str = ""
    url: str = ""
    emails: tuple[str, ...] = ()
    company: str = ""
    position: str = ""
    headline: str = ""
    industry: str = ""
    location: str = ""
    about: str = ""
    note: str = ""
    seen_on: date | None = None
    line: int | None = None
    degree: int = 0  # as a page shows it: 1, 2, 3; 0 unknown


# What a tie is made of. Only these prove that two people know each other …
TIES = ("connection", "mutual", "via", "introduction", "explicit", "mail", "meeting", "thread")
# … and these only that they might: never presented as "knows".
HINTS = ("employer", "event")


@dataclass(slots=True)
class Link:
    """A tie between two mentions of a reading, by their positions; `OWNER` stands for the owner of the export.

    `weight` is 1 for a tie somebody stated, the sum of 1/(n-1) over messages or meetings for the others;
    `count` the number of messages or meetings behind it; `date` the last of them (or "Connected On");
    `out` of `count` those that the owner sent.
    """

    a: int
    b: int
    kind: str
    weight: float = 1.0
    count: int = 1
    date: date | None = None
    out: int = 0
    evidence: str = ""


@dataclass(slots=True)
class Unresolved:
    """A name on a mutual line or in a `via` cell, to be matched against my own connections by the longest match.

    `text` may hold several names; `person` is the position of the mention it leads to.
    """

    person: int
    text: str
    kind: str = "mutual"
    line: int | None = None
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """A request to connect. `mention` is the position of who asked me, or of whom I asked where not `incoming`.

    `received` is the day it was sent; `connections` how many connections they have as a page shows it, None unknown;
    `via` the mutual connections as the file names them.
    """

    mention: int
    message: str = ""
    received: date | None = None
    connections: int | None = None
    via: tuple[str, ...] = ()
    line: int | None = None
    incoming: bool = True


@dataclass(slots=True)
class Reading:
    """Everything one file gave. `rows` were read, `skipped` says how many rows were left out and why."""

    file: str
    format: str
    role: str = ""  # me, shared, seen, mail, calendar, contacts
    owner: Mention | None = None
    mentions: list[Mention] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    unresolved: list[Unresolved] = field(default_factory=list)
    invitations: list[Invitation] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rows: int = 0
    skipped: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read, whether it lies in a folder or inside an archive.

    `name` is how the file is called in messages (`exports/me/a.zip!Connections.csv`), `open` gives its bytes.
    `me` holds my own names and addresses, lower case, where they are known; `today` is the date of the run. `seen`
    holds the hashes of messages and meetings of files read before: what lies in several files counts once.
    """

    name: str
    open: Callable[[], IO[bytes]]
    role: str = ""
    me: frozenset[str] = frozenset()
    today: date | None = None
    size: int = 0
    seen: set[int] = field(default_factory=set, compare=False)

    def chunks(self, size: int = 1 << 20) -> Iterator[bytes]:
        """Yield the file's bytes in pieces of at most `size`."""
        with self.open() as stream:
            while piece := stream.read(size):
                yield piece
