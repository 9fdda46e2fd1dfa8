"""From lines to one text: tidy, friendly, and refused where the template itself pitches."""

from __future__ import annotations

from pathlib import Path

import pytest

from outreach import render
from outreach.errors import TemplateError
from outreach.notes import compose
from outreach.notes.fields import KNOWN, Fields
from outreach.notes.variety import Past


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("I know Samuel Osei Jr.. Glad to connect.", "I know Samuel Osei Jr. Glad to connect."),
        ("You're at Acme Corp.).", "You're at Acme Corp.)"),
        ("Well... yes.", "Well... yes."),
        ("You're at Wow!. Glad to connect.", "You're at Wow! Glad to connect."),
        ("Two  spaces , one comma .", "Two spaces, one comma."),
        ("Un service ? Bien sûr ; merci.", "Un service ? Bien sûr ; merci."),
    ],
)
def test_tidy(raw: str, read: str) -> None:
    assert compose.tidy(raw) == read


def letter(tmp_path: Path, text: str, limit: int = 200, **values: str) -> compose.Letter:
    path = tmp_path / "note.txt"
    path.write_text(text, encoding="utf-8")
    fields = Fields()
    for name, value in values.items():
        fields.put(name, value, name)
    shapes = render.read_shapes(path, "note.txt", KNOWN)
    return compose.Letter("connect", "en", "plain", limit, "key", fields, shapes)


def test_a_line_is_said_only_where_all_it_needs_is_known(tmp_path: Path) -> None:
    draft, _ = compose.compose(letter(tmp_path, "Hi {{ first }}.\n| Hello.", first=""), Past())
    assert draft is not None
    assert draft.text == "Hello."


def test_the_particular_line_goes_before_the_general_one(tmp_path: Path) -> None:
    text = "We both sing.\n| I like that you mention {{ value_words }}.\n| I'm glad to say hello."
    draft, _ = compose.compose(letter(tmp_path, text, value_words="plain language"), Past())
    assert draft is not None
    assert draft.text == "I like that you mention plain language."
    assert [fact.text for fact in draft.facts] == ["plain language"]


def test_a_line_that_pitches_gives_way_to_one_that_does_not(tmp_path: Path) -> None:
    text = "Hi {{ first }}.\nBook a free demo of our platform and save 30% on {{ company }}.\n| I'm glad we both sing."
    draft, _ = compose.compose(letter(tmp_path, text, first="Aino", company="Nordlys"), Past())
    assert draft is not None
    assert draft.text == "Hi Aino. I'm glad we both sing."


def test_too_long_is_shortened_by_choice_and_never_cut(tmp_path: Path) -> None:
    text = "{{ hello }} " + "we both know the same choir, " * 4 + "truly.\n| {{ hello }} we sing.\n| We sing."
    short = letter(tmp_path, text, limit=40, hello="Hi Aino,")
    draft, _ = compose.compose(short, Past())
    assert draft is not None
    assert draft.text == "Hi Aino, we sing."
    assert compose.compose(letter(tmp_path, "A long sentence that does not fit.", limit=20), Past())[0] is None


def test_a_second_note_that_must_repeat_itself_says_so(tmp_path: Path) -> None:
    only = letter(tmp_path, "Hi {{ first }}, it is good to meet you here.", first="Aino")
    first, past = compose.compose(only, Past())
    second, _ = compose.compose(only, past)
    assert first is not None
    assert second is not None
    assert first.findings == ()
    assert second.findings == ("shares five words in a row with another note: change a word or two",)


def test_a_template_that_pitches_is_refused_with_line_and_phrase(tmp_path: Path) -> None:
    shapes = letter(tmp_path, "Hi.\n---\nGood day.\n| Grab 20% off our software today!").shapes
    with pytest.raises(TemplateError, match=r"note\.txt:4: this would not read as a friendly note, .*“.+”"):
        compose.refuse_pitches(shapes)


def test_a_refusal_names_every_phrase_once(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("We help firms double their sales. Book a free demo today?\n", encoding="utf-8")
    with pytest.raises(TemplateError) as refused:
        compose.refuse_pitches(render.read_shapes(path, "note.txt", KNOWN))
    phrases = str(refused.value).split("“")[1:]
    assert len(phrases) == len(set(phrases)) > 1
