"""Profile addresses of a whole network turned into keys at once: every distinct address is understood a single time."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

import numpy as np
import polars as pl

from outreach import addresses
from outreach.network import Ints

_PREFIX = "https://www.linkedin.com/in/"
_PLAIN = r"^[a-z0-9][a-z0-9-]*$"
_WORDS = r"^[^\s/?#<>\"'`\\,;:@&%]{1,200}$"
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
    decoded = _decoded(tail.filter(escaped))
    if decoded is not None:
        found = found.scatter(escaped.arg_true(), decoded)
    rest = (found.is_null() & distinct.is_not_null()).arg_true()
    slow = pl.Series([addresses.slug(address) or None for address in distinct.gather(rest)], dtype=pl.String)
    return found.scatter(rest, slow) if len(rest) else found


def _decoded(tails: pl.Series) -> pl.Series | None:
    """Percent escapes of all tails undone in one call; null where the outcome is unusual, None where mixed up."""
    if tails.is_empty():
        return None
    text = unicodedata.normalize("NFC", unquote("\n".join(tails))).casefold()
    lines = pl.Series(text.split("\n"), dtype=pl.String)
    return lines.set(~lines.str.contains(_WORDS), None) if len(lines) == len(tails) else None


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
