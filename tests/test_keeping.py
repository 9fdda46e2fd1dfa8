from __future__ import annotations

from pathlib import Path

import pytest

from outreach.errors import UsageError
from outreach.keeping import list_sources, remove_source
from outreach.scene import scene
from tests.small import workspace


def test_every_file_is_a_source_with_its_owner_people_and_ties(tmp_path: Path) -> None:
    more = {"exports/seen/people.csv": "name,via\nUna Roe,Jo Friend\n"}
    assert list_sources(workspace(tmp_path, more)).data == [
        {"name": "exports/me/Connections.csv", "owner": "Mia Own", "people": 2, "ties": 2},
        {"name": "exports/seen/people.csv", "owner": "", "people": 1, "ties": 1},
        {"name": "exports/shared/jo.csv", "owner": "Jo Friend", "people": 5, "ties": 4},  # him too
    ]


def test_a_source_is_taken_out_with_all_it_brought(tmp_path: Path) -> None:
    made = workspace(tmp_path)
    assert "Removed exports/shared/jo.csv" in remove_source(made, "jo")
    assert not (tmp_path / "exports/shared/jo.csv").exists()
    assert scene(made).people.find("Ada Byron") == []


def test_a_source_that_is_none_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"exports/shared/jo\.csv"):
        remove_source(workspace(tmp_path), "../outreach.toml")
    assert (tmp_path / "outreach.toml").exists()
