"""Mailboxes and single messages: who writes to whom, how often, and who introduced whom. Headers only, never a body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from pathlib import PurePosixPath

from outreach.model import Problem
from outreach.sources import mail_headers, mbox
from outreach.sources.base import OWNER, Input, Link, Mention, Reading
from outreach.sources.introductions import Introductions
from outreach.sources.mail_headers import Message
from outreach.text import fold

MOST_RECIPIENTS = 10  # a message to more says nothing about who knows whom
MINE_FROM = 0.6  # the share of messages an address takes part in that makes it mine, where nothing else tells
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
    collected = _Collected()
    for header in mbox.headers(file):
        reading.rows += 1
        found = mail_headers.message(header.data)
        if why := found if isinstance(found, str) else collected.take(found):
            reading.skipped[why] = reading.skipped.get(why, 0) + 1
        if progress:
            progress(header.position)
    collected.give(reading, file.me)
    return reading


@dataclass(slots=True)
class _Sum:
    """What is known of one pair."""

    count: int = 0
    weight: float = 0.0
    last: date | None = None
    out: int = 0

    def add(self, count: int, weight: float, day: date | None, out: int = 0) -> None:
        self.count += count
        self.weight += weight
        self.out += out
        self.last = max(filter(None, (self.last, day)), default=None)


@dataclass(slots=True)
class _Collected:
    """Sums over all messages, by address; as large as the number of people, not of messages."""

    names: dict[str, Counter[str]] = field(default_factory=dict)
    written: dict[tuple[str, str], _Sum] = field(default_factory=dict)  # sender, recipient
    together: dict[tuple[str, str], _Sum] = field(default_factory=dict)  # two recipients of one message
    taking_part: Counter[str] = field(default_factory=Counter)
    delivered: Counter[str] = field(default_factory=Counter)
    introductions: Introductions = field(default_factory=Introductions)
    ids: set[int] = field(default_factory=set)
    messages: int = 0

    def take(self, message: Message) -> str:
        """Add one message; return why it was left out, "" where it was not."""
        if not message.recipients:
            return "no recipient"
        if len(message.recipients) > MOST_RECIPIENTS:
            return f"more than {MOST_RECIPIENTS} recipients"
        if message.id and hash(message.id) in self.ids:
            return "the same message again"
        self.ids.add(hash(message.id))
        self.messages += 1
        self.delivered[message.delivered] += 1
        people = [message.sender, *message.recipients]
        people = [
            pair for pair in people if not mail_headers.is_machine(pair[1]) and not mail_headers.is_shared(pair[1])
        ]
        for name, address in people:
            self.names.setdefault(address, Counter())[name] += 1
            self.taking_part[address] += 1
        self._add(message, [address for _, address in people if address != message.sender[1]])
        self.introductions.take(message)
        return ""

    def _add(self, message: Message, recipients: list[str]) -> None:
        sender, weight = message.sender[1], 1 / len(message.recipients)
        if sender in self.names:
            for address in recipients:
                self.written.setdefault((sender, address), _Sum()).add(1, weight, message.day)
        for pair in combinations(sorted(recipients), 2):
            self.together.setdefault(pair, _Sum()).add(1, weight, message.day)

    def give(self, reading: Reading, me: frozenset[str]) -> None:
        """Write mentions and links into `reading`, in the order of the addresses."""
        mine = self._mine(me)
        if not mine and self.messages:
            text = "no address here is known to be yours, so only ties between others were read"
            reading.problems.append(Problem(reading.file, text))
        places = dict.fromkeys(mine, OWNER)
        for address in sorted(self.names.keys() - mine):
            places[address] = len(reading.mentions)
            reading.mentions.append(Mention(name=self._name(address), emails=(address,)))
        sums: dict[tuple[int, int], _Sum] = {}
        for (sender, recipient), total in sorted(self.written.items()):
            a, b = sorted((places[sender], places[recipient]))
            out = total.count if places[sender] == a else 0
            sums.setdefault((a, b), _Sum()).add(total.count, total.weight, total.last, out)
        for (one, other), total in sorted(self.together.items()):
            a, b = sorted((places[one], places[other]))
            if a != OWNER:
                sums.setdefault((a, b), _Sum()).add(total.count, total.weight, total.last)
        for (a, b), total in sorted(sums.items()):
            if a != b:
                weight = round(total.weight, 6)
                reading.links.append(Link(a, b, "mail", weight, total.count, total.last, total.out))
        self._introduce(reading, places)

    def _introduce(self, reading: Reading, places: dict[str, int]) -> None:
        for found in self.introductions.found():
            for person in found.people:
                a, b = sorted((places.get(found.by, OWNER - 1), places.get(person, OWNER - 1)))
                if OWNER <= a < b:
                    evidence = f"introduced in “{found.subject}”" if found.subject else "introduced by mail"
                    out = int(places[found.by] == a)
                    reading.links.append(Link(a, b, "introduction", date=found.day, out=out, evidence=evidence))

    def _mine(self, me: frozenset[str]) -> set[str]:
        """Return my addresses: told, else with my name, else where mail is delivered, else nearly everywhere."""
        known = {fold(word) for word in me}
        mine = {address for address in self.names if address in known or fold(self._name(address)) in known}
        if not mine:
            mine = {address for address, _ in self.delivered.most_common(1) if address in self.names}
        if not mine and self.messages >= 5:
            most = max(self.taking_part.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
            mine = {most[0]} if most[1] >= MINE_FROM * self.messages else set()
        return mine

    def _name(self, address: str) -> str:
        names = [(count, len(name), name) for name, count in self.names[address].items() if name]
        return max(names, default=(0, 0, ""))[2]
