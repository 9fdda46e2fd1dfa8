"""Whom a page shows as my connection is one of my connections: found there by name, so that nobody has to be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from outreach import addresses
from outreach.sources.base import OWNER, Mention, Reading
from outreach.sources.linkedin import Archive
from outreach.who import names
from outreach.who.likeness import SAME, compare
from outreach.who.names import Name

Listed = dict[str, list[tuple[Name, str]]]  # by family name: the name and the address


def addressed(readings: Sequence[Reading], mine: Sequence[Archive]) -> list[Reading]:
    """Return the readings with the address of everybody who is shown as my connection and is the only one of that name.

    A page says so by the first degree or by standing in my own list; of several connections of one name none is chosen.
    """
    listed: Listed = {}
    found = []
    for reading in readings:
        places = _shown_as_mine(reading)
        if places and not listed:
            listed = _by_family(mine)
        found.append(_with_addresses(reading, places, listed) if places else reading)
    return found


def _shown_as_mine(reading: Reading) -> set[int]:
    """Return the places of mentions without an address that are connections of mine."""
    if reading.role != "seen":
        return set()
    places = {max(link.a, link.b) for link in reading.links if link.kind == "connection" and OWNER in (link.a, link.b)}
    places |= {place for place, mention in enumerate(reading.mentions) if mention.degree == 1}
    return {place for place in places if not reading.mentions[place].url}


def _by_family(mine: Sequence[Archive]) -> Listed:
    rows = pl.concat([archive.connections.select("first", "last", "url") for archive in mine] or [pl.DataFrame()])
    listed: Listed = {}
    for first, last, url in rows.unique().sort("url", "last", "first").iter_rows() if len(rows) else ():
        if url:
            name = names.parse(first or "", last or "")
            listed.setdefault(name.surname, []).append((name, url))
    return listed


def _with_addresses(reading: Reading, places: set[int], listed: Listed) -> Reading:
    mentions = [_with_address(one, listed) if place in places else one for place, one in enumerate(reading.mentions)]
    return replace(reading, mentions=mentions)


def _with_address(mention: Mention, listed: Listed) -> Mention:
    name = names.parse(mention.name)
    keys = {addresses.slug(url) for other, url in listed.get(name.surname, ()) if compare(name, other) == SAME}
    return replace(mention, url=addresses.link(keys.pop())) if len(keys) == 1 else mention
