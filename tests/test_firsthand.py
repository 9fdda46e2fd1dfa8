from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import polars as pl

from outreach.sources.base import OWNER, Link, Mention, Reading
from outreach.who import firsthand


def mine(*rows: tuple[str, str, str]) -> list[Any]:
    table = pl.DataFrame(rows, schema=["first", "last", "url"], orient="row")
    return [SimpleNamespace(connections=table)]


CONNECTIONS = mine(
    ("Anna", "Lind, MBA", "https://www.linkedin.com/in/anna-lind"),
    ("Odd", "Vik", "https://www.linkedin.com/in/odd-vik"),
    ("Odd", "Vik", "https://www.linkedin.com/in/odd-vik-2"),
)


def page(*mentions: Mention, links: tuple[Link, ...] = ()) -> Reading:
    return Reading("exports/seen/page.txt", "pasted page", "seen", mentions=list(mentions), links=list(links))


def urls(reading: Reading) -> list[str]:
    return [mention.url.rpartition("/")[2] for mention in firsthand.addressed([reading], CONNECTIONS)[0].mentions]


def test_who_is_shown_as_mine_is_the_one_connection_of_that_name() -> None:
    assert urls(page(Mention("Anna Lind", degree=1), Mention("Anna Lind", degree=2))) == ["anna-lind", ""]
    assert urls(page(Mention("Anna Lind, MBA"), links=(Link(OWNER, 0, "connection"),))) == ["anna-lind"]


def test_of_several_connections_of_one_name_none_is_chosen() -> None:
    assert urls(page(Mention("Odd Vik", degree=1), Mention("Una Li", degree=1))) == ["", ""]


def test_an_address_is_kept_and_other_files_are_left_alone() -> None:
    assert urls(page(Mention("Anna Lind", degree=1, url="https://www.linkedin.com/in/other"))) == ["other"]
    mail = Reading("a.mbox", "mailbox", "mail", mentions=[Mention("Anna Lind", degree=1)])
    assert firsthand.addressed([mail], CONNECTIONS) == [mail]
    assert firsthand.addressed([page(Mention("Anna Lind", degree=1))], [])[0].mentions[0].url == ""
