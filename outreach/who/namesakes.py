"""Which profiles a record without an address might be: found by family name and firm over the whole network at once."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import polars as pl

from outreach.network import Ints
from outreach.text import fold
from outreach.who import names
from outreach.words import companies

_SIMPLE = r"^[A-Z][a-z]{2,}$"
_ROLE_ENDS = re.compile(r"\s+(?:at|bei|chez|hos|på|ved|bij|presso)\s+|\s*[|•·@]\s*|\s+[-–—]\s+|,\s+")
_TELLING = r"[(\[\"“„«]"  # a given-name field may hold another family name in brackets or quotes
_TELLS = 12  # letters from which a headline tells somebody apart
_LONG = 4  # letters from which one word of a double family name is looked up alone


def names_of(records: pl.DataFrame) -> list[names.Name]:
    """Return the name of every record, taken apart; first and last name where given, else the full name."""
    fields = records.select(pl.col("first", "last", "name").fill_null("")).iter_rows()
    return [names.parse(first, last) if first or last else names.parse(name) for first, last, name in fields]


def same_family(records: pl.DataFrame, among: Ints, weak: Ints, firm: bool) -> pl.DataFrame:
    """Return pairs of a record of `weak` and one of `among` with a family name in common, and the firm where `firm`.

    Columns `weak` and `other` hold positions in `records`. Records without a company pair with nothing where `firm`.
    """
    wanted = _family_keys(records, weak)
    if firm:
        wanted = wanted.join(pl.concat([_firms(records, weak), _named_in_headline(records, weak)]), on="weak")
        if wanted.is_empty():
            return wanted.select("weak", other="weak")
        firms = _firms(records, among, wanted["firm"].unique())
        among = firms["weak"].unique().to_numpy()
    shown = _family_keys(records, among, wanted["family"].unique())
    shared = ["family", "firm"] if firm else ["family"]
    shown = shown.join(firms, on="weak") if firm else shown
    pairs = wanted.join(shown, on=shared).select("weak", other="weak_right")
    return pairs.unique().sort("weak", "other")


def _family_keys(records: pl.DataFrame, places: Ints, only: pl.Series | None = None) -> pl.DataFrame:
    """Return the records at `places` with each key of their family names (`family`), those of `only` where given."""
    rows = records.select("first", "last", "name")[places].with_columns(weak=pl.Series(places, dtype=pl.Int32))
    simple = pl.col("last").str.contains(_SIMPLE) & ~pl.col("first").str.contains(_TELLING)
    simple = simple.fill_null(False)
    key = pl.col("last").str.to_lowercase().str.replace_all("([aou])e", "${1}")
    plain = rows.filter(simple).select("weak", family=key)
    odd = rows.filter(~simple)
    distinct = odd.select("first", "last", "name").unique(maintain_order=True)
    keys = pl.Series([_keys(name) for name in names_of(distinct)], dtype=pl.List(pl.String))
    told = odd.join(distinct.with_columns(family=keys), on=["first", "last", "name"], nulls_equal=True)
    found = pl.concat([plain, told.select("weak", "family").explode("family")]).drop_nulls("family")
    return found if only is None else found.filter(pl.col("family").is_in(only.implode()))


def _keys(name: names.Name) -> list[str]:
    """Every word a name may be looked up by: the family name, each long word of it, other names, given where turned."""
    keys = {name.surname, *(word for word in name.family if len(word) >= _LONG), *name.also}
    if name.eastern:
        keys |= {"".join(name.given), "".join(name.given) + name.surname, name.surname + "".join(name.given)}
    return sorted(key for key in keys if key)


def _firms(records: pl.DataFrame, places: Ints, only: pl.Series | None = None) -> pl.DataFrame:
    """Return the records at `places` with what they show of somebody's work: the key of the firm, and the headline."""
    rows = records.select("company", "headline", _TOGETHER)[places]
    rows = rows.with_columns(weak=pl.Series(places, dtype=pl.Int32))
    sides = [rows.select("weak", firm=_mapped(rows[field], key)).drop_nulls("firm") for field, key in _WORK]
    found = pl.concat(sides)
    return found if only is None else found.filter(pl.col("firm").is_in(only.implode()))


def _named_in_headline(records: pl.DataFrame, places: Ints) -> pl.DataFrame:
    """Return firms that a headline may name behind the role ("Curator at Lamps AB | Speaker"), to find a profile by."""
    rows = records.select("headline")[places].with_columns(weak=pl.Series(places, dtype=pl.Int32)).drop_nulls()
    firms = [
        [key for piece in _ROLE_ENDS.split(text)[1:] if (key := companies.key(piece))] for text in rows["headline"]
    ]
    told = rows.with_columns(firm=pl.Series(firms, dtype=pl.List(pl.String)))
    return told.select("weak", "firm").explode("firm").drop_nulls()


def _mapped(text: pl.Series, key: Callable[[str], str]) -> pl.Series:
    distinct = text.drop_nulls().unique().sort()
    keys = pl.Series([key(cell) or None for cell in distinct], dtype=pl.String)
    return text.replace_strict(distinct, keys, default=None, return_dtype=pl.String)


def _headline(text: str) -> str:
    key = fold(text)
    return f"headline: {key}" if len(key) >= _TELLS else ""


# A headline too short to tell somebody apart ("Curator") does so together with the place.
_TOGETHER = pl.concat_str("headline", "location", separator=" · ").alias("together")
_WORK: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("company", companies.key),
    ("headline", _headline),
    ("together", _headline),
)


def firms_of(records: pl.DataFrame) -> list[list[str]]:
    """Return for every record the keys of its firm and headline, as far as it has them."""
    rows = records.select("company", "headline", _TOGETHER).fill_null("").iter_rows(named=True)
    return [[key for field, make in _WORK if (text := row[field]) and (key := make(text))] for row in rows]


def listed_together(lists: Ints, node: Ints, weak: Ints, other: Ints) -> list[bool]:
    """Tell for each pair of rows whether the list of `weak` shows the profile of `other` too: then they are two."""
    width = int(node.max(initial=0)) + 1
    concerned = np.zeros(int(lists.max(initial=-1)) + 2, bool)
    concerned[lists[weak]] = True
    concerned[-1] = False  # where records of no list point
    rows = np.flatnonzero(concerned[lists] & (node >= 0))
    shown = np.sort(lists[rows].astype(np.int64) * width + node[rows])
    asked = lists[weak].astype(np.int64) * width + node[other]
    places = np.minimum(np.searchsorted(shown, asked), len(shown) - 1)
    return [bool(found) for found in shown[places] == asked] if len(shown) else [False] * len(asked)
