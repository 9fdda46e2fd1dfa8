"""Writing files that hold personal data: whole or not at all, for the owner alone."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write(path: Path, text: str | bytes) -> None:
    """Write `text` to `path` through a temporary file beside it, mode 0600; folders on the way are made with 0700."""
    make_folder(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode() if isinstance(text, str) else text)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def make_folder(path: Path) -> None:
    """Make the folder `path` and those above it, 0700 where new."""
    if not path.is_dir():
        make_folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)
