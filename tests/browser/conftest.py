"""One headless browser for all tests here: Debian's Chromium or Playwright's own; without either they are skipped."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

REQUIRED = os.environ.get("OUTREACH_REQUIRE_BROWSER") == "1"


def chromium() -> str | None:
    """Path of a Chromium on this machine; None leaves the choice to Playwright."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        except PlaywrightError as error:
            message = f"no Chromium to open pages with: {str(error).splitlines()[0]}"
            if REQUIRED:
                pytest.fail(message)
            pytest.skip(message)
        yield started
        started.close()


class Watched:
    """A page opened from disk, with what it asked for and complained about."""

    def __init__(self, context: BrowserContext, folder: Path) -> None:
        self.context, self.folder = context, folder
        self.requests: list[str] = []
        self.complaints: list[str] = []

    def open(self, html: str) -> Page:
        """Write `html` to a file and open it."""
        path = self.folder / "page.html"
        path.write_text(html, encoding="utf-8")
        page = self.context.new_page()
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "console", lambda line: self.complaints.append(line.text) if line.type in ("error", "warning") else None
        )
        page.goto(path.as_uri())
        return page

    def outside(self) -> list[str]:
        """Every request but for the file itself."""
        return [url for url in self.requests if url != (self.folder / "page.html").as_uri()]


@pytest.fixture
def watched(browser: Browser, tmp_path: Path) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1200, "height": 900}, reduced_motion="reduce")
    yield Watched(context, tmp_path)
    context.close()
