"""Whether a person is where I want to be: inside, outside, or unknown, with the words that say so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from outreach.words.gazetteer import Area, country_name, distance
from outreach.words.whereabouts import Meant, understand

INSIDE, OUTSIDE, UNKNOWN = "inside", "outside", "unknown"
COMMUTE = 45.0  # km: near enough to a wanted town to meet on an ordinary day
_FAR = 80.0  # km: beyond it nobody calls it near; between the two it is left open
_SAME = 3.0  # km between two points of one town
_NEXT_REGION = 250.0  # km between the towns of two regions beyond which they cannot share a border town


@dataclass(frozen=True, slots=True)
class Relation:
    """Where somebody is, seen from the wanted places: `answer` is "inside", "outside" or "unknown".

    `place` is the place on the map ("" where none was found), `evidence` the words that were read and how they fit.
    """

    answer: str
    place: str = ""
    evidence: str = ""


class Places:
    """The wanted places, understood once. `home` helps to tell which of two namesakes is wanted.

    `not_found` lists the wanted names that are no place on the map, `unclear` those that may be several.
    """

    def __init__(self, wanted: Sequence[str], home: str = "") -> None:
        meant = {name: [area for one in understand(name) for area in _wider(one)] for name in wanted}
        sure = [area for areas in (*meant.values(), *map(list, understand(home))) for area in areas if len(areas) == 1]
        self._wanted = {name: _clear(areas, sure) for name, areas in meant.items() if areas}
        whole = [areas[0] for areas in self._wanted.values() if len(areas) == 1 and areas[0].kind == "countries"]
        if len(whole) > 1:  # "Scandinavia" lies in Sweden, Norway and Denmark together
            together = frozenset(code for area in whole for code in area.countries)
            self._wanted[" and ".join(area.name for area in whole)] = [Area("countries", "", together)]
        self.not_found = tuple(name for name, areas in meant.items() if not areas)
        self.unclear = tuple(
            name for name, areas in self._wanted.items() if len(areas) > 1 and len(understand(name)) == 1
        )

    def relation(self, text: str) -> Relation:
        """Return how the place `text` names relates to the wanted ones. Never inside where the text leaves it open."""
        mentions = understand(text)
        if not mentions or not self._wanted:
            return Relation(UNKNOWN, "", f'"{text}" names no place I know' if text.strip() else "no location known")
        related = [self._of(mention, text) for mention in mentions]
        if inside := [one for one in related if one.answer == INSIDE]:
            return inside[0]
        return next((one for one in related if one.answer == UNKNOWN), related[0])

    def _of(self, mention: Meant, text: str) -> Relation:
        """Relate one mention; where it may be several places, they must agree."""
        each = [self._area(area, text) for area in mention]
        answers = {one.answer for one in each}
        if len(answers) == 1:
            return each[0]
        names = " or ".join(dict.fromkeys(_label(area) for area in mention))
        return Relation(UNKNOWN, "", f'"{text}" may be {names}')

    def _area(self, area: Area, text: str) -> Relation:
        answers = {}
        for name, wanted in self._wanted.items():
            each = [_relate(area, one) for one in wanted]
            agreed = {answer for answer, _ in each}
            lists = len(understand(name)) > 1  # a wanted "Oslo / Bergen" is satisfied by either
            answer = INSIDE if lists and INSIDE in agreed else agreed.pop() if len(agreed) == 1 else UNKNOWN
            answers[name] = answer, each[0][1]
        said = f'"{text}"' if text == area.name else f'"{text}" is {_label(area)}'
        for name, (answer, how) in answers.items():
            if answer == INSIDE:
                return Relation(INSIDE, _label(area), f"{said}, {how or f'in {name}'}")
        unsure = any(answer == UNKNOWN for answer, _ in answers.values())
        if unsure:
            return Relation(UNKNOWN, _label(area), f"{said}, which does not settle it")
        return Relation(OUTSIDE, _label(area), f"{said}, not in {', '.join(self._wanted)}")


def _relate(area: Area, wanted: Area) -> tuple[str, str]:
    """The answer for one place and one wanted place, and how near it is where nearness decided."""
    if area.countries.isdisjoint(wanted.countries) and not _neighbours(area, wanted):
        return OUTSIDE, ""
    if wanted.kind == "countries":
        return (INSIDE, "") if area.countries <= wanted.countries else (UNKNOWN, "")
    if area.kind == "countries":
        return UNKNOWN, ""
    if wanted.kind == "region":
        return _to_region(area, wanted), ""
    return _to_point(area, wanted)


def _to_region(area: Area, wanted: Area) -> str:
    if area.region == wanted.region and area.kind != "circle":
        return INSIDE
    if area.kind == "circle":
        return UNKNOWN if distance(area.point, wanted.point) < _NEXT_REGION or area.region == wanted.region else OUTSIDE
    return OUTSIDE


def _to_point(area: Area, wanted: Area) -> tuple[str, str]:
    """Relate to a wanted town, or to a circle around one."""
    apart = distance(area.point, wanted.point)
    if area.kind == "region":
        near = area.region == wanted.region or apart < _NEXT_REGION
        return (UNKNOWN if near else OUTSIDE), ""
    reach, far = (wanted.radius, wanted.radius * 1.5) if wanted.radius else (COMMUTE, _FAR)
    same = area.name == wanted.name and area.kind == wanted.kind and apart <= _SAME
    if same or (area.metropolis and apart <= _SAME):
        return INSIDE, ""
    if apart + area.radius <= reach:
        how = f"{apart:.0f} km from {wanted.name}" if not wanted.radius and apart > _SAME else ""
        return INSIDE, how
    return (OUTSIDE if apart - area.radius > far else UNKNOWN), ""


def _neighbours(area: Area, wanted: Area) -> bool:
    """Whether two places lie so near that the border between them may not matter (Malmö and Copenhagen)."""
    precise = all(place.kind in ("town", "circle") for place in (area, wanted))
    return precise and distance(area.point, wanted.point) - area.radius <= max(wanted.radius, _FAR)


def _wider(meant: Meant) -> Meant:
    """Of a wanted name that is a town and the region around it, the region: both are wanted then."""
    regions = [area for area in meant if area.kind == "region"]
    towns = [area for area in meant if area.kind != "town" or all(_key(area) != _key(region) for region in regions)]
    return tuple(towns)


def _key(area: Area) -> tuple[frozenset[str], str]:
    return area.countries, area.region


def _clear(areas: list[Area], sure: Iterable[Area]) -> list[Area]:
    """Of namesakes, those in a country that something else I want, or my own home, is in."""
    countries = {area.country for area in sure if area.country}
    return [area for area in areas if area.country in countries] or areas


def _label(area: Area) -> str:
    if area.kind == "countries":
        return area.name
    return f"{area.name}, {country_name(area.country)}"
