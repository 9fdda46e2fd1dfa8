"""Templates: what a note may use, and how everything else is refused with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from outreach import render
from outreach.errors import TemplateError


def shapes(tmp_path: Path, text: str) -> tuple[render.Shape, ...]:
    path = tmp_path / "note.txt"
    path.write_text(text, encoding="utf-8")
    return render.read_shapes(path, "templates/notes/en/connect.plain.txt", ("first", "mutual"))


def test_lines_are_choices_and_paragraphs(tmp_path: Path) -> None:
    first, second = shapes(
        tmp_path,
        "# a comment\nHi {{ first }},\n| Hello {{ first }},\n|\nbye.\n\nPS\n---\nOne {{ mutual }}.\n",
    )
    (opening, close), (postscript,) = first.paragraphs
    assert [line and line.source for line in opening] == ["Hi {{ first }},", "Hello {{ first }},", None]
    assert [line and line.source for line in (*close, *postscript)] == ["bye.", "PS"]
    assert second.paragraphs[0][0][0] is not None
    assert second.paragraphs[0][0][0].place == "templates/notes/en/connect.plain.txt:9"


def test_a_field_behind_if_is_not_needed(tmp_path: Path) -> None:
    ((line,),) = shapes(tmp_path, "{% if first %}Hi {{ first }}, {% endif %}I know {{ mutual }}.")[0].paragraphs[0:1][0]
    assert line is not None
    assert line.needs == {"mutual"}
    assert render.fill(line, {"first": "", "mutual": "Jo Ek"}) == "I know Jo Ek."
    assert render.fill(line, {"first": "Aino", "mutual": "Jo Ek"}) == "Hi Aino, I know Jo Ek."


@pytest.mark.parametrize(
    ("attack", "told"),
    [
        ("{{ frist }}", "unknown field “frist”; did you mean “first”?"),
        ("{% for n in range(10**9) %}x{% endfor %}", "for is refused"),
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "for is refused"),
        ("{{ 'x' * 10**7 }}", "mul is refused"),
        ("{{ first.__class__.__mro__ }}", "getattr is refused"),
        ("{{ first['__class__'] }}", "getitem is refused"),
        ("{{ ''.format(first) }}", "is refused"),
        ("{{ first|attr('__class__') }}", "filter “attr” is refused"),
        ("{{ first|center(10000000) }}", "filter “center” is refused"),
        ("{{ cycler.__init__.__globals__.os.popen('id') }}", "is refused"),
        ("{{ self.__init__ }}", "is refused"),
        ("{% include '/etc/passwd' %}", "include is refused"),
        ("{% import 'x' as y %}", "import is refused"),
        ("{% macro again() %}{{ again() }}{% endmacro %}", "macro is refused"),
        ("{% set first = 'x' %}", "assign is refused"),
        ("{{ first", "unexpected end of template"),
        ("{% if first %}Hi", "Unexpected end of template"),
    ],
)
def test_refused_with_file_and_line(tmp_path: Path, attack: str, told: str) -> None:
    with pytest.raises(TemplateError) as error:
        shapes(tmp_path, f"Hi {{{{ first }}}},\n\n{attack}\n")
    assert str(error.value).startswith("templates/notes/en/connect.plain.txt:3: ")
    assert told in str(error.value)


def test_files_that_hold_no_note_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"connect\.plain\.txt:1: the file holds no note"):
        shapes(tmp_path, "# only a comment\n")
    with pytest.raises(TemplateError, match=r"connect\.plain\.txt:1: “\|” gives another way"):
        shapes(tmp_path, "| another way to say nothing\n")
    with pytest.raises(TemplateError, match="too large for a note"):
        shapes(tmp_path, "x" * 200_000)
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9")
    with pytest.raises(TemplateError, match="UTF-8"):
        render.read_shapes(tmp_path / "latin.txt", "latin.txt", ())


def test_the_users_file_goes_before_ours_file_by_file(tmp_path: Path) -> None:
    mine = tmp_path / "notes" / "en" / "connect.plain.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("Hi", encoding="utf-8")
    assert render.note_file(tmp_path, "en", "connect", "plain") == (mine, "templates/notes/en/connect.plain.txt")
    found = render.note_file(tmp_path, "en", "ask", "plain")
    assert found is not None
    assert found[0] == render.shipped("templates") / "notes" / "en" / "ask.plain.txt"


def test_a_tone_without_file_is_said_plainly() -> None:
    found = render.note_file(None, "de", "connect", "warm")
    assert found is not None
    assert found[1] == "templates/notes/de/connect.plain.txt"
    assert render.note_file(None, "xx", "connect", "plain") is None


def test_pages_escape_and_miss_nothing(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "hello.html").write_text("<p>{{ name }}</p>", encoding="utf-8")
    page = render.pages_environment(tmp_path).get_template("hello.html")
    assert page.render(name="<script>") == "<p>&lt;script&gt;</p>"
    with pytest.raises(UndefinedError):
        page.render()
    with pytest.raises((UndefinedError, SecurityError)):
        render.pages_environment().from_string("{{ ''.__class__.__mro__ }}").render()
