"""Fit the weights of lexicon/tone.toml and lexicon/tone_words.tsv, and tell how they carry over to another author.

    python tests/evaluation/tone_fit.py            the cross-validation only
    python tests/evaluation/tone_fit.py --write    and write the weights, rounded to two decimals

One logistic regression over rules and wording. The weights of rules are drawn to the author's own (`prior`) and keep
their sign, so that a rule which the examples hardly show keeps what its author thought of it; those of words are drawn
to nothing. The files train*.jsonl are written by one author each, so leaving one file out tells what a stranger's
messages will meet; five folds tell what a further message of the same authors would.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from outreach import tone, tone_rules, tone_wording  # noqa: E402  (run as a script from anywhere)
from outreach.tone_words import hear  # noqa: E402

HERE = Path(__file__).parent / "tone"
LEXICON = Path(tone_rules.__file__).parent / "lexicon" / "tone.toml"
TABLE = LEXICON.with_name("tone_words.tsv")
SPREAD = 0.4  # of a rule's weight around the author's own, in log odds
SPREAD_OF_CLASSES = 0.1
SPREAD_OF_WORDS = 1.8  # before a message's length is taken out, see `tone_wording.loudness`
SPREAD_OF_MEANINGS = 1.0
CAUTION = 1.25  # log odds taken off: calling a friend's message a pitch is worse than missing one
STEPS = 200
SEEN = 3  # messages a word must be in to get a weight
SEEN_MEANINGS = 4
SHOWN = 0.10  # weights below are left out of the table
FOLDS = 5
HEAD = "# Weights of wording in log odds of a pitch, by feature; outreach/tone_wording.py says how they are read.\n"


@dataclass(frozen=True, slots=True)
class Task:
    """What is fitted: features by message, labels, where each weight starts, how hard it is pulled back, its sign."""

    names: list[str]
    table: np.ndarray
    labels: np.ndarray
    prior: np.ndarray
    pull: np.ndarray
    signed: np.ndarray


def priors() -> dict[str, float]:
    """Return the author's weight of every rule and pair."""
    data = tomllib.loads(LEXICON.read_text(encoding="utf-8"))
    written = {name: float(row["prior"]) for part in ("rules", "together") for name, row in data[part].items()}
    return written | {f"word.{name}": 0.0 for name in data["classes"]}


def examples() -> list[dict[str, str]]:
    """Return the labelled examples the weights may be fitted on, each with the `author`, its file."""
    return [
        json.loads(line) | {"author": path.stem}
        for path in sorted(HERE.glob("train*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def ruled(rows: list[dict[str, str]], names: list[str]) -> np.ndarray:
    """Return how often each rule holds in each example: rows by rules."""
    column = {name: index for index, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)), np.float32)
    for index, row in enumerate(rows):
        for item in tone.weigh(row["text"]):
            if item.name in column:
                table[index, column[item.name]] += 1
    return table


def worded(rows: list[dict[str, str]]) -> tuple[list[str], np.ndarray]:
    """Return the features of wording seen often enough, and how loud each is in each example."""
    lexicon = tone_rules.lexicon()
    heard = [hear(row["text"], lexicon.addressed, lexicon.speech)[0] for row in rows]
    found = [Counter(name for name, _ in tone_wording.features(one, lexicon.meanings(one))) for one in heard]
    seen = Counter(name for one in found for name in one)
    names = sorted(name for name, often in seen.items() if often >= (SEEN_MEANINGS if name[0] == "<" else SEEN))
    column = {name: index for index, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)), np.float32)
    for index, (one, words) in enumerate(zip(found, heard, strict=True)):
        for name in one.keys() & column.keys():
            table[index, column[name]] = one[name] * tone_wording.loudness(words)
    return names, table


def task(rows: list[dict[str, str]]) -> Task:
    """Return what is to be fitted on `rows`."""
    prior_of = priors()
    rules = sorted(prior_of)
    words, loud = worded(rows)
    prior = np.array([prior_of[name] for name in rules] + [0.0] * len(words))
    spread = [SPREAD if prior_of[name] else SPREAD_OF_CLASSES for name in rules]
    spread += [SPREAD_OF_MEANINGS if name[0] == "<" else SPREAD_OF_WORDS for name in words]
    labels = np.array([row["label"] == "pitch" for row in rows], dtype=float)
    return Task(
        rules + words, np.hstack([ruled(rows, rules), loud]), labels, prior, np.array(spread) ** -2.0, np.sign(prior)
    )


def fit(given: Task, rows: np.ndarray) -> tuple[np.ndarray, float]:
    """Return weights and bias, the most likely ones given `rows` and priors, by accelerated gradient steps."""
    table, labels = given.table[rows], given.labels[rows]
    size = table.sum(axis=1) + 1
    step, step_of_bias = 1 / (table.T @ size / 4 + given.pull), 4 / size.sum()
    weights, bias, pace = given.prior, 0.0, 1.0
    ahead, bias_ahead = weights, bias
    for _ in range(STEPS):
        odds = table @ ahead.astype(np.float32) + bias_ahead
        missed = (1 / (1 + np.exp(-odds)) - labels).astype(np.float32)
        after = ahead - step * (table.T @ missed + given.pull * (ahead - given.prior))
        after = np.where(after * given.signed < 0, 0.0, after)  # a word alone may tell either way
        bias_after = bias_ahead - step_of_bias * missed.sum()
        faster = (1 + (1 + 4 * pace**2) ** 0.5) / 2
        ahead = after + (pace - 1) / faster * (after - weights)
        bias_ahead = bias_after + (pace - 1) / faster * (bias_after - bias)
        weights, bias, pace = after, float(bias_after), faster
    return weights, bias - CAUTION


def judged(given: Task, rows: np.ndarray, weights: np.ndarray, bias: float) -> np.ndarray:
    """Return the log odds of `rows` as the judge adds them up: wording counts for no more than its limit."""
    rules = len(priors())
    said, worded_as = given.table[rows][:, :rules], given.table[rows][:, rules:]
    wording = np.clip(worded_as @ weights[rules:], -tone_wording.MOST, tone_wording.MOST)
    return said @ weights[:rules] + bias + wording


def verdict(odds: float) -> str:
    """Return the verdict for log odds, with the thresholds of the judge."""
    score = 1 / (1 + np.exp(-odds))
    return "pitch" if score >= tone.PITCH else "friendly" if score <= tone.FRIENDLY else "unsure"


def tell(title: str, rows: list[dict[str, str]], odds: np.ndarray) -> None:
    """Print how well `odds` judge `rows`: right by difficulty, false alarms, unsure."""
    found = [(row["label"], row["difficulty"], verdict(float(one))) for row, one in zip(rows, odds, strict=True)]
    shares = {
        level: [label == said for label, difficulty, said in found if difficulty == level]
        for level in ("plain", "disguised")
    }
    shares["false alarms"] = [said == "pitch" for label, _, said in found if label == "friendly"]
    shares["unsure"] = [said == "unsure" for *_, said in found]
    print(f"{title:28}", ", ".join(f"{name} {sum(part) / len(part):.1%}" for name, part in shares.items()))


def cross(rows: list[dict[str, str]], given: Task) -> None:
    """Print how messages are judged by weights that have not seen their author, and by weights that know others."""
    authors = np.array([row["author"] for row in rows])
    folds = np.random.default_rng(1).integers(0, FOLDS, len(rows))
    within = np.zeros(len(rows))
    for fold in range(FOLDS):
        weights, bias = fit(given, folds != fold)
        within[folds == fold] = judged(given, folds == fold, weights, bias)
    for author in sorted(set(authors)):
        out = authors == author
        weights, bias = fit(given, ~out)
        members = [row for row in rows if row["author"] == author]
        tell(f"{author}, unseen author", members, judged(given, out, weights, bias))
        tell(f"{author}, folds", members, within[out])


def write(given: Task, weights: np.ndarray, bias: float) -> None:
    """Put the fitted numbers into the lexicon, beside the author's own, and the wording into its table."""
    text = LEXICON.read_text(encoding="utf-8")
    text = re.sub(r"^bias = .*$", f"bias = {bias:.2f}", text, flags=re.MULTILINE)
    rules = len(priors())
    for name, weight in zip(given.names[:rules], weights[:rules], strict=True):
        quoted = re.escape(f'"{name}"')
        pattern = rf"(^\[rules\.{quoted}\]\nprior = \S+\nweight = )\S+|(^{quoted} = .*weight = )\S+(?= \}})"
        if name.startswith("word."):
            pattern = rf"(^\[classes\.{name[5:]}\]\nweight = )(\S+)"
        text = re.sub(pattern, lambda found, w=weight: (found[1] or found[2]) + f"{w:.2f}", text, flags=re.MULTILINE)
    LEXICON.write_text(text, encoding="utf-8")
    told = zip(given.names[rules:], weights[rules:], strict=True)
    lines = (f"{name}\t{weight:.2f}\n" for name, weight in told if abs(weight) >= SHOWN)
    TABLE.write_text(HEAD + "".join(lines), encoding="utf-8")


def main() -> None:
    """Cross-validate, and write when asked to."""
    rows = examples()
    given = task(rows)
    cross(rows, given)
    if "--write" in sys.argv[1:]:
        write(given, *fit(given, np.ones(len(rows), dtype=bool)))


if __name__ == "__main__":
    main()
