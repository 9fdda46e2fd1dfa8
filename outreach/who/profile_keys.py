"""Profile addresses of a whole network turned into keys at once: every distinct address is understood a single time."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

import numpy as np
import polars as pl
from numpy.typing import NDArray

from outreach import addresses
from outreach.network import Codes, Ints

_PREFIX = "https://www.linkedin.com/in/"
_PLAIN = r"^[a-z0-9][a-z0-9-]*$"
MANY_RUNS = 50_000  # distinct runs of percent escapes, and addresses searched for signs: beyond that one by one
_OPAQUE = r"^(?i:ac[ow]aa)"
_ASCII = r"^[!-~]+$"
_ADDRESS = r"^(?:https?://)?(?:www\.|[a-z]{2,3}\.)?linkedin\.com/in/([^/?#]+)/?(?:[?#].*)?$"
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
    row, example = grouped(urls)
    distinct = urls.gather(example)
    slugs = _slugs(distinct)
    opaque = _opaque(distinct, slugs)
    keys = slugs.fill_null(opaque)
    places, shown = grouped(keys)
    first, second = slugs.gather(shown).drop_nulls().sort(), opaque.gather(shown).drop_nulls().sort()
    names = pl.concat([first, second], rechunk=True)
    return Keys(_positions(keys.gather(shown), names)[places][row], names, len(first))


def _positions(keys: pl.Series, names: pl.Series) -> Ints:
    """Return where each key stands in `names`, the same keys in order, -1 for null: by hash, checked by the text."""
    found = np.full(len(keys), -1, np.int32)
    wanted = keys.drop_nulls()
    place = np.empty(len(names), np.int64)
    place[_order(wanted.hash(0).to_numpy())] = _order(names.hash(0).to_numpy())
    if not names.gather(place).equals(wanted):
        place = wanted.replace_strict(names, np.arange(len(names), dtype=np.int32)).to_numpy()
    found[keys.is_not_null().to_numpy()] = place
    return found


def grouped(text: pl.Series, rows: Ints | None = None) -> tuple[Ints, Ints]:
    """Number equal cells alike, and return for each number a place that has it: by one hash, checked by another.

    With `rows` the cells at these rows only. The places are in order, so that taking them out reads from front to back.
    """
    key, check = text.hash(0).to_numpy(), text.hash(1).to_numpy()
    if rows is not None:
        key, check = key[rows], check[rows]
    if not len(key):
        return np.empty(0, np.int32), np.empty(0, np.int32)
    order = _order(key)
    new = _changes(key[order])
    if _changes(check[order])[~new].any():
        key = (text if rows is None else text.gather(rows)).rank("dense").fill_null(0).to_numpy()
        order = np.argsort(key, kind="stable")
        new = _changes(key[order])
    example = order[new]
    first = np.zeros(len(key), bool)
    first[example] = True
    number = np.cumsum(first, dtype=np.int32)
    number -= 1
    group = np.cumsum(new, dtype=np.int32)
    group -= 1
    code = np.empty(len(key), np.int32)
    code[order] = number[example][group]
    return code, np.flatnonzero(first).astype(np.int32)


def _changes(values: NDArray[np.unsignedinteger]) -> NDArray[np.bool_]:
    """Return where a value differs from the one before it; the first one does."""
    return np.concatenate([[True], values[1:] != values[:-1]])


def _order(key: NDArray[np.uint64]) -> Codes:
    """Return the stable order of `key`: the leading bits and the place sort fastest as one number, and are nearly all.

    The few keys that differ behind those bits are put in order one run after the other.
    """
    room = np.uint64(len(key).bit_length())
    both = (key >> room) << room
    both |= np.arange(len(key), dtype=np.uint64)
    both.sort()
    order = (both & ((np.uint64(1) << room) - np.uint64(1))).astype(np.int64)
    both >>= room
    there = key[order]
    mixed = np.flatnonzero((both[1:] == both[:-1]) & (there[1:] != there[:-1]))
    for top in np.unique(both[mixed]):
        start, end = np.searchsorted(both, top), np.searchsorted(both, top, "right")
        order[start:end] = order[start:end][np.argsort(there[start:end], kind="stable")]
    return order


def _slugs(distinct: pl.Series) -> pl.Series:
    """The slug of every distinct address, null where there is none; agrees with `addresses.slug`, only faster."""
    usual = distinct.str.starts_with(_PREFIX)
    tail = distinct.str.strip_prefix(_PREFIX).set(~usual, None).str.strip_suffix("/")
    other = (~usual).arg_true()
    lower = distinct.gather(other).str.to_lowercase()  # folds case as `addresses.slug` does where all is ASCII
    tail = tail.scatter(other, lower.set(~lower.str.contains(_ASCII), None).str.extract(_ADDRESS))
    tail = tail.set(tail.str.contains(_OPAQUE), None)
    found = tail.set(~tail.str.contains(_PLAIN), None)
    odd = tail.is_not_null() & found.is_null()
    found = found.scatter(odd.arg_true(), _decoded(tail.filter(odd)))
    rest = (found.is_null() & distinct.is_not_null()).arg_true()
    slow = pl.Series([addresses.slug(address) or None for address in distinct.gather(rest)], dtype=pl.String)
    return found.scatter(rest, slow)


def _decoded(tails: pl.Series) -> pl.Series:
    """Tails with their percent escapes undone, each distinct run once; null where more would have to change."""
    runs = tails.str.extract_all("(?:%[0-9A-Fa-f]{2})+").explode().drop_nulls().unique()
    runs = runs.sort(descending=True) if len(runs) < MANY_RUNS else runs.head(0)  # a longer run stands before its start
    plain = [unquote(run) for run in runs]
    text = tails.str.replace_many(runs.to_list(), plain, leftmost=True) if plain else tails
    signs = set("".join(text.head(MANY_RUNS)))
    stable = "".join(re.escape(sign) for sign in sorted(signs) if not sign.isascii() and _is_stable(sign))
    return text.set(~text.str.contains(f"^[a-z0-9{stable}][a-z0-9{stable}-]{{0,200}}$"), None)


def _is_stable(sign: str) -> bool:
    """Whether neither folding of case nor normalising would change a sign, whatever stands beside it."""
    composing = "\u1100" <= sign <= "\u11ff"  # Hangul letters, which normalising joins into syllables
    folded = unicodedata.normalize("NFC", sign).casefold()
    return sign.isalnum() and sign == folded and not composing


def _opaque(distinct: pl.Series, slugs: pl.Series) -> pl.Series:
    places = (slugs.is_null() & distinct.is_not_null()).arg_true()
    ids = pl.Series([addresses.opaque(address) or None for address in distinct.gather(places)], dtype=pl.String)
    return pl.Series([None], dtype=pl.String).new_from_index(0, len(distinct)).scatter(places, ids)


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
