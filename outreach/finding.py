"""Which person a user means: an address, its last part, a part of a name, or a rank on a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from outreach.errors import UsageError
from outreach.model import Person, Suggestion
from outreach.scene import Scene
from outreach.tending.lookthrough import look_through
from outreach.tending.requests import open_requests
from outreach.tending.standing import Standing
from outreach.week import holder_at, load

NEAREST = 5
LIKE = 55  # of 100: below that a name is no help


class UnclearError(UsageError):
    """`wanted` fits nobody or several; `near` holds the id and a description of each person it may mean."""

    def __init__(self, told: str, wanted: str, near: Sequence[tuple[str, str]]) -> None:
        super().__init__("\n".join((told, *(f"  {described}" for _, described in near))))
        self.wanted, self.near = wanted, near


def find(found: Scene, text: str, listing: str = "plan") -> int:
    """Return the number of the person `text` means. Raises `UsageError` with the nearest for nobody or several."""
    text = text.strip()
    if text.isdigit() and len(text) < 6 and found.people.code_of(text) < 0:
        return _at(found, int(text), listing)
    numbers = [
        number for number in found.people.find(text) or found.people.find(f"~{text}") if number not in found.forgotten
    ]
    if len(numbers) == 1:
        return numbers[0]
    if numbers:
        told = f'"{text}" fits {len(numbers)} people; give the address or more of the name:'
        raise UnclearError(told, text, _described(found, numbers[: 2 * NEAREST]))
    near = _nearest(found, text)
    raise UnclearError(f'nobody here is called "{text}"{"; nearest:" if near else ""}', text, near)


def _at(found: Scene, rank: int, listing: str) -> int:
    workspace = found.workspace
    if listing == "plan":
        places = load(workspace.week_folder)
        chosen = holder_at(places, rank, workspace.skipped(places))
        if chosen and (number := found.people.code_of(chosen.person)) >= 0:
            return number
        raise UsageError(f"nobody has place {rank} of this week's shortlist; `outreach plan` shows it")
    one = next((one for one in _listed(found, listing) if one.rank == rank), None)
    if one is None:
        raise UsageError(f"nobody has place {rank} in `outreach {listing}`")
    return found.people.code_of(one.person.id)


def _listed(found: Scene, listing: str) -> tuple[Suggestion, ...]:
    standing = Standing(found)
    if listing == "triage":
        return tuple(open_requests(standing))
    return tuple(replace(one, rank=rank) for rank, one in enumerate(look_through(standing).worklist, 1))


def _described(found: Scene, numbers: Iterable[int]) -> list[tuple[str, str]]:
    people = [found.people.person(number) for number in numbers]
    return [(person.id, " · ".join(filter(None, (person.name, _work(person), person.id)))) for person in people]


def _work(person: Person) -> str:
    return ", ".join(part for part in (person.position, person.company) if part) or person.headline


def _nearest(found: Scene, text: str) -> list[tuple[str, str]]:
    names = {
        number: found.people.person(number).name for number in range(len(found.people)) if number not in found.forgotten
    }
    near = process.extract(text, names, scorer=fuzz.WRatio, limit=NEAREST, score_cutoff=LIKE)
    return _described(found, (number for _, _, number in near))
