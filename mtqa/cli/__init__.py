"""The command line: parse, read, score, judge, write, exit code; nothing else. `main` is the console script.

Every way out goes through here: 0 pass, 1 the gate failed, 2 no verdict (usage, configuration, input, output),
3 a model or an internal error, 130 Ctrl-C. Expected errors are two lines on stderr, `error:` and `hint:`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import IntEnum

import typer

from mtqa.errors import MtqaError

UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""The error that typer raises for a wrong command line. It has no public name of its own in every typer release."""


class ExitCode(IntEnum):
    """What the process tells its caller."""

    PASS = 0
    FAIL = 1
    NO_VERDICT = 2
    INTERNAL = 3
    INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit. `arguments` default to the process's own."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    code = run(given)
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:  # noqa: PLR0911  # one return for each way out
    """Run one command and return its exit code; every error has been told on stderr by then."""
    from mtqa.cli.app import app  # noqa: PLC0415  # Ctrl-C while it loads is handled below, like any other

    try:
        code = app(list(arguments) or ["--help"], prog_name="mtqa", standalone_mode=False)
        return int(code or (ExitCode.PASS if arguments else ExitCode.NO_VERDICT))
    except MtqaError as error:
        return _failed(error, error.exit_code, error.message, error.hint, arguments)
    except UsageError as error:
        return _failed(error, ExitCode.NO_VERDICT, _usage_message(error), _usage_hint(error), arguments)
    except (KeyboardInterrupt, typer.Abort):
        tell("interrupted")
        return ExitCode.INTERRUPTED
    except typer.Exit as stop:
        return stop.exit_code
    except OSError as error:  # typer's own help, on a full disk
        reason = error.strerror or str(error)
        return _failed(error, ExitCode.NO_VERDICT, f"cannot read or write: {reason}", "free some space", arguments)
    except MemoryError as error:
        hint = "split the documents into chapters or articles"
        return _failed(error, ExitCode.INTERNAL, "out of memory", hint, arguments)
    except Exception as error:  # noqa: BLE001  # the last line of defence: a person gets a sentence, not a traceback
        message = f"internal error: {type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
        return _failed(error, ExitCode.INTERNAL, message, "run again with --traceback and report it", arguments)


def _failed(error: Exception, code: int, message: str, hint: str, arguments: Sequence[str]) -> int:
    if "--traceback" in arguments:
        import traceback  # noqa: PLC0415  # only then

        traceback.print_exception(error)
    tell(f"error: {_visible(message)}")
    if hint:
        tell(f"hint: {_visible(hint)}")
    return int(code)


def _usage_message(error: Exception) -> str:
    told = error.format_message() if hasattr(error, "format_message") else str(error)
    return str(told).rstrip(".")


def _usage_hint(error: Exception) -> str:
    context = getattr(error, "ctx", None)
    return f"see: {context.command_path if context else 'mtqa'} --help"


def _visible(text: str) -> str:
    """Keep an error on its line, and whatever a file name or a document holds from steering the terminal."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def tell(line: str) -> None:
    """Write a line to standard error, where there is one."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(line.encode("utf-8", "backslashreplace").decode() + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):  # nobody listens: the exit code still tells
        return
