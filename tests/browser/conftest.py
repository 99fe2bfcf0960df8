"""A real Chromium, driven by playwright: absent here, the tests are skipped; absent in CI, they fail."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from mtqa.gate import Limits, judge
from mtqa.report.html import HtmlWriter
from mtqa.types import Report

sys.path.insert(0, str(Path(__file__).parents[1] / "report"))  # the reports made by hand stand with their writers

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",  # containers run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

PATIENCE = 20_000
"""Milliseconds until an expectation is given up, on a machine that does much else."""

expect.set_options(timeout=PATIENCE)
Show = Callable[..., Page]


def html(report: Report, **options: int) -> str:
    return HtmlWriter(**options).write(report, judge(report, Limits()))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        missing = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        missing(f"{CHROMIUM} is absent: apt-get install chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Show]:
    """Open a report's page from a file; whatever the test does there, nothing is requested and no error is logged."""
    complaints: list[str] = []
    contexts = []

    def opened(
        report: Report | str, fragment: str = "", *, static_rows: int = 500, width: int = 1440, **options: object
    ) -> Page:
        path = tmp_path / f"page{len(contexts)}.html"
        text = report if isinstance(report, str) else html(report, static_rows=static_rows)
        path.write_text(text, encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda message: complaints.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        own = (path.as_uri(), f"blob:{path.as_uri()[:7]}", "data:,")
        page.on("request", lambda asked: asked.url.startswith(own) or complaints.append(f"request: {asked.url}"))
        page.goto(path.as_uri() + fragment)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
