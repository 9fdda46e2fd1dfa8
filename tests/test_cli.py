from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from outreach.cli import main
from outreach.config import load

EXAMPLE = Path(__file__).parents[1] / "examples/workspace"
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
JONAS = "Jonas,Ekberg,https://www.linkedin.com/in/jonas-ekberg,,Sjöfartsmuseet,Head of Exhibitions,08 Feb 2021\n"
AINO = "Aino,Berge,https://www.linkedin.com/in/aino-berge,,Kystmuseet,Curator,03 Mar 2024\n"


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=given)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLE, tmp_path / "w")
    return tmp_path / "w"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    with zipfile.ZipFile("mine.zip", "w") as archive:
        archive.writestr("Connections.csv", HEADER + JONAS)
        archive.writestr("Profile.csv", "First Name,Last Name,Headline\nMara,Lindgren,Translator\n")
    (tmp_path / "friend.csv").write_text(HEADER + AINO + JONAS.replace("Jonas", "Nils").replace("jonas", "nils"))
    return tmp_path


def test_files_alone_are_enough_and_name_the_owner(here: Path) -> None:
    result = run("plan", "mine.zip", "Jonas Ekberg=friend.csv", "--format", "json", "--today", "2026-11-22")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert {one["person"]["id"] for one in found["suggestions"]} == {"aino-berge", "nils-ekberg"}
    assert all(one["via"][0]["id"] == "jonas-ekberg" for one in found["suggestions"])
    assert (here / "plans/2026-W47/plan.html").is_file()


def test_a_list_whose_owner_nothing_tells_is_a_problem_that_says_so(here: Path) -> None:
    result = run("plan", "mine.zip", "friend.csv", "--format", "json", "--dry-run")
    assert result.exit_code == 0
    (problem,) = json.loads(result.stdout)["problems"]
    assert problem["file"] == "friend.csv" and "NAME=FILE" in problem["text"]
    assert "1 problem" in result.stderr
    assert not (here / "plans").exists()


def test_no_readable_file_of_mine_is_an_error_with_the_place(here: Path) -> None:
    (here / "broken.zip").write_bytes(b"PK\x03\x04 not really")
    result = run("plan", "broken.zip")
    assert result.exit_code == 1
    assert "broken.zip" in result.stderr and result.stdout == ""


def test_stdout_is_data_and_stderr_is_talk(example: Path) -> None:
    result = run("plan", "-w", str(example), "--today", "2026-11-22", "--format", "jsonl")
    ranks = [json.loads(line)["rank"] for line in result.stdout.splitlines()]
    assert ranks == [1, 2, 3, 4, 5]
    assert "plan.html" in result.stderr


def test_output_goes_to_a_file_only_its_owner_can_read(example: Path, tmp_path: Path) -> None:
    target = tmp_path / "out/rank.csv"
    assert run("rank", "-w", str(example), "--format", "csv", "-o", str(target)).stdout == ""
    assert target.stat().st_mode & 0o777 == 0o600


def test_the_example_plans_a_full_week_whatever_is_asked_of_it(example: Path) -> None:
    result = run("plan", "-w", str(example), "--today", "2026-11-22", "--format", "json")
    found = json.loads(result.stdout)
    assert [one["action"] for one in found["suggestions"]] == ["connect"] * 5
    assert found["problems"] == []
    assert len({one["drafts"][0]["text"] for one in found["suggestions"]}) == 5
    assert found["coverage"]["second_degree"] > 800
    codes = {one["code"] for one in found["excluded"]}
    assert {
        "already_connected",
        "invited",
        "do_not_contact",
        "competitor",
        "wrong_location",
        "identity_question",
    } <= codes


@pytest.mark.parametrize("command", ["check", "scout", "sources", "remind", "triage", "audit", "news"])
def test_every_command_runs_on_the_example(example: Path, command: str) -> None:
    result = run(command, "-w", str(example), "--today", "2026-11-22")
    assert result.exit_code == 0, result.output
    assert len(result.stdout) > 200
    if command != "remind":
        assert max(map(len, result.stdout.splitlines())) <= 100


@pytest.mark.parametrize("kind", ["html", "gexf", "graphml", "svg", "json", "csv"])
def test_the_network_comes_as_every_kind_of_file(example: Path, kind: str) -> None:
    result = run("graph", "-w", str(example), "--format", kind, "--today", "2026-11-22")
    assert result.exit_code == 0, result.output
    assert "Kuipershoek" in result.stdout


def test_no_word_from_a_file_reaches_the_terminal_as_an_escape(here: Path) -> None:
    (here / "friend.csv").write_text(HEADER + AINO.replace("Kystmuseet", "Kyst\x1b[31mmuseet\u202e"))
    result = run("plan", "mine.zip", "Jonas Ekberg=friend.csv", "--dry-run")
    assert "\x1b" not in result.stdout and "\u202e" not in result.stdout


def test_init_with_flags_writes_commented_settings_that_are_valid(tmp_path: Path) -> None:
    folder = tmp_path / "net"
    result = run("init", str(folder), "--yes", "--name", 'Zoë "Z" O\'Neil', "--goal", "job", "--value", "open source",
                 "--role", "data engineer", "--location", "Lisbon")  # fmt: skip
    assert result.exit_code == 0, result.output
    settings = load(folder / "outreach.toml")
    assert settings.me.name == 'Zoë "Z" O\'Neil'
    assert settings.goal.values == ["open source"] and settings.target.roles == ["data engineer"]
    assert settings.value_words()["open source"]
    assert (folder / "outreach.toml").read_text().count("#") > 20
    assert (folder / "exports/me").is_dir()


def test_init_never_overwrites(tmp_path: Path) -> None:
    assert run("init", str(tmp_path), "--yes").exit_code == 0
    again = run("init", str(tmp_path), "--yes", "--name", "Else")
    assert again.exit_code == 1 and "exists" in again.output
    assert load(tmp_path / "outreach.toml").me.name == ""


def test_an_invalid_answer_to_init_is_refused_with_the_key(tmp_path: Path) -> None:
    result = run("init", str(tmp_path), "--yes", "--goal", "world domination")
    assert result.exit_code == 1 and "goal.kind" in result.output
    assert not (tmp_path / "outreach.toml").exists()


def test_marking_says_what_is_allowed_and_what_exists(example: Path) -> None:
    base = ("-w", str(example), "--today", "2026-11-22")
    run("plan", *base)
    assert "unknown status" in run("mark", "1", "sended", *base).output
    assert run("mark", "1", "replied", *base).exit_code == 1
    assert run("mark", "77", "sent", *base).exit_code == 2
    assert run("mark", "undo", *base).exit_code == 1
    assert "sent on 2026-11-20" in run("mark", "1", "sent", "--date", "2026-11-20", *base).output
    assert 'Took back "sent"' in run("mark", "undo", *base).output


def test_a_request_that_came_in_can_be_accepted_by_its_place_on_the_list(example: Path) -> None:
    base = ("-w", str(example), "--today", "2026-11-22")
    before = json.loads(run("triage", "--format", "json", *base).stdout)["suggestions"]
    assert run("mark", "1", "accepted", "--list", "triage", *base).exit_code == 0
    after = json.loads(run("triage", "--format", "json", *base).stdout)["suggestions"]
    assert before[0]["person"]["id"] not in [one["person"]["id"] for one in after]


def test_an_identity_question_is_answered_and_taken_back(example: Path) -> None:
    base = ("-w", str(example), "--today", "2026-11-22")
    questions = json.loads(run("check", "--format", "json", *base).stdout)["questions"]
    words = questions[0].split("outreach same ")[1].split()
    assert run("same", words[0], words[1], *base).exit_code == 0
    assert len(json.loads(run("check", "--format", "json", *base).stdout)["questions"]) == len(questions) - 1
    assert run("mark", "undo", *base).exit_code == 0
    assert json.loads(run("check", "--format", "json", *base).stdout)["questions"] == questions


def test_a_source_is_taken_out_with_everything_it_brought(example: Path) -> None:
    base = ("-w", str(example), "--today", "2026-11-22")
    before = json.loads(run("rank", "--format", "json", *base).stdout)["coverage"]["people"]
    assert run("sources", "remove", "bram.zip", *base).exit_code == 1
    assert run("sources", "remove", "bram.zip", "--yes", *base).exit_code == 0
    assert json.loads(run("rank", "--format", "json", *base).stdout)["coverage"]["people"] < before
    assert run("sources", "remove", "../outreach.toml", "--yes", *base).exit_code == 2


def test_two_people_marking_at_once_lose_nothing_and_a_rank_needs_a_plan(example: Path) -> None:
    result = run("mark", "1", "sent", "-w", str(example), "--today", "2026-11-22")
    assert result.exit_code == 2 and "outreach plan" in result.output


def test_a_shared_file_gives_a_friend_the_same_people(example: Path, tmp_path: Path) -> None:
    base = ("-w", str(example), "--today", "2026-11-22")
    shared = run("share", "Bram", *base).stdout
    assert "@" not in shared and "2026-10" not in shared
    friend = tmp_path / "friend"
    for folder in ("exports/me", "exports/shared"):
        (friend / folder).mkdir(parents=True)
    femke = "Femke,Duinhove,https://www.linkedin.com/in/femke-duinhove-vrachtfietsen,,Werkplaats,Builder,01 Jan 2020\n"
    (friend / "exports/me/Connections.csv").write_text(HEADER + femke)
    (friend / "exports/shared/femke.share.json").write_text(shared)
    found = json.loads(run("rank", "-w", str(friend), "--today", "2026-11-22", "--format", "json").stdout)
    assert found["coverage"]["second_degree"] > 300
    assert {one["via"][0]["name"] for one in found["suggestions"]} == {"Femke Duinhove"}
    expired = run("rank", "-w", str(friend), "--today", "2027-11-22", "--format", "json")
    assert json.loads(expired.stdout)["coverage"]["second_degree"] == 0
    assert "expired" in json.dumps(json.loads(expired.stdout)["problems"])


def test_a_page_is_captured_and_becomes_candidates(here: Path) -> None:
    (here / "exports/me").mkdir(parents=True)
    (here / "exports/me/Connections.csv").write_text(HEADER + JONAS)
    page = "Sara Lund\n • 2nd\nCurator at Kystmuseet\nBergen, Norway\nJonas Ekberg is a mutual connection\n\nConnect\n"
    refused = run("capture", given=page)
    assert "Sara Lund" in refused.stdout and "Nothing was saved" in refused.stderr
    assert run("capture", "--yes", given=page).exit_code == 0
    found = json.loads(run("rank", "--format", "json").stdout)["suggestions"]
    assert [(one["person"]["name"], one["via"][0]["name"]) for one in found] == [("Sara Lund", "Jonas Ekberg")]
