from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path

from test_example import load

from outreach.addresses import slug
from outreach.sources import linkedin
from outreach.sources.container import open_path
from outreach.tending.changes import changes
from outreach.tending.history import snapshots

EXPORTS = Path(__file__).parent.parent / "examples" / "workspace" / "exports"
GOLDEN = Path(__file__).parent / "golden"


def archives(*paths: Path) -> list[linkedin.Archive]:
    return linkedin.read([linkedin.Export(open_path(path, path.name), "me") for path in paths])


def test_the_example_shows_every_planted_change_and_nothing_else() -> None:
    planted = load().planted()
    found, problems = changes(snapshots(archives(*sorted((EXPORTS / "me").iterdir()))))
    assert problems == []
    by_kind: dict[str, set[str]] = {}
    for one in found:
        by_kind.setdefault({"accepted": "new", "title": "job"}.get(one.kind, one.kind), set()).add(one.entry.slug)
    expected = {kind: planted[kind] for kind in ("new", "vanished", "job", "renamed")}
    assert {kind: {plain(key) for key in keys} for kind, keys in by_kind.items()} == {
        kind: {plain(key) for key in keys} for kind, keys in expected.items()
    }
    assert sum(one.kind == "accepted" for one in found) == len(planted["accepted"])


def plain(key: str) -> str:
    return slug(f"linkedin.com/in/{key}")


def test_files_in_any_order_and_a_friends_archive_among_them_change_nothing() -> None:
    mine = sorted((EXPORTS / "me").iterdir())
    expected, _ = changes(snapshots(archives(*mine)))
    strange = EXPORTS / "shared" / "Basic_LinkedInDataExport_08-21-2023.zip"
    for order in permutations([*mine, strange]):
        found, problems = changes(snapshots(archives(*order)))
        assert found == expected
        assert [one.file for one in problems] == [strange.name]


def test_archives_of_other_years_compare_by_what_both_tell() -> None:
    taken = snapshots(archives(*(GOLDEN / f"linkedin-{year}" for year in (2021, 2023, 2026))))
    assert [one.day.year for one in taken] == [2021, 2023, 2026]
    assert taken[0].columns == {"email", "company", "position"}
    found, _ = changes(taken[1:])
    titles = {(one.kind, one.entry.name, one.until) for one in found if one.kind == "title"}
    day = max(one.day for one in taken)
    assert titles == {("title", "Zoë Brandt", day), ("title", "Orla Fennimore", day)}
    assert day >= date(2026, 1, 29)
