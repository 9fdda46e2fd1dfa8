from __future__ import annotations

import stat

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from outreach import config
from outreach.errors import SettingsError
from outreach.serve import forms

SETTINGS = """\
# mine
[me]
name = "Mara"   # that is me
languages = ["sv", "en"]

[goal]
values = ["patience"]

[[best]]
name = "Jonas"
"""


def test_the_form_shows_what_the_file_says():
    shown = forms.values(SETTINGS)
    assert (shown["me.name"], shown["goal.values"], shown["limits.per_week"]) == ("Mara", "patience", "")
    assert set(shown) == {field.key for field in forms.FIELDS}


def test_what_was_not_changed_stays_byte_for_byte():
    assert forms.filled(SETTINGS, forms.values(SETTINGS)) == SETTINGS


def test_a_change_keeps_comments_and_what_the_form_does_not_show():
    text = forms.filled(
        SETTINGS, {"me.name": "Mara Lindgren", "goal.values": "patience\r\naccess\r\n", "limits.per_week": "3"}
    )
    assert "# mine" in text and "# that is me" in text and "[[best]]" in text
    settings = config.parse(text)
    assert settings.me.name == "Mara Lindgren" and settings.me.languages == ["sv", "en"]
    assert settings.goal.values == ["patience", "access"] and settings.limits.per_week == 3


@pytest.mark.parametrize(
    ("key", "typed"),
    [("limits.per_week", "many"), ("limits.per_week", "-1"), ("me.account", "golden"), ("goal.kind", "money")],
)
def test_what_the_settings_do_not_allow_is_told(key, typed):
    with pytest.raises(SettingsError):
        forms.filled(SETTINGS, {key: typed})


def test_a_file_that_is_no_toml_is_told_and_its_form_is_empty():
    with pytest.raises(SettingsError):
        forms.filled("[me\n", {"me.name": "x"})
    assert forms.values("[me\n")["me.name"] == ""


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_words_typed_into_the_form_give_valid_settings(typed):
    text = forms.filled(SETTINGS, {"goal.statement": typed})
    assert tomlkit.parse(text)["goal"].get("statement", "") == typed.replace("\r\n", "\n").strip()


def test_settings_changed_elsewhere_are_not_overwritten(tmp_path):
    (tmp_path / config.FILE).write_text(SETTINGS)
    before = forms.stamp(forms.settings_file(tmp_path))
    (tmp_path / config.FILE).write_text(SETTINGS + "# by hand\n")
    with pytest.raises(forms.ConflictError):
        forms.save_settings(tmp_path, SETTINGS, before)
    assert (tmp_path / config.FILE).read_text().endswith("# by hand\n")


def test_settings_are_saved_for_the_owner_alone(tmp_path):
    forms.save_settings(tmp_path, SETTINGS, forms.stamp(forms.settings_file(tmp_path)))
    path = tmp_path / config.FILE
    assert path.read_text() == SETTINGS and stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_note_is_saved_unless_it_was_edited_elsewhere(tmp_path):
    path = tmp_path / "1-aino.connect.txt"
    path.write_text("As drafted\n")
    shown = forms.stamp("As drafted")
    forms.save_note(path, "In one tab", shown)
    with pytest.raises(forms.ConflictError):
        forms.save_note(path, "In the other tab", shown)
    assert path.read_text() == "In one tab\n"
    forms.save_note(path, "In one tab", shown)  # the same words twice are no conflict


@pytest.mark.parametrize(
    ("name", "owner", "safe"),
    [
        ("Basic_LinkedInDataExport.zip", "", "Basic_LinkedInDataExport.zip"),
        ("../../etc/passwd", "", "passwd"),
        ("C:\\fakepath\\a.csv", "", "a.csv"),
        (".bashrc", "", "file.bashrc"),
        ("", "", "file"),
        ("a\x00b\n.c s v", "", "a-b.csv"),
        ("Connections.csv", "Jonas Ekberg", "Jonas Ekberg.csv"),
        ("x.csv", "../..", "file.csv"),
        ("n" * 300 + ".zip", "", "n" * 80 + ".zip"),
    ],
)
def test_an_upload_gets_a_name_that_stays_in_its_folder(name, owner, safe):
    assert forms.safe_name(name, owner) == safe


def test_an_upload_never_replaces_a_file(tmp_path):
    (tmp_path / "a.zip").touch()
    assert forms.unused(tmp_path, "a.zip").name == "a (2).zip"
