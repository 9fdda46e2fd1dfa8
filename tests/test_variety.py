"""Runs of wording, and what was said before."""

from __future__ import annotations

from outreach.notes import variety
from outreach.notes.variety import Past, Said


def test_wording_leaves_out_values() -> None:
    text = f"Hi {variety.marked(0, 'Aino')}, we both know {variety.marked(1, 'Jo Ek')}."
    assert variety.unmarked(text) == "Hi Aino, we both know Jo Ek."
    assert variety.wording(text) == ["hi", "we", "both", "know"]
    assert variety.values(text) == [0, 1]


def test_runs_are_five_words() -> None:
    assert variety.runs(["a", "b", "c", "d"]) == frozenset()
    assert variety.runs(["a", "b", "c", "d", "e", "f"]) == {("a", "b", "c", "d", "e"), ("b", "c", "d", "e", "f")}


def test_the_past_remembers_runs_lines_and_sent_notes() -> None:
    past = Past().also([Said(f"I saw {variety.marked(0, 'Jo')} at the old fair", place="x:1"), None])
    assert ("i", "saw", "at", "the", "old") in past.runs
    assert past.lines == {"x:1"}


def test_a_long_fact_is_not_told_twice_where_something_else_can_be_said() -> None:
    mine = variety.marked(0, "freelance translator for museums and publishers")
    past = Past().also([Said(f"I'm a {mine}.", place="x:1")])
    assert past.heard(Said(f"I work as a {mine}.", place="x:2"))
    assert not past.heard(Said("Glad to connect.", place="x:3"))
    sent = Past(notes=(" hi aino i'm a freelance translator for museums and publishers ",))
    assert sent.heard(Said(f"I work as a {mine}.", place="x:2"))
