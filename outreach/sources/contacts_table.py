"""Any table of people a program wrote: address books, customer lists, lists of who came to an event."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from outreach import addresses
from outreach.model import Problem
from outreach.sources import mail_headers, scraped, table
from outreach.sources.base import OWNER, Input, Link, Mention, Reading
from outreach.sources.container import UnreadableError, read_bytes
from outreach.sources.related import Related
from outreach.text import clean, clean_lines, fold

PLAIN = ("name", "first", "last", "company", "position", "headline", "industry", "location")
RELATIONS = {"knows": "named as who knows them", "manager": "manager", "assistant": "assistant", "spouse": "spouse"}
FIELDS = (*PLAIN, *RELATIONS, "middle", "nick", "note", "id", "reports_to_id", "status")
SUFFIXES = (".csv", ".tsv", ".txt", ".xls", ".xlsx", ".tab")
LARGEST = 200 << 20  # bytes
_MAILS = re.compile(
    r"^(?:primary|secondary|tertiary|work|personal|home|other|business)?e?mail(?:address)?(?:es)?\d*(?:value|address)?$"
)
_SITES = re.compile(r"^(?:website|webpage)\d*(?:value)?$")
_ELSEWHERE = frozenset(
    ("connectedon", "conversationid", "invitersprofileurl", "inviterprofileurl", "endorserpublicurl")
)
_AWAY = re.compile(r"declin|pending|invited|waitlist|not attending|refund|cancel|^no$|rejected|not going", re.I)
_NOBODY = frozenset(("info requested", "guest", "anonymous", "unknown", "n/a", "-"))
_FOOTER = re.compile(r"[:©]|\(c\)|copyright|confidential|\d{4}", re.I)


@dataclass(frozen=True, slots=True)
class Kind:
    """A program's table: its name, the keys of its columns, and whether it lists who came to an event."""

    name: str
    marks: frozenset[str]
    event: bool = False


def recognises(name: str, head: bytes) -> str:
    """Return the kind of table, `table of people` where its columns tell of no program, "" for no table of people."""
    if PurePosixPath(name).suffix.lower() not in SUFFIXES:
        return ""
    if head.startswith(table.SPREADSHEETS):
        return "table of people"
    header = table.header_of(head)
    if not header or _ELSEWHERE & set(header) or scraped.tool(header):
        return ""
    if PurePosixPath(name).suffix.lower() == ".txt" and not table.is_delimited(head):
        return ""
    return kind_of(header).name


def read(file: Input) -> Reading:
    """Read one mention per row that names somebody; named acquaintances become `explicit` links.

    Those on the list of an event get an `event` hint to its owner, of weight 1/n for n who came. What is no person's
    address (X.500, `noreply@`) is left out.
    """
    reading = Reading(file.name, "table of people", "contacts")
    data = read_bytes(file, LARGEST)
    try:
        frame = table.load(data)
    except UnreadableError as error:
        if data.strip():
            reading.problems.append(Problem(file.name, str(error), 1))
        return reading
    if tool := scraped.tool(frame.columns):
        reading.problems.append(scraped.refusal(file.name, tool))
        return reading
    header = list(frame.columns)
    kind = kind_of(header)
    reading.format = kind.name
    rows = _Rows(reading, kind, header, Related(frozenset(map(fold, file.me))))
    plain = table.fields(frame, FIELDS)
    for line, row, cells in zip(frame.index, plain.to_dict("records"), frame.to_numpy().tolist(), strict=True):
        rows.add(int(line), {str(key): str(value) for key, value in row.items()}, cells)
    rows.finish()
    return reading


def kind_of(header: Sequence[str]) -> Kind:
    """Return the kind whose columns these are: at least three of its marks, most first."""
    columns = set(header)
    best = max(_kinds(), key=lambda kind: len(kind.marks & columns))
    return best if len(best.marks & columns) >= 3 else Kind("table of people", frozenset())


class _Rows:
    """Turns rows into mentions and links."""

    def __init__(self, reading: Reading, kind: Kind, header: Sequence[str], related: Related) -> None:
        self.reading, self.kind, self.related = reading, kind, related
        self.mails = [place for place, key in enumerate(header) if _MAILS.match(key)]
        self.mails = self.mails or table.columns_of("email", header)
        links = [place for place, key in enumerate(header) if "linkedin" in key and "company" not in key]
        links += [place for place, key in enumerate(header) if _SITES.match(key)]
        self.links = [*links, *(place for place in table.columns_of("url", header) if place not in links)]
        self.came: list[int] = []
        self.ids: dict[str, int] = {}
        self.reports: list[tuple[int, str]] = []

    def add(self, line: int, row: Mapping[str, str], cells: Sequence[str]) -> None:
        """Add one row, or count why it names nobody."""
        self.reading.rows += 1
        mention = self._mention(line, row, cells)
        why = "no name and no address" if not mention.name and not mention.emails else ""
        filled = [cell for cell in cells if cell.strip()]
        if len(filled) == 1 and not mention.emails and _FOOTER.search(filled[0]):
            why = "below the table"
        if why:
            self.reading.skipped[why] = self.reading.skipped.get(why, 0) + 1
            return
        place = len(self.reading.mentions)
        self.reading.mentions.append(mention)
        if not _AWAY.search(row["status"]):
            self.came.append(place)
        for field, how in RELATIONS.items():
            for name in re.split(r"[;\n]|:::", row[field]):
                self.related.say(place, clean(name), how)
        if row["id"]:
            self.ids.setdefault(row["id"].strip(), place)
        if row["reports_to_id"]:
            self.reports.append((place, row["reports_to_id"].strip()))

    def finish(self) -> None:
        """Add what is known only once all rows are read: shared addresses, relations, who came."""
        if self.kind.event:
            self._forget_buyers()
            for place in self.came:
                weight = round(1 / max(len(self.came), 1), 6)
                title = PurePosixPath(self.reading.file).stem
                self.reading.links.append(Link(OWNER, place, "event", weight, evidence=clean(title)))
        for place, boss in self.reports:
            if boss in self.ids and self.ids[boss] != place:
                a, b = sorted((place, self.ids[boss]))
                self.reading.links.append(Link(a, b, "explicit", evidence="reports to"))
        self.related.give(self.reading)

    def _mention(self, line: int, row: Mapping[str, str], cells: Sequence[str]) -> Mention:
        mention = Mention(line=line, note=clean_lines(row["note"]))
        for field in PLAIN:
            setattr(mention, field, clean(row[field].split(":::")[0]))
        parts = " ".join(clean(row[field]) for field in ("first", "middle", "last") if row[field].strip())
        mention.name = parts if not mention.name or fold(mention.name) in _NOBODY else mention.name
        mention.name = mention.name or clean(row["nick"])
        if {fold(mention.name), fold(mention.first)} & _NOBODY or "@" in mention.name:
            mention.name = mention.first = mention.last = ""
        mention.emails = _mails(cells[place] for place in self.mails)
        mention.url = next((found for place in self.links if (found := _profile(cells[place]))), "")
        return mention

    def _forget_buyers(self) -> None:
        """Drop an address that stands on several names' rows: who bought the tickets, not who each of them is."""
        owners = Counter(mail for _, mail in {(fold(m.name), mail) for m in self.reading.mentions for mail in m.emails})
        for mention in self.reading.mentions:
            mention.emails = tuple(mail for mail in mention.emails if owners[mail] == 1)


def _mails(cells: Iterable[str]) -> tuple[str, ...]:
    """Return the addresses in some cells, which may hold several; tags and dots in them are left as they are."""
    found = [
        mail for cell in cells for part in re.split(r":::|[;,\s]", cell) for _, mail in mail_headers.addresses([part])
    ]
    return tuple(dict.fromkeys(mail for mail in found if not mail_headers.is_machine(mail)))


def _profile(cell: str) -> str:
    """Return the profile address in a cell: a whole one, or `in/ada-moe`; a bare word could be anything, so ""."""
    for part in re.split(r":::|[,\s]+", cell):
        text = f"https://www.linkedin.com/{part.lstrip('/@')}" if re.match(r"^[/@]?in/[^/\s]+/?$", part) else part
        if addresses.slug(text) or addresses.opaque(text):
            return text
    return ""


@cache
def _kinds() -> tuple[Kind, ...]:
    path = Path(__file__).parents[1] / "lexicon" / "contact_tables.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8"))["table"]
    return tuple(Kind(t["name"], frozenset(map(table.column, t["marks"])), t.get("event", False)) for t in tables)
