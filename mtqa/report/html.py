"""The report as one HTML file: a Report and its Verdict come in, a page goes out that opens offline and asks nobody.

A strict Content-Security-Policy lets the page load nothing; its only style and its only script are those with these
hashes. Everything is escaped by the template engine, or as JSON: documents are text, whatever they hold.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined

from mtqa.report.html_data import embedded
from mtqa.report.html_page import page
from mtqa.report.html_view import Page
from mtqa.types import Report, Verdict

STYLES: tuple[str, ...] = ("palette", "page", "overview", "tools", "rows", "findings", "narrow", "print")
"""Style sheets, in the order in which later ones refine earlier ones."""

SCRIPTS: tuple[str, ...] = (
    *("dom", "model", "draw", "highlight", "list", "state", "filter", "move", "strip", "histogram", "export", "main"),
)
"""Scripts, joined into one module: a later one may call what an earlier one declares, `main` starts them."""

STATIC_ROWS: int = 500
"""Most pairs that are written out as HTML; of a longer document the browser draws the rows that come into view."""


TEXT_TIMES: int = 3
SPARE_BYTES: int = 200_000
"""A page stays within three times its texts plus this: of very short sentences the HTML around them is the most."""


@dataclass(frozen=True, slots=True)
class HtmlWriter:
    """Writes one self-contained page, every row in HTML where there are at most `static_rows` and they take no more than is due.

    `back` is where the other documents of a run are listed, a URL beside the page.
    """

    static_rows: int = STATIC_ROWS
    back: str = ""

    def write(self, report: Report, verdict: Verdict) -> str:
        """Return the page; it always encodes to UTF-8."""
        shown = page(report, verdict)
        if len(shown.rows) <= self.static_rows:
            text = self._page(shown, is_static=True)
            if len(text.encode()) <= TEXT_TIMES * _texts_size(report) + SPARE_BYTES:
                return text
        return self._page(shown, is_static=False)

    def _page(self, shown: Page, *, is_static: bool) -> str:
        values = {
            "page": shown,
            "data": embedded(shown, is_static=is_static),
            "is_static": is_static,
            "has_plain": True,
        }
        return rendered("report.html.j2", STYLES, joined(SCRIPTS, "js"), **values, back=self.back, home="")


def rendered(template: str, styles: tuple[str, ...], script: str, **values: object) -> str:
    """Fill a template of a whole page with values, its one style and its one script."""
    style = joined(styles, "css")
    hashes = {"style_hash": _digest(style), "script_hash": _digest(script)}
    return _templates().get_template(template).render(style=style, script=script, **hashes, **values) + "\n"


def _texts_size(report: Report) -> int:
    texts = (sentence.text for side in (report.suspect, report.reference) for sentence in side.sentences)
    return sum(len(text.encode("utf-8", "replace")) for text in texts)


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("mtqa.report", "assets"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def joined(names: tuple[str, ...], suffix: str) -> str:
    """Return the assets of these names, one after the other."""
    source, environment = _templates().loader, _templates()
    assert source is not None
    return "\n".join(source.get_source(environment, f"{name}.{suffix}")[0] for name in names)


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()
