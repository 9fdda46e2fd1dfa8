from __future__ import annotations

import pytest

from outreach.words import fit


def strength(wanted: str, kind: str, **fields: str) -> float:
    found = fit.Matcher([wanted], kind).find(fields)
    return found[0].strength if found else 0.0


ROLES = """
exhibition manager | Ausstellungsleiterin; Head of Exhibitions; responsable des expositions; Manager, Exhibitions
head of engineering | VP Eng; CTO; Technischer Leiter; Directrice technique
curator | Konservatorin und Kuratorin; Commissaire d'exposition; Curadora independente
HR director | DRH; Personalleiterin; Directora de Recursos Humanos; Head of People
head of publishing | Verlagsleiterin; Directrice éditoriale; Forlagschef
founder | Gründerin; Co-fondateur; Sócia-fundadora
lighting designer | Theatre lighting designer; Lichtplanerin; Ljusdesigner
textile designer | Textildesignerin; Designer of textiles
engineering manager | VP Engineering; Director, Engineering; CTO
logistics manager | VP Logistics; Head of Logistics
sustainability manager | VP Sustainability; Director of Sustainability
Werkstattleiter | Werkstattleiterin; Leitung der Werkstatt; Workshop manager; Chef d'atelier
Seilbahnleiter | Leiterin Seilbahnen; Seilbahnleitung
zither teacher | Teacher of zither; Zither and harp teacher
production manager | Directora de producción; Directrice de production
"""
NOT_ROLES = """
exhibition manager | Exhibition sales assistant; Former exhibition manager; Hiring an exhibition manager; Sales director
head of engineering | Head of Sales; Engineering student
curator | Recruiter for curators; Retired curator; Museum security guard
engineering manager | VP Sales; Software engineer
logistics manager | Logistics assistant; VP Finance
Werkstattleiter | Teamleiter; Kindergartenleiterin; Abteilungsleiter Vertrieb
Seilbahnleiter | Abteilungsleiter; Bergführer
lighting designer | Interior designer; Graphic designer
textile designer | Graphic designer; Interior designer
zither teacher | Maths teacher; Zither maker
"""


@pytest.mark.parametrize("line", ROLES.strip().splitlines())
def test_a_role_is_known_in_other_words_and_languages(line: str):
    wanted, titles = line.split(" | ")
    assert {t: strength(wanted, "role", position=t) >= fit.LIKELY for t in titles.split("; ")} == dict.fromkeys(
        titles.split("; "), True
    )


@pytest.mark.parametrize("line", NOT_ROLES.strip().splitlines())
def test_a_title_with_the_same_word_is_not_the_role(line: str):
    wanted, titles = line.split(" | ")
    assert {t: strength(wanted, "role", position=t) >= fit.LIKELY for t in titles.split("; ")} == dict.fromkeys(
        titles.split("; "), False
    )


def test_an_industry_is_seen_in_the_name_of_the_firm():
    assert strength("museums", "industry", company="Nationalmuseum") >= fit.LIKELY
    assert strength("publishing", "industry", company="Brandt Verlag GmbH") >= fit.LIKELY
    assert strength("health care", "industry", company="Hospital Clínic") >= fit.LIKELY
    assert strength("publishing", "industry", company="Nationalmuseum") < fit.LIKELY


@pytest.mark.parametrize(
    ("value", "headline"),
    [
        ("ending homelessness", "Trabajo contra el sinhogarismo"),
        ("ending homelessness", "Mot hemlöshet sedan 2012"),
        ("food waste", "Contre le gaspillage alimentaire"),
        ("climate", "Gegen den Klimawandel"),
    ],
)
def test_who_works_against_an_evil_works_for_the_cause(value: str, headline: str):
    assert strength(value, "value", headline=headline) >= fit.LIKELY


@pytest.mark.parametrize(
    ("value", "headline"),
    [
        ("ending homelessness", "Against affordable housing"),
        ("climate", "Gegen Klimaschutz"),
        ("equality", "Contre l'égalité"),
        ("food waste", "No food waste expert"),
    ],
)
def test_who_is_against_a_cause_is_not_for_it(value: str, headline: str):
    assert strength(value, "value", headline=headline) < fit.LIKELY


def test_who_lights_stages_is_no_interior_designer():
    assert strength("interior design", "industry", position="Theatre lighting designer") < fit.LIKELY
    assert strength("lighting", "industry", position="Theatre lighting designer") >= fit.LIKELY


def test_words_that_mean_something_else_together_prove_nothing():
    assert strength("climate", "value", headline="Energy drink brand manager") == 0
    assert strength("patience", "value", headline="Patient Access Manager") == 0
    assert strength("environmental protection", "value", headline="Data protection officer") < fit.LIKELY
    assert strength("architecture", "industry", headline="Software architect") == 0


def test_the_words_are_quoted_as_they_stand_with_their_field():
    (match,) = fit.Matcher(["access for everyone"], "value").find({"headline": "Texte in Leichter Sprache | Köln"})
    assert (match.words, match.field) == ("Leichter Sprache", "headline")


def test_the_users_own_words_count_most_and_an_unknown_word_is_found_in_its_other_forms():
    own = {"wool": ["Gotland sheep"]}
    assert fit.Matcher(["wool"], "value", own).find({"headline": "Keeper of Gotland sheep"})[0].strength == 1
    assert strength("speleology", "topic", headline="Spéléologue") >= fit.LIKELY
    assert strength("dowsing", "topic", headline="Dowser and dowsing teacher") >= fit.LIKELY


def test_generic_words_never_match_alone():
    assert strength("people who make things", "topic", headline="People person, makes things happen") == 0
    assert strength("manager", "role", position="Sales Manager") < fit.LIKELY


def test_two_independent_words_show_more_than_one():
    one = strength("museums", "industry", headline="Curator")
    assert strength("museums", "industry", headline="Curator", company="Glasmuseum") > one


@pytest.mark.parametrize("value", ["Christian values", "gay people", "under 30", "cancer survivors", "Muslims"])
def test_a_protected_trait_of_a_person_is_never_looked_for(value: str):
    matcher = fit.Matcher([value], "value")
    assert matcher.refused and matcher.find({"headline": f"{value}, proud"}) == []
    assert fit.propose(value) == []


def test_sensitive_topics_are_seen_in_work_only():
    assert strength("mental health", "value", headline="Mental health nurse at Northside Clinic") >= fit.LIKELY
    assert strength("mental health", "value", headline="Bipolar | my mental health journey") == 0
    assert strength("mental health", "value", about="I live with depression. Mental health matters.") == 0


def test_proposed_words_show_the_value_they_were_proposed_for():
    words = fit.propose("patience")
    assert words and fit.Matcher(["patience"], "value", {"patience": words}).find({"headline": words[0]})


def test_reading_twice_or_in_another_order_changes_nothing():
    people = [{"headline": text} for text in ("Curator", "Verlagsleiter", "Baker", "Curator")]
    wanted = ["museums", "publishing"]
    forward = [fit.Matcher(wanted, "industry").find(person) for person in people]
    matcher = fit.Matcher(wanted, "industry")
    assert [matcher.find(person) for person in reversed(people)] == forward[::-1]


def test_words_that_nothing_is_known_of_count_where_they_stand_together():
    assert strength("repair platform", "role", headline="Founder of the repair platform Fixwell") >= fit.LIKELY
    assert strength("repair platform", "role", headline="Oil platform engineer") < fit.LIKELY
