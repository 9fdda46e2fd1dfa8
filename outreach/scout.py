"""Where to look next: which connections are worth asking for a list or a look, and what nobody seen so far covers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from outreach.model import Person

TYPICAL = 100  # guess: knowing so many of somebody's connections is knowing half of what is worth knowing
ENOUGH = 10  # guess: so many people two steps away who show a wish, and more of them matter half as much
FEW = 3  # below that a wish counts as covered by nobody
STALE_DAYS = 365  # a list older than that is worth asking for again …
STALE = 0.3  # … and so much of it, at a guess, has changed
ANYONE = 0.5  # share of the points of a friend of whom nothing tells that they know those I look for
SEARCH = "https://www.linkedin.com/search/results/people/"
SECOND = '["S"]'  # LinkedIn's name for people two steps away
MOST_SEARCHES = 6


@dataclass(frozen=True, slots=True)
class Friend:
    """A connection of mine: how strong the tie is (0 to 1) and how much of whom they know can be seen.

    `known` connections of theirs are visible; `listed` is the day of their own list where that is here; `shows` gives
    for every wish how well their own words show it (0 to 1); `member` their opaque member id where a page gave it.
    """

    person: Person
    strength: float
    known: int = 0
    listed: date | None = None
    shows: Mapping[str, float] = field(default_factory=dict)
    member: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """Something I look for (`kind` role, industry, place or value), and how many people two steps away show it."""

    term: str
    kind: str
    covered: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """An address that a person may open by hand, and what is to be seen there."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Lead:
    """A friend worth asking or looking at: points from 0 to 1, why, and the wishes they may help with."""

    friend: Friend
    points: float
    reasons: tuple[str, ...]
    wishes: tuple[str, ...]
    pages: tuple[Page, ...]


def leads(friends: Iterable[Friend], wishes: Sequence[Wish], today: date) -> list[Lead]:
    """Return friends by strength × how little is known of whom they know × what is missing, best first.

    A friend whose whole list is here and new is left out: there is nothing to ask for.
    """
    found = [_lead(friend, wishes, today) for friend in friends]
    return sorted((lead for lead in found if lead.points > 0), key=lambda lead: (-lead.points, lead.friend.person.id))


def missing(wishes: Iterable[Wish]) -> list[Wish]:
    """Return the wishes that hardly anybody two steps away shows, the barest first."""
    return sorted(
        (wish for wish in wishes if wish.covered < FEW), key=lambda wish: (wish.covered, wish.kind, wish.term)
    )


def searches(wishes: Sequence[Wish]) -> list[Page]:
    """Return searches to open by hand: the barest roles and industries, in each place that is looked for."""
    bare = [wish for wish in missing(wishes) if wish.kind in ("role", "industry")]
    places = [wish.term for wish in wishes if wish.kind == "place"] or [""]
    pages = [_search(" ".join(filter(None, (wish.term, place)))) for wish in bare for place in places]
    return pages[:MOST_SEARCHES]


def unseen(friend: Friend, today: date) -> float:
    """Return which share, 0 to 1, of what is worth knowing about a friend's connections is not known."""
    if friend.listed is not None:
        return STALE if (today - friend.listed).days > STALE_DAYS else 0.0
    return TYPICAL / (TYPICAL + max(friend.known, 0))


def _lead(friend: Friend, wishes: Sequence[Wish], today: date) -> Lead:
    gaps = {wish.term: friend.shows.get(wish.term, 0.0) * ENOUGH / (ENOUGH + wish.covered) for wish in wishes}
    helps = sorted((term for term, gap in gaps.items() if gap > 0), key=lambda term: (-gaps[term], term))
    share = unseen(friend, today)
    points = friend.strength * share * (ANYONE + (1 - ANYONE) * min(max(gaps.values(), default=0.0), 1.0))
    return Lead(friend, round(points, 4), tuple(_reasons(friend, helps, wishes)), tuple(helps), tuple(_pages(friend)))


def _reasons(friend: Friend, helps: Sequence[str], wishes: Sequence[Wish]) -> Iterable[str]:
    yield f"a tie of strength {friend.strength:.2f}"
    if friend.listed is not None:
        yield f"their list is of {friend.listed}: much may have changed"
    elif friend.known:
        yield f"only {friend.known} of the people they know can be seen"
    else:
        yield "nothing is known of whom they know"
    covered = {wish.term: wish.covered for wish in wishes}
    for term in helps[:3]:
        count, ending = covered[term] or "nobody", "s" if covered[term] < 2 else ""
        yield f"close to “{term}”, which {count} of the people two steps away show{ending}"


def _pages(friend: Friend) -> Iterable[Page]:
    name = friend.person.name
    if friend.person.url:
        yield Page(
            f"{name}'s profile: the number of connections opens the list, where {name} shows it", friend.person.url
        )
    if friend.member:
        query = {"connectionOf": f'["{friend.member}"]', "network": SECOND}
        yield Page(f"people two steps away whom {name} knows", f"{SEARCH}?{urlencode(query)}")


def _search(keywords: str) -> Page:
    query = urlencode({"keywords": keywords, "network": SECOND})
    return Page(f"people two steps away: {keywords}", f"{SEARCH}?{query}")
