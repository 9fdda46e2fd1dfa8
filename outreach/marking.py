"""Writing down what the user did. Light on purpose: a rank of this week needs neither exports nor graph."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from outreach import addresses
from outreach.errors import JournalError, UsageError
from outreach.journal import STATUSES, Key
from outreach.model import FIRM
from outreach.text import fold
from outreach.week import Chosen, holder_at, load

if TYPE_CHECKING:
    from outreach.scene import Scene
    from outreach.workspace import Workspace


def mark(workspace: Workspace, person: str, status: str, day: date, note: str = "", listing: str = "plan") -> str:
    """Record or take back a decision and return the sentence that says so.

    Raises `UsageError` for an unknown status or person, `JournalError` where the last step forbids it.
    """
    journal = workspace.journal
    if person == "undo" and not status:
        taken = journal.undo()
        return f'Took back "{taken.status}" of {taken.day} about {_named(taken.keys)}.'
    if not status:
        raise UsageError(f"say what you did: {', '.join(STATUSES)}, undo")
    if status != "undo" and status not in STATUSES:
        raise UsageError(f'unknown status "{status}"; known: {", ".join(STATUSES)}, undo')
    if status == "opportunity" and not note.strip():
        raise UsageError('say what they need: mark PERSON opportunity --note "looks for …"')
    if status != "undo" and day > workspace.today:
        raise UsageError(f"{day} has not come yet")
    name, keys = _who(workspace, person, listing, status)
    if status == "undo":
        taken = journal.undo(keys)
        return f'Took back "{taken.status}" of {taken.day} about {name}.'
    try:
        journal.mark(status, keys, day, note)
    except JournalError:
        if status not in ("accepted", "declined") or not _asked_me(workspace, keys):
            raise
        journal.mark(status, keys, day, note, incoming=True)
    return f"Noted: {name}, {status} on {day}."


def answer(workspace: Workspace, verdict: str, one: str, other: str) -> str:
    """Record that two entries are the `same` person or `different` ones, and return the sentence that says so.

    Where both are one entry by an earlier answer, `different` takes that back; where a rule about somebody of the same
    name holds the entry back, it says that this is somebody else.
    """
    first, second = (_entry(workspace, text) for text in _there(workspace, one, other))
    sides = [(first[1], second[1])]
    if set(first[1]) == set(second[1]):
        sides = _sides(workspace, one) if verdict == "different" else []
    if not sides:
        raise UsageError(f'"{one}" and "{other}" are one entry already; `outreach about "{one}"` says why')
    for a, b in sides:
        workspace.journal.answer(verdict, a, b, workspace.today)
    return f"Noted: {first[0]} and {second[0]} are {'the same person' if verdict == 'same' else 'different people'}."


def _there(workspace: Workspace, one: str, other: str) -> tuple[str, str]:
    """Return both texts, an id that an earlier answer made part of the other entry replaced by the other."""
    from outreach.scene import scene

    people = scene(workspace).people
    gone = [text.startswith("~") and people.code_of(text) < 0 for text in (one, other)]
    return (other if gone[0] else one, one if gone[1] else other)


def _sides(workspace: Workspace, person: str) -> list[tuple[Sequence[Key], Sequence[Key]]]:
    """Return which two an entry would come apart into: those answered to be one, else the entry and who bars it."""
    from outreach.exclusions import meant

    found, number = _found(workspace, person)
    who = found.people.known(number)
    said = [sides for verdict, *sides in found.answers if verdict == "same" and meant((*sides[0], *sides[1]), who)]
    if said:
        return [(said[-1][0], said[-1][1])]
    return [(found.people.keys(number), rule.keys) for rule in found.rules.doubts(who)]


def _who(workspace: Workspace, person: str, listing: str, status: str) -> tuple[str, Sequence[Key]]:
    """Return the name and the keys of a person, from this week's plan where that is enough."""
    if listing == "plan" and (chosen := _planned(workspace, person, status == "undo")):
        return chosen.name, (*chosen.keys, *((("via", chosen.via),) if chosen.via else ()))
    found, number = _found(workspace, person, listing)
    name = found.people.person(number).name
    if status == "asked" and found.network.first[number]:
        raise UsageError(
            f"{name} is a connection of yours; name whom you asked to be introduced to: `outreach mark PERSON asked`"
        )
    return name, found.people.keys(number)


def _entry(workspace: Workspace, person: str) -> tuple[str, Sequence[Key]]:
    found, number = _found(workspace, person)
    return found.people.person(number).name, found.people.keys(number)


def _found(workspace: Workspace, person: str, listing: str = "plan") -> tuple[Scene, int]:
    from outreach.finding import find
    from outreach.scene import scene

    found = scene(workspace)
    number = find(found, person, listing)
    if number == found.world.me:
        raise UsageError("that is you")
    return found, number


def _asked_me(workspace: Workspace, keys: Sequence[Key]) -> bool:
    from outreach.scene import scene

    found = scene(workspace)
    asked = [set(found.people.keys(one.person)) for one in found.world.invitations if one.incoming]
    firm = {key for key in keys if key[0] in FIRM}
    return any(firm & theirs if firm else theirs == set(keys) for theirs in asked)


def _planned(workspace: Workspace, person: str, undo: bool) -> Chosen | None:
    places = load(workspace.week_folder)
    if person.isdigit():
        skipped = set() if undo else workspace.skipped(places)
        chosen = holder_at(places, int(person), skipped)
        if chosen is None and len(person) < 6:
            raise UsageError(f"nobody has place {person} of this week's shortlist; `outreach plan` shows it")
        return chosen
    slug = addresses.slug(person)
    everybody = [one for holders in places.holders.values() for one in holders]
    wanted = fold(person)
    found = {one.person: one for one in everybody if one.person in (person, slug) or fold(one.name) == wanted}
    return next(iter(found.values())) if len(found) == 1 else None


def _named(keys: Sequence[Key]) -> str:
    return next((value for kind in ("name", "slug", "email") for key, value in keys if key == kind), "somebody")
