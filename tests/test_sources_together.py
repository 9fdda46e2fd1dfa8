"""Whole workspaces of few sources: a zip and pasted pages; a friend's export against the minimal file of that friend."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from outreach.cli import main

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
JONAS = "Jonas,Ekberg,https://www.linkedin.com/in/jonas-ekberg,,Sjöfartsmuseet,Head of Exhibitions,08 Feb 2021\n"
TOVE = 'Tove,"Nyman, PhD",https://www.linkedin.com/in/tove-nyman,,Stadsmuseet,Curator,01 Jun 2024\n'
KIRA = "Kira,Vogel,https://www.linkedin.com/in/kira-vogel,,Vogel Text,Editor,03 Mar 2022\n"
PAGES = (
    "Sara Lund\n • 2nd\nCurator at Kystmuseet\nBergen, Norway\nJonas Ekberg & Tove Nyman, PhD are mutual connections\n\nConnect\n",
    "About 40 results\n\nPer Falk • 2nd\nHead of Exhibitions\nOslo, Norway\nTove Nyman, PhD is a mutual connection\n\nMessage\n",
    "Ylva Strand\nView Ylva Strand’s profile\n• 2nd2nd degree connection\nMuseum educator\nLund, Sweden\n"
    "Kira Vogel and 3 other mutual connections\nConnect\n\nOle Dahl\n • 2nd\nBaker\nAarhus\n12 mutual connections\n",
)


def ranked(folder: Path) -> dict[str, Any]:
    result = CliRunner().invoke(main, ["rank", "-w", str(folder), "--today", "2026-11-22", "--format", "json"])
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_a_zip_and_three_pasted_pages_give_a_shortlist_with_the_right_mutuals(tmp_path: Path) -> None:
    (tmp_path / "exports/me").mkdir(parents=True)
    (tmp_path / "exports/seen").mkdir()
    with zipfile.ZipFile(tmp_path / "exports/me/Basic_LinkedInDataExport_11-01-2026.zip", "w") as archive:
        archive.writestr("Connections.csv", HEADER + JONAS + TOVE + KIRA)
    for number, page in enumerate(PAGES):
        (tmp_path / f"exports/seen/{number}.txt").write_text(page, encoding="utf-8")
    found = {one["person"]["name"]: {m["id"] for m in one["via"]} for one in ranked(tmp_path)["suggestions"]}
    assert found == {
        "Sara Lund": {"jonas-ekberg", "tove-nyman"},
        "Per Falk": {"tove-nyman"},
        "Ylva Strand": {"kira-vogel"},
    }


def friend(folder: Path) -> str:
    """Write Jonas's own workspace and return the minimal file he shares."""
    (folder / "exports/me").mkdir(parents=True)
    (folder / "outreach.toml").write_text(
        '[me]\nname = "Jonas Ekberg"\nurl = "https://www.linkedin.com/in/jonas-ekberg"\n'
    )
    (folder / "exports/me/Connections.csv").write_text(HEADER + KIRA + known())
    shared = CliRunner().invoke(main, ["share", "Me", "-w", str(folder), "--today", "2026-11-22"])
    assert shared.exit_code == 0, shared.output
    return shared.stdout


def known() -> str:
    titles = ("Curator", "Translator", "Baker", "Editor")
    return "".join(
        f"Nils{n},Holt{n},https://www.linkedin.com/in/nils-{n},,Firm {n % 3},{titles[n % 4]},{n + 1:02d} May 2023\n"
        for n in range(20)
    )


def test_the_minimal_file_gives_the_same_people_mutuals_and_exclusions_as_the_whole_export(tmp_path: Path) -> None:
    minimal = friend(tmp_path / "jonas")
    outcomes = []
    for name, text in (("Jonas Ekberg.csv", HEADER + KIRA + known()), ("jonas.share.json", minimal)):
        folder = tmp_path / name
        (folder / "exports/me").mkdir(parents=True)
        (folder / "exports/shared").mkdir()
        (folder / "exports/me/Connections.csv").write_text(HEADER + JONAS + TOVE + KIRA)
        (folder / "outreach.toml").write_text(
            '[me]\nname = "Mara Lindgren"\nurl = "https://www.linkedin.com/in/mara-lindgren"\n'
            '[target]\nroles = ["curator"]\n[competitors]\nterms = ["translator"]\n'
        )
        (folder / "exports/shared" / name).write_text(text)
        outcomes.append(ranked(folder))
    whole, small = outcomes
    assert len(whole["suggestions"]) == 15

    def described(found: dict[str, Any]) -> dict[str, Any]:
        return {
            one["person"]["id"]: (
                one["person"]["name"],
                [mutual["id"] for mutual in one["via"]],
                [reason for reason in one["reasons"] if reason["kind"] != "recency"],
            )
            for one in found["suggestions"]
        }

    assert described(whole) == described(small)
    assert whole["excluded"] == small["excluded"]
