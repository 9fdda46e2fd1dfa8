"""The words of the field as plain frozen data: what every module takes and gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

FIRM = ("slug", "opaque", "email")  # the kinds of key that belong to one person only


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that could not be used; told, never raised.

    `file` is relative to the workspace, members of an archive as `a.zip!Connections.csv`; `line` counts from 1.
    """

    file: str
    text: str
    line: int | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """One person as all sources together show them. Empty text means unknown, never "none".

    `id` is the profile slug where one is known, else a stable key made from what is. `url` is rebuilt from the slug.
    """

    id: str
    name: str
    url: str = ""
    headline: str = ""
    company: str = ""
    position: str = ""
    industry: str = ""
    location: str = ""
    about: str = ""
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One term of a score: points, the sentence that says why, and the field and words that prove it."""

    kind: str
    points: float
    text: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Mutual:
    """A connection of mine who leads to somebody: how strong my tie is (0 to 1) and the evidence for it."""

    person: Person
    strength: float
    evidence: tuple[str, ...] = ()
    how: str = ""
    may_name: bool = True


@dataclass(frozen=True, slots=True)
class Fact:
    """One true thing a note may say: its words, and the file's field they came from."""

    name: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One message, ready to copy. `length` and `limit` are in UTF-16 units; no findings means fit to send."""

    kind: str
    text: str
    limit: int
    length: int
    findings: tuple[str, ...] = ()
    language: str = "en"
    tone: str = "plain"
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the three questions of triage: `yes`, `no` or `unknown`, and what says so."""

    answer: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Someone to act on, and every reason why. The score is the sum of the reasons, so the two cannot drift apart."""

    person: Person
    action: str
    reasons: tuple[Reason, ...] = ()
    via: tuple[Mutual, ...] = ()
    drafts: tuple[Draft, ...] = ()
    rank: int = 0
    answers: Mapping[str, Answer] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """The sum of the points of all reasons, to two decimals."""
        return round(sum(reason.points for reason in self.reasons), 2) + 0.0


@dataclass(frozen=True, slots=True)
class Pin:
    """A place of the week that is taken: rank from 1, the person's id, what was to be done, through whom."""

    rank: int
    person: str
    action: str
    via: str


@dataclass(frozen=True, slots=True)
class Excluded:
    """Somebody left out of a ranking, with the code of the rule and a sentence."""

    person: Person
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the journal: what the user did or decided about a person, with every key known then.

    `keys` are (kind, value) pairs: `slug`, `opaque`, `email`, `name`, `company`; `via` is the id of a mutual asked.
    """

    number: int
    status: str
    day: date
    keys: tuple[tuple[str, str], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the network is visible: the shares in `known` run from 0 to 1."""

    best_connections: int = 0
    with_known_connections: int = 0
    people: int = 0
    second_degree: int = 0
    known: Mapping[str, float] = field(default_factory=dict)
