"""The laws of the product, on generated networks, through the same functions as the commands."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from outreach import tone
from outreach.show.output import as_text
from outreach.show.report import Report
from outreach.text import units
from outreach.views import ranking, write_plan
from outreach.workspace import Workspace

TODAY = date(2026, 11, 22)
NAMES = ("Ana", "Ben", "Caro", "Dov", "Eli", "Fay", "Gus", "Hal", "Ida", "Jan")
TITLES = ("Curator", "Plumber", "Head of Exhibitions", "Translator", "")
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
SETTINGS = """
[me]
name = "Me Myself"
url = "https://www.linkedin.com/in/me-myself"
[target]
roles = ["curator"]
[[never]]
name = "Ida Never"
url = "https://www.linkedin.com/in/ida-8"
[limits]
per_week = {per_week}
notes_per_month = {notes}
asks_per_connector = {each}
"""

people = st.lists(st.integers(0, 9), min_size=1, max_size=8, unique=True)
lists = st.lists(st.tuples(st.integers(0, 9), people), max_size=4)
laws = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def slug(number: int) -> str:
    return f"{NAMES[number].lower()}-{number}"


def row(number: int, day: int = 1) -> str:
    title = TITLES[number % len(TITLES)]
    link = f"https://www.linkedin.com/in/{slug(number)}"
    return f"{NAMES[number]},Number{number},{link},,Firm {number % 3},{title},{day:02d} Feb 2024"


def workspace(
    folder: Path, mine: Sequence[int], friends: Sequence[tuple[int, Sequence[int]]], **limits: int
) -> Workspace:
    (folder / "exports/me").mkdir(parents=True)
    (folder / "exports/shared").mkdir()
    text = SETTINGS.format(**{"per_week": 3, "notes": 2, "each": 2, **limits})
    for place, (owner, known) in enumerate(friends):
        rows = "\n".join([HEADER, *(row(one, place + 2) for one in known)])
        (folder / f"exports/shared/{place}.csv").write_text(rows)
        text += (
            f'[[shared]]\nfile = "exports/shared/{place}.csv"\nowner = "https://www.linkedin.com/in/{slug(owner)}"\n'
        )
    (folder / "outreach.toml").write_text(text)
    (folder / "exports/me/Connections.csv").write_text("\n".join([HEADER, *map(row, mine)]))
    return Workspace(folder, TODAY)


def planned(mine: Sequence[int], friends: Sequence[tuple[int, Sequence[int]]], **limits: int) -> tuple[Report, Report]:
    with tempfile.TemporaryDirectory() as name:
        made = workspace(Path(name), mine, friends, **limits)
        return ranking(made), write_plan(made)[0]


@laws
@given(people, lists)
def test_nobody_i_know_nor_anybody_barred_is_ever_suggested(
    mine: list[int], friends: list[tuple[int, list[int]]]
) -> None:
    known = {slug(number) for number in mine} | {"me-myself", "ida-8"}
    ranked, week = planned(mine, friends)
    for one in (*ranked.suggestions, *week.suggestions):
        assert one.person.id not in known
        assert one.via
        assert {mutual.person.id for mutual in one.via} <= {slug(number) for number in mine}


@laws
@given(people, lists)
def test_the_score_is_the_sum_of_its_reasons_and_orders_the_list(
    mine: list[int], friends: list[tuple[int, list[int]]]
) -> None:
    ranked, _ = planned(mine, friends)
    for one in ranked.suggestions:
        assert one.score == round(sum(reason.points for reason in one.reasons), 2)
        assert all(round(reason.points, 2) == reason.points for reason in one.reasons)
    assert list(ranked.suggestions) == sorted(ranked.suggestions, key=lambda one: (-one.score, one.person.id))


@laws
@given(people, lists)
def test_the_order_of_rows_and_files_changes_nothing(mine: list[int], friends: list[tuple[int, list[int]]]) -> None:
    owners = {owner for owner, _ in friends}
    if len(owners) < len(friends):
        reject()  # of two lists of one friend the newer counts, and these have no date
    one = planned(mine, friends)
    other = planned(mine[::-1], [(owner, known[::-1]) for owner, known in friends])
    for first, second in zip(one, other, strict=True):
        assert as_text(first, "json").replace("line", "") == as_text(second, "json").replace("line", "")


@laws
@given(people, lists, st.integers(0, 4), st.integers(0, 4), st.integers(1, 3))
def test_no_limit_is_exceeded_and_every_note_is_fit_to_send(
    mine: list[int], friends: list[tuple[int, list[int]]], per_week: int, notes: int, each: int
) -> None:
    _, week = planned(mine, friends, per_week=per_week, notes=notes, each=each)
    routed = [one.via[0].person.id for one in week.suggestions]
    assert len(week.suggestions) <= per_week
    assert sum(one.action == "connect" for one in week.suggestions) <= notes
    assert all(routed.count(mutual) <= each for mutual in routed)
    for one in week.suggestions:
        for draft in one.drafts:
            assert draft.length == units(draft.text) <= draft.limit
            assert tone.judge(draft.text).verdict == "friendly"
            if draft.kind == "connect":
                assert any(mutual.person.name in draft.text for mutual in one.via)
