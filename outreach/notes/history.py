"""What notes already sent said in the words of a template, the values of its fields taken out again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from outreach import render
from outreach.notes import fields, variety
from outreach.notes.variety import Past

_LONGEST_VALUE = 200  # characters between two pieces of one line
_MOSTLY = 0.5  # of its words; the rest of a note of ours is names, work and how I know somebody


def past(sent: Sequence[str], shapes: Iterable[render.Shape], language: str, tone: str) -> Past:
    """Return the past that `sent` notes are, told apart from their values by the lines of a template.

    A note that is mostly somebody's own words, or of another template, counts as it stands.
    """
    if not sent:
        return Past()
    readings = _readings(tuple(shapes), language, tone)
    notes = [f" {' '.join(variety.words(text))} " for text in sent]
    told: set[variety.Run] = set()
    places: set[str] = set()
    for note in notes:
        whole = note.split()
        for lines in readings:
            said = [(place, spans) for place, *pieces in lines if (spans := _spans(note, tuple(pieces)))]
            places.update(place for place, _ in said)
            own = _covered(note, [span for _, spans in said for span in spans])
            told |= variety.runs(own)
        if len(own) < _MOSTLY * len(whole):
            told |= variety.runs(whole)
    return Past(frozenset(told), frozenset(places), tuple(notes))


@lru_cache(maxsize=32)
def _readings(shapes: tuple[render.Shape, ...], language: str, tone: str) -> list[list[tuple[str, ...]]]:
    """For all words of ours that may stand with values: the place of each line, and its words between the values."""
    lines = [line for shape in shapes for part in shape.paragraphs for choice in part for line in choice if line]
    said = [[(line.place, render.fill(line, one.values)) for line in lines] for one in fields.anybody(language, tone)]
    return [sorted({(place, *variety.literals(text)) for place, text in reading}) for reading in said]


@lru_cache(maxsize=1 << 14)
def _spans(note: str, pieces: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where the pieces of one line stand in a note, in order and near each other, as often as they do."""
    found: list[tuple[int, int]] = []
    start = note.find(f" {pieces[0]} ") if pieces else -1
    while start >= 0:
        spans = [(start, start + len(pieces[0]) + 1)]
        for piece in pieces[1:]:
            place = note.find(f" {piece} ", spans[-1][1])
            if not 0 <= place - spans[-1][1] <= _LONGEST_VALUE:
                break
            spans.append((place, place + len(piece) + 1))
        else:
            found += spans
        start = note.find(f" {pieces[0]} ", start + 1)
    return found


def _covered(note: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """The words of a note that a line of the template explains."""
    ours = bytearray(len(note))
    for start, end in spans:
        ours[start:end] = b"\1" * (end - start)
    return [match[0] for match in re.finditer(r"\S+", note) if ours[match.start()]]
