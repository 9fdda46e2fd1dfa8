"""One message on demand, from the files of a workspace."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from exports import connections, zipped

from outreach.errors import UsageError
from outreach.messages import Message, message
from outreach.workspace import Workspace

ADDRESS = "https://www.linkedin.com/in/"
TAKEN = date(2026, 11, 16)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two archives: since the older one Aino has a new job, and Nils has a smaller one."""
    (tmp_path / "outreach.toml").write_text('[me]\nname = "Mara Lindgren"\n')
    mine = tmp_path / "exports" / "me"
    mine.mkdir(parents=True)
    jobs = {
        "05-10-2026": ("Curator,Nordlys", "Head of Sales,Acme"),
        "11-16-2026": ("Head of Collections,Fjord House", "Intern,Acme"),
    }
    for day, (aino, nils) in jobs.items():
        rows = [
            f"{first},{last},{ADDRESS}{first.lower()},,{job.split(',')[1]},{job.split(',')[0]},02 Mar 2024"
            for first, last, job in (("Aino", "Berge", aino), ("Nils", "Holt", nils), ("Jo", "Ek", "Baker,Crumb"))
        ]
        zipped(mine / f"Basic_LinkedInDataExport_{day}.zip", {"Connections.csv": connections(*rows)})
    return tmp_path


def congratulate(folder: Path, person: str, days: int) -> Message:
    return message(Workspace(folder, TAKEN + timedelta(days), cache=False), person, "congratulate")


def test_a_fresh_job_is_congratulated_on_without_further_ado(folder: Path) -> None:
    told = congratulate(folder, "Aino", 5)
    assert {"Fjord House", "head of collections"} & {fact.text for fact in told.draft.facts}
    assert told.draft.findings == ()


def test_an_older_job_is_used_and_its_age_is_told(folder: Path) -> None:
    told = congratulate(folder, "Aino", 200)
    assert told.draft.facts[-1].source.startswith("Connections.csv of 2026-11-16")
    assert told.draft.findings == (
        "this showed between the exports of 2026-05-10 and 2026-11-16; was Curator at Nordlys."
        " Follow and say nothing: it is no longer new.",
    )


def test_what_may_be_no_good_news_is_told(folder: Path) -> None:
    assert "may not be good news" in congratulate(folder, "Nils", 5).draft.findings[-1]


def test_without_a_change_the_present_job_is_said_to_be_old_news(folder: Path) -> None:
    assert congratulate(folder, "Jo", 5).draft.findings[0].startswith("your exports show no job change of Jo Ek")


def test_a_language_without_templates_is_refused(folder: Path) -> None:
    with pytest.raises(UsageError, match='not in "sv"'):
        message(Workspace(folder, TAKEN, cache=False), "Aino", "thanks", language="sv")
