"""Fit the weights of lexicon/tone.toml on tests/evaluation/tone/train.jsonl, and tell how they carry over to new kinds.

    python tests/evaluation/tone_fit.py            the cross-validation only, one kind of message left out at a time
    python tests/evaluation/tone_fit.py --write    and write the weights, rounded to two decimals

Logistic regression whose weights are drawn to the author's own (`prior`) and keep their sign, so that a rule which the
examples hardly show keeps what its author thought of it.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from outreach import tone, tone_rules

HERE = Path(__file__).parent / "tone"
LEXICON = Path(tone_rules.__file__).parent / "lexicon" / "tone.toml"
SPREAD = 0.7
SPREAD_OF_WORDS = 0.2
CAUTION = 0.5  # log odds taken off: calling a friend's message a pitch is worse than missing one
STEPS = 1000


def priors() -> dict[str, float]:
    """Return the author's weight of every rule and pair."""
    data = tomllib.loads(LEXICON.read_text(encoding="utf-8"))
    written = {name: float(row["prior"]) for part in ("rules", "together") for name, row in data[part].items()}
    return written | {f"word.{name}": 0.0 for name in data["classes"]}


def examples() -> list[dict[str, str]]:
    """Return the labelled examples the weights may be fitted on."""
    return [json.loads(line) for line in (HERE / "train.jsonl").read_text(encoding="utf-8").splitlines()]


def counts(rows: list[dict[str, str]], names: list[str]) -> np.ndarray:
    """Return how often each rule holds in each example: rows by rules."""
    column = {name: index for index, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)))
    for index, row in enumerate(rows):
        for item in tone.weigh(row["text"]):
            table[index, column[item.name]] += 1
    return table


def fit(table: np.ndarray, labels: np.ndarray, prior: np.ndarray) -> tuple[np.ndarray, float]:
    """Return weights and bias: the most likely ones given examples and priors, by gradient steps."""
    weights, bias, sign = prior.copy(), 0.0, np.sign(prior)
    pull = np.where(prior == 0, 1 / SPREAD_OF_WORDS**2, 1 / SPREAD**2)
    step = 1 / (table.T @ (table.sum(axis=1) + 1) / 4 + pull)
    for _ in range(STEPS):
        missed = 1 / (1 + np.exp(-(table @ weights + bias))) - labels
        weights = weights - step * (table.T @ missed + pull * (weights - prior))
        weights = np.where(weights * sign < 0, 0.0, weights)  # a word alone may tell either way
        bias -= missed.sum() / (table.sum() + len(table)) * 4
    return weights, bias - CAUTION


def verdict(odds: float) -> str:
    """Return the verdict for log odds, with the thresholds of the judge."""
    score = 1 / (1 + np.exp(-odds))
    return "pitch" if score >= tone.PITCH else "friendly" if score <= tone.FRIENDLY else "unsure"


def cross(rows: list[dict[str, str]], table: np.ndarray, labels: np.ndarray, prior: np.ndarray) -> None:
    """Print how often a kind of message is judged rightly by weights that have not seen that kind."""
    right: dict[str, list[int]] = defaultdict(list)
    wrong: Counter[str] = Counter()
    kinds = np.array([row["kind"] for row in rows])
    for kind in sorted(set(kinds)):
        out = kinds == kind
        weights, bias = fit(table[~out], labels[~out], prior)
        for index in np.flatnonzero(out):
            row = rows[index]
            good = verdict(float(table[index] @ weights + bias)) == row["label"]
            for group in ("all", f"{row['label']} {row['difficulty']}", row["difficulty"], row["language"]):
                right[group].append(int(good))
            wrong[kind] += not good
    for group, values in sorted(right.items()):
        print(f"{group:22} {sum(values):4} of {len(values):4}  {sum(values) / len(values):.3f}")
    print("most missed:", ", ".join(f"{kind} {count}" for kind, count in wrong.most_common(12)))


def write(names: list[str], weights: np.ndarray, bias: float) -> None:
    """Put the fitted numbers into the lexicon, beside the author's own."""
    text = LEXICON.read_text(encoding="utf-8")
    text = re.sub(r"^bias = .*$", f"bias = {bias:.2f}", text, flags=re.MULTILINE)
    for name, weight in zip(names, weights, strict=True):
        quoted = re.escape(f'"{name}"')
        pattern = rf"(^\[rules\.{quoted}\]\nprior = \S+\nweight = )\S+|(^{quoted} = .*weight = )\S+(?= \}})"
        if name.startswith("word."):
            pattern = rf"(^\[classes\.{name[5:]}\]\nweight = )(\S+)"
        text = re.sub(pattern, lambda found, w=weight: (found[1] or found[2]) + f"{w:.2f}", text, flags=re.MULTILINE)
    LEXICON.write_text(text, encoding="utf-8")


def main() -> None:
    """Cross-validate, and write when asked to."""
    rows, prior_of = examples(), priors()
    names = sorted(prior_of)
    prior = np.array([prior_of[name] for name in names])
    labels = np.array([row["label"] == "pitch" for row in rows], dtype=float)
    table = counts(rows, names)
    cross(rows, table, labels, prior)
    if "--write" in sys.argv[1:]:
        write(names, *fit(table, labels, prior))


if __name__ == "__main__":
    main()
