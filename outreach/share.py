"""The minimal file for a friend who plans with this tool too: whom I know, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from outreach import addresses
from outreach.errors import UsageError
from outreach.model import Person
from outreach.text import clean, fold

SCHEMA = "outreach-share/1"
DAYS = 90  # how long a file may be used, where nothing else is said
LONGEST = 366
ENDING = ".share.json"

CONSENT = (
    "{owner} gives this list of professional contacts to {friend} alone, for finding people to be introduced to."
    " It holds names, profile addresses, employers and titles, and on purpose no e-mail address, date or message."
    " Do not pass it on, do not write to anybody on it in {owner}'s name, and delete it by {expires}, when this tool"
    " stops reading it. {owner} may ask for that at any time; `outreach sources remove` takes out all it brought."
)


def choose(people: Iterable[Person], friend: Person | None = None, words: Collection[str] = ()) -> list[Person]:
    """Return the connections to share, in order of their ids: all but the friend, or those whom a word describes.

    A word is looked for in name, employer, title and id, however it is spelled.
    """
    wanted = [fold(word) for word in words if word.strip()]
    chosen = [person for person in people if friend is None or person.id != friend.id]
    if wanted:
        chosen = [person for person in chosen if any(word in _described(person) for word in wanted)]
    return sorted(chosen, key=lambda person: person.id)


def consent(owner: str, friend: str, expires: date) -> str:
    """Return the text that the file carries and both should read."""
    return CONSENT.format(owner=owner, friend=friend, expires=expires.isoformat())


def render(people: Iterable[Person], owner: Person, friend: str, today: date, days: int = DAYS) -> str:
    """Return the file as JSON, one person a line, so that who gives it can read what it says.

    Raises `UsageError` for a time that is not between a day and a year, and where my own name or address is unknown.
    """
    if not 1 <= days <= LONGEST:
        raise UsageError(f"a shared file may be used for 1 to {LONGEST} days, not {days}")
    if not owner.name or not addresses.slug(owner.url):
        raise UsageError("a shared file needs your own name and profile address: set `name` and `url` under [me]")
    expires = today + timedelta(days=days)
    head = {
        "schema": SCHEMA,
        "owner": {"slug": addresses.slug(owner.url), "name": owner.name},
        "for": friend,
        "made": today.isoformat(),
        "expires": expires.isoformat(),
        "consent": consent(owner.name, friend, expires),
    }
    lines = [f" {_json(key)}: {_json(value)}" for key, value in head.items()]
    rows = ",\n".join(f"  {_json(_row(person))}" for person in people)
    return "{\n" + ",\n".join(lines) + ',\n "people": [\n' + rows + "\n ]\n}\n"


def file_name(owner: Person, friend: str, today: date) -> str:
    """Return what to call the file: `2026-11-22 mara-lindgren for jonas ekberg.share.json`."""
    receiver = "".join(c if c.isalnum() else " " for c in fold(friend))
    return f"{today.isoformat()} {addresses.slug(owner.url)} for {' '.join(receiver.split()) or 'a friend'}{ENDING}"


def _row(person: Person) -> dict[str, str]:
    given = {
        "slug": addresses.slug(person.url),
        "name": person.name,
        "company": person.company,
        "position": person.position,
    }
    return {key: clean(value) for key, value in given.items() if value}


def _described(person: Person) -> str:
    return fold(" ".join((person.id, person.name, person.company, person.position, person.headline)))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
