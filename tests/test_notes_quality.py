"""Hundreds of drafts over awkward people: none too long, unfriendly, alike, untraceable or untidy.

`python -m tests.letters` prints the same drafts as a page for reading.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

import pytest

from outreach import render, tone
from outreach.model import Draft, Suggestion
from outreach.notes import variety
from outreach.notes.drafts import KINDS, TONES, Writer
from outreach.notes.fields import KNOWN
from outreach.text import fold, units
from tests import letters

EVERY = [
    (language, kind, voice)
    for language in letters.LANGUAGES
    for kind in KINDS
    for voice in (TONES if language == "en" else ("plain", "formal"))
]
UNTIDY = re.compile(r"  | ,| \.|\(\)|“”|„“|«»|‘’|,,|\.\.(?!\.)|,\.|\.,|\(\s|\s\)|^\W*,|[{}|]")
ARTICLE_SLIP = re.compile(r"\ba (?:[aei]|HR\b|MBA\b)|\ban (?:UX\b|[bcdfgjklmnpqrstvwyz])")


@cache
def drafts(language: str, kind: str, voice: str) -> list[tuple[Suggestion, Draft]]:
    """One week of five after the other, as they would be sent."""
    made = []
    weeks = 2 if kind in ("connect", "ask") else 1
    people = letters.suggestions(language, 5 * weeks, seed=len(language + kind + voice))
    writer = Writer(letters.sender(language))
    for start in range(0, len(people), 5):
        week = people[start : start + 5]
        facts = letters.news(language, kind)
        if facts:
            made += [(one, writer.write(kind, one, tone=voice, facts=facts)) for one in week]
        else:
            made += list(zip(week, writer.batch(kind, week, tone=voice), strict=True))
    assert all(draft for _, draft in made)
    return [(one, draft) for one, draft in made if draft]


@pytest.mark.parametrize(("language", "kind", "voice"), EVERY)
def test_every_draft_is_fit_to_send(language: str, kind: str, voice: str) -> None:
    for suggestion, draft in drafts(language, kind, voice):
        assert draft.length == units(draft.text) <= draft.limit - 5
        assert tone.judge(draft.text).verdict == "friendly", draft.text
        assert not UNTIDY.search(draft.text), draft.text
        assert draft.language == language
        assert language != "en" or not ARTICLE_SLIP.search(draft.text), draft.text
        if kind == "connect":
            assert "?" not in draft.text
            assert "http" not in draft.text
            assert any(fact.name == "mutual" or fact.name == "via" for fact in draft.facts), suggestion.via[
                0
            ].person.name


@pytest.mark.parametrize(("language", "kind", "voice"), EVERY)
def test_every_fact_stands_in_a_field(language: str, kind: str, voice: str) -> None:
    """What a note says beyond its template is in its facts, and those are words of the data."""
    for suggestion, draft in drafts(language, kind, voice):
        known = " ".join(
            (
                *held(suggestion),
                *held_by_me(language),
                "have are",
                *(fact.text for fact in letters.news(language, kind)),
            )
        )
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


@pytest.mark.parametrize(("language", "kind", "voice"), [case for case in EVERY if case[1] in ("connect", "ask")])
def test_no_two_notes_of_a_week_share_five_words(language: str, kind: str, voice: str) -> None:
    written = drafts(language, kind, voice)
    for start in range(0, len(written), 5):
        seen: dict[tuple[str, ...], str] = defaultdict(str)
        for _, draft in written[start : start + 5]:
            assert not [finding for finding in draft.findings if finding.startswith("shares")], draft.text
            for run in wording(draft):
                assert not seen[run], f"{run}\n{seen[run]}\n{draft.text}"
                seen[run] = draft.text


def wording(draft: Draft) -> frozenset[tuple[str, ...]]:
    """The five-word runs of a draft with its facts cut out of the text, longest first."""
    text = draft.text
    for fact in sorted(draft.facts, key=lambda fact: -len(fact.text)):
        text = text.replace(fact.text, " ")
    return variety.runs(re.findall(r"[^\W_]+(?:['’][^\W_]+)*", fold(text)))


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
