from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import polars as pl

from outreach.sources import linkedin
from outreach.sources.base import Input
from outreach.sources.container import Container
from outreach.tending.inbox import Thread, inbox
from outreach.who.correspondence import LETTERS

ME, ADA, BO, CY = 0, 1, 2, 3
NAMES = {ME: "Tilde Okkerman", ADA: "Ada Quill", BO: "Bo Rask", CY: "Cy Vane"}
HEADER = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
PITCH = "We help firms get 30+ qualified leads a month, guaranteed. Book a call at https://cal.example/x"


def url(person: int) -> str:
    return "https://www.linkedin.com/in/" + NAMES[person].casefold().replace(" ", "-")


def read(*talk: tuple[int, int, str, str]) -> dict[int, Thread]:
    """(from, to, day, words), oldest first."""
    rows = [
        f'2-{max(one, two)},{NAMES[one]},{url(one)},{NAMES[two]},{url(two)},{day} 10:00:00 UTC,,"{words}",INBOX\n'
        for one, two, day, words in talk
    ]
    data = (HEADER + "".join(reversed(rows))).encode()
    file = Input("messages.csv", lambda: BytesIO(data), "me")
    [archive] = linkedin.read([linkedin.Export(Container("me", [file]), "me", url(ME))])
    letters = pl.DataFrame(
        [
            {"archive": 0, "file": "messages.csv", "line": len(talk) + 1 - place, "conversation": "", "people": 1}
            | {"person": max(one, two), "outgoing": one == ME, "date": day_of(day)}
            for place, (one, two, day, _) in enumerate(talk)
        ],
        schema=LETTERS,
    )
    return inbox(letters, [archive], dict.fromkeys((ADA, BO, CY), date(2020, 1, 1)))


def day_of(text: str) -> datetime:
    return datetime.fromisoformat(f"{text} 10:00:00")


def test_sales_messages_are_counted_with_their_days_and_words() -> None:
    found = read((ADA, ME, "2026-03-01", PITCH), (ADA, ME, "2026-04-01", PITCH), (BO, ME, "2026-04-02", "Lovely lamp!"))
    assert [str(pitch.day) for pitch in found[ADA].pitches] == ["2026-03-01", "2026-04-01"]
    assert "qualified leads" in found[ADA].pitches[0].words
    assert found[BO].pitches == []


def test_harm_is_invasive_from_the_first_word() -> None:
    found = read((CY, ME, "2026-03-01", "Hello beautiful, are you single? Write me on WhatsApp."))
    assert [pitch.invasive for pitch in found[CY].pitches] == [True]


def test_my_own_words_are_never_held_against_anybody() -> None:
    found = read((ME, ADA, "2026-03-01", PITCH), (ADA, ME, "2026-03-02", "Tell me more!"))
    assert found[ADA].pitches == []
    assert (found[ADA].sent, found[ADA].received) == (1, 1)


def test_what_i_asked_for_is_no_pitch() -> None:
    asked = "Could you send me your offer for forty chairs?"
    found = read((ME, ADA, "2026-03-01", asked), (ADA, ME, "2026-03-02", "Of course: our price is 40 euros a chair."))
    assert found[ADA].pitches == []


def test_the_last_word_tells_who_waits() -> None:
    found = read((ADA, ME, "2026-03-01", "Is the kiln free?"), (ME, BO, "2026-03-01", "Thank you!"))
    assert (found[ADA].last_is_theirs, found[ADA].asks, found[ADA].last) == (True, True, date(2026, 3, 1))
    assert found[BO].last_is_theirs is False


def test_nothing_to_read_is_nobody() -> None:
    assert inbox(pl.DataFrame(schema=LETTERS), [], {}) == {}
