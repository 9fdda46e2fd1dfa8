"""Measure the judge of pitches on labelled messages nobody fitted anything to.

    python tests/evaluation/tone.py [FILE …]

Without a file: those of tests/evaluation/tone: train*.jsonl, which the weights were fitted on and so flatter, and
heldout*.jsonl, an unseen author each, whose numbers count, one by one and together. `unsure` counts as wrong. Groups of
fewer than 40 messages get no percentages.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from outreach import tone  # noqa: E402  (run as a script from anywhere)

HERE = Path(__file__).parent / "tone"
HELD_OUT = sorted(HERE.glob("heldout*.jsonl"))
ENOUGH, TOLD = 40, 4  # messages from which a group gets a percentage, and a line
AIMS = {"plain correct": 0.95, "disguised correct": 0.75, "false alarms": 0.05, "unsure": 0.10}


def judged(path: Path) -> list[dict[str, str]]:
    """Return the labelled messages of `path`, each with the judge's `verdict`."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [row | {"verdict": tone.judge(row["text"]).verdict} for row in rows]


def share(part: int, whole: int) -> str:
    """Return `part` of `whole`, with a percentage when the group is large enough for one."""
    return f"{part:4} of {whole:4}" + (f"  {part / whole:6.1%}" if whole >= ENOUGH else "        ")


def measures(rows: list[dict[str, str]]) -> dict[str, tuple[int, int]]:
    """Return the counts behind each measure: (how many, of how many)."""
    pitches = [row for row in rows if row["label"] == "pitch"]
    friendly = [row for row in rows if row["label"] == "friendly"]
    caught = sum(row["verdict"] == "pitch" for row in pitches)
    alarms = sum(row["verdict"] == "pitch" for row in friendly)
    right = {level: [row["verdict"] == row["label"] for row in rows if row["difficulty"] == level] for level in
             ("plain", "disguised")}  # fmt: skip
    return {
        "precision": (caught, caught + alarms),
        "recall": (caught, len(pitches)),
        "false alarms": (alarms, len(friendly)),
        "unsure": (sum(row["verdict"] == "unsure" for row in rows), len(rows)),
        "correct": (sum(row["verdict"] == row["label"] for row in rows), len(rows)),
        "plain correct": (sum(right["plain"]), len(right["plain"])),
        "disguised correct": (sum(right["disguised"]), len(right["disguised"])),
    }


def show(title: str, rows: list[dict[str, str]]) -> None:
    """Print the measures of judged messages, and whether an aim is missed."""
    found = measures(rows)
    print(f"\n{title}: {len(rows)} messages")
    for name, (part, whole) in found.items():
        print(f"  {name:18} {share(part, whole)}" + (f"   aim {AIMS[name]:.0%}" if name in AIMS else ""))
    caught, flagged = found["precision"]
    print(f"  {'F1':18} {2 * caught / max(flagged + found['recall'][1], 1):.3f}")
    for field in ("difficulty", "language", "kind"):
        groups = defaultdict(list)
        for row in rows:
            groups[f"{row['label']} {row[field]}" if field != "language" else row[field]].append(row)
        print(f"  by {field}:")
        for group, members in sorted(groups.items()):
            if len(members) < TOLD:
                continue
            right = sum(row["verdict"] == row["label"] for row in members)
            print(f"    {group:36} {share(right, len(members))}")
    if not all(_met(name, part, whole) for name, (part, whole) in found.items()):
        print("  an aim is missed")


def _met(name: str, part: int, whole: int) -> bool:
    if name not in AIMS or not whole:
        return True
    return part / whole <= AIMS[name] if name in ("false alarms", "unsure") else part / whole >= AIMS[name]


def main() -> None:
    """Measure the files named, or those of the project."""
    paths = [Path(name) for name in sys.argv[1:]] or [*sorted(HERE.glob("train*.jsonl")), *HELD_OUT]
    heldout = []
    for path in paths:
        rows = judged(path)
        show(path.name, rows)
        heldout += rows if path.name.startswith("heldout") else []
    if heldout:
        show("held out, together", heldout)


if __name__ == "__main__":
    main()
