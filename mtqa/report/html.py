"""The report as one HTML file: a Report and its Verdict come in, a page goes out that opens offline and asks nobody.

A strict Content-Security-Policy lets the page load nothing and run nothing; its only style is the one with this hash.
Everything is escaped by the template engine: documents are text, whatever they hold.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined

from mtqa.report.html_page import page
from mtqa.types import Report, Verdict


class HtmlWriter:
    """Writes one self-contained page."""

    def write(self, report: Report, verdict: Verdict) -> str:
        """Return the page; it always encodes to UTF-8."""
        style = _assets().get_template("report.css").render()
        digest = b64encode(sha256(style.encode()).digest()).decode()
        template = _assets().get_template("report.html.j2")
        return template.render(page=page(report, verdict), style_hash=digest) + "\n"


@cache
def _assets() -> Environment:
    return Environment(
        loader=PackageLoader("mtqa.report", "assets"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
