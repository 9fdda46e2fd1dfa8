from __future__ import annotations

import networkx as nx
import pytest
from axe_playwright_python.sync_playwright import Axe
from networks import ego
from playwright.sync_api import Page

from outreach.show.pages import graph_page

pytestmark = pytest.mark.browser


def opened(watched, graph) -> Page:
    page = watched.open(graph_page(graph))
    page.wait_for_selector(".picture.ready")
    return page


def small() -> nx.Graph:
    """me – Jonas – Aino and Chidi; me – Lea."""
    graph = nx.Graph()
    graph.add_node("me", name="Mara", kind="me")
    graph.add_node("jonas", name="Jonas Ekberg", kind="first", best=True, strength=0.9, company="Brennholm Books")
    graph.add_node("lea", name="Léa Moreau", kind="first", strength=0.2)
    graph.add_node("aino", name="Aino Berge", kind="second", score=0.8, rank=1, action="connect", position="Curator")
    graph.add_node("chidi", name="Chidi Victor", kind="second", score=0.3, position="Editor")
    graph.add_edges_from([("me", "jonas"), ("me", "lea"), ("jonas", "aino"), ("jonas", "chidi")])
    return graph


def spot(page: Page, name: str) -> tuple[float, float]:
    box = page.locator("canvas").bounding_box()
    drawing = "document.getElementById('picture').drawing"
    x, y = page.evaluate(f"(name) => {drawing}.at({drawing}.names.indexOf(name))", name)
    return box["x"] + x, box["y"] + y


def ink(page: Page, x: float, y: float) -> list[int]:
    """Colour of one pixel of the drawing, in page coordinates."""
    box = page.locator("canvas").bounding_box()
    return page.evaluate(
        "([x, y]) => [...document.querySelector('canvas').getContext('2d')"
        ".getImageData(x * devicePixelRatio, y * devicePixelRatio, 1, 1).data]",
        [x - box["x"], y - box["y"]],
    )


def between(page: Page, one: str, other: str) -> tuple[float, float]:
    (x1, y1), (x2, y2) = spot(page, one), spot(page, other)
    return (x1 + x2) / 2, (y1 + y2) / 2


@pytest.mark.parametrize("typed", ["ain", "BERGE", "cura", "berge aino"])
def test_search_finds_the_beginning_of_any_word(watched, typed):
    page = opened(watched, small())
    page.get_by_role("combobox").fill(typed)
    assert page.get_by_role("option").all_inner_texts()[0].startswith("Aino Berge")


def test_search_does_not_find_the_middle_of_a_word_and_ignores_accents(watched):
    page = opened(watched, small())
    box = page.get_by_role("combobox")
    box.fill("ctor")
    assert page.get_by_role("option").count() == 0
    assert page.locator(".live").inner_text() == "0 found"
    box.fill("lea")
    assert page.get_by_role("option").count() == 1


def test_search_is_a_combobox_a_keyboard_can_use(watched):
    page = opened(watched, small())
    box = page.get_by_role("combobox")
    box.fill("e")
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    active = box.get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    wanted = page.locator(f"#{active}").evaluate("(option) => option.firstChild.textContent.trim()")
    box.press("Enter")
    assert page.locator(".who strong").inner_text() == wanted
    box.press("Escape")
    assert page.locator(".who").is_hidden() and box.input_value() == ""


def test_hovering_shows_the_person_and_lights_the_route(watched):
    page = opened(watched, small())
    middle = between(page, "Jonas Ekberg", "Aino Berge")
    before = ink(page, *middle)
    page.mouse.move(*spot(page, "Aino Berge"))
    page.wait_for_selector(".who:not([hidden])")
    assert "You → Jonas Ekberg (strong tie)" in page.locator(".who").inner_text()
    page.wait_for_timeout(50)
    assert ink(page, *middle)[3] > before[3]
    page.mouse.move(*[value + 60 for value in spot(page, "Léa Moreau")])
    assert page.locator(".who").is_hidden()


def test_a_tap_chooses_and_a_drag_moves(watched):
    page = opened(watched, small())
    start = spot(page, "Aino Berge")
    page.mouse.click(*start)
    assert page.evaluate("(p => p.names[p.chosen()])(document.getElementById('picture').drawing)") == "Aino Berge"
    x, y = spot(page, "Chidi Victor")
    page.mouse.move(x + 90, y + 40)
    page.mouse.down()
    page.mouse.move(x + 50, y + 20, steps=4)
    page.mouse.up()
    moved = spot(page, "Chidi Victor")
    assert moved == pytest.approx((x - 40, y - 20), abs=1)


def test_the_keyboard_walks_zooms_and_lets_go(watched):
    page = opened(watched, ego(60, 6, 10))
    canvas = page.locator("canvas")
    canvas.focus()
    scale = "document.getElementById('picture').drawing.view.k"
    first = page.evaluate(scale)
    page.keyboard.press("+")
    assert page.evaluate(scale) == pytest.approx(first * 1.3)
    page.keyboard.press("-")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    said = page.locator(".live").inner_text()
    assert said and said != "Nobody is chosen"
    page.keyboard.press("0")
    assert page.evaluate(scale) == pytest.approx(first)
    page.keyboard.press("Escape")
    assert page.locator(".live").inner_text() == "Nobody is chosen"


def test_chips_dim_what_they_do_not_name_and_colour_can_follow_the_score(watched):
    page = opened(watched, ego(200, 10))
    chip = page.locator("[data-only='1']")
    chip.click()
    assert chip.get_attribute("aria-pressed") == "true"
    chip.click()
    assert chip.get_attribute("aria-pressed") == "false"
    page.get_by_role("button", name="Colour by score").click()
    assert page.locator(".scale").is_visible()


@pytest.mark.parametrize(
    "graph",
    [nx.Graph(), ego(0, 1), ego(1, 1), ego(0, 1, 8), ego(50, 5, 20), ego(1500, 40, 360)],
    ids=["empty", "one", "two", "idle", "fifty", "large"],
)
def test_networks_of_any_size_are_drawn_inside_the_stage_without_a_complaint(watched, graph):
    page = opened(watched, graph)
    box = page.locator("canvas").bounding_box()
    spots = page.evaluate("(d => d.names.map((_, i) => d.at(i)))(document.getElementById('picture').drawing)")
    assert len(spots) == len(graph)
    assert all(0 <= x <= box["width"] and 0 <= y <= box["height"] for x, y in spots)
    assert watched.complaints == [] and watched.outside() == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1400)])
def test_nothing_stands_in_the_way_of_a_screen_reader(watched, scheme, width):
    page = opened(watched, ego(60, 6, 10))
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.locator("details").evaluate("element => { element.open = true; }")
    page.get_by_role("combobox").fill("a")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_the_drawing_is_sharp_on_a_fine_screen(browser, tmp_path):
    context = browser.new_context(device_scale_factor=2, viewport={"width": 800, "height": 700})
    page = context.new_page()
    (tmp_path / "page.html").write_text(graph_page(small()), encoding="utf-8")
    page.goto((tmp_path / "page.html").as_uri())
    width, shown = page.evaluate("(c => [c.width, c.clientWidth])(document.querySelector('canvas'))")
    assert width == 2 * shown
    context.close()
