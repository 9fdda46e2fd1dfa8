from __future__ import annotations

import io
import re
import socket
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from outreach.serve.app import HOST, application
from outreach.serve.guards import Keys
from outreach.workspace import Workspace

pytestmark = pytest.mark.browser

HOSTILE = "</script><script>window.broken=1</script><img src=x onerror=window.broken=1>"
LATER = ("Find a way", "Where to look next", "What is kept", "Share")
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
MINE = HEADER + (
    "Jonas,Ekberg,https://www.linkedin.com/in/jonas-ekberg,,Brennholm Books,Publisher,03 Nov 2021\n"
    "Léa,Moreau,https://www.linkedin.com/in/lea-moreau,,Olmo Theatre,Producer,05 Jan 2020\n"
)
PROFILE = "First Name,Last Name,Headline,Geo Location\nMara,Lindgren,Translator,Gothenburg\n"
FRIENDS = HEADER + (
    "Mara,Lindgren,https://www.linkedin.com/in/mara-lindgren,,,Translator,03 Nov 2021\n"
    "Aino,Berge,https://www.linkedin.com/in/aino-berge,,Fjordlys Museum,Exhibition Manager,04 Nov 2021\n"
    "Chidi,Okafor,https://www.linkedin.com/in/chidi-okafor,,Brennholm Museum,Curator,04 Mar 2022\n"
    f"{HOSTILE},Haas,https://www.linkedin.com/in/nadia-haas,,{HOSTILE},Editor,04 Mar 2022\n"
)


def archive(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in members.items():
            made.writestr(f"{name}.csv", text)
    return out.getvalue()


@contextmanager
def served(folder: Path) -> Iterator[Keys]:
    with socket.socket() as listening:
        listening.bind((HOST, 0))
        listening.listen()  # who comes before the server is up waits instead of being refused
        keys = Keys(listening.getsockname()[1])
        app = application(Workspace(folder, date(2026, 11, 22)), keys)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield keys
        finally:
            server.should_exit = server.force_exit = True
            thread.join()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Keys]:
    with served(tmp_path / "mine") as keys:
        yield keys


@pytest.fixture
def page(watched, site: Keys) -> Page:
    page = watched.context.new_page()
    page.on("request", lambda request: watched.requests.append(request.url))
    page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    page.goto(f"http://{HOST}:{site.port}/?t={site.launch}")
    return page


def add(page: Page, name: str, data: bytes, role: str = "me", owner: str = "") -> None:
    page.get_by_role("link", name="Add files").first.click()
    page.get_by_label("The .zip from LinkedIn").set_input_files(
        {"name": name, "mimeType": "application/zip", "buffer": data}
    )
    page.get_by_label("What it is").select_option(role)
    page.get_by_label("Whose it is").fill(owner)
    page.get_by_role("button", name="Add", exact=True).click()


def ready(page: Page, address: str = "This week") -> None:
    """Go to a page and wait until it is made."""
    page.get_by_role("navigation", name="Pages").get_by_role("link", name=address, exact=True).click()
    expect(page.locator("meta[http-equiv=refresh]")).to_have_count(0, timeout=30_000)


@pytest.fixture
def week(page: Page, tmp_path: Path) -> Page:
    """The page of a week made from two exports."""
    for name, data in (
        ("me/mine.zip", archive(Connections=MINE, Profile=PROFILE)),
        ("shared/Jonas Ekberg.csv", FRIENDS.encode()),
    ):
        path = tmp_path / "mine/exports" / name
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
    ready(page)
    return page


def person(page: Page, name: str) -> Locator:
    return page.get_by_role("heading", name=name, exact=True)


def test_from_upload_to_shortlist(page):
    expect(page.get_by_role("heading", name="Welcome")).to_be_visible()
    add(page, "mine.zip", archive(Connections=MINE, Profile=PROFILE))
    expect(page.get_by_role("status").first).to_have_text("Kept mine.zip: 3 rows.")
    add(page, "Connections.csv", FRIENDS.encode(), "shared", "Jonas Ekberg")
    ready(page)
    expect(person(page, "Aino Berge")).to_be_visible()
    expect(page.get_by_text("Jonas Ekberg").first).to_be_visible()


def test_names_that_try_to_break_out_are_text_on_every_page(week, watched):
    for address in ("Everyone", "Network", *LATER, "What was read", "This week"):
        ready(week, address)
        assert week.evaluate("window.broken") is None
        assert week.locator("img").count() == 0
    assert watched.complaints == []
    assert all(url.startswith(f"http://{HOST}:") for url in watched.requests)


def test_what_was_done_is_noted_and_can_be_taken_back(week):
    card = week.locator("article", has=person(week, "Aino Berge"))
    card.get_by_role("button", name="Not now Aino Berge").click()
    expect(week.get_by_role("status").first).to_contain_text("Aino Berge")
    ready(week)
    expect(person(week, "Aino Berge")).to_have_count(0)
    week.go_back()
    week.get_by_role("status").first.locator("..").get_by_role("button", name="Undo").click()
    expect(week.get_by_role("status").first).to_contain_text("Took back")
    ready(week)
    expect(person(week, "Aino Berge")).to_be_visible()


def test_a_note_is_judged_while_it_is_typed_and_kept(week):
    area = week.locator("textarea").first
    area.fill(
        "We help firms like yours triple their leads. Book a free demo this week: 20% off. When works for a call?"
    )
    expect(week.locator(".tone").first).to_contain_text("pitch")
    area.fill("Hello from Gothenburg, I liked your exhibition.")
    expect(week.locator(".tone").first).to_have_text("Reads friendly.")
    week.get_by_role("button", name="Save the note for").first.click()
    expect(week.get_by_role("status").first).to_contain_text("Saved")
    ready(week)
    expect(week.locator("textarea").first).to_have_value("Hello from Gothenburg, I liked your exhibition.")


def test_from_paste_to_candidate(week):
    week.get_by_role("link", name="Add files").click()
    week.get_by_label("Open a list of people").fill(
        "Iris Novak\n2nd degree connection\n2nd\nCurator at Harbour Museum\nBergen, Norway\n"
        "Léa Moreau is a mutual connection\nConnect\n"
    )
    week.get_by_role("button", name="Show what is understood").click()
    expect(week.locator(".rows")).to_contain_text("Iris Novak")
    week.get_by_role("button", name="Save").click()
    ready(week, "Everyone")
    expect(person(week, "Iris Novak")).to_be_visible()


def test_a_way_is_found_from_a_part_of_a_name(week):
    week.get_by_role("link", name="Find a way").click()
    week.get_by_label("A person or a firm").fill("Ano Berge")
    week.get_by_role("button", name="Find the ways").click()
    week.get_by_role("link", name="Aino Berge").click()
    expect(week.locator(".way")).to_contain_text("Jonas Ekberg")


def test_somebody_is_forgotten_after_being_asked_once_more(week):
    week.get_by_role("link", name="What is kept").click()
    week.get_by_label("Whom to forget").fill("Aino Berge")
    week.get_by_role("button", name="Forget").click()
    expect(week.get_by_text("Forget Aino Berge for good?")).to_be_visible()
    week.get_by_role("button", name="Forget Aino Berge").click()
    expect(week.get_by_role("status").first).to_contain_text("Forgot Aino Berge")
    ready(week, "Everyone")
    expect(person(week, "Chidi Okafor")).to_be_visible()
    expect(person(week, "Aino Berge")).to_have_count(0)


def test_a_list_for_a_friend_is_saved_as_a_file(week):
    week.get_by_role("link", name="Settings", exact=True).click()
    week.get_by_label("Your name").fill("Mara Lindgren")
    week.get_by_label("Your profile address").fill("https://www.linkedin.com/in/mara-lindgren")
    week.get_by_role("button", name="Save", exact=True).click()
    week.get_by_role("link", name="Share").click()
    week.get_by_label("For whom").fill("Jonas Ekberg")
    week.get_by_role("button", name="Show what it would say").click()
    with week.expect_download() as saved:
        week.get_by_role("link", name="Save the file").click()
    assert saved.value.suggested_filename == "2026-11-22 mara-lindgren for jonas ekberg.share.json"
    assert "Léa" in saved.value.path().read_text(encoding="utf-8")


def test_a_best_connection_is_added_and_a_wrong_value_told_beside_its_field(week):
    week.get_by_role("link", name="Settings", exact=True).click()
    week.get_by_text("Add a best connection").click()
    entry = week.locator("details", has_text="Add a best connection")
    entry.get_by_label("Name", exact=True).fill("Jonas Ekberg")
    entry.get_by_label("How close").fill("9")
    week.get_by_role("button", name="Save", exact=True).click()
    field = week.get_by_label("How close").last
    expect(field).to_have_value("9")
    expect(field).to_have_accessible_description(re.compile("Must be"))
    field.fill("5")
    week.get_by_role("button", name="Save", exact=True).click()
    expect(week.get_by_role("status").first).to_have_text("Saved.")
    expect(week.locator("summary", has_text="Jonas Ekberg")).to_be_visible()


def test_a_page_of_another_site_can_neither_send_forms_nor_read(page, site, watched):
    target = f"http://{HOST}:{site.port}"

    class Evil(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            fields = '<input name="text" value="[me]"><button>go</button>'
            self.wfile.write(f'<form method="post" action="{target}/settings">{fields}</form>'.encode())

        def log_message(self, *args: object) -> None:
            pass

    evil = HTTPServer((HOST, 0), Evil)
    threading.Thread(target=evil.serve_forever, daemon=True).start()
    try:
        other = watched.context.new_page()
        other.goto(f"http://localhost:{evil.server_port}/")
        with other.expect_navigation() as navigation:
            other.get_by_role("button").click()
        assert navigation.value.status == 403
        other.goto(f"http://localhost:{evil.server_port}/")
        read = f"fetch('{target}/settings', {{credentials: 'include'}}).then(a => a.text(), () => 'refused')"
        assert other.evaluate(read) == "refused"
    finally:
        evil.shutdown()


def test_without_the_link_there_is_nothing_to_see(browser, site):
    context = browser.new_context()
    assert context.new_page().goto(f"http://{HOST}:{site.port}/").status == 403
    context.close()


def test_forms_work_without_scripts(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"http://{HOST}:{site.port}/?t={site.launch}")
    page.get_by_role("link", name="Settings", exact=True).click()
    page.get_by_label("Your name").fill("Mara Lindgren")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("Saved.")
    expect(page.get_by_label("Your name")).to_have_value("Mara Lindgren")
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1400), ("dark", 390)])
def test_nothing_stands_in_the_way_of_a_screen_reader(week, scheme, width):
    week.set_viewport_size({"width": width, "height": 900})
    week.emulate_media(color_scheme=scheme)
    for address in ("This week", "Everyone", "Network", "Add files", "What was read", "Settings", *LATER):
        ready(week, address)
        for entry in week.locator("summary").all():
            entry.click()
        found = Axe().run(week)
        assert found.violations_count == 0, f"{address}: {found.generate_report()}"
