"""Templates in a sandbox: notes, whose lines may be said several ways, and pages, which escape everything.

A file `notes/<language>/<kind>.<tone>.txt` holds several *shapes* separated by a line `---`. In a shape every line is
a sentence or two; a line that starts with `| ` is another way to say the line above it, `|` alone lets it be left out.
Lines are joined by a space, an empty line starts a paragraph, a line that starts with `#` is a comment.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.exceptions import TemplateError as JinjaError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from outreach.errors import TemplateError

_LARGEST_FILE = 100_000  # bytes; the longest shipped file has a tenth of it
_FILTERS = frozenset({"lower", "upper", "trim"})
_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.If,
    nodes.CondExpr,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Compare,
    nodes.Operand,
    nodes.Filter,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One way to say one sentence. `needs` are the fields it cannot do without; those an `if` asks for are optional.

    `parts` are its words and fields by turns, words first and last; a line that holds more than that is a `template`.
    """

    place: str
    source: str
    template: Template | None
    needs: frozenset[str]
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """One way to build a note: paragraphs of sentences, each a choice of lines; None stands for leaving it out."""

    place: str
    paragraphs: tuple[tuple[tuple[Line | None, ...], ...], ...]


def shipped(name: str) -> Path:
    """Return the folder `name` that came with this install: inside the package (wheel) or beside it (checkout)."""
    inside = Path(__file__).parent / name
    return inside if inside.is_dir() else Path(__file__).parents[1] / name


@cache
def notes_environment() -> ImmutableSandboxedEnvironment:
    """Return the environment of notes: plain text, a field that is missing is an error."""
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined)


def pages_environment(folder: Path | None = None) -> ImmutableSandboxedEnvironment:
    """Return the environment of pages: everything escaped; `folder`/pages overrides the shipped pages file by file."""
    places = [shipped("templates") / "pages"] if folder is None else [folder / "pages", shipped("templates") / "pages"]
    loader = ChoiceLoader([FileSystemLoader(place) for place in places])
    return ImmutableSandboxedEnvironment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def note_file(folder: Path | None, language: str, kind: str, tone: str) -> tuple[Path, str] | None:
    """Return a kind's template and the name it is shown by: the tone asked for, else plain; the user's before ours."""
    for name in (f"{kind}.{tone}.txt", f"{kind}.plain.txt"):
        inside = f"notes/{language}/{name}"
        if folder is not None and (folder / inside).is_file():
            return folder / inside, f"templates/{inside}"
        if (shipped("templates") / inside).is_file():
            return shipped("templates") / inside, f"templates/{inside}"
    return None


def read_shapes(path: Path, shown: str, fields: Collection[str]) -> tuple[Shape, ...]:
    """Read the shapes of a note template; raise `TemplateError` with `shown` and the line for whatever is not allowed.

    `fields` are the names a line may use. No loops, calls, attributes, arithmetic or includes: a note needs none.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST_FILE + 1)
        text = raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(f"{shown}: cannot be read as UTF-8 text ({error})") from error
    if len(raw) > _LARGEST_FILE:
        raise TemplateError(f"{shown}: larger than {_LARGEST_FILE:,} bytes, too large for a note")
    return _shapes(text, shown, tuple(sorted(fields)))


@lru_cache(maxsize=256)
def _shapes(text: str, shown: str, fields: tuple[str, ...]) -> tuple[Shape, ...]:
    lines = list(enumerate(text.splitlines(), start=1))
    starts = [0, *(number for number, line in lines if line.strip() == "---"), len(lines) + 1]
    shapes = []
    for start, end in pairwise(starts):
        body = [(number, line.strip()) for number, line in lines if start < number < end]
        if paragraphs := _paragraphs(body, shown, fields):
            shapes.append(Shape(f"{shown}:{start + 1}", paragraphs))
    if not shapes:
        raise TemplateError(f"{shown}:1: the file holds no note")
    return tuple(shapes)


def _paragraphs(
    body: list[tuple[int, str]], shown: str, fields: tuple[str, ...]
) -> tuple[tuple[tuple[Line | None, ...], ...], ...]:
    paragraphs: list[list[list[Line | None]]] = [[]]
    for number, text in body:
        if text.startswith("#"):
            continue
        if not text:
            if paragraphs[-1]:
                paragraphs.append([])
        elif not text.startswith("|"):
            paragraphs[-1].append([_line(text, f"{shown}:{number}", fields)])
        elif not paragraphs[-1]:
            raise TemplateError(f"{shown}:{number}: “|” gives another way to say the line above, and there is none")
        else:
            words = text[1:].strip()
            paragraphs[-1][-1].append(_line(words, f"{shown}:{number}", fields) if words else None)
    return tuple(tuple(tuple(choice) for choice in paragraph) for paragraph in paragraphs if paragraph)


def _line(text: str, place: str, fields: tuple[str, ...]) -> Line:
    environment = notes_environment()
    try:
        tree = environment.parse(text)
        _refuse(tree, place, fields)
        parts = _parts(tree)
        template = None if parts else environment.from_string(tree)
    except (TemplateSyntaxError, JinjaError) as error:
        raise TemplateError(f"{place}: {error.message}") from error
    tests = [*(node.test for node in tree.find_all(nodes.If)), *(node.test for node in tree.find_all(nodes.CondExpr))]
    asked = {name.name for test in tests for name in _names(test)}
    return Line(place, text, template, frozenset(name.name for name in _names(tree)) - asked, parts)


def _parts(tree: nodes.Template) -> tuple[str, ...]:
    """Words and fields by turns: what can be joined without the template engine, hundreds of times a note."""
    parts = [""]
    for node in (node for output in tree.body if isinstance(output, nodes.Output) for node in output.nodes):
        if isinstance(node, nodes.TemplateData):
            parts[-1] += node.data
        elif isinstance(node, nodes.Name):
            parts += [node.name, ""]
        else:
            return ()
    return tuple(parts) if all(isinstance(output, nodes.Output) for output in tree.body) else ()


def _names(node: nodes.Node) -> list[nodes.Name]:
    return [node] if isinstance(node, nodes.Name) else list(node.find_all(nodes.Name))


def _refuse(tree: nodes.Template, place: str, fields: tuple[str, ...]) -> None:
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, _ALLOWED) or (isinstance(node, nodes.Filter) and node.name not in _FILTERS):
            what = f"the filter “{node.name}”" if isinstance(node, nodes.Filter) else type(node).__name__.lower()
            raise TemplateError(f"{place}: a note may use fields and `if`, nothing else ({what} is refused)")
        if isinstance(node, nodes.Name) and node.name not in fields:
            near = difflib.get_close_matches(node.name, fields, 1)
            hint = f"did you mean “{near[0]}”?" if near else "known are " + ", ".join(fields)
            raise TemplateError(f"{place}: unknown field “{node.name}”; {hint}")


def fill(line: Line, values: Mapping[str, str]) -> str:
    """Return `line` with `values` in their places; raise `TemplateError` with file and line where that fails."""
    try:
        if line.template:
            return line.template.render(values).strip()
        return "".join(values[part] if turn % 2 else part for turn, part in enumerate(line.parts)).strip()
    except KeyError as error:
        raise TemplateError(f"{line.place}: {error} is undefined") from error
    except JinjaError as error:
        raise TemplateError(f"{line.place}: {error.message}") from error
