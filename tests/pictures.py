"""Screenshots of every page, to look at as a reader would: `python -m tests.pictures`.

The two that the README shows go to `docs/`, the others to `build/pictures/`.
"""

from __future__ import annotations

import shutil
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from outreach.serve.app import HOST, application
from outreach.serve.guards import Keys
from outreach.setup import copy_example
from outreach.show.pages import graph_page
from outreach.views import write_plan
from outreach.workspace import Workspace
from tests.networks import ego

DOCS, BUILD = Path("docs"), Path("build/pictures")
WIDTHS = {"wide": (1400, 1000), "phone": (390, 844)}
SERVED = (
    *("", "list/rank", "list/triage", "list/audit", "list/news", "network", "path?to=1", "why/1", "about/1", "write/1"),
    *("scout", "add", "check", "sources", "share", "forget?person=1", "settings"),
)
LARGEST = 200_000  # bytes of a picture in the README


def shot(browser: Browser, url: str, path: Path, size: tuple[int, int], scheme: str = "light", first: str = "") -> None:
    """Save what a window of `size` shows of `url`, after opening `first` in the same session."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    if first:
        page.goto(first)
    page.goto(url)
    page.wait_for_load_state("networkidle")
    while page.locator("meta[http-equiv=refresh]").count():
        page.wait_for_timeout(500)
        page.goto(url)
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path)
    context.close()
    print(f"{path} {path.stat().st_size // 1000} kB")


@contextmanager
def served(workspace: Workspace) -> Iterator[Keys]:
    """Serve `workspace` on a free port while the block runs."""
    with socket.socket() as listening:
        listening.bind((HOST, 0))
        listening.listen()  # who comes before the server is up waits instead of being refused
        keys = Keys(listening.getsockname()[1])
        settings = uvicorn.Config(application(workspace, keys), log_level="error", lifespan="off")
        server = uvicorn.Server(settings)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield keys
        finally:
            server.should_exit = server.force_exit = True
            thread.join()


def weekly(browser: Browser, workspace: Workspace) -> None:
    """The page written every week, and the network in it."""
    _, page = write_plan(workspace)
    url = page.as_uri()
    shot(browser, url, DOCS / "plan.png", (1200, 860))
    for name, size in WIDTHS.items():
        for scheme in ("light", "dark"):
            shot(browser, url, BUILD / f"plan-{name}-{scheme}.png", size, scheme)
    shot(browser, f"{url}#network", BUILD / "plan-network.png", WIDTHS["wide"])


def networks(browser: Browser, folder: Path) -> None:
    """The picture of invented networks of three sizes."""
    for people, connectors, idle in ((50, 6, 12), (1500, 40, 200), (5000, 60, 0)):
        path = folder / f"{people}.html"
        path.write_text(graph_page(ego(people - connectors - idle - 1, connectors, idle)), encoding="utf-8")
        for name, size in WIDTHS.items():
            shot(browser, path.as_uri(), BUILD / f"picture-{people}-{name}.png", size)
        shot(browser, path.as_uri(), BUILD / f"picture-{people}-dark.png", WIDTHS["wide"], "dark")


def server(browser: Browser, workspace: Workspace) -> None:
    """Every page of the server; the link is renewed for each, because it works once."""
    with served(workspace) as keys:
        for address in SERVED:
            for name, size in WIDTHS.items():
                keys.launch = "picture"
                base = f"http://{HOST}:{keys.port}/"
                path = BUILD / f"serve-{address.replace('/', '-').partition('?')[0] or 'week'}-{name}.png"
                shot(browser, base + address, path, size, first=f"{base}?t=picture")


def main() -> None:
    """Take every picture."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        folder, today = copy_example(Path(name) / "example")
        workspace = Workspace(folder, today)
        weekly(browser, workspace)
        networks(browser, Path(name))
        server(browser, workspace)
        browser.close()
    assert all(path.stat().st_size <= LARGEST for path in DOCS.glob("*.png")), "a picture of the README is too large"


if __name__ == "__main__":
    main()
