"""Who is left out of every suggestion, by which rule. Here doubt protects: an open question of identity holds back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from outreach import addresses
from outreach.model import FIRM, Decision
from outreach.text import fold
from outreach.words import companies

Key = tuple[str, str]
INVITE_AGAIN_DAYS = 21  # LinkedIn lets a withdrawn invitation be repeated after up to three weeks
_EMPLOYED = re.compile(r"(?:\bat|@|\bbei|\bchez|\bhos|\bpå|\bved|\ben|\bna|\bno|\bbij|\bpresso|·|\|)\s*$")


@dataclass(frozen=True, slots=True)
class Known:
    """What tells a person apart: address keys, folded name, company, place. Empty where unknown."""

    keys: frozenset[Key]
    name: str
    company: str = ""
    location: str = ""
    text: str = ""  # headline and position, where a firm may be named too

    @property
    def firm(self) -> frozenset[Key]:
        """The keys that belong to one person only."""
        return frozenset(key for key in self.keys if key[0] in FIRM)


@dataclass(frozen=True, slots=True)
class Barred:
    """Somebody not to be suggested: who, the code, the sentence, and the day until which it holds (None: for good)."""

    who: Known
    code: str
    text: str
    until: date | None = None

    @property
    def keys(self) -> tuple[Key, ...]:
        """What an answer about them keeps: addresses, else name and company."""
        named = (("name", self.who.name), ("company", self.who.company))
        return (*sorted(self.who.firm), *(key for key in named if key[1]))


def meant(side: Iterable[Key], who: Known) -> bool:
    """Tell whether a side of an answer means `who`: by its addresses, else by name and, where both have one, firm."""
    told = dict(side)
    if any(kind in told for kind in FIRM):
        return bool(who.firm & set(side))
    firms = {fold(company) for company in (told.get("company", ""), who.company) if company}
    return bool(who.name) and fold(told.get("name", "")) == who.name and len(firms) <= 1


def known(
    name: str = "", url: str = "", emails: Iterable[str] = (), company: str = "", location: str = "", text: str = ""
) -> Known:
    """Return what tells the described person apart."""
    keys = {("slug", addresses.slug(url)), ("opaque", addresses.opaque(url))}
    keys |= {("email", email.strip().casefold()) for email in emails}
    return Known(frozenset(key for key in keys if key[1]), fold(name), company, location, text)


def from_decisions(decisions: Sequence[Decision], today: date, cooldown_days: int) -> list[Barred]:
    """Return who is held back by what the user did, given everything decided so far, oldest first."""
    barred = []
    for history in _by_person(decisions):
        who = _decided_about(history)
        if rule := _rule(history, today, cooldown_days):
            code, text, until = rule
            if until is None or today < until:
                barred.append(Barred(who, code, text, until))
    return barred


def _by_person(decisions: Sequence[Decision]) -> list[list[Decision]]:
    """Group decisions that share an address key, or a name and company where there is none."""
    groups: list[list[Decision]] = []
    place: dict[Key, int] = {}
    for decision in decisions:
        keys = [key for key in decision.keys if key[0] in FIRM] or [("name", _value(decision, "name"))]
        found = sorted({place[key] for key in keys if key in place})
        home = found[0] if found else len(groups)
        if not found:
            groups.append([])
        for other in found[1:]:
            groups[home] += groups[other]
            groups[other] = []
        groups[home].append(decision)
        place.update(dict.fromkeys(keys, home))
        place.update({key: home for key, at in place.items() if at in found[1:]})
    return [sorted(group, key=lambda one: one.number) for group in groups if group]


def _decided_about(history: Sequence[Decision]) -> Known:
    keys = {key for decision in history for key in decision.keys}
    last = history[-1]
    return Known(frozenset(keys), fold(_value(last, "name")), _value(last, "company"))


def _value(decision: Decision, kind: str) -> str:
    return next((value for key, value in decision.keys if key == kind), "")


def _rule(history: Sequence[Decision], today: date, cooldown_days: int) -> tuple[str, str, date | None] | None:
    if any(one.status == "never" for one in history):
        return "do_not_contact", "you marked them never to be contacted", None
    steps = ("sent", "asked", "accepted", "replied", "declined", "withdrawn", "skipped", "ignored", "removed")
    relevant = [one for one in history if one.status in steps]
    if not relevant:
        return None
    last = relevant[-1]
    rested = last.day + timedelta(days=cooldown_days)
    if last.status in ("accepted", "replied"):
        return "already_connected", f"they accepted on {last.day}", None
    if last.status == "removed":
        return "do_not_contact", f"you removed them on {last.day}", None
    if last.status == "sent":
        return "invited", f"you asked them on {last.day}; no answer is noted yet", rested
    if last.status == "withdrawn":
        again = last.day + timedelta(days=INVITE_AGAIN_DAYS)
        if today < again:
            return "invited", f"withdrawn on {last.day}; they can be asked again from {again}", again
        asked = max((one.day for one in relevant if one.status == "sent"), default=last.day)
        rested = asked + timedelta(days=cooldown_days)
        return "cooling_down", f"did not answer when asked on {asked}; may come back from {rested}", rested
    verb = {"asked": "you asked for an introduction", "declined": "declined", "skipped": "you skipped them"}
    text = f"{verb.get(last.status, 'you ignored them')} on {last.day}; may come back from {rested}"
    return "cooling_down", text, rested


class Exclusions:
    """Every rule that holds somebody back, looked up by any key of a person.

    `different` says whether two were answered to be different people.
    """

    def __init__(
        self,
        barred: Sequence[Barred],
        companies_barred: Sequence[tuple[str, str]] = (),
        different: Callable[[Known, Known], bool] = lambda one, other: False,
    ) -> None:
        self._by_key: dict[Key, list[Barred]] = defaultdict(list)
        self._by_name: dict[str, list[Barred]] = defaultdict(list)
        for one in barred:
            for key in one.who.firm:
                self._by_key[key].append(one)
            if one.who.name:
                self._by_name[one.who.name].append(one)
        self._companies = [(companies.key(name), reason) for name, reason in companies_barred if companies.key(name)]
        self._different = different

    def of(self, who: Known) -> tuple[str, str] | None:
        """Return the code and the sentence of the first rule that holds `who` back, None when nobody objects."""
        certain = [rule for key in sorted(who.firm) for rule in self._by_key.get(key, ())]
        certain += [rule for rule in self._by_name.get(who.name, ()) if self._same(who, rule) == "same"]
        if certain:
            best = min(certain, key=lambda rule: (_ORDER.index(rule.code), rule.text))
            return best.code, best.text
        if company := self._company(who):
            return "do_not_contact", company
        if doubtful := self.doubts(who):
            first = min(doubtful, key=lambda rule: (_ORDER.index(rule.code), rule.text))
            text = f"may be somebody held back ({first.code}: {first.text})"
            return "identity_question", f"{text}; if not: `outreach different {_called(who)} {_called(first.who)}`"
        return None

    def doubts(self, who: Known) -> list[Barred]:
        """Return the rules about somebody of this name who may be another person."""
        return [rule for rule in self._by_name.get(who.name, ()) if self._same(who, rule) == "ask"]

    def _same(self, who: Known, rule: Barred) -> str:
        """Compare two people of one name: same, ask or different."""
        other = rule.who
        if who.firm & other.firm:
            return "same"
        kinds = {kind for kind, _ in who.firm} & {kind for kind, _ in other.firm}
        if "slug" in kinds or self._different(who, other):
            return "different"
        if _elsewhere(who.location, other.location):
            return "different"
        mine, theirs = companies.key(who.company), companies.key(other.company)
        if mine and mine == theirs:
            return "same"
        if rule.code == "already_connected" or other.firm or theirs:
            return "ask"
        # the user gave just a name, or decided about this very entry, of which no more is known
        return "same" if rule.code == "do_not_contact" or not (who.firm or mine) else "ask"

    def _company(self, who: Known) -> str:
        own = companies.key(who.company)
        words = f" {fold(who.text)} "
        for key, reason in self._companies:
            if own == key or _employed(words, key):
                return reason
        return ""


_ORDER = ("do_not_contact", "already_connected", "invited", "cooling_down", "identity_question")


def _called(who: Known) -> str:
    return next((value for kind, value in sorted(who.firm) if kind == "slug"), f'"{who.name}"')


def _elsewhere(one: str, other: str) -> bool:
    """Both places are known and share no word."""
    mine, theirs = set(fold(one).replace(",", " ").split()), set(fold(other).replace(",", " ").split())
    return bool(mine and theirs and not mine & theirs)


def _employed(text: str, company: str) -> bool:
    """A headline names the firm: several words anywhere, a single one only behind "at" or the like."""
    plain = re.sub(r"[^\w@|·]+", " ", text)
    found = re.search(rf"(?<!\w){re.escape(company)}(?!\w)", plain)
    return bool(found and (" " in company or _EMPLOYED.search(plain[: found.start()])))
