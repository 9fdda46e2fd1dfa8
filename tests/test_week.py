from __future__ import annotations

from datetime import date
from pathlib import Path

from outreach.model import Mutual, Person, Suggestion
from outreach.week import Chosen, Places, edited_notes, holder_at, load, note_name, save, week_of

AINO = Suggestion(Person("aino", "Aino Berge"), "connect", via=(Mutual(Person("jonas", "Jonas"), 0.9),), rank=1)
NILS = Suggestion(Person("nils", "Nils Holt"), "ask", via=(Mutual(Person("mira", "Mira"), 0.5),), rank=1)


def keys(person: str) -> tuple[tuple[str, str], ...]:
    return (("slug", person),)


def names(chosen: Chosen | None) -> str:
    return chosen.person if chosen else ""


def test_weeks_are_iso_weeks() -> None:
    assert week_of(date(2026, 11, 22)) == "2026-W47"
    assert week_of(date(2027, 1, 2)) == "2026-W53"


def test_a_place_belongs_to_the_first_who_was_not_skipped() -> None:
    places = Places()
    places.add([AINO], keys)
    assert [pin.person for pin in places.pins(lambda one: False)[0]] == ["aino"]
    assert places.pins(lambda one: True) == ([], [1])
    places.add([NILS], keys)
    assert [pin.person for pin in places.pins(lambda one: one.person == "aino")[0]] == ["nils"]
    assert [pin.person for pin in places.pins(lambda one: False)[0]] == ["aino"]
    assert names(holder_at(places, 1, {"aino"})) == "nils"
    assert names(holder_at(places, 2)) == ""


def test_survives_the_disk_and_a_damaged_file(tmp_path: Path) -> None:
    places = Places()
    places.add([AINO], keys)
    save(tmp_path, places, "2026-W47", {"notes/1-aino.connect.txt": "Hi"}, {"shortlist.md": "x"})
    assert load(tmp_path) == places
    assert (tmp_path / "plan.json").stat().st_mode & 0o777 == 0o600
    (tmp_path / "plan.json").write_text('{"places": 3}')
    assert load(tmp_path) == Places()


def test_a_note_the_user_edited_is_never_overwritten_nor_removed(tmp_path: Path) -> None:
    places = Places()
    save(tmp_path, places, "2026-W47", {"notes/a.txt": "draft", "notes/b.txt": "draft"}, {})
    (tmp_path / "notes/a.txt").write_text("my own words")
    assert edited_notes(tmp_path, places) == {"notes/a.txt": "my own words"}
    assert save(tmp_path, places, "2026-W47", {"notes/a.txt": "newer draft"}, {}) == ["notes/a.txt"]
    assert (tmp_path / "notes/a.txt").read_text() == "my own words"
    assert not (tmp_path / "notes/b.txt").exists()


def test_a_note_that_was_used_stays_when_its_person_leaves_the_week(tmp_path: Path) -> None:
    places = Places()
    save(tmp_path, places, "2026-W47", {"notes/a.txt": "sent", "notes/b.txt": "draft"}, {})
    save(tmp_path, places, "2026-W47", {}, {}, used=["notes/a.txt"])
    assert (tmp_path / "notes/a.txt").read_text() == "sent"
    assert not (tmp_path / "notes/b.txt").exists()


def test_note_names_are_safe_whatever_the_id() -> None:
    assert note_name(3, "../../etc/пароль 🙂", "connect") == "notes/3-etc-parol---slight-smile.connect.txt"
