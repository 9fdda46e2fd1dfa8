from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from outreach.sources import linkedin
from outreach.sources.container import open_path

GOLDEN = Path(__file__).parent / "golden"
ERAS = sorted(path.name for path in GOLDEN.glob("linkedin-*") if path.is_dir())


def told(archive: linkedin.Archive) -> str:
    """Everything that was read, one row a line, so that a difference can be read."""
    owner = archive.owner
    facts = {
        "owner": f"{owner.name} {owner.url}".strip() if owner else "",
        "told by": archive.told,
        "connections": rows(archive.connections),
        "messages": rows(archive.messages),
        "invitations": rows(archive.invitations),
        **{kind: rows(table) for kind, table in sorted(archive.tables.items())},
        "skipped": [f"{reason}: {count}" for reason, count in archive.skipped.items()],
        "problems": [f"{one.file}:{one.line}: {one.text} {one.value}".rstrip() for one in archive.problems],
    }
    return json.dumps(facts, ensure_ascii=False, indent=1) + "\n"


def rows(table: pl.DataFrame) -> list[str]:
    """The filled cells of every row."""
    return [
        ", ".join(f"{name}={value}" for name, value in row.items() if value not in (None, "", [], False))
        for row in table.iter_rows(named=True)
    ]


@pytest.mark.parametrize("era", ERAS)
def test_an_archive_of_each_year_reads_as_expected(era: str, golden: Callable[[Path, str], None]) -> None:
    folder = GOLDEN / era
    [archive] = linkedin.read([linkedin.Export(open_path(folder, era), "me")])
    golden(GOLDEN / f"{era}.json", told(archive))
