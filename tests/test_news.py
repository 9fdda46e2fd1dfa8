from __future__ import annotations

from datetime import date, timedelta

import pytest

from outreach.audit import Sent
from outreach.model import Person
from outreach.news import Interest, News, good_news, news
from outreach.tending.changes import Change, Entry
from outreach.tending.openings import Introduction, Opportunity, Waiting, acceptances, openings, unthanked, waiting

OCTOBER, NOVEMBER = date(2026, 10, 16), date(2026, 11, 16)
LEVELS = {"Head Baker": 4, "Head Pastry person": 4, "Intern": 1, "Owner": 6}


def entry(position: str = "Baker", company: str = "Crumb & Co", name: str = "Ada Quill", **more: object) -> Entry:
    return Entry(name, name.split()[0].casefold(), company=company, position=position, **more)  # type: ignore[arg-type]


def job(before: Entry, after: Entry, kind: str = "job") -> Change:
    return Change(kind, before, after, OCTOBER, NOVEMBER)


def person(one: Entry) -> Person:
    return Person(one.slug, one.name, company=one.company, position=one.position)


def told(*changes: Change, days: int = 5, **more: object) -> list[News]:
    return news(changes, NOVEMBER + timedelta(days), person, level=lambda t: LEVELS.get(t, 0), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("after", "kind", "good"),
    [
        (entry("Head Baker", "Loaf Ltd"), "job", True),
        (entry("Baker", "Loaf Ltd"), "job", True),
        (entry("Intern", "Loaf Ltd"), "job", False),
        (entry("Head Baker"), "title", True),
        (entry("Intern"), "title", False),
        (entry("Pastry person"), "title", False),
        (entry("Head Pastry person"), "title", True),
        (entry("Looking for a new oven", "Loaf Ltd"), "job", False),
        (entry("En búsqueda activa", "Loaf Ltd"), "job", False),
        (entry("Former baker", "Loaf Ltd"), "job", False),
        (entry("", "Loaf Ltd"), "job", False),
    ],
)
def test_only_a_step_up_or_a_new_place_is_good_news(after: Entry, kind: str, good: bool) -> None:
    assert good_news(job(entry(), after, kind), lambda title: LEVELS.get(title, 0)) is good


def test_a_title_that_begins_like_a_word_of_loss_is_no_loss() -> None:
    assert good_news(job(entry("", ""), entry("Open Tooling Lead", "Loaf Ltd")))


@pytest.mark.parametrize(("days", "action"), [(1, "follow"), (3, "congratulate"), (10, "congratulate"), (11, "follow")])
def test_congratulations_are_for_the_third_to_the_tenth_day(days: int, action: str) -> None:
    [one] = told(job(entry(), entry("Head Baker", "Loaf Ltd")), days=days)
    assert one.suggestion.action == action
    assert one.draft == ("congratulate" if action == "congratulate" else "")
    assert one.suggestion.reasons[0].text == "now Head Baker at Loaf Ltd"


def test_thanks_are_for_those_who_accepted_lately() -> None:
    lately = Change("accepted", None, entry(connected=NOVEMBER), OCTOBER, NOVEMBER)
    before = Change("accepted", None, entry(name="Bo Rask", connected=OCTOBER), OCTOBER, NOVEMBER)
    actions = {one.suggestion.person.name: (one.suggestion.action, one.draft) for one in told(lately, before)}
    assert actions == {"Ada Quill": ("thank", "thanks"), "Bo Rask": ("follow", "")}


def test_farewells_and_bad_news_get_no_message() -> None:
    kinds = ("vanished", "closed", "left", "renamed", "new")
    changes = [Change(kind, entry(), None if kind in kinds[:2] else entry("", ""), OCTOBER, NOVEMBER) for kind in kinds]
    found = told(*changes)
    assert {one.draft for one in found} == {""}
    assert {one.suggestion.action for one in found} == {"let_be", "follow"}


def test_what_matters_to_me_comes_first() -> None:
    names = ("Zoe Best", "Yan Target", "Xia Written", "Wim Nobody")
    interests = dict(
        zip(names, (Interest(best=True), Interest(target="owner"), Interest(wrote=True), Interest()), strict=True)
    )
    changes = [job(entry(name=name), entry("Owner", "Loaf Ltd", name)) for name in names]
    found = told(*reversed(changes), interest=lambda one: interests[one.name])
    assert [one.suggestion.person.name for one in found] == list(names)
    assert all(one.suggestion.score == round(sum(r.points for r in one.suggestion.reasons), 2) for one in found)


def test_old_archives_make_old_news_and_it_says_so() -> None:
    change = Change("job", entry(), entry("Owner", "Loaf Ltd"), date(2026, 5, 10), NOVEMBER)
    [one] = told(change)
    assert one.suggestion.notes == (
        "Good news, though it may be up to 6 months old: look at the profile before you write.",
    )


def test_an_acceptance_is_noticed_with_a_single_archive() -> None:
    today = NOVEMBER
    sent = [
        Sent(Person("a", "Ada"), today - timedelta(20), today - timedelta(4)),
        Sent(Person("b", "Bo"), today - timedelta(40), today - timedelta(30)),
        Sent(Person("c", "Cy"), today - timedelta(40)),
        Sent(Person("d", "Di"), today - timedelta(9), today - timedelta(400)),
    ]
    found = acceptances(sent, today)
    assert [(one.suggestion.person.id, one.suggestion.action) for one in found] == [("a", "thank"), ("b", "follow")]


def test_those_who_wait_asked_or_were_written_to() -> None:
    today = NOVEMBER
    letters = [
        Waiting(Person("a", "Asks"), today - timedelta(10), asks=True),
        Waiting(Person("b", "Answered"), today - timedelta(10), mine=2),
        Waiting(Person("c", "Greets"), today - timedelta(10)),
        Waiting(Person("d", "Today"), today, asks=True),
        Waiting(Person("e", "Long ago"), today - timedelta(90), asks=True),
    ]
    assert [one.suggestion.person.id for one in waiting(letters, today)] == ["a", "b"]


def test_an_introduction_that_worked_deserves_a_line() -> None:
    helper, target = Person("h", "Helper"), Person("t", "Target")
    worked = Introduction(helper, target, OCTOBER, NOVEMBER)
    open_still, told_already = (
        Introduction(helper, target, OCTOBER),
        Introduction(target, helper, OCTOBER, NOVEMBER, True),
    )
    [one] = unthanked([open_still, told_already, worked])
    assert (one.suggestion.person, one.suggestion.action) == (helper, "tell")
    assert "Target" in one.suggestion.reasons[0].text


def test_an_opening_is_met_by_an_offer_while_it_is_open() -> None:
    asked = [
        Opportunity(Person("a", "Ada"), "needs forty song books mended", NOVEMBER - timedelta(3)),
        Opportunity(Person("b", "Bo"), "needs a tent", NOVEMBER - timedelta(3)),
        Opportunity(Person("c", "Cy"), "needs books mended", NOVEMBER - timedelta(60)),
    ]
    found = openings(asked, lambda note: "mending books" if "mended" in note else "", NOVEMBER)
    assert [(one.suggestion.person.id, one.suggestion.action, one.draft) for one in found] == [
        ("a", "offer", "offer"),
        ("b", "follow", ""),
    ]
