"""From a folder with one archive and three pasted pages to people two steps away, with the right mutual contacts."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from outreach.cli import main

HEADER = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing."\n\n'
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
)
MINE = (
    ("Jonas", "Ekberg", "jonas-ekberg", "Nord Förlag", "Publisher"),
    ("Anna", "Lind, MBA", "anna-lind", "Rights AB", "Rights manager"),
    ("Per", "Nygård", "per-nyg%C3%A5rd", "Nygård & Co", "Editor"),
    ("Ida", "Krog", "ida-krog", "Krog Mat", "Cook"),
    ("Odd", "Vik", "odd-vik", "", ""),
)
SEARCH = """Tove Aasen
 • 2nd
Exhibition manager at Fjordmuseet
Bergen, Norway
Jonas Ekberg & Anna Lind are mutual connections
Connect
Henrik Voll, PhD • 2nd
Curator
Oslo, Norway
Per Nygård, Anna Lind, MBA & 12 other mutual connections
Message
Ida Krog • 1st
Cook
Lund
Message
Una Li • 3rd+
Dentist
38 mutual connections
"""
OTHER_SEARCH = """Henrik Voll, PhD • 2nd
Curator
Oslo, Norway
Per Nygård, Anna Lind, MBA & 12 other mutual connections
Message
"""
HTML = """<ul><li><a href="https://www.linkedin.com/in/jana-feld">Jana Feld</a><span>• 2nd</span>
<div>Museum director</div><div>Graz, Austria</div>
<p><a href="/in/jonas-ekberg">Jonas Ekberg</a> is a mutual connection</p></li></ul>"""
FRIENDS = "Ulf Nyman • 2nd\nMuseum shop buyer\nUmeå, Sweden\nConnect\nAnna Lind • 1st\nRights manager\nStockholm\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    for folder in ("me", "seen"):
        (tmp_path / "exports" / folder).mkdir(parents=True)
    with zipfile.ZipFile(tmp_path / "exports/me/Basic_LinkedInDataExport_11-16-2026.zip", "w") as archive:
        rows = "\n".join(f'{a},"{b}",https://www.linkedin.com/in/{s},,{c},{p},08 Feb 2024' for a, b, s, c, p in MINE)
        archive.writestr("Connections.csv", HEADER + rows)
    seen = tmp_path / "exports" / "seen"
    (seen / "search.txt").write_text(SEARCH)
    (seen / "another search.txt").write_text(OTHER_SEARCH)
    (seen / "search.html").write_text(HTML)
    (seen / "Jonas Ekberg's connections.txt").write_text(FRIENDS)
    (tmp_path / "outreach.toml").write_text('[me]\nname = "Mara Lindgren"\n[target]\nroles = ["curator"]\n')
    return tmp_path


def run(workspace: Path, *arguments: str) -> str:
    result = CliRunner().invoke(main, [*arguments, "--workspace", str(workspace), "--today", "2026-11-22"])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_pages_give_people_and_the_right_mutual_contacts(workspace: Path) -> None:
    told = json.loads(run(workspace, "rank", "--format", "json"))
    via = {one["person"]["name"]: sorted(each["name"] for each in one["via"]) for one in told["suggestions"]}
    assert via == {
        "Tove Aasen": ["Anna Lind", "Jonas Ekberg"],
        "Henrik Voll": ["Anna Lind", "Per Nygård"],
        "Jana Feld": ["Jonas Ekberg"],
        "Ulf Nyman": ["Jonas Ekberg"],
    }
    assert len(told["suggestions"]) == len(via)


def test_whom_a_page_shows_as_mine_raises_no_question(workspace: Path) -> None:
    assert json.loads(run(workspace, "check", "--format", "json"))["questions"] == []
