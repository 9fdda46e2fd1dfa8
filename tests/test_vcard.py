from __future__ import annotations

import io

import pytest

from outreach.sources import vcard
from outreach.sources.base import Input, Reading


def given(text: str | bytes) -> Reading:
    data = text if isinstance(text, bytes) else text.encode()
    return vcard.read(Input("exports/contacts/all.vcf", lambda: io.BytesIO(data)))


def card(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""])


def test_version_2_1_quoted_printable() -> None:
    mention = given(
        card(
            "VERSION:2.1",
            "N;LANGUAGE=de;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg=",
            ";;Dr.",
            "ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Caf=C3=A9 Bl=C3=A5;Rights",
            "TEL;WORK;VOICE:1",
            "EMAIL;PREF;INTERNET:Joerg@cafe.example",
            "NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0Atwo",
        )
    ).mentions[0]
    assert (mention.name, mention.first, mention.last) == ("Dr. Jörg Müller", "Jörg", "Müller")
    assert (mention.company, mention.emails, mention.note) == ("Café Blå", ("joerg@cafe.example",), "one\ntwo")


def test_version_3_escapes_groups_and_related_names() -> None:
    reading = given(
        card(
            "VERSION:3.0",
            "FN:Odd\\, Vik",
            "N:Vik;Odd;;;",
            "item1.EMAIL;type=INTERNET:odd@vik.example",
            "item2.X-ABRELATEDNAMES;type=pref:Ida Krog",
            "item2.X-ABLabel:_$!<Spouse>!$_",
            "X-ABRELATEDNAMES:Mum",
            "URL:https\\://www.linkedin.com/in/odd-vik",
            "TITLE:Head of Rights\\; Nordic",
            "ORG:Kontorist;Rights",
            "ADR;TYPE=WORK:;;Gata 1;Bergen;;5003;Norway",
            "PHOTO;ENCODING=b:" + "A" * 70,
            " " + "B" * 70,
        )
        + card("VERSION:3.0", "FN:Ida Krog")
    )
    odd = reading.mentions[0]
    assert (odd.name, odd.url, odd.position) == (
        "Odd, Vik",
        "https://www.linkedin.com/in/odd-vik",
        "Head of Rights; Nordic",
    )
    assert (odd.company, odd.location) == ("Kontorist", "Bergen, Norway")
    assert [(link.a, link.b, link.kind, link.evidence) for link in reading.links] == [(0, 1, "explicit", "spouse")]
    assert reading.problems == []


def test_version_4_with_values_as_addresses() -> None:
    reading = given(
        card(
            "VERSION:4.0",
            "FN:Ana Ruiz",
            "TEL;VALUE=uri:tel:+1-555",
            "EMAIL;PREF=1:ana@ruiz.example",
            "RELATED;TYPE=colleague;VALUE=text:Per Nygård",
            "RELATED;TYPE=friend:urn:uuid:f81d4fae",
        )
        + card("VERSION:4.0", "KIND:group", "FN:The board", "MEMBER:urn:uuid:f81d4fae")
    )
    assert [m.name for m in reading.mentions] == ["Ana Ruiz", "Per Nygård"]
    assert [(link.a, link.b, link.evidence) for link in reading.links] == [(0, 1, "colleague")]
    assert reading.skipped == {"a group, no person": 1}


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["N:Vik;Odd;;;"], "Odd Vik"),
        (["FN:", "N:;;;;", "NICKNAME:Oddis", "ORG:Kontorist"], "Oddis"),
        (["ORG:Kontorist;Rights"], "Kontorist"),
        (["EMAIL:odd@vik.example"], ""),
    ],
)
def test_a_card_without_a_full_name(lines: list[str], name: str) -> None:
    assert [m.name for m in given(card("VERSION:3.0", *lines)).mentions] == [name]


def test_one_bad_card_costs_that_card() -> None:
    reading = given(
        card("VERSION:3.0", "FN:Odd Vik", "REV:yesterday, perhaps", "no colon here", "EMAIL:odd@vik.example")
        + card("VERSION:3.0")
        + "BEGIN:VCARD\r\nFN:Half\r\n"
        + card("FN:Ida Krog")
        + "BEGIN:VCARD\r\nN;CHARSET=X-NONE;ENCODING=QUOTED-PRINTABLE:=ZZ;x\r\nFN:Per"
    )
    assert [m.name for m in reading.mentions] == ["Odd Vik", "Half", "Ida Krog", "Per"]
    assert reading.mentions[0].emails == ("odd@vik.example",)
    assert reading.skipped == {"no name and no address": 1}
    assert [(p.line, p.text) for p in reading.problems][:1] == [(5, "not a line of a card")]


@pytest.mark.parametrize(
    "data", [b"", b"BEGIN:VCARD", b"\xff\xfe\x00", b"END:VCARD\n" * 50, b"BEGIN:VCARD\n" * 500, b"=\n=\n="]
)
def test_no_address_book_is_no_error(data: bytes) -> None:
    assert given(data).mentions == []
