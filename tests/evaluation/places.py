"""Measure the places: how many written locations are related rightly, and whether any is wrongly called inside.

python -m tests.evaluation.places
"""

from __future__ import annotations

from pathlib import Path

from outreach.words.places import Places

PAIRS = Path(__file__).parent / "fit" / "places.tsv"


def pairs() -> list[tuple[str, str, str]]:
    """Return (wanted places, written location, right answer) of every labelled pair."""
    lines = [line.split("\t") for line in PAIRS.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [(wanted, text, answer) for wanted, text, answer in lines]


def main() -> None:
    """Print the share answered rightly, then every wrong answer."""
    wrong = [
        (wanted, text, right, found)
        for wanted, text, right in pairs()
        if (found := Places(wanted.split("; ")).relation(text)).answer != right
    ]
    total = len(pairs())
    inside = sum(found.answer == "inside" for *_, found in wrong)
    print(f"places: {total - len(wrong)}/{total} right ({1 - len(wrong) / total:.3f}), {inside} wrongly inside")
    for wanted, text, right, found in wrong:
        print(f"  {wanted} | {text}: {right} expected, {found.answer}: {found.evidence}")


if __name__ == "__main__":
    main()
