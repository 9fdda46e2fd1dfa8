"""What was sent before, as archives, plans and journal show it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from exports import connections

from outreach import week
from outreach.model import Person, Suggestion
from outreach.scene import scene
from outreach.tending.standing import Standing
from outreach.tending.written import KEPT, Written
from outreach.week import Places
from outreach.workspace import Workspace

MONDAY = date(2026, 11, 16)
SUNDAY = date(2026, 11, 22)
ADDRESS = "https://www.linkedin.com/in/"
INVITED = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
LETTERS = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT\n"
ME = f"Mara Lindgren,{ADDRESS}mara"
JO = f"Jo Ek,{ADDRESS}jo"


def invitation(person: str, day: str, note: str) -> str:
    return f'Mara Lindgren,{person},"{day}, 9:00 AM","{note}",OUTGOING,{ADDRESS}mara,{ADDRESS}{person}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    me = tmp_path / "exports" / "me"
    me.mkdir(parents=True)
    (tmp_path / "outreach.toml").write_text(f'[me]\nname = "Mara Lindgren"\nurl = "{ADDRESS}mara"\n')
    (me / "Connections.csv").write_text(connections(f"Jo,Ek,{ADDRESS}jo,,Nordlys,Curator,02 Mar 2024"))
    (me / "Invitations.csv").write_text(INVITED + invitation("jo", "2/28/24", "Hi Jo, we met at the fair."))
    (me / "messages.csv").write_text(
        f"{LETTERS}1,,{ME},{JO},2026-11-01 10:00:00 UTC,,Thank you for accepting.\n"
        f"1,,{JO},{ME},2026-11-02 10:00:00 UTC,,You are welcome.\n"
    )
    return tmp_path


def planned(folder: Path, day: date, person: str, kind: str, text: str) -> None:
    """A week's plan with one person, and the note that was drafted for them."""
    places = Places()
    places.add([Suggestion(Person(person, person.title()), kind, rank=1)], lambda one: (("slug", one),))
    week.save(folder / "plans" / week.week_of(day), places, "", {week.note_name(1, person, kind): text + "\n"}, {})


def sent(folder: Path, kind: str) -> list[str]:
    return Written(scene(Workspace(folder, SUNDAY, cache=False))).sent(kind)


def test_notes_are_those_of_invitations_messages_those_of_every_other_kind(folder: Path) -> None:
    assert sent(folder, "connect") == ["Hi Jo, we met at the fair."]
    assert sent(folder, "thanks") == sent(folder, "ask") == ["Thank you for accepting."]


def test_a_planned_note_counts_once_it_is_marked_and_as_i_changed_it(folder: Path) -> None:
    planned(folder, MONDAY, "aino", "connect", "Hi Aino, we both know Jo.")
    planned(folder, date(2026, 11, 9), "nils", "ask", "Hi Jo, do you know Nils?")
    assert len(sent(folder, "connect")) == 1
    journal = Workspace(folder, SUNDAY).journal
    journal.mark("sent", [("slug", "aino")], SUNDAY)
    journal.mark("asked", [("slug", "nils"), ("via", "jo")], SUNDAY)
    assert sent(folder, "connect") == ["Hi Jo, we met at the fair.", "Hi Aino, we both know Jo."]
    assert sent(folder, "ask") == ["Thank you for accepting.", "Hi Jo, do you know Nils?"]
    (folder / "plans/2026-W47/notes/1-aino.connect.txt").write_text("Hi Aino, my own words.")
    assert sent(folder, "connect")[-1] == "Hi Aino, my own words."


def test_a_note_in_plan_and_archive_counts_once(folder: Path) -> None:
    planned(folder, MONDAY, "jo", "connect", "Hi Jo,  we met at the fair.")
    Workspace(folder, SUNDAY).journal.mark("sent", [("slug", "jo")], SUNDAY)
    assert sent(folder, "connect") == ["Hi Jo,  we met at the fair."]


def test_only_the_last_of_a_language_count(folder: Path) -> None:
    rows = [
        invitation(f"p{number}", f"11/{number:02}/25", f"{text} {number}")
        for number in range(1, 27)
        for text in (["we know the same people"] if number > 1 else ["ich bin auch in dem Chor"])
    ]
    (folder / "exports/me/Invitations.csv").write_text(INVITED + "".join(rows))
    kept = sent(folder, "connect")
    assert kept[0] == "ich bin auch in dem Chor 1"
    assert kept[1:] == [f"we know the same people {number}" for number in range(27 - KEPT, 27)]


@pytest.mark.parametrize("damage", ["no plan", "no note", "not a plan"])
def test_a_workspace_without_its_plans_is_no_obstacle(folder: Path, damage: str) -> None:
    planned(folder, MONDAY, "aino", "connect", "Hi Aino, we both know Jo.")
    Workspace(folder, SUNDAY).journal.mark("sent", [("slug", "aino")], SUNDAY)
    plan, note = folder / "plans/2026-W47/plan.json", folder / "plans/2026-W47/notes/1-aino.connect.txt"
    if damage == "no note":
        note.unlink()
    elif damage == "no plan":
        plan.unlink()
    else:
        plan.write_text("[]")
    assert sent(folder, "connect") == ["Hi Jo, we met at the fair."]


def test_notes_proposed_together_are_put_differently(folder: Path) -> None:
    found = Standing(scene(Workspace(folder, SUNDAY, cache=False)))
    people = [
        Suggestion(Person(f"p{number}", name), "thank") for number, name in enumerate(("Aino Berge", "Nils Holt"))
    ]
    first, second = found.drafted([(one, "thanks", ()) for one in people])
    assert first.drafts[0].text.replace("Aino", "") != second.drafts[0].text.replace("Nils", "")
    assert not second.drafts[0].findings
    assert found.drafted([(people[0], "", ())]) == [people[0]]
