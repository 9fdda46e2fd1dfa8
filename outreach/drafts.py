"""One message for one suggestion: choose a shape, fill in true facts, check length, variety and tone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from outreach import fields as known
from outreach import render, specifics, variety
from outreach.fields import Fields
from outreach.model import Draft, Fact, Mutual, Person, Suggestion
from outreach.specifics import Sender as Sender
from outreach.text import units

KINDS = ("connect", "ask", "thanks", "congratulate", "offer", "decline", "export")
TONES = ("plain", "warm", "formal", "brief")
_LIMITS = {"ask": 900, "thanks": 200, "congratulate": 250, "offer": 400, "decline": 160, "export": 600}
_NOTES = {"free": 200, "premium": 300}
_SPARE = 5  # the site may count line breaks otherwise
_PARAGRAPH = 450  # of a request: the personal part, and the lines to forward
_JUDGED = 40  # ways to say it that are looked at before a kind of note is given up

Choices = list[list[variety.Said | None]]


def limit(kind: str, account: str = "free") -> int:
    """Return how many UTF-16 units a message of `kind` may have; an invitation's note depends on the account."""
    return _NOTES.get(account, _NOTES["free"]) if kind == "connect" else _LIMITS[kind]


@dataclass(frozen=True, slots=True)
class _Letter:
    """Everything needed to look for the words of one message."""

    kind: str
    language: str
    tone: str
    limit: int
    key: str
    fields: Fields
    shapes: tuple[render.Shape, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes messages for one sender. `templates` is the user's own folder, `sent` the last notes really sent."""

    sender: Sender
    templates: Path | None = None
    sent: Sequence[str] = ()

    def write(
        self, kind: str, suggestion: Suggestion, *, tone: str = "plain", language: str = "", facts: Sequence[Fact] = ()
    ) -> Draft | None:
        """Return one draft, the same for the same input; None where nothing true can be said (see `silence`).

        `language` "" follows the receiver. `facts` add to what is known: `need` and `give` of an offer, `new_role` and
        `new_company` of a congratulation. Raises `TemplateError` for a template that is refused.
        """
        letter = self._prepare(kind, suggestion, tone, language, facts)
        return None if isinstance(letter, str) else _compose(letter, self._sent_runs(), self.sent)[0]

    def batch(
        self, kind: str, suggestions: Sequence[Suggestion], *, tone: str = "plain", language: str = ""
    ) -> list[Draft | None]:
        """Return a draft for each suggestion, in order, no two of one language with five words of wording in common."""
        letters = [self._prepare(kind, suggestion, tone, language, ()) for suggestion in suggestions]
        ready = [(place, letter) for place, letter in enumerate(letters) if isinstance(letter, _Letter)]
        ready.sort(key=lambda item: (_ways(item[1]), item[0]))  # who can be told little is served first
        drafts: list[Draft | None] = [None] * len(letters)
        taken = self._sent_runs()
        for place, letter in ready:
            drafts[place], used = _compose(letter, taken, self.sent)
            taken = taken | used
        return drafts

    def silence(
        self, kind: str, suggestion: Suggestion, *, tone: str = "plain", language: str = "", facts: Sequence[Fact] = ()
    ) -> str:
        """Return the sentence that says why `write` gives nothing; "" where it gives a draft."""
        letter = self._prepare(kind, suggestion, tone, language, facts)
        if isinstance(letter, str):
            return letter
        drafted = _compose(letter, self._sent_runs(), self.sent)[0]
        return "" if drafted else f"no {kind} note fits {suggestion.person.name} without cutting something"

    def _sent_runs(self) -> set[variety.Run]:
        return {run for text in self.sent for run in variety.runs(variety.plain_words(text))}

    def _prepare(
        self, kind: str, suggestion: Suggestion, tone: str, language: str, facts: Sequence[Fact]
    ) -> _Letter | str:
        mutual = _mutual(kind, suggestion)
        if kind in ("connect", "ask") and mutual is None:
            return f"no mutual connection of {suggestion.person.name} may be named in a note; ask one of them instead"
        receiver = mutual.person if kind == "ask" and mutual else suggestion.person
        spoken = language or self._language(receiver)
        found = render.note_file(self.templates, spoken, kind, tone) or render.note_file(None, "en", kind, tone)
        if found is None:
            return f"there is no template for {kind} notes"
        fields = Fields()
        known.greet(fields, receiver, _first(receiver), spoken, tone)
        findings = _mention_mutual(fields, kind, mutual, spoken)
        told = specifics.find(suggestion, self.sender, spoken)
        known.mention(fields, told)
        known.mention(fields, facts)
        known.present(fields, self.sender, spoken)
        if kind == "ask":
            fields.put("target", suggestion.person.name, f"name of {suggestion.person.id}")
            target = _first(suggestion.person) or suggestion.person.name
            fields.put("target_first", target, f"name of {suggestion.person.id}")
        if kind == "connect" and not told:
            findings += (f"nothing particular is known about {suggestion.person.name}: a plain short note",)
        shapes = render.read_shapes(*found, known.KNOWN)
        units_free = limit(kind, self.sender.account) - _SPARE
        return _Letter(kind, spoken, tone, units_free, suggestion.person.id, fields, shapes, findings)

    def _language(self, receiver: Person) -> str:
        return self.sender.languages[0] if self.sender.languages else "en"


def _mutual(kind: str, suggestion: Suggestion) -> Mutual | None:
    """The best mutual connection: who may be named, except in a request to that very connection."""
    return next((mutual for mutual in suggestion.via if mutual.may_name or kind == "ask"), None)


def _mention_mutual(fields: Fields, kind: str, mutual: Mutual | None, language: str) -> tuple[str, ...]:
    if mutual is None:
        return ()
    how = known.introduce(fields, mutual, _first(mutual.person), language)
    if mutual.how and not fields.values["how"]:
        spoken = f" ({how.language})" if how.language else ""
        return (f"how you know {mutual.person.name} is said in another language{spoken} and left out",)
    return ()


def _first(person: Person) -> str:
    return person.first


def _ways(letter: _Letter) -> int:
    """How many lines can be used at all: the fewer, the harder it is to sound like nobody else."""
    return sum(len(choice) for _, choices in _rendered(letter, letter.fields, ()) for choice in choices)


def _compose(letter: _Letter, taken: set[variety.Run], sent: Sequence[str]) -> tuple[Draft | None, set[variety.Run]]:
    """Find the first good draft and its runs: at its best, else with shared wording, else without the first name."""
    nameless = Fields(
        {**letter.fields.values, "first": "", "hello": known.nameless(letter.language)}, letter.fields.facts
    )
    for fields, avoid in ((letter.fields, taken), (letter.fields, set[variety.Run]()), (nameless, set[variety.Run]())):
        for paragraphs, lines in _solutions(letter, fields, avoid, sent):
            text = "\n\n".join(paragraphs)
            if not _judged(text):
                continue
            runs = variety.runs([word for line in lines for word in variety.wording(line)])
            shared = ("shares a run of words with another note: change a word or two",) if runs & taken else ()
            told = [fields.facts[number] for line in lines for number in variety.values(line)]
            draft = Draft(
                kind=letter.kind,
                text=text,
                limit=letter.limit + _SPARE,
                length=units(text),
                findings=letter.findings + shared,
                language=letter.language,
                tone=letter.tone,
                facts=tuple(dict.fromkeys(told)),
            )
            return draft, runs
    return None, set()


def _solutions(
    letter: _Letter, fields: Fields, avoid: set[variety.Run], sent: Sequence[str]
) -> Iterator[tuple[list[str], list[str]]]:
    """Yield paragraphs as they are read and the marked lines they are made of, the most particular first."""
    looked = 0
    for shape, choices in _rendered(letter, fields, sent):
        for chosen in variety.search(choices, letter.limit, avoid.__contains__):
            looked += 1
            if looked > _JUDGED:
                return
            paragraphs = _paragraphs(shape, chosen)
            if letter.kind != "ask" or all(units(text) <= _PARAGRAPH for text in paragraphs):
                yield paragraphs, [said.text for said in chosen if said]


def _rendered(letter: _Letter, fields: Fields, sent: Sequence[str]) -> list[tuple[render.Shape, Choices]]:
    """The shapes that can be used, each with its lines as they would be said, the most particular first."""
    usable = []
    told = [" ".join(variety.plain_words(text)) for text in sent]
    for number, shape in enumerate(letter.shapes):
        groups = [group for paragraph in shape.paragraphs for group in paragraph]
        choices = [_said(group, fields, f"{letter.key}/{number}/{place}", told) for place, group in enumerate(groups)]
        if all(choices):
            weight = sum(max((said.weight for said in choice if said), default=0) for choice in choices)
            turn = (number + crc32(letter.key.encode())) % len(letter.shapes)
            usable.append((-weight, turn, number, shape, choices))
    return [(shape, choices) for _, _, _, shape, choices in sorted(usable, key=lambda item: item[:3])]


def _said(
    group: tuple[render.Line | None, ...], fields: Fields, key: str, sent: Sequence[str]
) -> list[variety.Said | None]:
    """The lines of one choice that can be said, in turn by `key`, unsaid and particular ones first."""
    said: list[tuple[bool, int, int, variety.Said | None]] = []
    usable = fields.known()
    for place, line in enumerate(group):
        turn = (place + crc32(key.encode())) % len(group)
        if line is None:
            said.append((True, 0, turn, None))
        elif line.needs <= usable:
            text = render.fill(line, fields.values)
            weight = sum(known.KNOWN[name][1] for name in line.needs)
            pieces = variety.literals(text)
            seen = bool(pieces) and any(all(piece in note for piece in pieces) for note in sent)
            said.append((seen, -weight, turn, variety.Said(text, weight)))
    return [item for *_, item in sorted(said, key=lambda entry: entry[:3])]


def _paragraphs(shape: render.Shape, chosen: Sequence[variety.Said | None]) -> list[str]:
    rest = list(chosen)
    paragraphs = []
    for groups in shape.paragraphs:
        said, rest = rest[: len(groups)], rest[len(groups) :]
        paragraphs.append(tidy(" ".join(variety.unmarked(line.text) for line in said if line)))
    return [text for text in paragraphs if text]


def tidy(text: str) -> str:
    """Return `text` with single spaces and no doubled full stop where a name ends in one."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"(?<!\.)\.(\)?[”\"]?)\.(?!\.)", r".\1", text)
    return re.sub(r" ([,.;])", r"\1", text)


def _judged(text: str) -> bool:
    return bool(text)
