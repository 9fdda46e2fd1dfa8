"""The workspace as the core sees it: ties with their strength, wishes, rules, and the ranking they give."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

import numpy as np

from outreach import addresses, candidates, config, exclusions, proximity
from outreach.candidates import Judges, Ranking
from outreach.competitors import Competitor, Rule
from outreach.config import Best
from outreach.exclusions import Barred, Exclusions, Known, known, meant
from outreach.journal import Key, fingerprint
from outreach.loading import Loaded, load
from outreach.model import Coverage, Excluded, Mutual, Person, Problem, Suggestion
from outreach.network import Mask, Network
from outreach.notes.specifics import Sender
from outreach.scoring import Scorer
from outreach.sender import sender
from outreach.strength import Evidence, sentences, strength
from outreach.text import fold
from outreach.who import names
from outreach.who.people import People
from outreach.who.world import World
from outreach.words import companies
from outreach.words.fit import LIKELY
from outreach.workspace import Workspace

BEST_BY_EVIDENCE = 8  # without [[best]], so many of the strongest ties are taken for the best connections …
GOOD_TIE = 0.2  # … if they are at least this strong
TOLD = ("headline", "company", "position", "industry", "location")


def scene(workspace: Workspace) -> Scene:
    """Return the scene of a workspace, made once per run. Raises `NothingToReadError` and `SettingsError`."""
    if workspace.scene is None:
        _ = workspace.settings  # faults there are told before any file is read
        workspace.scene = Scene(workspace, load(workspace))
    return workspace.scene


class Scene:
    """One workspace on one day. Everything is worked out when first asked for."""

    def __init__(self, workspace: Workspace, loaded: Loaded) -> None:
        self.workspace = workspace
        self.settings = workspace.settings
        self.today = workspace.today
        self.world: World = loaded.world
        self.people: People = loaded.world.people
        self._file_problems = loaded.problems
        self._tied: dict[int, Mutual] = {}

    @cached_property
    def evidence(self) -> Mapping[int, Evidence]:
        """What each of my ties rests on, by number, with what the settings say of my best connections."""
        given = self.chosen_best
        found = {}
        for number in self.world.connections:
            evidence = self.world.evidence(number)
            if entry := given.get(number):
                evidence = replace(evidence, closeness=entry.closeness, how=entry.how)
            found[number] = evidence
        return found

    @cached_property
    def strengths(self) -> Mapping[int, float]:
        """How strong each of my ties is, 0 to 1."""
        return {number: strength(evidence, self.today) for number, evidence in self.evidence.items()}

    @cached_property
    def network(self) -> Network:
        """The network with the strengths of my own ties filled in."""
        network = self.world.network
        others = np.where(network.a == network.me, network.b, network.a)
        mine_no_more = self._removed[others] & ((network.a == network.me) | (network.b == network.me))
        network = network.part(~(self._gone[network.a] | self._gone[network.b] | mine_no_more))
        mine = np.zeros(network.size)
        mine[list(self.strengths)] = list(self.strengths.values())
        own, values = network.own, network.strength.copy()
        values[own] = mine[np.where(network.a[own] == network.me, network.b[own], network.a[own])]
        return replace(network, strength=values)

    @cached_property
    def _gone(self) -> Mask:
        """Who is forgotten: whatever file still names them, they are in no list and on no way."""
        salt, marks = self.workspace.journal.forgotten()
        gone = np.zeros(len(self.people), bool)
        if marks:
            everybody = range(len(gone))
            place, firms = self.people.column("company")
            shown = zip(everybody, self.people.names_of(everybody), place.tolist(), strict=True)
            for number, called, at in shown:
                keys = forgettable(self.people.firm(number), fold(names.display(*called)), firms[at])
                gone[number] = any(fingerprint(salt, key) in marks for key in keys)
            gone[self.world.me] = False
        return gone

    @cached_property
    def _removed(self) -> Mask:
        """Whom I removed since the export: no connection of mine any more, so nobody to lead to others."""
        removed = np.zeros(len(self.people), bool)
        for one in self.workspace.decisions:
            if one.status in ("removed", "accepted", "kept"):
                for kind, value in one.keys:
                    number = self.people.code_of(value) if kind in ("slug", "opaque") else -1
                    if number >= 0:
                        removed[number] = one.status == "removed"
        return removed

    @property
    def forgotten(self) -> frozenset[int]:
        """The numbers of everybody to be forgotten."""
        return frozenset(np.flatnonzero(self._gone).tolist())

    @cached_property
    def chosen_best(self) -> Mapping[int, Best]:
        """The `[[best]]` entries that are connections of mine, by number."""
        return {number: entry for entry, number in self._best_entries if number is not None}

    @cached_property
    def _best_entries(self) -> list[tuple[Best, int | None]]:
        return [(entry, self._connection(entry.name, entry.url)) for entry in self.settings.best]

    def _connection(self, name: str, url: str) -> int | None:
        first = self.world.network.first
        if url:
            number = self.people.code_of(url)
            if number >= 0 and first[number]:
                return number
        found = [number for number in self.people.find(name) if first[number]] if name else []
        whole = [number for number in found if fold(self.people.person(number).name) == fold(name)]
        return whole[0] if len(whole) == 1 and not (url and self._elsewhere(whole[0], url)) else None

    def _elsewhere(self, number: int, url: str) -> bool:
        """The connection has an address of its own, and another than the one given."""
        return bool(addresses.slug(self.people.person(number).url)) and self.people.code_of(url) != number

    @cached_property
    def best_codes(self) -> tuple[int, ...]:
        """My best connections by number: those of the settings, else the strongest by evidence."""
        if self.chosen_best:
            return tuple(sorted(self.chosen_best, key=lambda number: (-self.strengths[number], number)))
        ranked = sorted(self.strengths.items(), key=lambda item: (-item[1], item[0]))
        return tuple(number for number, value in ranked[:BEST_BY_EVIDENCE] if value >= GOOD_TIE)

    @cached_property
    def best(self) -> tuple[Mutual, ...]:
        """My best connections, the closest first."""
        return tuple(self.mutual(number) for number in self.best_codes)

    def mutual(self, number: int) -> Mutual:
        """Return a connection of mine as somebody who leads to others."""
        if number not in self._tied:
            entry = self.chosen_best.get(number)
            self._tied[number] = Mutual(
                person=self.people.person(number),
                strength=self.strengths.get(number, 0.0),
                evidence=sentences(self.evidence.get(number, Evidence())),
                how=entry.how if entry else "",
                may_name=entry.may_name if entry else True,
            )
        return self._tied[number]

    @cached_property
    def scorer(self) -> Scorer:
        """The user's wishes."""
        return Scorer(self.settings, [mutual.person for mutual in self.best])

    @cached_property
    def rivals(self) -> Rule:
        """Who does what I do."""
        rules = self.settings.competitors
        return Rule(rules.terms, rules.serving, rules.within, rules.except_, self.settings.me.location)

    @cached_property
    def rules(self) -> Exclusions:
        """Everything that holds somebody back."""
        never = [entry for entry in self.settings.never if entry.company and not (entry.name or entry.url)]
        firms = [(entry.company, entry.reason or "on your list of firms not to contact") for entry in never]
        return Exclusions(list(self._barred()), firms, self.different)

    def _barred(self) -> Iterator[Barred]:
        for entry in self.settings.never:
            if entry.name or entry.url:
                who = known(entry.name, entry.url, company=entry.company)
                yield Barred(who, "do_not_contact", entry.reason or "on your list of people not to contact")
        yield from exclusions.from_decisions(self.workspace.decisions, self.today, self.settings.limits.cooldown_days)
        mine = [self.world.me, *self.world.connections]
        self.people.persons(mine)  # put together at once
        for number in mine:
            yield Barred(self.people.known(number), "already_connected", "a connection of yours")
        for number in sorted(self.world.former):
            text = "was a connection of yours in an older export and is none in the newest"
            yield Barred(self.people.known(number), "do_not_contact", text)
        yield from self._invited()

    def _invited(self) -> Iterator[Barred]:
        taken_back = {key for one in self.workspace.decisions if one.status == "withdrawn" for key in one.keys}
        for one in self.world.invitations:
            who = self.people.known(one.person)
            if self.world.network.first[one.person] or who.firm & taken_back:
                continue
            day = f" on {one.sent}" if one.sent else ""
            text = f"they already asked you{day}, see `outreach triage`" if one.incoming else f"you asked them{day}"
            yield Barred(who, "invited", text)

    def different(self, one: Known, other: Known) -> bool:
        """Return whether I answered that these are two people."""
        sides = [pair for verdict, *both in self.answers if verdict == "different" for pair in (both, both[::-1])]
        return any(meant(a, one) and meant(b, other) for a, b in sides)

    def apart(self, one: Suggestion, other: Suggestion) -> bool:
        """Return whether I answered that two of the ranking are two people."""
        return self.different(*(self.people.known(self.people.code_of(each.person.id)) for each in (one, other)))

    @cached_property
    def answers(self) -> list[tuple[str, tuple[exclusions.Key, ...], tuple[exclusions.Key, ...]]]:
        """What I answered about two people being one: the verdict, the keys of one and of the other."""
        return self.workspace.journal.answers()

    def rival(self, person: Person) -> str:
        """Return why somebody is a competitor, "" where they are none."""
        found = self.competitor(person)
        return found.evidence if found.is_competitor else ""

    def _wanted_role(self, person: Person, found: Competitor) -> bool:
        """Whether the words that tell against them, other than the rule's own word, name a job I look for."""
        told = fold(next(iter(re.findall(r'says "([^"]*)"', found.evidence)), ""))
        wanted = [fold(one.words) for one in self.scorer.matches("role", person) if one.strength >= LIKELY]
        return told != fold(found.term) and any(told in words or words in told for words in wanted)

    def competitor(self, person: Person) -> Competitor:
        """Return whether somebody does what I do, and what lifts that."""
        names = ("headline", "position", "company", "industry", "location", "about")
        found = self.rivals.judge({name: getattr(person, name) for name in names if getattr(person, name)})
        if found.is_competitor and self._wanted_role(person, found):
            return Competitor(False, False, found.term, "", f"{found.evidence}, but that is a role you look for")
        return found

    @cached_property
    def ranking(self) -> Ranking:
        """Everybody two steps away, and everybody left out."""
        best = {number: self.strengths[number] for number in self.best_codes}
        judges = Judges(self.scorer, self.rules, self.rival, self.mutual, best, self.today)
        self.workspace.watch("ranking", None)
        found = candidates.rank(self.network, self.people, judges)
        self.workspace.watch("", None)
        nobody = Excluded(Person("", "somebody forgotten"), "forgotten", "you asked to forget them")
        reached = int(proximity.two_steps(self.world.network)[self._gone].sum())
        return replace(found, excluded=(*found.excluded, *[nobody] * reached))

    def keys(self, person: str) -> tuple[tuple[str, str], ...]:
        """Return every key of the person with this id."""
        return self.people.keys(self.people.code_of(person))

    @cached_property
    def sender(self) -> Sender:
        """Who writes the notes."""
        return sender(self.settings, self.world, self.people.person(self.world.me))

    @cached_property
    def coverage(self) -> Coverage:
        """How much of the network is visible."""
        network = self.world.network
        degree = network.degree
        everybody = [one.person for one in self.ranking.suggestions]
        shares = {name: sum(bool(getattr(one, name)) for one in everybody) / max(len(everybody), 1) for name in TOLD}
        return Coverage(
            best_connections=len(self.best_codes),
            with_known_connections=sum(bool(degree[number] > 1) for number in self.best_codes),
            people=network.size,
            second_degree=self.ranking.second_degree,
            known=shares,
        )

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that could not be used, in files and in the settings."""
        return (*self._setting_problems(), *self._file_problems)

    def _setting_problems(self) -> Iterator[Problem]:
        path = self.workspace.folder / config.FILE
        text = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
        yield from config.doubts(self.settings, text)
        lines = config.key_lines(text.replace("\r\n", "\n")) if text else {}
        for place, (entry, number) in enumerate(self._best_entries):
            if number is None and (entry.name or entry.url):
                line = lines.get(("best", place))
                yield Problem(config.FILE, "this [[best]] is not among your connections", line, entry.name or entry.url)


def forgettable(firm: Collection[Key], name: str, company: str) -> list[Key]:
    """Return the keys under which somebody is remembered as forgotten; a folded name counts only with a company."""
    named = [("who", f"{name}\0{key}")] if name and (key := companies.key(company)) else []
    return [*sorted(firm), *named]
