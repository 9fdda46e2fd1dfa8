"""What all tests share: golden files, rewritten by `pytest --golden`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="rewrite golden files; read the diff before committing")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Give a function that compares `text` with the file at `path`."""

    def check(path: Path, text: str) -> None:
        if request.config.getoption("golden"):
            path.write_text(text, encoding="utf-8")
        expected = path.read_text(encoding="utf-8") if path.exists() else ""
        assert text == expected, f"{path} differs; read the difference, then run pytest --golden"

    return check
