from __future__ import annotations

import io
import sys

import pytest

from outreach import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_pipe_sees_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    step = progress.watch(True)
    step("reading", 0.5)
    step("", None)
    assert capsys.readouterr().err == ""


def test_a_terminal_sees_long_work_as_plain_text_and_short_work_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("TERM", "xterm")
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    step = progress.watch(True)
    step("reading", 0.1)
    assert sys.stderr.getvalue() == ""  # type: ignore[attr-defined]
    now[0] = 2.0
    step("reading [red]a.mbox", 0.5)
    step("", None)
    assert "reading [red]a.mbox" in sys.stderr.getvalue()  # type: ignore[attr-defined]


def test_quiet_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert progress.watch(False) is progress.silent
