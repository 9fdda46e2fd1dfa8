"""What was read, what was not and why; how much of the network is visible; what only the user can tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from outreach.loading import CACHE
from outreach.model import Problem
from outreach.scene import Scene, scene
from outreach.show.terminal import WIDTH, problems_text, shown
from outreach.sources import kept
from outreach.sources.base import Reading
from outreach.sources.linkedin import Archive
from outreach.workspace import Workspace

MOST = 12  # questions and hints shown at once
FEW_KNOWN = 10  # of a best connection's people: below that they are worth asking


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file as it was understood. `format` is "" for one that is not used."""

    file: str
    format: str
    rows: int
    owner: str = ""
    taken: str = ""
    skipped: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Covered:
    """How many connections of one of my best connections are known, from where, as of which day."""

    name: str
    strength: float
    known: int
    source: str = ""
    taken: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of `outreach check`."""

    files: tuple[FileRead, ...]
    coverage: tuple[Covered, ...]
    questions: tuple[str, ...]
    problems: tuple[Problem, ...]
    advice: tuple[str, ...]
    notes: tuple[str, ...] = ()


def inspect(workspace: Workspace) -> Checked:
    """Return what the files of a workspace gave."""
    found = scene(workspace)
    coverage = tuple(_coverage(found))
    return Checked(
        files=tuple(_files(found)),
        coverage=coverage,
        questions=tuple(_questions(found)),
        problems=found.problems,
        advice=tuple(_advice(found, coverage)),
        notes=tuple(_cached(workspace)),
    )


def _cached(workspace: Workspace) -> Iterator[str]:
    if size := kept.held(workspace.folder / CACHE):
        yield f"{CACHE} holds {size / 1e6:.1f} MB of what was read and joined, and may be deleted at any time"


def _files(found: Scene) -> Iterator[FileRead]:
    for archive, owner in zip(found.world.archives, found.world.owners, strict=True):
        yield from _archive(found, archive, owner)
    for reading in found.world.readings:
        yield _reading(reading)


def _archive(found: Scene, archive: Archive, owner: int) -> Iterator[FileRead]:
    name = found.people.person(owner).name if owner >= 0 else ""
    taken = archive.taken.isoformat() if archive.taken else ""
    for member in archive.members:
        kind = f"LinkedIn {member.kind.replace('_', ' ')}" if member.kind else ""
        yield FileRead(member.file, kind, member.rows, name, taken, tuple(sorted(member.skipped.items())))


def _reading(reading: Reading) -> FileRead:
    owner = reading.owner.name if reading.owner else ""
    return FileRead(reading.file, reading.format, reading.rows, owner, "", tuple(sorted(reading.skipped.items())))


def _coverage(found: Scene) -> Iterator[Covered]:
    lists = found.world.known_connections()
    degree = found.network.degree
    for number in found.best_codes:
        count, taken = lists.get(number, (0, None))
        mutual = found.mutual(number)
        known = max(count, int(degree[number]) - 1)
        source = "their export" if count else "pages, mail or notes" if known else ""
        yield Covered(mutual.person.name, round(mutual.strength, 2), known, source, _day(taken))


def _day(taken: date | None) -> str:
    return taken.isoformat() if taken else ""


def _questions(found: Scene) -> Iterator[str]:
    for question in found.world.questions:
        one, other = (found.people.person(number) for number in (question.a, question.b))
        works = " / ".join(person.company or person.headline or "firm unknown" for person in (one, other))
        yield f"{question.text} {works}\n    outreach same {one.id} {other.id}    (or: different)"


def _advice(found: Scene, coverage: tuple[Covered, ...]) -> Iterator[str]:
    for one in coverage:
        if one.known < FEW_KNOWN:
            yield f"little is known of whom {one.name} knows: ask for an export, or paste a page (`outreach capture`)"
    if not found.settings.target.roles and not found.settings.goal.values:
        yield "the settings name no role and no value to look for: `outreach init` asks, or edit outreach.toml"
    if not any(len(archive.messages) for archive in found.world.archives):
        yield "your own messages.csv would tell how strong your ties are: it is in the larger of LinkedIn's archives"


def check_json(found: Checked) -> dict[str, object]:
    """Return the outcome as plain values."""
    return {
        "schema": "outreach-check/1",
        "files": [{**asdict(one), "skipped": dict(one.skipped)} for one in found.files],
        "coverage": [asdict(one) for one in found.coverage],
        "questions": list(found.questions),
        "problems": [asdict(one) for one in found.problems],
        "advice": list(found.advice),
        "notes": list(found.notes),
    }


def check_text(found: Checked, colour: bool = False) -> str:
    """Return the outcome as text, 80 columns wide."""
    parts: list[RenderableType] = [Text("Files read", style="bold"), *_files_shown(found.files)]
    if found.coverage:
        parts += [Text("\nHow well your best connections are covered", style="bold"), _coverage_table(found.coverage)]
    for title, lines in (
        ("Questions only you can answer", found.questions),
        ("What would help", found.advice),
        ("Also", found.notes),
    ):
        if len(lines) > MOST:
            lines = (*lines[:MOST], f"and {len(lines) - MOST} more; --format json lists them all")
        if lines:
            parts += [Text(f"\n{title}", style="bold"), *(Text(f"  {line}") for line in lines)]
    parts.append(Text(f"\nProblems: {len(found.problems) or 'none'}", style="bold"))
    return shown(Group(*parts), colour) + problems_text(found.problems)


def _files_shown(files: tuple[FileRead, ...]) -> Iterator[RenderableType]:
    """Each thing brought in with whose it is, then its files."""
    for within, members in groupby(files, key=lambda one: _parts(one.file)[0]):
        rows = list(members)
        whose = ", ".join(part for part in (rows[0].owner, rows[0].taken) if part)
        yield Text(f"{within}{f' ({whose})' if whose else ''}")
        table = Table(box=None, pad_edge=False, padding=(0, 1), width=WIDTH, show_header=False)
        table.add_column(ratio=4)
        table.add_column(ratio=4)
        table.add_column(justify="right", no_wrap=True, width=7)
        table.add_column(ratio=3)
        for one in rows:
            left = ", ".join(f"{count} {reason}" for reason, count in one.skipped)
            member = Text(f"  {_parts(one.file)[1]}", overflow="fold")
            kind = Text(one.format or "not used", style="" if one.format else "dim")
            table.add_row(member, kind, f"{one.rows:,}", Text(f"left out: {left}" if left else ""))
        yield table


def _parts(file: str) -> tuple[str, str]:
    """Split `exports/shared/bram.zip!Connections.csv` into what was brought in and the file in it."""
    if "!" in file:
        within, _, member = file.partition("!")
    else:
        within, _, member = file.rpartition("/")
    return within, member


def _coverage_table(coverage: tuple[Covered, ...]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1), width=WIDTH)
    table.add_column("best connection", ratio=4)
    table.add_column("tie", justify="right")
    table.add_column("known", justify="right")
    table.add_column("from", ratio=4)
    for one in coverage:
        known = str(one.known) if one.known else "none"
        table.add_row(
            Text(one.name), f"{one.strength:.2f}", known, Text(" ".join(filter(None, (one.source, one.taken))))
        )
    return table
