"""What the shape of a conversation adds to the words: haste, series without an answer, one text from several people."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from outreach.tone import Context
from outreach.tone_words import fold, plain

SAME = 0.6  # share of common runs of three words from which two messages are one text
_RUN = 3


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation; `mine` when the reader wrote it, `at` in any one time zone, None when unknown."""

    text: str
    mine: bool = False
    at: datetime | None = None


def conversation(messages: Sequence[Message], accepted: datetime | None = None, senders: int = 0) -> Context:
    """Return what is known around the last message that is not the reader's own.

    `messages` oldest first; `accepted` is when the invitation was; `senders`: how many others sent the same text.
    """
    last = max((index for index, message in enumerate(messages) if not message.mine), default=-1)
    if last < 0:
        return Context()
    before = messages[:last]
    at = messages[last].at
    hours = (at - accepted).total_seconds() / 3600 if at and accepted else None
    return Context(
        asked=bool(before) and before[0].mine and "?" in before[0].text,
        answered=any(message.mine for message in before),
        first=not before,
        hours=hours if hours is not None and hours >= 0 and not before else None,
        unanswered=_unanswered(before),
        senders=senders,
    )


def _unanswered(before: Sequence[Message]) -> int:
    count = 0
    for message in reversed(before):
        if message.mine:
            break
        count += 1
    return count


def others_with_same_text(messages: Iterable[tuple[str, str]]) -> list[int]:
    """For each (sender, text), count the *other* senders of nearly the same text (Jaccard overlap of word runs > 0.6).

    Two sets that overlap so much share one of their rarest runs, so only those are looked up (prefix filtering:
    Chaudhuri, Ganti and Kaushik 2006).
    """
    rows = [(sender, _runs(text)) for sender, text in messages]
    rarity = Counter(run for _, runs in rows for run in runs)
    index: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    twins: list[set[str]] = [set() for _ in rows]
    for number, (sender, runs) in enumerate(rows):
        ranked = sorted(runs, key=lambda run: (rarity[run], run))
        prefix = ranked[: len(ranked) - math.ceil(SAME * len(ranked)) + 1]
        near = {other for run in prefix for other in index[run]}
        for other in near:
            if rows[other][0] != sender and _overlap(runs, rows[other][1]) > SAME:
                twins[number].add(rows[other][0])
                twins[other].add(sender)
        for run in prefix:
            index[run].append(number)
    return [len(found) for found in twins]


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = [fold(word) for word in plain(text).split()]
    return frozenset(tuple(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1))


def _overlap(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0
