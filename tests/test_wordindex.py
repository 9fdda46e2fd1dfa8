from __future__ import annotations

import pytest

from outreach.words.wordindex import Index, sound, stem


@pytest.mark.parametrize("line", [
    "photography Fotografi", "Geschäftsführer Geschaeftsfuehrer", "Göteborg Goteborg", "social sozial", "kommun commun",
])  # fmt: skip
def test_spellings_of_one_sound_are_equal(line: str):
    one, other = line.split()
    assert sound(one) == sound(other)


def test_sounds_that_tell_words_apart_stay_apart():
    assert len({sound(word) for word in ("poet", "pot", "guest", "gust", "COO", "co", "shoe", "show")}) == 8


@pytest.mark.parametrize("line", [
    "viticulture viticultura Viticulteur", "speleology espeleólogo Spéléologue", "librarians librarian",
])  # fmt: skip
def test_forms_of_one_word_have_one_stem(line: str):
    assert len({stem(word) for word in line.split()}) == 1


def shows(pattern: str, word: str, deep: bool = False) -> bool:
    index = Index()
    index.add(pattern, "it", deep=deep)
    return bool(index.look(word).parts)


def test_a_plain_word_takes_inflections_and_the_heads_of_compounds_and_nothing_else():
    assert shows("curator", "curators") and shows("wein", "Weine") and shows("wein", "Weinhandel")
    assert not shows("wein", "Weinstein") and not shows("care", "career") and not shows("art", "party")


def test_stars_open_a_word():
    assert shows("accessib*", "Accessibility") and not shows("accessib*", "inaccessible")
    assert (
        shows("*museum*", "Nationalmuseums") and shows("*leiter", "Bauleiterin") and not shows("*leiter", "Leiterwagen")
    )
    assert shows("educac*", "educação") and shows("educac*", "educación")


def test_a_deep_word_is_found_as_the_head_of_a_compound():
    assert shows("bibliothek*", "Stadtbibliothek", deep=True) and not shows("bibliothek*", "Stadtbibliothek")
    assert not shows("^edition*", "expedition", deep=True)


def test_capitals_stay_capitals():
    assert shows("IT", "IT") and not shows("IT", "it") and shows("CEO", "Ceo")
