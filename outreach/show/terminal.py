"""A report as text for a terminal, 80 columns wide, with every word from a file shown as plain text."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from outreach.model import Draft, Excluded, Mutual, Problem, Suggestion
from outreach.show.report import Report
from outreach.text import clean

if TYPE_CHECKING:
    from outreach.capture import Understood

WIDTH = 80
DOING = {
    "connect": "connect, with this note",
    "connect_plain": "connect, without a note",
    "ask": "ask the mutual contact",
    "accept": "accept",
    "review": "review",
    "ignore": "ignore",
    "keep": "keep",
    "unfollow": "unfollow",
    "remove": "remove",
}


def shown(renderable: RenderableType, colour: bool = False, width: int = WIDTH) -> str:
    """Return `renderable` as text; with `colour` it carries the terminal's colour codes."""
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        # names may hold what looks like markup
        highlight=False,
        markup=False,
        emoji=False,
    )
    console.print(renderable)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


@dataclass(frozen=True, slots=True)
class Told:
    """An answer that is not a list of suggestions: plain data for programs, and what to show a person."""

    data: object
    body: RenderableType

    def text(self, colour: bool = False) -> str:
        """Return the answer as text."""
        return shown(self.body, colour)


def report_text(report: Report, colour: bool = False, brief: bool = False) -> str:
    """Return the whole report: each suggestion with its reasons, then what was left out; `brief`: one line each."""
    title = f"{report.command} · {report.week} · {report.today}"
    parts: list[RenderableType] = [Text(title, style="bold"), Text()]
    if not report.suggestions:
        parts.append(
            Text("Nobody to suggest. `outreach check` says what is known; `outreach scout` where to look next.")
        )
    elif brief:
        parts.append(_list(report.suggestions))
    else:
        parts += [suggestion_card(one) for one in report.suggestions]
    if brief and report.excluded:
        parts += [Text(), _excluded(report.excluded)]
    parts += [Text(), *_footer(report)]
    return shown(Group(*parts), colour)


def suggestion_card(one: Suggestion) -> RenderableType:
    """Return one suggestion with its route, reasons, answers and drafts."""
    place = f"{one.rank}. " if one.rank else ""
    head = Text.assemble((place, "bold"), (one.person.name, "bold"), f"   {one.score:.2f}")
    what = " · ".join(part for part in (_work(one), one.person.location) if part)
    lines: list[RenderableType] = [head]
    if what:
        lines.append(_indented(Text(what, style="dim")))
    doing = Text.assemble((DOING.get(one.action, one.action), "green"), _through(one.via))
    if doing.plain:
        lines.append(_indented(Text(doing.plain.removeprefix(" · ")) if not one.action else doing))
    lines.append(_indented(_reasons(one)))
    lines += [_indented(Text(f"{name}: {_answer(one, name)}")) for name in one.answers]
    lines += [_indented(Text(note, style="yellow")) for note in one.notes]
    lines += [_indented(_draft(draft)) for draft in one.drafts]
    return Group(*lines, Text())


def _work(one: Suggestion) -> str:
    person = one.person
    work = ", ".join(part for part in (person.position, person.company) if part)
    return work or person.headline


def _answer(one: Suggestion, name: str) -> str:
    answer = one.answers[name]
    return answer.answer + (f" ({answer.evidence})" if answer.evidence else "")


def _through(via: Sequence[Mutual]) -> str:
    if not via:
        return ""
    names = [mutual.person.name for mutual in via[:3]]
    more = f" and {len(via) - 3} more" if len(via) > 3 else ""
    return " · through " + ", ".join(names) + more


def _reasons(one: Suggestion) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(ratio=1)
    for reason in one.reasons:
        points = f"{reason.points:+.2f}"
        text = Text(reason.text)
        if reason.evidence:
            text.append(f" ({reason.evidence})", style="dim")
        table.add_row(points, text)
    return table


def _draft(draft: Draft) -> RenderableType:
    head = f"{draft.kind} note, {draft.length} of {draft.limit} characters:"
    body = Group(*(Text(line) for line in draft.text.split("\n")))
    findings = [Text("! " + finding, style="yellow") for finding in draft.findings]
    return Group(Text(head, style="dim"), Padding(body, (0, 0, 0, 2)), *findings)


def _indented(content: RenderableType) -> RenderableType:
    return Padding(content, (0, 0, 0, 3))


def _list(suggestions: Iterable[Suggestion]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1), width=WIDTH)
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("score", justify="right", no_wrap=True)
    table.add_column("who", ratio=5)
    table.add_column("why", ratio=6)
    for one in suggestions:
        who = Text(one.person.name, style="bold")
        if work := _work(one):
            who.append("\n" + work, style="dim")
        doing = "" if not one.action or one.action == "connect" else DOING.get(one.action, one.action) + ": "
        table.add_row(str(one.rank), f"{one.score:.2f}", who, Text(doing + _best_reasons(one)))
    return table


def _best_reasons(one: Suggestion) -> str:
    best = sorted(one.reasons, key=lambda reason: -abs(reason.points))[:2]
    return "; ".join(reason.text for reason in best if reason.text)


def _footer(report: Report) -> list[RenderableType]:
    lines: list[RenderableType] = []
    lines += [Text(sentence) for sentence in report.held_back]
    if report.excluded:
        counts = Counter(one.code for one in report.excluded)
        left = ", ".join(f"{count} {code.replace('_', ' ')}" for code, count in sorted(counts.items()))
        lines.append(Text(f"Left out: {left}."))
    coverage = report.coverage
    if coverage.people:
        told = f"connections are known of {coverage.with_known_connections} of your {coverage.best_connections} best."
        unnamed = "who your best connections are is not known: name them under [[best]] in outreach.toml."
        seen = f"Seen: {coverage.people:,} people, {coverage.second_degree:,} of them two steps away; "
        lines.append(Text(seen + (told if coverage.best_connections else unnamed)))
    return lines


def _excluded(excluded: Iterable[Excluded]) -> Table:
    """Everybody left out, by which rule and why."""
    table = Table(box=None, pad_edge=False, padding=(0, 1), width=WIDTH)
    table.add_column("left out", ratio=3)
    table.add_column("rule", no_wrap=True)
    table.add_column("why", ratio=5)
    for one in excluded:
        table.add_row(Text(one.person.name), Text(one.code), Text(one.text))
    return table


def captured_text(people: Sequence[Understood], problems: Sequence[Problem], colour: bool = False) -> str:
    """Return what was understood of a page as a table, then line by line what was not."""
    table = Table(box=None, pad_edge=False, padding=(0, 1), width=WIDTH)
    table.add_column("line", justify="right", no_wrap=True)
    for title, ratio in (("who", 4), ("what and where", 5), ("how you are tied", 4)):
        table.add_column(title, ratio=ratio)
    for one in people:
        about = " · ".join(part for part in (one.headline, one.location) if part)
        table.add_row(str(one.line or ""), Text(one.name, style="bold"), Text(about), Text(one.tie))
    count = f"{len(people)} {'person' if len(people) == 1 else 'people'} understood."
    return shown(Group(table, Text(), Text(count)), colour) + problems_text(problems)


def problems_text(problems: Iterable[Problem]) -> str:
    """Return one line per problem: place, what was expected, the value found."""
    lines = (
        f"{problem.file}{f':{problem.line}' if problem.line else ''}: {problem.text}"
        + (f" ({problem.value})" if problem.value else "")
        for problem in problems
    )
    return "".join(f"{clean(line)}\n" for line in lines)
