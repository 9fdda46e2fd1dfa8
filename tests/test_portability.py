from __future__ import annotations

import io
import json
from pathlib import Path

from outreach.sources import portability
from outreach.sources.base import Input
from outreach.sources.container import open_path

ROW = {
    "First Name": "Odd",
    "Last Name": "Vik, PhD",
    "URL": "https://www.linkedin.com/in/odd-vik",
    "Connected On": "08 Feb 2026",
}


def answer(domain: str, *rows: object) -> dict[str, object]:
    return {"paging": {"start": 0}, "elements": [{"snapshotDomain": domain, "snapshotData": list(rows)}]}


def given(text: str, name: str = "exports/me/snapshot.json") -> dict[str, str]:
    file = Input(name, lambda: io.BytesIO(text.encode()), "me")
    return {member.name: member.open().read().decode() for member in portability.members(file)}


def test_each_domain_is_the_archives_file() -> None:
    text = json.dumps(
        [answer("CONNECTIONS", ROW), answer("INBOX", {"FROM": "Odd", "CONTENT": "a\nb"}), answer("ADS_CLICKED", {})]
    )
    found = given(text)
    assert list(found) == ["exports/me/snapshot.json!Connections.csv", "exports/me/snapshot.json!messages.csv"]
    assert found["exports/me/snapshot.json!Connections.csv"] == (
        "First Name,Last Name,URL,Connected On\n"
        'Odd,"Vik, PhD",https://www.linkedin.com/in/odd-vik,08 Feb 2026\n'
    )  # fmt: skip


def test_pages_one_after_another_are_one_table() -> None:
    other = {**ROW, "First Name": "Ida", "Company": None}
    text = json.dumps(answer("CONNECTIONS", ROW)) + "\n" + json.dumps(answer("CONNECTIONS", other)) + "\n{broken"
    (table,) = given(text).values()
    assert table.splitlines()[0] == "First Name,Last Name,URL,Connected On,Company"
    assert len(table.splitlines()) == 3


def test_other_json_is_left_alone() -> None:
    for text in (
        "{}",
        "[1]",
        '{"snapshotDomain": 1}',
        "",
        '{"elements":[{"snapshotDomain":"CONNECTIONS","snapshotData":5}]}',
    ):
        assert list(given(text)) == ["exports/me/snapshot.json"]


def test_a_saved_answer_is_opened_like_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "snapshot.json"
    path.write_text(json.dumps(answer("CONNECTIONS", ROW)))
    (file,) = open_path(path, "exports/me/snapshot.json", "me").inputs
    assert (file.name, file.role) == ("exports/me/snapshot.json!Connections.csv", "me")
