"""`outreach tone`: a text, or many of them line by line, each with its verdict and the words that told."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO

from outreach.text import clean_lines
from outreach.tone import Verdict, judge, judge_lines


def judged(stream: IO[str], kind: str, name: str = "-") -> Iterator[str]:
    """Yield what to print: one answer for a text, one line for each line of JSONL (by `kind`, name or content)."""
    lines = iter(stream)
    first = next(lines, "")
    if kind == "jsonl" or name.endswith(".jsonl") or _is_record(first):
        yield from (answer.rstrip("\n") + "\n" for answer in judge_lines(chain([first], lines)))
        return
    verdict = judge(first + "".join(lines))
    yield _json(verdict) if kind == "json" else text(verdict)


def _is_record(line: str) -> bool:
    if not line.lstrip().startswith("{"):
        return False
    try:
        record = json.loads(line)
    except ValueError:
        return False
    return isinstance(record, dict) and "text" in record


def text(verdict: Verdict) -> str:
    """Return the verdict as lines a person reads, text from the message made safe to show."""
    signals = _grouped((signal.kind, clean_lines(signal.text)) for signal in verdict.signals)
    return f"{verdict.verdict} ({verdict.score:.2f})\n" + "".join(f"  {kind}: {words}\n" for kind, words in signals)


def _grouped(signals: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    found: dict[str, list[str]] = {}
    for kind, words in signals:
        found.setdefault(kind.replace("_", " "), []).append(f'"{words}"' if words else "")
    return [(kind, ", ".join(word for word in words if word)) for kind, words in found.items()]


def _json(verdict: Verdict) -> str:
    signals = [{"kind": signal.kind, "text": signal.text} for signal in verdict.signals]
    data = {"verdict": verdict.verdict, "score": round(verdict.score, 2), "signals": signals}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
