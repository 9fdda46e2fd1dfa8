from __future__ import annotations

from pathlib import Path

import pytest

from outreach.config import Settings, doubts, key_lines, load, parse
from outreach.errors import SettingsError


def faults(text: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        parse(text)
    return str(caught.value).splitlines()


def test_no_file_gives_all_defaults(tmp_path: Path) -> None:
    settings = load(tmp_path / "outreach.toml")
    assert settings == Settings()
    assert (settings.limits.per_week, settings.goal.kind, settings.me.account) == (5, "peers", "free")


def test_every_fault_is_told_at_once_with_line_key_and_nearest_known_key() -> None:
    assert faults(
        '[me]\nnam = "x"\nlanguages = "en"\n[goal]\nkind = "customer"\nvalues = ["a",\n "b"]\n'
        '[[best]]\nname = "Jo"\n[[best]]\nname = "Ka"\ncloseness = 9\nmay_name = "yes"\n[limits]\nper_weak = 3\n'
    ) == [
        'outreach.toml:2: unknown key "me.nam" - did you mean "name"?',
        'outreach.toml:3: "me.languages" must be a list such as ["one", "two"], not "en"',
        'outreach.toml:5: "goal.kind" must be "customers", "vendors", "job", "hiring", "partners", "peers", '
        '"supporters" or "learning", not "customer" - did you mean "customers"?',
        'outreach.toml:12: "best.2.closeness" must be less than or equal to 5, not 9',
        'outreach.toml:13: "best.2.may_name" must be true or false, not "yes"',
        'outreach.toml:15: unknown key "limits.per_weak" - did you mean "per_week"?',
    ]


def test_an_unknown_table_names_the_nearest_one() -> None:
    assert faults("\n[targets]\nroles = []\n") == ['outreach.toml:2: unknown key "targets" - did you mean "target"?']


def test_a_syntax_fault_says_where() -> None:
    assert "line 2" in faults('[me]\nname = "x\n')[0]


def test_the_key_except_has_its_own_name() -> None:
    assert parse('[competitors]\nexcept = ["editor"]\n').competitors.except_ == ["editor"]
    assert 'did you mean "except"' in faults('[competitors]\nexcep = ["editor"]\n')[0]


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    file = tmp_path / "outreach.toml"
    file.write_bytes(b'\xef\xbb\xbf[me]\r\nname = "Ana"\r\n')
    assert load(file).me.name == "Ana"


def test_words_of_a_value_nobody_holds_are_a_doubt_with_its_line() -> None:
    text = '[goal]\nvalues = ["patience"]\n[values.Patience]\nwords = ["slow"]\n[values.speed]\nwords = ["fast"]\n'
    found = doubts(parse(text), text)
    assert [(doubt.line, doubt.value) for doubt in found] == [(5, "speed")]
    assert parse(text).value_words() == {"patience": ["slow"]}


def test_lines_are_right_after_multi_line_strings_and_inside_inline_tables() -> None:
    lines = key_lines('a = """\nb = 1\n"""\n[x]\nc = {d = 1, e = [\n2]}\n[[y]]\nz = 1\n[[y]]\nz = 2\n')
    assert lines[("x", "c", "e")] == 5
    assert lines[("y", 1, "z")] == 10
    assert ("b",) not in lines
