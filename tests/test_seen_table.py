from __future__ import annotations

import io
from datetime import date

import pandas as pd

from outreach.sources import seen_table
from outreach.sources.base import Input, Reading


def given(text: str | bytes, name: str = "exports/seen/people.csv") -> Reading:
    data = text if isinstance(text, bytes) else text.encode()
    return seen_table.read(Input(name, lambda: io.BytesIO(data)))


def test_only_a_name_is_needed() -> None:
    reading = given("Name\nTove Aasen\n\nIgor Petrescu\n")
    assert [(m.name, m.line) for m in reading.mentions] == [("Tove Aasen", 2), ("Igor Petrescu", 4)]
    assert reading.problems == []


def test_columns_come_in_any_order_case_spacing_and_language() -> None:
    reading = given(
        " COMPANY ;Profil-URL;Nachname;  Vorname ;Gesehen am;Gemeinsame Kontakte\n"
        "Kunsthalle Ost;https://de.linkedin.com/in/jana-feld/;Feld;Jana;03.11.2026;Ole Bruun, PhD; \n"
    )
    mention = reading.mentions[0]
    assert (mention.name, mention.company, mention.first, mention.last) == (
        "Jana Feld",
        "Kunsthalle Ost",
        "Jana",
        "Feld",
    )
    assert mention.url == "https://de.linkedin.com/in/jana-feld/"
    assert mention.seen_on == date(2026, 11, 3)
    assert [(u.person, u.text, u.kind, u.line) for u in reading.unresolved] == [(0, "Ole Bruun, PhD", "via", 2)]


def test_via_holds_names_and_addresses() -> None:
    reading = given('name,via\nNia Okoro,"Ben Ito; https://www.linkedin.com/in/ana-ruiz ;"\nBo Lind,\n')
    assert [u.text for u in reading.unresolved] == ["Ben Ito", "https://www.linkedin.com/in/ana-ruiz"]
    assert {u.person for u in reading.unresolved} == {0}


def test_a_bad_cell_costs_the_cell_and_a_nameless_row_the_row() -> None:
    reading = given("name,url,seen_on\nAda Moe,my friend's site,4/5/2026\n,https://www.linkedin.com/in/x,\nCy Roe,,\n")
    assert [m.name for m in reading.mentions] == ["Ada Moe", "Cy Roe"]
    assert reading.mentions[0].url == ""
    assert reading.mentions[0].seen_on is None
    assert [(p.line, p.value) for p in reading.problems] == [(2, "4/5/2026"), (2, "my friend's site"), (3, "")]
    assert reading.skipped == {"no name": 1}


def test_people_may_be_called_na_but_a_filled_in_na_is_nothing() -> None:
    reading = given("first name,last name,company,location\nNa,Nan,NA,n/a\nNone,Null,nan,-\n")
    assert [m.name for m in reading.mentions] == ["Na Nan", "None Null"]
    assert {(m.company, m.location) for m in reading.mentions} == {("", "")}


def test_invitations_keep_message_day_and_count() -> None:
    reading = given(
        "name,message,received,connections,via\n"
        'Raj Patel,"Hello,\nloved your talk",2026-11-02,500+,Lea Kurz\nMo Salah,,,,\n',
        "exports/seen/invitations.csv",
    )
    first, second = reading.invitations
    assert (first.mention, first.message, first.received, first.connections) == (
        0,
        "Hello,\nloved your talk",
        date(2026, 11, 2),
        500,
    )
    assert (first.via, first.line, second.line, second.connections) == (("Lea Kurz",), 2, 4, None)


def test_saved_by_a_spreadsheet() -> None:
    windows = "sep=;\r\nName;Firma\r\nZoë Müller;Café Blå\r\n".encode("cp1252")
    utf16 = "Name\tCompany\nZoë Müller\tCafé Blå\n".encode("utf-16")
    sheet = io.BytesIO()
    pd.DataFrame({"Name": ["Zoë Müller"], "Company": ["Café Blå"]}).to_excel(sheet, index=False)
    for data, name in ((windows, "people.csv"), (utf16, "people.csv"), (sheet.getvalue(), "people.xlsx")):
        mention = given(data, f"exports/seen/{name}").mentions[0]
        assert (mention.name, mention.company) == ("Zoë Müller", "Café Blå")


def test_a_table_without_people_says_what_was_expected() -> None:
    reading = given("colour,price\nred,3\n")
    assert reading.mentions == []
    assert "`name`" in reading.problems[0].text
    assert given("").problems == []
    assert given("name,company\n").problems == []


def test_hostile_text_is_cleaned() -> None:
    mention = given('name,headline,about\n"A\x1b[31mda \u202eMoe","<b>x</b>\x00","one\r\ntwo\u2028three"\n').mentions[0]
    assert (mention.name, mention.headline, mention.about) == ("Ada Moe", "<b>x</b>", "one\ntwo\nthree")


def test_recognises_only_what_is_kept_by_hand() -> None:
    def asked(name: str, text: str) -> str:
        return seen_table.recognises(name, text.encode())

    assert asked("exports/seen/people.csv", "company,name\n") == "people table"
    assert asked("exports/seen/Invitations-2026.csv", "name,message\n") == "invitations table"
    assert asked("exports/seen/fair in Malmö.tsv", "name\tcompany\n") == "people table"
    assert asked("exports/me/a.zip!Invitations.csv", "From,To,Sent At,Message,Direction\n") == ""
    assert asked("exports/contacts/people.csv", "name,email\n") == ""
    assert asked("exports/seen/page.txt", "Jane Roe\n • 2nd\nEditor\n") == ""
    assert asked("exports/seen/people.csv", "name,vmid,companyId,connectionDegree\n") == ""
