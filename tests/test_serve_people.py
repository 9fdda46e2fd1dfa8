from __future__ import annotations

from pathlib import Path

import pytest

from tests.serving import HOSTILE, Browser, contents, small_world


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


PAGES = {
    "/path": {"to": "haas"},
}


@pytest.mark.parametrize("path", PAGES)
def test_a_name_that_tries_to_break_out_is_text(browser, path):
    page = browser.page(path, **PAGES[path])
    assert "&lt;img src=x" in page and "<img" not in page and "</script><img" not in page


@pytest.mark.parametrize("path", PAGES)
def test_what_was_asked_for_is_text_too(browser, path):
    query = dict.fromkeys(PAGES[path], HOSTILE)
    assert "<img" not in browser.get(path, params=query).text


@pytest.mark.parametrize("path", PAGES)
def test_looking_writes_nothing(browser, folder, path):
    before = contents(folder)
    browser.page(path, **PAGES[path])
    assert contents(folder) == before
