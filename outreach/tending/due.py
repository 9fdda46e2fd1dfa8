"""What a scene has to be reminded of."""

from __future__ import annotations

from outreach import remind
from outreach.scene import scene
from outreach.tending.lookthrough import look_through
from outreach.tending.standing import Standing
from outreach.workspace import Workspace


def reminders(standing: Standing) -> bytes:
    """Return the calendar: the weekly slot, invitations to withdraw, the next audit, thanks owed."""
    today, after = standing.today, standing.scene.settings.limits.withdraw_after_days
    accepted = [
        (one.person, one.connected)
        for one in standing.sent
        if one.connected and one.connected >= one.day and not any(d.status == "replied" for d in one.decisions)
    ]
    entries = [
        remind.weekly(today),
        *remind.withdrawals_due(standing.sent, today, after),
        remind.audit_due(look_through(standing).next, today),
        *remind.thanks_owed(accepted, today),
    ]
    return remind.calendar(entries, today)


def workspace_calendar(workspace: Workspace) -> str:
    """Return the calendar file of a workspace."""
    return reminders(Standing(scene(workspace))).decode()
