"""Measure the fit of words: do those who fit a wish come before those who do not, and is a "likely" one right?

    python -m tests.evaluation.fit_pairs [-v]

A pair is a wish and one text with a grade: 2 fits, 1 fits somewhat, 0 does not. nDCG@6 per wish (gain 2^grade - 1,
Järvelin & Kekäläinen 2002), ties broken against us; precision and recall of grades 1 and 2 at the threshold in use.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from math import log2
from pathlib import Path

from outreach.words.fit import LIKELY, Matcher

FOLDER = Path(__file__).parent / "fit"
FIELDS = ("headline", "position", "company", "industry", "about")
TOP = 6

Scored = list[tuple[float, int, str]]


def pairs(half: str) -> dict[tuple[str, str], list[tuple[dict[str, str], int]]]:
    """Return the graded texts of one half ("first" or "second") by (kind, wish)."""
    found: dict[tuple[str, str], list[tuple[dict[str, str], int]]] = defaultdict(list)
    for line in (FOLDER / f"{half}.jsonl").read_text("utf-8").splitlines():
        pair = json.loads(line)
        fields = {name: pair[name] for name in FIELDS if name in pair}
        found[pair["kind"], pair["wanted"]].append((fields, pair["fits"]))
    return found


def score(kind: str, wanted: str, texts: list[tuple[dict[str, str], int]]) -> Scored:
    """Return (strength, grade, text), strongest first, the worse grade first among equals."""
    matcher = Matcher([wanted], kind)
    scored = []
    for fields, grade in texts:
        found = matcher.find(fields)
        scored.append((found[0].strength if found else 0.0, grade, " / ".join(fields.values())))
    return sorted(scored, key=lambda one: (-one[0], one[1]))


def ndcg(scored: Scored) -> float:
    """Return nDCG@6 of one wish."""
    gains = [2**grade - 1 for _, grade, _ in scored]
    best = _gain(sorted(gains, reverse=True))
    return _gain(gains) / best if best else 1.0


def _gain(gains: list[int]) -> float:
    return sum(gain / log2(place + 2) for place, gain in enumerate(gains[:TOP]))


def report(half: str, verbose: bool) -> None:
    """Print the measures of one half by kind, and with `verbose` every wish with what went wrong."""
    by_kind: dict[str, list[Scored]] = defaultdict(list)
    for (kind, wanted), texts in pairs(half).items():
        scored = score(kind, wanted, texts)
        by_kind[kind].append(scored)
        if verbose:
            print(f"  {kind} {wanted}: {ndcg(scored):.3f}")
            for strength, grade, text in scored:
                if (strength >= LIKELY) != (grade == 2):
                    print(f"      {strength:.2f} grade {grade}: {text}")
    for kind, each in (*sorted(by_kind.items()), ("all", [scored for some in by_kind.values() for scored in some])):
        print(f"{half} {kind}: {_line(each)}")


def _line(each: list[Scored]) -> str:
    likely = [grade for scored in each for strength, grade, _ in scored if strength >= LIKELY]
    fitting = [strength for scored in each for strength, grade, _ in scored if grade == 2]
    precision = sum(grade > 0 for grade in likely) / len(likely) if likely else 1.0
    recall = sum(strength >= LIKELY for strength in fitting) / len(fitting) if fitting else 1.0
    mean = sum(map(ndcg, each)) / len(each)
    return (
        f"nDCG@6 {mean:.3f}, precision {precision:.3f}, recall of grade 2 {recall:.3f} at {LIKELY} ({len(each)} wishes)"
    )


def main() -> None:
    """Measure every part: the first was seen as the lexicon grew, of the second only totals, the third not at all."""
    for half in ("first", "second", "third"):
        if (FOLDER / f"{half}.jsonl").exists():
            report(half, "-v" in sys.argv)


if __name__ == "__main__":
    main()
