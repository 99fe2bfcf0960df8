"""The options that commands share, each with the help that a person reads."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from mtqa.config import JUDGES, MAX_BLOCK


class FailOn(StrEnum):
    """The least severity that fails the gate."""

    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"
    NEVER = "never"


Suspect = Annotated[str, typer.Argument(metavar="SUSPECT", help="The text to rate: a file, or - for standard input.")]
Reference = Annotated[str, typer.Argument(metavar="REFERENCE", help="The trusted text: a file, or -.")]
AnySuspect = Annotated[
    str | None, typer.Argument(metavar="SUSPECT", help="The text to rate: a file, a folder, or - for standard input.")
]
AnyReference = Annotated[
    str | None, typer.Argument(metavar="REFERENCE", help="The trusted text: a file, a folder, or -.")
]
FORMAT = typer.Option(
    "--format",
    "-f",
    show_default="text",
    help="What goes to standard output: text, json, jsonl, tsv, html, github, sarif, junit, gitlab or markdown.",
)
Format = Annotated[str, FORMAT]
OwnFormat = Annotated[str | None, FORMAT]
AlignFormat = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        help="What goes to standard output: text, json, tsv, or lines (the suspect along the reference's lines).",
    ),
]
Output = Annotated[
    list[str] | None,
    typer.Option(
        "--output", "-o", metavar="FORMAT=PATH", help="Write a file as well, such as html=report.html. Repeatable."
    ),
]
Lang = Annotated[str | None, typer.Option("--lang", help="Language of both texts (ISO 639-1). [default: detected]")]
Encoding = Annotated[
    str | None, typer.Option("--encoding", help="Encoding of both files. [default: UTF-8, else detected]")
]
ReadAs = Annotated[
    str | None,
    typer.Option(
        "--read-as", metavar="FORMAT", help="What the files are, such as html-main. [default: by their suffix]"
    ),
]
PreSplit = Annotated[bool, typer.Option("--pre-split", help="The files hold one sentence per line.")]
CellsPreSplit = Annotated[
    bool, typer.Option("--pre-split", help="With --documents: each cell holds one sentence per line.")
]
Model = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME_OR_PATH", help="A sentence-transformers model. [default: the embedded one]"),
]
Offline = Annotated[bool, typer.Option("--offline", help="Never fetch a model.")]
BLOCK = "Most sentences on either side of a pair."
MaxBlock = Annotated[int, typer.Option("--max-block", min=1, max=MAX_BLOCK, help=BLOCK)]
OwnMaxBlock = Annotated[int | None, typer.Option(min=1, max=MAX_BLOCK, show_default=str(MAX_BLOCK), help=BLOCK)]
JUDGE = f"Learned judge of each pair: {' or '.join(JUDGES)}. It reads English only."
Judge = Annotated[str, typer.Option("--judge", metavar="JUDGE", help=JUDGE)]
OwnJudge = Annotated[str | None, typer.Option("--judge", metavar="JUDGE", show_default=JUDGES[0], help=JUDGE)]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No text report and no notes; errors and files only.")]
Traceback = Annotated[bool, typer.Option("--traceback", help="Show where an error came from.")]


def _percent(told: str) -> object:
    return typer.Option(min=0, max=100, show_default="no limit", help=told)


def _count(told: str) -> object:
    return typer.Option(min=0, metavar="COUNT", show_default="no limit", help=told)


MinFidelity = Annotated[float | None, _percent("Least fidelity that passes, 0-100.")]
MinFluency = Annotated[float | None, _percent("Least fluency that passes, 0-100.")]
MinCoverage = Annotated[float | None, _percent("Least share of the reference that must be rendered, 0-100.")]
MaxFlagged = Annotated[float | None, _percent("Largest share of the suspect that may be flagged, 0-100.")]
MaxMinor = Annotated[int | None, _count("Most minor findings a file may have; --fail-on then ignores this severity.")]
MaxMajor = Annotated[int | None, _count("Most major findings a file may have; --fail-on then ignores this severity.")]
MaxCritical = Annotated[
    int | None, _count("Most critical findings a file may have; --fail-on then ignores this severity.")
]

ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config", metavar="FILE", help="The configuration. [default: mtqa.toml, or [tool.mtqa] in pyproject.toml]"
    ),
]
CorpusConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config", metavar="FILE", help="The mtqa.toml or pyproject.toml whose words, terms and codes to use."
    ),
]
Against = Annotated[
    str | None,
    typer.Option("--against", metavar="REV", help="Compare each suspect with the same file in this git revision."),
]
ChangedFrom = Annotated[
    str | None,
    typer.Option("--changed-from", metavar="REV", help="Check only files changed since this git revision."),
]
BaselineFile = Annotated[
    Path | None,
    typer.Option("--baseline", metavar="FILE", help="Known findings. [default: .mtqa-baseline.json, where it is]"),
]
CacheDir = Annotated[
    Path | None,
    typer.Option(
        "--cache-dir",
        envvar="MTQA_CACHE_DIR",
        metavar="DIR",
        help="Where ratings are kept. [default: the user's cache]",
    ),
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Rate every file anew and keep nothing.")]
Select = Annotated[str | None, typer.Option(metavar="CODES", help="Report only codes that begin so, such as F,M1.")]
Ignore = Annotated[str | None, typer.Option(metavar="CODES", help="Leave out codes that begin so, such as W101.")]
