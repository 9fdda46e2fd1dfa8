"""Does a message pitch? A verdict with the words that told.

The rules stand in lexicon/tone.toml; how a message is worded counts as well, by lexicon/tone_words.tsv.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from outreach.tone_rules import lexicon
from outreach.tone_wording import wording
from outreach.tone_words import Words, hear

PITCH = 0.52
FRIENDLY = 0.48
_LONGEST = 6000
_SHOWN = 8
_TELLING = 0.15
_FAINT = (
    "wording",
    "word",
    "reader",
    "speech",
    "topic",
)  # kinds that lean a verdict without being a reason one could quote


@dataclass(frozen=True, slots=True)
class Signal:
    """What told: the kind of evidence, and the words of the message that showed it."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """`pitch`, `unsure` or `friendly`; `score` is the likelihood of a pitch, 0 to 1; strongest signals first."""

    verdict: str
    score: float
    signals: tuple[Signal, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What is known around a message; everything may be left out.

    `hours` since the invitation was accepted; `unanswered` earlier messages of the sender in a row; `senders`: how many
    others sent the same text.
    """

    asked: bool = False
    colleague: bool = False
    answered: bool = False
    first: bool = False
    hours: float | None = None
    unanswered: int = 0
    senders: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """One weighed observation: `name` of the rule, log odds, the words."""

    name: str
    weight: float
    text: str


def judge(text: str, context: Context | None = None) -> Verdict:
    """Judge one message. Quoted words and words to a filter count for nothing; no words at all is `friendly`."""
    evidence = weigh(text[:_LONGEST])
    if context is not None:
        evidence += list(_around(context, evidence))
    score = 1 / (1 + math.exp(-max(-30.0, min(30.0, _odds(evidence)))))
    verdict = "pitch" if score >= PITCH else "friendly" if score <= FRIENDLY else "unsure"
    return Verdict(verdict, round(score, 3), _signals(evidence, verdict))


def weigh(text: str) -> list[Evidence]:
    """Return what the words of `text` say for and against a pitch, without the sum."""
    words, addressed = hear(text, lexicon().addressed, lexicon().speech)
    evidence = _weigh(words)
    if not addressed or _odds(evidence) > 0:
        return evidence
    # An offer could hide in the very sentence that speaks to the filter, so the rest of that sentence is heard as well.
    words, _ = hear(text, lexicon().addressed, lexicon().speech, whole=False)
    wider = _weigh(words)
    return wider if _odds(wider) > 0 else evidence


def _odds(evidence: list[Evidence]) -> float:
    return lexicon().bias + sum(item.weight for item in evidence)


def _weigh(words: Words) -> list[Evidence]:
    evidence = [Evidence(rule.name, rule.weight, told) for rule, told in lexicon().matches(words)]
    kinds = {item.name.partition(".")[0]: item.text for item in evidence}
    evidence += [
        Evidence(pair.name, pair.weight, kinds[pair.all_of[-1]] if pair.all_of else "")
        for pair in lexicon().together
        if all(kind in kinds for kind in pair.all_of) and not any(kind in kinds for kind in pair.none_of)
    ]
    return [*evidence, Evidence("wording", *wording(words, lexicon().meanings(words)))]


def _around(context: Context, evidence: list[Evidence]) -> Iterator[Evidence]:
    selling = any(item.weight > 0 for item in evidence)
    if context.asked:
        yield Evidence("asked first", -3.0, "the reader wrote or asked first")
    if context.colleague:
        yield Evidence("colleague", -2.0, "both work in one organisation")
    if context.answered:
        yield Evidence("conversation", -1.0, "the reader has answered before")
    if context.senders:
        yield Evidence("same text", 2.5, f"the same text came from {context.senders} others")
    if context.unanswered >= 2 and selling:
        yield Evidence("unanswered", 0.5 * min(context.unanswered, 4), f"{context.unanswered} unanswered before it")
    if context.hours is not None and context.hours <= 24 and selling and not context.asked:
        yield Evidence("at once", 0.8, "within a day of accepting")


def _signals(evidence: list[Evidence], verdict: str) -> tuple[Signal, ...]:
    """What told for the verdict, strongest first (both sides when unsure); single words only where nothing else did."""
    sides = {"pitch": (1,), "friendly": (-1,), "unsure": (1, -1)}[verdict]
    told = [item for item in evidence if item.text and any(item.weight * side >= _TELLING for side in sides)]
    phrases = [item for item in told if item.name.partition(".")[0] not in _FAINT]
    ranked = sorted(phrases or told, key=lambda item: (-abs(item.weight), item.name, item.text))
    return tuple(dict.fromkeys(Signal(item.name.partition(".")[0], item.text) for item in ranked))[:_SHOWN]


def judge_lines(lines: Iterable[str]) -> Iterator[str]:
    """Judge JSONL `{"id", "text"}` line by line as JSONL; a line that cannot be read gets an `error` instead."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        yield json.dumps(_answer(line, number), ensure_ascii=False)


def _answer(line: str, number: int) -> dict[str, object]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return {"id": None, "line": number, "error": "not JSON"}
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return {"id": row.get("id") if isinstance(row, dict) else None, "line": number, "error": "no text"}
    found = judge(row["text"])
    signals = [{"kind": signal.kind, "text": signal.text} for signal in found.signals]
    return {"id": row.get("id"), "verdict": found.verdict, "score": found.score, "signals": signals}
