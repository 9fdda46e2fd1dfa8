"""A place as people write it, taken apart: every place on the map it may mean."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from outreach.words import gazetteer
from outreach.words.gazetteer import Area, distance, key

_LIST = re.compile(r"\s*[|;•·→\n]\s*|\s+[-–—]\s+|\s*/\s*")
_AND = re.compile(r"\s+(?:and|or|und|oder|et|ou|y|o|e|och|eller|og|en)\s+|\s*[&+]\s*", re.I)
_COMMA = re.compile(r"\s*[,()]\s*")
_DOMINANT = 8.0  # times larger than the next town of that name: then it is meant
_GREAT = 100_000  # inhabitants from which a town is meant rather than the region named after it
_KNOWN = 150_000  # inhabitants from which a town may be meant beside a region elsewhere that bears its name
_BESIDE = 40.0  # km between two names of one place ("Brooklyn, New York")
_ONE_PLACE = 5.0  # km between two points of one town
_ABBREVIATION = 3  # letters

Meant = tuple[Area, ...]  # the places one mention may be; several where the text leaves it open


@lru_cache(maxsize=1 << 16)
def understand(text: str) -> tuple[Meant, ...]:
    """Return what a written place may mean: one entry per place it mentions; empty where it names none on the map.

    "Cambridge" leaves two towns open; "Berlin / Oslo" mentions two places; "Remote" and "moving to Oslo" none.
    """
    words = f" {key(text)} "
    if any(f" {moving} " in words for moving in _words("moving")):
        return ()
    if whole := _name(text):
        return (_narrow(whole),)
    return tuple(meant for piece in _pieces(text) if (meant := _narrow(_piece(piece))))


def _pieces(text: str) -> Iterator[str]:
    """The places of a list, unless what looks like a list is one name ("Newfoundland and Labrador")."""
    for piece in _LIST.split(text):
        first, comma, rest = piece.partition(",")
        halves = _AND.split(first)
        if len(halves) > 1 and not _segment(first) and all(_segment(half) for half in halves):
            yield from (half + comma + rest for half in halves)
        elif comma and len(named := [part for part in _COMMA.split(piece) if part]) > 1 and _is_list(named):
            yield from named
        else:
            yield piece


def _is_list(segments: Sequence[str]) -> bool:
    """Whether segments stand side by side: only countries, or only towns far from each other."""
    found = [_segment(segment) for segment in segments]
    if not all(found):
        return False
    if all(area.kind == "countries" for areas in found for area in areas):
        return True
    towns = all(area.kind == "town" for areas in found for area in areas)
    return towns and not any(_together(one, other) for one in found[0] for other in found[1])


def _piece(piece: str) -> list[Area]:
    """One place, written from the narrow to the wide: each segment must lie in those after it, or it is passed over."""
    segments = [segment for segment in _COMMA.split(piece) if segment and key(segment) not in _words("nowhere")]
    context: list[Area] = []
    for segment in reversed(segments):
        found = _segment(segment, in_context=len(segments) > 1) or _spaced(segment)
        fitting = [area for area in found if not context or any(_together(area, wider) for wider in context)]
        narrower = [area for area in fitting if area not in context]
        context = narrower or fitting or context
    return context


def _segment(segment: str, in_context: bool = False) -> list[Area]:
    """Every place one name may be; abbreviations count in capitals."""
    bare = segment.strip(" .")
    if bare.isupper() and len(bare.replace(".", "")) <= _ABBREVIATION:
        found = list(gazetteer.coded(bare.replace(".", "")))
        found += [
            area for area in gazetteer.named(bare) if area not in found and (area.kind != "town" or not in_context)
        ]
        return found
    if len(key(bare)) < _ABBREVIATION:
        return []
    return _name(bare)


def _name(name: str) -> list[Area]:
    """Every place of that name, with the words around it taken off where needed ("Greater Oslo Area")."""
    words = key(name)
    if words in _words("nowhere") or len(words) < _ABBREVIATION:
        return []
    if found := gazetteer.named(words):
        return list(found)
    for bare in _bared(words):
        if found := gazetteer.named(bare):
            return list(found)
    return []


def _bared(words: str) -> Iterator[str]:
    """A name without the words around it, the fewest taken off first; also "Storstockholm" and "Oslos"."""
    for before in _words("before"):
        if words.startswith(f"{before} "):
            yield words[len(before) + 1 :]
            yield from _bared(words[len(before) + 1 :])
    for after in _words("after"):
        if words.endswith(f" {after}"):
            yield words[: -len(after) - 1]
            yield words[: -len(after) - 1].removesuffix("s")
            yield from _bared(words[: -len(after) - 1])
    if words.startswith("stor") and " " not in words:
        yield words[4:]


def _spaced(segment: str) -> list[Area]:
    """A town and its region or country without a comma ("Austin TX", "Oslo Norway")."""
    words = segment.split()
    for cut in range(1, len(words)):
        wide = [area for area in _segment(" ".join(words[cut:]), in_context=True) if area.kind != "town"]
        narrow = _segment(" ".join(words[:cut])) if wide else []
        if fitting := [area for area in narrow if any(_together(area, wider) for wider in wide)]:
            return fitting
    return _joined(segment)


def _joined(segment: str) -> list[Area]:
    """The first of two towns written as one ("Cologne-Bonn Region")."""
    first, dash, _ = segment.partition("-")
    return _segment(first) if dash else []


def _together(narrow: Area, wide: Area) -> bool:
    """Whether both may name one place: the same, one in the other, or side by side."""
    if narrow.countries.isdisjoint(wide.countries):
        return False
    if "countries" in (narrow.kind, wide.kind):
        return True
    if "region" in (narrow.kind, wide.kind):
        return narrow.region == wide.region
    return distance(narrow.point, wide.point) <= max(narrow.radius, wide.radius, _BESIDE)


def _narrow(areas: Iterable[Area]) -> Meant:
    """Leave out what nobody means: small namesakes of a great town, towns named like a country, regions like a city."""
    left = list(dict.fromkeys(areas))
    if any(area.kind == "countries" for area in left):
        return tuple(area for area in left if area.kind != "town")
    towns = sorted((area for area in left if area.kind == "town"), key=lambda area: -area.size)
    if len(towns) > 1 and towns[0].size >= _DOMINANT * towns[1].size:
        towns = towns[:1]
    others = [area for area in left if area.kind != "town"]
    if towns and towns[0].size >= _GREAT:
        others = [area for area in others if not (_together(towns[0], area) and _is_seat(towns[0], area))]
    if others:
        known = bool(towns) and towns[0].size >= _KNOWN
        towns = [town for town in towns if known and not any(_together(town, area) for area in others)]
    return (*others, *towns)


def _is_seat(town: Area, area: Area) -> bool:
    """Whether a town is the greatest of the area that bears its name: Québec is not, so the province is meant."""
    return area.kind != "region" or distance(town.point, area.point) <= _ONE_PLACE


@cache
def _words(name: str) -> tuple[str, ...]:
    document = tomllib.loads(gazetteer.text("areas.toml"))
    return tuple(
        sorted({key(word) for word in document["around"][name].split(",")}, key=lambda word: (-len(word), word))
    )
