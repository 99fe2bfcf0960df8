"""`mtqa compare`: two systems, or two versions of one, on the same references."""

from __future__ import annotations

from typing import Annotated

import typer

from mtqa.cli import options as opt
from mtqa.cli.output import parse_targets, write_stdout, write_whole
from mtqa.cli.show import waiting
from mtqa.config import JUDGES, Config


def compare(
    a: Annotated[
        str, typer.Argument(metavar="A", help="A text, one segment per line, or a table that batch has rated.")
    ],
    b: Annotated[str, typer.Argument(metavar="B", help="The other one, of the same segments in the same order.")],
    reference: Annotated[
        str | None, typer.Option("--reference", "-r", metavar="R", help="The trusted text, one segment per line.")
    ] = None,
    format: Annotated[  # noqa: A002
        str, typer.Option("--format", "-f", help="What goes to standard output: text, json or html.")
    ] = "text",
    output: opt.Output = None,
    samples: Annotated[int, typer.Option(min=100, help="Resamples of the bootstrap.")] = 1000,
    moved: Annotated[int, typer.Option(min=0, help="Segments to show that moved most.")] = 10,
    lang: opt.Lang = None,
    model: opt.Model = None,
    offline: opt.Offline = False,
    judge: opt.Judge = JUDGES[0],
    quiet: opt.Quiet = False,
    traceback: opt.Traceback = False,  # noqa: ARG001  # read by main
) -> None:
    """Compare systems A and B.

    Says what differs, how surely, in which segments, and by which findings.
    """
    targets = parse_targets(output or (), [name for name in (a, b, reference) if name])
    config = Config(lang, model, offline, judge=judge, ter=False)
    with waiting(quiet=quiet):
        from mtqa.batch.compare import compare as compared  # noqa: PLC0415  # heavy
        from mtqa.batch.compare_read import is_rated, rated_tables, rated_texts, require_reference  # noqa: PLC0415
        from mtqa.batch.compare_show import writer  # noqa: PLC0415

        writers = [writer(target.format) for target in targets]
        show = writer(format)
        if is_rated(a) and is_rated(b):
            both = rated_tables(a, b)
        else:
            both = rated_texts(a, b, require_reference(a, b, reference), config)
        result = compared(both.a, both.b, (a, b), both.signature, samples=samples, moved=moved, left_out=both.left_out)
    for target, write in zip(targets, writers, strict=True):
        write_whole(target.path, write(result))
    if not (quiet and format == "text"):
        write_stdout(show(result))
