from __future__ import annotations

import io
import random
from collections.abc import Iterable

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from outreach.sources import pasted
from outreach.sources import pasted_words as say
from outreach.sources.base import OWNER, Input, Reading


def page(text: str, name: str = "exports/seen/page.txt", me: Iterable[str] = ()) -> Reading:
    data = text.encode("utf-8", "surrogatepass")
    return pasted.read(Input(name, lambda: io.BytesIO(data), me=frozenset(me)))


@pytest.mark.parametrize(
    ("line", "names", "more"),
    [
        ("Rosa Blom is a mutual connection", "Rosa Blom", 0),
        ("Rosa Blom & Odd Vik are mutual connections", "Rosa Blom & Odd Vik", 0),
        ("Rosa Blom, Odd Vik & 12 other mutual connections", "Rosa Blom, Odd Vik", 12),
        ("Rosa Blom and 1 other mutual connection", "Rosa Blom", 1),
        ("Rosa Blom, Odd Vik, and 1,061 other shared connections", "Rosa Blom, Odd Vik", 1061),
        ("Rosa Blom, Ph.D, Odd Vik & 35 other mutual connections", "Rosa Blom, Ph.D, Odd Vik", 35),
        ("You both know Rosa Blom, Odd Vik, and 17 others", "Rosa Blom, Odd Vik", 17),
        ("Rosa Blom ist ein gemeinsamer Kontakt", "Rosa Blom", 0),
        ("Rosa Blom, Odd Vik und 3 weitere gemeinsame Kontakte", "Rosa Blom, Odd Vik", 3),
        ("Rosa Blom et 3 autres relations en commun", "Rosa Blom", 3),
        ("Rosa Blom y otros 1.204 contactos en común", "Rosa Blom", 1204),
        ("Rosa Blom e mais 12 conexões em comum", "Rosa Blom", 12),
        ("Rosa Blom och 4 andra gemensamma kontakter", "Rosa Blom", 4),
        ("38 mutual connections", "", 38),
        ("1 gemeinsamer Kontakt", "", 1),
    ],
)
def test_mutual_lines_give_names_and_count(line: str, names: str, more: int) -> None:
    found = say.mutual(line)
    assert found is not None
    assert found[:2] == (names, more)


@pytest.mark.parametrize(
    "line",
    [
        "See all mutual connections",
        "Mutual connections",
        "We have a lot of mutual connections",
        "12 shared experiences",
    ],
)
def test_other_lines_are_no_mutual_lines(line: str) -> None:
    assert say.mutual(line) is None


@pytest.mark.parametrize(
    ("line", "name", "degree"),
    [
        ("Odd Vik • 2nd", "Odd Vik", 2),
        (" · 3rd+", "", 3),
        ("• 2nd2nd degree connection", "", 2),
        ("3rd+ degree connection", "", 3),
        ("Odd Vik, PhD • 2.", "Odd Vik, PhD", 2),
        ("Odd Vik • 1er", "Odd Vik", 1),
        ("• 2.Kontakt 2. Grades", "", 2),
        ("Odd Vik • 2:a", "Odd Vik", 2),
        ("王伟 • 2度", "王伟", 2),
        ("Odd Vik • You", "Odd Vik", 0),
    ],
)
def test_degree_markers_of_any_language(line: str, name: str, degree: int) -> None:
    assert say.marker(line) == (name, degree)


@pytest.mark.parametrize(
    "line",
    ["Founder • CEO", "Founder @ X • 2024", "· 3K followers", "Posted • 3d", "• 2h", "3 • 20 km", "1 • 2 %", "2nd"],
)
def test_other_bullets_are_no_degree(line: str) -> None:
    assert say.marker(line) is None


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("exports/seen/Jonas Ekberg's connections.txt", "Jonas Ekberg"),
        ("exports/seen/Jonas’ connections (2).txt", "Jonas"),
        ("exports/seen/connections-of-jonas-ekberg.txt", "jonas ekberg"),
        ("exports/seen/2026-03-01 Kontakte von Uta Grün.html", "Uta Grün"),
        ("exports/seen/my connections.txt", None),
        ("exports/seen/search.txt", None),
        ("exports/seen/new connections.txt", None),
    ],
)
def test_the_files_name_tells_whose_list_it_is(name: str, owner: str | None) -> None:
    reading = page("Odd Vik • 2nd\nPainter\nOslo, Norway\n", name)
    assert (reading.owner and reading.owner.name) == owner
    assert [(item.person, item.text, item.kind) for item in reading.unresolved] == (
        [(0, owner, "connection")] if owner else []
    )
    assert reading.links == []


def test_whom_somebody_and_i_both_know_is_tied_to_them_and_to_me() -> None:
    reading = page("Odd Vik • 1st\nPainter\n", "exports/seen/People Una Li and I both know.txt")
    assert [mention.name for mention in reading.mentions] == ["Odd Vik", "Una Li"]
    assert [(link.a, link.b, link.kind) for link in reading.links] == [(OWNER, 0, "connection"), (0, 1, "mutual")]


def test_a_line_above_the_first_person_tells_whose_list_it_is() -> None:
    reading = page("Connections of: Jonas Ekberg\nAbout 20 results\nOdd Vik • 2nd\nPainter\n")
    assert reading.owner is not None
    assert reading.owner.name == "Jonas Ekberg"
    assert page("Odd Vik • 2nd\nPainter\nConnections of: Jonas Ekberg\n").owner is None


def test_my_own_list_under_my_own_name_is_mine() -> None:
    reading = page("Odd Vik • 1st\nPainter\n", "exports/seen/Mara Lindgren's connections.txt", {"mara lindgren"})
    assert reading.owner is None
    assert reading.links[0].kind == "connection"


def test_counts_make_no_tie_and_closed_accounts_no_person() -> None:
    reading = page("Odd Vik • 2nd\nPainter\nOslo\n38 mutual connections\nLinkedIn Member\n• 3rd+\nWriter\nRome\n")
    assert [mention.name for mention in reading.mentions] == ["Odd Vik"]
    assert (reading.links, reading.unresolved) == ([], [])
    assert reading.skipped == {"closed account": 1}


def test_a_line_torn_apart_is_one_line() -> None:
    reading = page("Odd Vik • 2nd\nPainter\nOslo, Norway\nRosa Blom\n,\nIda Krog\n & 3 other mutual connections\n")
    assert reading.mentions[0].location == "Oslo, Norway"
    assert [item.text for item in reading.unresolved] == ["Rosa Blom, Ida Krog"]


def test_what_is_not_understood_is_told_line_by_line() -> None:
    reading = page("Odd Vik • 2nd\nPainter\nOslo\nLorem ipsum dolor\n\nsit amet\nConnect\n")
    assert [(p.line, p.value) for p in reading.problems] == [(4, "Lorem ipsum dolor"), (6, "sit amet")]


def test_addresses_in_text_are_kept() -> None:
    reading = page(
        "[Odd Vik](https://www.linkedin.com/in/odd-vik?x=1)\n• 2nd\nPainter\nOslo\n\n"
        "Ida Krog • 2nd\nhttps://se.linkedin.com/in/idakrog/\nCook\nUmeå\n"
    )
    assert [(m.name, m.url, m.headline) for m in reading.mentions] == [
        ("Odd Vik", "https://www.linkedin.com/in/odd-vik", "Painter"),
        ("Ida Krog", "https://www.linkedin.com/in/idakrog", "Cook"),
    ]


def test_a_page_pasted_twice_says_everything_once() -> None:
    card = "Odd Vik • 2nd\nPainter\nOslo\nRosa Blom is a mutual connection\nConnect\n"
    reading = page(card + card)
    assert (len(reading.mentions), len(reading.unresolved)) == (1, 1)


def test_items_of_lists_in_markdown() -> None:
    reading = page("- [Odd Vik](https://www.linkedin.com/in/odd-vik) • 2nd\n- Painter\n1. Ida Krog • 2nd\nCook\n")
    assert [(m.name, m.headline) for m in reading.mentions] == [("Odd Vik", "Painter"), ("Ida Krog", "Cook")]


def test_my_own_card_is_left_out_by_its_address() -> None:
    html = '<div><a href="/in/mara-lindgren">Mara L.</a></div><div>• 1st</div><div>Translator</div>'
    assert page(html, "exports/seen/page.html", {"mara-lindgren"}).mentions == []


def test_hostile_text_is_cleaned() -> None:
    reading = page("<b>Eve\x1b[2J\u202e Moe</b>x • 2nd\nEve\u200b Roe • 2nd\n=cmd|'/c calc'!A1\nO\x00slo\n")
    assert [(m.name, m.headline, m.location) for m in reading.mentions] == [("Eve Roe", "=cmd|'/c calc'!A1", "Oslo")]


NOISE = """Home|Connect|Message|About|Jobs|Skip to main content|120 results|12 mutual connections|Next|Follow
lorem ipsum|dolor sit|Show all 12 posts|3d • Edited|Ad|3K followers|© 2026|Sign in|Cookie policy|https://shop.example
--|—|Privacy|You|Founder • CEO|Open menu icon|1 2 3 4 … Next|Page 3 of 9|See more|Alle Filter|Vernetzen|New posts
Trending now|5 comments|Like|Reply|Send|Status is online|Add to selection|profile picture|is a mutual connection"""


def test_100_000_lines_of_noise_invent_nobody() -> None:
    lines = NOISE.replace("\n", "|").split("|")
    choice = random.Random(7)
    reading = page("\n".join(choice.choice(lines) for _ in range(100_000)))
    assert [mention.name for mention in reading.mentions] == []
    assert len(reading.problems) <= 201


@pytest.mark.parametrize("piece", ["<", "<a ", "<!--", "<![CDATA[", "</", "<div hidden>", "<a href='", "&", "• 2nd\n"])
def test_hostile_html_ends(piece: str) -> None:
    reading = page("<html><body><p>" + piece * 60_000, "exports/seen/page.html")
    assert reading.mentions == []


@examples(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    reading = page(text + "\nOdd Vik • 2nd\nPainter\n")
    assert all(link.b < len(reading.mentions) for link in reading.links)
    assert all(item.person < len(reading.mentions) for item in reading.unresolved)


def test_recognises_pages_of_people_only() -> None:
    def asked(name: str, text: str) -> str:
        return pasted.recognises(name, text.encode())

    assert asked("exports/seen/a.txt", "anything") == "pasted page"
    assert asked("downloads/a.txt", "Odd Vik\nThe 2nd\nPainter • 2026") == ""
    assert asked("downloads/a.txt", "Odd Vik • 2nd\nRosa Blom is a mutual connection") == "pasted page"
    assert asked("downloads/shopping.txt", "milk\neggs") == ""
    assert asked("exports/seen/a.csv", "name\nOdd") == ""
    assert asked("exports/seen/a.txt", "name;company\nOdd;X") == ""
