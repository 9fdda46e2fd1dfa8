from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import ego
from reports import suggestion, week

from outreach.model import Person, Reason, Suggestion
from outreach.show.cards import card, profile
from outreach.show.pages import asset, digest, graph_page, markdown, report_page, script_json
from outreach.show.report import Report, to_json


def test_fifteen_hundred_people_make_a_page_of_less_than_half_a_megabyte():
    page = report_page(week(), ego(1500, 40, 360))
    assert len(page.encode()) < 500_000


def test_the_script_of_the_drawing_stays_small_and_asks_for_nothing():
    script = str(asset("picture.js"))
    assert len(script.encode()) <= 20_000
    assert not re.search(r"fetch|XMLHttpRequest|import\s*\(|innerHTML|https?:", script)


def test_the_policy_allows_exactly_the_scripts_and_styles_of_the_page():
    page = report_page(week(), ego(20, 3))
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    policy = policy.replace("&#39;", "'")
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy
    inline = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", page, re.S)
    assert len(inline) == 3
    assert all(digest(text) in policy for text in inline)
    assert not re.search(r"\sstyle=|\son\w+=|<link|<img|\ssrc=", page)


def test_every_link_is_a_profile_rebuilt_from_its_key_and_tells_no_referrer():
    page = report_page(week())
    links = re.findall(r'<a href="([^"#][^"]*)"([^>]*)>', page)
    assert links and all(url.startswith("https://www.linkedin.com/in/") for url, _ in links)
    assert all("noreferrer" in rest for _, rest in links)


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://se.linkedin.com/in/Aino-Berge?x=1", "https://www.linkedin.com/in/aino-berge"),
        ("javascript:alert(1)", ""),
        ("https://evil.example/in/aino", ""),
        ('https://www.linkedin.com/in/a"onclick="x', ""),
        ("", ""),
    ],
)
def test_a_profile_link_is_a_profile_or_nothing(url, link):
    assert profile(url) == link


def test_bars_begin_where_the_one_before_ended_and_add_up_to_the_score():
    shown = card(suggestion(1), "plan", 1)
    assert [bar.points for bar in shown.bars] == ["+0.31", "+0.22", "+0.17", "−0.06"]
    assert shown.total.points == f"{suggestion(1).score:.2f}" == "0.64"
    starts = [float(bar.start.rstrip("%")) for bar in shown.bars]
    ends = [start + float(bar.width.rstrip("%")) for start, bar in zip(starts, shown.bars, strict=True)]
    assert starts[1] == pytest.approx(ends[0], abs=0.2) and starts[2] == pytest.approx(ends[1], abs=0.2)
    assert ends[3] == pytest.approx(ends[2], abs=0.2) and shown.bars[3].against
    assert float(shown.total.width.rstrip("%")) == pytest.approx(starts[3], abs=0.2)


def test_a_score_below_zero_is_drawn_too():
    shown = card(Suggestion(Person("a", "Aino"), "ignore", (Reason("outcome", -1.0, "pitches"),)), "triage", 1)
    assert (shown.total.points, shown.total.start, shown.total.width) == ("−1.00", "0.0%", "100.0%")


def test_the_way_there_names_three_mutuals_and_counts_the_rest():
    one = suggestion(2)
    shown = card(replace(one, via=one.via * 2), "plan", 2)
    assert len(shown.route.legs) == 3 and shown.route.more == 3
    assert card(replace(one, via=()), "plan", 2).route is None


def test_lists_of_other_commands_have_their_place_and_empty_ones_none():
    page = report_page(week())
    assert 'id="triage"' in page and 'id="audit"' in page and 'id="news"' not in page
    assert "Outside the places you chose" in page and "Connections.csv:12" in page


def test_a_report_with_nothing_in_it_is_still_a_page():
    empty = Report("rank", "2026-W47", week().today)
    assert "Nobody to suggest" in report_page(empty)
    assert markdown(empty).startswith("# Everyone within reach")


@pytest.mark.parametrize("command", ["plan", "rank", "triage", "audit", "news"])
def test_every_command_has_a_page_and_markdown(command):
    report = replace(week(), command=command, sections={})
    assert "Aino Berge" in report_page(report) and "Aino Berge" in markdown(report)


def test_the_same_report_gives_the_same_page():
    assert report_page(week(), ego(40, 4)) == report_page(week(), ego(40, 4))
    assert graph_page(ego(40, 4)) == graph_page(ego(40, 4))


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(codec="utf-8")))
def test_no_text_ends_the_element_its_json_stands_in(text):
    out = str(script_json({"name": text}))
    assert not set("<>&\u2028\u2029") & set(out)


@pytest.mark.parametrize(
    "name", ["[x](javascript:1)", "<script>", "# heading", "*bold*", "`code`", "![a](b)", "a\n# b", "1. x", "&lt;"]
)
def test_no_name_is_markup_in_markdown(name):
    one = replace(suggestion(1), person=Person("a", name))
    (line,) = [line for line in markdown(replace(week(), suggestions=(one,))).splitlines() if line.startswith("## 1. ")]
    shown = line.removeprefix("## 1. ")
    assert not re.search(r"(?<!\\)[\[\]()<>*`#!&]", shown)


def test_markdown_holds_what_the_page_holds():
    text = markdown(week())
    assert "## 1. [Aino Berge](<https://www.linkedin.com/in/aino-berge>)" in text
    assert "Invite, with a note · score 0.64 · Exhibition manager, Fjordlys Museum · Bergen, Norway" in text
    assert "- through Jonas Ekberg (strong tie): 41 messages, last 2026\\-11\\-03; recommended you in 2023" in text
    assert "## Left out: Already connected (6)" in text


def test_json_has_the_published_shape():
    data = to_json(week())
    assert list(data) == ["schema", "week", "today", "suggestions", "excluded", "coverage", "problems"]
    first = data["suggestions"][0]
    assert list(first) == ["rank", "action", "score", "person", "via", "reasons", "drafts"]
    assert first["score"] == round(sum(reason["points"] for reason in first["reasons"]), 2)
    assert list(first["drafts"][0]) == ["kind", "text", "length", "limit", "findings"]
    assert list(data["excluded"][0]) == ["person", "code", "text"]
