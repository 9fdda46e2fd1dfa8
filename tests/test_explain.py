from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from outreach.errors import UsageError
from outreach.explain import about, routes, why
from outreach.show.terminal import Told
from tests.small import SETTINGS, TODAY, workspace


def told(explained: Told) -> Any:
    return explained.data


def reason(folder: Path, person: str, more: Mapping[str, str] | None = None) -> Any:
    return told(why(workspace(folder, more), person))


def test_why_gives_the_place_and_reasons_that_add_up(tmp_path: Path) -> None:
    found = reason(tmp_path, "ada-byron")
    assert found["place"] == "Place 1 of 2."
    assert found["score"] == round(sum(one["points"] for one in found["reasons"]), 2)
    assert {"path", "role"} <= {one["kind"] for one in found["reasons"]}
    assert "on this week's shortlist" in found["facts"]


def test_why_not_names_the_rule(tmp_path: Path) -> None:
    found = reason(tmp_path, "Rita Vale")
    assert found["place"].startswith("Left out (competitor)") and '"Translator"' in found["place"]
    assert "score" not in found


@pytest.mark.parametrize(
    ("person", "place"), [("jo-friend", "A connection of yours, strength 0.80."), ("mia-own", "This is you.")]
)
def test_why_knows_me_and_my_connections(tmp_path: Path, person: str, place: str) -> None:
    assert reason(tmp_path, person)["place"] == place


def test_why_says_whom_nobody_leads_to(tmp_path: Path) -> None:
    lonely = {"exports/seen/people.csv": "name,company\nUna Roe,Kiln\n"}
    assert reason(tmp_path, "Una Roe", lonely)["place"].startswith("Nobody you know leads to them")


def test_a_route_names_every_step_with_its_evidence(tmp_path: Path) -> None:
    [way] = told(routes(workspace(tmp_path), "ada-byron"))
    assert [step["name"] for step in way["steps"]] == ["Jo Friend", "Ada Byron"]
    assert "closeness 4 of 5, set by you" in way["steps"][0]["evidence"]
    assert way["steps"][1]["evidence"] == ["connection: exports/shared/jo.csv line 3"]


def test_a_company_is_reached_through_whoever_works_there(tmp_path: Path) -> None:
    [way] = told(routes(workspace(tmp_path), "museum of light"))
    assert way["steps"][-1]["id"] == "ada-byron"


def test_no_way_is_said_in_words(tmp_path: Path) -> None:
    lonely = {"exports/seen/people.csv": "name,company\nUna Roe,Kiln\n"}
    found = routes(workspace(tmp_path, lonely), "Una Roe")
    assert told(found) == []
    assert "Nobody you know leads to Una Roe" in found.text()


def test_about_tells_all_that_is_held_and_where_from(tmp_path: Path) -> None:
    made = workspace(tmp_path)
    made.journal.mark("skipped", [("slug", "ada-byron")], TODAY, note="not now")
    found = told(about(made, "Ada Byron"))
    assert found["person"]["company"] == "Museum of Light"
    assert found["files"] == [{"file": "exports/shared/jo.csv", "line": 3}]
    assert found["identity"][0]["why"] == "the same profile address"
    assert found["decisions"] == [{"status": "skipped", "date": "2026-11-22", "note": "not now"}]


def test_nobody_of_that_name_lists_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="ada-byron"):
        why(workspace(tmp_path), "Ada Biron")


def test_a_competitor_with_a_wanted_role_is_explained(tmp_path: Path) -> None:
    wanted = {"outreach.toml": SETTINGS.replace('"curator"', '"curator", "translator"')}
    assert any("competitor rule" in fact for fact in reason(tmp_path, "rita-vale", wanted)["facts"])


def test_words_are_proposed_for_values_the_lexicon_knows(tmp_path: Path) -> None:
    values = {"outreach.toml": SETTINGS + '[goal]\nvalues = ["patience", "xyzzy"]\n'}
    proposed = [fact for fact in reason(tmp_path, "ada-byron", values)["facts"] if "words proposed" in fact]
    assert len(proposed) == 1 and '"patience"' in proposed[0]
