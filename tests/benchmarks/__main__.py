"""Run all contenders on the same files in shuffled order and print a table: `python -m tests.benchmarks [TIES …]`.

CPU seconds, not wall: the machine may be busy. Imports are told apart.
"""

from __future__ import annotations

import json
import math
import random
import statistics
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

from tests.benchmarks import mailbox, pictures
from tests.benchmarks.contenders import CONTENDERS
from tests.benchmarks.generate import generate, lay_out_workspace, zip_lists

SIZES = (10_000, 100_000, 1_000_000)
WHOLE, ZIPPED = "outreach plan, all of it", "outreach, from zips"
MOST = {  # ties up to which a contender is run
    "pandas + NetworkX, plain": 100_000,
    "NetworkX, idiomatic": 1_000_000,
    "igraph": 1_000_000,
    ZIPPED: 1_000_000,
    "polars": 1_000_000,
    WHOLE: 10_000,
    "outreach, nothing changed": 1_000_000,
}
ROUNDS = 3
ONCE_FROM = 5_000_000
FLOOR, OURS = "parse only (floor)", "outreach"
Cost = dict[str, float]


def main(sizes: list[int]) -> None:
    """Measure every size and print one table each, then how costs grow."""
    middle = {size: measure(size) for size in sizes}
    for size, costs in middle.items():
        print("\n".join(table(size, costs)), end="\n\n")
    print("\n".join(growth(middle)))


def measure(ties: int) -> dict[str, Cost]:
    """Return the median costs of every contender at this size; raises where two answers differ."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data"
        generate(folder, ties)
        if ties <= MOST[ZIPPED]:
            zip_lists(folder)
        if ties <= MOST[WHOLE]:
            lay_out_workspace(folder)
        names = [name for name in CONTENDERS if ties <= MOST.get(name, ties)]
        runs = names * (1 if ties >= ONCE_FROM else ROUNDS)
        random.Random(ties).shuffle(runs)
        found: dict[str, list[Cost]] = {name: [] for name in names}
        answers: dict[str, str] = {}
        for name in runs:
            cost = _once(name, folder)
            answers[name] = str(cost.pop("answer"))
            found[name].append(cost)
    if len(set(answers.values()) - {""}) > 1:
        raise SystemExit(f"answers differ at {ties} ties: {answers}")
    return {
        name: {key: statistics.median(run[key] for run in costs) for key in costs[0]} for name, costs in found.items()
    }


def _once(name: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.once", name, str(folder)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return dict(json.loads(told.splitlines()[-1]))


def table(ties: int, costs: dict[str, Cost]) -> list[str]:
    """Return a Markdown table of one size, the cheapest first."""
    lines = [
        f"### {ties:,} ties",
        "",
        "| way | CPU s | × floor | × outreach | peak MB | imports CPU s |",
        "|---" * 6 + "|",
    ]
    for name, cost in sorted(costs.items(), key=lambda one: one[1]["cpu"]):
        floor, ours = cost["cpu"] / costs[FLOOR]["cpu"], cost["cpu"] / costs[OURS]["cpu"]
        numbers = f"{cost['cpu']:.2f} | {floor:.1f} | {ours:.2f} | {cost['peak']:.0f} | {cost['imports']:.2f}"
        lines.append(f"| {name} | {numbers} |")
    return lines


def growth(middle: dict[int, dict[str, Cost]]) -> list[str]:
    """Return the exponents of growth from size to size: 1 is in proportion to the ties."""
    lines = ["### Growth", ""]
    for small, large in pairwise(sorted(middle)):
        for name in middle[large]:
            ratio = middle[large][name]["cpu"] / middle[small][name]["cpu"]
            lines.append(f"- {name}, {small:,} to {large:,}: {math.log(ratio) / math.log(large / small):.2f}")
    return lines


if __name__ == "__main__":
    chosen = [int(size.replace(",", "")) for size in sys.argv[1:]]
    main(chosen or list(SIZES))
    if not chosen:
        mailbox.main()
        pictures.main()
