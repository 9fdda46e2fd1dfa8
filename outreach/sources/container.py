"""Where exports lie: a folder, a zip as downloaded, a single file. Each member is an `Input`; nothing is extracted."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import IO

from outreach.model import Problem
from outreach.sources import portability
from outreach.sources.base import Input
from outreach.text import clean

MAX_BYTES = 1 << 30  # of one member, unpacked: the largest genuine export seen is a tenth of this
MAX_TOTAL = 4 << 30  # of all members of one archive
MAX_RATIO = 250  # text packs 4 to 20 times; a bomb a thousand times
RATIO_FROM = 8 << 20  # members smaller than this are harmless whatever their ratio
MAX_MEMBERS = 20_000
ENCRYPTED = 0x1

_MEMBER_ID = re.compile(r"(_\d+)?$")
_COPY = re.compile(r"\s*\(\d+\)$")
_NOISE = re.compile(r"[\s_\-.\u00a0\u200b-\u200f\ufeff]+")


class UnreadableError(Exception):
    """A file cannot be read at all; the message is the sentence to tell."""


@dataclass(slots=True)
class Container:
    """One thing a person exported: its name, the files inside, what was refused, and the files on disk it lies in."""

    name: str
    inputs: list[Input] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    paths: tuple[Path, ...] = ()


def stem(name: str) -> str:
    """Return the comparable base name of a file: no folder, suffix, member id, copy number, spaces or case.

    `Jobs/Member_Follows_252701747.csv` gives `memberfollows`, `messages (1).csv` gives `messages`.
    """
    base = re.split(r"[/\\!]", name)[-1]
    base = re.sub(r"(\.(csv|tsv|txt|xlsx?|zip))+$", "", base, flags=re.I)
    base = _MEMBER_ID.sub("", _COPY.sub("", base))
    return _NOISE.sub("", base).casefold()


def open_path(path: Path, name: str = "", role: str = "") -> Container:
    """Open a folder, zip or single file, called `name` in messages; what cannot be read is a problem, never raised."""
    called = (name or path.name).encode("utf-8", "replace").decode()  # a name on disk may be any bytes
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            found = _folder(path, called, role)
            found.paths = tuple(sorted(file for file in path.rglob("*") if file.is_file()))
        elif stat.S_ISREG(state.st_mode):
            found = _file(path, state.st_size, called, role)
            found.paths = (path,)
        else:
            raise FileNotFoundError
    except FileNotFoundError:
        found = Container(called, problems=[Problem(called, "there is no such file or folder")])
    except OSError as error:
        found = Container(called, problems=[Problem(called, f"cannot be opened: {error.strerror or error}")])
    return found


def _file(path: Path, size: int, name: str, role: str) -> Container:
    with path.open("rb") as stream:
        head = stream.read(4)
    whole = Input(name, lambda: path.open("rb"), role, size=size)
    if head == b"PK\x03\x04" and _is_workbook(path):
        return Container(name, [whole])
    if head == b"PK\x03\x04" or (head.startswith(b"PK") and path.suffix.casefold() == ".zip"):
        return _zip(lambda: zipfile.ZipFile(path), name, role)
    if path.suffix.casefold() == ".zip":
        return Container(name, problems=[Problem(name, _not_a_zip(head))])
    return Container(name, portability.members(whole))


def _is_workbook(path: Path) -> bool:
    """Whether a zip is a spreadsheet, whatever its suffix: one file to its user."""
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return False


def read_bytes(file: Input, limit: int = MAX_BYTES) -> bytes:
    """Return the whole file in memory, read in pieces; raises `UnreadableError` with the reason."""
    pieces, size = [], 0
    try:
        for piece in file.chunks():
            pieces.append(piece)
            size += len(piece)
            if size > limit:
                raise UnreadableError(f"is larger than {limit >> 20} MB unpacked, which no genuine export is")
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise UnreadableError("is damaged: download the archive again") from error
    except NotImplementedError as error:
        raise UnreadableError(
            "is packed in a way that cannot be read: unpack it and put the folder here instead"
        ) from error
    except (OSError, RuntimeError) as error:
        raise UnreadableError(f"cannot be read: {clean(str(error))}") from error
    return b"".join(pieces)


def _not_a_zip(head: bytes) -> str:
    if not head:
        return "is empty: download the archive again"
    if head.lstrip()[:1] == b"<":
        return "is a web page, not an archive: the download link had expired, ask for a new export"
    return "is not a zip archive, or only the beginning of one: download it again"


def _folder(path: Path, name: str, role: str) -> Container:
    container = Container(name)
    for file in sorted(path.rglob("*")):
        inside = file.relative_to(path).as_posix()
        if not file.is_file() or inside.startswith(".") or "/." in inside or "__MACOSX" in inside:
            continue
        nested = open_path(file, f"{name}/{inside}", role)
        container.inputs += nested.inputs
        container.problems += nested.problems
    return container


def _zip(opener: Callable[[], zipfile.ZipFile], name: str, role: str, depth: int = 0) -> Container:
    container = Container(name)
    try:
        with opener() as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        container.problems.append(Problem(name, _not_a_zip(b"PK")))
        return container
    for info in _admitted(container, members):
        member = f"{name}!{_harmless(info.filename)}"
        file = Input(member, _opener(opener, info), role, size=info.file_size)
        if info.filename.casefold().endswith(".zip") and depth == 0:
            inner = _nested(file, member, role)
            container.inputs += inner.inputs
            container.problems += inner.problems
        else:
            container.inputs += portability.members(file)
    return container


def _admitted(container: Container, members: list[zipfile.ZipInfo]) -> Iterator[zipfile.ZipInfo]:
    total = sum(info.file_size for info in members if not _is_mailbox(info))
    if len(members) > MAX_MEMBERS or total > MAX_TOTAL:
        limits = f"{MAX_MEMBERS} files or {MAX_TOTAL >> 30} GB"
        container.problems.append(
            Problem(container.name, f"holds more than {limits}, as no genuine export does: left out")
        )
        return
    times = Counter(info.filename for info in members)
    for info in sorted(members, key=lambda info: info.filename):
        if reason := _refusal(info, times):
            problem = Problem(f"{container.name}!{_harmless(info.filename)}", reason)
            if problem not in container.problems:
                container.problems.append(problem)
        elif not info.filename.startswith("__MACOSX/"):
            yield info


def _is_mailbox(info: zipfile.ZipInfo) -> bool:
    """Whether a member is read message by message, so that its size does not matter."""
    return info.filename.casefold().endswith(".mbox")


def _refusal(info: zipfile.ZipInfo, times: Counter[str]) -> str:
    if times[info.filename] > 1:
        return "is in the archive more than once, so it is not known which one counts: left out"
    if info.flag_bits & ENCRYPTED:
        return "is locked with a password: unpack the archive yourself and put the folder here instead"
    if info.file_size > MAX_BYTES and not _is_mailbox(info):
        return f"claims to be {info.file_size >> 20} MB unpacked, which no genuine export is: left out"
    if info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        return "unpacks to more than 250 times its size, as only a zip bomb does: left out"
    return ""


def _opener(archive: Callable[[], zipfile.ZipFile], info: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    def open_member() -> IO[bytes]:
        with archive() as opened:  # closing the archive leaves the member open
            return opened.open(info)

    return open_member


def _nested(file: Input, name: str, role: str) -> Container:
    try:
        data = read_bytes(file)
    except UnreadableError as error:
        return Container(name, problems=[Problem(name, str(error))])
    return _zip(lambda: zipfile.ZipFile(BytesIO(data)), name, role, depth=1)


def _harmless(name: str) -> str:
    parts = [clean(part) for part in re.split(r"[/\\]", name)]
    return "/".join(part for part in parts if part not in ("", ".", "..") and not part.endswith(":"))
