"""Who introduced whom: "Jane, meet Bob" and what follows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from outreach.sources.mail_headers import Addressed, Message, words
from outreach.text import fold

WITHIN = timedelta(days=30)  # a guess: how soon people write to each other after they were introduced
MOST = 6  # recipients of an introduction; more is an announcement
_NAME = r"(?P<{}>\S(?:.{{0,60}}?\S)?)"


@dataclass(frozen=True, slots=True)
class Introduction:
    """`by` introduced two people, all by address; `subject` proves it."""

    by: str
    people: tuple[str, str]
    day: date | None
    subject: str


class Introductions:
    """Collects introductions message by message, in any order.

    A subject tells at once. Without one, whoever wrote to exactly two people that had not written to each other, and is
    no longer addressed when they do within 30 days, introduced them (a guess; the ties from the introducer to both are
    proved in any case).
    """

    def __init__(self) -> None:
        self.told: list[Introduction] = []
        self.threes: dict[tuple[str, str], Introduction] = {}
        self.direct: dict[tuple[str, str], date] = {}

    def take(self, message: Message) -> None:
        """Consider one message between people."""
        if people := introduced(message):
            self.told.append(Introduction(message.sender[1], people, message.day, message.subject))
        if message.day is None or not 1 <= len(message.recipients) <= 2:
            return
        if len(message.recipients) == 1:
            pair = _pair(message.sender[1], message.recipients[0][1])
            self.direct[pair] = min(message.day, self.direct.get(pair, message.day))
            return
        pair = _pair(message.recipients[0][1], message.recipients[1][1])
        before = self.threes.get(pair)
        if before is None or (message.day, message.sender[1]) < (before.day or date.max, before.by):
            self.threes[pair] = Introduction(message.sender[1], pair, message.day, message.subject)

    def found(self) -> list[Introduction]:
        """Return all introductions, oldest first, one per introducer and pair."""
        guessed = [
            three
            for pair, three in self.threes.items()
            if three.day and pair in self.direct and three.day < self.direct[pair] <= three.day + WITHIN
        ]
        ordered = sorted([*self.told, *guessed], key=lambda one: (one.day or date.min, one.by, one.people, one.subject))
        first: dict[tuple[str, tuple[str, str]], Introduction] = {}
        for one in ordered:
            first.setdefault((one.by, _pair(*one.people)), one)
        return list(first.values())


def introduced(message: Message) -> tuple[str, str] | None:
    """Return the two recipients whom the subject introduces to each other, None for any other message."""
    if not 2 <= len(message.recipients) <= MOST or len(message.subject) > 200:
        return None
    if _is_reply(message.subject):
        return None
    if fold(message.subject).strip(" .!:-") in _bare() and len(message.recipients) == 2:
        return message.recipients[0][1], message.recipients[1][1]
    for pattern in _patterns():
        if match := pattern.match(message.subject.strip(" .!")):
            pair = _recipients(message.recipients, match.groupdict())
            if pair:
                return pair
    return None


def _recipients(recipients: tuple[Addressed, ...], names: dict[str, str]) -> tuple[str, str] | None:
    """Return the recipients whom the names mean; where only one name is given, there must be exactly two recipients."""
    meant = [[address for name, address in recipients if _means(text, name, address)] for text in names.values()]
    if any(len(addresses) != 1 for addresses in meant):
        return None
    if len(meant) == 1:
        others = [address for _, address in recipients if address != meant[0][0]]
        return (others[0], meant[0][0]) if len(others) == 1 else None
    return (meant[0][0], meant[1][0]) if meant[0] != meant[1] else None


def _means(text: str, name: str, address: str) -> bool:
    """Tell whether `text`, a name or its first word, names the person of this name and address."""
    said = re.findall(r"\w+", fold(text))
    spelled = re.findall(r"\w+", fold(name)) or re.findall(r"[a-z]+", address.partition("@")[0])
    return bool(said and spelled) and (said[0] == spelled[0] or said == spelled[-len(said) :])


def _is_reply(subject: str) -> bool:
    head, colon, _ = subject.partition(":")
    return bool(colon) and fold(re.sub(r"\W|\d", "", head)) in words()["prefixes"]


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


@cache
def _bare() -> frozenset[str]:
    return frozenset(map(fold, words()["bare"]))


@cache
def _patterns() -> list[re.Pattern[str]]:
    patterns = [
        text.replace("{a}", _NAME.format("a")).replace("{b}", _NAME.format("b")) for text in words()["introductions"]
    ]
    return [re.compile(rf"^{pattern}$", re.I) for pattern in patterns]
