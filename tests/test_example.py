from __future__ import annotations

import importlib.util
import zipfile
from io import BytesIO
from pathlib import Path
from types import ModuleType

FOLDER = Path(__file__).parent.parent / "examples"


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_example", FOLDER / "make_example.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def unpacked(data: bytes) -> object:
    """A zip by its members, as the compressor's bytes differ between builds of zlib; anything else as it is."""
    if data[:4] != b"PK\x03\x04":
        return data
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [(member.filename, member.date_time, archive.read(member)) for member in archive.infolist()]


def test_the_script_writes_the_example_that_is_shipped() -> None:
    made = load().files()
    shipped = {
        path.relative_to(FOLDER).as_posix(): path.read_bytes()
        for path in [FOLDER / "today.txt", *(FOLDER / "workspace").rglob("*")]
        if path.is_file()
    }
    assert sorted(made) == sorted(shipped)
    assert {name: unpacked(data) for name, data in made.items()} == {
        name: unpacked(data) for name, data in shipped.items()
    }


def test_the_example_is_small() -> None:
    assert sum(map(len, load().files().values())) < 400_000


def test_the_planted_people_do_not_overlap() -> None:
    planted = load().planted()
    changed = [planted[kind] for kind in ("new", "vanished", "job", "renamed", "pitchers")]
    assert sum(map(len, changed)) == len(set().union(*changed))
    assert len(planted["requests"]) >= 36
