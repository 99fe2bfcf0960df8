"""A run as HTML: a Run comes in, an index with a row a document goes out, their pages in the same file or beside it.

In one file a document is opened by its address, `#document=3`; without JavaScript every document is a plain table below
the index. The same strict Content-Security-Policy holds as for a single page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import quote

from mtqa.report.html import SCRIPTS, STYLES, HtmlWriter, joined, rendered
from mtqa.report.html_data import embedded
from mtqa.report.html_page import page
from mtqa.report.html_view import Page
from mtqa.report.run_page import Index, index
from mtqa.types import Checked, Report, Run, Verdict

LARGEST: int = 8_000_000
"""Bytes of an index with the pages in it, above which they stand beside it: a file that still opens at once and is mailed."""

LONGEST_NAME: int = 60
"""Characters of a document's name in the name of its page: with folder and number it stays below what file systems take."""


@dataclass(frozen=True, slots=True)
class HtmlRunWriter:
    """Writes an index and a page a document; above `largest` bytes `files` gives each page a file of its own."""

    largest: int = LARGEST

    def write(self, run: Run) -> str:
        """Return one file with everything in it, however large."""
        pages = {number: page(report, verdict) for number, report, verdict in _rated(run)}
        return _index(index(run, lambda number: f"#document-{number}"), pages)

    def files(self, run: Run, path: str) -> dict[str, str]:
        """Return one file, or the index and a folder `NAME.pages` beside it; parents of the paths may have to be made.

        Example: `report.html` and `report.pages/000-docs-de-start-md.html`.
        """
        whole = self.write(run)
        if len(whole.encode()) <= self.largest:
            return {path: whole}
        place = PurePath(path)
        folder = f"{place.stem}.pages"
        names = {number: _page_name(number, file) for number, file in enumerate(run.files)}
        own = HtmlWriter(back=quote(f"../{place.name}"))
        listed = index(run, lambda number: quote(f"{folder}/{names[number]}"))
        pages = {
            str(place.parent / folder / names[number]): own.write(report, verdict)
            for number, report, verdict in _rated(run)
        }
        return {path: _index(listed, {}), **pages}


def _rated(run: Run) -> Iterator[tuple[int, Report, Verdict]]:
    """Yield the files that have a page, with their place in the run."""
    for number, file in enumerate(run.files):
        if file.report is not None and file.verdict is not None:
            yield number, file.report, file.verdict


def _index(shown: Index, pages: dict[int, Page]) -> str:
    """Draw the index; the script of the pages only runs where one is open."""
    script = joined(("dom", "run"), "js")
    if pages:
        script += f"\nif (find('#data')) {{\n{joined(SCRIPTS[1:], 'js')}\n}}"
    documents = [{"number": number, "page": one, "data": embedded(one)} for number, one in pages.items()]
    return rendered("run.html.j2", (*STYLES, "run"), script, index=shown, documents=documents)


def _page_name(number: int, file: Checked) -> str:
    plain = re.sub(r"[^0-9A-Za-z]+", "-", file.suspect).strip("-")[-LONGEST_NAME:]
    return f"{number:03}-{plain}.html"
