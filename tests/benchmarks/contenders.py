"""The same job (see `job`) as others would write it: plain scripts, a graph library, a data-frame library, SQL."""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.benchmarks.generate import HEADER
from tests.benchmarks.job import Answer, best, files, fit, layout, owners, points_of, slug

Contender = Callable[[Path], object]


def parse_only(folder: Path) -> object:
    """Floor: nothing but parsing the needed columns, files of one form in one buffer."""
    import polars as pl

    buffers: dict[str, list[bytes]] = defaultdict(list)
    for path, _ in files(folder):
        data = path.read_bytes()
        start = data.index(b"\n", data.index(b"First Name")) + 1
        buffers[";" if b";" in data[start - 40 : start] else ","] += [data[start:], b"\n"]
    return [
        pl.read_csv(b"".join(pieces), has_header=False, infer_schema=False, separator=sign, columns=[0, 1, 2, 4, 5, 6])
        for sign, pieces in buffers.items()
    ]


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
    points: dict[str, float] = {}
    mutuals: dict[str, list[str]] = {}
    walk = {}
    for mutual in first:
        inner = sum(1 / graph.degree(other) for other in graph[mutual] if other in first)
        walk[mutual] = (1 / len(first) + inner) / graph.degree(mutual)
    for candidate in {other for mutual in first for other in graph[mutual]} - first - {me}:
        via = [mutual for mutual in graph[candidate] if mutual in first]
        circle = sum(1 / math.log(max(graph.degree(mutual), 2)) for mutual in via)
        points[candidate] = points_of(circle, sum(walk[mutual] for mutual in via)) + fit(title.get(candidate, ""))
        mutuals[candidate] = via
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
    circle: dict[int, float] = defaultdict(float)
    walk: dict[int, float] = defaultdict(float)
    via: dict[int, list[str]] = defaultdict(list)
    for mutual in first:
        near = graph.neighbors(mutual)
        share = (1 / len(first) + sum(1 / degree[other] for other in near if other in first)) / degree[mutual]
        for other in near:
            if other != me and other not in first:
                circle[other] += 1 / math.log(max(degree[mutual], 2))
                walk[other] += share
                via[other].append(names[mutual])
    points = {names[one]: points_of(circle[one], walk[one]) + fit(title.get(names[one], "")) for one in circle}
    return best(points, {names[one]: mutuals for one, mutuals in via.items()})


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
    first = both.filter(pl.col("a") == me).select(m="b").join(degree, left_on="m", right_on="a")
    count = first.select(pl.len()).collect().item()
    steps = first.join(both, left_on="m", right_on="a")
    inner = steps.join(first.select("m", other="degree"), left_on="b", right_on="m", how="inner")
    shares = inner.group_by("m").agg(inner=(1 / pl.col("other")).sum())
    mutual = first.join(shares, on="m", how="left").with_columns(
        walk=(1 / count + pl.col("inner").fill_null(0)) / pl.col("degree"),
        circle=1 / pl.max_horizontal("degree", 2).log(),
    )
    target = steps.filter(pl.col("b") != me).join(first, left_on="b", right_on="m", how="anti").select("m", "b")
    scored = target.join(mutual, on="m").group_by("b").agg(pl.col("circle").sum(), pl.col("walk").sum(), via="m")
    title = table.lazy().select("key", "Position").unique("key")
    scored = scored.join(title, left_on="b", right_on="key", how="left").with_columns(
        points=0.5 * (10 * pl.col("circle")).log1p() + 0.75 * (1e4 * pl.col("walk")).log1p()
    )
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
    con.execute(_SQL.replace("$me", "'" + owners(folder)[0].replace("'", "''") + "'"))
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
CREATE TABLE mutual AS
SELECT near.m, 1 / ln(greatest(near.n, 2)) AS circle,
  (1.0 / (SELECT count(*) FROM near) + coalesce(inner_sum, 0)) / near.n AS walk
FROM near LEFT JOIN
  (SELECT a, sum(1.0 / o.n) AS inner_sum FROM tie JOIN near o ON tie.b = o.m WHERE a <> $me GROUP BY a) ON a = near.m;
CREATE TABLE scored AS
SELECT b AS key, 0.5 * ln(1 + 10 * sum(circle)) + 0.75 * ln(1 + 1e4 * sum(walk)) AS points, any_value(t.title) AS title,
  list(m) AS via
FROM tie JOIN mutual ON tie.a = mutual.m LEFT JOIN (SELECT key, any_value(title) AS title FROM shown GROUP BY key) t
  ON t.key = b
WHERE b <> $me AND b NOT IN (SELECT m FROM near) GROUP BY b;
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


CONTENDERS: dict[str, Contender] = {
    "parse only (floor)": parse_only,
    "outreach": product,
    "outreach, from zips": product_zipped,
    "outreach, nothing changed": product_again,
    "polars": polars,
    "DuckDB": duckdb,
    "igraph": igraph,
    "NetworkX, idiomatic": idiomatic_networkx,
    "pandas + NetworkX, plain": plain_pandas_networkx,
}
