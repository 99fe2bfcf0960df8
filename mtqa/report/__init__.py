"""The writers by the name of their format: a name comes in, a writer goes out, its module imported only now.

Adding a format is one file and one line here, or an entry point of the group `mtqa.writers` in another package.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from importlib.metadata import entry_points
from pkgutil import resolve_name
from typing import TYPE_CHECKING

from mtqa.errors import ConfigError
from mtqa.report.base import ManyFilesWriter
from mtqa.report.single import SingleWriter

if TYPE_CHECKING:
    from mtqa.report.base import AlignmentWriter, RunWriter, Writer
    from mtqa.types import Run

WRITERS: dict[str, str] = {
    "text": "mtqa.report.text:TextWriter",
    "json": "mtqa.report.json_format:JsonWriter",
    "tsv": "mtqa.report.tsv_format:TsvWriter",
    "html": "mtqa.report.html:HtmlWriter",
}
"""Formats of a rated report that are made for one; those of a run serve as well."""

ALIGNMENT_WRITERS: dict[str, str] = {
    "text": "mtqa.report.alignment:TextAlignmentWriter",
    "json": "mtqa.report.json_format:JsonAlignmentWriter",
    "tsv": "mtqa.report.tsv_format:TsvAlignmentWriter",
    "lines": "mtqa.report.lines_format:LinesAlignmentWriter",
}
"""Formats of an alignment without scores."""

RUN_WRITERS: dict[str, str] = {
    "text": "mtqa.report.run_text:TextRunWriter",
    "json": "mtqa.report.run_json:JsonRunWriter",
    "jsonl": "mtqa.report.run_json:JsonLinesRunWriter",
    "github": "mtqa.report.github:GithubWriter",
    "sarif": "mtqa.report.sarif:SarifWriter",
    "junit": "mtqa.report.junit:JunitWriter",
    "gitlab": "mtqa.report.gitlab:GitlabWriter",
    "markdown": "mtqa.report.markdown:MarkdownWriter",
    "html": "mtqa.report.run_html:HtmlRunWriter",
}
"""Formats of a run over several files."""

GROUP = "mtqa.writers"


def writer(name: str, **options: object) -> Writer:
    """Return the writer of a format, made with its own options. Example: `writer("text", width=80, color=True)`.

    Raises: ConfigError where no built-in and no entry point has that name.
    """
    if name in WRITERS:
        made: Writer = resolve_name(WRITERS[name])(**options)
        return made
    if name in RUN_WRITERS:
        return SingleWriter(run_writer(name, **options))
    plugins = {point.name: point for point in entry_points(group=GROUP)}
    if name not in plugins:
        raise _unknown(name, {**WRITERS, **RUN_WRITERS, **plugins})
    plugin: Writer = plugins[name].load()(**options)
    return plugin


def alignment_writer(name: str, **options: object) -> AlignmentWriter:
    """Return the writer of a format for an alignment without scores. Example: `alignment_writer("tsv")`.

    Raises: ConfigError where there is none of that name.
    """
    if name not in ALIGNMENT_WRITERS:
        raise _unknown(name, ALIGNMENT_WRITERS)
    made: AlignmentWriter = resolve_name(ALIGNMENT_WRITERS[name])(**options)
    return made


def run_writer(name: str, **options: object) -> RunWriter:
    """Return the writer of a format for a run over several files. Example: `run_writer("sarif")`.

    Raises: ConfigError where there is none of that name.
    """
    if name not in RUN_WRITERS:
        raise _unknown(name, RUN_WRITERS)
    made: RunWriter = resolve_name(RUN_WRITERS[name])(**options)
    return made


def run_files(name: str, run: Run, path: str) -> dict[str, str]:
    """Return the text of every file that writing a run as `path` makes, by path; `path` is the first and the entrance.

    All formats but HTML give one file. HTML of a large run gives its pages in a folder beside `path`. Write the others
    before the first: it links to them.

    Raises: ConfigError where no format has that name.
    """
    made = run_writer(name)
    return made.files(run, path) if isinstance(made, ManyFilesWriter) else {path: made.write(run)}


def _unknown(name: str, known: Mapping[str, object]) -> ConfigError:
    nearest = get_close_matches(name.lower(), known, n=1)
    guess = f"did you mean {nearest[0]}? " if nearest else ""
    return ConfigError(f"no format is called {name!r}", f"{guess}formats: {', '.join(known)}")
