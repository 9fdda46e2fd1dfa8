"""What is kept of whom: the list of sources, taking one out with all it brought, and forgetting a person."""

from __future__ import annotations

import csv
import io
import shutil
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from urllib.parse import unquote

from rich.table import Table
from rich.text import Text

from outreach import share
from outreach.errors import UsageError
from outreach.files import write
from outreach.finding import find
from outreach.loading import CACHE
from outreach.scene import Scene, forgettable, scene
from outreach.show.terminal import WIDTH, Told
from outreach.sources import kept
from outreach.sources.base import Input
from outreach.sources.container import UnreadableError, open_path, read_bytes
from outreach.text import fold
from outreach.workspace import EXPORTS, SETTINGS, Workspace


def list_sources(workspace: Workspace) -> Told:
    """Return every file or folder that was brought in, whose it is, and how much it brought."""
    found = scene(workspace)
    rows = _sources(found)
    table = Table(box=None, pad_edge=False, padding=(0, 1), width=WIDTH)
    for title, ratio in (("name", 5), ("whose", 4), ("people", 1), ("ties", 1)):
        table.add_column(title, ratio=ratio)
    for row in rows:
        table.add_row(
            Text(str(row["name"]), overflow="fold"), Text(str(row["owner"])), str(row["people"]), str(row["ties"])
        )
    return Told(rows, table)


def _sources(found: Scene) -> list[dict[str, object]]:
    world = found.world
    owners = {
        _top(member.file): found.people.person(owner).name if owner >= 0 else ""
        for archive, owner in zip(world.archives, world.owners, strict=True)
        for member in archive.members
    }
    for reading in world.readings:
        owners.setdefault(_top(reading.file), reading.owner.name if reading.owner else "")
    files = [_top(str(file)) for file in world.people.records["file"].to_list()]
    people = Counter(name for name, _ in set(zip(files, world.people.code.tolist(), strict=True)))
    ties = Counter(files[row] for row in world.statements.row.tolist())
    return [
        {"name": name, "owner": owner, "people": people[name], "ties": ties[name]}
        for name, owner in sorted(owners.items())
    ]


def _top(file: str) -> str:
    """The thing in `exports/` that a file belongs to: the archive of a member, the folder of a file in it."""
    parts = file.split("!")[0].split("/")
    return "/".join(parts[:3])


def remove_source(workspace: Workspace, name: str) -> str:
    """Delete one source and so everything it brought; return the sentence that says so. Raises `UsageError`."""
    wanted = name.replace("\\", "/").removeprefix("./").rstrip("/")
    names = [str(row["name"]) for row in _sources(scene(workspace))]
    found = [one for one in names if one == wanted] or [
        one for one in names if wanted in (one.split("/")[-1], Path(one).stem)
    ]
    if len(found) != 1:
        several = "\n".join(f"  {one}" for one in found or names)
        raise UsageError(f'"{name}" names {len(found) or "no"} source; there are:\n{several}')
    path = workspace.folder / found[0]
    root = (workspace.folder / EXPORTS).resolve()
    if not path.exists() or root not in path.resolve().parents:
        raise UsageError(f"{found[0]} is not a file of {EXPORTS}/")
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    _forget_derived(workspace)
    return f"Removed {found[0]} and everything it brought."


def forget(workspace: Workspace, person: str) -> str:
    """Erase what the workspace knows of a person, so that only a salted fingerprint stays; return what was done."""
    found = scene(workspace)
    number = find(found, person)
    if number == found.world.me:
        raise UsageError("that is you")
    who = found.people.person(number)
    files = sorted({file for file, _ in found.people.mentions(number)})
    told = found.people.known(number)
    keys = [*found.people.keys(number), *forgettable(told.firm, told.name, told.company)]
    workspace.journal.forget(keys, workspace.today)
    seen = [file for file in files if file.startswith(f"{EXPORTS}/seen/")]
    lines = {file: [line for name, line in found.people.mentions(number) if name == file] for file in seen}
    erased = [file for file in seen if _erase(workspace.folder / file, lines[file], who.name, who.id)]
    _forget_week(workspace, who.id, who.name)
    _forget_derived(workspace)
    rest = sorted({*files, *_naming(workspace, who.name, who.id)} - set(erased))
    done = [f"Forgot {who.name}; only a salted fingerprint stays, so that they are never brought in again."]
    done += [f"Erased from {file}." for file in erased]
    if rest:
        done.append("These files still name them; they are left out when the files are read:")
        done += [f"  {file}" for file in rest]
    return "\n".join(done)


def _naming(workspace: Workspace, name: str, key: str) -> list[str]:
    """Return the files in `exports/`, archives opened, and the settings that hold a person's name or address."""
    wanted = (name.casefold(), unquote(key).casefold())
    found = []
    for path in [*sorted((workspace.folder / EXPORTS).glob("*/*")), workspace.folder / SETTINGS]:
        if path.exists():
            container = open_path(path, path.relative_to(workspace.folder).as_posix())
            found += [file.name for file in container.inputs if _holds(file, wanted)]
    return found


def _holds(file: Input, wanted: tuple[str, ...]) -> bool:
    try:
        text = unquote(read_bytes(file).decode("utf-8", "replace")).casefold()
    except UnreadableError:
        return False
    return any(word and word in text for word in wanted)


def _erase(path: Path, lines: Sequence[int], name: str, key: str) -> bool:
    """Take a person's rows out of a hand-kept table, or their lines out of a pasted text."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return False
    if path.suffix.casefold() == ".csv":
        write(path, _without_rows(text, set(lines)))
        return True
    if path.suffix.casefold() != ".txt":
        return False
    staying = [
        line for line in text.splitlines(keepends=True) if fold(name) not in fold(line) and key not in line.casefold()
    ]
    write(path, "".join(staying))
    return True


def _without_rows(text: str, lines: set[int]) -> str:
    """Return a CSV text without the rows that start at these lines (from 1), every other byte as it was."""
    reader = csv.reader(io.StringIO(text, newline=""))
    source = text.splitlines(keepends=True)
    staying, before = [], 0
    for _ in reader:
        if before + 1 not in lines:
            staying += source[before : reader.line_num]
        before = reader.line_num
    return "".join(staying)


def _forget_derived(workspace: Workspace) -> None:
    """Drop what was worked out from files that have changed."""
    workspace.scene = None
    kept.clear(workspace.folder / CACHE)


def _forget_week(workspace: Workspace, person: str, name: str) -> None:
    """Take the person out of the pages and notes of every week; a week without its plan is planned anew."""
    plans = workspace.folder / "plans"
    for path in sorted(plans.rglob("*")) if plans.is_dir() else ():
        if path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace") + path.name
            if person in text or (name and name in text):
                path.unlink()


def share_with(workspace: Workspace, friend: str, only: Collection[str] = (), days: int = share.DAYS) -> str:
    """Return the minimal file for a friend: all connections that may be named, or those whom a word of `only` fits."""
    found = scene(workspace)
    numbers = [number for number in found.people.find(friend) if found.network.first[number]]
    receiver = found.people.person(numbers[0]) if len(numbers) == 1 else None  # else somebody only I know by this name
    # somebody I may not name is nobody I lead others to
    listed = [one for one in found.world.connections if found.network.first[one] and found.mutual(one).may_name]
    chosen = share.choose((found.people.person(one) for one in listed), receiver, only)
    owner = found.people.person(found.world.me)
    if not chosen:
        raise UsageError("none of your connections fits these words; nothing to share")
    return share.render(chosen, owner, receiver.name if receiver else friend, workspace.today, days)
