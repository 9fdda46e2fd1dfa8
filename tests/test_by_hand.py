"""A workspace written by hand from the manual alone: settings, a Connections.csv, a table of people one saw."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from outreach.cli import main

SETTINGS = """
[me]
name = "Mara Lindgren"
url = "https://www.linkedin.com/in/mara-lindgren"
headline = "Freelance translator for museums and publishers"
location = "Gothenburg, Sweden"
[goal]
kind = "customers"
values = ["access for everyone", "patience"]
offers = ["exhibition texts in Swedish and English"]
seeks = ["people who run exhibitions"]
[values."access for everyone"]
words = ["accessibility", "plain language", "audio description", "inclusive"]
[target]
industries = ["museums", "publishing"]
roles = ["exhibition manager", "curator", "head of publishing"]
locations = ["Sweden", "Norway", "Denmark"]
location = "required"
location_except = ["moving to", "relocating to"]
[competitors]
terms = ["translator", "translation agency"]
serving = ["museum", "publishing"]
within = ["Sweden", "Norway", "Denmark"]
except = ["editor", "interpreter", "subtitling"]
[[best]]
name = "Jonas Ekberg"
url = "https://www.linkedin.com/in/jonas-ekberg"
closeness = 5
how = "client since 2021"
[[best]]
name = "Ingrid Solheim"
url = "https://www.linkedin.com/in/ingrid-solheim"
closeness = 2
how = "met at the Oslo book fair"
[[never]]
name = "Petra Holm"
company = "Holm Publishing"
reason = "asked in 2024 not to be contacted"
[[never]]
company = "Norrby & Dahl AB"
"""
CONNECTIONS = """First Name,Last Name,URL,Email Address,Company,Position,Connected On
Jonas,Ekberg,https://www.linkedin.com/in/jonas-ekberg,,Sjöfartsmuseet,Head of Exhibitions,08 Feb 2021
Ingrid,Solheim,https://www.linkedin.com/in/ingrid-solheim,,Fjellforlaget,Editor,11 Mar 2023
Tove,Nyman,https://www.linkedin.com/in/tove-nyman,,Stadsmuseet,Curator,01 Jun 2024
"""
PEOPLE = """name,url,headline,company,position,industry,location,about,via,seen_on,note
Aino Berge,https://www.linkedin.com/in/aino-berge,Exhibition manager who fights for accessibility,Nordisk Kystmuseum,Exhibition Manager,Museums,"Bergen, Norway",,Jonas Ekberg,2026-11-01,
Leif Dahlin,https://www.linkedin.com/in/leif-dahlin,Curator,Textilmuseet,Curator,Museums,"Borås, Sweden",,Ingrid Solheim,2026-11-01,
Karl Berg,https://www.linkedin.com/in/karl-berg,Plumber,Rör & Co,Plumber,Construction,"Malmö, Sweden",,Jonas Ekberg,2026-11-01,
Tove Nyman,https://www.linkedin.com/in/tove-nyman,Curator,Stadsmuseet,Curator,Museums,Stockholm,,Jonas Ekberg,2026-11-01,
Petra Holm,https://www.linkedin.com/in/petra-holm,Head of publishing,Holm Publishing AB,Head of Publishing,Publishing,Stockholm,,Jonas Ekberg,2026-11-01,
Sune Falk,https://www.linkedin.com/in/sune-falk,Curator,NORRBY & DAHL,Curator,Museums,"Lund, Sweden",,Jonas Ekberg,2026-11-01,
Rita Vale,https://www.linkedin.com/in/rita-vale,Translator for museums,Self-employed,Translator,Translation,"Oslo, Norway",,Jonas Ekberg,2026-11-01,
Olof Lind,https://www.linkedin.com/in/olof-lind,Translator and editor for museums,Lind Text,Translator,Translation,"Uppsala, Sweden",,Ingrid Solheim,2026-11-01,
Marta Rossi,https://www.linkedin.com/in/marta-rossi,Curator,Museo del Mare,Curator,Museums,"Genoa, Italy",,Jonas Ekberg,2026-11-01,
Hugo Prat,https://www.linkedin.com/in/hugo-prat,"Curator, moving to Copenhagen in May",Museu Nou,Curator,Museums,"Barcelona, Spain",,Ingrid Solheim,2026-11-01,
Nora Ek,,Curator at the harbour museum,Hamnmuseet,Curator,Museums,,,Jonas Ekberg,2026-11-01,
"""
ROOT = Path(__file__).parents[1]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "exports/me").mkdir(parents=True)
    (tmp_path / "exports/seen").mkdir()
    (tmp_path / "outreach.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "exports/me/Connections.csv").write_text(CONNECTIONS, encoding="utf-8")
    (tmp_path / "exports/seen/people.csv").write_text(PEOPLE, encoding="utf-8")
    return tmp_path


Run = Callable[..., Result]


@pytest.fixture
def run(workspace: Path) -> Run:
    def call(*arguments: str) -> Result:
        return CliRunner().invoke(main, [*arguments, "-w", str(workspace), "--today", "2026-11-22"])

    return call


def data(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_people_who_fit_through_strong_mutuals_lead(run: Run) -> None:
    ranked = [one["person"]["id"] for one in data(run("rank", "--format", "json"))["suggestions"]]
    assert ranked[0] == "aino-berge"
    assert set(ranked) >= {"leif-dahlin", "hugo-prat", "olof-lind", "karl-berg"}
    assert ranked.index("leif-dahlin") < ranked.index("karl-berg")


def test_everybody_left_out_is_left_out_for_the_right_reason(run: Run) -> None:
    excluded = {one["person"]["id"]: one["code"] for one in data(run("rank", "--format", "json"))["excluded"]}
    assert excluded.pop("jonas-ekberg") == "already_connected"  # Tove, seen through him, knows him too
    assert excluded == {
        "tove-nyman": "already_connected",
        "petra-holm": "do_not_contact",
        "sune-falk": "do_not_contact",
        "rita-vale": "competitor",
        "marta-rossi": "wrong_location",
    }


def test_the_score_is_the_sum_of_its_reasons_and_each_names_its_mutual(run: Run) -> None:
    for one in data(run("plan", "--format", "json"))["suggestions"]:
        assert round(sum(reason["points"] for reason in one["reasons"]), 2) == one["score"]
        assert one["via"]
        for draft in one["drafts"]:
            assert draft["length"] <= draft["limit"] == 200
            assert draft["findings"] == []
            assert any(mutual["name"] in draft["text"] for mutual in one["via"])


def test_an_unknown_place_says_check_before_writing(run: Run) -> None:
    shown = data(run("rank", "--format", "json"))["suggestions"]
    nora = next(one for one in shown if one["person"]["name"] == "Nora Ek")
    assert any("check before writing" in reason["text"] for reason in nora["reasons"])


def test_two_runs_are_byte_identical_and_skipping_is_undone(run: Run, workspace: Path) -> None:
    first = run("plan", "--format", "json").stdout
    page = (workspace / "plans/2026-W47/plan.html").read_bytes()
    assert run("plan", "--format", "json").stdout == first
    assert (workspace / "plans/2026-W47/plan.html").read_bytes() == page
    before = [one["person"]["id"] for one in json.loads(first)["suggestions"]]
    assert run("mark", "1", "skipped").exit_code == 0
    assert before[0] not in [one["person"]["id"] for one in data(run("plan", "--format", "json"))["suggestions"]]
    assert run("mark", before[0], "undo").exit_code == 0
    assert run("plan", "--format", "json").stdout == first


def test_marked_never_holds_for_good_and_survives_a_later_address(run: Run, workspace: Path) -> None:
    assert run("mark", "Nora Ek", "never").exit_code == 0
    people = workspace / "exports/seen/people.csv"
    people.write_text(PEOPLE.replace("Nora Ek,,", "Nora Ek,https://www.linkedin.com/in/nora-ek,"), encoding="utf-8")
    excluded = {one["person"]["id"]: one["code"] for one in data(run("rank", "--format", "json"))["excluded"]}
    assert excluded["nora-ek"] == "do_not_contact"


def test_an_edited_note_is_kept(run: Run, workspace: Path) -> None:
    run("plan")
    note = next((workspace / "plans/2026-W47/notes").glob("1-*.connect.txt"))
    note.write_text("My own words, Aino.", encoding="utf-8")
    again = data(run("plan", "--format", "json"))
    assert again["suggestions"][0]["drafts"][0]["text"] == "My own words, Aino."
    assert note.read_text(encoding="utf-8") == "My own words, Aino."


def test_the_order_of_columns_and_rows_in_the_files_changes_nothing(run: Run, workspace: Path) -> None:
    first = data(run("rank", "--format", "json"))
    header, *rows = PEOPLE.splitlines()
    (workspace / "exports/seen/people.csv").write_text("\n".join([header, *reversed(rows)]), encoding="utf-8")
    assert data(run("rank", "--format", "json"))["suggestions"] == first["suggestions"]


@pytest.mark.parametrize("command", ["plan", "rank", "triage", "audit", "news"])
@pytest.mark.parametrize("kind", ["text", "json", "jsonl", "csv", "markdown", "html"])
def test_every_report_comes_in_every_format(run: Run, command: str, kind: str) -> None:
    result = run(command, "--format", kind)
    assert result.exit_code == 0, result.output
    if kind == "text":
        assert max(map(len, result.stdout.splitlines())) <= 80
    if kind == "json":
        assert json.loads(result.stdout)["schema"] == "outreach/1"


def test_faults_of_the_settings_end_the_run_with_every_line(run: Run, workspace: Path) -> None:
    (workspace / "outreach.toml").write_text("[limits]\nper_weak = 3\n[me]\naccount = 'gold'\n")
    result = run("plan")
    assert result.exit_code == 1
    assert "outreach.toml:2" in result.output and "outreach.toml:4" in result.output


def test_a_folder_with_nothing_says_what_to_do(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["plan", "-w", str(tmp_path)])
    assert result.exit_code == 1
    assert "exports/me" in result.output


def test_a_file_that_is_not_there_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["plan", "mine.zip"])
    assert result.exit_code == 1
    assert result.output.count("no such file") == 1


def test_somebody_unknown_is_an_error_that_lists_the_nearest(run: Run) -> None:
    result = run("why", "Aino Bergen")
    assert result.exit_code == 2
    assert "aino-berge" in result.output


def test_forgetting_erases_and_holds(run: Run, workspace: Path) -> None:
    run("plan")
    assert run("forget", "aino-berge", "--yes").exit_code == 0
    assert "aino" not in (workspace / "exports/seen/people.csv").read_text(encoding="utf-8").casefold()
    (workspace / "exports/seen/people.csv").write_text(PEOPLE, encoding="utf-8")
    found = data(run("rank", "--format", "json"))
    assert "aino-berge" not in [one["person"]["id"] for one in found["suggestions"]]
    assert "forgotten" in [one["code"] for one in found["excluded"]]
