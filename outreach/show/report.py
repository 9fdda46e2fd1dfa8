"""Everything a reader of one run may see, as plain frozen data, and the same as stable JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from outreach.model import Coverage, Draft, Excluded, Mutual, Person, Problem, Suggestion

SCHEMA = "outreach/1"
PERSON_FIELDS = ("id", "name", "url", "headline", "company", "position", "industry", "location")


@dataclass(frozen=True, slots=True)
class Report:
    """What one command found on one day.

    `week` is the ISO week as `2026-W47`. `suggestions` are those of the command itself; `sections` holds those of other
    commands shown beside them (`triage`, `news`, `audit`). `held_back` says in sentences what a limit kept out of this
    week, `best` lists the connections the run built on.
    """

    command: str
    week: str
    today: date
    suggestions: tuple[Suggestion, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    problems: tuple[Problem, ...] = ()
    sections: Mapping[str, tuple[Suggestion, ...]] = field(default_factory=dict)
    held_back: tuple[str, ...] = ()
    best: tuple[Mutual, ...] = ()


def to_json(report: Report) -> dict[str, object]:
    """Return `report` as plain values ready for `json.dumps`, in the published shape of schema `outreach/1`."""
    coverage = report.coverage
    return {
        "schema": SCHEMA,
        "week": report.week,
        "today": report.today.isoformat(),
        "suggestions": [suggestion_json(suggestion) for suggestion in report.suggestions],
        "excluded": [
            {"person": person_json(one.person), "code": one.code, "text": one.text} for one in report.excluded
        ],
        "coverage": {
            "best_connections": coverage.best_connections,
            "with_known_connections": coverage.with_known_connections,
            "people": coverage.people,
            "second_degree": coverage.second_degree,
            "known": {name: round(share, 2) for name, share in sorted(coverage.known.items())},
        },
        "problems": [
            {"file": one.file, "line": one.line, "text": one.text, "value": one.value} for one in report.problems
        ],
    }


def suggestion_json(suggestion: Suggestion) -> dict[str, object]:
    """Return one suggestion as plain values; points are rounded to two decimals, as the score is."""
    result: dict[str, object] = {
        "rank": suggestion.rank,
        "action": suggestion.action,
        "score": suggestion.score,
        "person": person_json(suggestion.person),
        "via": [_mutual(mutual) for mutual in suggestion.via],
        "reasons": [
            {"kind": one.kind, "points": round(one.points, 2) + 0.0, "text": one.text, "evidence": one.evidence}
            for one in suggestion.reasons
        ],
        "drafts": [_draft(draft) for draft in suggestion.drafts],
    }
    if suggestion.answers:
        result["answers"] = {
            name: {"answer": one.answer, "evidence": one.evidence} for name, one in suggestion.answers.items()
        }
    return result


def person_json(person: Person) -> dict[str, str]:
    """Return the published fields of a person; an unknown one is an empty text."""
    return {name: getattr(person, name) for name in PERSON_FIELDS}


def _mutual(mutual: Mutual) -> dict[str, object]:
    return {
        "id": mutual.person.id,
        "name": mutual.person.name,
        "strength": round(mutual.strength, 2),
        "evidence": list(mutual.evidence),
    }


def _draft(draft: Draft) -> dict[str, object]:
    return {
        "kind": draft.kind,
        "text": draft.text,
        "length": draft.length,
        "limit": draft.limit,
        "findings": list(draft.findings),
    }
