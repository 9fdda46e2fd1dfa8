"""The fields of a template: greetings, the mutual connection, and the marks that lead back to the facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from outreach.model import Fact, Mutual, Person
from outreach.notes import fields, variety
from outreach.notes.fields import Fields
from outreach.notes.specifics import Sender


def greeting(name: str, language: str, tone: str) -> str:
    known = Fields()
    fields.greet(known, Person("x", name), language, tone)
    return variety.unmarked(known.values["hello"])


@pytest.mark.parametrize(
    ("name", "language", "tone", "said"),
    [
        ("Aino Berge", "en", "plain", "Hi Aino,"),
        ("Aino Berge", "en", "formal", "Dear Aino Berge,"),
        ("Aino Berge", "de", "formal", "Guten Tag Aino Berge,"),
        ("Aino Berge", "fr", "plain", "Bonjour Aino,"),
        ("Aino Berge", "es", "plain", "Hola, Aino:"),
        ("Aino Berge", "pt", "formal", "Bom dia, Aino Berge,"),
        ("A. Berge", "en", "plain", "Hello,"),
        ("A. Berge", "en", "formal", "Dear A. Berge,"),
        ("", "de", "plain", "Hallo,"),
        ("", "de", "formal", "Guten Tag,"),
        ("A. Berge", "es", "plain", "Hola:"),
        ("", "pt", "formal", "Bom dia,"),
        ("Aino Berge", "sv", "plain", "Hi Aino,"),
    ],
)
def test_greetings(name: str, language: str, tone: str, said: str) -> None:
    assert greeting(name, language, tone) == said


@pytest.mark.parametrize(("tone", "said"), [("plain", "Hallo,"), ("formal", "Guten Tag,")])
def test_the_greeting_keeps_its_register_when_the_name_is_left_out(tone: str, said: str) -> None:
    known = Fields()
    fields.greet(known, Person("x", "Aino Berge"), "de", tone)
    assert known.nameless("de", tone).values["hello"] == said


def via(how: str, language: str = "en") -> Fields:
    known = Fields()
    fields.introduce(known, Mutual(Person("jo", "Jo Ek"), 0.9, how=how), language)
    return known


def test_the_mutual_with_how_i_know_them() -> None:
    said = {name: variety.unmarked(value) for name, value in via("old flatmate").values.items() if value}
    assert said == {
        "mutual": "Jo Ek",
        "mutual_first": "Jo",
        "via": "Jo Ek (old flatmate)",
        "how": "old flatmate",
        "how_mine": "my old flatmate",
        "how_is": "is my old flatmate",
    }
    assert variety.unmarked(via("my neighbour since 2010").values["how_is"]) == "has been my neighbour since 2010"


def test_words_in_another_language_stay_out() -> None:
    assert variety.unmarked(via("Kundin seit 2021").values["via"]) == "Jo Ek"
    assert variety.unmarked(via("Kundin seit 2021", "de").values["via"]) == "Jo Ek (Kundin seit 2021)"


def test_a_mark_leads_to_its_fact() -> None:
    known = Fields()
    fields.mention(known, [Fact("role", "editor", "position of x")], "en")
    assert variety.unmarked(known.values["role"]) == "an editor"
    assert variety.unmarked(known.values["title"]) == "editor"
    (number,) = variety.values(known.values["role"])
    assert known.facts[number] == Fact("role", "editor", "position of x")


def test_an_adjective_is_quoted_and_quotes_do_not_nest() -> None:
    words = [Fact("value_words", "inclusive", "headline of x")]
    outer, inner = Fields(), Fields()
    fields.mention(outer, words, "en")
    fields.mention(inner, words, "en", within=True)
    assert variety.unmarked(outer.values["value_words"]) == "“inclusive”"
    assert variety.unmarked(inner.values["value_words"]) == "‘inclusive’"


def test_what_i_am_has_its_article() -> None:
    known = Fields()
    fields.present(known, Sender(name="Mara Lindgren", headline="Engineer | Speaker", location="Oslo, Norway"), "en")
    assert variety.unmarked(known.values["sender_is"]) == "an engineer"
    assert variety.unmarked(known.values["sender_place"]) == "Oslo"
    assert known.values["aim"] == ""


def test_every_field_is_documented() -> None:
    page = (Path(__file__).parents[1] / "docs" / "notes.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert rows == [f"| `{name}` | {what} |" for name, (what, _) in fields.KNOWN.items()]
