from __future__ import annotations

import re
from pathlib import Path

import pytest

from outreach import config
from outreach.tone import judge
from tests.serving import CONNECTIONS, Browser, archive

PITCH = (
    "We help firms like yours triple their leads. Book a free demo this week: 20% off our plans. When works for a call?"
)


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return Browser(tmp_path)


@pytest.mark.parametrize("path", ["/mark", "/note", "/answer", "/add", "/paste", "/settings", "/tone"])
@pytest.mark.parametrize("token", ["", "guess"])
def test_a_form_without_our_token_does_nothing(browser, tmp_path, path, token):
    assert browser.post(path, data={"csrf": token, "text": "[me]"}).status_code == 403
    assert list(tmp_path.iterdir()) == []


def test_settings_are_saved_with_the_same_validation(browser, tmp_path):
    page = browser.get("/settings")
    stamp = re.search(r'name="stamp" value="(\w+)"', page.text)[1]
    assert (
        browser.said(browser.submit("/settings", stamp=stamp, **{"me.name": "Mara", "target.roles": "curator\neditor"}))
        == "Saved."
    )
    settings = config.load(tmp_path / config.FILE)
    assert settings.me.name == "Mara" and settings.target.roles == ["curator", "editor"]


def test_wrong_settings_are_told_and_what_was_typed_stays(browser, tmp_path):
    stamp = re.search(r'name="stamp" value="(\w+)"', browser.get("/settings").text)[1]
    answer = browser.submit("/settings", stamp=stamp, text="[me]\nnmae = 'Mara'\n")
    assert answer.status_code == 422 and "nmae" in answer.text and 'role="alert"' in answer.text
    assert not (tmp_path / config.FILE).exists()


def test_two_tabs_do_not_overwrite_each_others_settings(browser, tmp_path):
    stamp = re.search(r'name="stamp" value="(\w+)"', browser.get("/settings").text)[1]
    browser.submit("/settings", stamp=stamp, **{"me.name": "First"})
    answer = browser.submit("/settings", stamp=stamp, **{"me.name": "Second"})
    assert answer.status_code == 422 and "changed elsewhere" in answer.text and 'value="Second"' in answer.text
    assert config.load(tmp_path / config.FILE).me.name == "First"


def test_an_archive_is_kept_as_it_is_for_the_owner_alone(browser, tmp_path):
    data = archive(Connections=CONNECTIONS)
    answer = browser.submit("/add", files={"files": ("../My Export.zip", data)}, role="me", back="/check")
    assert browser.said(answer) == "Kept My Export.zip: 1 row."
    kept = tmp_path / "exports/me/My Export.zip"
    assert kept.read_bytes() == data and kept.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in kept.parent.iterdir()] == ["My Export.zip"]


def test_a_friends_list_is_named_after_its_owner_and_never_replaces_another(browser, tmp_path):
    for _ in range(2):
        browser.submit("/add", files={"files": ("Connections.csv", CONNECTIONS)}, role="shared", owner="Léa Moreau")
    names = sorted(path.name for path in (tmp_path / "exports/shared").iterdir())
    assert names == ["Léa Moreau (2).csv", "Léa Moreau.csv"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", b"not a zip at all"),
        ("a.zip", b"PK\x03\x04 broken"),
        ("a.zip", archive(Connections=CONNECTIONS)[:-30]),
        ("empty.csv", b""),
        ("holiday.csv", b"day,weather\n1,sun\n"),
        ("photos.zip", archive(photo="jpeg")),
    ],
)
def test_what_cannot_be_read_is_refused_and_not_kept(browser, tmp_path, name, data):
    answer = browser.submit("/add", files={"files": (name, data)}, role="me")
    assert answer.status_code == 409 and "was not kept" in answer.text
    assert list((tmp_path / "exports/me").iterdir()) == []


def test_zeros_without_end_are_refused_without_being_unpacked(browser, tmp_path):
    bomb = archive(Connections="\0" * (40 << 20))
    assert len(bomb) < 100_000
    answer = browser.submit("/add", files={"files": ("bomb.zip", bomb)}, role="me")
    assert answer.status_code == 409 and "was not kept" in answer.text
    assert list((tmp_path / "exports/me").iterdir()) == []


@pytest.mark.parametrize("role", ["../../etc", "", "plans"])
def test_a_file_goes_to_a_known_folder_only(browser, tmp_path, role):
    answer = browser.submit("/add", files={"files": ("a.csv", "x")}, role=role)
    assert answer.status_code == 409 and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("back", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:1"])
def test_after_a_form_one_stays_here(browser, back):
    answer = browser.submit("/add", files={"files": ("Connections.csv", CONNECTIONS)}, role="me", back=back)
    assert answer.headers["location"].startswith("/?said=")


def test_a_text_is_judged_as_it_is_typed(browser):
    answer = browser.submit("/tone", text=PITCH).json()
    assert answer["verdict"] == judge(PITCH).verdict != "friendly"
    assert answer["words"] and all(word in PITCH for word in answer["words"])
    assert browser.submit("/tone", text="Hello 🙂").json()["length"] == 8


def test_a_message_is_shown_as_text(browser):
    name = browser.app.state.desk.keep(("<script>alert(1)</script>", ""))
    page = browser.get("/add", params={"said": name}).text
    assert "&lt;script&gt;alert(1)" in page and "<script>alert" not in page


def test_every_page_can_be_used_without_scripts(browser):
    for path in ("/add", "/settings"):
        page = browser.get(path).text
        assert "<form" in page and "<button>" in page
        assert not re.search(r"\sstyle=|\son\w+=", page)


def test_what_does_not_exist_is_told(browser):
    for path in ("/nowhere", "/list/nothing", "/pasted/gone"):
        assert browser.get(path).status_code == 404


def test_a_second_server_on_the_same_workspace_sees_what_the_first_did_and_overwrites_nothing(browser, tmp_path):
    other = Browser(tmp_path)
    stamp = re.search(r'name="stamp" value="(\w+)"', other.get("/settings").text)[1]
    first = re.search(r'name="stamp" value="(\w+)"', browser.get("/settings").text)[1]
    browser.said(browser.submit("/settings", stamp=first, **{"me.name": "First"}))
    assert 'value="First"' in other.get("/settings").text
    assert other.submit("/settings", stamp=stamp, **{"me.name": "Second"}).status_code == 422
