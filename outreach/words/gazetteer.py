"""The table of places: countries, regions, towns of 15,000 inhabitants and more, by any of their names.

Built from GeoNames (https://www.geonames.org, CC BY 4.0) by `tests/build_places.py`. Read when first asked.
"""

from __future__ import annotations

import gzip
import re
import tomllib
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt

from outreach.text import fold

_EARTH = 6371.0  # km, mean radius
_UMLAUT = re.compile(r"([aou])e")
_ONE_SPELLING = {"saint": "st", "sankt": "st", "sint": "st"}
_WORD = re.compile(r"[^\W_]+")
_OTHER_NAME = (
    0.2  # what a town's size counts where the text has another of its names: Bergen is first Bergen, then Mons
)


@dataclass(frozen=True, slots=True)
class Area:
    """A place on the map: `kind` is "countries", "region" (by code), "circle" (`radius` km around a point) or "town".

    `point` is the place of a town, and the largest town of a region. `size` is the population of a town, weighed down
    where it was found under another of its names. A `metropolis` is a circle that is its town and what belongs to it.
    """

    kind: str
    name: str
    countries: frozenset[str]
    region: str = ""
    point: tuple[float, float] = (0.0, 0.0)
    radius: float = 0.0
    size: float = 0.0
    metropolis: bool = False

    @property
    def country(self) -> str:
        """The code of its country, "" for several."""
        return next(iter(self.countries)) if len(self.countries) == 1 else ""


def key(name: str) -> str:
    """Return how names of places are compared: no case, accents, signs; "ü", "ue" and "u" alike, "saint" is "st"."""
    words = _WORD.findall(fold(name).replace("'", ""))
    return " ".join(_ONE_SPELLING.get(word) or (_UMLAUT.sub(r"\1", word) if len(word) > 3 else word) for word in words)


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance in km (haversine formula) of two (latitude, longitude) pairs in degrees."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(half))


@lru_cache(maxsize=1 << 14)
def named(name: str) -> tuple[Area, ...]:
    """Return every place of that name: groups of countries and countries first, then regions, then towns by size."""
    wanted = key(name)
    if not wanted:
        return ()
    areas = (*_wide().get(wanted, ()), *_regions().get(wanted, ()))
    return (*areas, *_towns_named(wanted))


@lru_cache(maxsize=1 << 10)
def coded(code: str) -> tuple[Area, ...]:
    """Return what a country code or a region's abbreviation in capitals stands for: "DE" is Germany and Delaware."""
    countries = [area for area in _countries() if area.country == code]
    return (*countries, *_regions().get(key(code), ()))


def country_name(code: str) -> str:
    """Return the English name of a country by its code."""
    return next((area.name for area in _countries() if area.country == code), code)


def _towns_named(wanted: str) -> list[Area]:
    names = _lines("townnames.tsv.gz")
    at = bisect_left(names, wanted + "\t")
    if at == len(names) or not names[at].startswith(wanted + "\t"):
        return []
    found = [_town(int(number.lstrip("-")), number.startswith("-")) for number in names[at].partition("\t")[2].split()]
    return sorted(found, key=lambda area: -area.size)


def _town(number: int, is_other_name: bool) -> Area:
    name, country, region, latitude, longitude, population = _lines("towns.tsv.gz")[number].split("\t")
    size = float(population) * (_OTHER_NAME if is_other_name else 1)
    return Area("town", name, frozenset({country}), region, (float(latitude), float(longitude)), size=size)


def text(name: str) -> str:
    """Return a file of the lexicon as text, unpacked where it is packed."""
    data = files("outreach").joinpath("lexicon", name).read_bytes()
    return (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")


@cache
def _lines(name: str) -> list[str]:
    return text(name).split("\n")


@cache
def _countries() -> tuple[Area, ...]:
    rows = (line.split("\t") for line in _lines("countries.tsv") if line)
    return tuple(Area("countries", name, frozenset({code})) for code, _, name, _ in rows)


@cache
def _wide() -> dict[str, list[Area]]:
    """Countries, continents and other groups of countries by the keys of their names."""
    found: dict[str, list[Area]] = {}
    document = tomllib.loads(text("areas.toml"))
    rows = [line.split("\t") for line in _lines("countries.tsv") if line]
    for name, codes in document["groups"].items():
        found[key(name)] = [Area("countries", name, frozenset(codes.split()))]
    for continent, names in document["continents"].items():
        codes = frozenset(code for code, of, _, _ in rows if of == continent)
        for name in names.split(", "):
            found.setdefault(key(name), [Area("countries", name, codes)])
    for code, _, name, keys in rows:
        for one in keys.split("|"):
            found.setdefault(one, []).append(Area("countries", name, frozenset({code})))
    return found


@cache
def _regions() -> dict[str, list[Area]]:
    found: dict[str, list[Area]] = {}
    for line in _lines("regions.tsv"):
        if line:
            name, country, code, latitude, longitude, radius, metropolis, keys = line.split("\t")
            point, circle = (float(latitude), float(longitude)), float(radius or 0)
            kind = "circle" if circle else "region"
            area = Area(kind, name, frozenset({country}), code, point, circle, metropolis=bool(metropolis))
            for one in keys.split("|"):
                found.setdefault(one, []).append(area)
    return found
