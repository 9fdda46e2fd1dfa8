"""One contender, once, in a process of its own: `python -m tests.benchmarks.once NAME FOLDER` prints what it cost."""

from __future__ import annotations

import gc
import hashlib
import json
import resource
import sys
import time
from importlib import import_module
from pathlib import Path

from outreach.cli import COLLECT
from tests.benchmarks.contenders import CONTENDERS

IMPORTS = {
    "parse only (floor)": ("polars",),
    "outreach": ("tests.benchmarks.product",),
    "outreach, from zips": ("tests.benchmarks.product",),
    "outreach, nothing changed": ("tests.benchmarks.product",),
    "outreach plan, all of it": (),
    "polars": ("polars",),
    "DuckDB": ("duckdb",),
    "igraph": ("igraph",),
    "NetworkX, idiomatic": ("networkx",),
    "pandas + NetworkX, plain": ("networkx", "pandas"),
}


def main(name: str, folder: Path) -> None:
    """Run it and print CPU seconds of imports and work, peak memory, and a fingerprint of the answer."""
    for module in IMPORTS[name]:
        import_module(module)
    gc.set_threshold(*COLLECT)  # as the command itself does; who makes many objects gains a tenth by it
    imported = time.process_time()
    answer = CONTENDERS[name](folder)
    worked = time.process_time() - imported
    told = [(who, round(points, 9), mutuals) for who, points, mutuals in answer]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    fingerprint = hashlib.sha256(json.dumps(told).encode()).hexdigest()[:8] if told else ""
    print(json.dumps({"imports": imported, "cpu": worked, "peak": peak, "answer": fingerprint}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
