"""Read a mailbox of 1 GB: how long it takes and how much memory."""

from __future__ import annotations

import resource
import time
from typing import IO, cast

from outreach.sources import mail
from outreach.sources.base import Input
from tests.test_mail import ME, Large

SIZE = 1 << 30


def main() -> None:
    """Print one line."""
    start = time.perf_counter()
    reading = mail.read(Input("big.mbox", lambda: cast("IO[bytes]", Large(SIZE)), me=ME))
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"mailbox of {SIZE >> 20} MB: {reading.rows} messages, {seconds:.1f} s, {memory:.0f} MB of memory at most")


if __name__ == "__main__":
    main()
