"""True details: from which field, in which order, and what is never one."""

from __future__ import annotations

from dataclasses import replace

from outreach.model import Fact, Person, Reason, Suggestion
from outreach.notes import specifics
from outreach.notes.specifics import Sender

ME = Sender(
    name="Mara Lindgren",
    values=("access for everyone", "patience"),
    value_words=(("access for everyone", "plain language"), ("access for everyone", "audio description")),
    location="Gothenburg, Sweden",
    employers=("Sjöbo Archive AB",),
    schools=("Lund University",),
    groups=("Women in Publishing",),
)
AINO = Person("aino", "Aino Berge", position="Curator", company="NORDLYS MUSEUM AB")


def found(person: Person, *reasons: Reason) -> list[tuple[str, str]]:
    return [(fact.name, fact.text) for fact in specifics.find(Suggestion(person, "connect", reasons), ME)]


def test_work_as_a_person_would_say_it() -> None:
    assert found(AINO) == [("role", "curator"), ("company", "Nordlys Museum")]
    assert found(Person("a", "A B", headline="Curator at Nordlys | Speaker")) == [("role", "curator")]


def test_nothing_known_gives_nothing() -> None:
    assert found(Person("a", "A B")) == []
    assert found(Person("a", "A B", headline="🚀🚀", company="Self-employed", position="-")) == []


def test_the_longest_words_that_show_a_value_with_the_field_they_stand_in() -> None:
    facts = specifics.find(
        Suggestion(replace(AINO, headline="Curator | Plain Language", about="I love audio description."), "connect"), ME
    )
    assert facts[:2] == [
        Fact("value_words", "audio description", "about of aino"),
        Fact("value", "access for everyone", "outreach.toml [goal] values"),
    ]


def test_my_own_words_stay_out_of_a_note_in_another_language() -> None:
    suggestion = Suggestion(replace(AINO, headline="Curator | Plain Language"), "connect")
    assert [fact.name for fact in specifics.find(suggestion, ME, "de")] == ["value_words", "role", "company"]


def test_words_quoted_by_a_reason_count_only_where_they_stand() -> None:
    reason = Reason("values", 0.2, 'shares your value "patience"', 'headline: "slow craft"')
    assert ("value_words", "slow craft") in found(replace(AINO, headline="Slow craft"), reason)
    assert ("value_words", "slow craft") not in found(replace(AINO, headline="Fast food"), reason)


def test_what_we_share_comes_first() -> None:
    person = replace(AINO, headline="Women in Publishing | ex Sjöbo Archive", about="Lund University, plain language")
    assert found(person)[0] == ("shared_group", "Women in Publishing")
    assert found(replace(AINO, about="Studied at Lund University"))[0] == ("shared_school", "Lund University")
    assert found(replace(AINO, company="Sjöbo Archive"))[0] == ("shared_employer", "Sjöbo Archive")
    assert found(replace(AINO, headline="ex Sjöbo Archive AB"))[0] == ("shared_past", "Sjöbo Archive")


def test_a_name_inside_another_word_is_not_found() -> None:
    assert ("value_words", "patience") not in found(replace(AINO, headline="Impatienceful"))


def test_the_same_town_but_not_the_same_country() -> None:
    assert ("place", "Gothenburg") in found(replace(AINO, location="Greater Gothenburg Area"))
    assert ("place", "Göteborg") in found(replace(AINO, location="Göteborg"))
    assert not [fact for fact in found(replace(AINO, location="Sweden")) if fact[0] == "place"]
    assert not [fact for fact in found(replace(AINO, location="Malmö, Sweden")) if fact[0] == "place"]


def test_news_are_given_or_taken_from_the_profile() -> None:
    given = (Fact("position", "Head of Publishing", "news"), Fact("company", "FJORD HOUSE AS", "news"))
    told = specifics.news(Suggestion(AINO, ""), "congratulate", given)
    assert [(fact.name, fact.text) for fact in told] == [
        ("new_role", "head of publishing"),
        ("new_company", "Fjord House"),
    ]
    told = specifics.news(Suggestion(AINO, ""), "congratulate", ())
    assert [(fact.name, fact.text) for fact in told] == [("new_role", "curator"), ("new_company", "Nordlys Museum")]


def test_a_public_wish_is_quoted_but_a_search_for_a_job_is_not() -> None:
    person = replace(AINO, headline="Curator | looking for an illustrator of mosses")
    told = specifics.news(Suggestion(person, ""), "offer", ())
    assert told == [Fact("need", "looking for an illustrator of mosses", "headline of aino")]
    person = replace(AINO, headline="Curator looking for new opportunities")
    assert specifics.news(Suggestion(person, ""), "offer", ()) == []


def test_a_need_i_noted_is_in_my_own_words() -> None:
    given = (Fact("need", "song books need mending.", "your note of 2026-11-02"), Fact("give", "mending", "settings"))
    told = specifics.news(Suggestion(AINO, ""), "offer", given)
    assert [(fact.name, fact.text) for fact in told] == [("noted", "song books need mending"), ("give", "mending")]
