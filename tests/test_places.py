from __future__ import annotations

import pytest

from outreach.words.gazetteer import distance, named
from outreach.words.places import Places
from tests.evaluation.places import pairs

NORTH = Places(["Sweden", "Norway", "Denmark"])


@pytest.mark.parametrize(
    "text", ["Greater Oslo Area", "Göteborg", "Goteborg, SE", "Dinamarca", "Skåne län", "Remote, Norway"]
)
def test_places_are_known_however_they_are_written(text: str):
    assert NORTH.relation(text).answer == "inside"


@pytest.mark.parametrize(
    "text", ["", "Remote", "EMEA", "Europe", "Nordics", "Moving to Oslo", "On the road", "🌍", "??"]
)
def test_what_does_not_settle_it_is_unknown(text: str):
    assert NORTH.relation(text).answer == "unknown"


def test_namesakes_are_told_apart_by_the_rest_of_the_text_or_left_open():
    britain = Places(["United Kingdom"])
    assert britain.relation("Cambridge, England").answer == "inside"
    assert britain.relation("Cambridge, MA").answer == "outside"
    assert britain.relation("Cambridge").answer == "unknown"
    assert Places(["USA"]).relation("Georgia").answer == "unknown"
    assert Places(["Japan"]).relation("Cambridge").answer == "outside"  # wherever it is, it is not there


def test_commuting_distance_of_a_wanted_town_is_near_enough_and_says_so():
    found = Places(["Gothenburg"]).relation("Mölndal, Sweden")
    assert found.answer == "inside" and "km from Gothenburg" in found.evidence
    assert Places(["Gothenburg"]).relation("Sweden").answer == "unknown"
    assert Places(["Malmö"]).relation("København").answer == "inside"


def test_my_home_tells_which_of_two_namesakes_i_want():
    assert Places(["Valencia"], home="Castelló, Spain").relation("Valencia, España").answer == "inside"
    assert Places(["Valencia"], home="Castelló, Spain").relation("Valencia, Venezuela").answer == "outside"
    assert Places(["Valencia"]).unclear == ("Valencia",)


def test_a_wanted_name_that_is_no_place_is_told():
    assert Places(["Sweden", "Narnia"]).not_found == ("Narnia",)


def test_one_of_two_places_is_enough():
    assert NORTH.relation("Berlin / Oslo").answer == "inside"
    assert NORTH.relation("Berlin and Vienna").answer == "outside"


def test_several_wanted_countries_hold_a_region_of_countries():
    assert NORTH.relation("Scandinavia").answer == "inside"


def test_distances_are_great_circles():
    berlin, munich = named("Berlin"), named("München")
    apart = distance(next(a.point for a in berlin if a.kind == "town"), munich[0].point)
    assert apart == pytest.approx(504, abs=3)


def test_the_labelled_pairs_hold():
    wrong = [(w, text) for w, text, right in pairs() if Places(w.split("; ")).relation(text).answer != right]
    falsely_inside = [
        (w, text) for w, text, right in pairs()
        if right != "inside" and Places(w.split("; ")).relation(text).answer == "inside"
    ]  # fmt: skip
    assert not falsely_inside
    assert len(wrong) <= 0.03 * len(pairs())


def test_a_province_is_meant_where_the_town_of_its_name_is_not_its_greatest():
    assert Places(["Québec"]).relation("Montréal, QC, Canada").answer == "inside"
    assert Places(["Québec, QC"]).relation("Montréal, QC, Canada").answer == "outside"
    assert Places(["Québec, QC"]).relation("Lévis, Québec").answer == "inside"
    assert Places(["New York"]).relation("Buffalo, New York").answer == "outside"
