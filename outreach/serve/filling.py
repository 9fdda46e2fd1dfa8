"""The settings as fields of a form, and the form back into the file: what was not touched stays byte for byte."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from outreach import config
from outreach.errors import SettingsError
from outreach.serve.editing import MISSING, Editor, Place
from outreach.serve.fields import GROUPS, Field, Group
from outreach.words.fit import propose

PROPOSED = 6  # words shown for a value that has none of its own
Fault = tuple[Place, str]
MODELS: dict[str, type[config.Section]] = {
    "me": config.Me,
    "goal": config.Goal,
    "values": config.ValueWords,
    "target": config.Target,
    "competitors": config.Competitors,
    "best": config.Best,
    "never": config.Never,
    "shared": config.Shared,
    "limits": config.Limits,
}


@dataclass(frozen=True, slots=True)
class Input:
    """One field of the form, with what it holds, what stands there if nothing does, and what is wrong with it."""

    name: str
    field: Field
    value: str
    default: str
    fault: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One of many of a kind: `place` in the form, what it is called, and whether it is still to be made."""

    place: str
    title: str
    inputs: tuple[Input, ...]
    new: bool = False

    @property
    def fault(self) -> bool:
        """Whether anything in it is wrong."""
        return any(one.fault for one in self.inputs)


@dataclass(frozen=True, slots=True)
class Section:
    """One table of the file in the form: its fields, or its entries."""

    group: Group
    inputs: tuple[Input, ...]
    entries: tuple[Entry, ...]


def sections(text: str, given: Mapping[str, str], faults: Sequence[Fault] = ()) -> list[Section]:
    """Return the form for the settings in `text`, holding what was typed where something was `given`."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        data = {}
    told = {_name(data, place): _beside(sentence) for place, sentence in reversed(faults)}
    found = []
    for group in GROUPS:
        names = _entries(data, group.table) if group.one else []
        entries = [_entry(data, group, number, name, given, told) for number, name in enumerate(names)]
        if group.one and group.table != "values":
            entries.append(_entry(data, group, len(names), "", given, told))
        inputs = () if group.one else _inputs(group, group.table, data.get(group.table), given, told)
        found.append(Section(group, inputs, tuple(entries)))
    return found


def _beside(sentence: str) -> str:
    """Return what is wrong without the key, which the field beside it names."""
    told = sentence.partition('" ')[2] if sentence.startswith('"') else sentence
    return f"{told[:1].upper()}{told[1:]}."


def unplaced(text: str, faults: Sequence[Fault]) -> list[str]:
    """Return the faults that belong to no field of the form."""
    shown = {one.name for section in sections(text, {}) for one in _all(section)}
    data = tomllib.loads(text) if faults else {}
    return [sentence for place, sentence in faults if _name(data, place) not in shown]


def filled(text: str, given: Mapping[str, str]) -> str:
    """Return the settings in `text` with what was `given` in the form; comments and everything else stay as they are.

    Raises `SettingsError` with every fault of the result.
    """
    editor = Editor(text)
    before = {one.name: one.value for section in sections(text, {}) for one in _all(section)}
    gone: list[Place] = []
    for section in sections(text, given):
        for one in section.inputs:
            _put(editor, (section.group.table,), one, before[one.name])
        for number, entry in enumerate(section.entries):
            table = section.group.table
            place: Place = (table, entry.title if table == "values" else number)
            if entry.new:
                _add(editor, table, entry)
            elif _leaves(entry, given, before):
                gone.append(place)
            else:
                for one in entry.inputs:
                    _put(editor, place, one, before[one.name])
    for place in reversed(gone):
        editor.remove(place)
    try:
        config.parse(editor.text)
    except SettingsError as error:
        raise SettingsError(str(error), [(_moved_back(place, gone), told) for place, told in error.faults]) from error
    return editor.text


def _leaves(entry: Entry, given: Mapping[str, str], before: Mapping[str, str]) -> bool:
    """Tell whether an entry that stands in the file is to go: marked so, or emptied."""
    stood = any(before[one.name].strip() for one in entry.inputs)
    return stood and (f"{entry.place}.remove" in given or not any(one.value.strip() for one in entry.inputs))


def _moved_back(place: Place, gone: Sequence[Place]) -> Place:
    """Return where a fault stood in the form, before the entries above it went."""
    for table, number in gone:
        if len(place) > 1 and place[0] == table and isinstance(number, int) and int(place[1]) >= number:
            place = (place[0], int(place[1]) + 1, *place[2:])
    return place


def _entries(data: Mapping[str, Any], table: str) -> list[str]:
    """Return a name for every entry of a table: of the values those I stand for, then those no value names."""
    own = data.get(table)
    if table == "values":
        goal = data.get("goal")
        values = goal.get("values", ()) if isinstance(goal, dict) else ()
        wanted = (
            [value for value in values if isinstance(value, str) and value.strip()] if isinstance(values, list) else []
        )
        written = [name for name, entry in own.items() if isinstance(entry, dict)] if isinstance(own, dict) else []
        known = {name.casefold().strip(): name for name in written}
        return list(dict.fromkeys([*(known.get(value.casefold().strip(), value) for value in wanted), *written]))
    if not (isinstance(own, list) and all(isinstance(entry, dict) for entry in own)):
        return []
    by = next(group.by for group in GROUPS if group.table == table)
    return [next((str(entry[key]) for key in by if entry.get(key)), "nobody") for entry in own]


def _entry(
    data: Mapping[str, Any], group: Group, number: int, title: str, given: Mapping[str, str], told: Mapping[str, str]
) -> Entry:
    place = f"{group.table}.{number}"
    own = data.get(group.table)
    new = not title
    table = own.get(title) if isinstance(own, dict) else own[number] if isinstance(own, list) and not new else None
    proposed = "\n".join(propose(title)[:PROPOSED]) if group.table == "values" else ""
    return Entry(place, title or f"Add {group.one}", _inputs(group, place, table, given, told, proposed), new)


def _default(table: str, key: str) -> str:
    fields = MODELS[table].model_fields.items()
    found = next(field for name, field in fields if (field.alias or name) == key)
    return "" if found.is_required() else _shown(found.default)


def _inputs(
    group: Group, place: str, table: Any, given: Mapping[str, str], told: Mapping[str, str], default: str = ""
) -> tuple[Input, ...]:
    found = []
    for field in group.fields:
        name = f"{place}.{field.key}"
        value = _shown(table.get(field.key)) if isinstance(table, dict) else ""
        typed = given.get(name, value).replace("\r\n", "\n")
        found.append(Input(name, field, typed, default or _default(group.table, field.key), told.get(name, "")))
    return tuple(found)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(map(_shown, value))
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _name(data: Mapping[str, Any], place: Place) -> str:
    """Return the name of the field a fault belongs to: an item of a list belongs to the field of the list."""
    if len(place) > 2 and place[0] == "values":
        names = _entries(data, "values")
        return f"values.{names.index(str(place[1]))}.{place[2]}" if place[1] in names else ""
    deep = 3 if len(place) > 1 and isinstance(place[1], int) else 2
    return ".".join(map(str, place[:deep]))


def _all(section: Section) -> list[Input]:
    return [*section.inputs, *(one for entry in section.entries for one in entry.inputs)]


def _put(editor: Editor, place: Place, one: Input, before: str) -> None:
    if one.value.strip() != before.strip():
        editor.put(place, one.field.key, _typed(one, MISSING if len(place) > 1 else ""))


def _add(editor: Editor, table: str, entry: Entry) -> None:
    """Add an entry that somebody began to fill in; a choice alone says nothing."""
    if any(one.value.strip() for one in entry.inputs if one.field.kind != "choice"):
        values = {one.field.key: _typed(one, MISSING) for one in entry.inputs}
        editor.add(table, {key: value for key, value in values.items() if value is not MISSING})


def _typed(one: Input, empty: Any) -> Any:
    """Return what was typed as the file says it; what is no number stays text, so that it is told like any fault."""
    text = one.value.strip()
    if one.field.kind == "lines":
        return [line.strip() for line in text.split("\n") if line.strip()]
    if not text:
        return empty if one.field.kind == "text" else MISSING
    if one.field.kind == "choice":
        return {"true": True, "false": False}.get(text, text)
    if one.field.kind == "number":
        try:
            number = float(text)
        except ValueError:
            return text
        return int(number) if number.is_integer() and "." not in text else number
    return text
