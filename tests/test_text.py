from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.text import clean, clean_lines, fold, units


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("  Ana\u00a0\u200b Silva \n", "Ana Silva"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("evil\u202etxt.exe", "eviltxt.exe"),
        ("Zoe\u0308", "Zoë"),
        ("👩\u200d🔬 lab", "👩\u200d🔬 lab"),
    ],
)
def test_clean_text_is_one_safe_line(raw: str, shown: str) -> None:
    assert clean(raw) == shown


def test_clean_lines_keeps_the_breaks() -> None:
    assert clean_lines("a\r\nb\u2028 c \x00\n\n") == "a\nb\nc"


@pytest.mark.parametrize(
    ("one", "other"), [("Jürgen Groß", "JUERGEN GROSS"), ("𝓙𝓪𝓷𝓮", "jane"), ("Søren", "Soren"), ("Łukasz", "lukasz")]
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("text", "length"),
    [("🙂", 2), ("🇳🇱", 4), ("👩🏽\u200d🔬", 7), ("e\u0301", 1), ("𝗳𝗿𝗲𝗲", 8), ("a\r\nb", 3), ("“…”", 3)],
)
def test_length_is_counted_as_a_browser_counts_it(text: str, length: int) -> None:
    assert units(text) == length


@given(st.text())
def test_cleaning_twice_changes_nothing_and_leaves_no_control(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert once.isprintable() or "\u200c" in once or "\u200d" in once
