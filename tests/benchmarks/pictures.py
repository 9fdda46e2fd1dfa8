"""How fast the picture is: its layout against NetworkX, its frames against an empty animation loop in the same browser.

`python -m tests.benchmarks.pictures` prints one line a measurement.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import networkx as nx
from playwright.sync_api import Page, sync_playwright

from outreach.show.layout import flower
from outreach.show.pages import graph_page
from tests.networks import ego

FRAMES = """(move) => new Promise((done) => {
  const drawing = document.getElementById('picture').drawing, start = performance.now();
  let frames = 0;
  const step = (now) => {
    frames += 1;
    if (move) { drawing.view.x += Math.sin(frames / 9) * 6; drawing.draw(); }
    if (now - start < 2000) requestAnimationFrame(step); else done(frames / (now - start) * 1000);
  };
  requestAnimationFrame(step);
})"""


def seconds(work: Callable[[], object]) -> float:
    """Return the shortest of three runs of `work`."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def layouts() -> tuple[float, float]:
    """Return the seconds of our layout of 5,000 people and of NetworkX's spring layout of 499."""
    small, large = ego(459, 39), ego(4960, 39)  # from 500 on NetworkX needs SciPy
    return seconds(lambda: flower(large)), seconds(lambda: nx.spring_layout(small, seed=1))


def frames(page: Page) -> tuple[float, float]:
    """Return frames a second while the picture is panned, and of a loop that draws nothing."""
    return page.evaluate(FRAMES, True), page.evaluate(FRAMES, False)


def main() -> None:
    """Print every measurement."""
    ours, spring = layouts()
    print(
        f"layout of 5,000 people {ours:.3f} s, NetworkX spring layout of 499 {spring:.3f} s: {ours / spring:.3f} of it"
    )
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for people in (50, 1500, 5000):
            path = Path(folder) / f"{people}.html"
            path.write_text(graph_page(ego(people - 41, 40)), encoding="utf-8")
            page = browser.new_page(viewport={"width": 1400, "height": 900})
            page.goto(path.as_uri())
            page.wait_for_selector(".picture.ready")
            moving, empty = frames(page)
            print(f"{people:5,} people: {moving:.0f} frames a second panning, {empty:.0f} idle: {moving / empty:.2f}")
        browser.close()


if __name__ == "__main__":
    main()
