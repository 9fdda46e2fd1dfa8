"""`outreach scout`: where to look next, from everything a scene knows, with a note for each friend worth asking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from outreach import scout
from outreach.model import Suggestion
from outreach.scene import Scene, scene
from outreach.scout import Friend, Lead, Page, Wish
from outreach.show.terminal import Told
from outreach.tending.written import Written
from outreach.words.fit import LIKELY, Match
from outreach.workspace import Workspace

ASKED = 5  # friends shown: more would be a campaign
CONSIDERED = 60  # the strongest ties; nobody else is asked a favour of that size
KINDS = ("role", "industry", "value", "place")


def scouting(workspace: Workspace) -> Told:
    """Return which friends to ask for an export or look at, what nobody covers, and searches to open by hand."""
    found = scene(workspace)
    wishes = list(_wishes(found))
    leads = scout.leads(_friends(found), wishes, found.today)[:ASKED]
    notes = _notes(found, leads)
    bare, pages = scout.missing(wishes), scout.searches(wishes)
    data = {
        "friends": [_lead_json(lead, note) for lead, note in zip(leads, notes, strict=True)],
        "missing": [{"wish": wish.term, "kind": wish.kind, "people": wish.covered} for wish in bare],
        "searches": [{"text": page.text, "url": page.url} for page in pages],
    }
    return Told(data, Group(*_shown(leads, notes, bare, pages)))


def _wishes(found: Scene) -> Iterator[Wish]:
    """What the settings ask for, and how many of those two steps away show it."""
    target = found.settings.target
    terms = {"role": target.roles, "industry": target.industries, "value": found.settings.goal.values}
    people = [one.person for one in found.ranking.suggestions]
    for kind, wanted in terms.items():
        counts = dict.fromkeys(wanted, 0)
        for person in people:
            for match in found.scorer.matches(kind, person):
                counts[match.term] += match.strength >= LIKELY
        yield from (Wish(term, kind, count) for term, count in counts.items())
    for place in target.locations:
        yield Wish(place, "place", sum(found.scorer.is_in(place, person.location) for person in people))


def _friends(found: Scene) -> Iterator[Friend]:
    lists = found.world.known_connections()
    degree = found.network.degree
    ranked = sorted(found.strengths.items(), key=lambda item: (-item[1], item[0]))[:CONSIDERED]
    for number in sorted({number for number, _ in ranked} | set(found.best_codes)):
        person = found.people.person(number)
        matches: list[Match] = [match for kind in KINDS[:3] for match in found.scorer.matches(kind, person)]
        yield Friend(
            person=person,
            strength=found.strengths[number],
            known=int(degree[number]) - 1,
            listed=lists[number][1] or found.today if number in lists else None,
            shows={match.term: match.strength for match in matches},
            member=next((key for kind, key in found.people.keys(number) if kind == "opaque"), ""),
        )


def _notes(found: Scene, leads: Sequence[Lead]) -> list[str]:
    writer = Written(found).writer("export")
    asked = [Suggestion(lead.friend.person, "ask") for lead in leads]
    return [draft.text if draft else "" for draft in writer.batch("export", asked)]


def _lead_json(lead: Lead, note: str) -> dict[str, object]:
    return {
        "id": lead.friend.person.id,
        "name": lead.friend.person.name,
        "points": lead.points,
        "reasons": list(lead.reasons),
        "pages": [{"text": page.text, "url": page.url} for page in lead.pages],
        "note": note,
    }


def _shown(
    leads: Sequence[Lead], notes: Sequence[str], bare: Sequence[Wish], pages: Sequence[Page]
) -> Iterator[RenderableType]:
    yield Text("Friends worth asking for their export, or worth a look", style="bold")
    if not leads:
        yield Text("  Nobody: the lists of your closest ties are here and new.")
    for lead, note in zip(leads, notes, strict=True):
        yield Text.assemble("\n", (lead.friend.person.name, "bold"), f"   {lead.points:.2f}")
        yield from (_indented(reason) for reason in lead.reasons)
        yield from (_indented(f"{page.text}: {page.url}") for page in lead.pages)
        if note:
            yield Padding(Text(note), (0, 0, 0, 5))
    if bare:
        yield Text("\nLooked for, and shown by hardly anybody two steps away", style="bold")
        yield from (_indented(f"{wish.term} ({wish.kind}): {wish.covered or 'nobody'}") for wish in bare)
    if pages:
        yield Text("\nSearches you can open by hand, and paste with `outreach capture`", style="bold")
        yield from (_indented(f"{page.text}\n{page.url}") for page in pages)


def _indented(text: str) -> RenderableType:
    return Padding(Text(text, overflow="fold"), (0, 0, 0, 3))
