"""Bad input that people really have, case by case: pages, tables, mail, calendars and address books.

The numbers are those of the list of cases that every reader is tested against; archives have theirs elsewhere.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

from outreach.sources import contacts_table, ics, mail, pasted, profile_pdf, scraped, seen_table, shared, vcard
from outreach.sources.base import Input, Reading
from outreach.sources.container import open_path

READERS = (contacts_table, ics, mail, pasted, profile_pdf, scraped, seen_table, shared, vcard)


def given(reader: ModuleType, text: str | bytes, name: str) -> Reading:
    data = text if isinstance(text, bytes) else text.encode()
    reading: Reading = reader.read(Input(name, lambda: io.BytesIO(data), size=len(data)))
    return reading


def people(text: str | bytes) -> Reading:
    return given(seen_table, text, "exports/seen/people.csv")


def page(text: str) -> Reading:
    return given(pasted, text, "exports/seen/page.txt")


def contacts(text: str | bytes) -> Reading:
    return given(contacts_table, text, "exports/contacts/people.csv")


def test_case_1_notes_above_the_header() -> None:
    text = 'Notes:\n"Kept by hand, see below"\n\nName,Company\nOdd Vik,Kontorist\n'
    assert [(m.name, m.line) for m in people(text).mentions] == [("Odd Vik", 5)]


def test_case_3_and_4_columns_missing_and_moved() -> None:
    assert people("Company,Name\nKontorist,Odd Vik\n").mentions[0].company == "Kontorist"


def test_case_5_rows_with_nothing_but_a_date() -> None:
    reading = people("Name,URL,Seen on\n,,2026-11-02\n,,2026-11-03\nOdd Vik,,\n")
    assert ([m.name for m in reading.mentions], reading.skipped) == (["Odd Vik"], {"no name": 2})


def test_case_6_credentials_with_commas_stay_with_the_name() -> None:
    reading = page(
        "Odd Vik, PhD, CSM® • 2nd\nPainter\nOslo\nAnna Lind, MBA & Per Nygård, Ph.D are mutual connections\n"
    )
    assert reading.mentions[0].name == "Odd Vik, PhD, CSM®"
    assert reading.unresolved[0].text == "Anna Lind, MBA & Per Nygård, Ph.D"


def test_case_7_one_address_in_every_spelling() -> None:
    spellings = (
        "https://www.linkedin.com/in/zo%C3%AB-brandt",
        "linkedin.com/in/Zoë-Brandt/?x=1",
        "se.linkedin.com/in/zoë-brandt",
    )
    rows = "\n".join(f"Zoë {number},{url}" for number, url in enumerate(spellings))
    assert [m.url for m in people(f"name,url\n{rows}\n").mentions] == list(spellings)


def test_case_9_utf_16_with_tabs() -> None:
    assert contacts('"Name"\t"E-mail"\n"Zoë Ek"\t"z@x.example"\n'.encode("utf-16")).mentions[0].name == "Zoë Ek"


def test_case_10_workbooks_and_tabs_under_another_name(tmp_path: Path) -> None:
    book, tabs = tmp_path / "people.csv", tmp_path / "members.xls"
    pd.DataFrame({"Name": ["Zoë Ek"], "Email": ["z@x.example"]}).to_excel(tmp_path / "a.xlsx", index=False)
    (tmp_path / "a.xlsx").rename(book)
    tabs.write_text("Name\tUser ID\tMember ID\tRSVP\nZoë Ek\tuser 1\t1\tYes\n")
    for path in (book, tabs):
        (file,) = open_path(path, f"exports/contacts/{path.name}").inputs
        assert contacts_table.recognises(file.name, path.read_bytes())
        assert [m.name for m in contacts_table.read(file).mentions] == ["Zoë Ek"]


def test_case_11_saved_again_by_a_spreadsheet_program() -> None:
    reading = people("\ufeffName;Seen on;Note\r\nOdd Vik;12-Feb-26;met there\r\n")
    assert str(reading.mentions[0].seen_on) == "2026-02-12"
    assert people("Name;Note\r\nJörg;it\x92s him\r\n".encode("latin-1")).mentions[0].note == "it’s him"


def test_case_12_filled_in_na_is_nothing() -> None:
    mention = contacts("Unnamed: 0,Name,Email,Company\n0,Odd Vik,NA,NaN\n").mentions[0]
    assert (mention.emails, mention.company) == ((), "")


def test_case_13_and_14_repeated_and_unnamed_columns() -> None:
    assert contacts("Name,Company,Company,,\nOdd Vik,,Kontorist,x,y\n").mentions[0].company == "Kontorist"


def test_case_15_a_quote_escaped_by_a_backslash_costs_no_row() -> None:
    reading = people('name,note\nOdd Vik,"he said \\"yes\\" at once"\nIda Krog,\n')
    assert [m.name for m in reading.mentions] == ["Odd Vik", "Ida Krog"]


def test_case_16_and_17_line_breaks_in_cells() -> None:
    reading = people('"name","note"\n"Odd Vik","one\ntwo"\n"Ida Krog",""\n')
    assert [(m.name, m.note, m.line) for m in reading.mentions] == [("Odd Vik", "one\ntwo", 2), ("Ida Krog", "", 4)]


def test_case_18_closed_accounts_are_no_hub() -> None:
    card = "LinkedIn Member\n• 3rd+\nEditor\nOslo\nAnna Lind is a mutual connection\nConnect\n"
    reading = page(card * 5)
    assert (reading.mentions, reading.unresolved, reading.skipped) == ([], [], {"closed account": 5})


def test_case_19_bulk_mail_makes_no_relationship() -> None:
    text = "From 1@x Fri Sep 16 22:26:51 2016\nList-Unsubscribe: <x>\nFrom: a@b.example\nTo: me@x.example\n\n"
    assert given(mail, text, "a.mbox").links == []


def test_case_20_drafts_were_never_sent() -> None:
    text = "From 1@x Fri Sep 16 22:26:51 2016\nX-Gmail-Labels: Drafts\nFrom: me@x.example\nTo: b@x.example\n\n"
    assert given(mail, text, "a.mbox").links == []


def test_case_21_namesakes_stay_two_people() -> None:
    reading = page("Odd Vik • 2nd\nPainter\nOslo\nConnect\nOdd Vik • 2nd\nDentist\nMalmö\nConnect\n")
    assert [(m.name, m.headline) for m in reading.mentions] == [("Odd Vik", "Painter"), ("Odd Vik", "Dentist")]


def test_case_23_a_cell_that_is_no_address_costs_the_cell() -> None:
    reading = people("name,url\nOdd Vik,not yet\nIda Krog,https://example.org/in/ida\nUna Li,\n")
    assert [(m.name, m.url) for m in reading.mentions] == [("Odd Vik", ""), ("Ida Krog", ""), ("Una Li", "")]
    assert [problem.line for problem in reading.problems] == [2, 3]


def test_case_24_damaged_archives_and_hostile_names(tmp_path: Path) -> None:
    path = tmp_path / "takeout.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "Takeout/Mail/a.mbox", "From 1@x Fri Sep 16 22:26:51 2016\nFrom: a@b.example\nTo: c@d.example\n\n" * 500
        )
        archive.writestr("../../evil.vcf", "BEGIN:VCARD\nFN:Odd Vik\nEND:VCARD\n")
    whole = path.read_bytes()
    found = {file.name.split("!")[1]: file for file in open_path(path, "takeout.zip").inputs}
    assert not any(".." in name for name in found)
    path.write_bytes(whole[:60] + b"\xff" * 60 + whole[120:])
    for file in open_path(path, "takeout.zip").inputs:
        if file.name.endswith(".mbox"):
            assert mail.read(file).problems != []


def test_case_25_formulas_are_text() -> None:
    mention = people("name,headline\n=1+1,@SUM(A1)\n").mentions[0]
    assert (mention.name, mention.headline) == ("=1+1", "@SUM(A1)")


@pytest.mark.parametrize("headline", ["Founder @ X | Ex-Y", "Founder | X", "--", "—", "Founder • CEO • 2024"])
def test_case_27_headlines_of_every_style(headline: str) -> None:
    mention = page(f"Odd Vik • 2nd\n{headline}\nOslo, Norway\n").mentions[0]
    assert mention.headline == ("" if headline in ("--", "—") else headline)
    assert mention.location == "Oslo, Norway"


def test_case_28_page_furniture_is_nobody() -> None:
    furniture = "Home\nMy Network\n12+ additional advanced filters\nAbout 5,200 results\n1\n2\nNext\nAd Choices\n"
    reading = page(furniture * 300)
    assert (reading.mentions, reading.problems) == ([], [])


def test_case_29_several_values_in_one_cell() -> None:
    text = "Name,E-mail 1 - Label,E-mail 1 - Value,Labels\nOdd Vik,* Work,o@x.example ::: odd@y.example,* myContacts\n"
    assert contacts(text).mentions[0].emails == ("o@x.example", "odd@y.example")


def test_case_30_a_card_without_a_name() -> None:
    text = "BEGIN:VCARD\nEMAIL:a@x.example\nEND:VCARD\nBEGIN:VCARD\nFN:Odd Vik\nEND:VCARD\n"
    assert [m.name for m in given(vcard, text, "a.vcf").mentions] == ["", "Odd Vik"]


def test_case_31_separators_of_takeout() -> None:
    text = (
        "From 1545@xxx Fri Sep 16 22:26:51 +0000 2016\nFrom: a@x.example\nTo: b@x.example\nDate: garbage\n\n"
        "From me to you, in 2016\n\nFrom 2@xxx Sat Sep 17 22:26:51 +0000 2016\nX-Gmail-Labels: Chat\n\n<chat/>\n"
    )
    reading = given(mail, text, "All mail.mbox")
    assert (reading.rows, len(reading.links)) == (2, 1)


def test_case_32_exchange_strings_are_no_addresses() -> None:
    text = "First Name,Last Name,E-mail Address,E-mail Type\nOdd,Vik,/o=ExchangeLabs/ou=x/cn=Recipients/cn=y,EX\n"
    assert contacts(text).mentions[0].emails == ()


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__.rpartition(".")[2])
@pytest.mark.parametrize(
    "data", [b"", b"\n", b"\xef\xbb\xbf", b"No conversations found\n", b"Name,Email\n", b"\x00\xff\x00" * 99]
)
def test_case_33_files_with_nothing_in_them(reader: ModuleType, data: bytes) -> None:
    reading = given(reader, data, "exports/seen/file.csv")
    assert reading.mentions == []
    assert reading.links == []


def test_case_34_addresses_keep_their_tags_and_lose_their_case() -> None:
    assert contacts("Name,Email\nOdd Vik,O.Vik+List@GMAIL.example\n").mentions[0].emails == (
        "o.vik+list@gmail.example",
    )


def test_what_only_scrapers_write_is_refused_wherever_it_lies() -> None:
    text = "fullName,vmid,connectionDegree,companyId,profileImageUrl\nOdd Vik,1,2nd,7,x\n"
    for folder in ("seen", "contacts"):
        name = f"exports/{folder}/result.csv"
        assert [reader for reader in READERS if reader.recognises(name, text.encode())] == [scraped]
