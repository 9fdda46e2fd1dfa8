"""Which person a user means: an address, its last part, a part of a name, or a rank on a list."""

from __future__ import annotations

from dataclasses import replace

from rapidfuzz import fuzz, process

from outreach.errors import UsageError
from outreach.model import Suggestion
from outreach.scene import Scene
from outreach.tending.lookthrough import look_through
from outreach.tending.requests import open_requests
from outreach.tending.standing import Standing
from outreach.week import holder_at, load

NEAREST = 5
LIKE = 55  # of 100: below that a name is no help


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
        several = "\n".join(f"  {_described(found, number)}" for number in numbers[: 2 * NEAREST])
        raise UsageError(f'"{text}" fits {len(numbers)} people; give the address or more of the name:\n{several}')
    raise UsageError(f'nobody here is called "{text}"{_nearest(found, text)}')


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


def _described(found: Scene, number: int) -> str:
    person = found.people.person(number)
    work = ", ".join(part for part in (person.position, person.company) if part) or person.headline
    return " · ".join(part for part in (person.name, work, person.id) if part)


def _nearest(found: Scene, text: str) -> str:
    names = {
        number: found.people.person(number).name for number in range(len(found.people)) if number not in found.forgotten
    }
    near = process.extract(text, names, scorer=fuzz.WRatio, limit=NEAREST, score_cutoff=LIKE)
    return "; nearest:\n" + "\n".join(f"  {_described(found, number)}" for _, _, number in near) if near else ""
