"""Settings changed as a careful person would: only the lines that differ, every comment left where it is.

A value is replaced in its place; a new key goes behind the last of its table, a new entry behind the last of its kind;
an entry that goes takes its own lines with it and nothing else. What comes out is read again and has to say exactly
what was asked for.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from outreach import config
from outreach.errors import SettingsError

Place = tuple[str | int, ...]
MISSING: Any = object()


class Editor:
    """Settings that are being changed: `text` is the file, `data` what it says."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.data = _read(text)

    def put(self, place: Place, key: str, value: Any) -> None:
        """Give `key` of the table at `place` a value; `MISSING` takes it out. A table that is not there is made."""
        own = _reach(self.data, place, make=False)
        if not (own is None or isinstance(own, dict)):
            raise _refused()
        known = key in (own or ())
        if value is MISSING and not known:
            return
        want = deepcopy(self.data)
        if value is MISSING:
            del _reach(want, place)[key]
        else:
            _reach(want, place)[key] = value
        if known or not self._appended(place, key, value):
            self.text = _replaced(self.text, place, key, value)
        self._settle(want)

    def add(self, table: str, entry: Mapping[str, Any]) -> None:
        """Add an entry to a list of tables."""
        if not isinstance(self.data.get(table, []), list):
            raise _refused()
        want = deepcopy(self.data)
        want.setdefault(table, []).append(dict(entry))
        blocks = [end for place, _, end in _blocks(self.text) if place[0] == table]
        if table in self.data and not blocks:  # written as one value
            document = tomlkit.parse(self.text)
            _reach(document, (table,)).append(entry)
            self.text = tomlkit.dumps(document)
        else:
            self._insert(blocks[-1] if blocks else None, ["", *_entry_lines(table, entry)])
        self._settle(want)

    def remove(self, place: Place) -> None:
        """Take out the table at `place`, an entry of a list or one with a name; the comments around it stay."""
        want = deepcopy(self.data)
        del _reach(want, place[:-1])[place[-1]]
        if not want.get(str(place[0])):
            want.pop(str(place[0]), None)
        span = next(((start, end) for where, start, end in _blocks(self.text) if where == place), None)
        if span:
            lines = self.text.split("\n")
            follows = span[1] < len(lines) and not lines[span[1]].strip()
            del lines[span[0] - 1 : span[1] + follows]
            self.text = "\n".join(lines)
        else:
            document = tomlkit.parse(self.text)
            del _reach(document, place[:-1])[place[-1]]
            if not document.get(str(place[0])):
                document.pop(str(place[0]), None)
            self.text = tomlkit.dumps(document)
        self._settle(want)

    def _appended(self, place: Place, key: str, value: Any) -> bool:
        """Write a new key behind the last of its table, or in a table of its own; False where it cannot be."""
        line = tomlkit.dumps({key: value}).rstrip("\n").split("\n")
        blocks = _blocks(self.text)
        if own := [end for where, _, end in blocks if where == place]:
            self._insert(own[0], line)
        elif _reach(self.data, place, make=False) is not None:
            return False
        else:
            header = ".".join(tomlkit.key(str(part)).as_string() for part in place)
            kin = [end for where, _, end in blocks if len(where) > 1 and where[0] == place[0]]
            self._insert(kin[-1] if kin else None, ["", f"[{header}]", *line])
        return True

    def _insert(self, behind: int | None, lines: list[str]) -> None:
        """Put lines behind a line (from 1), or at the end."""
        have = self.text.rstrip("\n").split("\n") if behind is None else self.text.split("\n")
        place = len(have) if behind is None else behind
        have[place:place] = lines
        self.text = "\n".join(have).lstrip("\n") + ("\n" if behind is None else "")

    def _settle(self, want: dict[str, Any]) -> None:
        try:
            right = tomllib.loads(self.text) == want
        except tomllib.TOMLDecodeError:
            right = False
        if not right:
            raise _refused()
        self.data = want


def _refused() -> SettingsError:
    return SettingsError(f"{config.FILE}: this cannot be changed by the form; change the file itself, below")


def _read(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{config.FILE}: not valid TOML: {error}") from error


def _reach(data: Any, place: Place, make: bool = True) -> Any:
    """Return what stands at `place`, or before it where that is no table; a table that is missing is made or None."""
    for part in place:
        if not hasattr(data, "__setitem__"):
            return data
        if isinstance(part, str) and part not in data:
            if not make:
                return None
            data[part] = {}
        data = data[part]
    return data


def _blocks(text: str) -> list[tuple[Place, int, int]]:
    """Return for every header its place, its line and the last line of what it holds, comments behind it left out."""
    headers = {line: place for place, line in config.key_lines(text).items()}
    found: list[tuple[Place, int, int]] = []
    for start, statement, _ in config.statements(text):
        end = start + statement.count("\n") - 1
        if statement.lstrip().startswith("["):
            found.append((headers[start], start, end))
        elif found:
            found[-1] = (*found[-1][:2], end)
    return found


def _replaced(text: str, place: Place, key: str, value: Any) -> str:
    """Return `text` with another value for a key it has, the comment behind it kept."""
    try:
        document = tomlkit.parse(text)
        table = _reach(document, place)
        if value is MISSING:
            table.pop(key, None)
        elif not (isinstance(value, list) and _relisted(table.get(key), value)):
            table[key] = value
        return tomlkit.dumps(document)
    except TOMLKitError as error:
        raise SettingsError(f"{config.FILE}: {error}") from error


def _relisted(array: Any, wanted: list[str]) -> bool:
    """Bring a list in its place to what is wanted, so that comments inside stay; False where its order changes."""
    if not isinstance(array, tomlkit.items.Array) or len(set(wanted)) < len(wanted):
        return False
    have = array.unwrap()
    kept = [item for item in have if item in wanted]
    if len(set(map(str, have))) < len(have) or wanted[: len(kept)] != kept:
        return False
    for number in reversed(range(len(have))):
        if have[number] not in wanted:
            del array[number]
    for item in wanted[len(kept) :]:
        array.append(item)
    return bool(array.unwrap() == wanted)


def _entry_lines(table: str, entry: Mapping[str, Any]) -> list[str]:
    return [f"[[{table}]]", *tomlkit.dumps(dict(entry)).rstrip("\n").split("\n")]
