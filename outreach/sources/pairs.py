"""Sums per pair of people who write to or meet each other, by address; no larger than the number of pairs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from outreach.sources.base import OWNER, Link, Mention, Reading
from outreach.text import fold

MINE_FROM = 0.6  # the share of messages or meetings that makes an address mine, where nothing else tells
MINE_LEAST = 5


@dataclass(slots=True)
class Sum:
    """What is known of one pair."""

    count: int = 0
    weight: float = 0.0
    last: date | None = None
    out: int = 0

    def add(self, count: int, weight: float, day: date | None, out: int = 0) -> None:
        """Add `count` more messages or meetings, the last on `day`."""
        self.count += count
        self.weight += weight
        self.out += out
        self.last = max(filter(None, (self.last, day)), default=None)


@dataclass(slots=True)
class Pairs:
    """Sums by directed pair (who wrote to whom) and by undirected pair (who was there together)."""

    kind: str
    together_with_me: bool = True  # whether having been there together ties a person to me
    names: dict[str, Counter[str]] = field(default_factory=dict)
    written: dict[tuple[str, str], Sum] = field(default_factory=dict)
    together: dict[tuple[str, str], Sum] = field(default_factory=dict)
    owners: Counter[str] = field(default_factory=Counter)  # addresses that the file itself says are mine
    total: int = 0

    def took_part(self, name: str, address: str) -> None:
        """Note that an address took part in one message or meeting, under that name."""
        self.names.setdefault(address, Counter())[name] += 1

    def mine(self, me: frozenset[str]) -> set[str]:
        """Return my addresses: told, else with my name, else as the file says, else nearly everywhere."""
        known = {fold(word) for word in me}
        mine = {address for address in self.names if address in known or fold(self.name(address)) in known}
        if not mine:
            mine = {address for address, _ in self.owners.most_common(1) if address in self.names}
        if not mine and self.total >= MINE_LEAST:
            count, most = max((names.total(), address) for address, names in self.names.items())
            mine = {most} if count >= MINE_FROM * self.total else set()
        return mine

    def name(self, address: str) -> str:
        """Return the name most used with an address, "" where there was none."""
        names = [(count, len(name), name) for name, count in self.names[address].items() if name]
        return max(names, default=(0, 0, ""))[2]

    def give(self, reading: Reading, me: frozenset[str]) -> dict[str, int]:
        """Write mentions and links into `reading` in the order of the addresses; return the place of every address."""
        mine = self.mine(me)
        places = dict.fromkeys(sorted(mine), OWNER)
        for address in sorted(self.names.keys() - mine):
            places[address] = len(reading.mentions)
            reading.mentions.append(Mention(name=self.name(address), emails=(address,)))
        for (a, b), total in sorted(self._by_place(places).items()):
            weight = round(total.weight, 6)
            reading.links.append(Link(a, b, self.kind, weight, total.count, total.last, total.out))
        return places

    def _by_place(self, places: dict[str, int]) -> dict[tuple[int, int], Sum]:
        sums: dict[tuple[int, int], Sum] = {}
        for (sender, recipient), total in sorted(self.written.items()):
            a, b = sorted((places[sender], places[recipient]))
            out = total.count if places[sender] == a else 0
            sums.setdefault((a, b), Sum()).add(total.count, total.weight, total.last, out)
        for (one, other), total in sorted(self.together.items()):
            a, b = sorted((places[one], places[other]))
            if a != OWNER or self.together_with_me:
                sums.setdefault((a, b), Sum()).add(total.count, total.weight, total.last)
        return {pair: total for pair, total in sums.items() if pair[0] != pair[1]}
