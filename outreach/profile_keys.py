"""Profile addresses of a whole network turned into keys at once: every distinct address is understood a single time."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

import numpy as np
import polars as pl

from outreach import addresses
from outreach.network import Ints

_PREFIX = "https://www.linkedin.com/in/"
_PLAIN = r"^[a-z0-9][a-z0-9-]*$"
MANY_RUNS = 50_000  # distinct runs of percent escapes from which on each address is understood singly
_OPAQUE = r"^ac[ow]aa"
_GENERIC_MAILBOXES_WORDS = """
info office contact mail email hello hi hallo kontakt team admin administration support service services help
sales marketing press presse media jobs careers career hr recruiting recruitment bewerbung billing accounts
accounting buchhaltung noreply no-reply donotreply newsletter webmaster postmaster reception empfang booking
bookings events enquiries inquiries contacto contato contatto bonjour welcome studio shop store
"""
_GENERIC_MAILBOXES = frozenset(_GENERIC_MAILBOXES_WORDS.split())


@dataclass(frozen=True, slots=True)
class Keys:
    """The key of every row (-1 where the address is no profile's), and the distinct keys: slugs, then opaque ids."""

    code: Ints
    names: pl.Series
    slugs: int


def profile_keys(urls: pl.Series) -> Keys:
    """Number the profiles that addresses lead to: slugs in alphabetical order, after them opaque member ids."""
    raw = urls.cast(pl.Categorical(pl.Categories.random()))
    seen = raw.unique().drop_nulls()
    distinct, places = seen.cast(pl.String), seen.to_physical().cast(pl.Int64).to_numpy()
    slugs = _slugs(distinct)
    opaque = _opaque(distinct, slugs)
    first, second = (keys.drop_nulls().unique().sort() for keys in (slugs, opaque))
    names = pl.concat([first, second])
    number = slugs.fill_null(opaque).replace_strict(names, np.arange(len(names), dtype=np.int32), default=-1)
    lookup = np.full(int(places.max(initial=-1)) + 2, -1, np.int32)
    lookup[places] = number.to_numpy()
    rows = raw.to_physical().cast(pl.Int64).fill_null(len(lookup) - 1).to_numpy()
    return Keys(lookup[rows], names, len(first))


def _slugs(distinct: pl.Series) -> pl.Series:
    """The slug of every distinct address, null where there is none; agrees with `addresses.slug`, only faster."""
    tail = distinct.str.strip_prefix(_PREFIX).str.strip_suffix("/")
    known = distinct.str.starts_with(_PREFIX) & ~tail.str.contains(_OPAQUE)
    plain = known & tail.str.contains(_PLAIN)
    found = tail.set(~plain, None)
    escaped = known & ~plain & tail.str.contains("%")
    if escaped.any():
        found = found.scatter(escaped.arg_true(), _decoded(tail.filter(escaped)))
    rest = (found.is_null() & distinct.is_not_null()).arg_true()
    slow = pl.Series([addresses.slug(address) or None for address in distinct.gather(rest)], dtype=pl.String)
    return found.scatter(rest, slow) if len(rest) else found


def _decoded(tails: pl.Series) -> pl.Series:
    """Tails with their percent escapes undone, each distinct run once; null where more would have to change."""
    runs = tails.str.extract_all("(?:%[0-9A-Fa-f]{2})+").explode().drop_nulls().unique()
    runs = runs.sort(descending=True) if len(runs) < MANY_RUNS else runs.head(0)  # a longer run stands before its start
    plain = [unquote(run) for run in runs]
    signs = set("".join(plain))
    stable = "".join(re.escape(sign) for sign in sorted(signs) if _is_stable(sign))
    text = tails.str.replace_many(runs.to_list(), plain, leftmost=True) if plain else tails
    return text.set(~text.str.contains(f"^[a-z0-9{stable}][a-z0-9{stable}-]{{0,200}}$"), None)


def _is_stable(sign: str) -> bool:
    """Whether neither folding of case nor normalising would change a sign, whatever stands beside it."""
    composing = "\u1100" <= sign <= "\u11ff"  # Hangul letters, which normalising joins into syllables
    folded = unicodedata.normalize("NFC", sign).casefold()
    return sign.isalnum() and sign == folded and not composing


def _opaque(distinct: pl.Series, slugs: pl.Series) -> pl.Series:
    places = slugs.is_null().arg_true()
    ids = pl.Series([addresses.opaque(address) or None for address in distinct.gather(places)], dtype=pl.String)
    empty = pl.Series([None] * len(distinct), dtype=pl.String)
    return empty.scatter(places, ids) if len(places) else empty


def mailbox(address: str) -> str:
    """Return the key of an e-mail address, "" for none and for a shared mailbox (`info@…`), which proves no person.

    Case, a `+tag`, and in Gmail dots make no difference.
    """
    name, at, host = address.strip().casefold().removeprefix("mailto:").rpartition("@")
    name = name.partition("+")[0]
    if not at or not name or "." not in host or any(sign.isspace() for sign in name) or name in _GENERIC_MAILBOXES:
        return ""
    if host in ("gmail.com", "googlemail.com"):
        name, host = name.replace(".", ""), "gmail.com"
    return f"{name}@{host}"
