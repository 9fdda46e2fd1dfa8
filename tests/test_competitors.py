from __future__ import annotations

from outreach.competitors import Rule

RULE = Rule(
    ["translator", "translation agency"],
    serving=["museum", "publishing"],
    within=["Sweden", "Norway", "Denmark"],
    except_=["editor", "interpreter", "subtitling"],
)


def test_who_does_what_i_do_for_mine_where_i_am_is_a_competitor():
    found = RULE.judge({"headline": "Översättare för museer och förlag", "location": "Malmö"})
    assert found.is_competitor and found.certain and "Översättare" in found.evidence


def test_where_the_audience_is_unknown_they_stay_a_competitor_but_not_a_certain_one():
    found = RULE.judge({"position": "Freelance translator", "location": "Oslo, Norway"})
    assert (found.is_competitor, found.certain) == (True, False) and "audience unknown" in found.evidence
    assert "place unknown" in RULE.judge({"position": "Museum translator"}).evidence


def test_a_known_other_audience_or_place_lifts_the_rule():
    assert not RULE.judge({"headline": "Medical translator for pharma", "location": "Oslo"}).is_competitor
    assert not RULE.judge({"headline": "Translator for museums", "location": "Lyon, France"}).is_competitor


def test_an_excepted_skill_lifts_the_rule_and_is_quoted():
    found = RULE.judge({"headline": "Translator and editor", "location": "Oslo"})
    assert not found.is_competitor and found.exception == "editor"
    assert RULE.judge({"headline": "Konferenzdolmetscherin und Übersetzerin"}).exception == "Konferenzdolmetscherin"
    assert RULE.judge({"headline": "Literary translator", "location": "Oslo"}).exception == ""


def test_who_seeks_hires_or_was_one_is_none():
    for headline in (
        "Looking for a translator",
        "Hiring translators",
        "Former translator, now baker",
        "Museum director",
    ):
        assert not RULE.judge({"headline": headline}).is_competitor


def test_a_near_miss_is_flagged_and_not_dropped():
    found = Rule(["exhibition manager"]).judge({"position": "Curator"})
    assert (found.is_competitor, found.certain, found.term) == (False, False, "exhibition manager")


def test_a_thing_within_a_field_does_not_bar_the_whole_field():
    bikes, games = Rule(["cargo bikes"]), Rule(["board games"])
    for headline in ("Cargo bikes for families", "I build a cargo bike"):
        assert bikes.judge({"headline": headline}).is_competitor
    assert games.judge({"headline": "Board game publisher"}).is_competitor
    for rule, headline in ((bikes, "Bike tour guide"), (bikes, "Velo repair"), (games, "Video game developer")):
        found = rule.judge({"headline": headline})
        assert (found.is_competitor, found.certain) == (False, False) and "which is near" in found.evidence


def test_a_field_named_as_such_bars_whoever_works_in_it_in_any_language():
    assert Rule(["bakery"]).judge({"headline": "Bäckerei Holm"}).is_competitor
    assert Rule(["cycling"]).judge({"headline": "Bike shop owner"}).is_competitor


def test_unset_bounds_mean_anyone_anywhere():
    found = Rule(["winemaker"]).judge({"position": "Önologin", "location": "Mars"})
    assert found.is_competitor and found.certain


def test_an_exception_needs_more_than_the_words_that_make_somebody_a_competitor():
    rule = Rule(["repair platform"], except_=["repair café"])
    assert rule.judge({"headline": "Founder of the repair platform Fixwell"}).is_competitor
    assert not rule.judge({"headline": "Repair platform and weekly repair café"}).is_competitor


def test_a_cause_named_as_the_field_of_work_is_another_audience():
    rule = Rule(["fundraiser"], serving=["housing"])
    assert not rule.judge({"position": "Fundraiser", "industry": "Animal welfare"}).is_competitor
    assert rule.judge({"headline": "Fundraiser who stands for transparency"}).is_competitor


def test_the_name_of_an_employer_makes_a_competitor_of_its_owner_alone():
    rule = Rule(["bakery"])
    firm = {"company": "Nordic Bakery", "location": "Oslo"}
    assert not rule.judge({"headline": "Accountant at Nordic Bakery", "position": "Accountant", **firm}).is_competitor
    assert rule.judge({"headline": "Owner of Nordic Bakery", "position": "Owner", **firm}).is_competitor
