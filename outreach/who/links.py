"""Records linked into people, two at a time: the reason of every link kept, the user's answers above all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from outreach.network import Ints
from outreach.who import names, namesakes
from outreach.who.profile_keys import Keys, mailbox
from outreach.words import companies

Pairs = tuple[tuple[str, str], ...]
ALONE, ADDRESS, EMAIL, DAY, COMPANY, ANSWER = range(6)
HOW = (
    "shown here alone",
    "the same profile address",
    "the same e-mail address and a name that agrees",
    "the same name, connected on the same day, in two lists of one person",
    "the same name and company or headline, and no other profile fits",
    "your answer",
)


@dataclass(frozen=True, slots=True)
class Answers:
    """What the user said about two people: each side as the (kind, value) keys known then (see `model.Decision`)."""

    same: tuple[tuple[Pairs, Pairs], ...] = ()
    different: tuple[tuple[Pairs, Pairs], ...] = ()


class Links:
    """Which records are one person so far. A node is a profile key, or a record without one."""

    def __init__(self, records: pl.DataFrame, keys: Keys, answers: Answers) -> None:
        self.records = records
        self.keys = keys
        self.lists: Ints = records["list"].to_numpy()
        weak = np.flatnonzero(keys.code < 0)
        self.node: Ints = keys.code.copy()
        self.node[weak] = len(keys.names) + np.arange(len(weak), dtype=np.int32)
        self.nodes = len(keys.names) + len(weak)
        self.reason: dict[int, int] = {}
        self._weak = weak.astype(np.int32)
        self._parent: dict[int, int] = {}
        self._apart = [(self._meant(a), self._meant(b)) for a, b in answers.different]
        for one, other in answers.same:
            self._join_all(self._meant(one) + self._meant(other))

    def root(self, node: int) -> int:
        """Return the node that stands for all linked with `node`."""
        while (above := self._parent.get(node, node)) != node:
            node = above
        return node

    def of(self, row: int) -> int:
        """Return the root of a record."""
        return self.root(int(self.node[row]))

    def join(self, one: int, other: int, how: int) -> bool:
        """Link two roots unless the user said they are two people; the slug stays, else the more trusted one."""
        one, other = self.root(one), self.root(other)
        if one == other or (how != ANSWER and self._kept_apart(one, other)):
            return one == other
        kept, gone = sorted((one, other), key=self._rank)
        self._parent[gone] = kept
        self.reason[gone] = how
        return True

    def is_profile(self, node: int) -> bool:
        """Whether a node is a profile's slug; a member id may still be linked to one."""
        return node < self.keys.slugs

    def unaddressed(self) -> Ints:
        """Return the records without a slug that no slug was found for yet."""
        rows = np.flatnonzero((self.keys.code < 0) | (self.keys.code >= self.keys.slugs))
        return np.array([row for row in rows if not self.is_profile(self.of(int(row)))], np.int32)

    def addressed(self) -> Ints:
        """Return the records with a slug."""
        slugs = (self.keys.code >= 0) & (self.keys.code < self.keys.slugs)
        return np.flatnonzero(slugs).astype(np.int32)

    def roots(self) -> Ints:
        """Return the root of every node."""
        roots = np.arange(self.nodes, dtype=np.int32)
        for node in self._parent:
            roots[node] = self.root(node)
        return roots

    def _rank(self, node: int) -> tuple[int, int]:
        kind = 0 if self.is_profile(node) else 1 if node < len(self.keys.names) else 2
        return kind, int(self._first[node])

    @cached_property
    def _first(self) -> Ints:
        """The most trusted record of every node."""
        first = np.zeros(self.nodes, np.int32)
        rows = np.arange(len(self.node), dtype=np.int32)[::-1]
        first[self.node[rows]] = rows
        return first

    def _kept_apart(self, one: int, other: int) -> bool:
        return any(
            {one, other} & {self.root(node) for node in left} and {one, other} & {self.root(node) for node in right}
            for left, right in self._apart
            if len({one, other} & {self.root(node) for node in (*left, *right)}) == 2
        )

    def _join_all(self, nodes: Sequence[int]) -> None:
        for node in nodes[1:]:
            self.join(nodes[0], node, ANSWER)

    def _meant(self, pairs: Pairs) -> list[int]:
        """Return the nodes that the keys of an answer name: by address or mailbox, else by name and company."""
        values = {kind: value for kind, value in pairs if value}
        found: list[int] = []
        for kind in ("slug", "opaque"):
            if kind in values:
                found += (self.keys.names == values[kind]).arg_true().to_list()
        if box := mailbox(values.get("email", "")):
            mails = self.records["email"]
            rows = mails.is_not_null().arg_true().to_list()
            found += [int(self.node[row]) for row in rows if mailbox(mails[row]) == box]
        if not found and "name" in values:
            wanted = (names.parse(values["name"]).key, companies.key(values.get("company", "")))
            found = [int(self.node[row]) for row, shown in zip(self._weak, self._shown, strict=True) if shown == wanted]
        return sorted(set(found))

    @cached_property
    def _shown(self) -> list[tuple[str, str]]:
        weak = self.records[self._weak]
        shown = zip(namesakes.names_of(weak), weak["company"].fill_null(""), strict=True)
        return [(name.key, companies.key(company)) for name, company in shown]
