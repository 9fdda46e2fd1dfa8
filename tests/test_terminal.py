from __future__ import annotations

from datetime import date

from outreach.model import Answer, Draft, Excluded, Mutual, Person, Problem, Reason, Suggestion
from outreach.show.report import Report
from outreach.show.terminal import problems_text, report_text

TODAY = date(2026, 11, 22)
JONAS = Mutual(Person("jonas", "Jonas Ekberg"), 0.9)


def report(*suggestions: Suggestion, **more: object) -> Report:
    return Report("plan", "2026-W47", TODAY, suggestions, **more)  # type: ignore[arg-type]


def aino(name: str = "Aino Berge", headline: str = "") -> Suggestion:
    reasons = (Reason("path", 0.31, "Jonas Ekberg knows them", "41 messages"), Reason("place", -0.1, "is elsewhere"))
    draft = Draft("connect", "Hi Aino,\nGlad to connect.", 200, 24)
    return Suggestion(Person("aino", name, headline=headline), "connect", reasons, (JONAS,), (draft,), 1)


def test_a_suggestion_shows_score_reasons_route_and_note() -> None:
    text = report_text(report(aino()))
    for words in (
        "1. Aino Berge   0.21",
        "+0.31 Jonas Ekberg knows them (41 messages)",
        "-0.10",
        "through Jonas",
        "Hi Aino,",
    ):
        assert words in text


def test_nothing_is_wider_than_eighty_columns_and_no_escape_gets_through() -> None:
    hostile = aino("[bold]Evil[/bold] :smile: " + "x" * 300, "line " * 80)
    text = report_text(report(hostile))
    assert max(map(len, text.splitlines())) <= 80
    assert "[bold]Evil[/bold] :smile:" in text
    assert "\x1b" not in text


def test_colour_is_an_extra() -> None:
    assert "\x1b[" in report_text(report(aino()), colour=True)


def test_an_empty_week_says_what_to_do_next() -> None:
    assert "outreach check" in report_text(report())


def test_those_left_out_are_counted_by_rule_and_answers_are_shown() -> None:
    one = Suggestion(Person("a", "A"), "review", answers={"place": Answer("unknown", "no location")}, rank=1)
    text = report_text(report(one, excluded=(Excluded(Person("p", "P"), "competitor", "x"),)))
    assert "Left out: 1 competitor." in text
    assert "place: unknown (no location)" in text


def test_problems_name_place_expectation_and_value() -> None:
    problem = Problem("exports/me/x.zip!Connections.csv", "expected a date such as 08 Feb 2026", 12, "soon")
    assert problems_text([problem]) == (
        "exports/me/x.zip!Connections.csv:12: expected a date such as 08 Feb 2026 (soon)\n"
    )


def test_a_ranking_lists_everybody_left_out_with_the_whole_rule_and_why() -> None:
    left = Excluded(Person("p", "Petra Holm"), "already_connected", "a connection of yours")
    text = report_text(report(aino(), excluded=(left,)), brief=True)
    assert "Petra Holm" in text and "already_connected" in text and "a connection of yours" in text
