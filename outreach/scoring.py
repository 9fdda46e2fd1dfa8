"""The reasons for and against a person: what the user wishes for stands beside how near somebody is, never blended."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from outreach.config import Settings
from outreach.model import Mutual, Person, Reason
from outreach.text import fold
from outreach.words import companies
from outreach.words.fit import LIKELY, Match, Matcher
from outreach.words.places import Places
from outreach.words.seniority import level

# Points of a full match. A guess at what people mean by "fits": the job, then the field, then what they stand for.
POINTS = MappingProxyType({
    "role": 0.35, "industry": 0.25, "values": 0.25, "place": 0.15, "reciprocity": 0.2, "similar": 0.12,
    "seniority": 0.06,
})  # fmt: skip
AGAINST_PLACE = -0.1  # outside a preferred place: a reason against, not a ban
EACH_FURTHER = 0.4  # a second shared value says less than the first
SENIOR = 4  # from here on a title shows standing: head of something, director, partner, founder
# Which wishes weigh more for which goal, times the points above.
LEANING: Mapping[str, Mapping[str, float]] = MappingProxyType({
    "peers": {"values": 1.4, "role": 0.8},
    "partners": {"values": 1.2, "reciprocity": 1.3},
    "supporters": {"values": 1.5, "seniority": 1.3},
    "learning": {"seniority": 1.6, "values": 1.2},
    "job": {"industry": 1.2, "seniority": 1.2},
    "hiring": {"role": 1.3, "seniority": 0.5},
})  # fmt: skip
# -1 bridges to other circles, 1 close circles: customers and jobs come over bridges, peers and helpers from close by.
# After Granovetter (1973) and Rajkumar et al. (2022).
CLOSENESS = MappingProxyType(
    {"customers": -0.2, "vendors": -0.2, "job": -0.3, "hiring": -0.2, "peers": 0.2, "supporters": 0.2}
)
SOUGHT = 0.6  # a thing I seek has several words as a rule: one of two, shown nearly, is not the thing
HINTED = 0.3  # below that a match is no reason at all, from there up to LIKELY a "maybe" that counts half
TEXTS = ("headline", "position", "company", "industry", "about")
SHORT = ("position", "company", "industry")


@dataclass(frozen=True, slots=True)
class PlaceVerdict:
    """Where somebody is, seen from the wanted places: inside, outside, unknown, or lifted by words of an exception."""

    answer: str
    evidence: str = ""


class Scorer:
    """Everything that text says for or against a person, under one set of settings.

    `best` are the people the user likes to work with; being like one of them is a reason of its own.
    """

    def __init__(self, settings: Settings, best: Sequence[Person] = ()) -> None:
        target, goal = settings.target, settings.goal
        self._settings = settings
        self._values = Matcher(goal.values, "value", settings.value_words())
        self._roles = Matcher(target.roles, "role")
        self._industries = Matcher(target.industries, "industry")
        self._seeks = Matcher(goal.seeks, "topic")
        self._offers = Matcher([*goal.offers, *filter(None, [settings.me.headline])], "topic")
        self._places = Places(target.locations, settings.me.location) if target.locations else None
        self._best = {one.id: one for one in best}
        self._each_place: dict[str, Places] = {}
        self._like: dict[str, Matcher] = {}

    @property
    def closeness(self) -> float:
        """How far the goal leans to bridges (-1) or to close circles (1)."""
        return CLOSENESS.get(self._settings.goal.kind, 0.0)

    @property
    def place_required(self) -> bool:
        """Whether somebody outside the wanted places is left out."""
        return self._settings.target.location == "required"

    def wish(self, person: Person) -> tuple[Reason, ...]:
        """Return the reasons of the user's wishes: values, role, industry, place, reciprocity, seniority."""
        fields = _fields(person)
        fitting = [*self._shared_values(fields), *self._target(fields)]
        place = [*self._place(person)]
        give_and_take = [*self._sought(fields, fitting), *self._offered(fields)]
        return (*fitting, *place, *give_and_take, *(self._seniority(person) if fitting else ()))

    def matches(self, kind: str, person: Person) -> Sequence[Match]:
        """Return what of the wishes of one kind (role, industry, value) a person shows, strongest first."""
        matcher = {"role": self._roles, "industry": self._industries, "value": self._values}[kind]
        return matcher.find(_fields(person))

    def is_in(self, place: str, location: str) -> bool:
        """Tell whether a location lies in one of the wanted places."""
        if place not in self._each_place:
            self._each_place[place] = Places([place], self._settings.me.location)
        return bool(location) and self._each_place[place].relation(location).answer == "inside"

    def similar(self, person: Person, via: Iterable[Mutual]) -> Reason | None:
        """Return how the person resembles one of the best connections they come through, None where nothing tells."""
        found = [
            reason for mutual in via if mutual.person.id in self._best if (reason := self._like_one(person, mutual))
        ]
        return max(found, key=lambda reason: reason.points, default=None)

    def where(self, person: Person) -> PlaceVerdict:
        """Tell where the person is, as the place rule of `[target]` sees it."""
        if self._places is None or self._settings.target.location == "ignored":
            return PlaceVerdict("ignored")
        found = self._places.relation(person.location)
        if found.answer != "inside" and (words := self._moving(person)):
            return PlaceVerdict("lifted", words)
        return PlaceVerdict(found.answer, person.location)

    def _moving(self, person: Person) -> str:
        """The words of `location_except` lift the rule with a place of mine, or alone where they name one."""
        if self._places is None:
            return ""
        for text in (person.headline, person.about, person.position):
            for words in self._settings.target.location_except:
                start = text.casefold().find(words.casefold())
                if start < 0:
                    continue
                named = words.split()
                tails = (" ".join(named[at:]) for at in range(len(named)))
                if any(self._places.relation(tail).answer == "inside" for tail in tails):
                    return text[start : start + len(words)]
                rest = text[start + len(words) :].split()[:4]
                for size in range(len(rest), 0, -1):
                    if self._places.relation(" ".join(rest[:size]).strip(".,;:|–-")).answer == "inside":
                        return text[start : start + len(words)] + " " + " ".join(rest[:size])
        return ""

    def _points(self, kind: str, share: float) -> float:
        return round(POINTS[kind] * LEANING.get(self._settings.goal.kind, {}).get(kind, 1.0) * min(share, 1.0), 2)

    def _shared_values(self, fields: Mapping[str, str]) -> Iterator[Reason]:
        """A value that may be shared is told only where none surely is: a list of guesses tells nothing."""
        found = _best_of(self._values.find(fields))
        sure = [match for match in found if match.strength >= LIKELY]
        for place, match in enumerate(sure or found[:1]):
            share = _share(match) * EACH_FURTHER**place
            if points := self._points("values", share):
                yield Reason("values", points, f'{_surely(match)}shares your value "{match.term}"', _quoted(match))

    def _target(self, fields: Mapping[str, str]) -> Iterator[Reason]:
        for kind, matcher, text in (
            ("role", self._roles, "{}works as {}, a role you look for"),
            ("industry", self._industries, "{}works in {}, a field you look for"),
        ):
            for match in _best_of(matcher.find(fields))[:1]:
                if points := self._points(kind, _share(match)):
                    yield Reason(kind, points, text.format(_surely(match), match.term), _titled(match, fields))

    def _place(self, person: Person) -> Iterator[Reason]:
        where = self.where(person)
        if where.answer in ("inside", "lifted"):
            yield Reason("place", self._points("place", 1), "is where you look", where.evidence)
        elif where.answer == "outside" and self._settings.target.location == "preferred":
            yield Reason("place", AGAINST_PLACE, "is outside the places you prefer", where.evidence)
        elif where.answer == "unknown" and self._settings.target.location == "required":
            evidence = f'location: "{where.evidence}"' if where.evidence else "no location is known"
            yield Reason("place", 0.0, "place unknown: check before writing", evidence)

    def _sought(self, fields: Mapping[str, str], told: Sequence[Reason]) -> Iterator[Reason]:
        """What I seek counts where nothing else has counted the same words, or the same wish, already."""
        for match in _best_of(self._seeks.find(fields)):
            again = any(_repeats(match, reason) for reason in told)
            if match.strength >= SOUGHT and not again:
                points = self._points("reciprocity", match.strength * 0.6)
                yield Reason("reciprocity", points, f'fits what you look for: "{match.term}"', _quoted(match))
                return

    def _offered(self, fields: Mapping[str, str]) -> Iterator[Reason]:
        """What they say they look for, where it is something I offer, or do."""
        sought = {name: text for name in ("headline", "about") if (text := _looked_for(fields.get(name, "")))}
        for match in _best_of(self._offers.find(sought))[:1]:
            if match.strength >= LIKELY:
                text = f'looks for something you offer: "{match.term}"'
                yield Reason("reciprocity", self._points("reciprocity", match.strength), text, _quoted(match))

    def _seniority(self, person: Person) -> Iterator[Reason]:
        """Standing counts only on top of something that fits: a title alone is no reason to write."""
        found = level(person.position or person.headline)
        if found.level >= SENIOR:
            share = (found.level - SENIOR + 1) / 3
            yield Reason("seniority", self._points("seniority", share), "carries responsibility", f'"{found.words}"')

    def _like_one(self, person: Person, mutual: Mutual) -> Reason | None:
        best = mutual.person
        name = best.name
        if companies.key(person.company) and companies.key(person.company) == companies.key(best.company):
            return Reason("similar", self._points("similar", 0.7), f"works where {name} works", f'"{person.company}"')
        if best.id not in self._like:
            self._like[best.id] = _line_of_work(best.position)
        matches = _best_of(self._like[best.id].find({"position": person.position, "headline": person.headline}))
        if matches and _share(matches[0]) >= 1 / 2:
            points = self._points("similar", _share(matches[0]) * mutual.strength)
            return Reason("similar", points, f"does work like {name}'s", _quoted(matches[0])) if points else None
        return None


def _fields(person: Person) -> dict[str, str]:
    return {name: getattr(person, name) for name in TEXTS if getattr(person, name)}


def _best_of(matches: Iterable[Match]) -> list[Match]:
    """The strongest match of every term, the strongest first."""
    best: dict[str, Match] = {}
    for match in matches:
        if match.strength < HINTED:
            continue
        if match.term not in best or match.strength > best[match.term].strength:
            best[match.term] = match
    return sorted(best.values(), key=lambda match: (-match.strength, match.term))


def _share(match: Match) -> float:
    return match.strength if match.strength >= LIKELY else match.strength / 2


def _surely(match: Match) -> str:
    return "" if match.strength >= LIKELY else "maybe "


def _quoted(match: Match) -> str:
    return f'{match.field}: "{match.words}"'


def _titled(match: Match, fields: Mapping[str, str]) -> str:
    """Quote a short field whole: a single word of a title proves less than the title."""
    return f'{match.field}: "{fields[match.field]}"' if match.field in SHORT else _quoted(match)


def _line_of_work(title: str) -> Matcher:
    """What finds people who do the work of this title; nobody where it names a rank alone: directors are not alike."""
    matcher = Matcher([title] if title else [], "role")
    return matcher if any(wish.alternatives for wish in matcher.wishes) else Matcher([], "role")


def _repeats(match: Match, reason: Reason) -> bool:
    """Whether a reason already rests on these words, or on a wish that says the same."""
    return fold(match.words) in fold(reason.evidence) or fold(match.term) in fold(reason.text)


_LOOKING = re.compile(
    r"""(?<!\w)(?:
      looking\ for | seek(?:s|ing)? | search(?:es|ing)?\ for | in\ search\ of | hiring | (?:I|we)\ need | in\ need\ of
    | suche(?:\ nach)? | suchen | sucht | benötig(?:e|en|t) | brauch(?:e|en|t)
    | (?:re)?cherch(?:e|ons|ent) | besoin\ de | recrut(?:e|ons)
    | busc(?:o|a|amos|an|ando) | necesit(?:o|a|amos) | procur(?:o|a|amos|am|ando) | precis(?:o|a|amos)\ de
    | cerc(?:o|a|hiamo|ano|asi) | in\ cerca\ di | alla\ ricerca\ di
    | söker | søker | søger | leter\ etter | behöver | trenger | zoek(?:t|en)? | op\ zoek\ naar
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)


def _looked_for(text: str) -> str:
    """What stands behind words of seeking in somebody's own text, "" where they seek nothing."""
    found = _LOOKING.search(text)
    return text[found.end() :][:200] if found else ""
