"""The commands: read options, make one call, print. Everything heavy is imported inside the command that needs it."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from outreach.errors import OutreachError, UsageError

if TYPE_CHECKING:
    from outreach.model import Problem
    from outreach.show.report import Report
    from outreach.workspace import Workspace

Command = TypeVar("Command", bound=Callable[..., Any])
COLLECT = (50_000, 20, 50)  # hardly anything is garbage before a command ends; looking for it takes a sixth of a plan
FORMATS = ("text", "json", "jsonl", "csv", "markdown", "html")


class Commands(click.Group):
    """A group that shows our own errors as one message with the right exit code; bugs still show a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List commands in the order in which a week uses them."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; turn what the user can put right into a message."""
        gc.set_threshold(*COLLECT)
        try:
            return super().invoke(ctx)
        except OutreachError as error:
            failure = click.ClickException(str(error))
            failure.exit_code = error.exit_code  # type: ignore[misc]  # click reads it from the instance
            raise failure from error
        except BrokenPipeError:
            sys.stderr.close()
            raise SystemExit(0) from None


@dataclass(frozen=True, slots=True)
class Run:
    """The options that every command shares."""

    workspace: str
    format: str
    today: date
    output: str
    verbose: int
    cache: bool

    def open(self, files: tuple[str, ...] = ()) -> Workspace:
        """Open the workspace of this run; files given as arguments make one of their own."""
        from outreach.progress import watch
        from outreach.workspace import Workspace, find_folder

        folder = Path.cwd() if files and not self.workspace else find_folder(self.workspace, Path.cwd(), os.environ)
        return Workspace(
            folder, self.today, files=files, cache=self.cache, note=self.talk, watch=watch(self.verbose >= 0)
        )

    def talk(self, text: str, level: int = 0) -> None:
        """Say something on stderr, unless the user asked for quiet."""
        if self.verbose >= level:
            click.echo(text, err=True)

    @property
    def colour(self) -> bool:
        """Whether stdout is a terminal that may show colours."""
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and not self.output

    def write(self, text: str) -> None:
        """Print to stdout, or to the file of --output."""
        if self.output and self.output != "-":
            from outreach.files import write

            write(Path(self.output), text)
            self.talk(f"Wrote {self.output}")
        else:
            click.echo(text, nl=not text.endswith("\n"), color=self.colour or None)

    def show(self, report: Report, brief: bool = False) -> None:
        """Print a report in the format asked for, and how many problems there were."""
        from outreach.show.output import as_text

        self.write(as_text(report, self.format, self.colour, brief))
        self.count(report.problems)

    def data(self, data: object, text: Callable[[], str]) -> None:
        """Print plain data as JSON where that was asked for, else as text; other formats are for reports."""
        import json

        if self.format == "text":
            self.write(text())
        elif self.format == "json":
            whole = {"schema": "outreach/1", **(data if isinstance(data, dict) else {"items": data})}
            self.write(json.dumps(whole, ensure_ascii=False, indent=2) + "\n")
        elif self.format == "jsonl":
            lines = data if isinstance(data, list) else [data]
            self.write("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
        else:
            raise UsageError(f"this command prints text, json or jsonl, not {self.format}")

    def count(self, problems: tuple[Problem, ...]) -> None:
        """Say in one line how many problems there were, or each of them with -v."""
        if problems and self.verbose > 0:
            from outreach.show.terminal import problems_text

            self.talk(problems_text(problems).rstrip("\n"))
        if problems:
            plural = "problem" if len(problems) == 1 else "problems"
            self.talk(f"{len(problems)} {plural} with the files read: `outreach check` lists them")


DAY = click.DateTime(["%Y-%m-%d"])
HERE = "Workspace folder (default: this one, or the nearest parent with an outreach.toml)."


def opened(file: str, mode: str) -> IO[Any]:
    """Open a file or, for `-`, stdin; raises `UsageError` where it cannot be read."""
    try:
        if "b" in mode:
            return click.open_file(file, mode)
        return click.open_file(file, mode, encoding="utf-8", errors="replace")
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}") from error


def shared(command: Command) -> Command:
    """Give a command the options that all share; it receives them as a `Run`."""
    return sharing(FORMATS)(command)


def sharing(formats: tuple[str, ...]) -> Callable[[Command], Command]:
    """Return the decorator of `shared` for a command with formats of its own, the first by default."""
    options = (
        click.option("--workspace", "-w", default="", metavar="DIR", help=HERE),
        click.option(
            "--format", "-f", "format_", type=click.Choice(formats), default=formats[0], help="How to print it."
        ),
        click.option("--today", type=DAY, metavar="DATE", help="Plan as of this day."),
        click.option("--output", "-o", default="", metavar="PATH", help="Write to this file instead of the terminal."),
        click.option("-v", count=True, help="Say more."),
        click.option("-q", is_flag=True, help="Say nothing but the result."),
        click.option("--no-cache", is_flag=True, help="Read every file anew."),
    )

    def decorate(command: Command) -> Command:
        def run(
            *given: Any, workspace: str, format_: str, today: datetime | None, output: str, v: int, q: bool,
            no_cache: bool, **more: Any,
        ) -> Any:  # fmt: skip
            day = today.date() if today else date.today()
            return command(Run(workspace, format_, day, output, -1 if q else v, not no_cache), *given, **more)

        run.__name__, run.__doc__ = command.__name__, command.__doc__
        run.__click_params__ = getattr(command, "__click_params__", [])  # type: ignore[attr-defined]
        for option in reversed(options):
            run = option(run)
        return run  # type: ignore[return-value]

    return decorate


LISTING = click.option(
    "--list", "listing", type=click.Choice(["plan", "triage", "audit"]), default="plan", help="Which list a rank means."
)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(package_name="outreach")
def main() -> None:
    """Grow a good network without selling at anyone.

    Reads what you exported or wrote down, finds people through your best
    connections, and drafts notes that you send yourself. It never logs in,
    sends or opens a network connection.

    \b
      outreach demo                     see it all on an invented workspace
      outreach plan MY.zip FRIEND.csv   a shortlist from files, no settings needed
      outreach init my-network          a workspace of your own
    """


@main.command()
@click.argument("directory", default=".", type=click.Path(file_okay=False))
@click.option("--yes", is_flag=True, help="Ask nothing; take the flags and the defaults.")
@click.option("--name", default="", help="Your name.")
@click.option(
    "--goal", default="", help="What you want: customers, vendors, job, hiring, partners, peers, supporters, learning."
)
@click.option("--value", "values", multiple=True, help="Something you stand for (repeat for more).")
@click.option("--role", "roles", multiple=True, help="A job title you look for (repeat for more).")
@click.option("--industry", "industries", multiple=True, help="A field you look for (repeat for more).")
@click.option("--location", "locations", multiple=True, help="A place you look in (repeat for more).")
@click.option("--offer", "offers", multiple=True, help="Something you can give (repeat for more).")
@click.option("--seek", "seeks", multiple=True, help="Something you look for (repeat for more).")
def init(directory: str, yes: bool, **answers: Any) -> None:
    """Make a workspace: a folder with settings you can read and change."""
    from outreach.setup import ask, create

    if not yes and sys.stdin.isatty():
        answers = ask(answers, click.prompt)
    for line in create(Path(directory), answers):
        click.echo(line, err=True)


@main.command()
@click.argument("directory", default="outreach-demo", type=click.Path(file_okay=False))
@click.option("--no-open", is_flag=True, help="Do not open the page in a browser.")
@shared
def demo(run: Run, directory: str, no_open: bool) -> None:
    """Show the whole thing on an invented person's workspace."""
    from outreach.setup import copy_example
    from outreach.views import write_plan

    folder, today = copy_example(Path(directory))
    run = Run(str(folder), run.format, today, run.output, run.verbose, run.cache)
    report, page = write_plan(run.open())
    run.show(report)
    run.talk(f"\nThe same as a page: {page}")
    if not no_open and sys.stdout.isatty() and (os.environ.get("DISPLAY") or sys.platform in ("darwin", "win32")):
        click.launch(str(page))


@main.command()
@click.option("--strict", is_flag=True, help="Exit with 1 when there is any problem.")
@shared
def check(run: Run, strict: bool) -> None:
    """Say what was read, what was not and why, and what is missing."""
    from outreach.checking import check_json, check_text, inspect

    found = inspect(run.open())
    run.data(check_json(found), lambda: check_text(found, run.colour))
    if strict and found.problems:
        raise SystemExit(1)


@main.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--fresh", is_flag=True, help="Plan the week anew instead of keeping its people.")
@click.option("--dry-run", is_flag=True, help="Print the plan, write nothing.")
@shared
def plan(run: Run, files: tuple[str, ...], fresh: bool, dry_run: bool) -> None:
    """This week's shortlist, with reasons and notes.

    FILE: your own export first, then those of friends, in any order; NAME=FILE
    says whose it is.
    """
    from outreach.views import write_plan

    report, page = write_plan(run.open(files), fresh=fresh, dry_run=dry_run)
    run.show(report)
    if page:
        run.talk(f"The same as a page: {page}")


@main.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@shared
def rank(run: Run, files: tuple[str, ...]) -> None:
    """Everybody two steps away, in order, and who is left out by which rule."""
    from outreach.views import ranking

    run.show(ranking(run.open(files)), brief=True)


@main.command()
@click.argument("person")
@shared
def why(run: Run, person: str) -> None:
    """Everything known about one person's place in the ranking."""
    from outreach.explain import why as explain

    found = explain(run.open(), person)
    run.data(found.data, lambda: found.text(run.colour))


@main.command()
@click.argument("target")
@shared
def path(run: Run, target: str) -> None:
    """The warm routes to a person or into a company, best first."""
    from outreach.explain import routes

    found = routes(run.open(), target)
    run.data(found.data, lambda: found.text(run.colour))


@main.command()
@shared
def scout(run: Run) -> None:
    """Where to look next: which friends to ask, which pages to open by hand."""
    from outreach.scouting import scouting

    found = scouting(run.open())
    run.data(found.data, lambda: found.text(run.colour))


@main.command()
@click.argument("file", default="-", type=click.Path(allow_dash=True))
@click.option("--yes", is_flag=True, help="Save without asking.")
@shared
def capture(run: Run, file: str, yes: bool) -> None:
    """Add people from a page you copied (a file, a pipe, or paste and Ctrl-D)."""
    from outreach.capturing import captured

    if file == "-" and sys.stdin.isatty():
        run.talk("Paste the page, then press Ctrl-D on a line of its own.")
    with opened(file, "rb") as stream:
        found = captured(run.open(), stream.read(), "" if file == "-" else file)
    run.write(found.text(run.colour))
    if not found.people:
        raise SystemExit(1)
    if yes or (sys.stdout.isatty() and click.confirm("Save them?", default=True, err=True)):
        run.talk(f"Saved as {found.save()}")
    else:
        run.talk("Nothing was saved; --yes saves without asking.")


KINDS = ("connect", "ask", "thanks", "congratulate", "offer", "decline", "export")


@main.command()
@click.argument("person")
@click.option("--kind", type=click.Choice(KINDS), default="connect", help="Which message.")
@click.option(
    "--tone", "manner", type=click.Choice(["plain", "warm", "formal", "brief"]), default="plain", help="In which tone."
)
@click.option("--lang", default="", help="In which language (en, de, fr, es, pt); theirs or yours by default.")
@click.option("--why", "explain", is_flag=True, help="Show the facts of the message and where each comes from.")
@LISTING
@shared
def draft(run: Run, person: str, kind: str, manner: str, lang: str, explain: bool, listing: str) -> None:
    """Draft one message, for you to read, change and send."""
    from outreach.messages import message

    found = message(run.open(), person, kind, manner, lang, listing)
    run.data(found.data, lambda: found.text(explain))


@main.command()
@click.argument("file", default="-", type=click.Path(allow_dash=True))
@shared
def tone(run: Run, file: str) -> None:
    """Does this text pitch? Says pitch, unsure or friendly, and what told."""
    from outreach.tone_cli import judged

    with opened(file, "r") as stream:
        for line in judged(stream, run.format, file):
            run.write(line)


@main.command()
@shared
def triage(run: Run) -> None:
    """Incoming requests: accept, review or ignore, each with three answers."""
    from outreach.views import triage_report

    run.show(triage_report(run.open()))


@main.command()
@click.option("--all", "everybody", is_flag=True, help="Every connection instead of the 30 most worth a look.")
@shared
def audit(run: Run, everybody: bool) -> None:
    """Existing connections: keep, unfollow, remove or review, with evidence."""
    from outreach.views import audit_report

    run.show(audit_report(run.open(), everybody=everybody))


@main.command()
@shared
def news(run: Run) -> None:
    """What changed between your exports, and who deserves a word."""
    from outreach.views import news_report

    run.show(news_report(run.open()))


@main.command()
@click.argument("person")
@click.argument("status", required=False, default="")
@click.option("--date", "day", type=DAY, metavar="DATE", help="When it happened (default: today).")
@click.option("--note", default="", help="A note of your own, such as what they need.")
@LISTING
@shared
def mark(run: Run, person: str, status: str, day: datetime | None, note: str, listing: str) -> None:
    """Write down what you did: sent, asked, accepted, replied, declined,
    skipped, withdrawn, never, kept, unfollowed, removed, floods, ignored,
    opportunity; or undo.

    `mark PERSON undo` takes back the last about a person, `mark undo` the last of all.
    """
    from outreach.marking import mark as note_down

    run.talk(note_down(run.open(), person, status, day.date() if day else run.today, note, listing))


@main.command()
@click.argument("one")
@click.argument("other")
@shared
def same(run: Run, one: str, other: str) -> None:
    """Two entries are the same person."""
    from outreach.marking import answer

    run.talk(answer(run.open(), "same", one, other))


@main.command()
@click.argument("one")
@click.argument("other")
@shared
def different(run: Run, one: str, other: str) -> None:
    """Two entries are different people."""
    from outreach.marking import answer

    run.talk(answer(run.open(), "different", one, other))


@main.command()
@click.argument("person")
@shared
def about(run: Run, person: str) -> None:
    """All that is held about somebody, and from which file."""
    from outreach.explain import about as tell

    found = tell(run.open(), person)
    run.data(found.data, lambda: found.text(run.colour))


@main.command()
@click.argument("action", required=False, type=click.Choice(["remove"]))
@click.argument("name", required=False)
@click.option("--yes", is_flag=True, help="Remove without asking.")
@shared
def sources(run: Run, action: str | None, name: str | None, yes: bool) -> None:
    """What was brought in, by whom; `sources remove NAME` takes one out."""
    from outreach.keeping import list_sources, remove_source

    workspace = run.open()
    if not action:
        found = list_sources(workspace)
        run.data(found.data, lambda: found.text(run.colour))
        return
    if not yes and not (sys.stdin.isatty() and click.confirm(f"Delete {name} and everything it brought?", err=True)):
        raise OutreachError("nothing was removed; --yes removes without asking")
    run.talk(remove_source(workspace, name or ""))


@main.command()
@click.argument("person")
@click.option("--yes", is_flag=True, help="Forget without asking.")
@shared
def forget(run: Run, person: str, yes: bool) -> None:
    """Erase what the workspace knows of somebody, for good."""
    from outreach.keeping import forget as erase

    if not yes and not (sys.stdin.isatty() and click.confirm(f"Forget {person} for good?", err=True)):
        raise OutreachError("nothing was forgotten; --yes forgets without asking")
    run.talk(erase(run.open(), person))


@main.command()
@click.argument("person", required=False, default="")
@sharing(("html", "gexf", "graphml", "svg", "json", "csv"))
def graph(run: Run, person: str) -> None:
    """Draw the network, whole or around one person, or give it to another tool."""
    from outreach.views import draw

    run.write(draw(run.open(), person, run.format))


@main.command()
@click.argument("friend")
@click.option("--only", multiple=True, metavar="WORD", help="Only those whom a word describes (repeat for more).")
@click.option("--days", default=90, show_default=True, help="After how many days the file expires.")
@shared
def share(run: Run, friend: str, only: tuple[str, ...], days: int) -> None:
    """Write a minimal file for a friend: names, firms and titles, nothing private."""
    from outreach.keeping import share_with

    run.write(share_with(run.open(), friend, only, days))


@main.command()
@shared
def remind(run: Run) -> None:
    """A calendar file with the weekly slot, what is due, and the next audit."""
    from outreach.tending.due import workspace_calendar

    run.write(workspace_calendar(run.open()))


@main.command()
@click.option("--port", default=0, help="Port to listen on (default: any free one).")
@click.option("--no-open", is_flag=True, help="Do not open the page in a browser.")
@shared
def serve(run: Run, port: int, no_open: bool) -> None:
    """The same as a local web page, for this machine alone."""
    from outreach.serve.app import run_server

    run_server(run.open(), port, open_page=not no_open)
