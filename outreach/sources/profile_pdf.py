"""One person's profile, saved as PDF: name, headline, place, summary, present work, and the address in its margin.

The page has two columns: contact and skills on the left, the person on the right, the name set larger than all else.
What is told apart by its size and place is read; a PDF without such a name is no profile. It needs the extra `pdf`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from outreach import addresses
from outreach.model import Problem
from outreach.sources import dates
from outreach.sources import pasted_words as say
from outreach.sources.base import Input, Mention, Reading
from outreach.sources.container import read_bytes
from outreach.text import clean, fold

LARGEST = 30 << 20  # bytes
MOST_PAGES = 20
NAME_SIZE = 18.0  # points; headings of a profile are at most 16
SAME_LINE = 2.0  # points
COLUMN = 12.0  # points that the right column may begin left of the name
_PAGE = re.compile(r"^Page \d+ of \d+$", re.I)
_PROFILE = re.compile(r"(?:www\.)?linkedin\.com/in/[^\s()]+", re.I)
_SUMMARY = ("summary", "zusammenfassung", "resume", "resumen", "resumo", "riepilogo", "samenvatting", "sammanfattning")
_WORK = ("experience", "berufserfahrung", "experiencia", "esperienza", "ervaring", "erfarenhet", "erfaring")
_AFTER = (
    "education",
    "ausbildung",
    "formation",
    "educacion",
    "formacao academica",
    "formazione",
    "opleiding",
    "utbildning",
)


@dataclass(frozen=True, slots=True)
class Run:
    """A line of text on a page: from the top in reading order, where it begins, and how large it is set (points)."""

    page: int
    y: float
    x: float
    size: float
    text: str


def recognises(name: str, head: bytes) -> str:
    """Return `profile as PDF` for a PDF, else ""."""
    return "profile as PDF" if head[:1024].lstrip().startswith(b"%PDF") else ""


def read(file: Input) -> Reading:
    """Read the one person a saved profile shows; no tie, for a PDF names no mutual connection."""
    reading = Reading(file.name, "profile as PDF", "seen")
    data = read_bytes(file, LARGEST)
    try:
        runs = _runs(data)
    except ImportError:
        text = "a profile as PDF needs `pip install 'outreach[pdf]'`; or paste the page as text"
        reading.problems.append(Problem(file.name, text))
        return reading
    except Exception as error:  # a damaged PDF fails anywhere inside the library, with any exception
        reading.problems.append(Problem(file.name, f"this PDF cannot be read ({type(error).__name__})"))
        return reading
    mention = person(runs)
    if mention is None:
        reading.problems.append(Problem(file.name, "not a profile: no name is set larger than the rest of the page"))
        return reading
    mention.seen_on = dates.day(PurePosixPath(file.name).name)
    reading.mentions.append(mention)
    reading.rows = 1
    return reading


def person(runs: Sequence[Run]) -> Mention | None:
    """Return the person whose profile the lines show, None where no line is set like a name."""
    first = [run for run in runs if run.page == 0]
    name = max(first, key=lambda run: (run.size, run.y), default=None)
    if name is None or name.size < NAME_SIZE or not say.is_name(name.text):
        return None
    column = [run for run in runs if run.x >= name.x - COLUMN and not _PAGE.match(run.text)]
    margin = [run for run in runs if run.x < name.x - COLUMN]
    body = column[column.index(name) + 1 :]
    top = [run.text for run in _until(body, (*_SUMMARY, *_WORK, *_AFTER))]
    mention = Mention(name=name.text, line=1, url=_address(margin))
    mention.location = top.pop() if len(top) > 1 else ""
    mention.headline = " ".join(top)
    mention.about = "\n".join(run.text for run in _section(body, _SUMMARY, (*_WORK, *_AFTER)))
    work = _section(body, _WORK, _AFTER)
    if len(work) >= 2 and work[0].size >= work[1].size:
        mention.company, mention.position = work[0].text, work[1].text
        if re.search(r"\d+ (?:years?|months?|jahre?|mois|ans?|años?|anos?|meses|år)\b", mention.position, re.I):
            mention.position = work[2].text if len(work) > 2 else ""
    return mention


def _until(runs: Sequence[Run], headings: Sequence[str]) -> list[Run]:
    end = next((place for place, run in enumerate(runs) if fold(run.text) in headings), len(runs))
    return list(runs[:end])


def _section(runs: Sequence[Run], headings: Sequence[str], ends: Sequence[str]) -> list[Run]:
    start = next((place for place, run in enumerate(runs) if fold(run.text) in headings), len(runs))
    return _until(runs[start + 1 :], ends)


def _address(margin: Sequence[Run]) -> str:
    """Return the profile address in the left column, which may be broken over two lines at a hyphen."""
    text = "\n".join(run.text for run in margin)
    match = _PROFILE.search(re.sub(r"-\n", "-", text))
    return addresses.link(addresses.slug(match[0])) if match else ""


def _runs(data: bytes) -> list[Run]:
    """Return the lines of all pages, top to bottom, each column for itself."""
    from pypdf import PdfReader

    lines: list[Run] = []
    for number, page in enumerate(PdfReader(io.BytesIO(data)).pages[:MOST_PAGES]):
        pieces: list[Run] = []

        def take(text: str, cm: Any, tm: Any, font: Any, size: float, number: int = number, at: Any = pieces) -> None:
            if text.strip():
                scale = abs(tm[3] * cm[3]) or 1.0
                x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
                at.append(Run(number, float(y), float(x), float(size) * scale, text))

        page.extract_text(visitor_text=take)
        lines += _joined(pieces)
    return lines


def _joined(pieces: Sequence[Run]) -> list[Run]:
    """Join pieces that stand side by side on one line, in columns a wide gap apart."""
    lines: list[list[Run]] = []
    for piece in sorted(pieces, key=lambda run: (-round(run.y / SAME_LINE), run.x)):
        near = lines[-1][-1] if lines else None
        width = len(near.text) * near.size * 0.75 if near else 0.0
        if near and abs(near.y - piece.y) <= SAME_LINE and piece.x - near.x <= width + 2 * piece.size:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [Run(r[0].page, r[0].y, r[0].x, max(p.size for p in r), clean("".join(p.text for p in r))) for r in lines]
