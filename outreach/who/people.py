"""Everybody the files show, one number each, as columns; a person's text is put together only when somebody asks."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
import polars as pl
from numpy.typing import NDArray

from outreach import addresses
from outreach.exclusions import Known
from outreach.model import Person
from outreach.network import Codes, Ints
from outreach.text import clean, fold
from outreach.who import names
from outreach.who.profile_keys import Keys, grouped
from outreach.words import companies

ATTRIBUTES = ("headline", "industry", "location", "about")


class Columns(Protocol):
    """A table of which single columns are asked for: in memory, or read from disk one by one."""

    def select(self, *names: str) -> pl.DataFrame:
        """Return some columns."""

    def __getitem__(self, name: str, /) -> pl.Series:
        """Return one column."""


@dataclass(frozen=True)
class People:
    """People numbered from 0: those with a slug in its alphabetical order, then opaque ids, then ids made up here.

    `records` holds every place that shows somebody (see `identity.RECORDS`), the most trusted first; `code` gives each
    record's person; `named` and `employed` the record that names a person and the one with their work, -1 for none;
    `details` further texts of the few who have any, by person; `aliases` other keys of people, as after a new address.
    """

    ids: pl.Series
    slugs: int
    records: Columns
    code: Ints
    named: Ints
    employed: Ints
    details: Mapping[int, Mapping[str, str]]
    aliases: Mapping[str, int]

    def __len__(self) -> int:
        """Return how many people there are."""
        return len(self.ids)

    def person(self, number: int) -> Person:
        """Return the person of that number, every text safe to show; put together once."""
        return self.persons([number])[0]

    def persons(self, numbers: Sequence[int] | Codes) -> list[Person]:
        """Return the people of those numbers, as `person` does; many at once cost little more than one."""
        wanted = [int(number) for number in numbers]
        new = [number for number in dict.fromkeys(wanted) if number not in self._made]
        if new:
            shown = zip(new, self.ids.gather(new), self.names_of(new), self._work(new), strict=True)
            self._made.update((number, self._put_together(number, *told)) for number, *told in shown)
        return [self._made[number] for number in wanted]

    @cached_property
    def _made(self) -> dict[int, Person]:
        return {}

    def _put_together(self, number: int, key: str, called: tuple[str, str], work: tuple[str, str]) -> Person:
        first, last = called
        name = names.display(first, last)
        first, last = (first, last) if last else names.split(first)
        known = {field: text for field, text in self.details.get(number, {}).items() if field in ATTRIBUTES}
        return Person(
            id=key,
            name=name,
            url=address(key),
            first=first,
            last=last,
            company=work[0],
            position=work[1],
            **known,
        )

    def code_of(self, text: str) -> int:
        """Return the number of the person whose id, address or last part of an address this is, -1 for nobody."""
        for key in (text, addresses.slug(text), addresses.opaque(text), addresses.slug(addresses.link(text.strip()))):
            if not key:
                continue
            if key in self._others:
                return self._others[key]
            place = int(self.ids[: self.slugs].search_sorted(key))
            if place < self.slugs and self.ids[place] == key:
                return place
        return -1

    def keys(self, number: int) -> tuple[tuple[str, str], ...]:
        """Return every key of a person as a decision stores them: slug, opaque, email, name and company."""
        person = self.person(number)
        found = [*self.firm(number), ("name", person.name), ("company", person.company)]
        return tuple(pair for pair in found if pair[1])

    def firm(self, number: int) -> list[tuple[str, str]]:
        """Return the keys that belong to this person only, kinds as in `model.FIRM`."""
        moved = self._moved.get(number, ())
        own = [("slug" if number < self.slugs else "opaque", str(self.ids[number]))]
        own += [("opaque" if addresses.opaque(addresses.link(key)) else "slug", key) for key in moved]
        return [pair for pair in own if pair[1][0] != "~"] + [("email", mail) for mail in self._mails.get(number, ())]

    def find(self, text: str) -> list[int]:
        """Return everybody an address, its last part or a part of a name means; a whole name goes before parts."""
        if (number := self.code_of(text)) >= 0:
            return [number]
        wanted = fold(clean(text))
        if not wanted:
            return []
        whole = np.flatnonzero((self._folded == wanted).to_numpy())
        if len(whole):
            return [int(number) for number in whole]
        words = pl.DataFrame({"name": self._folded}).select(
            pl.all_horizontal(pl.col("name").str.contains(word, literal=True) for word in wanted.split())
        )
        return [int(number) for number in np.flatnonzero(words.to_series().to_numpy())]

    def mentions(self, number: int) -> list[tuple[str, int]]:
        """Return the files and lines that show a person, in order."""
        rows = self.records.select("file", "line")[np.flatnonzero(self.code == number)]
        return sorted(set(rows.cast({"file": pl.String}).iter_rows()))

    def known(self, number: int) -> Known:
        """Return what tells a person apart from others, for the rules that hold people back."""
        person = self.person(number)
        text = f"{person.headline} {person.position}"
        return Known(frozenset(self.firm(number)), fold(person.name), person.company, person.location, text)

    def texts(self, codes: Ints | Codes) -> tuple[Ints, list[int]]:
        """Return for each of `codes` the number of what it shows of work, place and so on, and one person of each."""
        known = np.isin(codes, np.fromiter(self.details, np.int64, len(self.details)))
        own = [pl.Series("alone", np.where(known, codes, -1)), pl.Series("none", self.employed[codes] < 0)]
        rows = self.records.select("company", "position")[np.maximum(self.employed[codes], 0)].with_columns(own)
        shown = rows.select(pl.concat_str(pl.all().fill_null(""), separator="\x1f")).to_series()
        text, examples = grouped(shown)
        return text, [int(codes[place]) for place in examples]

    def column(self, field: str) -> tuple[Ints, list[str]]:
        """Return a field of everybody at once: each person's place in the list of distinct texts, which starts with "".

        `field` is `company` or `position`; every distinct text is cleaned once.
        """
        given = np.flatnonzero(self.employed >= 0)
        group, examples = grouped(self.records[field], self.employed[given])
        texts = [clean(text or "") for text in self.records[field].gather(self.employed[given][examples])]
        number = np.zeros(len(texts), np.int32)  # who has work of which this says nothing counts as having none
        shown = [place for place, text in enumerate(texts) if text]
        number[shown] = np.arange(1, len(shown) + 1, dtype=np.int32)
        place = np.zeros(len(self), np.int32)
        place[given] = number[group]
        return place, ["", *(texts[at] for at in shown)]

    def names_of(self, numbers: Sequence[int]) -> list[tuple[str, str]]:
        """Return first and last name, as in the files but clean, of each of `numbers`; a full name comes as `first`."""
        places = self.named[np.array(numbers, np.int64)]
        rows = self.records.select("first", "last", "name")[np.maximum(places, 0)].select(pl.all().fill_null(""))
        told = ((clean(first), clean(last), clean(name)) for first, last, name in rows.iter_rows())
        found = [(first, last) if first or last else (name, "") for first, last, name in told]
        return [names if place >= 0 else ("", "") for names, place in zip(found, places, strict=True)]

    def _work(self, numbers: Sequence[int]) -> list[tuple[str, str]]:
        """Return company and position, clean, of each of `numbers`."""
        places = self.employed[np.array(numbers, np.int64)]
        rows = self.records.select("company", "position")[np.maximum(places, 0)]
        told = [(clean(company or ""), clean(position or "")) for company, position in rows.iter_rows()]
        return [work if place >= 0 else ("", "") for work, place in zip(told, places, strict=True)]

    @cached_property
    def _mails(self) -> dict[int, list[str]]:
        rows = self.records["email"].is_not_null().arg_true()
        found: dict[int, set[str]] = {}
        for row, mail in zip(rows, self.records["email"].gather(rows), strict=True):
            found.setdefault(int(self.code[row]), set()).add(clean(mail).casefold())
        return {number: sorted(mails - {""}) for number, mails in found.items()}

    @cached_property
    def _moved(self) -> dict[int, list[str]]:
        moved: dict[int, list[str]] = {}
        for key, number in sorted(self.aliases.items()):
            moved.setdefault(number, []).append(key)
        return moved

    @cached_property
    def _others(self) -> dict[str, int]:
        rest = self.ids[self.slugs :]
        return {**dict(zip(rest, range(self.slugs, len(self.ids)), strict=True)), **self.aliases}

    @cached_property
    def _folded(self) -> pl.Series:
        rows = self.records.select("first", "last", "name")[np.maximum(self.named, 0)]
        rows = rows.select(pl.concat_str("first", "last", separator=" ", ignore_nulls=True).alias("parts"), "name")
        shown = rows.select(pl.when(pl.col("parts") != "").then("parts").otherwise("name").fill_null("")).to_series()
        shown = shown.set(pl.Series(self.named < 0), "")
        distinct = shown.unique()
        return shown.replace_strict(distinct, pl.Series([fold(clean(name)) for name in distinct], dtype=pl.String))


def address(key: str) -> str:
    """Return the link to the profile of an id; "" where the id is not a profile's."""
    return "" if key.startswith("~") else addresses.link(key)


def numbered(records: pl.DataFrame, keys: Keys, root: Ints) -> tuple[People, Ints]:
    """Return the people whose records have the same `root`, and the number of every root (-1 for none).

    Roots below `len(keys.names)` are profiles, numbered in the order of their keys; the others come after them.
    """
    used = np.zeros(max(int(root.max(initial=-1)) + 1, len(keys.names)), bool)
    used[root] = True
    profiles = np.flatnonzero(used[: len(keys.names)])
    rest = np.flatnonzero(used[len(keys.names) :]) + len(keys.names)
    ids, order = _made_ids(records, root, rest)
    number = np.full(len(used), -1, np.int32)
    number[np.concatenate([profiles, rest[order]])] = np.arange(len(profiles) + len(rest), dtype=np.int32)
    code = number[root]
    size = len(profiles) + len(rest)
    people = People(
        ids=pl.concat([keys.names.gather(profiles), pl.Series(ids, dtype=pl.String)]),
        slugs=int(np.searchsorted(profiles, keys.slugs)),
        records=records,
        code=code,
        named=_first_with(records, code, size, ("first", "last", "name")),
        employed=_first_with(records, code, size, ("company", "position")),
        details=_details(records, code),
        aliases=_aliases(keys, root, number),
    )
    return people, number


def _made_ids(records: pl.DataFrame, root: Ints, rest: NDArray[np.intp]) -> tuple[list[str], NDArray[np.intp]]:
    """Make ids for those without a profile out of what is known; return them sorted, and the order of `rest`."""
    first = _first_with(records, root, int(root.max(initial=-1)) + 1, ())[rest]
    fields = ("first", "last", "name", "company", "headline", "position", "email", "connected", "file", "line")
    rows = records[first].select(pl.col(fields).cast(pl.String).fill_null("")).rows()
    made = [(_made_id(row), row, place) for place, row in enumerate(rows)]
    ids: list[str] = []
    times: Counter[str] = Counter()
    for key, _, _ in sorted(made):
        times[key] += 1
        ids.append(key if times[key] == 1 else f"{key}~{times[key]}")
    return ids, np.array([place for _, _, place in sorted(made)], np.intp)


def _made_id(row: Sequence[str]) -> str:
    first, last, name, company, *_ = row
    parts = fold(names.display(first, last) if first or last else names.display(name, "")), companies.key(company)
    told = "~".join(re.sub(r"[\W_]+", "-", part) for part in parts if part)
    return f"~{told}" if told else "~" + hashlib.blake2b("|".join(row[:7]).encode(), digest_size=6).hexdigest()


def _first_with(records: pl.DataFrame, code: Ints, size: int, fields: Sequence[str]) -> Ints:
    """Return everybody's first record in which any of `fields` is given (any record for no fields), -1 for none."""
    rows = np.arange(len(code), dtype=np.int32)
    if fields:
        given = records.select(pl.any_horizontal(pl.col(fields).is_not_null())).to_series()
        rows = rows[given.to_numpy()]
    first = np.full(size, -1, np.int32)
    first[code[rows[::-1]]] = rows[::-1]
    return first


def _details(records: pl.DataFrame, code: Ints) -> dict[int, dict[str, str]]:
    given = records.select(pl.any_horizontal(pl.col(ATTRIBUTES).is_not_null())).to_series().arg_true()
    details: dict[int, dict[str, str]] = {}
    for row, texts in zip(given, records[given].select(ATTRIBUTES).iter_rows(named=True), strict=True):
        known = details.setdefault(int(code[row]), {})
        for field, text in texts.items():
            if text:
                known.setdefault(field, clean(text))
    return details


def _aliases(keys: Keys, root: Ints, number: Ints) -> dict[str, int]:
    """Keys that were linked to another profile's, and whose they are now."""
    moved = np.flatnonzero((keys.code >= 0) & (keys.code != root))
    return {keys.names[int(keys.code[row])]: int(number[root[row]]) for row in moved}
