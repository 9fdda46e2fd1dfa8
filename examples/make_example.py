"""Write the example workspace: an invented cargo-bike builder, her two archives and what four friends gave her.

`python examples/make_example.py [FOLDER]` writes `FOLDER/workspace/` and `FOLDER/today.txt`, the same bytes every time.
The words come from `source/*.toml`; people and firms are invented.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "source"))

from archive import own_archive
from cast import Cast, read_source
from correspondence import Letters
from others import friends_files, personal_files, seen_files

TODAY = date(2026, 11, 22)
ARCHIVES = (
    ("Basic_LinkedInDataExport_05-10-2026.zip", date(2026, 5, 10)),
    ("Complete_LinkedInDataExport_11-16-2026.zip", date(2026, 11, 16)),
)


def files() -> dict[str, bytes]:
    """Return every file of the example by its path under the example's folder."""
    people = Cast()
    letters = Letters(people)
    tree = {"today.txt": f"{TODAY}\n".encode(), "workspace/outreach.toml": read_source("outreach.toml")}
    for name, day in ARCHIVES:
        tree[f"workspace/exports/me/{name}"] = own_archive(people, letters, day)
    for name, data in (friends_files(people) | seen_files(people) | personal_files(people)).items():
        tree[f"workspace/exports/{name}"] = data
    return dict(sorted(tree.items()))


def planted() -> dict[str, object]:
    """Return what was hidden in the files for a reader to find: changes between the archives, pitchers, requests."""
    people = Cast()
    letters = Letters(people)
    return people.planted() | letters.planted()


def write(folder: Path, tree: Mapping[str, bytes]) -> None:
    """Write `tree` under `folder`."""
    for name, data in tree.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent, files())
