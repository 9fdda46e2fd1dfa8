"""The search for lines that fit and share as little as possible with what was said before."""

from __future__ import annotations

from outreach.notes import variety
from outreach.notes.search import search
from outreach.notes.variety import Run, Said


def told(choices: list[list[list[str]]], *before: str, limit: int = 200, room: int = 200) -> list[str]:
    """The ways to say `choices` ("" leaves one out) after the texts of `before`, in the order found."""
    lines = [[[Said(text) if text else None for text in choice] for choice in paragraph] for paragraph in choices]
    taken: set[Run] = set()
    for text in before:
        taken |= variety.runs(variety.words(text))
    return [" ".join(said.text for said in way if said) for way in search(lines, limit, room, frozenset(taken))]


def test_ways_come_in_the_order_given_the_last_choice_changing_first() -> None:
    ways = told([[["Hi,", "Hello,"], ["we both know Jo", "you know Jo too", ""]]])
    assert ways[:4] == ["Hi, we both know Jo", "Hi, you know Jo too", "Hi,", "Hello, we both know Jo"]


def test_what_was_said_before_is_avoided_across_lines() -> None:
    choices = [[["Hi,", "Hello,"], ["we both know Jo"]]]
    assert told(choices, "Hi, we both know Jo") == ["Hello, we both know Jo"]
    assert told(choices, "Hi, we", "both know Jo") == ["Hi, we both know Jo", "Hello, we both know Jo"]


def test_a_run_may_reach_over_several_short_lines() -> None:
    choices = [[["One", "Two"], ["three", ""], ["four"], ["five six"]]]
    assert told(choices, "One three four five six") == [
        "One four five six",
        "Two three four five six",
        "Two four five six",
    ]


def test_the_only_free_way_is_found_among_a_million() -> None:
    pairs = [("a", "b"), ("c", "d"), ("e", "f"), ("g", "h"), ("i", "j"), ("k", "l")]
    choices = [[[f"{one}{place} {two}{place}" for place in range(10)] for one, two in pairs]]
    before = [
        f"{one}{place} {two}{place} {three}{other} {four}{other} {five}{last}"
        for (one, two), (three, four), (five, _) in zip(pairs, pairs[1:], pairs[2:], strict=False)
        for place in range(10)
        for other in range(10)
        for last in range(10)
        if (place, other, last) != (9, 9, 9)
    ]
    assert told(choices, *before) == ["a9 b9 c9 d9 e9 f9 g9 h9 i9 j9 k9 l9"]


def test_where_everything_was_said_before_the_least_of_it_is_said_again() -> None:
    choices = [[["we met at the old fair in May", "we met at the fair"], ["and I liked your stand", "and so on"]]]
    before = "we met at the old fair in May", "we met at the fair", "and I liked your stand"
    assert told(choices, *before) == ["we met at the fair and so on"]


def test_limit_and_room_of_a_paragraph_hold_and_a_line_break_counts_two() -> None:
    choices = [[["a" * 10, "a" * 5]], [["b" * 10, "b" * 5]]]
    sizes = [[len(word) for word in way.split()] for way in told(choices, limit=17, room=10)]
    assert sizes == [[10, 5], [5, 10], [5, 5]]
    assert [len(way.split()[0]) for way in told(choices, limit=17, room=9)] == [5]
    assert told(choices, limit=11) == []
    assert told([[["too long to fit"]]], limit=10) == []


def test_what_fits_goes_before_what_is_new() -> None:
    choices = [[["short", "we met at the old fair in the town where I live"], ["we met at a fair"]]]
    assert told(choices, "short we met at a", limit=30) == ["short we met at a fair"]


def test_a_choice_without_lines_has_no_way() -> None:
    assert told([[["Hi"], []]]) == []
