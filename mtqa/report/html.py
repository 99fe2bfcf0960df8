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
from mtqa.types import Report, Verdict

STYLES: tuple[str, ...] = ("palette", "page", "overview", "tools", "rows", "findings", "narrow", "print")
"""Style sheets, in the order in which later ones refine earlier ones."""

SCRIPTS: tuple[str, ...] = (
    *("dom", "model", "draw", "highlight", "list", "state", "filter", "move", "strip", "histogram", "export", "main"),
)
"""Scripts, joined into one module: a later one may call what an earlier one declares, `main` starts them."""

STATIC_ROWS: int = 500
"""Most pairs that are written out as HTML; of a longer document the browser draws the rows that come into view."""


@dataclass(frozen=True, slots=True)
class HtmlWriter:
    """Writes one self-contained page, every row in HTML where there are at most `static_rows` pairs."""

    static_rows: int = STATIC_ROWS

    def write(self, report: Report, verdict: Verdict) -> str:
        """Return the page; it always encodes to UTF-8."""
        style, script = _joined(STYLES, "css"), _joined(SCRIPTS, "js")
        shown = page(report, verdict)
        text = (
            _templates()
            .get_template("report.html.j2")
            .render(
                page=shown,
                data=embedded(shown),
                is_static=len(shown.rows) <= self.static_rows,
                style=style,
                style_hash=_digest(style),
                script=script,
                script_hash=_digest(script),
            )
        )
        return text + "\n"


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
def _joined(names: tuple[str, ...], suffix: str) -> str:
    source, environment = _templates().loader, _templates()
    assert source is not None
    return "\n".join(source.get_source(environment, f"{name}.{suffix}")[0] for name in names)


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()
