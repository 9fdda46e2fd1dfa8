"""Who a contact says they know: a manager, a spouse, whoever referred them; explicit ties between two people."""

from __future__ import annotations

from dataclasses import dataclass, field

from outreach.sources.base import OWNER, Link, Mention, Reading
from outreach.text import fold


@dataclass(slots=True)
class Related:
    """Collects (person, name, how) while a file is read, and links them at its end. `me` are my names, folded."""

    me: frozenset[str] = frozenset()
    said: list[tuple[int, str, str]] = field(default_factory=list)

    def say(self, person: int, name: str, how: str) -> None:
        """Note that the contact at `person` names somebody. A single word ("Mum") names nobody in particular."""
        if len(name.split()) >= 2 and "@" not in name and len(name) <= 100:
            self.said.append((person, name, how))

    def give(self, reading: Reading) -> None:
        """Link each with the one contact of that name, or with a new mention where none or several bear it."""
        places: dict[str, list[int]] = {}
        for place, mention in enumerate(reading.mentions):
            places.setdefault(fold(mention.name), []).append(place)
        for person, name, how in self.said:
            found = [OWNER] if fold(name) in self.me else places.get(fold(name), [])
            if len(found) != 1:
                found = places[fold(name)] = [len(reading.mentions)]
                reading.mentions.append(Mention(name=name))
            if found[0] != person:
                a, b = sorted((person, found[0]))
                reading.links.append(Link(a, b, "explicit", evidence=how))
