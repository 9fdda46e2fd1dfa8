"""What notes already sent said in the words of a template, the values of its fields taken out again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from outreach import render
from outreach.notes import fields, variety
from outreach.notes.variety import Past

_LONGEST_VALUE = 200  # characters between two pieces of one line
_OURS = frozenset(
    ("a", "an", "my", "our", "the", "is", "has", "been")
)  # words of our own that `fields` puts before a value


def past(sent: Sequence[str], shapes: Iterable[render.Shape], language: str, tone: str) -> Past:
    """Return the past that `sent` notes are, told apart from their values by the lines of a template.

    What no line explains counts as wording too where it stands together: the user may have changed a word or two.
    """
    if not sent:
        return Past()
    lines = [line for shape in shapes for part in shape.paragraphs for choice in part for line in choice if line]
    anybody = [fields.anybody(language, tone, named).values for named in (True, False)]
    patterns = {(line.place, *variety.literals(render.fill(line, values))) for line in lines for values in anybody}
    notes = [f" {' '.join(variety.words(text))} " for text in sent]
    told: set[variety.Run] = set()
    places: set[str] = set()
    for note in notes:
        said = [(place, spans) for place, *pieces in sorted(patterns) if (spans := _spans(note, pieces))]
        places.update(place for place, _ in said)
        told |= variety.runs(_covered(note, [span for _, spans in said for span in spans])) | variety.runs(note.split())
    return Past(frozenset(told), frozenset(places), tuple(notes))


def _spans(note: str, pieces: Sequence[str]) -> list[tuple[int, int]]:
    """Where the pieces of one line stand closest together in a note, in order; nothing where one is missing."""
    found: list[list[tuple[int, int]]] = []
    start = note.find(f" {pieces[0]} ") if pieces else -1
    while start >= 0:
        spans = [(start, start + len(pieces[0]) + 1)]
        for piece in pieces[1:]:
            place = note.find(f" {piece} ", spans[-1][1])
            if not 0 <= place - spans[-1][1] <= _LONGEST_VALUE:
                break
            spans.append((place, place + len(piece) + 1))
        else:
            found.append(spans)
        start = note.find(f" {pieces[0]} ", start + 1)
    return min(found, key=lambda spans: spans[-1][1] - spans[0][0], default=[])


def _covered(note: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """The words of a note that a line of the template explains, and our own that follow them."""
    ours = bytearray(len(note))
    for start, end in spans:
        ours[start:end] = b"\1" * (end - start)
    found: list[str] = []
    before = False
    for match in re.finditer(r"\S+", note):
        before = bool(ours[match.start()]) or (before and match[0] in _OURS)
        found += [match[0]] * before
    return found
