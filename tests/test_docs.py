"""What the documents say is what the program prints; `pytest --golden` rewrites the printed parts."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from outreach.cli import main

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.S)


def printed(command: str) -> str:
    program, *arguments = shlex.split(command)
    assert program == "outreach"
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return result.output


def test_every_command_in_the_readme_prints_what_it_says(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = README.read_text(encoding="utf-8")
    blocks = list(BLOCK.finditer(text))
    assert len(blocks) >= 2
    actual = text
    for block in reversed(blocks):
        output = printed(block["command"])
        actual = actual[: block.start("output")] + output + actual[block.end("output") :]
    if request.config.getoption("golden"):
        README.write_text(actual, encoding="utf-8")
    assert README.read_text(encoding="utf-8") == actual, "README differs; read the difference, then pytest --golden"


def test_every_command_has_help_and_stands_in_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    for name, command in main.commands.items():
        assert command.help, name
        assert re.search(rf"`[^`]*\b{name}\b[^`]*`", text), name


def test_every_option_has_help() -> None:
    for name, command in main.commands.items():
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name} {parameter.opts}"


def test_every_setting_stands_in_the_file_that_init_writes() -> None:
    from outreach.config import Settings

    text = (ROOT / "templates/workspace/outreach.toml").read_text(encoding="utf-8")
    for name, table in Settings.model_fields.items():
        keys = getattr(table.annotation, "model_fields", {})
        for key, field in keys.items():
            assert re.search(rf"^(# )?{field.alias or key} = ", text, re.M), f"[{name}] {key}"
