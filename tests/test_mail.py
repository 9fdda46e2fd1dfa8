from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator
from datetime import date
from typing import IO, cast

import pytest

from outreach.sources import mail, mail_headers, mbox
from outreach.sources.base import OWNER, Input, Link, Reading

ME = frozenset({"mara lindgren", "mara@lindgren.example"})


def mailbox(*messages: str) -> str:
    return "\n\n".join(f"From 15456{n}@xxx Fri Sep 16 22:26:51 +0000 2016\n{text}" for n, text in enumerate(messages))


def given(
    text: str | bytes, name: str = "exports/mail/all.mbox", me: frozenset[str] = ME, seen: set[int] | None = None
) -> Reading:
    data = text if isinstance(text, bytes) else text.encode()
    return mail.read(Input(name, lambda: io.BytesIO(data), me=me, seen=set() if seen is None else seen))


def ties(reading: Reading, kind: str = "mail") -> dict[tuple[str, str], Link]:
    def who(place: int) -> str:
        return "me" if place == OWNER else reading.mentions[place].emails[0].split("@")[0]

    return {(who(link.a), who(link.b)): link for link in reading.links if link.kind == kind}


def test_counts_who_wrote_to_whom_and_when() -> None:
    reading = given(
        mailbox(
            "From: Mara <mara@lindgren.example>\nTo: Odd Vik <odd@vik.example>\nDate: Tue, 3 Nov 2026 10:00:00 +0100\n",
            'From: "Vik, Odd" <ODD@vik.example>\nTo: mara@lindgren.example\nDate: Wed, 4 Nov 2026 10:00:00 +0100\n',
            "From: Odd Vik <odd@vik.example>\nTo: Mara <mara@lindgren.example>, Ida Krog <ida@krog.example>\n"
            "Cc: Per <per@x.example>\nDate: Mon, 2 Nov 2026 10:00:00 +0100\n",
        )
    )
    found = ties(reading)
    link = found["me", "odd"]
    assert (link.count, link.out, link.date) == (3, 1, date(2026, 11, 4))
    assert link.weight == pytest.approx(1 + 1 + 1 / 3)
    assert found["ida", "odd"].weight == pytest.approx(1 / 3)
    assert found["ida", "per"].count == 1
    assert ("me", "ida") not in found
    assert {m.emails[0]: m.name for m in reading.mentions}["odd@vik.example"] == "Odd Vik"


@pytest.mark.parametrize(
    "header",
    [
        "List-Unsubscribe: <https://x.example>",
        "List-Id: x",
        "Precedence: bulk",
        "Auto-Submitted: auto-generated",
        "X-Gmail-Labels: Inbox,Category Promotions",
        "X-Gmail-Labels: Papierkorb",
        "X-Gmail-Labels: =?UTF-8?Q?Cat=C3=A9gorie_Promotions?=,Important",
        "X-Gmail-Labels: Skräppost,Viktigt",
    ],
)
def test_bulk_mail_is_dropped(header: str) -> None:
    reading = given(mailbox(f"{header}\nFrom: a@b.example\nTo: mara@lindgren.example\n"))
    assert (reading.rows, reading.links) == (1, [])
    assert sum(reading.skipped.values()) == 1


@pytest.mark.parametrize(
    "sender", ["noreply@x.example", "do-not-reply@x.example", "MAILER-DAEMON@x.example", "x-no-reply+7@a.example"]
)
def test_machines_are_no_people(sender: str) -> None:
    assert given(mailbox(f"From: {sender}\nTo: mara@lindgren.example\n")).skipped == {"bulk mail": 1}


def test_a_message_to_a_crowd_ties_nobody() -> None:
    crowd = ", ".join(f"p{n}@x.example" for n in range(11))
    assert given(mailbox(f"From: a@b.example\nTo: {crowd}\n")).links == []


def test_from_in_a_body_begins_no_message() -> None:
    text = mailbox(
        "From: odd@vik.example\nTo: mara@lindgren.example\n\nHello\n\nFrom here on it gets better in 2016\nno header\n"
        "\n>From 12@xxx Fri Sep 16 22:26:51 +0000 2016\nTo: quoted@x.example\n"
        "From 13@xxx Fri Sep 16 22:26:51 +0000 2016\nTo: inside@x.example\n",
        "From: ida@krog.example\nTo: mara@lindgren.example\n",
    )
    reading = given(text)
    assert reading.rows == 2
    assert [m.emails[0] for m in reading.mentions] == ["ida@krog.example", "odd@vik.example"]
    assert given(text.replace("\n", "\r\n")).rows == 2


def test_chats_bad_dates_and_missing_headers_cost_themselves() -> None:
    reading = given(
        mailbox(
            "X-GM-THRID: 1\nX-Gmail-Labels: Unread\n\n<chat/>",
            "From: odd@vik.example\nTo: mara@lindgren.example\nDate: garbage\n",
            "From: odd@vik.example\nTo: mara@lindgren.example\nDate: Thu, 99 Foo 0000 25:61\n",
            "From: odd@vik.example\nSubject: nobody\n",
        )
    )
    assert reading.skipped == {"no sender": 1, "no recipient": 1}
    assert (reading.links[0].count, reading.links[0].date) == (2, None)


def test_names_in_any_encoding() -> None:
    raw = (
        b"From: =?utf-8?B?WmnDsyBNw7xsbGVy?= <z@x.example>\n"
        b'To: =?x-unknown?Q?J=F6rg?= <j@x.example>, "Lind, Bo" <b@x.example>, \xd6sten <o@x.example>,\n'
        b"\t=?iso-8859-1?Q?Doe=2C_Jos=E9?= <d@x.example>, undisclosed-recipients:;\n"
        b"Cc: Team: t1@x.example, Eva <e@x.example>;\n"
    )
    names = {m.emails[0][:2]: m.name for m in given(b"From 1@x Fri Sep 16 22:26:51 2016\n" + raw).mentions}
    assert names == {
        "z@": "Zió Müller",
        "j@": "Jörg",
        "b@": "Bo Lind",
        "o@": "Östen",
        "d@": "José Doe",
        "e@": "Eva",
        "t1": "",
    }


def test_malformed_lists_fall_back_to_what_looks_like_an_address() -> None:
    assert mail_headers.addresses(['"unclosed <a@x.example>, b@x.example;; <c@x.example']) != []
    assert mail_headers.addresses(["undisclosed-recipients:;"]) == []
    assert mail_headers.addresses(["'odd@vik.example' <odd@vik.example>"]) == [("", "odd@vik.example")]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Vik, Odd", "Odd Vik"),
        ("Haug Berg, Eva Maria", "Eva Maria Haug Berg"),
        ("Odd Vik, PhD", "Odd Vik, PhD"),
        ("Vik, MBA", "Vik, MBA"),
        ("Odd Vik via Google Groups", "Odd Vik"),
        ("'Odd Vik'", "Odd Vik"),
        ("acme, ädmin", "acme, ädmin"),
        ("odd@vik.example", ""),
    ],
)
def test_a_display_name_as_one_says_it(written: str, name: str) -> None:
    assert mail_headers.spoken(written, "odd@vik.example") == name


@pytest.mark.parametrize(
    "subject",
    [
        "Ida, meet Odd",
        "Ida <> Odd",
        "Intro: Ida Krog / Odd Vik",
        "Introducing Ida and Odd",
        "Ida & Odd - intro",
        "introduction",
        "Ida, darf ich vorstellen: Odd",
        "Mise en relation Ida / Odd",
        "Presentación: Ida y Odd",
        "Apresentação: Ida e Odd",
        "Ida, möt Odd",
    ],
)
def test_an_introduction_is_known_by_its_subject(subject: str) -> None:
    others = "" if subject == "introduction" else "Cc: mara@lindgren.example\n"
    people = "From: Jonas Ekberg <jonas@e.example>\nTo: Ida Krog <ida@k.example>, Odd Vik <odd@v.example>\n"
    reading = given(mailbox(f"{people}{others}Subject: {subject}\nDate: Tue, 3 Nov 2026 10:00:00 +0100\n"))
    assert set(ties(reading, "introduction")) == {("ida", "jonas"), ("jonas", "odd")}


@pytest.mark.parametrize(
    "subject", ["Re: Ida, meet Odd", "Lunch with Ida and Odd on Friday", "Minutes", "Ida, meet Petra"]
)
def test_other_subjects_introduce_nobody(subject: str) -> None:
    text = f"From: j@e.example\nTo: Ida <ida@k.example>, Odd <odd@v.example>\nSubject: {subject}\n"
    assert ties(given(mailbox(text)), "introduction") == {}


def test_two_people_who_write_to_each_other_afterwards_were_introduced() -> None:
    first = "From: jonas@e.example\nTo: mara@lindgren.example, odd@v.example\nDate: Tue, 3 Nov 2026 10:00:00 +0100\n"
    later = "From: odd@v.example\nTo: mara@lindgren.example\nDate: Thu, 5 Nov 2026 10:00:00 +0100\n"
    before = later.replace("5 Nov", "1 Nov")
    assert set(ties(given(mailbox(later, first)), "introduction")) == {("me", "jonas"), ("jonas", "odd")}
    assert ties(given(mailbox(first, later, before)), "introduction") == {}


def test_my_address_is_found_where_nobody_told_it() -> None:
    messages = [f"From: p{n}@x.example\nTo: me@y.example\n" for n in range(6)]
    assert all(link.a == OWNER for link in given(mailbox(*messages), me=frozenset()).links)
    told = given(
        mailbox("From: p@x.example\nTo: q@x.example, r@x.example\nDelivered-To: r@x.example\n"), me=frozenset()
    )
    assert ("me", "p") in ties(told)
    assert "yours" in given(mailbox("From: p@x.example\nTo: q@x.example\n"), me=frozenset()).problems[0].text


NUMBERED = "Message-ID: <1@vik.example>\nFrom: Odd Vik <odd@vik.example>\nTo: mara@lindgren.example\n"
DATED = (
    "From: Odd Vik <odd@vik.example>\nTo: mara@lindgren.example\nSubject: Hi\nDate: Tue, 3 Nov 2026 10:00:00 +0100\n"
)


@pytest.mark.parametrize(
    ("first", "second", "counted"),
    [
        (NUMBERED, "Received: x\n" + NUMBERED.replace("Message-ID: <", "Message-Id:\n <"), 1),
        (NUMBERED, NUMBERED.replace("<1@", "<2@"), 2),
        (DATED, DATED.replace("Odd Vik", '"Vik, Odd"').replace("Hi", "=?utf-8?q?Hi?="), 1),
        (DATED, DATED.replace("10:00:00", "10:00:01"), 2),
        (DATED, DATED.replace("Hi", "Hi again"), 2),
        (DATED, DATED.replace("odd@", "per@"), 2),
        (DATED.replace("Date", "X-Date"), DATED.replace("Date", "X-Date"), 2),
    ],
)
def test_a_message_in_two_files_counts_once(first: str, second: str, counted: int) -> None:
    seen: set[int] = set()
    files = (("all-001.mbox", mailbox(first)), ("one.eml", second))
    readings = [given(text, name, seen=seen) for name, text in files]
    assert sum(link.count for reading in readings for link in reading.links) == counted


def test_a_single_message() -> None:
    text = "Received: x\nFrom: Odd Vik <odd@vik.example>\nTo: mara@lindgren.example\n\n"
    text += "From 1@x Fri Sep 16 22:26:51 2016\nFrom: z@x.example\nTo: mara@lindgren.example\n"
    assert mail.recognises("exports/mail/a.eml", text.encode()) == "mail message"
    assert [m.name for m in given(text, "exports/mail/a.eml").mentions] == ["Odd Vik"]


@pytest.mark.parametrize("data", [b"", b"\n\n\n", b"From ", b"\xff\xfe\x00", b"From x 2016\n", b"\x00" * 5000])
def test_no_mail_is_no_error(data: bytes) -> None:
    assert given(data).mentions == []


class Large(io.RawIOBase):
    """A mailbox of `size` bytes that is made while it is read."""

    def __init__(self, size: int) -> None:
        self.pieces = self.made(size)
        self.rest = b""

    def made(self, size: int) -> Iterator[bytes]:
        body = ("Lorem ipsum From dolor\n" * 700).encode()
        for number in range(size // 16_500):
            head = (
                f"From {number}@xxx Fri Sep 16 22:26:51 +0000 2016\nFrom: P{number % 90} <p{number % 90}@x.example>\n"
                f"To: mara@lindgren.example, q{number % 70}@x.example\nMessage-ID: <{number}>\n"
                f"Date: Wed, 4 Nov 2026 10:00:00 +0100\n\n"
            )
            yield head.encode() + body + b"\n"

    def read(self, size: int = -1) -> bytes:
        while len(self.rest) < size and (piece := next(self.pieces, b"")):
            self.rest += piece
        data, self.rest = self.rest[:size], self.rest[size:]
        return data


def test_memory_does_not_grow_with_the_mailbox() -> None:
    seen: list[int] = []
    tracemalloc.start()
    file = Input("big.mbox", lambda: cast("IO[bytes]", Large(64 << 20)), me=ME)
    reading = mail.read(file, seen.append)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert reading.rows == (64 << 20) // 16_500
    assert peak < 24 << 20
    assert seen == sorted(seen)
    assert seen[-1] > 60 << 20


def test_an_oversized_header_is_cut() -> None:
    data = (
        b"From 1@x Fri Sep 16 22:26:51 2016\nFrom: a@x.example\nTo: b@x.example\nX: " + b"y" * (3 << 20) + b"\n\nbody\n"
    )
    found = list(mbox.headers(Input("x", lambda: io.BytesIO(data))))
    assert [len(header.data) for header in found] == [mbox.LARGEST_HEADER]
