"""By which name somebody is greeted: by none where it may be no person's."""

from __future__ import annotations

import pytest

from outreach.notes import salutation


@pytest.mark.parametrize(
    ("name", "first", "whole"),
    [
        ("Aino Berge", "Aino", "Aino Berge"),
        ("ANNA KOWALSKA", "Anna", "Anna Kowalska"),
        ("🌟Lena🌟 Vik", "Lena", "Lena Vik"),
        ("Lena™ Vik", "Lena", "Lena Vik"),
        ("Kim (she/her)", "Kim", "Kim"),
        ("Berge, Aino", "Aino", "Aino Berge"),
        ("Anna Berg | Kanzlei & Partner", "Anna", "Anna Berg"),
        ("王小明", "王小明", "王小明"),
        ("My Nguyễn", "My", "My Nguyễn"),
        ("Ana Sales", "Ana", "Ana Sales"),
        ("Maria Sa", "Maria", "Maria Sa"),
        ("Jo Roe, CA", "Jo", "Jo Roe"),
    ],
)
def test_people_are_greeted_by_name(name: str, first: str, whole: str) -> None:
    assert (salutation.first(name), salutation.whole(name)) == (first, whole)


@pytest.mark.parametrize(
    ("name", "first", "whole"),
    [
        ("AJ Brown", "AJ", "AJ Brown"),
        ("AJ BROWN", "", "Aj Brown"),
        ("J. R. Smith", "", "J. R. Smith"),
        ("A", "", ""),
        ("M L", "", ""),
        ("L e n a", "", ""),
    ],
)
def test_initials_are_no_first_name_unless_somebody_goes_by_them(name: str, first: str, whole: str) -> None:
    assert (salutation.first(name), salutation.whole(name)) == (first, whole)


@pytest.mark.parametrize(
    ("name", "first", "whole"),
    [
        ("Prof. Dr. Tove Strand", "Tove", "Tove Strand"),
        ("Mag. Eva Huber", "Eva", "Eva Huber"),
        ("Dipl.-Ing. Karl Horn", "Karl", "Karl Horn"),
        ("Dr. Müller", "", ""),
        ("Herr Schmidt", "", ""),
        ("CEO Anna Berg", "", ""),
        ("van der Berg", "", "van der Berg"),
    ],
)
def test_titles_are_dropped_and_a_family_name_alone_is_not_used(name: str, first: str, whole: str) -> None:
    assert (salutation.first(name), salutation.whole(name)) == (first, whole)


@pytest.mark.parametrize(
    "name",
    [
        "Team Nordlys", "The Nordlys Team", "Acme GmbH", "Fjord House AB", "ACME Consulting Ltd", "HR Department",
        "LinkedIn Member", "Studio Vik", "Museo del Faro", "Café Mokka", "Your Dentist", "We are hiring", "Anonymous",
        "anna@acme.example", "www.acme.example", "+47 912 34 567", "Anna123", "N/A", "-", "🌟", "", "ʟᴇɴᴀ ᴠɪᴋ",
        "Anna & Karl Berg", "Anna und Karl Berg",
    ],
)  # fmt: skip
def test_nobody_is_greeted_by_what_is_no_persons_name(name: str) -> None:
    assert (salutation.first(name), salutation.whole(name)) == ("", "")


def test_an_account_named_like_its_firm_is_a_firms() -> None:
    assert salutation.first("Nordlys", "NORDLYS AB") == ""
    assert salutation.first("Aino Berge", "Aino Berge") == "Aino"
