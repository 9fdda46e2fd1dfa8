"""What people's LinkedIn files really look like: a test per case, each a thing that has broken other importers."""

from __future__ import annotations

import io
import zipfile

import pytest

from outreach import addresses
from outreach.who.profile_keys import mailbox
from tests.exports import HEADER, IN, INVITATIONS, MESSAGES, PREAMBLE, connections, people, read

ADA = f"Ada,Byron,{IN}ada-byron,,Engines Ltd,Analyst,08 Feb 2026"
ME = f"{IN}mia-own"


def letters(*rows: str, header: str = MESSAGES) -> str:
    return "\n".join([header, *rows])


def test_case_1_a_preamble_of_notes_stands_above_the_header() -> None:
    archive = read({"Connections.csv": PREAMBLE + HEADER + "\n" + ADA})
    assert (people(archive), archive.connections["line"].to_list()) == (["Ada Byron"], [5])


def test_case_2_no_preamble_costs_no_row() -> None:
    assert people(read({"Connections.csv": f"{HEADER}\n{ADA}\n{ADA}"})) == ["Ada Byron", "Ada Byron"]


def test_case_3_there_is_no_url_column() -> None:
    archive = read({"Connections.csv": "First Name,Last Name,Company,Position,Connected On\nAda,Byron,E,A,08 Feb 2026"})
    assert archive.connections.select("first", "url", "company").rows() == [("Ada", None, "E")]


def test_case_4_columns_stand_in_another_order_with_new_ones_between() -> None:
    text = "Connected On,Premium,LAST NAME,position,first_name\n08 Feb 2026,yes,Byron,Analyst,Ada"
    assert people(read({"Connections.csv": text})) == ["Ada Byron"]


def test_case_5_rows_of_closed_accounts_are_counted_and_no_people() -> None:
    archive = read({"Connections.csv": connections(ADA, ",,,,,,07 Jun 2022", " , ,,,,,07 Jun 2022")})
    assert (people(archive), archive.skipped) == (["Ada Byron"], {"closed account": 2})


def test_case_6_degrees_behind_a_comma_belong_to_the_name() -> None:
    row = f'2-c,,Mia Own,{ME},"Ada Byron, PhD,Bob Roe","{IN}ada-byron,{IN}bob-roe",2025-03-01 10:00:00 UTC,,Hi,INBOX'
    assert read({"messages.csv": letters(row)}).messages["recipients"].to_list() == [["Ada Byron, PhD", "Bob Roe"]]


@pytest.mark.parametrize(
    "written",
    [f"{IN}zo%C3%AB-brandt", f"{IN}zoë-brandt/", "www.linkedin.com/in/Zoë-Brandt", f"{IN}ZO%c3%ab-brandt?a=b"],
)
def test_case_7_one_address_is_written_in_three_ways(written: str) -> None:
    assert addresses.slug(written) == "zoë-brandt"


def test_case_8_invitations_of_mid_2023_have_member_numbers() -> None:
    text = (
        "From,To,Sent At,Message,Direction,inviterProfileUrn,inviteeProfileUrn\n"
        'Ada Byron,Mia Own,"1/29/23, 2:37 PM",,INCOMING,urn:li:member:123,urn:li:member:9'
    )
    rows = read({"Invitations.csv": text}).invitations
    assert rows.select("direction", "name", "urn").rows() == [("in", "Ada Byron", "urn:li:member:123")]


def test_case_9_a_file_of_2018_is_utf_16_with_tabs() -> None:
    text = '"First Name"\t"Last Name"\t"Connected On"\n"Zoë"\t"Brandt"\t"08 Feb 2019"\n'
    assert people(read({"Connections.csv": text.encode("utf-16")})) == ["Zoë Brandt"]
    assert people(read({"Connections.csv": text.encode("utf-16-le")})) == ["Zoë Brandt"]


def test_case_10_a_spreadsheet_is_called_csv() -> None:
    workbook = io.BytesIO()
    with zipfile.ZipFile(workbook, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    found = read(
        {"Connections.csv": workbook.getvalue(), "Profile.csv": "First Name,Last Name,Headline\nMia,Own,Baker"}
    )
    assert [(one.file, "save it as CSV" in one.text) for one in found.problems] == [("a.zip!Connections.csv", True)]
    assert len(found.tables["profile"]) == 1


@pytest.mark.parametrize(
    "data",
    [
        ("\ufeff" + f"{HEADER}\nZoë,Brandt,,,,,12-Feb-19\n".replace("\n", "\r\n")).encode(),
        f"{HEADER}\nZoë,Brandt,,,,,12-Feb-19".replace(",", ";").encode("cp1252"),
        f"sep=;\n{HEADER}\nZoë,Brandt,,,,,12.02.2019".replace(",", ";").encode(),
        f"{HEADER}\rZoë,Brandt,,,,,12 Feb 2019\r".encode(),
        f"Zoë’s list\n{HEADER}\nZoë,Brandt,,,Zoë’s,,12-Feb-19".encode("cp1252"),
    ],
)
def test_case_11_excel_saved_the_file_again(data: bytes) -> None:
    archive = read({"Connections.csv": data})
    assert (people(archive), str(archive.connections["connected"][0])) == (["Zoë Brandt"], "2019-02-12")


def test_case_12_pandas_saved_the_file_again() -> None:
    rows = f"0,Ada,Byron,{IN}ada-byron,NA,NaN,NA,08 Feb 2026\n1,Na,Nan,{IN}na-nan,NA,Na Bakery,NA,08 Feb 2026"
    archive = read({"Connections.csv": f",{HEADER}\n{rows}"})
    assert archive.connections.select("first", "last", "email", "company", "position").rows() == [
        ("Ada", "Byron", None, None, None),
        ("Na", "Nan", None, "Na Bakery", None),
    ]


def test_case_13_of_two_columns_of_one_name_the_first_counts() -> None:
    text = "First Name,Last Name,Company,Company,Connected On\nAda,Byron,Engines,Other,08 Feb 2026"
    assert read({"Connections.csv": text}).connections["company"].to_list() == ["Engines"]


def test_case_14_a_header_ends_in_a_comma() -> None:
    assert people(read({"Connections.csv": f"{HEADER},\n{ADA},\n{ADA},"})) == ["Ada Byron", "Ada Byron"]
    assert people(read({"Connections.csv": f"{HEADER}\n{ADA},\n{ADA},"})) == ["Ada Byron", "Ada Byron"]


def test_case_15_and_16_files_of_posts_with_odd_quotes_are_left_alone() -> None:
    archive = read({"Comments_1.csv": 'Date,Link,Message\nx,y,"a \\"b\\" c"', "Shares_1.csv": 'Date\n"a"\n""b"'})
    assert (archive.problems, [member.kind for member in archive.members]) == ((), ["", ""])


def test_case_17_every_cell_is_quoted_and_texts_run_over_several_lines() -> None:
    header = ",".join(f'"{name}"' for name in MESSAGES.split(","))
    cells = ("2-c", "", "Ada", f"{IN}ada-byron", "Mia", ME, "2026-02-08 10:00:00 UTC", "", 'One\n\n""two""\n3', "INBOX")
    row = ",".join(f'"{cell}"' for cell in cells)
    archive = read({"messages.csv": letters(row, row, header=header)})
    assert archive.messages["line"].to_list() == [2, 6]
    assert archive.bodies()["content"].to_list() == ['One\n\n"two"\n3'] * 2


def test_case_18_members_without_a_name_are_nobody() -> None:
    row = f"2-c,,LinkedIn Member,,Mia Own,{ME},2025-03-01 10:00:00 UTC,,Hi,INBOX"
    good = f"2-c,,Ada Byron,{IN}ada-byron,Mia Own,{ME},2025-03-01 10:00:00 UTC,,Hi,INBOX"
    archive = read({"messages.csv": letters(row, good)})
    assert (archive.messages["sender"].to_list(), archive.skipped) == (["Ada Byron"], {"closed account": 1})


def test_case_19_advertising_is_no_message() -> None:
    good = f"2-c,,Ada Byron,{IN}ada-byron,Mia Own,{ME},2025-03-01 10:00:00 UTC,,Hi,INBOX"
    rows = (
        f"2-a,Sponsored Conversation,A Firm,,Mia Own,{ME},2025-03-01 10:00:00 UTC,Buy,Buy now,INBOX",
        f'2-b,,A Firm,,Mia Own,{ME},2025-03-01 10:00:00 UTC,,"<p class=""spinmail-quill-editor__spin-break"">",INBOX',
        f"2-d,,LinkedIn Staff,,Mia Own,{ME},2025-03-01 10:00:00 UTC,,Try Premium,INBOX",
    )
    archive = read({"messages.csv": letters(good, *rows)})
    assert (len(archive.messages), archive.skipped) == (1, {"sponsored": 3})


def test_case_20_drafts_were_never_sent() -> None:
    header = MESSAGES + ",ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT"
    row = f"2-c,,Mia Own,{ME},Ada,{IN}ada-byron,2025-03-01 10:00:00 UTC,,Hi,INBOX,,"
    archive = read({"messages.csv": letters(row + "Yes,No", row + "No,Yes", row + "No,No", header=header)})
    assert (len(archive.messages), archive.skipped) == (1, {"draft": 2})


def test_case_22_an_archive_may_lack_any_file() -> None:
    archive = read({"Skills.csv": "Name\nBaking\n"})
    assert (len(archive.connections), len(archive.messages), archive.problems) == (0, 0, ())


def test_case_23_cells_for_addresses_hold_something_else() -> None:
    archive = read({"Connections.csv": connections("Ada,Byron,not a link,,,,08 Feb 2026")})
    assert (people(archive), archive.problems) == (["Ada Byron"], ())


def test_case_25_a_formula_is_text() -> None:
    assert people(read({"Connections.csv": connections(f'=1+1,"@SUM(A1)",{IN}x,,,,08 Feb 2026')})) == ["=1+1 @SUM(A1)"]


def test_case_26_a_profile_in_two_languages_has_each_position_once() -> None:
    rows = "Roe & Co,Baker,,Bern,Aug 2020,\nRoe & Co,Bäckerin,,Bern,Aug 2020,"
    text = f"Company Name,Title,Description,Location,Started On,Finished On\n{rows}"
    archive = read({"Positions.csv": text})
    assert archive.tables["positions"]["title"].to_list() == ["Baker"]
    assert archive.skipped == {"repeated in another language": 1}


@pytest.mark.parametrize(
    "text", ["", "\n\n", HEADER, HEADER + "\n", "No conversations found", PREAMBLE + HEADER + "\n\n"]
)
def test_case_33_an_empty_file_is_no_rows_and_no_problem(text: str) -> None:
    for name in ("Connections.csv", "messages.csv"):
        if text.startswith((HEADER[:5], "Notes")) and name == "messages.csv":
            continue
        archive = read({name: text})
        assert (archive.rows, archive.problems) == (0, ())


def test_case_33_a_file_of_something_else_is_told_with_what_was_expected() -> None:
    [problem] = read({"Connections.csv": "Dear reader,\nthis is a letter\n"}).problems
    assert (problem.line, "connected" in problem.text, problem.value[:11]) == (1, True, "Dear reader")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ada@Byron.example", "ada@byron.example ", True),
        ("ada+work@byron.example", "ada@byron.example", True),
        ("a.d.a@gmail.com", "ada@googlemail.com", True),
        ("a.da@byron.example", "ada@byron.example", False),
        ("ada@byron.example", "ada@roe.example", False),
    ],
)
def test_case_34_one_mailbox_is_written_in_several_ways(one: str, other: str, same: bool) -> None:
    assert (mailbox(one) == mailbox(other)) is same


def test_case_34_a_shared_mailbox_proves_no_person() -> None:
    assert mailbox("info@roe.example") == ""


def test_a_row_with_a_stray_quote_costs_only_itself() -> None:
    stray = f'Bob,"Roe,{IN}bob-roe,,,,08 Feb 2026'
    archive = read({"Connections.csv": connections(ADA, stray, ADA, ADA)})
    assert people(archive) == ["Ada Byron"] * 3
    assert [(one.line, one.value) for one in archive.problems] == [(6, stray)]


def test_a_quote_within_a_cell_costs_nothing() -> None:
    assert people(read({"Connections.csv": connections(f'Bob,5" Roe,{IN}bob-roe,,,,08 Feb 2026', ADA)})) == [
        'Bob 5" Roe',
        "Ada Byron",
    ]


def test_a_file_cut_off_in_the_middle_loses_the_last_row_only() -> None:
    archive = read({"Connections.csv": connections(ADA, f"Bob,Roe,{IN}bo")})
    assert people(archive) == ["Ada Byron"]
    assert archive.problems[0].line == 6


def test_bytes_that_are_no_text_at_all_end_in_a_problem_or_nothing() -> None:
    noise = bytes(range(256)) * 40
    archive = read({"Connections.csv": noise, "Invitations.csv": INVITATIONS.encode() + b"\n" + noise})
    assert archive.connections.is_empty()


def test_a_web_page_in_place_of_a_list_is_told() -> None:
    [problem] = read({"Connections.csv": "<!doctype html><html><body>Sign in</body></html>"}).problems
    assert "web page" in problem.text


@pytest.mark.parametrize("day", ["08 Feb +99999", "08 Feb -0005", "31 Dec 9999", "01 Jan 0001"])
def test_a_day_of_a_year_that_nobody_means_is_left_empty_and_told(day: str) -> None:
    archive = read({"Connections.csv": connections(f"Ada,Byron,{IN}ada-byron,,,,{day}")}, role="shared")
    assert people(archive) == ["Ada Byron"]
    assert archive.connections["connected"].to_list() == [None]
    assert archive.taken is None
    assert [(problem.line, problem.value) for problem in archive.problems] == [(5, day)]


@pytest.mark.parametrize("moment", ["+99999-01-05 10:00:00 UTC", "9999-12-31 10:00:00 UTC"])
def test_a_message_of_a_year_that_nobody_means_has_no_day(moment: str) -> None:
    row = f"1,,Bob Roe,{IN}bob-roe,Mara Vik,{IN}mara-vik,{moment},,hello,INBOX"
    assert read({"messages.csv": f"{MESSAGES}\n{row}"}).messages["date"].to_list() == [None]
