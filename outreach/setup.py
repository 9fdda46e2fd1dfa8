"""A workspace to begin with: the folder, commented settings, and how to get an export; and the example to play with."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, get_args

import tomlkit

from outreach.config import FILE, GoalKind, parse
from outreach.errors import OutreachError
from outreach.files import make_folder, write
from outreach.render import shipped

FOLDERS = ("exports/me", "exports/shared", "exports/seen", "exports/mail", "exports/calendar", "exports/contacts")
GOALS: tuple[str, ...] = get_args(GoalKind)
QUESTIONS = (
    ("name", "Your name", False),
    ("goal", f"What do you want from your network ({', '.join(GOALS)})", False),
    ("values", "What do you stand for (several with commas)", True),
    ("roles", "Which job titles do you look for (commas)", True),
    ("industries", "In which fields (commas)", True),
    ("locations", "In which places (commas)", True),
    ("offers", "What can you give (commas)", True),
    ("seeks", "What do you look for (commas)", True),
)

Ask = Callable[..., Any]


def ask(given: Mapping[str, Any], prompt: Ask) -> dict[str, Any]:
    """Return the answers to a few questions; what was `given` as a flag is not asked again. Enter skips a question."""
    answers = dict(given)
    for key, question, several in QUESTIONS:
        if answers.get(key):
            continue
        reply = str(prompt(question, default="", show_default=False, err=True)).strip()
        while key == "goal" and reply and reply not in GOALS:
            reply = str(prompt(f"One of {', '.join(GOALS)}", default="", show_default=False, err=True)).strip()
        answers[key] = [part.strip() for part in reply.split(",") if part.strip()] if several else reply
    return answers


def create(folder: Path, answers: Mapping[str, Any]) -> list[str]:
    """Make a workspace in `folder` and return what to say about it, with how to get an export.

    Raises `OutreachError` when it already has settings, or an answer is not valid.
    """
    settings = folder / FILE
    if settings.exists():
        raise OutreachError(f"{settings} exists already; nothing was changed")
    text = settings_text(answers)
    parse(text)
    for name in FOLDERS:
        make_folder(folder / name)
    write(settings, text)
    write(folder / ".gitignore", "# people's data: never commit it\n*\n")
    return [
        f"Made {folder}/ with {FILE}: read it, change it; every key is optional.",
        "Next: your own export. On LinkedIn, on a computer: Me > Settings & Privacy >",
        "Data privacy > Get a copy of your data. Within a day comes a mail with a .zip;",
        f"put it, as it is, into {folder / 'exports/me'}",
        "Then ask one or two of your best connections for theirs (exports/shared), or",
        "paste a search page with `outreach capture`. `outreach check` says what was",
        "understood, `outreach plan` plans the week.",
    ]


def settings_text(answers: Mapping[str, Any]) -> str:
    """Return commented settings with `answers` filled in; valid as they stand, whatever was answered."""
    document = tomlkit.parse(_skeleton())
    for path, key in _PLACES.items():
        table, name = path.split(".")
        if value := answers.get(key):
            document[table][name] = _plain(value)
    for value in answers.get("values") or ():
        document.setdefault("values", tomlkit.table(is_super_table=True))[str(value)] = _words(str(value))
    return tomlkit.dumps(document)


def _words(value: str) -> tomlkit.items.Table:
    from outreach.words.fit import propose

    table = tomlkit.table()
    table["words"] = propose(value)[:15]
    table["words"].comment("proposed: words that show this value; change them")
    return table


def _plain(value: object) -> object:
    return [str(part) for part in value] if isinstance(value, Sequence) and not isinstance(value, str) else str(value)


_PLACES = {
    "me.name": "name",
    "goal.kind": "goal",
    "goal.values": "values",
    "goal.offers": "offers",
    "goal.seeks": "seeks",
    "target.roles": "roles",
    "target.industries": "industries",
    "target.locations": "locations",
}


def _skeleton() -> str:
    return (shipped("templates") / "workspace" / FILE).read_text(encoding="utf-8")


def copy_example(folder: Path) -> tuple[Path, date]:
    """Copy the example workspace to `folder` and return it with the example's day. Decisions made there are kept."""
    source = shipped("examples")
    if folder.exists() and not (folder / FILE).exists() and any(folder.iterdir()):
        raise OutreachError(f"{folder} is not empty and not a copy of the example; give another folder")
    shutil.copytree(source / "workspace", folder, dirs_exist_ok=True, copy_function=_copied)
    return folder, date.fromisoformat((source / "today.txt").read_text(encoding="utf-8").strip())


def _copied(source: str, target: str) -> str:
    write(Path(target), Path(source).read_bytes())
    return target
