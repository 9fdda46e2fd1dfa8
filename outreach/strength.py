"""How well I know a connection: a number from 0 to 1 out of what the files show, with the sentences that say so.

After Gilbert & Karahalios, "Predicting tie strength with social media" (2009): two-way exchange and its recency tell
most, what people wrote about each other in public comes next, and a bare connection tells next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import prod, sqrt
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

BARE = 0.05  # a connection of which nothing else is known
TYPICAL_MESSAGES = 12.0  # guess: a dozen messages both ways is a normal working acquaintance
HALF_LIFE_DAYS = 730.0  # guess: an exchange counts half after two years without a word
FADED = 0.35  # … and never less than this share: old friends stay friends


@dataclass(frozen=True, slots=True)
class Evidence:
    """What all files together show of the tie between me and one connection. Zero, None and empty mean "not known"."""

    connected: date | None = None
    sent: int = 0
    received: int = 0
    last_message: date | None = None
    mails_sent: int = 0
    mails_received: int = 0
    last_mail: date | None = None
    meetings: float = 0.0
    last_meeting: date | None = None
    recommended_me: bool = False
    recommended_by_me: bool = False
    endorsed_me: int = 0
    endorsed_by_me: int = 0
    note: str = ""
    shared_employers: tuple[str, ...] = ()
    how: str = ""
    closeness: float | None = None


def saturating(count: ArrayLike, typical: float) -> NDArray[Any]:
    """Return the strength, 0 to 1, of `count` contacts where `typical` is the middle count of those who have any.

    `(w + k/4) / (w + k + k/4)`: a tie without a single contact still is a tie (0.2), the typical one has 0.56, and ten
    times as much hardly more than five times as much. `count` may be fractional and NaN stays NaN; `typical` > 0.
    """
    count = np.asarray(count, float)
    return (count + typical / 4) / (count + typical + typical / 4)


def strength(evidence: Evidence, today: date) -> float:
    """Return how strong the tie is, 0 to 1. A `closeness` that the user gave replaces everything else."""
    if evidence.closeness is not None:
        return min(max(evidence.closeness / 5, 0.0), 1.0)
    return round(1 - prod(1 - part for part in _parts(evidence, today)), 4)


def _parts(evidence: Evidence, today: date) -> Iterator[float]:
    """Independent signs of a tie, each 0 to 1: the chance that at least one of them is right is the strength."""
    yield BARE
    yield 0.8 * _exchange(evidence.sent, evidence.received, evidence.last_message, today)
    yield 0.8 * _exchange(evidence.mails_sent, evidence.mails_received, evidence.last_mail, today)
    yield 0.6 * _grown(evidence.meetings, 4.0) * _fading(evidence.last_meeting, today)
    yield 0.45 * evidence.recommended_me
    yield 0.45 * evidence.recommended_by_me
    yield 0.2 * _grown(evidence.endorsed_me, 4.0) + 0.2 * _grown(evidence.endorsed_by_me, 4.0)
    yield 0.2 * bool(evidence.note)
    yield 0.25 * bool(evidence.shared_employers)
    if evidence.connected:
        yield 0.1 * _grown(max((today - evidence.connected).days, 0) / 365, 8.0)


def _grown(count: float, typical: float) -> float:
    """Saturating share that starts at 0 for nothing: half at `typical`."""
    return count / (count + typical) if count > 0 else 0.0


def _exchange(sent: int, received: int, last: date | None, today: date) -> float:
    """Messages count when both write: the geometric mean, so that a one-sided series of pitches proves nothing."""
    both = 2 * sqrt(sent * received) + 0.2 * sent * (received == 0)
    return _grown(both, TYPICAL_MESSAGES) * _fading(last, today)


def _fading(last: date | None, today: date) -> float:
    if last is None:
        return FADED
    age = max((today - last).days, 0)
    return float(FADED + (1 - FADED) * 0.5 ** (age / HALF_LIFE_DAYS))


def sentences(evidence: Evidence) -> tuple[str, ...]:
    """Return what the tie rests on, in words that can be checked against the files, the most telling first."""
    return tuple(_sentences(evidence))


def _sentences(evidence: Evidence) -> Iterator[str]:
    if evidence.closeness is not None:
        yield f"closeness {evidence.closeness:g} of 5, set by you"
    if evidence.how:
        yield evidence.how
    yield from _contacts("message", evidence.sent, evidence.received, evidence.last_message)
    yield from _contacts("mail", evidence.mails_sent, evidence.mails_received, evidence.last_mail)
    if evidence.meetings:
        yield _counted(round(evidence.meetings) or 1, "meeting") + _lately(evidence.last_meeting)
    if evidence.recommended_me:
        yield "wrote a recommendation for you"
    if evidence.recommended_by_me:
        yield "you wrote a recommendation for them"
    if evidence.endorsed_me or evidence.endorsed_by_me:
        yield f"endorsed you for {evidence.endorsed_me}, you them for {evidence.endorsed_by_me}"
    if evidence.note:
        yield "you keep a note about them"
    if evidence.shared_employers:
        yield "both worked at " + ", ".join(evidence.shared_employers)
    if evidence.connected:
        yield f"connected since {evidence.connected:%Y-%m-%d}"


def _contacts(noun: str, sent: int, received: int, last: date | None) -> Iterator[str]:
    if sent + received:
        sides = "" if sent and received else ", all from you" if sent else ", none from you"
        yield _counted(sent + received, noun) + sides + _lately(last)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _lately(last: date | None) -> str:
    return f", last {last:%Y-%m-%d}" if last else ""
