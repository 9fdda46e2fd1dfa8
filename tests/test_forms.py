from __future__ import annotations

import pytest

from outreach.serve import forms


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
