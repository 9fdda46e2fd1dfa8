from __future__ import annotations

import io
import json
from datetime import date

import pytest

from outreach import share
from outreach.errors import UsageError
from outreach.model import Person
from outreach.sources import shared
from outreach.sources.base import OWNER, Input, Reading

TODAY = date(2026, 11, 22)
ME = Person("mara-lindgren", "Mara Lindgren", "https://www.linkedin.com/in/mara-lindgren")
JONAS = Person("jonas-ekberg", "Jonas Ekberg", "https://www.linkedin.com/in/jonas-ekberg")
TOVE = Person(
    "tove-aasen",
    "Tove Aasen",
    "https://www.linkedin.com/in/tove-aasen",
    "Curator | tove@fjord.example",
    "Fjordmuseet",
    "Curator",
)
ZOE = Person("zoé-bränd", 'Zoé "Z" Bränd', "https://www.linkedin.com/in/zo%C3%A9-br%C3%A4nd", company="Verlag Höhe")
PUB = Person("pub:odd-vik/1/2/3", "Odd Vik", "https://www.linkedin.com/pub/odd-vik/1/2/3")


def read(text: str, today: date = TODAY) -> Reading:
    return shared.read(Input("exports/shared/a.share.json", lambda: io.BytesIO(text.encode()), today=today))


def test_the_friend_reads_the_same_people() -> None:
    text = share.render(share.choose([ZOE, TOVE, PUB, JONAS], JONAS), ME, "Jonas Ekberg", TODAY)
    reading = read(text)
    assert [(m.name, m.url, m.company, m.position) for m in reading.mentions] == [
        ("Odd Vik", PUB.url, "", ""),
        ("Tove Aasen", TOVE.url, "Fjordmuseet", "Curator"),
        ('Zoé "Z" Bränd', ZOE.url, "Verlag Höhe", ""),
    ]
    assert reading.owner is not None
    assert (reading.owner.name, reading.owner.url, reading.role) == ("Mara Lindgren", ME.url, "shared")
    assert [(link.a, link.b, link.kind, link.date) for link in reading.links] == [
        (OWNER, place, "connection", None) for place in range(3)
    ]
    assert reading.problems == []


def test_nothing_else_is_in_the_file() -> None:
    text = share.render([TOVE], ME, "Jonas Ekberg", TODAY)
    assert "@" not in text
    told = json.loads(text)
    assert set(told) == {"schema", "owner", "for", "made", "expires", "consent", "people"}
    assert told["people"] == [
        {"slug": "tove-aasen", "name": "Tove Aasen", "company": "Fjordmuseet", "position": "Curator"}
    ]
    assert "Mara Lindgren" in told["consent"]
    assert told["expires"] == "2027-02-20"
    assert told["expires"] in told["consent"]


def test_rows_can_be_chosen() -> None:
    assert [p.id for p in share.choose([ZOE, TOVE, JONAS], None, ["fjordMUSEET", "bränd", " "])] == [
        "tove-aasen",
        "zoé-bränd",
    ]
    assert share.choose([TOVE], None, ["nobody"]) == []


def test_an_expired_file_is_refused() -> None:
    text = share.render([TOVE], ME, "Jonas", TODAY, days=10)
    assert read(text, date(2026, 12, 2)).mentions != []
    late = read(text, date(2026, 12, 3))
    assert late.mentions == []
    assert "expired on 2026-12-02" in late.problems[0].text


@pytest.mark.parametrize(
    "text",
    ["", "{", '{"schema": "outreach-share/9"}', '{"schema": "outreach-share/1"}', "[]",
     '{"schema": "outreach-share/1", "owner": {"name": "X", "slug": "x"}, "expires": "soon"}'],
)  # fmt: skip
def test_a_damaged_file_is_refused_with_a_sentence(text: str) -> None:
    reading = read(text)
    assert (reading.mentions, len(reading.problems)) == ([], 1)


def test_a_bad_row_costs_that_row_and_hostile_text_is_cleaned() -> None:
    head = '{"schema": "outreach-share/1", "owner": {"name": "X", "slug": "x"}, "expires": "2027-01-01", "people": '
    rows = [{"name": "A\x1b[31m\u202eB", "slug": "../../etc?x=<s>"}, {"slug": "y"}, 7, None, {"name": 5}]
    reading = read(head + json.dumps(rows) + "}")
    assert [(m.name, m.url) for m in reading.mentions] == [("AB", ""), ("5", "")]
    assert reading.skipped == {"no name": 3}


def test_what_cannot_be_shared_is_told() -> None:
    with pytest.raises(UsageError, match="366"):
        share.render([TOVE], ME, "Jonas", TODAY, days=0)
    with pytest.raises(UsageError, match="profile address"):
        share.render([TOVE], Person("x", "X"), "Jonas", TODAY)


def test_the_files_name_is_harmless() -> None:
    assert share.file_name(ME, "../Jonas É.", TODAY) == "2026-11-22 mara-lindgren for jonas e.share.json"
    assert shared.recognises("x", share.render([], ME, "J", TODAY).encode()) == "shared list"
    assert shared.recognises("x.json", b'{"schema": "other"}') == ""
