from __future__ import annotations

from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from networks import ego
from playwright.sync_api import expect
from reports import suggestion, week

from outreach.model import Person, Problem
from outreach.show.pages import report_page

pytestmark = pytest.mark.browser

HOSTILE = "</script><script>window.broken=1</script><img src=x onerror=window.broken=1>\u202e"


def test_the_page_opens_from_disk_without_a_request_or_a_complaint(watched):
    page = watched.open(report_page(week(), ego(60, 6, 10)))
    page.wait_for_selector(".picture.ready")
    assert watched.outside() == []
    assert watched.complaints == []


def test_copy_puts_the_draft_as_it_now_stands_on_the_clipboard(watched):
    page = watched.open(report_page(week()))
    area = page.locator("textarea").first
    area.fill("A note of my own, naïve and 🙂")
    page.get_by_role("button", name="Copy the note for Aino Berge").click()
    expect(page.locator("output").first).to_have_text("Copied")
    other = page.locator("textarea").nth(1)
    other.fill("")
    other.press("Control+v")
    assert other.input_value() == "A note of my own, naïve and 🙂"


def test_copy_works_where_the_browser_offers_no_clipboard(watched):
    watched.context.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page = watched.open(report_page(week()))
    page.locator("textarea").first.fill("The old way")
    page.get_by_role("button", name="Copy the note for Aino Berge").click()
    other = page.locator("textarea").nth(1)
    other.fill("")
    other.press("Control+v")
    assert other.input_value() == "The old way"


@pytest.mark.parametrize(
    ("text", "said"),
    [("abc", "3 of 200"), ("🙂", "2 of 200"), ("e\u0301", "1 of 200"), ("x" * 201, "201 of 200")],
)
def test_the_count_follows_the_draft_in_units_of_the_site(watched, text, said):
    page = watched.open(report_page(week()))
    page.locator("textarea").first.fill(text)
    count = page.locator(".count").first
    assert count.inner_text() == f"{said} characters"
    assert ("over" in count.get_attribute("class")) == (said == "201 of 200")


def test_names_that_try_to_break_out_are_text_everywhere(watched):
    one = suggestion(1)
    hostile = Person("x", HOSTILE, "javascript:window.broken=1", HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    via = (replace(one.via[0], person=hostile, evidence=(HOSTILE,), how=HOSTILE),)
    draft = replace(one.drafts[0], text=f"</textarea>{HOSTILE}")
    report = replace(
        week(),
        suggestions=(replace(one, person=hostile, via=via, drafts=(draft,), notes=(HOSTILE,)),),
        problems=(Problem(HOSTILE, HOSTILE, 1, HOSTILE),),
        held_back=(HOSTILE,),
    )
    graph = ego(30, 4)
    for node in graph:
        graph.nodes[node].update(name=HOSTILE, company=HOSTILE, position=HOSTILE, location=HOSTILE, community=1)
    page = watched.open(report_page(report, graph))
    page.wait_for_selector(".picture.ready")
    page.get_by_role("combobox").fill("window")
    page.get_by_role("option").first.click()
    assert page.evaluate("window.broken") is None
    assert page.locator("img").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    assert page.locator("textarea").first.input_value() == f"</textarea>{HOSTILE}"
    assert watched.outside() == [] and watched.complaints == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1400), ("light", 390), ("dark", 390)])
def test_nothing_stands_in_the_way_of_a_screen_reader(watched, scheme, width):
    page = watched.open(report_page(week(), ego(60, 6, 10)))
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    for details in page.locator("details").all():
        details.evaluate("element => { element.open = true; }")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_a_phone_never_scrolls_sideways(watched):
    long = suggestion(1)
    long = replace(long, person=replace(long.person, name="Annabella" * 20, position="W" * 500, company=""))
    page = watched.open(report_page(replace(week(), suggestions=(long, suggestion(2))), ego(60, 6, 10)))
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_on_paper_there_are_drafts_and_reasons_but_no_buttons(watched):
    page = watched.open(report_page(week()))
    page.emulate_media(media="print")
    assert page.locator("textarea").first.is_visible()
    assert not page.get_by_role("button", name="Copy the note for Aino Berge").is_visible()
