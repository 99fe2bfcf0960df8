"""Where results go: standard output, and files written whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mtqa.errors import ConfigError, OutputError

STDOUT = "-"
WIDTH_OFF_TERMINAL = 100
"""Columns of text that goes to a file or a pipe."""


@dataclass(frozen=True, slots=True)
class Target:
    """One `--output FORMAT=PATH`."""

    format: str
    path: Path


def parse_targets(values: Sequence[str], inputs: Sequence[str]) -> tuple[Target, ...]:
    """Read `FORMAT=PATH` options and make sure, before any work is done, that each path can be written.

    Raises: ConfigError for a malformed option, a path twice or an input; OutputError where nothing can be written.
    """
    targets: list[Target] = []
    taken = {_place(Path(name)) for name in inputs if name != STDOUT}
    for value in values:
        name, equals, path = value.partition("=")
        if not (name and equals and path):
            raise ConfigError(f"--output {value}: not of the form FORMAT=PATH", "for example --output html=report.html")
        target = Target(name.strip().lower(), Path(path))
        place = _place(target.path)
        if place in taken:
            raise ConfigError(f"--output {value}: {path} is an input or another output", "give each its own path")
        taken.add(place)
        _require_writable(target.path)
        targets.append(target)
    return tuple(targets)


def write_whole(path: Path, text: str) -> None:
    """Write a file through a temporary one beside it: at every moment the path holds all of the old or all of the new.

    Raises: OutputError, with nothing left behind.
    """
    data = text.encode("utf-8", "backslashreplace")
    try:
        if path.exists() and not path.is_file():  # a device or a pipe cannot be replaced
            path.write_bytes(data)
            return
        _replace(path, data)
    except OSError as error:
        raise _unwritable(path, error.strerror or str(error)) from error


def append(path: Path, text: str) -> None:
    """Add to the end of a file that others write to as well. Raises: OutputError."""
    try:
        with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError as error:
        raise OutputError(f"cannot add to {path}: {error.strerror or error}", "make it writable") from error


def write_stdout(text: str) -> None:
    """Write to standard output; a reader that has left, as `head` does, is no error. Raises: OutputError."""
    if sys.stdout is None:
        raise OutputError("cannot write to standard output: it is closed", "open it or send it to a file")
    try:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(errors="backslashreplace")
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _silence_stdout()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is closed"
        raise OutputError(f"cannot write to standard output: {reason}", "free some space or use --output") from error


def terminal_options() -> dict[str, object]:
    """Tell the text writer how wide the output is and whether it takes colour; NO_COLOR is honoured."""
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return {
        "width": shutil.get_terminal_size((WIDTH_OFF_TERMINAL, 24)).columns,
        "color": is_terminal and not plain,
    }


def _silence_stdout() -> None:
    """Give the interpreter a place to flush what nobody reads any more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _replace(path: Path, data: bytes) -> None:
    goal = path.resolve()  # through a link, to the file that it names
    goal.parent.mkdir(exist_ok=True)  # the pages beside a large page have a folder of their own
    handle, name = tempfile.mkstemp(dir=goal.parent, prefix=f".{goal.name[:40]}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(goal.stat().st_mode & 0o777 if goal.exists() else 0o666 & ~_umask())
        temporary.replace(goal)
    except BaseException:  # Ctrl-C too: the temporary file goes in any case
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _place(path: Path) -> Path:
    """Name the file behind a path, through links; what no file can be called stays as it is, to be refused later."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):  # too long, links in a circle, a NUL
        return path


def _require_writable(path: Path) -> None:
    try:
        exists, parent = path.exists(), path.resolve().parent
    except (OSError, RuntimeError, ValueError) as error:
        raise _unwritable(path, getattr(error, "strerror", None) or str(error)) from error
    if path.is_dir():
        raise _unwritable(path, "it is a directory")
    if not parent.is_dir():
        raise _unwritable(path, f"there is no directory {parent}")
    if not os.access(path if exists else parent, os.W_OK):
        raise _unwritable(path, "permission denied")


def _unwritable(path: Path, reason: str) -> OutputError:
    return OutputError(f"cannot write {path}: {reason}", "give --output a path in a directory that you can write to")
