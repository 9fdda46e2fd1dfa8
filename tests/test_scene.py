from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from outreach import keeping
from outreach.errors import NothingToReadError, SettingsError
from outreach.scene import Scene, scene
from tests.small import FILES, HEADER, IN, MINE, SETTINGS, TODAY, workspace


def seen(folder: Path, more: Mapping[str, str] | None = None) -> Scene:
    return scene(workspace(folder, more))


def number(found: Scene, slug: str) -> int:
    return found.people.code_of(IN + slug)


def excluded(found: Scene) -> dict[str, str]:
    return {one.person.id: one.code for one in found.ranking.excluded}


def test_the_ranking_is_of_whom_my_connections_know(tmp_path: Path) -> None:
    found = seen(tmp_path)
    assert [one.person.id for one in found.ranking.suggestions] == ["ada-byron", "bo-plum"]
    assert excluded(found) == {"rita-vale": "competitor"}


def test_closeness_replaces_the_evidence(tmp_path: Path) -> None:
    found = seen(tmp_path)
    assert found.strengths[number(found, "jo-friend")] == 0.8
    [best] = found.best
    assert (best.person.name, best.strength, best.how) == ("Jo Friend", 0.8, "client since 2021")


def test_without_best_connections_those_with_evidence_are_taken(tmp_path: Path) -> None:
    plain = SETTINGS.replace("[[best]]", "[[never]]").replace("closeness = 4\nhow", "reason").replace("jo-f", "no-f")
    assert "[[best]]" not in plain
    found = seen(tmp_path, {"outreach.toml": plain})
    assert list(found.best_codes) == sorted(found.best_codes, key=lambda one: (-found.strengths[one], one))
    assert all(found.strengths[one] >= 0.2 for one in found.best_codes)


def test_a_best_connection_who_is_none_is_a_problem_with_its_line(tmp_path: Path) -> None:
    found = seen(tmp_path, {"outreach.toml": SETTINGS + '[[best]]\nname = "Nobody Known"\n'})
    [problem] = [one for one in found.problems if "not among your connections" in one.text]
    line = (tmp_path / "outreach.toml").read_text(encoding="utf-8").splitlines()[(problem.line or 0) - 1]
    assert (problem.file, problem.value, line) == ("outreach.toml", "Nobody Known", "[[best]]")


def test_who_is_forgotten_is_on_no_list_and_on_no_way(tmp_path: Path) -> None:
    made = workspace(tmp_path)
    made.journal.forget([("slug", "jo-friend")], TODAY)
    found = scene(made)
    assert found.forgotten == {number(found, "jo-friend")}
    assert found.ranking.suggestions == ()
    assert set(excluded(found)) <= {""}


@pytest.mark.parametrize(
    ("row", "forgotten"),
    [
        (f"Ada,Byron,{IN}ada-byron,,Another Firm,Clerk,10 Mar 2024", True),
        (f"Dr. Ada,BYRON,{IN}ada-b-77,,museum of light,Head Curator,10 Mar 2024", True),
        ("Ada,Byron,,,Museum of Light,,10 Mar 2024", True),
        (f"Ada,Byron,{IN}ada-b-77,,Another Firm,Curator,10 Mar 2024", False),
        (f"Ada,Byron,{IN}ada-b-77,,,Curator,10 Mar 2024", False),
    ],
)
def test_who_is_forgotten_is_known_again_by_address_or_by_name_and_firm(
    row: str, forgotten: bool, tmp_path: Path
) -> None:
    made = workspace(tmp_path)
    keeping.forget(made, "ada-byron")
    (tmp_path / "exports/shared/jo.csv").write_text(f"{HEADER}\n{row}\n", encoding="utf-8")
    found = scene(made)
    [ada] = found.people.find("byron")
    assert found.forgotten == ({ada} if forgotten else set())


def test_who_was_removed_leads_to_nobody(tmp_path: Path) -> None:
    made = workspace(tmp_path)
    made.journal.mark("removed", [("slug", "jo-friend")], TODAY)
    found = scene(made)
    assert not found.network.first[number(found, "jo-friend")]
    assert found.ranking.suggestions == ()


def test_an_invitation_marked_sent_holds_back_until_it_is_withdrawn_and_rested(tmp_path: Path) -> None:
    made = workspace(tmp_path)
    made.journal.mark("sent", [("slug", "ada-byron"), ("name", "Ada Byron")], TODAY)
    assert excluded(scene(made))["ada-byron"] == "invited"


def test_coverage_counts_what_is_visible(tmp_path: Path) -> None:
    coverage = seen(tmp_path).coverage
    assert (coverage.best_connections, coverage.with_known_connections) == (1, 1)
    assert (coverage.people, coverage.second_degree) == (6, 3)
    assert coverage.known == {"headline": 0, "company": 1, "position": 1, "industry": 0, "location": 0}


def test_it_is_made_once_per_run(tmp_path: Path) -> None:
    made = workspace(tmp_path)
    assert scene(made) is scene(made)


def test_without_connections_there_is_nothing_to_show(tmp_path: Path) -> None:
    with pytest.raises(NothingToReadError, match="exports/me"):
        seen(tmp_path, {"exports/me/Connections.csv": MINE.splitlines()[0]})


def test_faults_of_the_settings_are_told_before_any_file_is_read(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="per_weak"):
        seen(tmp_path, {**FILES, "outreach.toml": "[limits]\nper_weak = 3\n", "exports/me/Connections.csv": ""})
