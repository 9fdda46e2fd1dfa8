"""Ninety requests to four invented people, with the verdict each should get."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from outreach.config import Settings
from outreach.model import Mutual, Person
from outreach.scoring import Scorer
from outreach.tending import safety
from outreach.tending.answers import judges
from outreach.triage import Judged, Request, judge

TABLE = Path(__file__).parent / "triage_table.toml"


@dataclass(frozen=True)
class Row:
    who: str
    expected: str
    report: bool
    judged: Judged

    @property
    def action(self) -> str:
        return self.judged.suggestion.action

    def __str__(self) -> str:
        return f"{self.who}: {self.judged.request.person.name or 'nobody'}: {self.action}, expected {self.expected}"


def request(row: dict[str, Any]) -> Request:
    fields = {name: row.get(name, "") for name in ("headline", "company", "position", "industry", "location")}
    person = Person(id=row["name"].casefold().replace(" ", "-") or "nobody", name=row["name"], **fields)
    via = tuple(Mutual(Person(f"m{n}", f"Mutual {n}"), strength) for n, strength in enumerate(row.get("via", ())))
    barred = row.get("barred", "") or row.get("firm_barred", "")
    return Request(
        person, row.get("message", ""), None, row.get("connections"), via, barred=barred, named="barred" in row
    )


def judged() -> Iterator[Row]:
    for user in tomllib.loads(TABLE.read_text(encoding="utf-8"))["user"]:
        settings = Settings.model_validate(user["settings"])
        how = judges(settings, Scorer(settings))
        for row in user["request"]:
            yield Row(user["who"], row["expect"], row.get("report", False), judge(request(row), how))


@cache
def rows() -> tuple[Row, ...]:
    return tuple(judged())


def test_nine_in_ten_verdicts_are_exact() -> None:
    wrong = [str(row) for row in rows() if row.action != row.expected]
    assert len(rows()) >= 80
    assert len(wrong) <= len(rows()) // 10, "\n".join(wrong)


def test_nothing_that_sells_or_harms_is_accepted_and_no_welcome_person_ignored() -> None:
    accepted = [str(row) for row in rows() if row.action == "accept" and row.expected == "ignore"]
    ignored = [str(row) for row in rows() if row.action == "ignore" and row.expected == "accept"]
    assert accepted + ignored == []


def test_every_verdict_shows_its_three_answers_with_evidence_for_yes_and_no() -> None:
    for row in rows():
        answers = row.judged.suggestion.answers
        assert list(answers) == ["industry", "help", "place"]
        assert all(one.answer in ("yes", "no", "unknown") for one in answers.values())
        assert all(one.evidence for one in answers.values() if one.answer != "unknown"), str(row)


def test_what_is_to_be_reported_says_so() -> None:
    said = [any("Report" in note for note in row.judged.suggestion.notes) for row in rows()]
    assert [str(row) for row, told in zip(rows(), said, strict=True) if told != row.report] == []
    assert all(safety.danger(row.judged.request.message).report for row in rows() if row.report)
