from __future__ import annotations

import difflib
import re
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach import config
from outreach.errors import SettingsError
from outreach.serve.fields import GROUPS
from outreach.serve.filling import MODELS, filled, sections
from tests.serving import HOSTILE, Browser

EXAMPLE = (Path(__file__).parents[1] / "examples/workspace/outreach.toml").read_text(encoding="utf-8")
SHIPPED = (Path(__file__).parents[1] / "templates/workspace/outreach.toml").read_text(encoding="utf-8")
SETTINGS = """\
# mine
[me]
name = "Mara"   # that is me
languages = [
  "sv",  # at home
  "en",
]

[goal]
values = ["patience"]
# offers: later

# who is closest
[[best]]
name = "Jonas"  # since school
closeness = 4

# and she
[[best]]
name = "Léa"
may_name = false

# nobody from there
[[never]]
company = "Norrby & Dahl AB"

[limits]
per_week = 3
"""


def shown(text: str) -> dict[str, str]:
    """What the form holds for these settings, by the names of its fields."""
    fields = [one for section in sections(text, {}) for one in section.inputs]
    fields += [one for section in sections(text, {}) for entry in section.entries for one in entry.inputs]
    return {one.name: one.value for one in fields}


def changed(before: str, after: str) -> list[str]:
    """The lines that differ, as in a diff without context."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[:2] not in ("--", "++", "@@")]


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return Browser(tmp_path)


def stamp_of(page: str) -> str:
    return re.search(r'name="stamp" value="(\w+)"', page)[1]


def test_every_setting_there_is_has_a_field():
    for group in GROUPS:
        keys = {field.alias or name for name, field in MODELS[group.table].model_fields.items()}
        assert {field.key for field in group.fields} == keys
    assert [group.table for group in GROUPS if group.table in config.Settings.model_fields] == list(MODELS)
    assert set(MODELS) == set(config.Settings.model_fields)


def test_the_form_shows_what_the_file_says_and_what_holds_where_it_says_nothing():
    found = shown(SETTINGS)
    assert (found["me.name"], found["me.languages"], found["limits.per_week"]) == ("Mara", "sv\nen", "3")
    assert (found["best.0.closeness"], found["best.1.may_name"], found["best.2.name"]) == ("4", "false", "")
    limits = next(section for section in sections(SETTINGS, {}) if section.group.table == "limits")
    assert {one.field.key: one.default for one in limits.inputs}["cooldown_days"] == "180"


@pytest.mark.parametrize("text", [SETTINGS, EXAMPLE, SHIPPED, ""])
def test_what_was_not_changed_stays_byte_for_byte(text):
    assert filled(text, shown(text)) == text
    assert filled(text, {name: value.replace("\n", "\r\n") for name, value in shown(text).items()}) == text


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ({"me.name": "Mara Lindgren"}, ['-name = "Mara"   # that is me', '+name = "Mara Lindgren"   # that is me']),
        ({"me.languages": "sv\nen\nde"}, ['+  "de",']),
        ({"me.languages": "sv"}, ['-  "en",']),
        ({"goal.offers": "tea\nbread"}, ['+offers = ["tea", "bread"]']),
        ({"goal.values": ""}, ['-values = ["patience"]', "+values = []"]),
        ({"limits.per_week": ""}, ["-per_week = 3"]),
        ({"limits.asks_per_connector": "2"}, ["+asks_per_connector = 2"]),
        ({"best.0.closeness": "4.5"}, ["-closeness = 4", "+closeness = 4.5"]),
        ({"best.0.may_name": "false"}, ["+may_name = false"]),
        ({"best.1.may_name": ""}, ["-may_name = false"]),
        ({"target.location_except": "moving to"}, ["+", "+[target]", '+location_except = ["moving to"]']),
        ({"values.0.words": "calm\nslow"}, ["+", "+[values.patience]", '+words = ["calm", "slow"]']),
        ({"best.0.remove": "yes"}, ["-[[best]]", '-name = "Jonas"  # since school', "-closeness = 4", "-"]),
        ({"never.0.company": ""}, ["-[[never]]", '-company = "Norrby & Dahl AB"', "-"]),
        ({"best.2.name": "Aino", "best.2.closeness": "5"}, ["+[[best]]", '+name = "Aino"', "+closeness = 5", "+"]),
        (
            {"shared.0.file": "a.csv", "shared.0.owner": "Léa"},
            ["+", "+[[shared]]", '+file = "a.csv"', '+owner = "Léa"'],
        ),
    ],
)
def test_only_the_lines_that_were_asked_for_change(typed, lines):
    after = filled(SETTINGS, {**shown(SETTINGS), **typed})
    assert changed(SETTINGS, after) == lines
    config.parse(after)


def test_a_new_entry_stands_behind_the_last_of_its_kind_and_before_the_comment_of_the_next():
    after = filled(SETTINGS, {"best.2.name": "Aino"})
    assert 'may_name = false\n\n[[best]]\nname = "Aino"\n\n# nobody from there\n[[never]]' in after


def test_a_new_key_stands_with_its_table_and_not_behind_the_comments_of_the_next():
    after = filled(SHIPPED, {"target.location_except": "moving to", "me.headline": "Translator"})
    assert 'location = "preferred"        # required | preferred | ignored\nlocation_except = ["moving to"]\n' in after
    assert changed(SHIPPED, after) == ['+headline = "Translator"', '+location_except = ["moving to"]']


def test_entries_may_go_come_and_change_at_once():
    typed = {"best.0.remove": "yes", "best.1.how": "a friend", "best.2.name": "Aino", "never.1.name": "Petra"}
    found = config.parse(filled(SETTINGS, {**shown(SETTINGS), **typed}))
    assert [(one.name, one.how) for one in found.best] == [("Léa", "a friend"), ("Aino", "")]
    assert [(one.name, one.company) for one in found.never] == [("", "Norrby & Dahl AB"), ("Petra", "")]


def test_a_choice_alone_makes_no_entry():
    assert filled(SETTINGS, {"best.2.may_name": "true"}) == SETTINGS


def test_settings_written_in_another_way_are_changed_or_refused_and_never_broken():
    text = 'me.name = "Mara"\nbest = [{name = "Jonas"}, {name = "Léa"}]\nvalues = {patience = {words = ["calm"]}}\n'
    typed = {"me.name": "M", "best.0.remove": "yes", "best.2.name": "Aino"}
    found = config.parse(filled(text, {**shown(text), **typed}))
    assert found.me.name == "M" and [one.name for one in found.best] == ["Léa", "Aino"]
    for text in (
        "me = 3\n",
        "best = 3\n",
        "best = [1]\n",
        "values = 3\n[goal]\nvalues = ['a']\n",
        "[goal]\nvalues = 'a'\n",
    ):
        with pytest.raises(SettingsError):
            filled(text, {"me.name": "Mara", "best.0.name": "Léa", "values.0.words": "calm"})


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=40), st.sampled_from(sorted(shown(SETTINGS))))
def test_any_words_typed_anywhere_give_valid_settings_or_are_told(typed, name):
    try:
        after = filled(SETTINGS, {name: typed})
    except SettingsError as error:
        assert config.FILE in str(error)
        return
    config.parse(after)
    told = shown(after).get(name, "")
    assert told.split() == typed.split() or not name.startswith(("me", "goal", "target", "competitors"))


@settings(deadline=None)
@given(st.sets(st.sampled_from([name for name in shown(EXAMPLE) if name[:3] not in ("sha", "me.")]), max_size=6))
def test_whatever_is_emptied_the_comments_stay_and_the_rest_says_the_same(names):
    before, emptied = shown(EXAMPLE), dict.fromkeys(names, "")
    after = filled(EXAMPLE, {**before, **emptied})
    assert after.startswith("# The example's settings.")
    kept = {name: value for name, value in before.items() if name not in emptied and name[0] not in "bnsv"}
    assert {name: shown(after)[name] for name in kept} == kept


def test_a_fault_is_told_beside_its_field_and_nothing_typed_is_lost(browser, tmp_path):
    (tmp_path / config.FILE).write_text(SETTINGS)
    typed = {"best.0.remove": "yes", "best.1.closeness": "9", "limits.per_week": "many", "me.headline": "Translator"}
    answer = browser.submit("/settings", stamp=stamp_of(browser.get("/settings").text), **typed)
    page = answer.text
    assert answer.status_code == 422 and "2 entries need another look" in page
    for name in ("best.1.closeness", "limits.per_week"):
        assert re.search(rf'id="{re.escape(name)}-told"><strong class="wrong">', page)
    assert page.count('aria-invalid="true"') == 2 and "Must be a whole number, not &#34;many&#34;." in page
    assert '<a href="#best.1.closeness">Léa: How close, 1 to 5</a>' in page
    assert 'value="many"' in page and 'value="9"' in page and 'value="Translator"' in page
    assert (tmp_path / config.FILE).read_text() == SETTINGS


def test_a_fault_of_the_file_itself_is_told_where_it_is_shown(browser, tmp_path):
    (tmp_path / config.FILE).write_text("[me]\naccount = 'golden'\nnmae = 'x'\n")
    page = browser.page("/settings")
    assert 'id="me.account-told"><strong class="wrong">' in page and "unknown key &#34;me.nmae&#34;" in page
    (tmp_path / config.FILE).write_text("[me\n")
    page = browser.page("/settings")
    assert "not valid TOML" in page and "<fieldset" not in page and "[me\n</textarea>" in page
    answer = browser.submit("/settings", stamp=stamp_of(page), text="[me]\nname = 'Mara'\n")
    assert browser.said(answer) == "Saved." and (tmp_path / config.FILE).read_text() == "[me]\nname = 'Mara'\n"


def test_a_file_that_is_no_text_is_told(browser, tmp_path):
    (tmp_path / config.FILE).write_bytes(b"\xff\xfe")
    assert "cannot be read" in browser.page("/settings", status=409)


def test_what_cannot_be_meant_is_told_on_the_page(browser, tmp_path):
    (tmp_path / config.FILE).write_text('[values."old value"]\nwords = ["x"]\n')
    page = browser.page("/settings")
    assert "no value of [goal] has this name" in page and "old value" in page


def test_entries_that_moved_meanwhile_are_not_written_over(browser, tmp_path):
    (tmp_path / config.FILE).write_text(SETTINGS)
    stamp = stamp_of(browser.page("/settings"))
    (tmp_path / config.FILE).write_text(SETTINGS.replace('[[best]]\nname = "Jonas"', '[[best]]\nname = "Aino"'))
    answer = browser.submit("/settings", stamp=stamp, **{"best.0.name": "Jonas E.", "me.headline": "Translator"})
    assert answer.status_code == 422 and "changed elsewhere" in answer.text
    assert 'id="best.0.name" name="best.0.name" value="Aino"' in re.sub(r' aria-\S+="\S+"', "", answer.text)
    assert 'value="Translator"' in answer.text


def test_hundreds_of_entries_can_be_saved(browser, tmp_path):
    text = "".join(f'[[never]]\nname = "Person {number}"\n' for number in range(300))
    (tmp_path / config.FILE).write_text(text)
    answer = browser.submit("/settings", stamp=stamp_of(browser.page("/settings")), **{**shown(text), "me.name": "M"})
    assert browser.said(answer) == "Saved."
    found = config.load(tmp_path / config.FILE)
    assert len(found.never) == 300 and found.me.name == "M"


def test_settings_that_try_to_break_out_are_text(browser, tmp_path):
    (tmp_path / config.FILE).write_text(
        f"[me]\nname = '{HOSTILE}'\naccount = '{HOSTILE}'\n'{HOSTILE}' = 1\n"
        f"[goal]\nvalues = ['{HOSTILE}', '\"><img>']\n[[best]]\nname = '{HOSTILE}'\n[[never]]\n"
    )
    page = browser.page("/settings")
    assert "&lt;img src=x" in page and "<img" not in page and "</textarea><img" not in page


def test_settings_are_saved_for_the_owner_alone(browser, tmp_path):
    browser.said(browser.submit("/settings", stamp=stamp_of(browser.page("/settings")), **{"me.name": "Mara"}))
    assert stat.S_IMODE((tmp_path / config.FILE).stat().st_mode) == 0o600
