"""The commands. Each one parses, reads, calls the pipeline, writes, and returns an exit code.

Whatever is heavy (numpy, the model) is imported inside the command that needs it: `mtqa --help` loads none of it.
"""

from __future__ import annotations

from typing import Annotated

import typer

from mtqa import __version__
from mtqa.cli import ExitCode
from mtqa.cli import options as opt
from mtqa.cli.baseline import baseline
from mtqa.cli.batch import batch
from mtqa.cli.check import check
from mtqa.cli.compare import compare
from mtqa.cli.init import init
from mtqa.cli.output import parse_targets, write_stdout
from mtqa.cli.show import documents, show, show_alignment, show_run, waiting
from mtqa.config import JUDGES, MAX_BLOCK, Config
from mtqa.gate import Limits
from mtqa.gate import judge as verdict_of
from mtqa.types import Checked, line_starts

app = typer.Typer(
    name="mtqa",
    rich_markup_mode=None,  # plain help, which also starts faster
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def show_version(asked: bool) -> None:
    """Print the version and stop."""
    if asked:
        write_stdout(f"mtqa {__version__}\n")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[  # its callback does the work
        bool, typer.Option("--version", is_eager=True, callback=show_version, help="Show the version and exit.")
    ] = False,
) -> None:
    """Rate a suspect translation against a trusted reference, sentence by sentence, and see what is garbled."""


@app.command()
def score(
    suspect: opt.Suspect,
    reference: opt.Reference,
    format: opt.Format = "text",  # noqa: A002
    output: opt.Output = None,
    lang: opt.Lang = None,
    encoding: opt.Encoding = None,
    read_as: opt.ReadAs = None,
    pre_split: opt.PreSplit = False,
    model: opt.Model = None,
    offline: opt.Offline = False,
    max_block: opt.MaxBlock = MAX_BLOCK,
    judge: opt.Judge = JUDGES[0],
    quiet: opt.Quiet = False,
    traceback: opt.Traceback = False,  # noqa: ARG001  # read by main
) -> None:
    """Rate SUSPECT against REFERENCE.

    Both are in the same language. Shows the scores, the garbled passages and what is wrong with them. Says PASS or FAIL and
    exits 0 either way: `mtqa check` exits 1 on FAIL.
    """
    config = Config(lang, model, offline, pre_split, max_block, judge=judge)
    targets = parse_targets(output or (), (suspect, reference))
    with waiting(quiet=quiet):
        from mtqa.pipeline import score as rate  # noqa: PLC0415  # heavy

        read = documents(suspect, reference, encoding, read_as, config)
        report = rate(*read, config)
    lines = line_starts(read[0].text)
    checked = Checked(read[0].name, read[1].name, report, verdict_of(report, Limits()), lines=lines)
    show(checked, format, targets, quiet=quiet)


app.command()(check)
app.command()(init)
app.add_typer(baseline)
app.command()(batch)
app.command()(compare)


@app.command()
def align(
    suspect: opt.Suspect,
    reference: opt.Reference,
    format: opt.AlignFormat = "text",  # noqa: A002
    output: opt.Output = None,
    lang: opt.Lang = None,
    encoding: opt.Encoding = None,
    read_as: opt.ReadAs = None,
    pre_split: opt.PreSplit = False,
    model: opt.Model = None,
    offline: opt.Offline = False,
    max_block: opt.MaxBlock = MAX_BLOCK,
    quiet: opt.Quiet = False,
    traceback: opt.Traceback = False,  # noqa: ARG001  # read by main
) -> None:
    """Pair the sentences of SUSPECT and REFERENCE.

    Nothing is rated. With --format lines the suspect comes out along the reference's lines, as sacrebleu wants it.
    """
    config = Config(lang, model, offline, pre_split, max_block)
    targets = parse_targets(output or (), (suspect, reference))
    with waiting(quiet=quiet):
        from mtqa.pipeline import align_documents  # noqa: PLC0415  # heavy

        aligned = align_documents(*documents(suspect, reference, encoding, read_as, config), config)
    show_alignment(aligned, format, targets, quiet=quiet)


@app.command()
def report(
    result: Annotated[str, typer.Argument(metavar="RESULT.json", help="A result that --format json wrote, or -.")],
    format: opt.Format = "text",  # noqa: A002
    output: opt.Output = None,
    quiet: opt.Quiet = False,
    traceback: opt.Traceback = False,  # noqa: ARG001  # read by main
) -> None:
    """Show a saved result again, in any format.

    No model is loaded.
    """
    from mtqa.read import read_text  # noqa: PLC0415  # only here
    from mtqa.report.json_node import parsed  # noqa: PLC0415
    from mtqa.report.run_reader import loads_run  # noqa: PLC0415

    targets = parse_targets(output or (), (result,))
    _, text, _ = read_text(result)
    run = loads_run(text)
    is_pair = len(run.files) == 1 and run.files[0].report is not None and not parsed(text).has("results")
    if is_pair:
        show(run.files[0], format, targets, quiet=quiet)
    else:
        show_run(run, format, targets, quiet=quiet)


@app.command()
def explain(
    code: Annotated[str | None, typer.Argument(metavar="CODE", help="Such as F101; without it, every code.")] = None,
    traceback: opt.Traceback = False,  # noqa: ARG001  # read by main
) -> None:
    """Say what a finding's code means.

    Also why it matters and how to live with it. Without CODE it lists every code.
    """
    from mtqa.cli.explain import explained  # noqa: PLC0415  # loads the detectors

    write_stdout(explained(code))


@app.command()
def doctor(traceback: opt.Traceback = False) -> int:  # noqa: ARG001  # read by main
    """Check this installation.

    Lists versions, the models and their hashes, what is missing and how to get it, and the languages of each check.
    """
    from mtqa.cli.doctor import examined  # noqa: PLC0415  # loads the model

    text, healthy = examined()
    write_stdout(text)
    return ExitCode.PASS if healthy else ExitCode.INTERNAL
