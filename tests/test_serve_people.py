from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from outreach.journal import Journal
from outreach.serve.page import linked, opened
from tests.serving import HOSTILE, SETTINGS, Browser, contents, small_world


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_world(tmp_path)


@pytest.fixture
def browser(folder: Path) -> Browser:
    return Browser(folder)


def test_the_ways_to_a_person_name_every_step_and_its_evidence(browser):
    page = browser.page("/path", to="aino-berge")
    assert page.index("You</strong>") < page.index("/why/jonas-ekberg") < page.index("/why/aino-berge")
    assert "exports/shared/Jonas Ekberg.csv line 3" in page
    assert "/write/aino-berge?kind=ask" in page


def test_a_firm_is_reached_over_anybody_in_it(browser):
    assert "Chidi Okafor" in browser.page("/path", to="Brennholm Museum")


def test_nobody_and_several_are_told_with_those_who_may_be_meant(browser):
    page = browser.page("/path", status=409, to="Ano Berg")
    assert "nobody here is called" in page and 'href="/path?to=aino-berge"' in page
    assert 'href="/why/aino-berge"' in browser.page("/why/Ano Berg", status=409)


def test_where_to_look_next_names_friends_notes_and_searches_to_open_by_hand(browser):
    page = browser.page("/scout")
    assert "Léa Moreau" in page and "<textarea" in page and "/write/lea-moreau?kind=export" in page
    assert (
        "harpsichord maker" in page and "https://www.linkedin.com/search/results/people/?keywords=harpsichord" in page
    )


def test_only_pages_of_linkedin_can_be_opened_by_hand():
    assert opened("https://www.linkedin.com/in/lea-moreau") == "https://www.linkedin.com/in/lea-moreau"
    for address in ("javascript:alert(1)", "https://www.linkedin.com.evil.example/", "//evil.example", ""):
        assert opened(address) == ""


def test_all_that_is_held_of_a_person_names_the_files(browser):
    page = browser.page("/about/aino-berge")
    assert "Exhibition Manager" in page and "exports/shared/Jonas Ekberg.csv:3" in page


def test_anything_may_be_noted_down_with_its_day_and_a_word(browser, folder):
    answer = browser.submit(
        "/mark", person="lea-moreau", status="opportunity", day="2026-11-20", note="a stage manager", list="rank"
    )
    assert browser.said(answer) == "Noted: Léa Moreau, opportunity on 2026-11-20."
    (decision,) = Journal(folder / "journal.db").decisions()
    assert (decision.note, decision.day) == ("a stage manager", date(2026, 11, 20))
    assert "2026-11-20 <strong>opportunity</strong>: a stage manager" in browser.page("/about/lea-moreau")
    browser.said(browser.submit("/mark", person="lea-moreau", status="sent", undo="yes", list="rank"))
    assert Journal(folder / "journal.db").decisions() == []


@pytest.mark.parametrize("day", ["2026-13-01", "tomorrow", "2026-11-23", "<img src=x>"])
def test_a_day_that_is_none_or_has_not_come_notes_nothing(browser, folder, day):
    answer = browser.submit("/mark", person="lea-moreau", status="sent", day=day, list="rank")
    assert answer.status_code == 409 and "<img" not in answer.text
    assert Journal(folder / "journal.db").decisions() == []


PAGES = {
    "/": {},
    "/list/rank": {},
    "/check": {},
    "/why/haas": {},
    "/about/haas": {},
    "/path": {"to": "haas"},
    "/scout": {},
    "/sources": {},
    "/sources/remove": {"name": "exports/shared/<img src=x onerror=alert(4)>.csv"},
    "/forget": {"person": "haas"},
    "/share": {"friend": HOSTILE},
}


@pytest.mark.parametrize("path", PAGES)
def test_a_name_that_tries_to_break_out_is_text(browser, path):
    page = browser.page(path, **PAGES[path])
    assert "&lt;img src=x" in page and "<img" not in page and "</script><img" not in page


@pytest.mark.parametrize("path", [path for path, query in PAGES.items() if query])
def test_what_was_asked_for_is_text_too(browser, path):
    query = dict.fromkeys(PAGES[path], HOSTILE)
    assert "<img" not in browser.get(path, params=query).text
    assert "<img" not in browser.get(path, params={**PAGES[path], "days": HOSTILE, "only": HOSTILE}).text


@pytest.mark.parametrize("path", [path for path in PAGES if path != "/"])  # `plan` writes its week
def test_looking_writes_nothing(browser, folder, path):
    before = contents(folder)
    browser.page(path, **PAGES[path])
    assert contents(folder) == before


def test_a_command_of_the_terminal_is_a_link_to_the_page_that_does_it():
    told = 'see `outreach triage`; if not: `outreach different a "<img>"`, or `outreach frobnicate`<img>'
    assert linked(told) == (
        'see <a href="/list/triage">Requests</a>; if not: <a href="/check">What was read</a>, '
        "or outreach frobnicate&lt;img&gt;"
    )


def test_where_nothing_can_be_read_every_page_says_how_to_begin(tmp_path_factory):
    browser = Browser(tmp_path_factory.mktemp("empty"))
    assert "Three steps" in browser.page("/")
    for path in ("/list/rank", "/scout", "/check", "/network", "/about/x", "/network/svg"):
        assert "Three steps" in browser.page(path, status=409)


def test_where_no_true_word_can_be_said_another_message_may_be_chosen(browser):
    page = browser.page("/write/jonas-ekberg", kind="connect")
    assert "no connect message to Jonas Ekberg" in page and '<select name="kind"' in page
    assert "<textarea" in browser.page("/write/jonas-ekberg", kind="export")


def test_what_was_read_is_told_per_file(browser):
    page = browser.page("/check")
    assert "exports/me/mine.zip" in page and "Connections.csv: LinkedIn connections, 3 rows" in page


def test_a_message_is_judged_on_a_page_and_kept_nowhere(browser, folder):
    before = contents(folder)
    assert "<textarea" in browser.page("/judge") and "Reads friendly" not in browser.page("/judge")
    pitch = "We help firms like yours triple their leads. Book a free demo this week: 20% off. When works for a call?"
    page = browser.submit("/judge", text=f"{pitch} </textarea>{HOSTILE}").text
    assert "pitch: " in page and "&lt;img src=x" in page and "<img" not in page
    assert browser.post("/judge", data={"text": pitch}).status_code == 403
    assert contents(folder) == before


def test_a_week_is_planned_anew_when_asked_and_edited_notes_stay(browser, folder):
    browser.page("/")
    note = next(folder.glob("plans/2026-W47/notes/1-*.txt"))
    note.write_text("My own words, with care.\n")
    chosen = (folder / "plans/2026-W47/plan.json").read_text()
    (folder / "outreach.toml").write_text(SETTINGS + "[limits]\nper_week = 1\n")
    browser.page("/")
    said = browser.said(browser.submit("/plan", back="/"))
    assert said == "Planned 2026-W47 anew." and (folder / "plans/2026-W47/plan.json").read_text() != chosen
    assert note.read_text() == "My own words, with care.\n"
    assert browser.post("/plan", data={"csrf": "guess"}).status_code == 403


def test_a_pasted_page_is_shown_person_by_person_before_it_is_kept(browser, folder):
    before = contents(folder)
    text = (
        f"Iris Holm\n2nd degree connection\n2nd\nCurator {HOSTILE}\nBergen, Norway\nLéa Moreau is a mutual connection\n"
    )
    answer = browser.submit("/paste", text=text + "Connect\n")
    page = browser.page(answer.headers["location"])
    assert "Iris Holm" in page and "through Léa Moreau" in page and "Save 1 person" in page
    assert "&lt;img src=x" in page and "<img" not in page and contents(folder) == before
    assert browser.said(browser.submit(answer.headers["location"])).startswith("Saved as ")
    assert len(contents(folder)) == len(before) + 1
    answer = browser.submit("/paste", text="The weather was fine.")
    assert "No person was found" in browser.page(answer.headers["location"])
