"""What sent notes said, told apart from the values of their fields."""

from __future__ import annotations

from pathlib import Path

from outreach import render
from outreach.notes import history, variety
from outreach.notes.fields import KNOWN
from outreach.notes.variety import Past

TEMPLATE = """\
{{ hello }} we both know {{ mutual }}.
| {{ hello }} I came across your name with {{ mutual }}.
As {{ role }} at {{ company }} you see more than I do.
| Your work interests me.
I like your page on {{ value_words }}.
"""


def read(tmp_path: Path, *sent: str) -> Past:
    path = tmp_path / "note.txt"
    path.write_text(TEMPLATE, encoding="utf-8")
    return history.past(sent, render.read_shapes(path, "note.txt", KNOWN), "en", "plain")


def run(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def test_values_are_taken_out_of_a_sent_note(tmp_path: Path) -> None:
    past = read(tmp_path, "Hi Aino, we both know Jo Ek. As a curator at Nordlys Museum you see more than I do.")
    assert run("hi we both know as") in past.runs
    assert run("know as a at you") in past.runs
    assert past.lines == {"note.txt:1", "note.txt:3"}


def test_a_greeting_without_a_name_is_known_too(tmp_path: Path) -> None:
    assert run("hello we both know your") in read(tmp_path, "Hello, we both know Jo. Your work interests me.").runs


def test_words_the_user_wrote_count_as_they_stand(tmp_path: Path) -> None:
    past = read(tmp_path, "Hi Aino, your talk on old harbours was a joy.")
    assert run("your talk on old harbours") in past.runs
    assert past.lines == frozenset()


def test_the_closest_pieces_of_a_line_are_taken(tmp_path: Path) -> None:
    past = read(tmp_path, "As ever. As head of sales at Acme you see more than I do.")
    assert run("as at you see more") in past.runs


def test_nothing_sent_is_no_past(tmp_path: Path) -> None:
    assert read(tmp_path) == Past()
    assert read(tmp_path, "", "   ").runs == frozenset()
    assert variety.runs([]) == frozenset()
