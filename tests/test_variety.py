"""Runs of wording, and the search for lines that fit and share none."""

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


def test_search_keeps_the_order_and_avoids_taken_runs() -> None:
    choices = [[[Said("Hi,"), Said("Hello,")], [Said("we both know Jo"), Said("you know Jo too"), None]]]
    told = [" ".join(said.text for said in chosen if said) for chosen in variety.search(choices, 100, 100, frozenset())]
    assert told[:3] == ["Hi, we both know Jo", "Hi, you know Jo too", "Hi,"]
    taken = variety.runs(["hi", "we", "both", "know", "jo"])
    free = [" ".join(said.text for said in chosen if said) for chosen in variety.search(choices, 100, 100, taken)]
    assert "Hi, we both know Jo" not in free
    assert "Hello, we both know Jo" in free


def test_search_respects_the_limit_and_the_room_of_a_paragraph() -> None:
    choices = [[[Said("a" * 10), Said("a" * 5)]], [[Said("b" * 10), Said("b" * 5)]]]
    fits = [[len(said.text) for said in chosen if said] for chosen in variety.search(choices, 17, 10, frozenset())]
    assert fits == [[10, 5], [5, 10], [5, 5]]
    fits = [[len(said.text) for said in chosen if said] for chosen in variety.search(choices, 100, 9, frozenset())]
    assert fits == [[5, 5]]


def test_nothing_fits_where_one_choice_is_used_up() -> None:
    line = "five words in a row"
    assert list(variety.search([[[Said(line)]]], 100, 100, variety.runs(line.split()))) == []


def test_the_past_remembers_runs_lines_and_sent_notes() -> None:
    past = Past().also([Said(f"I saw {variety.marked(0, 'Jo')} at the old fair", place="x:1"), None])
    assert ("i", "saw", "at", "the", "old") in past.runs
    assert past.lines == {"x:1"}
    sent = variety.past(["Hi Aino, you know Jo Ek, and so do I. Glad to connect."])
    assert sent.repeats(f"you know {variety.marked(0, 'Someone Else')}, and so do I.") == 1
    assert sent.repeats(f"you know {variety.marked(0, 'Someone Else')}, as I do.") == 0


def test_a_long_fact_is_not_told_twice_where_something_else_can_be_said() -> None:
    mine = variety.marked(0, "freelance translator for museums and publishers")
    past = Past().also([Said(f"I'm a {mine}.", place="x:1")])
    assert past.heard(Said(f"I work as a {mine}.", place="x:2"))
    assert not past.heard(Said("Glad to connect.", place="x:3"))
    sent = variety.past(["Hi Aino, I'm a freelance translator for museums and publishers."])
    assert sent.heard(Said(f"I work as a {mine}.", place="x:2"))
