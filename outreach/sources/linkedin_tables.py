"""LinkedIn's tables as columns: connections, messages, invitations and the small ones, dates read and noise dropped."""

from __future__ import annotations

import polars as pl

from outreach.model import Problem
from outreach.sources import dates
from outreach.text import clean

ABSENT = ("NA", "NaN", "nan", "<NA>", "None")  # what programs write into empty cells when saving a table again
MEMBER = "linkedin member"  # a closed account, or an advertiser
TOLD = 10  # unreadable dates told one by one per file; the rest are counted
_CLEAN_CHANGES = r"[^\x21-\x7e\u00a1-\u02ff\u0370-\u058f ]|^ | $|  "
_DATE_FORMATS = ("%Y-%m-%d %H:%M:%S UTC", "%Y-%m-%d %H:%M:%S", "%m/%d/%y, %I:%M %p", "%Y/%m/%d %H:%M:%S UTC")
_SPINMAIL = r"spinmail-quill-editor|%FIRSTNAME%"

_REPEATED = {"positions": ("company", "start", "end"), "education": ("school", "start", "end")}
MESSAGE_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "file": pl.String,
    "line": pl.UInt32,
    "conversation": pl.String,
    "title": pl.String,
    "sender": pl.String,
    "sender_url": pl.String,
    "recipients": pl.List(pl.String),
    "recipient_urls": pl.List(pl.String),
    "date": pl.Datetime("us"),
    "folder": pl.String,
    "outgoing": pl.Boolean,
}


def cleaned(text: pl.Series) -> pl.Series:
    """Return a text column with every cell safe to show (see `text.clean`); each distinct untidy cell is done once."""
    untidy = text.filter(text.str.contains(_CLEAN_CHANGES)).unique()
    if untidy.is_empty():
        return text
    tidy = pl.Series([clean(cell) or None for cell in untidy], dtype=pl.String)
    return text.replace(untidy, tidy)


def days(text: pl.Series) -> pl.Series:
    """Return a column of days; LinkedIn's own form at full speed, every other distinct form by `dates.day`."""
    found = _likely(text.str.to_date("%d %b %Y", strict=False))
    odd = text.filter(found.is_null() & text.is_not_null()).unique()
    if odd.is_empty():
        return found
    read = pl.Series([dates.day(cell) for cell in odd], dtype=pl.Date)
    return found.fill_null(text.replace_strict(odd, read, default=None, return_dtype=pl.Date))


def _likely(found: pl.Series) -> pl.Series:
    """Return days or moments without those of years that `dates` takes for none, some more than a `date` can hold."""
    likely = found.cast(pl.Date).is_between(dates.FIRST, dates.LAST).fill_null(True)
    return found if likely.all() else found.set(~likely, None)


def moments(text: pl.Series) -> pl.Series:
    """Return a column of moments as written, without a zone; a day alone counts from midnight."""
    found = pl.Series(text.name, [None] * len(text), pl.Datetime("us"))
    for form in _DATE_FORMATS:
        if not (found.is_null() & text.is_not_null()).any():
            return found
        found = found.fill_null(_likely(text.str.to_datetime(form, strict=False, time_unit="us")))
    return found.fill_null(days(text).cast(pl.Datetime("us")))


def undated(name: str, cells: pl.DataFrame) -> list[Problem]:
    """Tell the dates of a file that could not be read (`line`, `cell`), the first ones singly."""
    text = "this date cannot be read or could mean two days: left empty"
    told = [
        Problem(name, text, line, clean(cell)[:40])
        for line, cell in cells.head(TOLD).select("line", "cell").iter_rows()
    ]
    if len(cells) > TOLD:
        told.append(Problem(name, f"{len(cells) - TOLD} more dates cannot be read"))
    return told


def connections(rows: pl.DataFrame) -> tuple[pl.DataFrame, dict[int, int], dict[int, pl.DataFrame]]:
    """Return the rows that show somebody with their days; how many show nobody; and days that cannot be read, by sheet.

    The text columns are as in the file; who takes a cell out cleans it (`People` does).
    """
    rows = _without_filler(rows)
    unlinked = rows["url"].is_null()
    blank = [pl.col(name).fill_null("").str.contains(r"^\s*$") for name in ("first", "last", "name")]
    names = rows.select("sheet", "first", "last", "name").filter(unlinked)
    nameless = names.select(pl.all_horizontal(blank)).to_series()
    hidden = names.filter(nameless).group_by("sheet").len()
    if len(hidden):
        shown = pl.Series([True]).new_from_index(0, len(rows)).scatter(unlinked.arg_true().filter(nameless), False)
        rows = rows.filter(shown)
    day = days(rows["connected"])
    unread = rows.filter(rows["connected"].is_not_null() & day.is_null()).select("sheet", "line", cell="connected")
    undated = {int(cells["sheet"][0]): cells for cells in unread.partition_by("sheet")}
    return rows.with_columns(day.alias("connected")), dict(hidden.iter_rows()), undated


def _without_filler(rows: pl.DataFrame) -> pl.DataFrame:
    """Empty the cells another program filled, in the sheets it shows in: an e-mail `NA` cannot be genuine."""
    mails = rows["email"].is_not_null().arg_true()
    filled = rows["sheet"].gather(mails).filter(rows["email"].gather(mails).is_in(ABSENT)).unique().sort()
    if filled.is_empty():
        return rows
    resaved = pl.col("sheet").is_in(filled.to_list())
    columns = ("url", "email", "company", "position")
    rows = rows.with_columns(
        pl.when(resaved & pl.col(name).is_in(ABSENT)).then(None).otherwise(pl.col(name)).alias(name) for name in columns
    )
    nameless = resaved & pl.col("first").is_in(ABSENT) & pl.col("last").is_in(ABSENT)
    return rows.with_columns(
        pl.when(nameless).then(None).otherwise(pl.col(name)).alias(name) for name in ("first", "last")
    )


def messages(rows: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, dict[str, int]]]:
    """Return the messages people wrote, bodies left out, and how many rows of each file were dropped as what.

    In a file that has profile addresses a sender without one is no person.
    """
    texts = {name: cleaned(rows[name]) for name in ("title", "sender", "to")}
    rows = rows.with_columns(*(texts[name].alias(name) for name in texts))
    draft = _yes("message_draft") | _yes("conversation_draft") | (pl.col("folder").str.to_lowercase() == "drafts")
    advertised = pl.col("title").eq("Sponsored Conversation") | pl.col("content").str.contains(_SPINMAIL)
    unsigned = pl.col("sender_url").is_null() & pl.col("sender_url").is_not_null().any().over("file")
    gone = pl.col("sender").str.to_lowercase().eq(MEMBER) | (
        pl.col("to").str.to_lowercase().eq(MEMBER) & pl.col("to_urls").is_null()
    )
    why = (
        pl.when(draft.fill_null(False))
        .then(pl.lit("draft"))
        .when(advertised.fill_null(False))
        .then(pl.lit("sponsored"))
        .when(gone.fill_null(False))
        .then(pl.lit("closed account"))
        .when(unsigned)
        .then(pl.lit("sponsored"))
    )
    rows = rows.with_columns(why.alias("reason"), moments(rows["date"]).alias("moment"))
    outgoing = pl.coalesce(
        pl.when(pl.col("folder").str.to_uppercase() == "SENT").then(True),
        pl.col("direction").str.to_uppercase() == "OUTGOING",
    )
    kept = (
        rows.lazy()
        .filter(pl.col("reason").is_null())
        .with_columns(pl.col("to_urls").str.extract_all(r"https?://[^,\s]+").fill_null([]).alias("recipient_urls"))
        .with_columns(_recipients().alias("recipients"), outgoing.alias("outgoing"), pl.col("moment").alias("date"))
        .select(*MESSAGE_SCHEMA)
        .collect()
    )
    return kept, _dropped(rows)


def _yes(column: str) -> pl.Expr:
    return pl.col(column).str.to_lowercase().is_in(["yes", "true", "1"])


def _recipients() -> pl.Expr:
    """Split the names of TO: joined by a bare comma, but names hold `, ` themselves; the addresses say how many."""
    wanted = pl.col("recipient_urls").list.len()
    split = pl.col("to").str.replace_all(r",(\S)", "\x1f${1}").str.split("\x1f")
    tight = split.list.filter(pl.element().str.to_lowercase() != MEMBER)
    loose = pl.when(~pl.col("to").str.contains(r",\S")).then(pl.col("to").str.split(", "))
    fitting = [pl.when(way.list.len() == wanted).then(way) for way in (tight, loose)]
    return pl.coalesce(*fitting, pl.when(wanted == 0).then(tight), pl.lit([], pl.List(pl.String)))


def invitations(rows: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, dict[str, int]]]:
    """Return invitations, the other side as `name`, `url`, `urn`, and `direction` as `in` or `out` (null unknown).

    Those from closed accounts are dropped, and counted by file and reason.
    """
    texts = [cleaned(rows[name]).alias(name) for name in ("sender", "to", "message")]
    rows = rows.with_columns(*texts, moments(rows["sent"]).alias("sent"))
    shown = pl.col("direction").str.to_uppercase().replace_strict({"INCOMING": "in", "OUTGOING": "out"}, default=None)
    rows = rows.with_columns(shown.alias("direction"))
    incoming = pl.col("direction") == "in"
    rows = rows.select(
        "file",
        "line",
        "direction",
        pl.when(incoming).then("sender").otherwise("to").alias("name"),
        pl.when(incoming).then("inviter_url").otherwise("invitee_url").alias("url"),
        pl.when(incoming).then("inviter_urn").otherwise("invitee_urn").alias("urn"),
        "sent",
        "message",
    )
    nobody = pl.col("url").is_null() & (pl.col("name").is_null() | (pl.col("name").str.to_lowercase() == MEMBER))
    rows = rows.with_columns(pl.when(nobody).then(pl.lit("closed account")).alias("reason"))
    return rows.filter(pl.col("reason").is_null()).drop("reason"), _dropped(rows)


def once(kind: str, rows: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, dict[str, int]]]:
    """Return the rows of a small table without those that a profile in another language repeats, and their counts."""
    if kind not in _REPEATED:
        return rows, {}
    first = rows.select(pl.struct(pl.col("file", *_REPEATED[kind])).is_first_distinct()).to_series()
    told = rows.with_columns(reason=pl.when(~first).then(pl.lit("repeated in another language")))
    return rows.filter(first), _dropped(told)


def _dropped(rows: pl.DataFrame) -> dict[str, dict[str, int]]:
    counts = rows.drop_nulls("reason").group_by("file", "reason").len().sort("file", "reason")
    dropped: dict[str, dict[str, int]] = {}
    for file, reason, count in counts.iter_rows():
        dropped.setdefault(file, {})[reason] = count
    return dropped
