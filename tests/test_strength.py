from __future__ import annotations

from datetime import date

from outreach.strength import BARE, Evidence, sentences, strength

TODAY = date(2026, 11, 22)


def test_a_bare_connection_is_weak() -> None:
    assert strength(Evidence(), TODAY) == BARE


def test_an_exchange_beats_a_one_sided_series_of_the_same_length() -> None:
    talk = Evidence(sent=10, received=10, last_message=date(2026, 11, 1))
    pitches = Evidence(sent=0, received=20, last_message=date(2026, 11, 1))
    assert strength(talk, TODAY) > 0.4
    assert strength(pitches, TODAY) == BARE


def test_a_recent_exchange_beats_an_old_one_and_an_old_one_still_counts() -> None:
    recent, old = (Evidence(sent=10, received=10, last_message=date(year, 11, 1)) for year in (2026, 2016))
    assert strength(recent, TODAY) > strength(old, TODAY) > 0.1


def test_more_evidence_never_weakens_a_tie_and_it_stays_below_one() -> None:
    full = Evidence(
        connected=date(2010, 1, 1), sent=500, received=500, last_message=TODAY, mails_sent=90, mails_received=90,
        last_mail=TODAY, meetings=40, last_meeting=TODAY, recommended_me=True, recommended_by_me=True, endorsed_me=9,
        endorsed_by_me=9, note="old friend", shared_employers=("Kiln & Co",),
    )  # fmt: skip
    assert strength(Evidence(sent=3, received=3), TODAY) < strength(full, TODAY) < 1


def test_closeness_replaces_the_evidence() -> None:
    assert strength(Evidence(sent=500, received=500, last_message=TODAY, closeness=2), TODAY) == 0.4


def test_sentences_name_numbers_and_dates() -> None:
    evidence = Evidence(connected=date(2019, 5, 3), sent=1, received=0, last_message=date(2020, 2, 2), endorsed_me=2)
    assert sentences(evidence) == (
        "1 message, all from you, last 2020-02-02",
        "endorsed you for 2, you them for 0",
        "connected since 2019-05-03",
    )
