"""The folder of one week: who was chosen stays chosen, and what the user wrote into a note is never overwritten."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from outreach.files import write
from outreach.model import Pin, Suggestion
from outreach.text import fold

FILE = "plan.json"
Keys = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Somebody who has, or had, a place of the week."""

    person: str
    name: str
    keys: Keys
    action: str
    via: str


@dataclass(slots=True)
class Places:
    """The places of a week: for every rank those who held it, first to last, and the hashes of the notes written."""

    holders: dict[int, list[Chosen]] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)

    def pins(self, skipped: Callable[[Chosen], bool]) -> tuple[list[Pin], list[int]]:
        """Return who holds a place now, and the ranks that are free because everybody who held them was skipped.

        Taking back a skip gives the place back to whom it belonged first.
        """
        pins, free = [], []
        for rank, holders in sorted(self.holders.items()):
            holder = next((one for one in holders if not skipped(one)), None)
            if holder:
                pins.append(Pin(rank, holder.person, holder.action, holder.via))
            else:
                free.append(rank)
        return pins, free

    def add(self, suggestions: Sequence[Suggestion], keys: Callable[[str], Keys]) -> None:
        """Note who holds which place now; a person who held it before keeps their turn."""
        for one in suggestions:
            holders = self.holders.setdefault(one.rank, [])
            via = one.via[0].person.id if one.via else ""
            chosen = Chosen(one.person.id, one.person.name, keys(one.person.id), one.action, via)
            for place, holder in enumerate(holders):
                if holder.person == chosen.person:
                    holders[place] = chosen
                    break
            else:
                holders.append(chosen)


def week_of(today: date) -> str:
    """Return the ISO week of a day, as `2026-W47`."""
    year, week, _ = today.isocalendar()
    return f"{year}-W{week:02d}"


def load(folder: Path) -> Places:
    """Return the places of the week kept in `folder`; none where it holds no readable plan."""
    try:
        data = json.loads((folder / FILE).read_text(encoding="utf-8"))
        holders = {int(place["rank"]): [_chosen(one) for one in place["people"]] for place in data["places"]}
        return Places(holders, {str(name): str(mark) for name, mark in data["written"].items()})
    except FileNotFoundError:
        return Places()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Places()  # a damaged plan is derived data: the week is planned anew


def _chosen(data: Mapping[str, Any]) -> Chosen:
    keys = tuple((str(kind), str(value)) for kind, value in data["keys"])
    return Chosen(str(data["id"]), str(data["name"]), keys, str(data["action"]), str(data["via"]))


def save(
    folder: Path,
    places: Places,
    week: str,
    notes: Mapping[str, str],
    files: Mapping[str, str],
    used: Collection[str] = (),
) -> list[str]:
    """Write `files` and `notes` (name to text) into `folder`; return the notes left alone because the user edited them.

    Notes of people who left the week are removed unless they were edited, or are among the names `used`.
    """
    edited = [name for name in sorted(places.written) if _edited(folder / name, places.written[name])]
    for name, text in notes.items():
        if name not in edited:
            write(folder / name, text)
            places.written[name] = _mark(text)
    for name in [name for name in places.written if name not in {*notes, *edited, *used}]:
        (folder / name).unlink(missing_ok=True)
        del places.written[name]
    for name, text in files.items():
        write(folder / name, text)
    write(folder / FILE, json.dumps(_data(places, week), indent=1, ensure_ascii=False, sort_keys=True) + "\n")
    return edited


def edited_notes(folder: Path, places: Places) -> dict[str, str]:
    """Return the notes the user changed, by file name relative to `folder`."""
    return {
        name: (folder / name).read_text(encoding="utf-8", errors="replace")
        for name, mark in sorted(places.written.items())
        if _edited(folder / name, mark)
    }


def note_name(rank: int, person: str, kind: str) -> str:
    """Return the file name of a note: rank, the person's id and kind, safe on every system."""
    who = "".join(letter if letter.isalnum() else "-" for letter in fold(person))[:60].strip("-") or "note"
    return f"notes/{rank}-{who}.{kind}.txt"


def _edited(path: Path, mark: str) -> bool:
    try:
        return _mark(path.read_bytes()) != mark
    except OSError:
        return False  # removed by the user: it may be written again


def _mark(text: str | bytes) -> str:
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def _data(places: Places, week: str) -> dict[str, object]:
    return {
        "schema": "outreach-week/1",
        "week": week,
        "places": [
            {
                "rank": rank,
                "people": [
                    {"id": one.person, "name": one.name, "keys": one.keys, "action": one.action, "via": one.via}
                    for one in holders
                ],
            }
            for rank, holders in sorted(places.holders.items())
        ],
        "written": places.written,
    }


def holder_at(places: Places, rank: int, skipped: Collection[str] = ()) -> Chosen | None:
    """Return who holds `rank`: the first who was not skipped, else the last who held it."""
    holders = places.holders.get(rank, [])
    return next((one for one in holders if one.person not in skipped), holders[-1] if holders else None)
