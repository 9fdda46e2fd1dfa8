from __future__ import annotations

from collections import Counter

from outreach.words import concepts


def found(text: str) -> set[str]:
    return {hit.concept for hit in concepts.read(text)[1] if hit.weight == 1}


def test_the_lexicon_hangs_together():
    lexicon = concepts.lexicon()
    relations = {name for concept in lexicon.values() for name in (*concept.broader, *concept.near)}
    assert relations <= set(lexicon)
    names = Counter(concept.name for group in concepts.GROUPS for concept in concepts.in_group(group))
    assert not [name for name, count in names.items() if count > 1]
    assert not [concept.name for concept in lexicon.values() if not concept.words]


def test_every_value_has_words_to_propose():
    assert not [concept.name for concept in concepts.in_group("values") if not concept.say]


def test_phrases_hold_across_little_words_and_not_across_bars():
    assert "oil & gas" in found("oil and gas") and "oil & gas" not in found("Oil painter | Gas fitter")
    assert "publishing management" in found("Head of the Publishing")


def test_idioms_take_single_words_away():
    assert "energy" not in found("Energy drink brand manager") and "beverages" in found("Energy drink brand manager")
    assert "architecture" not in found("Software architect") and "architecture" in found("Landscape and city architect")


def test_stretches_part_at_bars_commas_and_at():
    tokens = concepts.read("Baker, poet | Mill at Oslo")[0]
    assert [token.hard for token in tokens] == [0, 0, 1, 1, 1]
    assert [token.soft for token in tokens] == [0, 1, 2, 3, 3]


def test_any_text_can_be_read():
    for text in ("", "🎻", "中文 標題", "a" * 5000, "|||", "& & &", "C++ / C# / R&D", "\u202e", "½ ² ß İ"):
        assert concepts.read(text) is not None
