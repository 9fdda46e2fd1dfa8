"""Triage, audit, news and reminders on the example workspace, from its files to the suggestions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from icalendar import Calendar
from test_example import load

from outreach.addresses import slug
from outreach.scene import scene
from outreach.tending.due import reminders
from outreach.tending.lookthrough import look_through, to_withdraw
from outreach.tending.requests import open_requests
from outreach.tending.standing import Standing
from outreach.tending.tidings import tidings
from outreach.workspace import Workspace

EXAMPLE = Path(__file__).parent.parent / "examples"
TODAY = date.fromisoformat((EXAMPLE / "today.txt").read_text().strip())


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    folder = tmp_path_factory.mktemp("loop") / "workspace"
    copytree(EXAMPLE / "workspace", folder)
    yield Standing(scene(Workspace(folder, TODAY, cache=False)))


def planted(kind: str) -> set[str]:
    return {slug(f"linkedin.com/in/{key}") for key in load().planted()[kind]}


def test_every_open_request_is_judged_once_with_its_answers(standing: Standing) -> None:
    found = open_requests(standing)
    people = [one.person.id for one in found]
    assert len(people) == len(set(people))
    assert planted("requests") <= set(people)
    assert {one.action for one in found} == {"accept", "review", "ignore"}
    assert all(list(one.answers) == ["industry", "help", "place"] for one in found)


def test_requests_are_answered_as_their_senders_deserve(standing: Standing) -> None:
    kinds = {slug(f"linkedin.com/in/{key}"): kind for key, kind in load().planted()["requests"].items()}
    actions: dict[str, set[str]] = {}
    for one in open_requests(standing):
        actions.setdefault(kinds.get(one.person.id, "seen"), set()).add(one.action)
    assert "accept" not in actions["never"] | actions["rival"]
    assert "ignore" not in actions["target"] | actions["peer"] | actions["parts"]


def test_the_audit_finds_every_repeated_pitcher_and_no_friend(standing: Standing) -> None:
    result = look_through(standing)
    told = {one.person.id for one in result.suggestions if one.action in ("unfollow", "remove")}
    assert told == planted("pitchers")
    assert {one.person.id for one in result.worklist[: len(told)]} == told
    assert len(result.suggestions) == len(standing.world.connections)
    assert result.next == TODAY


def test_news_holds_every_planted_change_and_thanks_only_the_latest(standing: Standing) -> None:
    found, problems = tidings(standing)
    assert problems == []
    texts = {one.person.id: " ".join(reason.text for reason in one.reasons) for one in found}
    assert planted("job") | planted("new") | planted("vanished") | planted("renamed") <= set(texts)
    assert all("accepted your invitation" in texts[person] for person in planted("accepted"))
    drafted = [draft.kind for one in found for draft in one.drafts]
    assert set(drafted) <= {"congratulate", "thanks"}
    assert [one.rank for one in found] == list(range(1, len(found) + 1))


def test_invitations_are_withdrawn_after_three_weeks(standing: Standing) -> None:
    waiting = {one.person.id for one in to_withdraw(standing)}
    assert waiting < planted("pending")
    assert len(waiting) == 11


def test_reminders_hold_the_week_the_audit_and_what_is_due(standing: Standing) -> None:
    events = Calendar.from_ical(reminders(standing)).walk("VEVENT")
    titles = [str(one["SUMMARY"]) for one in events]
    assert sum(title.startswith("Withdraw") for title in titles) == 12
    assert {"This week's people", "Look through your connections"} <= set(titles)
