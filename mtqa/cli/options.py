"""The options that commands share, each with the help that a person reads."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from mtqa.config import MAX_BLOCK


class FailOn(StrEnum):
    """The least severity that fails the gate."""

    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"
    NEVER = "never"


Suspect = Annotated[str, typer.Argument(metavar="SUSPECT", help="The text to rate: a file, or - for standard input.")]
Reference = Annotated[str, typer.Argument(metavar="REFERENCE", help="The trusted text: a file, or -.")]
Format = Annotated[str, typer.Option("--format", "-f", help="What goes to standard output: text, json, tsv or html.")]
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
PreSplit = Annotated[bool, typer.Option("--pre-split", help="The files hold one sentence a line.")]
Model = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME_OR_PATH", help="A sentence-transformers model. [default: the embedded one]"),
]
Offline = Annotated[bool, typer.Option("--offline", help="Never fetch a model.")]
MaxBlock = Annotated[
    int, typer.Option("--max-block", min=1, max=MAX_BLOCK, help="Sentences that a pair may hold a side.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No text report and no notes; errors and files only.")]
Traceback = Annotated[bool, typer.Option("--traceback", help="Show where an error came from.")]


def _percent(told: str) -> object:
    return typer.Option(min=0, max=100, show_default="no limit", help=told)


MinFidelity = Annotated[float | None, _percent("Least fidelity that passes, 0-100.")]
MinFluency = Annotated[float | None, _percent("Least fluency that passes, 0-100.")]
MinCoverage = Annotated[float | None, _percent("Least share of the reference that must be rendered, 0-100.")]
MaxFlagged = Annotated[float | None, _percent("Largest share of the suspect that may be flagged, 0-100.")]
