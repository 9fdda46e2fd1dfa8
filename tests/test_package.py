from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = {
    "pandas",
    "networkx",
    "jinja2",
    "pydantic",
    "rich",
    "sqlite3",
    "numpy",
    "polars",
    "starlette",
    "icalendar",
    "vobject",
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_holds_package_templates_word_lists_and_example(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    for needed in (
        "outreach/cli.py",
        "outreach/py.typed",
        "outreach/lexicon/tone.toml",
        "outreach/templates/notes/en/connect.plain.txt",
        "outreach/templates/notes/pt/connect.plain.txt",
        "outreach/templates/workspace/outreach.toml",
        "outreach/examples/workspace/outreach.toml",
        "outreach/examples/today.txt",
    ):
        assert needed in names
    assert {name for name in names if name.startswith("templates/")} == set()


def test_everything_in_templates_is_shipped(wheel: zipfile.ZipFile) -> None:
    here = {
        "outreach/" + path.relative_to(ROOT).as_posix()
        for folder in ("templates", "examples/workspace")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert here <= set(wheel.namelist())


def _imported(*arguments: str, cwd: Path | None = None) -> set[str]:
    code = (
        "import sys\nfrom outreach.cli import main\n"
        f"try: main({list(arguments)!r}, standalone_mode=False)\nexcept SystemExit: pass\n"
        "print('\\0' + ' '.join(sorted({name.split('.')[0] for name in sys.modules})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=cwd, capture_output=True, text=True, check=True, input="Thanks for the soup!"
    )
    return set(done.stdout.split("\0")[1].split())


def test_help_imports_nothing_heavy() -> None:
    assert not _imported("--help") & HEAVY
    assert not _imported("plan", "--help") & HEAVY


def test_judging_one_text_imports_nothing_heavy() -> None:
    assert not _imported("tone") & HEAVY


def test_marking_a_place_of_the_week_needs_only_the_journal(tmp_path: Path) -> None:
    folder = tmp_path / "plans/2026-W47"
    folder.mkdir(parents=True)
    person = {"id": "aino", "name": "Aino", "keys": [["slug", "aino"]], "action": "connect", "via": "jonas"}
    text = f'{{"places": [{{"rank": 1, "people": [{person}]}}], "written": {{}}}}'.replace("'", '"')
    (folder / "plan.json").write_text(text)
    imported = _imported("mark", "1", "sent", "--today", "2026-11-22", "-w", str(tmp_path))
    assert not imported & (HEAVY - {"sqlite3"})
    assert (tmp_path / "journal.db").exists()


def test_every_module_imports_without_the_tools_of_development() -> None:
    code = (
        "import sys, pkgutil, importlib, outreach\n"
        "sys.modules.update(dict.fromkeys(('pytest', 'hypothesis', 'playwright', 'httpx2', 'openpyxl', 'pypdf')))\n"
        "for module in pkgutil.walk_packages(outreach.__path__, 'outreach.'):\n"
        "    if not module.name.startswith('outreach.serve'): importlib.import_module(module.name)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
