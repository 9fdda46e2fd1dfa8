"""All files joined: numbered people, the network of their ties, and what each tie of mine rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from outreach.model import Problem
from outreach.network import Network
from outreach.sources.base import Reading
from outreach.sources.linkedin import Archive
from outreach.strength import Evidence
from outreach.who.correspondence import Correspondence
from outreach.who.evidence import Evidences
from outreach.who.identity import Question, Resolved
from outreach.who.people import People
from outreach.who.ties import Said


@dataclass(frozen=True, slots=True)
class Asked:
    """An invitation between me and a person: who asked, when, in which words, as which file shows it."""

    person: int
    incoming: bool
    message: str = ""
    sent: date | None = None
    connections: int | None = None
    via: tuple[str, ...] = ()
    file: str = ""
    line: int | None = None


@dataclass(frozen=True)
class World:
    """Everybody the files show and all that ties them. `owners` gives the person whose each archive is, -1 if unknown.

    `listed_as` is my own address, "" where nothing shows it; `former` are people of an older list of mine who are not
    in the newest; `questions` pairs that only I can judge.
    """

    people: People
    network: Network
    me: int
    archives: tuple[Archive, ...]
    listed_as: str
    owners: tuple[int, ...]
    readings: tuple[Reading, ...]
    statements: Said
    resolved: Resolved
    correspondence: Correspondence
    evidences: Evidences
    invitations: tuple[Asked, ...]
    former: frozenset[int]
    questions: tuple[Question, ...]
    problems: tuple[Problem, ...]

    @property
    def connections(self) -> list[int]:
        """Return my connections, in order of their numbers."""
        return [int(number) for number in np.flatnonzero(self.network.first)]

    def evidence(self, number: int) -> Evidence:
        """Return what my tie to a connection rests on."""
        return self.evidences.of(number)

    def sources(self, one: int, other: int) -> list[tuple[str, int, str]]:
        """Return file, line and kind of everything that says two people know each other."""
        table = self.people.records
        found = self.statements.about(one, other)
        return [(str(table["file"][row]), int(table["line"][row] or 0), kind) for kind, row in found]

    def letters(self, number: int) -> pl.DataFrame:
        """Return my messages with a person (columns `correspondence.LETTERS`), oldest first."""
        return self.correspondence.letters.filter(pl.col("person") == number)

    def known_connections(self) -> Mapping[int, tuple[int, date | None]]:
        """Return for everybody whose list is here how many connections it shows, and of which day it is."""
        known: dict[int, tuple[int, date | None]] = {}
        for archive, owner in zip(self.archives, self.owners, strict=True):
            if owner >= 0 and owner not in known and archive.listed:
                known[owner] = (archive.listed, archive.taken)
        return known
