"""Thousands of drafts over awkward people: none too long, unfriendly, alike, untraceable or untidy.

`pytest -s -k page tests/test_notes_quality.py` prints a random page of them for reading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from outreach import render, tone
from outreach.model import Draft, Suggestion
from outreach.notes import variety
from outreach.notes.drafts import KINDS, TONES, Sender, Writer
from outreach.notes.fields import KNOWN
from outreach.scene import scene
from outreach.text import fold, units
from outreach.workspace import Workspace
from tests import letters

WEEKS, WEEK, KEPT = 5, 5, 20
EVERY = [
    (language, kind, voice)
    for language in letters.LANGUAGES
    for kind in KINDS
    for voice in (TONES if language == "en" else ("plain", "formal"))
]
UNTIDY = re.compile(r"  | ,| \.|\(\)|“”|„“|«»|‘’|,,|\.\.(?!\.)|,\.|\.,|\(\s|\s\)|^\W*,|[{}|]")
ARTICLE_SLIP = re.compile(r"\ba (?:[aei]|HR\b|MBA\b)|\ban (?:UX\b|[bcdfgjklmnpqrstvwyz])")
EXAMPLE = Path(__file__).parents[1] / "examples"

Written = tuple[Suggestion, Draft]


@cache
def drafts(language: str, kind: str, voice: str) -> list[Written]:
    """Five weeks of five, as they would be sent one week after the other."""
    people = letters.suggestions(language, WEEKS * WEEK, seed=len(language + kind + voice))
    news = letters.news(language, kind)
    made: list[Written] = []
    for start in range(0, len(people), WEEK):
        week = people[start : start + WEEK]
        writer = Writer(letters.sender(language), sent=[draft.text for _, draft in made[-KEPT:]])
        facts = [news if place % 2 or kind == "congratulate" else () for place in range(WEEK)]
        written = writer.batch(kind, week, tone=voice, facts=facts)
        made += [(one, draft) for one, draft in zip(week, written, strict=True) if draft]
    assert len(made) == WEEKS * WEEK
    return made


@pytest.mark.parametrize(("language", "kind", "voice"), EVERY)
def test_every_draft_is_fit_to_send(language: str, kind: str, voice: str) -> None:
    for _, draft in drafts(language, kind, voice):
        assert_fit(draft)
        assert draft.language == language


def assert_fit(draft: Draft) -> None:
    assert draft.length == units(draft.text) <= draft.limit - 5
    assert tone.judge(draft.text).verdict == "friendly", draft.text
    assert not UNTIDY.search(draft.text), draft.text
    assert draft.language != "en" or not ARTICLE_SLIP.search(draft.text), draft.text
    if draft.kind == "connect":
        assert "?" not in draft.text
        assert "http" not in draft.text
        assert {"mutual", "via"} & {fact.name for fact in draft.facts}, draft.text


@pytest.mark.parametrize(("language", "kind", "voice"), EVERY)
def test_every_fact_stands_in_a_field(language: str, kind: str, voice: str) -> None:
    """What a note says beyond its template is in its facts, and those are words of the data."""
    told = [fact.text for fact in letters.news(language, kind)]
    for suggestion, draft in drafts(language, kind, voice):
        known = " ".join((*held(suggestion), *held_by_me(language), "have are", *told))
        for fact in draft.facts:
            assert fact.source
            assert fact.text in draft.text
            if fact.name != "menu":
                assert set(re.findall(r"\w+", fold(fact.text))) <= set(re.findall(r"\w+", fold(known))), fact


def held(suggestion: Suggestion) -> list[str]:
    people = [suggestion.person, *(mutual.person for mutual in suggestion.via)]
    fields = [text for person in people for text in (person.name, person.headline, person.position, person.company)]
    return [*fields, *(mutual.how for mutual in suggestion.via), suggestion.person.location]


def held_by_me(language: str) -> list[str]:
    me = letters.sender(language)
    return [me.name, me.headline, me.statement, me.location, *me.values, *me.offers, *me.employers]


@pytest.mark.parametrize(("language", "kind", "voice"), EVERY)
def test_no_note_shares_five_words_with_its_week_or_the_last_twenty(language: str, kind: str, voice: str) -> None:
    written = [draft for _, draft in drafts(language, kind, voice)]
    for place, draft in enumerate(written):
        week = place - place % WEEK
        for other in written[max(week - KEPT, 0) : place]:
            assert not wording(draft) & wording(other), f"{draft.text}\n{other.text}"


@cache
def wording(draft: Draft) -> frozenset[tuple[str, ...]]:
    """The five-word runs of a draft with its facts cut out of the text, longest first."""
    text = draft.text
    for fact in sorted(draft.facts, key=lambda fact: -len(fact.text)):
        text = text.replace(fact.text, " ")
    return variety.runs(re.findall(r"[^\W_]+(?:['’][^\W_]+)*", fold(text)))


@pytest.fixture(scope="module")
def example() -> tuple[Sender, Sequence[Suggestion]]:
    today = date.fromisoformat((EXAMPLE / "today.txt").read_text().strip())
    found = scene(Workspace(EXAMPLE / "workspace", today, cache=False))
    return found.sender, found.ranking.suggestions[:WEEK]


@pytest.mark.parametrize("language", letters.LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_week_of_the_example_is_fit_to_send_in_every_language(
    example: tuple[Sender, Sequence[Suggestion]], language: str, kind: str
) -> None:
    sender, people = example
    written = [draft for draft in Writer(sender).batch(kind, people, language=language) if draft]
    assert len(written) == WEEK or kind == "congratulate"  # where no role can be said in the language
    for draft in written:
        assert_fit(draft)
    for one, other in combinations(written, 2):
        assert not wording(one) & wording(other), f"{one.text}\n{other.text}"


def test_no_text_is_written_twice_and_a_random_page_can_be_read() -> None:
    every = {case: [draft.text for _, draft in drafts(*case)] for case in EVERY}
    texts = [text for written in every.values() for text in written]
    assert len(texts) >= 500
    assert len(set(texts)) == len(texts)
    random = Random(date(2026, 11, 22).toordinal())
    for case, written in every.items():
        print(f"\n== {' '.join(case)}\n{random.choice(written)}")


@pytest.mark.parametrize("language", letters.LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_template_ships_with_enough_ways_to_say_it(language: str, kind: str) -> None:
    for voice in TONES if language == "en" else ("plain", "formal"):
        found = render.note_file(None, language, kind, voice)
        assert found is not None
        assert found[1].endswith(f"/{language}/{kind}.{voice}.txt")
        shapes = render.read_shapes(*found, KNOWN)
        ways = sum(max(len(choice) for choice in paragraph) for shape in shapes for paragraph in shape.paragraphs)
        assert ways >= (6 if kind in ("connect", "ask") else 4)
