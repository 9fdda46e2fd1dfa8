from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.serving import HOSTILE, Browser, contents, small_world


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_world(tmp_path)


@pytest.fixture
def browser(folder: Path) -> Browser:
    return Browser(folder)


def test_what_was_brought_in_is_listed_with_its_owner(browser):
    page = browser.page("/sources")
    assert "exports/shared/Jonas Ekberg.csv" in page and "Jonas Ekberg · 4 people" in page


def test_taking_a_source_out_is_asked_once_more_and_takes_what_it_brought(browser, folder):
    before = contents(folder)
    page = browser.page("/sources/remove", name="exports/shared/Jonas Ekberg.csv")
    assert 'action="/sources/remove"' in page and 'value="exports/shared/Jonas Ekberg.csv"' in page
    assert contents(folder) == before
    assert "Nobody you know leads to them" not in browser.page("/why/aino-berge")
    answer = browser.submit("/sources/remove", name="exports/shared/Jonas Ekberg.csv", back="/sources")
    assert browser.said(answer) == "Removed exports/shared/Jonas Ekberg.csv and everything it brought."
    assert answer.headers["location"].startswith("/sources?said=")
    assert set(before) - set(contents(folder)) == {"exports/shared/Jonas Ekberg.csv"}
    assert "Nobody you know leads to them" in browser.page("/why/aino-berge")


@pytest.mark.parametrize("name", ["", "outreach.toml", "../outreach.toml", "exports", "exports/me/../../outreach.toml"])
def test_nothing_but_a_source_is_taken_out(browser, folder, name):
    before = contents(folder)
    assert browser.submit("/sources/remove", name=name).status_code == 409
    browser.page("/sources/remove", status=404, name=name)
    assert contents(folder) == before


def test_forgetting_is_asked_once_more_and_shows_what_is_held(browser, folder):
    before = contents(folder)
    page = browser.page("/forget", person="Iris Novak")
    assert "Forget Iris Novak for good?" in page and "exports/seen/people.csv" in page
    assert contents(folder) == before
    person = page.split('name="person" value="')[1].split('"')[0]
    said = browser.said(browser.submit("/forget", person=person, back="/sources"))
    assert said.startswith("Forgot Iris Novak;") and "Erased from exports/seen/people.csv." in said
    assert "Iris" not in (folder / "exports/seen/people.csv").read_text()
    browser.page("/why/Iris Novak", status=409)
    assert "Iris" not in browser.page("/list/rank")


def test_nobody_forgets_themselves_or_nobody(browser, folder):
    before = contents(folder)
    browser.page("/forget", status=409, person="Mara Lindgren")
    for person in ("mara-lindgren", "", "nobody at all"):
        assert browser.submit("/forget", person=person).status_code == 409
    assert contents(folder) == before


@pytest.mark.parametrize("path", ["/sources/remove", "/forget"])
def test_no_address_alone_takes_anything_away(browser, folder, path):
    before = contents(folder)
    browser.get(path, params={"name": "exports/shared/Jonas Ekberg.csv", "person": "aino-berge", "sure": "yes"})
    for token in ("", "guess"):
        data = {"csrf": token, "name": "exports/shared/Jonas Ekberg.csv", "person": "aino-berge"}
        assert browser.post(path, data=data).status_code == 403
    data = {"csrf": browser.token, "name": "exports/shared/Jonas Ekberg.csv", "person": "aino-berge"}
    assert browser.post(path, data=data, headers={"origin": "https://evil.example"}).status_code == 403
    assert contents(folder) == before


def test_a_list_for_a_friend_is_shown_before_it_is_saved_and_says_the_same(browser, folder):
    before = contents(folder)
    page = browser.page("/share", friend="Jonas Ekberg", only="olmo, producer", days="30")
    assert "For Jonas Ekberg: 1 person" in page and "Léa Moreau" in page and "2026-12-22" in page
    query = {"friend": "Jonas Ekberg", "only": "olmo, producer", "days": "30"}
    answer = browser.get("/share/file", params=query)
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''2026-11-22%20mara-lindgren")
    told = json.loads(answer.text)
    assert [one["name"] for one in told["people"]] == ["Léa Moreau"] and told["expires"] == "2026-12-22"
    assert contents(folder) == before


@pytest.mark.parametrize(
    "typed", [{"days": "0"}, {"days": "367"}, {"days": "soon"}, {"days": "²"}, {"only": "nobody is like this"}]
)
def test_a_list_that_cannot_be_made_is_told_beside_the_form(browser, typed):
    page = browser.page("/share", status=422, friend="Jonas Ekberg", **typed)
    assert 'role="alert"' in page and "Save the file" not in page
    assert browser.get("/share/file", params={"friend": "Jonas Ekberg", **typed}).status_code == 409


def test_the_name_of_a_file_holds_nothing_that_ends_a_header(browser):
    answer = browser.get("/share/file", params={"friend": f'x"\r\nset-cookie: a=b{HOSTILE}'})
    name = answer.headers["content-disposition"].removeprefix("attachment; filename*=UTF-8''")
    assert name.isascii() and not set(name) & set(' "<>\r\n;/') and "set-cookie" not in answer.headers


def test_the_network_and_the_calendar_are_files_for_other_tools(browser, folder):
    before = contents(folder)
    files = {kind: browser.get(f"/network/{kind}") for kind in ("html", "svg", "gexf", "graphml", "csv", "json")}
    files["ics"] = browser.get("/calendar")
    for answer in files.values():
        assert answer.status_code == 200 and answer.headers["content-disposition"].startswith("attachment;")
        assert "<img src=x" not in answer.text or answer.headers["content-type"].startswith(
            ("text/csv", "application/j")
        )
    for kind in ("svg", "gexf", "graphml"):
        ElementTree.fromstring(files[kind].text)
    assert json.loads(files["json"].text) and len(list(csv.reader(io.StringIO(files["csv"].text)))) > 3
    assert files["ics"].text.startswith("BEGIN:VCALENDAR")
    assert browser.get("/network/exe").status_code == 404
    assert contents(folder) == before


@pytest.mark.parametrize(
    "path",
    ["/path", "/scout", "/about/haas", "/sources", "/forget", "/share", "/share/file", "/network/svg", "/calendar"],
)
def test_without_the_cookie_or_from_another_site_there_is_nothing(browser, path):
    assert browser.get(path, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert browser.get(path, headers={"host": "evil.example"}).status_code == 400
    browser.cookies.clear()
    assert browser.get(path).status_code == 403
