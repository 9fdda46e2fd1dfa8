"""Who is the same person: records of all files turned into numbered people, the reason of every link kept.

A profile address decides. Without one: the opaque member id, the e-mail address, the day of connecting in the same
person's list, then name and company where exactly one profile fits. Nothing is ever linked on a name alone, and what
only the user can tell becomes a question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from outreach.network import Ints
from outreach.who import namesakes
from outreach.who.likeness import DIFFERENT, NEAR, SAME, compare
from outreach.who.links import ADDRESS, ALONE, COMPANY, DAY, EMAIL, HOW, Answers, Links
from outreach.who.people import People, numbered
from outreach.who.profile_keys import mailbox, profile_keys

NAMES = ("first", "last", "name")
ASKED_AT_MOST = 3  # profiles that may be one person, before a question about them is idle
RECORDS: dict[str, pl.DataType | type[pl.DataType]] = {
    "first": pl.String,
    "last": pl.String,
    "name": pl.String,
    "url": pl.String,
    "email": pl.String,
    "company": pl.String,
    "position": pl.String,
    "headline": pl.String,
    "industry": pl.String,
    "location": pl.String,
    "about": pl.String,
    "connected": pl.Date,
    "file": pl.String,
    "line": pl.UInt32,
    "list": pl.Int32,
    "owner": pl.Int32,
}


@dataclass(frozen=True, slots=True)
class Question:
    """Two people who may be one; only the user can tell."""

    a: int
    b: int
    text: str


@dataclass(frozen=True)
class Resolved:
    """The people, each record's person (`code`) and why it is that one (`how`, places in `HOW`), and open questions."""

    people: People
    code: Ints
    how: Ints
    questions: tuple[Question, ...] = ()

    def why(self, person: int) -> list[tuple[str, int, str]]:
        """Return file, line and reason of every record that was taken for this person."""
        rows = np.flatnonzero(self.code == person)
        places = self.people.records.select("file", "line")[rows].cast({"file": pl.String}).iter_rows()
        return [(file, line, HOW[self.how[row]]) for (file, line), row in zip(places, rows, strict=True)]


def resolve(records: pl.DataFrame, answers: Answers | None = None, emails: Sequence[tuple[int, str]] = ()) -> Resolved:
    """Turn records (columns `RECORDS`, the most trusted and newest first) into people.

    `list` numbers the lists of connections, two rows of which are two people, -1 elsewhere; `owner` numbers whose list
    it is. `emails` are further addresses: position in `records`, address.
    """
    links = Links(records, profile_keys(records["url"]), answers or Answers())
    _by_email(links, emails)
    _by_day(links)
    _among_themselves(links)
    doubts = [*_to_profiles(links, firm=True), *_to_profiles(links, firm=False)]
    return _numbered(links, doubts)


def _by_email(links: Links, emails: Sequence[tuple[int, str]]) -> None:
    """Link what has one mailbox, where the names agree."""
    rows = links.records["email"].is_not_null().arg_true().to_list()
    found: dict[str, list[int]] = {}
    for row, text in [*zip(rows, links.records["email"].gather(rows), strict=True), *emails]:
        if box := mailbox(text):
            found.setdefault(box, []).append(row)
    several = {box: sorted(group) for box, group in found.items() if len({int(links.node[row]) for row in group}) > 1}
    shown = sorted({row for group in several.values() for row in group})
    names = dict(zip(shown, namesakes.names_of(links.records.select(NAMES)[shown]), strict=True))
    for box in sorted(several):
        group = several[box]
        for place, row in enumerate(group):
            first = next((one for one in group[:place] if compare(names[one], names[row]) == SAME), row)
            links.join(links.of(first), links.of(row), EMAIL)


def _by_day(links: Links) -> None:
    """Link rows of several lists of one owner: the same name, connected on the same day, once in each list."""
    owner = links.records["owner"].to_numpy()
    starts = np.flatnonzero(np.diff(links.lists, prepend=-1))  # a list stands in one piece
    lists = np.bincount(owner[starts][links.lists[starts] >= 0] + 1)  # of nobody's (-1) and of each owner
    several = np.append(lists > 1, False)
    several[0] = False
    rows = several[owner + 1] & (links.lists >= 0) & links.records["connected"].is_not_null().to_numpy()
    places = pl.Series(np.flatnonzero(rows))
    if places.is_empty():
        return
    shown = links.records[places]
    name = pl.Series([name.key for name in namesakes.names_of(shown)], dtype=pl.String)
    groups = (
        shown.select("owner", "connected", "list", name=name, row=places, node=pl.Series(links.node[places.to_numpy()]))
        .filter(pl.col("name") != "")
        .group_by("owner", "connected", "name", maintain_order=True)
        .agg("row", once=pl.col("list").n_unique() == pl.len(), several=pl.col("node").n_unique() > 1)
        .filter(pl.col("once") & pl.col("several"))
    )
    for group in groups["row"]:
        for row in group[1:]:
            links.join(links.of(group[0]), links.of(row), DAY)


def _among_themselves(links: Links) -> None:
    """Link records without an address that share name and firm, unless a list shows two such people."""
    rows = _with_work(links, links.unaddressed())
    groups: dict[tuple[str, str], list[int]] = {}
    shown = links.records[rows]
    for row, name, firms in zip(rows.tolist(), namesakes.names_of(shown), namesakes.firms_of(shown), strict=True):
        for firm in firms if name.family else ():
            groups.setdefault((name.key, firm), []).append(row)
    for key in sorted(groups):
        lists = [links.lists[row] for row in groups[key] if links.lists[row] >= 0]
        if len(set(lists)) == len(lists):
            for row in groups[key][1:]:
                links.join(links.of(groups[key][0]), links.of(row), COMPANY)


def _with_work(links: Links, rows: Ints) -> Ints:
    """Return those of `rows` that show a firm or a headline: without one nobody can be told from a namesake."""
    shown = links.records.select(pl.any_horizontal(pl.col("company", "headline").is_not_null())).to_series()
    given: Ints = rows[shown.gather(rows).to_numpy()]
    return given


def _to_profiles(links: Links, firm: bool) -> Iterator[tuple[int, int]]:
    """Link records without an address to the one profile of their name and firm; yield the pairs one has to ask about.

    Without `firm` nothing is linked: one who is nowhere in a list and shares the name of few profiles is asked about.
    """
    rows = links.unaddressed()
    asked = _with_work(links, rows) if firm else rows[links.lists[rows] < 0]
    if not len(asked):
        return
    pairs = namesakes.same_family(links.records, links.addressed(), asked, firm)
    claimed: dict[int, list[int]] = {}
    for root, profiles in sorted(_verdicts(links, pairs).items()):
        same = sorted(profile for profile, verdict in profiles.items() if verdict == SAME)
        if len(same) == 1 and firm:
            claimed.setdefault(same[0], []).append(root)
        elif len(doubtful := same if same or not firm else sorted(profiles)) <= ASKED_AT_MOST:
            yield from ((root, profile) for profile in doubtful)
    shown: dict[int, list[int]] = {}
    for row in rows.tolist() if claimed else ():
        shown.setdefault(links.of(row), []).append(int(links.lists[row]))
    for profile, roots in sorted(claimed.items()):
        lists = [number for root in roots for number in shown[root] if number >= 0]
        twice = len(set(lists)) < len(lists)
        yield from ((root, profile) for root in roots if twice or not links.join(profile, root, COMPANY))


def _verdicts(links: Links, pairs: pl.DataFrame) -> dict[int, dict[int, str]]:
    """Return for every record without an address (its root) the profiles it may be, `same` or `near`."""
    if pairs.is_empty():
        return {}
    weak, other = pairs["weak"], pairs["other"]
    apart = namesakes.listed_together(links.lists, links.keys.code, weak.to_numpy(), other.to_numpy())
    names = (namesakes.names_of(links.records[rows]) for rows in (weak, other))
    verdicts: dict[int, dict[int, str]] = {}
    for row, profile, one, two, listed in zip(weak, other, *names, apart, strict=True):
        verdict = DIFFERENT if listed else compare(one, two)
        if verdict != DIFFERENT:
            found = verdicts.setdefault(links.of(row), {})
            node = links.of(profile)
            found[node] = SAME if SAME in (verdict, found.get(node)) else NEAR
    return verdicts


def _numbered(links: Links, doubts: Sequence[tuple[int, int]]) -> Resolved:
    roots = links.roots()
    people, number = numbered(links.records, links.keys, roots[links.node])
    how = np.where(links.keys.code >= 0, ADDRESS, ALONE).astype(np.int32)
    for node, reason in links.reason.items():
        how[links.node == node] = reason
    asked = {tuple(sorted((int(number[roots[a]]), int(number[roots[b]])))) for a, b in doubts}
    questions = [
        Question(a, b, f"Are {people.person(a).name} and {people.person(b).name} one person?") for a, b in sorted(asked)
    ]
    return Resolved(people, people.code, how, tuple(questions))
