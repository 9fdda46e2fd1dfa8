"""Who writes, as settings and the sender's own archive show them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from exports import connections

from outreach.notes.specifics import Sender
from outreach.scene import scene
from outreach.workspace import Workspace

FILES = {
    "Profile.csv": "First Name,Last Name,Headline,Geo Location,Industry\nMara,Lindgren,Bookbinder,Lund,Crafts\n",
    "Positions.csv": "Company Name,Title,Description,Location,Started On,Finished On\nSjöbo Archive,Clerk,,,2015,2018",
    "Education.csv": "School Name,Start Date,End Date,Notes,Degree Name,Activities\nLund University,2010,2014,,,\n",
    "Groups.csv": "Group Name,Group URL\nWomen in Publishing,https://www.linkedin.com/groups/1\n",
    "Organizations.csv": "Name,Description,Position,Started On,Finished On\nNordic Paper Guild,,Member,2016,\n",
}


@pytest.fixture
def me(tmp_path: Path) -> Sender:
    folder = tmp_path / "exports" / "me"
    folder.mkdir(parents=True)
    (folder / "Connections.csv").write_text(connections("Jo,Ek,https://www.linkedin.com/in/jo,,,,02 Mar 2024"))
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return scene(Workspace(tmp_path, date(2026, 11, 22), cache=False)).sender


def test_without_settings_the_archive_tells_who_i_am(me: Sender) -> None:
    assert (me.name, me.first, me.headline, me.location) == ("Mara Lindgren", "Mara", "Bookbinder", "Lund")
    assert (me.employers, me.schools) == (("Sjöbo Archive",), ("Lund University",))


def test_groups_and_associations_can_be_shared(me: Sender) -> None:
    assert me.groups == ("Women in Publishing", "Nordic Paper Guild")
