"""The same job (see `job`) as others would write it: plain scripts, a graph library, a data-frame library, SQL."""

from __future__ import annotations

import contextlib
import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.generate import HEADER
from tests.benchmarks.job import (
    CLOSURE,
    FAINTEST,
    STEP,
    TOP,
    WORDS,
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

if TYPE_CHECKING:
    import polars as pl

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
    """Everything as lazy frames and expressions, each distinct address once."""
    import polars as pl

    table = _polars_rows(folder)
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
    walks = both.join(apart.select("b").unique(), left_on="a", right_on="b", how="semi").join(reach, on="b")
    walks = walks.group_by("a").agg(walks=STEP * pl.col("reach").sum())
    title = table.lazy().select("key", pl.col("Position").fill_null("").str.to_lowercase()).unique("key")
    points = (FAINTEST * friends * pl.col("walks")).log1p()
    fitting = 0.3 * pl.sum_horizontal(pl.col("Position").str.contains(word, literal=True) for word in WORDS)
    scored = walks.join(title, left_on="a", right_on="key").select("a", points=points + fitting)
    top = scored.sort(-pl.col("points").round(9), "a").head(TOP)
    mutuals = apart.join(top, left_on="b", right_on="a", how="semi").group_by("b").agg(pl.col("m").sort())
    return list(top.join(mutuals, left_on="a", right_on="b", maintain_order="left").collect().iter_rows())


def _polars_rows(folder: Path) -> pl.DataFrame:
    """Return everybody listed: `owner`, `key` and "Position"."""
    import polars as pl

    forms: dict[tuple[int, str], list[str]] = defaultdict(list)
    whose = {str(path): owner for path, owner in files(folder)}
    for path in whose:
        form = layout(Path(path))
        forms[form.skip, form.delimiter].append(path)
    scans = [
        pl.scan_csv(paths, separator=sign, skip_rows=skip, infer_schema=False, include_file_paths="path")
        for (skip, sign), paths in forms.items()
    ]
    wanted = ("First Name", "URL", "Position", "path")
    table = pl.concat([scan.select(wanted) for scan in scans]).drop_nulls("First Name").with_row_index().collect()
    table = table.with_columns(owner=pl.col("path").replace_strict(whose))
    distinct = table["URL"].drop_nulls().unique()
    plain = distinct.str.to_lowercase().str.replace(r"^(https?://)?(www\.)?linkedin\.com/in/", "")
    keys = plain.str.replace(r"[/?#].*$", "").set(distinct.str.contains("%", literal=True), None)
    escaped = keys.is_null().arg_true()  # no expression undoes percent escapes
    keys = keys.scatter(escaped, [slug(url) for url in distinct.gather(escaped)])
    alone = pl.concat_str(pl.lit("~"), "owner", pl.lit(":"), "index")
    key = pl.coalesce(table["URL"].replace_strict(distinct, keys, default=None), alone)
    return table.select("owner", "Position", key=key)


def duckdb(folder: Path) -> list[Answer]:
    """Everything in SQL (`duckdb.sql`), addresses with url_decode and regular expressions."""
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
    fitting = " + ".join(f"contains(lower(coalesce(title, '')), '{word}')::INT" for word in WORDS)
    me = owners(folder)[0].replace("'", "''")
    told = {"$me": f"'{me}'", "$closure": CLOSURE, "$step": STEP, "$faintest": FAINTEST, "$top": TOP}
    told["$fit"] = f"0.3 * ({fitting})"
    sql = Path(__file__).with_name("duckdb.sql").read_text("utf-8")
    return con.execute(reduce(lambda text, name: text.replace(name, str(told[name])), told, sql)).fetchall()


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
