"""The same job (see `job`) as others would write it: plain scripts, a graph library, a data-frame library, SQL."""

from __future__ import annotations

import contextlib
import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import reduce
from pathlib import Path

from tests.benchmarks.generate import HEADER
from tests.benchmarks.job import (
    CLOSURE,
    FAINTEST,
    STEP,
    Answer,
    best,
    files,
    fit,
    layout,
    owners,
    points_of,
    slug,
    strangers,
)

Contender = Callable[[Path], list[Answer]]


def parse_only(folder: Path) -> list[Answer]:
    """Floor: nothing but parsing the needed columns, files of one form in one buffer. It answers nothing."""
    import polars as pl

    buffers: dict[str, list[bytes]] = defaultdict(list)
    for path, _ in files(folder):
        data = path.read_bytes()
        start = data.index(b"\n", data.index(b"First Name")) + 1
        buffers[";" if b";" in data[start - 40 : start] else ","] += [data[start:], b"\n"]
    for sign, pieces in buffers.items():
        columns = [0, 1, 2, 4, 5, 6]
        pl.read_csv(b"".join(pieces), has_header=False, infer_schema=False, separator=sign, columns=columns)
    return []


def rows(folder: Path) -> Iterable[tuple[str, str, str]]:
    """Yield owner, key and position of every row; a row without an address gets a key of its own."""
    for path, owner in files(folder):
        form = layout(path)
        with path.open(encoding="utf-8-sig", newline="") as lines:
            for _ in range(form.skip):
                next(lines)
            for number, row in enumerate(csv.DictReader(lines, delimiter=form.delimiter)):
                if row["URL"]:
                    yield owner, slug(row["URL"]), row["Position"]
                elif row["First Name"]:
                    yield owner, f"~{path.name}:{number}", row["Position"]


def plain_pandas_networkx(folder: Path) -> list[Answer]:
    """Read with pandas, loop over rows, loop over pairs: the script people write first."""
    import networkx as nx
    import pandas as pd

    graph: nx.Graph[str] = nx.Graph()
    title: dict[str, str] = {}
    for path, owner in files(folder):
        form = layout(path)
        frame = pd.read_csv(path, sep=form.delimiter, skiprows=form.skip, encoding="utf-8-sig", dtype=str)
        for number, row in frame.fillna("").iterrows():
            if row["First Name"]:
                key = slug(row["URL"]) if row["URL"] else f"~{path.name}:{number}"
                graph.add_edge(owner, key)
                title.setdefault(key, row["Position"])
    return _ranked(graph, owners(folder)[0], title)


def _ranked(graph: object, me: str, title: dict[str, str]) -> list[Answer]:
    import networkx as nx

    assert isinstance(graph, nx.Graph)
    first = set(graph[me])
    degree = dict(graph.degree)
    via: dict[str, float] = defaultdict(float)
    mutuals: dict[str, list[str]] = defaultdict(list)
    acquainted = 0
    for mutual in first:
        for other in graph[mutual]:
            if other != me:
                via[other] += STEP * STEP / degree[mutual]
                mutuals[other].append(mutual)
                acquainted += other in first
    far = strangers(len(first), acquainted / 2)
    reach = {
        one: (STEP / len(first) + via[one] if one in first else far * via[one]) / degree[one] for one in {*first, *via}
    }
    points: dict[str, float] = {}
    for candidate in mutuals.keys() - first:
        walks = sum(reach[other] for other in graph[candidate] if other in reach) * STEP
        points[candidate] = points_of(len(first), walks) + fit(title.get(candidate, ""))
    return best(points, mutuals)


def idiomatic_networkx(folder: Path) -> list[Answer]:
    """Read with csv, add all edges at once."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    title: dict[str, str] = {}

    def edges() -> Iterable[tuple[str, str]]:
        for owner, key, position in rows(folder):
            title[key] = position
            yield owner, key

    graph.add_edges_from(edges())
    return _ranked(graph, owners(folder)[0], title)


def igraph(folder: Path) -> list[Answer]:
    """Read with csv, build with igraph, score over its adjacency lists."""
    import igraph as ig

    title: dict[str, str] = {}
    pairs = []
    for owner, key, position in rows(folder):
        title[key] = position
        pairs.append((owner, key))
    graph = ig.Graph.TupleList(pairs).simplify()
    names = graph.vs["name"]
    me = names.index(owners(folder)[0])
    degree = graph.degree()
    first = set(graph.neighbors(me))
    via: dict[int, float] = defaultdict(float)
    mutuals: dict[int, list[str]] = defaultdict(list)
    acquainted = 0
    for mutual in first:
        for other in graph.neighbors(mutual):
            if other != me:
                via[other] += STEP * STEP / degree[mutual]
                mutuals[other].append(names[mutual])
                acquainted += other in first
    far = strangers(len(first), acquainted / 2)
    reach = [0.0] * len(names)
    for one in {*first, *via}:
        reach[one] = (STEP / len(first) + via[one] if one in first else far * via[one]) / degree[one]
    points = {}
    for one in mutuals.keys() - first:
        walks = sum(reach[other] for other in graph.neighbors(one)) * STEP
        points[names[one]] = points_of(len(first), walks) + fit(title.get(names[one], ""))
    return best(points, {names[one]: told for one, told in mutuals.items()})


def polars(folder: Path) -> list[Answer]:
    """Everything as lazy frames; addresses by expressions, percent escapes once per distinct one."""
    import polars as pl

    forms: dict[tuple[int, str], list[str]] = defaultdict(list)
    for path, _ in files(folder):
        form = layout(path)
        forms[form.skip, form.delimiter].append(str(path))
    scans = [
        pl.scan_csv(paths, separator=sign, skip_rows=skip, infer_schema=False, include_file_paths="path")
        for (skip, sign), paths in forms.items()
    ]
    wanted = ("First Name", "URL", "Position", "path")
    table = pl.concat([scan.select(wanted) for scan in scans]).drop_nulls("First Name").with_row_index().collect()
    whose = {str(path): owner for path, owner in files(folder)}
    table = table.with_columns(owner=pl.col("path").replace_strict(whose))
    distinct = table["URL"].drop_nulls().unique()
    keys = pl.Series([slug(url) for url in distinct], dtype=pl.String)
    alone = pl.concat_str(pl.lit("~"), "owner", pl.lit(":"), "index")
    table = table.with_columns(key=table["URL"].replace_strict(distinct, keys, default=None)).with_columns(
        pl.col("key").fill_null(alone)
    )
    both = pl.concat([table.select(a="owner", b="key"), table.select(a="key", b="owner")]).unique().lazy()
    degree = both.group_by("a").len("degree")
    me = owners(folder)[0]
    both = both.join(degree, left_on="b", right_on="a").collect().lazy()  # b's degree
    first = both.filter(pl.col("a") == me).select(m="b", size="degree").collect()
    friends = len(first)
    steps = first.lazy().join(both, left_on="m", right_on="a").filter(pl.col("b") != me)
    acquainted = steps.join(first.lazy(), left_on="b", right_on="m", how="semi").select(pl.len()).collect().item()
    far = strangers(friends, acquainted / 2)
    via = steps.group_by("b").agg(via=(STEP * STEP / pl.col("size")).sum(), size=pl.col("degree").first())
    everybody = via.join(first.lazy(), left_on="b", right_on="m", how="full", coalesce=True).with_columns(
        pl.col("via").fill_null(0.0), size=pl.coalesce("size", "size_right"), mine=pl.col("size_right").is_not_null()
    )
    inside = pl.when("mine").then(STEP / friends + pl.col("via")).otherwise(far * pl.col("via"))
    reach = everybody.select("b", reach=inside / pl.col("size"))
    apart = steps.join(first.lazy(), left_on="b", right_on="m", how="anti")
    target = apart.group_by("b").agg(via="m")
    walks = both.join(target.select("b"), left_on="a", right_on="b", how="semi").join(reach, on="b")
    walks = walks.group_by("a").agg(walks=STEP * pl.col("reach").sum())
    title = table.lazy().select("key", "Position").unique("key")
    scored = target.join(walks, left_on="b", right_on="a").join(title, left_on="b", right_on="key", how="left")
    scored = scored.with_columns(points=(FAINTEST * friends * pl.col("walks")).log1p())
    return _with_fit(scored.collect().select("b", "points", "Position", "via").iter_rows())


def _with_fit(scored: Iterable[tuple[str, float, str | None, list[str]]]) -> list[Answer]:
    seen: dict[str, float] = {}
    found = []
    for key, path, position, via in scored:
        title = position or ""
        if title not in seen:
            seen[title] = fit(title)
        found.append((key, path + seen[title], via))
    found.sort(key=lambda one: (-round(one[1], 9), one[0]))
    return [(key, points, sorted(via)) for key, points, via in found[:100]]


def duckdb(folder: Path) -> list[Answer]:
    """Everything in SQL, addresses with url_decode and regular expressions."""
    import duckdb as db

    con = db.connect()
    forms: dict[tuple[int, str], list[str]] = defaultdict(list)
    owned = []
    for path, owner in files(folder):
        form = layout(path)
        forms[form.skip, form.delimiter].append(str(path))
        owned.append(f"('{path}', '{owner}')")
    con.execute(f"CREATE TABLE lists AS SELECT * FROM (VALUES {', '.join(owned)}) AS t(path, owner)")
    columns = dict.fromkeys(HEADER.split(","), "VARCHAR")
    form_of = "header=false, auto_detect=false, filename=true, quote='\"', escape='\"'"
    parts = [
        f'SELECT "First Name" AS first, URL AS url, Position AS title, filename '
        f"FROM read_csv({paths!r}, skip={skip + 1}, delim='{sign}', columns={columns!r}, {form_of})"
        for (skip, sign), paths in forms.items()
    ]
    con.execute(f"CREATE TABLE raw AS {' UNION ALL '.join(parts)}")
    told = {"$me": "'" + owners(folder)[0].replace("'", "''") + "'", "$closure": CLOSURE, "$step": STEP}
    told["$faintest"] = FAINTEST
    con.execute(reduce(lambda sql, name: sql.replace(name, str(told[name])), told, _SQL))
    return _with_fit(con.execute("SELECT key, points, title, via FROM scored").fetchall())


_SQL = r"""
CREATE TABLE shown AS
SELECT owner, title, CASE WHEN url IS NULL THEN '~' || owner || ':' || row_number() OVER () ELSE
  regexp_replace(regexp_replace(lower(nfc_normalize(url_decode(url))), '^(https?://)?(www\.)?linkedin\.com/in/', ''),
  '[/?#].*$', '') END AS key
FROM raw JOIN lists ON raw.filename = lists.path WHERE first IS NOT NULL;
CREATE TABLE tie AS SELECT DISTINCT a, b FROM
  (SELECT owner AS a, key AS b FROM shown UNION ALL SELECT key, owner FROM shown);
CREATE TABLE degree AS SELECT a AS who, count(*) AS n FROM tie GROUP BY a;
CREATE TABLE near AS SELECT b AS m, n FROM tie JOIN degree ON who = b WHERE a = $me;
CREATE TABLE step AS SELECT m, n, b FROM near JOIN tie ON tie.a = near.m WHERE b <> $me;
CREATE TABLE far AS
SELECT 2 * $closure / ($closure + (SELECT count(*) FROM step WHERE b IN (SELECT m FROM near)) / 2
  / greatest(count(*) * (count(*) - 1) / 2, 1)) AS far, count(*) AS friends FROM near;
CREATE TABLE via AS SELECT b AS who, sum($step * $step / n) AS via FROM step GROUP BY b;
CREATE TABLE reach AS
SELECT degree.who, CASE WHEN near.m IS NULL THEN far * coalesce(via, 0) ELSE $step / friends + coalesce(via, 0) END
  / degree.n AS reach
FROM degree CROSS JOIN far LEFT JOIN near ON near.m = degree.who LEFT JOIN via ON via.who = degree.who
WHERE degree.who <> $me AND (near.m IS NOT NULL OR via IS NOT NULL);
CREATE TABLE target AS
SELECT b AS key, list(m) AS via FROM step WHERE b NOT IN (SELECT m FROM near) GROUP BY b;
CREATE TABLE scored AS
SELECT key, ln(1 + $faintest * any_value(friends) * $step * sum(reach)) AS points, any_value(t.title) AS title,
  any_value(target.via) AS via
FROM target JOIN tie ON tie.a = key JOIN reach ON reach.who = tie.b CROSS JOIN far
LEFT JOIN (SELECT key AS k, any_value(title) AS title FROM shown GROUP BY key) t ON t.k = key GROUP BY key;
"""


def product(folder: Path) -> list[Answer]:
    """outreach's own functions."""
    from tests.benchmarks.product import run

    return run(folder)


def product_zipped(folder: Path) -> list[Answer]:
    """The same, every list in a zip of its own."""
    from tests.benchmarks.product import run

    return run(folder, lists="zips")


def product_again(folder: Path) -> list[Answer]:
    """The same when nothing has changed since the last run (the first of several runs pays for the rest)."""
    from tests.benchmarks.product import run

    return run(folder, cache=folder / ".cache")


def product_plan(folder: Path) -> list[Answer]:
    """The whole weekly command, imports, drafts and the page included, every file read anew."""
    from outreach.cli import main

    where = ["--workspace", str(folder / "workspace")]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        main(["plan", *where, "--today", "2026-11-22", "--fresh", "--no-cache"], standalone_mode=False)
    return []


CONTENDERS: dict[str, Contender] = {
    "parse only (floor)": parse_only,
    "outreach": product,
    "outreach, from zips": product_zipped,
    "outreach, nothing changed": product_again,
    "outreach plan, all of it": product_plan,
    "polars": polars,
    "DuckDB": duckdb,
    "igraph": igraph,
    "NetworkX, idiomatic": idiomatic_networkx,
    "pandas + NetworkX, plain": plain_pandas_networkx,
}
