"""`outreach.toml` as validated settings: every key optional, every fault of the file told at once, with its line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from outreach.errors import SettingsError
from outreach.model import Problem

FILE = "outreach.toml"


class Section(BaseModel):
    """One table of the file: unknown keys and wrong types are faults, nothing is converted silently."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True)


class Me(Section):
    """Who I am."""

    name: str = ""
    url: str = ""
    headline: str = ""
    location: str = ""
    account: Literal["free", "premium"] = "free"
    languages: list[str] = Field(default=["en"], min_length=1)
    policy: Literal["open", "selective"] = "selective"


GoalKind = Literal["customers", "vendors", "job", "hiring", "partners", "peers", "supporters", "learning"]


class Goal(Section):
    """What I want from my network, what I can give, what I look for."""

    kind: GoalKind = "peers"
    statement: str = ""
    values: list[str] = []
    offers: list[str] = []
    seeks: list[str] = []


class ValueWords(Section):
    """Words that show one value."""

    words: list[str] = []


class Target(Section):
    """Whom I would like to know."""

    industries: list[str] = []
    roles: list[str] = []
    locations: list[str] = []
    location: Literal["required", "preferred", "ignored"] = "preferred"
    location_except: list[str] = []


class Competitors(Section):
    """Who does what I do, for whom and where; and what makes somebody welcome all the same."""

    terms: list[str] = []
    serving: list[str] = []
    within: list[str] = []
    except_: list[str] = Field(default=[], alias="except")


class Best(Section):
    """One of my best connections."""

    name: str = ""
    url: str = ""
    closeness: float = Field(default=3, ge=1, le=5)
    how: str = ""
    may_name: bool = True


class Never(Section):
    """A person or a company not to be contacted."""

    name: str = ""
    url: str = ""
    company: str = ""
    reason: str = ""


class Shared(Section):
    """Whose export a shared file is, where the file does not tell."""

    file: str
    owner: str


class Limits(Section):
    """How much is enough."""

    per_week: int = Field(default=5, ge=0)
    notes_per_month: int = Field(default=5, ge=0)
    asks_per_connector: int | None = Field(default=None, ge=0)
    asks_per_connector_year: int = Field(default=3, ge=0)
    cooldown_days: int = Field(default=180, ge=0)
    withdraw_after_days: int = Field(default=21, ge=0)
    audit_every_months: int = Field(default=6, ge=1)


class Settings(Section):
    """The whole file. Everything has a default, so that no file at all is a valid one."""

    me: Me = Me()
    goal: Goal = Goal()
    values: dict[str, ValueWords] = {}
    target: Target = Target()
    competitors: Competitors = Competitors()
    best: list[Best] = []
    never: list[Never] = []
    shared: list[Shared] = []
    limits: Limits = Limits()

    def value_words(self) -> dict[str, list[str]]:
        """Return for every value of the goal the user's own words for it."""
        folded = {name.casefold().strip(): entry.words for name, entry in self.values.items()}
        return {value: list(folded.get(value.casefold().strip(), ())) for value in self.goal.values}


def load(path: Path) -> Settings:
    """Return the settings in the file `path`, all defaults when there is none.

    Raises `SettingsError` with one line per fault: file, line, key, what was expected, nearest known key.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path.name}: cannot be read: {error}") from error
    return parse(text, path.name)


def parse(text: str, name: str = FILE) -> Settings:
    """Return the settings in `text`; `name` is how messages call the file. Raises `SettingsError`."""
    text = text.replace("\r\n", "\n")
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{name}: not valid TOML: {error}") from error
    try:
        return Settings.model_validate(document)
    except ValidationError as error:
        lines = key_lines(text)
        found = [(_line(lines, fault["loc"]), _sentence(fault), fault["loc"]) for fault in error.errors()]
        faults = sorted(found, key=lambda fault: fault[:2])
        told = "\n".join(f"{name}:{line}: {sentence}" for line, sentence, _ in faults)
        raise SettingsError(told, [(place, sentence) for _, sentence, place in faults]) from error


def doubts(settings: Settings, text: str = "", name: str = FILE) -> list[Problem]:
    """Return what the settings say that cannot be meant: values without a name, empty entries of `[[never]]`."""
    lines = key_lines(text) if text else {}
    known = {value.casefold().strip() for value in settings.goal.values}
    found = [
        Problem(name, "no value of [goal] has this name; its words are not used", lines.get(("values", value)), value)
        for value in settings.values
        if value.casefold().strip() not in known
    ]
    entries: dict[str, list[tuple[str, ...]]] = {
        "never": [(entry.name, entry.url, entry.company) for entry in settings.never],
        "best": [(entry.name, entry.url) for entry in settings.best],
    }
    for kind, names in entries.items():
        for number, named in enumerate(names):
            if not any(named):
                found.append(Problem(name, f"an entry of [[{kind}]] names nobody", lines.get((kind, number))))
    return found


def key_lines(text: str) -> dict[tuple[str | int, ...], int]:
    """Return the line (from 1) of every key and table header of a valid TOML text, by its path.

    TOML has no way to ask a parser for this. A statement is the shortest run of lines that parses by itself.
    """
    places: dict[tuple[str | int, ...], int] = {}
    prefix: tuple[str | int, ...] = ()
    for line, statement, document in statements(text):
        if statement.lstrip().startswith("["):
            prefix = _header(document, places)
            places.setdefault(prefix, line)
        else:
            for path in _paths(document):
                places.setdefault(prefix + path, line)
    return places


def statements(text: str) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Yield the first line (from 1), the text and the data of every header and key of a valid TOML text."""
    start, gathered = 1, ""
    for number, line in enumerate(text.split("\n"), 1):
        start = start if gathered else number
        gathered += line + "\n"
        try:
            document = tomllib.loads(gathered)
        except tomllib.TOMLDecodeError:
            continue
        if document:
            yield start, gathered, document
        gathered = ""


def _header(document: Mapping[str, Any], places: Mapping[tuple[str | int, ...], int]) -> tuple[str | int, ...]:
    path: tuple[str | int, ...] = ()
    node: Any = document
    while node:
        if isinstance(node, list):
            earlier = sum(1 for known in places if len(known) == len(path) + 1 and known[:-1] == path)
            path, node = (*path, earlier), node[0]
        else:
            key = next(iter(node))
            path, node = (*path, key), node[key]
    return path


def _paths(node: Any) -> Iterator[tuple[str | int, ...]]:
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in pairs:
        yield (key,)
        yield from ((key, *rest) for rest in _paths(value))


def _line(lines: Mapping[tuple[str | int, ...], int], place: tuple[str | int, ...]) -> int:
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def _sentence(fault: ErrorDetails) -> str:
    key = ".".join(str(part + 1) if isinstance(part, int) else part for part in fault["loc"])
    if fault["type"] == "extra_forbidden":
        return f'unknown key "{key}"' + _suggestion(str(fault["loc"][-1]), _known_keys(fault["loc"][:-1]))
    if fault["type"] == "literal_error":
        allowed = str(fault.get("ctx", {}).get("expected", "")).replace("'", '"')
        choices = [word.strip('" ') for word in allowed.replace(" or ", ", ").split(",")]
        return f'"{key}" must be {allowed}, not {_shown(fault["input"])}' + _suggestion(str(fault["input"]), choices)
    if fault["type"] == "missing":
        return f'"{key}" is missing'
    expected = fault["msg"].removeprefix("Input should be ")
    for technical, plain in _PLAIN.items():
        expected = expected.replace(technical, plain)
    return f'"{key}" must be {expected}, not {_shown(fault["input"])}'


_PLAIN = {
    "a valid string": "text in quotes",
    "a valid list": 'a list such as ["one", "two"]',
    "a valid integer": "a whole number",
    "a valid number": "a number",
    "a valid boolean": "true or false",
    "a valid dictionary or instance of ": "a table: ",
    "a valid dictionary": "a table",
    "List should have at least 1 item after validation": "a list with at least one entry",
}


def _shown(value: object) -> str:
    text = f'"{value}"' if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _suggestion(word: str, known: list[str]) -> str:
    near = get_close_matches(word.casefold(), known, n=1, cutoff=0.5)
    return f' - did you mean "{near[0]}"?' if near else f" (known: {', '.join(known)})" if known else ""


def _known_keys(place: tuple[str | int, ...]) -> list[str]:
    model: Any = Settings
    for part in place:
        if isinstance(part, int) or not hasattr(model, "model_fields"):
            continue
        field = next((f for n, f in model.model_fields.items() if (f.alias or n) == part), None)
        if field is None:
            break
        kind = field.annotation
        model = next((a for a in getattr(kind, "__args__", ()) if hasattr(a, "model_fields")), kind)
    return [field.alias or name for name, field in getattr(model, "model_fields", {}).items()]
