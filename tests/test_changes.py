from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from outreach.tending.changes import Change, Entry, Invited, Snapshot, changes

MAY, AUGUST, NOVEMBER = date(2026, 5, 10), date(2026, 8, 2), date(2026, 11, 16)


def day(number: int) -> date:
    return date(2020, 1, 1 + number % 28)


CROWD = tuple(
    Entry(f"{first} Quillon{letter}", f"{first}-{letter}".casefold(), "", f"Firm {letter}", "Baker", day(n))
    for n, (first, letter) in enumerate((first, letter) for first in ("Ada", "Bo") for letter in "abcdefghij")
)


def snapshot(entries: tuple[Entry, ...] | None, taken: date = NOVEMBER, **more: object) -> Snapshot:
    return Snapshot(f"{taken}.zip", taken, "me", entries, **more)  # type: ignore[arg-type]


def kinds(found: list[Change]) -> list[tuple[str, str]]:
    return [(one.kind, one.entry.name) for one in found]


def changed(number: int, **fields: object) -> tuple[Entry, ...]:
    return tuple(replace(one, **fields) if n == number else one for n, one in enumerate(CROWD))  # type: ignore[arg-type]


def between(older: tuple[Entry, ...], newer: tuple[Entry, ...], **more: object) -> list[tuple[str, str]]:
    found, problems = changes([snapshot(older, MAY), snapshot(newer, **more)])
    assert problems == []
    return kinds(found)


def test_the_same_list_twice_is_no_news() -> None:
    assert between(CROWD, CROWD[::-1]) == []


def test_new_employers_titles_and_jobs_left_are_told_apart() -> None:
    assert between(CROWD, changed(0, company="Other Ltd")) == [("job", "Ada Quillona")]
    assert between(CROWD, changed(0, position="Head Baker")) == [("title", "Ada Quillona")]
    assert between(CROWD, changed(0, company="", position="")) == [("left", "Ada Quillona")]


def test_another_spelling_is_no_change() -> None:
    assert between(CROWD, changed(0, company="FIRM A, Inc.", position="baker")) == []
    assert between(CROWD, changed(0, name="Ada Quillona, MSc")) == []
    assert between(CROWD, changed(0, name=" ADA  QUILLONA ")) == []


def test_newcomers_i_had_asked_have_accepted() -> None:
    newcomer = Entry("Cleo Vance", "cleo-v", connected=date(2026, 10, 1))
    other = Entry("Dirk Oom", "dirk-oom", connected=date(2026, 10, 2))
    asked = (Invited("Cleo Vance", "cleo-v", date(2026, 9, 20)),)
    assert between(CROWD, (newcomer, other, *CROWD), invited=asked) == [("accepted", "Cleo Vance"), ("new", "Dirk Oom")]
    without_address = (Invited("Dirk Oom"),)
    assert ("accepted", "Dirk Oom") in between(CROWD, (newcomer, other, *CROWD), invited=without_address)


def test_somebody_gone_is_told_from_a_closed_account() -> None:
    assert between(CROWD, CROWD[1:]) == [("vanished", "Ada Quillona")]
    assert between(CROWD, CROWD[1:], closed=(CROWD[0].connected,)) == [("closed", "Ada Quillona")]


def test_a_new_address_or_a_new_name_is_the_same_person() -> None:
    assert between(CROWD, changed(3, slug="ada-from-now-on")) == []
    assert between(CROWD, changed(3, name="Ada Marrow")) == [("renamed", "Ada Marrow")]
    assert between(CROWD, changed(3, name="Ada Marrow", slug="ada-marrow")) == [("renamed", "Ada Marrow")]


def test_an_older_layout_without_addresses_or_titles_hides_nothing() -> None:
    bare = tuple(replace(one, slug="", position="") for one in CROWD)
    columns = frozenset({"company"})
    found, problems = changes([snapshot(bare, MAY, columns=columns), snapshot(CROWD)])
    assert (found, problems) == ([], [])
    found, problems = changes([snapshot(CROWD, MAY), snapshot(bare, columns=columns)])
    assert (found, problems) == ([], [])


def test_a_missing_or_shortened_list_makes_nobody_vanish() -> None:
    assert changes([snapshot(CROWD, MAY), snapshot(None)]) == ([], [])
    assert changes([snapshot(CROWD, MAY), snapshot(())]) == ([], [])
    found, problems = changes([snapshot(CROWD, MAY), snapshot(CROWD[:8])])
    assert found == []
    assert problems[0].text == "12 of 20 connections of 2026-05-10.zip are missing: the list seems cut short"


def test_an_archive_of_somebody_else_is_refused() -> None:
    stranger = Snapshot("friend.zip", AUGUST, "somebody-else", CROWD[:5])
    found, problems = changes([snapshot(CROWD, MAY), stranger, snapshot(CROWD)])
    assert found == []
    assert [(one.file, one.value) for one in problems] == [("friend.zip", "somebody-else")]
    others = tuple(Entry(f"Zed {letter * 3}", f"zed-{letter}", connected=day(3)) for letter in "abcdefgh")
    unowned = Snapshot("unknown.zip", AUGUST, "", others)
    assert changes([snapshot(CROWD, MAY), unowned, snapshot(CROWD)])[1][0].file == "unknown.zip"


def test_namesakes_are_not_mixed_up() -> None:
    one, two = Entry("Ana Lima", "ana-1", company="A", connected=day(1)), Entry("Ana Lima", "ana-2", connected=day(1))
    assert between((*CROWD, one, two), (*CROWD, two, replace(one, company="B"))) == [("job", "Ana Lima")]


def test_the_order_of_the_files_does_not_matter() -> None:
    newer = (*changed(0, company="Other")[:-1], Entry("Cleo Vance", "cleo-v"))
    files = [snapshot(CROWD, MAY), snapshot(CROWD, AUGUST), snapshot(newer, NOVEMBER), snapshot(newer[:-1], NOVEMBER)]
    results = {str(changes(order)) for order in permutations(files)}
    assert len(results) == 1
    assert {"job", "vanished", "new"} == {kind for kind, _ in kinds(changes(files)[0])}


@given(st.permutations(CROWD))
def test_rows_in_any_order_say_the_same(rows: list[Entry]) -> None:
    newer = (*changed(2, name="Ada Marrow"), Entry("Cleo Vance", "cleo-v"))
    expected = changes([snapshot(CROWD, MAY), snapshot(newer)])
    assert changes([snapshot(tuple(rows), MAY), snapshot(newer)]) == expected
