"""My connections as `audit` judges them, and my open invitations, from everything a scene knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from outreach.audit import Audit, Connection, Routes, audit, withdrawals
from outreach.model import Suggestion
from outreach.tending.bridges import bridges
from outreach.tending.standing import Standing

TARGETS = 300  # the best of the ranking: the people a removal should not cut off
_CLOSED = "closed account"


def look_through(standing: Standing) -> Audit:
    """Return the audit of all my connections."""
    months = standing.scene.settings.limits.audit_every_months
    return audit(
        [_connection(standing, number) for number in standing.world.connections],
        standing.today,
        months=months,
        routes=_routes(standing),
        ghosts=_ghosts(standing),
    )


def to_withdraw(standing: Standing) -> list[Suggestion]:
    """Return my invitations that have waited too long, ranked by age."""
    found = withdrawals(standing.sent, standing.today, standing.scene.settings.limits.withdraw_after_days)
    return [replace(one, rank=rank) for rank, one in enumerate(found, 1)]


def _connection(standing: Standing, number: int) -> Connection:
    evidence = standing.scene.evidence[number]
    thread = standing.threads.get(number)
    letters = None if standing.contacts is None else standing.contacts.get(number, 0)
    others = evidence.mails_sent + evidence.mails_received + round(evidence.meetings)
    best = number in standing.scene.best_codes
    return Connection(
        person=standing.people.person(number),
        strength=standing.scene.strengths[number],
        connected=evidence.connected,
        contacts=letters if letters is None else letters + others,
        mine=evidence.sent + evidence.mails_sent,
        pitches=tuple(thread.pitches) if thread else (),
        signs=tuple(_signs(standing, number)),
        safe="one of your best connections" if best else "",
        fits=standing.wished(number),
        decisions=standing.decisions(number),
    )


def _signs(standing: Standing, number: int) -> Iterator[str]:
    evidence = standing.scene.evidence[number]
    if evidence.recommended_me:
        yield "wrote a recommendation for you"
    if evidence.recommended_by_me:
        yield "you wrote a recommendation for them"
    if evidence.endorsed_me or evidence.endorsed_by_me:
        yield "endorsements between you"
    if evidence.note:
        yield "you keep a note about them"
    if evidence.meetings:
        yield "you met"
    if evidence.shared_employers:
        yield f"both worked at {evidence.shared_employers[0]}"


def _routes(standing: Standing) -> dict[str, Routes]:
    """To whom of the best of the ranking each connection leads, by id."""
    ranked = standing.scene.ranking.suggestions[:TARGETS]
    wanted = [one for one in ranked if any(r.kind in ("role", "industry") and r.points > 0 for r in one.reasons)]
    names = {standing.people.code_of(one.person.id): one.person.name for one in wanted}
    found = bridges(standing.scene.network, sorted(names))
    return {
        standing.people.person(number).id: Routes(tuple(names[one] for one in leads), tuple(names[one] for one in only))
        for number, (leads, only) in found.items()
    }


def _ghosts(standing: Standing) -> int:
    """Rows of my newest list that are closed accounts."""
    mine = [archive for archive in standing.world.archives if archive.role == "me" and len(archive.connections)]
    newest = max(mine, key=lambda archive: (str(archive.taken or ""), archive.file), default=None)
    members = newest.members if newest else ()
    return sum(member.skipped.get(_CLOSED, 0) for member in members if member.kind == "connections")
