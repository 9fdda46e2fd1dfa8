"""From the folder to the world: which file is whose, which reader reads it, and everything joined."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from types import ModuleType

from outreach import addresses
from outreach.errors import NothingToReadError
from outreach.model import Problem
from outreach.progress import Watch
from outreach.sources import kept, linkedin
from outreach.sources.base import Input, Mention, Reading
from outreach.sources.container import Container, UnreadableError, open_path
from outreach.sources.linkedin import Archive, Export
from outreach.who.joining import build
from outreach.who.links import Answers
from outreach.who.remembered import Memory
from outreach.who.world import World
from outreach.workspace import EXPORTS, Workspace

CACHE = ".cache"  # in the workspace; may be deleted at any time
HEAD = 1 << 16  # bytes a reader sees to recognise its format
# Each knows its own format and no other's; the first that recognises a file reads it.
READERS = ("scraped", "seen_table", "mail", "ics", "vcard", "profile_pdf", "contacts_table", "pasted")
SHARE = ("shared",)  # the minimal file that a friend made with `outreach share`
OTHERS = ("seen", "mail", "calendar", "contacts")


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything the files gave: the world, and what could not be read at all."""

    world: World
    problems: tuple[Problem, ...]


def load(workspace: Workspace) -> Loaded:
    """Read and join everything. Raises `NothingToReadError` when no connections of one's own can be read."""
    exports, problems = _exports(workspace)
    workspace.watch("reading exports", None)
    memory = _memory(workspace, exports)
    own, theirs = ([one for one in exports if (one.role == "me") is mine] for mine in (True, False))
    mine = linkedin.read(own)
    if not any(len(archive.connections) for archive in mine):
        raise NothingToReadError(_nothing(workspace, mine, problems))
    me = _me(workspace, mine)
    readings, more = _readings(workspace, me)
    answers = _answers(workspace)
    rest = repr((readings, me, answers)) if memory else ""
    before = memory.load(rest) if memory else None
    shared = before.shared if before else linkedin.read(theirs)
    workspace.watch("joining what was read", None)
    world = build(mine, shared, readings, me, answers, before)
    if memory and not before:
        memory.save(rest, world, shared)
    workspace.watch("", None)
    told = [
        *problems,
        *more,
        *(problem for archive in (*mine, *shared) for problem in archive.problems),
        *world.problems,
    ]
    told += [problem for reading in readings for problem in reading.problems]
    return Loaded(world, tuple(sorted(set(told), key=lambda one: (one.file, one.line or 0, one.text, one.value))))


def _memory(workspace: Workspace, exports: Sequence[Export]) -> Memory | None:
    """Return where what follows from the exports is kept; None for nowhere: one's own list alone is read at once."""
    folder = workspace.folder / CACHE
    if workspace.files or not workspace.cache:
        return None
    if all(export.role == "me" for export in exports):
        kept.clear(folder)
        return None
    try:
        return Memory(folder, exports)
    except OSError:  # told by who reads it
        return None


def _nothing(workspace: Workspace, archives: Sequence[Archive], problems: Sequence[Problem]) -> str:
    told = dict.fromkeys([*problems, *(problem for archive in archives for problem in archive.problems)])
    where = workspace.files[0] if workspace.files else f"{workspace.folder / EXPORTS / 'me'}"
    put = "give the .zip that LinkedIn gave you" if workspace.files else "put the .zip that LinkedIn gave you there"
    lines = [f"no connections of your own could be read from {where}: {put}, as it is"]
    return "\n".join(lines + [f"  {one.file}: {one.text}" for one in list(told)[:8]])


def _exports(workspace: Workspace) -> tuple[list[Export], list[Problem]]:
    """LinkedIn exports, mine and those shared with me, with the owner where the settings or an argument name one."""
    if workspace.files:
        exports = [_argument(text, "shared" if number else "me") for number, text in enumerate(workspace.files)]
    else:
        exports = list(_in_folder(workspace))
    return exports, [problem for export in exports for problem in export.container.problems]


def _argument(text: str, role: str) -> Export:
    owner, _, path = text.partition("=")
    if not path or Path(text).exists():
        owner, path = "", text
    return Export(open_path(Path(path), Path(path).name, role), role, owner.strip())


def _in_folder(workspace: Workspace) -> Iterator[Export]:
    owners = {_relative(one.file): one.owner for one in workspace.settings.shared}
    for role in ("me", "shared"):
        folder = workspace.folder / EXPORTS / role
        loose = Container(f"{EXPORTS}/{role}")
        for path in _entries(folder):
            name = f"{EXPORTS}/{role}/{path.name}"
            container = open_path(path, name, role)
            if role == "me" and path.is_file() and path.suffix.casefold() in (".csv", ".tsv", ".txt"):
                loose.inputs += container.inputs  # single files of one archive
                loose.problems += container.problems
                loose.paths += container.paths
            elif not _is_share(container):
                yield Export(container, role, owners.get(name, ""))
        if loose.inputs or loose.problems:
            yield Export(loose, role)


def _relative(file: str) -> str:
    return file.replace("\\", "/").removeprefix("./").rstrip("/")


def _is_share(container: Container) -> bool:
    """Whether this is a minimal file made by `outreach share`, which has a reader of its own."""
    return len(container.inputs) == 1 and bool(_recognised(container.inputs[0], SHARE))


def _entries(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    hidden = (".", "~$")
    return sorted(path for path in folder.iterdir() if not path.name.startswith(hidden) and path.name != "Thumbs.db")


def _me(workspace: Workspace, mine: Sequence[Archive]) -> Mention:
    """What is said of me: the settings first, else my own archive."""
    said = workspace.settings.me
    told = next((archive.owner for archive in mine if archive.owner and archive.told != "file name"), Mention())
    emails = tuple(sorted({mail for archive in mine for mail in _own_mails(archive)}))
    return replace(
        Mention(name=said.name, url=said.url, headline=said.headline, location=said.location),
        emails=emails + told.emails,
    )


def _own_mails(archive: Archive) -> list[str]:
    table = archive.tables.get("emails")
    return [] if table is None else [mail for mail in table["email"].to_list() if mail]


def _readings(workspace: Workspace, me: Mention) -> tuple[list[Reading], list[Problem]]:
    """Everything that is not LinkedIn's own export, file by file; a file that cannot be read costs that file."""
    readings, problems = [], []
    seen: set[int] = set()
    known = frozenset(text.casefold() for text in (me.name, addresses.slug(me.url), *me.emails) if text)
    for role in ("shared", *OTHERS):
        for path in [] if workspace.files else _entries(workspace.folder / EXPORTS / role):
            container = open_path(path, f"{EXPORTS}/{role}/{path.name}", role)
            if role == "shared" and not _is_share(container):
                continue
            problems += [] if role == "shared" else container.problems
            for file in container.inputs:
                file = replace(file, role=role, me=known, today=workspace.today, seen=seen)
                reading, problem = _read(file, workspace.watch)
                readings += [reading] if reading else []
                problems += [problem] if problem else []
    return readings, problems


def _read(file: Input, watch: Watch) -> tuple[Reading | None, Problem | None]:
    try:
        reader = _recognised(file, (*SHARE, *READERS))
        if reader is None:
            return None, Problem(
                file.name,
                "nothing this tool can read: not an export, page, mail, calendar, address book or table of people",
            )
        watch(f"reading {file.name}", 0.0)
        more = {"progress": _share_of(file, watch)} if reader.__name__.endswith(".mail") else {}
        reading: Reading = reader.read(file, **more)
        return reading, None
    except (UnreadableError, OSError, ValueError, EOFError) as error:
        return None, Problem(file.name, f"cannot be read: {error}")


def _share_of(file: Input, watch: Watch) -> Callable[[int], None]:
    return lambda position: watch(f"reading {file.name}", min(position / max(file.size, 1), 1.0))


def _recognised(file: Input, readers: Sequence[str]) -> ModuleType | None:
    with file.open() as stream:
        head = stream.read(HEAD)
    for name in readers:
        module = import_module(f"outreach.sources.{name}")
        if module.recognises(file.name, head):
            return module
    return None


def _answers(workspace: Workspace) -> Answers:
    given = workspace.journal.answers()
    return Answers(
        same=tuple((one, other) for verdict, one, other in given if verdict == "same"),
        different=tuple((one, other) for verdict, one, other in given if verdict == "different"),
    )
