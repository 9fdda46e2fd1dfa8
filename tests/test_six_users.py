"""Six people of six trades and countries, each with twenty others two steps away: whom should they meet?

Every file in `six_users` tells one story: who somebody is, what they want, whom they know, and of everybody two steps
away the tier a careful person would give them, with the reason. A should lead, B is fine, C should not lead, X is left
out under `code`. Tiers say what is sensible, not what the program happens to answer.
"""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from outreach.addresses import link
from outreach.cli import main
from outreach.text import fold

STORIES = sorted((Path(__file__).parent / "six_users").glob("*.toml"))
COLUMNS = ("name", "url", "headline", "company", "position", "industry", "location", "about", "via", "received")
CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
Story = dict[str, Any]
Row = Mapping[str, str]


class User:
    """One of the six at work: the story as told, and the workspace made of it."""

    def __init__(self, path: Path, folder: Path) -> None:
        self.story: Story = tomllib.loads(path.read_text(encoding="utf-8"))
        self.folder = folder
        self.told: dict[str, Any] = {}
        write_workspace(self.story, folder)
        for one in self.story["people"]:
            if "decided" in one:
                self.decide(one)

    def run(self, *arguments: str, today: str = "") -> str:
        today = today or self.story["today"]
        result = CliRunner().invoke(main, [*arguments, "-w", str(self.folder), "--today", today])
        assert result.exit_code == 0, result.output
        return result.stdout

    def decide(self, one: Row) -> None:
        if one["decided"] in ("withdrawn", "declined"):
            sent = one.get("sent", one["on"])
            self.run("mark", address(one) or one["name"], "sent", "--date", sent, today=sent)
        self.run("mark", address(one) or one["name"], one["decided"], "--date", one["on"], today=one["on"])

    def ranked(self) -> list[str]:
        return [key(one["person"]) for one in self.data("rank")["suggestions"]]

    def left_out(self) -> dict[str, str]:
        return {key(one["person"]): one["code"] for one in self.data("rank")["excluded"]}

    def data(self, command: str) -> Any:
        if command not in self.told:
            self.told[command] = json.loads(self.run(command, "--format", "json"))
        return self.told[command]

    def tier(self, *tiers: str) -> list[str]:
        return [key({**one, "url": address(one)}) for one in self.story["people"] if one["tier"] in tiers]


def address(one: Row) -> str:
    """Everybody has an address made of their name, but for those seen without one."""
    return one.get("url", link("-".join(fold(one["name"]).split())))


def key(person: Row) -> str:
    """Two people may share a name, so that one without an address is told by the lack of it."""
    return person["name"] + ("" if person["url"] else " (no address)")


def write_workspace(story: Story, folder: Path) -> None:
    """Lay out a workspace as a user would have it."""
    put = partial(write_text, folder)
    put("outreach.toml", story["settings"])
    put("exports/me/Connections.csv", f"{CONNECTIONS}\n{story['connections']}")
    people = story["people"]
    for friend in sorted({one["listed"] for one in people if "listed" in one}):
        rows = [contact(one) for one in people if one.get("listed") == friend]
        put(f"exports/shared/{friend}/Connections.csv", "\n".join([CONNECTIONS, *rows]))
    write_table(folder / "exports/seen/people.csv", [one for one in people if "via" in one and "asked_me" not in one])
    asked = [{**one, "received": one["asked_me"]} for one in people if "asked_me" in one]
    write_table(folder / "exports/seen/invitations.csv", asked)


def write_text(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def contact(one: Row) -> str:
    first, _, last = one["name"].rpartition(" ")
    return f"{first},{last},{address(one)},,{one['company']},{one['position']},03 Mar 2022"


def write_table(path: Path, people: Iterable[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS, extrasaction="ignore")
        table.writeheader()
        table.writerows({**one, "url": address(one)} for one in people)


@pytest.fixture(scope="module")
def user(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], User]:
    made: dict[Path, User] = {}

    def get(path: Path) -> User:
        if path not in made:
            made[path] = User(path, tmp_path_factory.mktemp(path.stem))
        return made[path]

    return get


each = pytest.mark.parametrize("path", STORIES, ids=[path.stem[2:] for path in STORIES])


def test_there_are_six_and_each_has_twenty_people_to_judge() -> None:
    stories = [tomllib.loads(path.read_text(encoding="utf-8")) for path in STORIES]
    assert len(stories) == 6
    assert all(len(story["people"]) >= 20 and all(one["why"] for one in story["people"]) for story in stories)


@each
def test_each_who_must_be_left_out_is_left_out_by_the_right_rule(path: Path, user: Callable[[Path], User]) -> None:
    one = user(path)
    codes = {key({**person, "url": address(person)}): person.get("code") for person in one.story["people"]}
    found = one.left_out()
    assert {name: found.get(name) for name in one.tier("X")} == {name: codes[name] for name in one.tier("X")}


@each
def test_nobody_else_is_left_out(path: Path, user: Callable[[Path], User]) -> None:
    one = user(path)
    assert set(one.ranked()) == set(one.tier("A", "B", "C"))


@each
def test_whoever_should_lead_stands_before_whoever_should_not(path: Path, user: Callable[[Path], User]) -> None:
    one = user(path)
    order = one.ranked()
    last_good = max(map(order.index, one.tier("A")))
    assert [name for name in one.tier("C") if order.index(name) < last_good] == []


@each
def test_the_first_five_are_those_to_meet(path: Path, user: Callable[[Path], User]) -> None:
    one = user(path)
    first = one.ranked()[:5]
    assert sum(name in one.tier("A") for name in first) >= one.story["first_five"], first


@each
def test_nobody_who_should_not_lead_takes_a_place_of_the_week(path: Path, user: Callable[[Path], User]) -> None:
    one = user(path)
    week = [key(suggestion["person"]) for suggestion in one.data("plan")["suggestions"]]
    assert week and set(week) & set(one.tier("C", "X")) <= set(one.story.get("fooled_by", ()))


def test_two_entries_that_may_be_one_person_do_not_share_a_week(tmp_path: Path) -> None:
    twice = [
        {
            "name": "Ida Strand",
            "headline": "Curator",
            "position": "Curator",
            "company": "Tidemuseet",
            "via": "Lise Moe",
        },
        {
            "name": "Ida Strand",
            "headline": "Curator",
            "position": "Curator",
            "company": "Fjordmuseet",
            "via": "Per Aas",
        },
    ]
    write_text(tmp_path, "outreach.toml", '[target]\nroles = ["curator"]\n')
    rows = "Lise,Moe,https://www.linkedin.com/in/lise-moe,,,,\nPer,Aas,https://www.linkedin.com/in/per-aas,,,,"
    write_text(tmp_path, "exports/me/Connections.csv", f"{CONNECTIONS}\n{rows}\n")
    write_table(tmp_path / "exports/seen/people.csv", [twice[0], {**twice[1], "url": ""}])
    result = CliRunner().invoke(main, ["plan", "-w", str(tmp_path), "--format", "json", "--today", "2026-11-22"])
    people = [one["person"] for one in json.loads(result.stdout)["suggestions"]]
    assert [person["url"] for person in people if person["name"] == "Ida Strand"] == [address(twice[0])]
