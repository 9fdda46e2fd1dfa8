from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from outreach.sources import linkedin
from tests.exports import HEADER, IN, INVITATIONS, MESSAGES, connections, memory, people, read, read_path, zipped

ADA = f"Ada,Byron,{IN}ada-byron,,Engines Ltd,Analyst,08 Feb 2026"
BOB = f"Bob,Roe,{IN}bob-roe,bob@roe.example,Roe & Co,Baker,03 Jan 2020"
ME = f"{IN}mia-own"


def message(sender: str, url: str, to: str, to_urls: str, day: str = "2025-03-01 10:00:00 UTC", more: str = "") -> str:
    return f'2-c,,{sender},{url},"{to}","{to_urls}",{day},,"{more or "Hi"}",INBOX'


def test_a_list_is_read_by_the_names_of_its_columns() -> None:
    rows = read({"Connections.csv": connections(ADA, BOB)}).connections
    assert rows.select("line", "first", "last", "url", "email", "company", "position", "connected").rows() == [
        (5, "Ada", "Byron", f"{IN}ada-byron", None, "Engines Ltd", "Analyst", date(2026, 2, 8)),
        (6, "Bob", "Roe", f"{IN}bob-roe", "bob@roe.example", "Roe & Co", "Baker", date(2020, 1, 3)),
    ]


@pytest.mark.parametrize(
    "written",
    ["08 Feb 2026", "2/8/26, 10:21 PM", "8-Feb-26", "2026-02-08", "08.02.2026", "February 8, 2026"],
)
def test_days_are_understood_however_they_were_saved(written: str) -> None:
    text = f'{HEADER}\nAda,Byron,,,,,"{written}"'
    assert read({"Connections.csv": text}).connections["connected"].to_list() == [date(2026, 2, 8)]


def test_a_day_that_could_be_two_is_left_empty_and_told() -> None:
    archive = read({"Connections.csv": f"{HEADER}\nAda,Byron,,,,,4/5/2026"})
    assert archive.connections["connected"].to_list() == [None]
    [problem] = archive.problems
    assert (problem.line, problem.value) == (2, "4/5/2026")


def test_many_lists_are_parsed_together_and_kept_apart() -> None:
    old = "First Name,Last Name,Email Address,Company,Position,Connected On\nCid,Moor,,Moor AB,Clerk,05 Feb 2019\n"
    exports = [
        linkedin.Export(memory({"Connections.csv": text}, name), "shared")
        for name, text in [("one.csv", connections(ADA)), ("two.csv", old), ("three.csv", connections(BOB, ADA))]
    ]
    archives = linkedin.read(exports)
    assert [people(archive) for archive in archives] == [["Ada Byron"], ["Cid Moor"], ["Bob Roe", "Ada Byron"]]
    assert [archive.connections["line"].to_list() for archive in archives] == [[5], [2], [5, 6]]
    assert [archive.connections["file"].to_list()[0] for archive in archives] == [
        "one.csv!Connections.csv",
        "two.csv!Connections.csv",
        "three.csv!Connections.csv",
    ]


def test_a_damaged_list_among_many_costs_only_its_bad_rows() -> None:
    bad = f'{HEADER}\nAda,"Byron,{IN}ada-byron,,,,08 Feb 2026\n{BOB}\nshort,row'
    exports = [linkedin.Export(memory({"Connections.csv": text}, "x"), "shared") for text in (connections(ADA), bad)]
    good, damaged = linkedin.read(exports)
    assert (people(good), good.problems) == (["Ada Byron"], ())
    assert people(damaged) == ["Bob Roe"]
    assert [(one.line, one.value) for one in damaged.problems] == [
        (2, f'Ada,"Byron,{IN}ada-byron,,,,08 Feb 2026'),
        (4, "short,row"),
    ]
    assert damaged.skipped == {"unreadable": 2}


def test_the_owner_stands_in_every_message() -> None:
    archive = read(
        {
            "messages.csv": "\n".join(
                [
                    MESSAGES,
                    message("Ada Byron", f"{IN}ada-byron", "Mia Own", ME),
                    message("Mia Own", ME, "Bob Roe", f"{IN}bob-roe"),
                ]
            )
        }
    )
    assert archive.owner and (archive.owner.name, archive.owner.url) == ("Mia Own", ME)
    assert archive.told == "messages"


def test_with_a_single_correspondent_the_profile_says_which_of_the_two_is_the_owner() -> None:
    letters = "\n".join([MESSAGES, message("Ada Byron", f"{IN}ada-byron", "Mia Own", ME)])
    profile = "First Name,Last Name,Headline,Summary,Industry\nMia,Own,Baker,,Food\n"
    archive = read({"messages.csv": letters, "Profile.csv": profile})
    assert archive.owner and archive.owner.url == ME
    alone = read({"messages.csv": letters}, name="x.zip")
    assert alone.owner is None or alone.owner.url == ""


def test_invitations_name_the_owner_of_a_friends_list_without_reading_messages() -> None:
    asked = "\n".join(
        [
            INVITATIONS,
            f'Jo Friend,Ada Byron,"1/2/26, 3:04 PM",,OUTGOING,{IN}jo-friend,{IN}ada-byron',
            f'Bob Roe,Jo Friend,"1/3/26, 3:04 PM",,INCOMING,{IN}bob-roe,{IN}jo-friend',
        ]
    )
    files = {"Connections.csv": connections(ADA), "Invitations.csv": asked}
    archive = read(files, role="shared")
    assert archive.owner and archive.owner.url == f"{IN}jo-friend"
    assert (archive.told, len(archive.invitations), len(archive.messages)) == ("invitations", 0, 0)


@pytest.mark.parametrize(
    "header",
    [
        "Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Connecté le",
        "Nombre,Apellidos,URL,Correo electrónico,Empresa,Puesto,Conectado el",
    ],
)
def test_a_table_somebody_translated_keeps_mail_and_day(header: str) -> None:
    rows = read({"Connections.csv": f"{header}\nAda,Byron,{IN}ada,ada@byron.example,Lamps,Curator,8 févr. 2021"})
    assert rows.connections.select("email", "connected").row(0) == ("ada@byron.example", date(2021, 2, 8))


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("exports/shared/jonas-ekberg.zip", "jonas ekberg"),
        ("exports/shared/Connections_Ada Byron (1).csv", "Ada Byron"),
        ("exports/shared/AdaByron.csv", "Ada Byron"),
        ("exports/shared/Basic_LinkedInDataExport_08-21-2023.zip", None),
        ("exports/shared/Connections.csv", None),
    ],
)
def test_a_file_name_may_say_whose_it_is(file: str, name: str | None) -> None:
    archive = read({"Connections.csv": connections(ADA)}, role="shared", name=file)
    assert (archive.owner.name if archive.owner else None) == name


def test_what_somebody_said_about_the_owner_counts_most() -> None:
    archive = read({"Connections.csv": connections(ADA)}, role="shared", owner=f"{IN}Jo-Friend/")
    assert archive.owner and (archive.owner.url, archive.told) == (f"{IN}jo-friend", "given")


def test_the_day_of_an_archive_is_in_its_name_else_the_newest_inside() -> None:
    files = {"Connections.csv": connections(ADA, BOB)}
    assert read(files, name="Basic_LinkedInDataExport_08-21-2026.zip").taken == date(2026, 8, 21)
    assert read(files, name="mine.zip").taken == date(2026, 2, 8)


def test_recipients_are_split_as_many_as_there_are_addresses() -> None:
    three = f"{IN}ada-byron,{IN}bob-roe"
    rows = [
        message("Mia Own", ME, "Ada Byron, PhD,Bob Roe", three),
        message("Mia Own", ME, "Ada Byron, Bob Roe", three),
        message("Mia Own", ME, "Ada Byron, PMP, CSM", f"{IN}ada-byron"),
        message("Mia Own", ME, "Ada Byron,LinkedIn Member,Bob Roe", three),
        message("Mia Own", ME, "Ada Byron, PMP, Bob Roe", three),
    ]
    found = read({"messages.csv": "\n".join([MESSAGES, *rows])}).messages["recipients"].to_list()
    assert found == [
        ["Ada Byron, PhD", "Bob Roe"],
        ["Ada Byron", "Bob Roe"],
        ["Ada Byron, PMP, CSM"],
        ["Ada Byron", "Bob Roe"],
        [],
    ]


def test_message_bodies_are_read_again_on_demand_and_not_kept() -> None:
    row = message("Ada Byron", f"{IN}ada-byron", "Mia Own", ME, more="Line one\nline two")
    letters = f"{MESSAGES}\n{row}"
    archive = read({"messages.csv": letters})
    assert not {"subject", "content"} & set(archive.messages.columns)
    assert archive.messages["date"].to_list() == [datetime(2025, 3, 1, 10)]
    assert archive.bodies()["content"].to_list() == ["Line one\nline two"]


def test_a_zip_a_folder_and_a_single_file_give_the_same_list(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "Connections.csv").write_text(connections(ADA, BOB), encoding="utf-8")
    single = tmp_path / "whatever.csv"
    single.write_text(connections(ADA, BOB), encoding="utf-8")
    archive = zipped(tmp_path / "a.zip", {"Connections.csv": connections(ADA, BOB)})
    lists = [read_path(path).connections.drop("file") for path in (folder, single, archive)]
    assert lists[0].equals(lists[1])
    assert lists[0].equals(lists[2])


def test_check_is_told_of_every_file_what_it_was_and_how_many_rows_it_gave() -> None:
    ghost = ",,,,,,07 Jun 2022"
    archive = read({"Connections.csv": connections(ADA, ghost), "Ads Clicked.csv": "Ad clicked Date,Ad Title/Id\n"})
    told = [(member.file, member.kind, member.rows, dict(member.skipped)) for member in archive.members]
    assert told == [
        ("a.zip!Ads Clicked.csv", "", 0, {}),
        ("a.zip!Connections.csv", "connections", 1, {"closed account": 1}),
    ]


def test_text_of_messages_is_safe_to_show() -> None:
    row = message("A\u202eda\x1b[31m  Byron", f"{IN}ada-byron", "Mia Own", ME)
    assert read({"messages.csv": f"{MESSAGES}\n{row}"}).messages["sender"].to_list() == ["Ada Byron"]
