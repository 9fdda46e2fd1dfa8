"""From shapes and fields to one finished text: which lines to say, whether they fit, and whether they sound like us."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from zlib import crc32

from outreach import render, tone
from outreach.errors import TemplateError
from outreach.model import Draft
from outreach.notes import variety
from outreach.notes.fields import KNOWN, Fields
from outreach.notes.search import Choices, Way, search
from outreach.notes.variety import Past
from outreach.text import units

SPARE = 5  # units; the site may count line breaks otherwise
_PARAGRAPH = 450  # of a request: the personal part, and the lines to forward
_REFUSED = 10  # lines of a shape that are dropped, one after the other, to make it friendly
_AVOIDED = 20  # ways to say it that are looked at for one without a doubtful line
_DOUBTFUL = 0.4  # unfriendliness from which a line is said only where there is no other; a guess
_SHARED = "shares five words in a row with another note: change a word or two"
_UNSAID = "how you know the mutual connection is left out: with it the note would sound like a pitch"


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything needed to look for the words of one message: `key` makes its choices its own, `limit` the site's."""

    kind: str
    language: str
    tone: str
    limit: int
    key: str
    fields: Fields
    shapes: tuple[render.Shape, ...]
    findings: tuple[str, ...] = ()


def compose(letter: Letter, past: Past) -> tuple[Draft | None, Past]:
    """Return the best draft, and the past with it; None where every way is too long or not friendly.

    Best is what is free of every run said before in the most particular shape, else what has the fewest of them. Where
    nothing can be said at all, the first name is left out, which may be what makes it too long, and then the user's
    words on the mutual, which may be what is not friendly.
    """
    nameless = replace(letter, fields=letter.fields.nameless(letter.language, letter.tone))
    silent = replace(letter, fields=letter.fields.without_how())
    for trial in (letter, nameless, silent):
        if found := _best(trial, past):
            shared, shape, chosen = found
            draft = _draft(trial, shape, chosen)
            alike = (_SHARED,) if shared else ()
            unsaid = (_UNSAID,) if trial is silent and letter.fields.values["how"] else ()
            return replace(draft, findings=(*draft.findings, *alike, *unsaid)), past.also(chosen)
    return None, past


def _best(letter: Letter, past: Past) -> tuple[int, render.Shape, Way] | None:
    """How many runs the best way shares with the past, its shape, and its lines; None where none is friendly."""
    best: tuple[int, render.Shape, Way] | None = None
    for shape, choices in _usable(letter, past):
        if chosen := _friendly(letter, shape, choices, past.runs):
            shared = _shared(chosen, past.runs)
            if best is None or shared < best[0]:
                best = shared, shape, chosen
            if not shared:
                break
    return best


def _shared(chosen: Way, taken: frozenset[variety.Run]) -> int:
    return len(Past().also(chosen).runs & taken)


def _friendly(letter: Letter, shape: render.Shape, choices: Choices, taken: frozenset[variety.Run]) -> Way:
    """The first way to choose lines that the judge of pitches lets pass, empty where there is none.

    Of what it does not let pass lines are dropped; in the end the whole is made friendlier choice by choice.
    """
    avoided: set[str] = set()
    left, chosen = choices, _first(letter, choices, taken, avoided)
    for _ in range(_REFUSED):
        if not chosen or not _objection(_text(shape, chosen)):
            break
        tried = []
        for line in sorted(filter(None, chosen), key=_doubt, reverse=True):
            rest = _without(left, line.place)
            way = _first(letter, rest, taken, avoided)
            tried.append((_price(shape, way, taken), way, rest))
            if tried[-1][0] <= (_shared(chosen, taken), 0, 0):
                break
        _, chosen, left = min(tried, key=lambda other: other[0])
    return chosen if chosen and not _objection(_text(shape, chosen)) else _friendliest(letter, shape, choices, taken)


def _price(shape: render.Shape, way: Way, taken: frozenset[variety.Run]) -> tuple[float, float, int]:
    """What speaks against a way to say it: wording said before, an unfriendly whole, little that is particular."""
    if not way:
        return math.inf, 1, 0
    verdict = _judged(_text(shape, way))
    unfriendly = 0 if verdict.verdict == "friendly" else verdict.score
    return _shared(way, taken), unfriendly, -sum(line.weight for line in way if line)


def _first(letter: Letter, choices: Choices, taken: frozenset[variety.Run], avoided: set[str]) -> Way:
    """The first way, with doubtful lines only where there are no others; their places are added to `avoided`."""
    chosen: Way = ()
    for _ in range(_AVOIDED):
        left = [
            [sorted(choice, key=lambda said: bool(said and said.place in avoided)) for choice in p] for p in choices
        ]
        chosen = next(_ways(letter, left, taken), ())
        doubtful = {line.place for line in chosen if line and _doubt(line) > _DOUBTFUL} - avoided
        if not doubtful:
            break
        avoided |= doubtful
    return chosen


def _without(choices: Choices, place: str) -> Choices:
    return [[[said for said in choice if not said or said.place != place] for choice in part] for part in choices]


def _friendliest(letter: Letter, shape: render.Shape, choices: Choices, taken: frozenset[variety.Run]) -> Way:
    """Begin with the friendliest line of each choice, and exchange one after the other for what suits best."""
    chosen = next(_ways(letter, [[sorted(choice, key=_doubt) for choice in part] for part in choices], taken), ())
    places = [(number, place) for number, part in enumerate(choices) for place in range(len(part))]
    for position in range(len(chosen)):
        if not _objection(_text(shape, chosen)):
            return chosen
        fixed = [[[chosen[places.index((n, at))]] for at in range(len(part))] for n, part in enumerate(choices)]
        number, place = places[position]
        others = []
        for line in choices[number][place]:
            fixed[number][place] = [line]
            others += [*_ways(letter, fixed, taken)]
        chosen = min(others, key=lambda way: _judged(_text(shape, way)).score, default=chosen)
    return chosen if chosen and not _objection(_text(shape, chosen)) else ()


def _ways(letter: Letter, choices: Choices, taken: frozenset[variety.Run]) -> Iterator[Way]:
    room = _PARAGRAPH if letter.kind == "ask" else letter.limit
    return search(choices, letter.limit - SPARE, room, taken)


def _doubt(said: variety.Said | None) -> float:
    return _unfriendliness(said.text) if said else 0.0


@lru_cache(maxsize=1 << 12)
def _unfriendliness(marked: str) -> float:
    """How much a line alone sounds like a pitch, 0 to 1."""
    return tone.judge(variety.unmarked(marked)).score


@lru_cache(maxsize=1 << 8)
def _judged(text: str) -> tone.Verdict:
    return tone.judge(text)


def ways(letter: Letter) -> int:
    """Return how many lines can be used at all: the fewer, the harder it is to sound like nobody else."""
    known = letter.fields.known()
    shapes = [[choice for paragraph in shape.paragraphs for choice in paragraph] for shape in letter.shapes]
    usable = [[sum(not line or line.needs <= known for line in choice) for choice in shape] for shape in shapes]
    return sum(sum(shape) for shape in usable if all(shape))


def _draft(letter: Letter, shape: render.Shape, chosen: Way) -> Draft:
    text = _text(shape, chosen)
    lines = [said.text for said in chosen if said]
    told = [letter.fields.facts[number] for line in lines for number in variety.values(line)]
    return Draft(
        kind=letter.kind,
        text=text,
        limit=letter.limit,
        length=units(text),
        findings=letter.findings,
        language=letter.language,
        tone=letter.tone,
        facts=tuple(dict.fromkeys(told)),
    )


def _usable(letter: Letter, past: Past) -> list[tuple[render.Shape, Choices]]:
    """The shapes that can be used, each with its lines as they would be said, the most particular first."""
    usable = []
    for number, shape in enumerate(letter.shapes):
        choices = [
            [_said(group, letter.fields, f"{letter.key}/{number}/{place}", past) for group in paragraph]
            for place, paragraph in enumerate(shape.paragraphs)
        ]
        if all(choice for paragraph in choices for choice in paragraph):
            weight = _particular(choices)
            turn = (number + crc32(letter.key.encode())) % len(letter.shapes)
            usable.append((-weight, turn, number, shape, choices))
    return [(shape, choices) for _, _, _, shape, choices in sorted(usable, key=lambda item: item[:3])]


def _particular(choices: Choices) -> int:
    """How particular to the receiver a shape can be: the weight of its most particular lines."""
    return sum(max((said.weight for said in choice if said), default=0) for part in choices for choice in part)


def _said(group: tuple[render.Line | None, ...], fields: Fields, key: str, past: Past) -> list[variety.Said | None]:
    """The lines of one choice that can be said: the particular ones first, of these the new ones, then by `key`."""
    said: list[tuple[int, bool, int, variety.Said | None]] = []
    known = fields.known()
    for place, line in enumerate(group):
        turn = (place + crc32(key.encode())) % len(group)
        if line is None:
            said.append((1, False, turn, None))  # left out only where there is nothing to say
        elif line.needs <= known:
            weight = sum(KNOWN[name][1] for name in line.needs)
            one = variety.Said(render.fill(line, fields.values), weight, line.place)
            said.append((-weight, past.heard(one), turn, one))
    return [item for *_, item in sorted(said, key=lambda entry: entry[:3])]


def _text(shape: render.Shape, chosen: Way) -> str:
    rest = list(chosen)
    paragraphs = []
    for groups in shape.paragraphs:
        said, rest = rest[: len(groups)], rest[len(groups) :]
        paragraphs.append(tidy(" ".join(variety.unmarked(line.text) for line in said if line)))
    return "\n\n".join(text for text in paragraphs if text)


def tidy(text: str) -> str:
    """Return `text` with single spaces, none before a comma, and no full stop where a name ends in one, or in "!"."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"(?<!\.)\.(\)?[”\"]?)\.(?!\.)", r".\1", text)
    text = re.sub(r"([!?])\.(?!\.)", r"\1", text)
    return re.sub(r" ([,.])", r"\1", text)


def refuse_pitches(shapes: Sequence[render.Shape]) -> None:
    """Raise `TemplateError` with file, line and phrase for a shape that would not be friendly, whoever reads it."""
    sample = dict.fromkeys(KNOWN, "Kim")
    for shape in shapes:
        lines = [line for paragraph in shape.paragraphs for group in paragraph for line in group if line]
        for line in lines:
            _refuse_pitch(line.place, render.fill(line, sample))
        first = [group[0] for paragraph in shape.paragraphs for group in paragraph if group[0]]
        _refuse_pitch(shape.place, " ".join(render.fill(line, sample) for line in first))


def _refuse_pitch(place: str, text: str) -> None:
    if objection := _objection(text):
        raise TemplateError(f"{place}: this would not read as a friendly note, {objection}")


def _objection(text: str) -> str:
    """What the judge of pitches has against `text`, with the phrases that told; "" for a friendly note."""
    verdict = _judged(text)
    if verdict.verdict == "friendly":
        return ""
    phrases = dict.fromkeys(signal.text for signal in verdict.signals) or (text,)
    return f"{verdict.verdict}: " + ", ".join(f"“{phrase}”" for phrase in phrases)
