"""The job every contender does, and the small parts they share: what counts as fit, and what each file looks like.

Everybody reads the lists, makes a graph keyed by canonical profile address (a row without one is a person of its own),
scores all two steps from me by path and text fit, and names the best 100 with those who lead to them. The path score is
the one of the product (`outreach.proximity.paths`), where no tie is known to be stronger than another.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

Answer = tuple[str, float, list[str]]  # who, points, the mutuals
TOP = 100
WORDS = ("museum", "curator", "publishing", "editor")
COLUMNS = ("First Name", "Last Name", "URL", "Company", "Position", "Connected On")


def fit(text: str) -> float:
    """Return points for a title: 0.3 for each wanted word."""
    lower = text.casefold()
    return 0.3 * sum(word in lower for word in WORDS)


def slug(address: str) -> str:
    """Return the key of a profile address as a plain script makes it."""
    text = unicodedata.normalize("NFC", unquote(address.strip())).casefold()
    text = re.sub(r"^(https?://)?(www\.)?linkedin\.com/in/", "", text)
    return re.split(r"[/?#]", text)[0]


STEP = math.sqrt(0.5)  # weight of a tie of which nothing more is known
CLOSURE, FAINTEST = 0.05, 1000.0  # as in `outreach.proximity`


def strangers(friends: int, acquainted: float) -> float:
    """Return the weight of a way over somebody I do not know; `acquainted` pairs of my friends know each other."""
    return 2 * CLOSURE / (CLOSURE + acquainted / max(friends * (friends - 1) / 2, 1))


def points_of(friends: int, walks: float) -> float:
    """Return the points of the ways to somebody, whom this share of random walks of two or three steps reaches."""
    return math.log1p(FAINTEST * friends * walks)


@dataclass(frozen=True, slots=True)
class Layout:
    """What a plain script has to know of a file before it can parse it."""

    skip: int
    delimiter: str


def layout(path: Path) -> Layout:
    """Find the header line and the delimiter."""
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines):
            if line.startswith("First Name"):
                return Layout(number, ";" if ";" in line else ",")
    raise ValueError(path)


def files(folder: Path) -> list[tuple[Path, str]]:
    """Return every list with its owner's key, mine first."""
    slugs = owners(folder)
    friends = sorted((folder / "friends").iterdir())
    return [(folder / "me.csv", slugs[0]), *((path, slugs[int(path.stem)]) for path in friends)]


def owners(folder: Path) -> list[str]:
    """Return the keys of me and the friends, in their order."""
    return (folder / "owners.txt").read_text("utf-8").split("\n")


def best(points: dict[str, float], mutuals: dict[str, list[str]], count: int = TOP) -> list[Answer]:
    """Return the best by points, then key."""
    order = sorted(points, key=lambda one: (-round(points[one], 9), one))[:count]
    return [(one, points[one], sorted(mutuals[one])) for one in order]
