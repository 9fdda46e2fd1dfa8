"""Mailboxes and single messages: who writes to whom, how often, and who introduced whom. Headers only, never a body."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import PurePosixPath

from outreach.model import Problem
from outreach.sources import mail_headers, mbox
from outreach.sources.base import OWNER, Input, Link, Reading
from outreach.sources.introductions import Introductions
from outreach.sources.mail_headers import Message
from outreach.sources.pairs import Pairs, Sum
from outreach.text import clean

MOST_RECIPIENTS = 10  # a message to more says nothing about who knows whom
_HEADER = (
    b"from:",
    b"received:",
    b"return-path:",
    b"delivered-to:",
    b"date:",
    b"message-id:",
    b"mime-version:",
    b"to:",
    b"subject:",
    b"x-",
)


def recognises(name: str, head: bytes) -> str:
    """Return `mailbox` or `mail message`, from a separator line or headers at the top; else ""."""
    if mbox.is_mailbox(head):
        return "mailbox"
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in (".mbox", ".mbx"):
        return "mailbox"
    return "mail message" if suffix == ".eml" and head.lstrip(b"\xef\xbb\xbf\r\n ").lower().startswith(_HEADER) else ""


def read(file: Input, progress: Callable[[int], None] | None = None) -> Reading:
    """Read all messages between people in memory that does not grow with the file.

    Gives a `mail` link per pair who wrote to each other or were written to together: `count` messages, `weight` the sum
    of 1/(n-1) over them with n people each, `out` those that the first of the pair sent (for OWNER: that I sent). An
    `introduction` links the introducer with both people. `progress` is called with the bytes read so far.
    """
    reading = Reading(file.name, recognises(file.name, b""), "mail")
    collected = _Collected(file.seen)
    for header in _headers(file, reading):
        reading.rows += 1
        found = mail_headers.message(header.data)
        if why := found if isinstance(found, str) else collected.take(found):
            reading.skipped[why] = reading.skipped.get(why, 0) + 1
        if progress:
            progress(header.position)
    collected.give(reading, file.me)
    return reading


def _headers(file: Input, reading: Reading) -> Iterator[mbox.Header]:
    """Yield headers up to where the file is damaged, if it is."""
    try:
        yield from mbox.headers(file)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        reading.problems.append(Problem(file.name, f"damaged after {reading.rows} messages: {clean(str(error))}"))


@dataclass(slots=True)
class _Collected:
    """Sums over all messages not `seen` before."""

    seen: set[int]
    pairs: Pairs = field(default_factory=lambda: Pairs("mail", together_with_me=False))
    introductions: Introductions = field(default_factory=Introductions)

    def take(self, message: Message) -> str:
        """Add one message; return why it was left out, "" where it was not."""
        if not message.recipients:
            return "no recipient"
        if len(message.recipients) > MOST_RECIPIENTS:
            return f"more than {MOST_RECIPIENTS} recipients"
        if message.id and hash(message.id) in self.seen:
            return "the same message again"
        self.seen.add(hash(message.id))
        self.pairs.total += 1
        self.pairs.owners.update([message.delivered] if message.delivered else [])
        people = [pair for pair in (message.sender, *message.recipients) if mail_headers.is_person(pair[1])]
        for name, address in people:
            self.pairs.took_part(name, address)
        self._add(message, [address for _, address in people if address != message.sender[1]])
        self.introductions.take(message)
        return ""

    def _add(self, message: Message, recipients: list[str]) -> None:
        sender, weight = message.sender[1], 1 / len(message.recipients)
        if mail_headers.is_person(sender):
            for address in recipients:
                self.pairs.written.setdefault((sender, address), Sum()).add(1, weight, message.day)
        for pair in combinations(sorted(recipients), 2):
            self.pairs.together.setdefault(pair, Sum()).add(1, weight, message.day)

    def give(self, reading: Reading, me: frozenset[str]) -> None:
        """Write mentions, links and introductions into `reading`."""
        places = self.pairs.give(reading, me)
        if OWNER not in places.values() and self.pairs.total:
            text = "no address here is known to be yours, so only ties between others were read"
            reading.problems.append(Problem(reading.file, text))
        for found in self.introductions.found():
            for person in found.people:
                if found.by in places and person in places and places[found.by] != places[person]:
                    a, b = sorted((places[found.by], places[person]))
                    evidence = f"introduced in “{found.subject}”" if found.subject else "introduced by mail"
                    out = int(places[found.by] == a)
                    reading.links.append(Link(a, b, "introduction", date=found.day, out=out, evidence=evidence))
