"""What mtqa says of itself: help, version, completion, codes, the state of the installation; colour only where asked."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from typing import Any

import pytest
import typer.main
from cli_cases import LIGHT, Capture, error_lines

import mtqa
from mtqa.cli import ExitCode, run
from mtqa.cli.app import app
from mtqa.detect import codes

COMMANDS = ("score", "check", "init", "batch", "compare", "align", "report", "explain", "doctor", "baseline")


def test_explain_lists_every_code(capsys: Capture) -> None:
    assert run(["explain"]) == ExitCode.PASS
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(codes())


@pytest.mark.parametrize("code", ["F101", "f101"])
def test_explain_a_code(code: str, capsys: Capture) -> None:
    assert run(["explain", code]) == ExitCode.PASS
    shown = capsys.readouterr().out
    assert shown.startswith("F101 ")
    assert codes()["F101"].why in shown


def test_explain_what_is_no_code(capsys: Capture) -> None:
    assert run(["explain", "F1O1"]) == ExitCode.NO_VERDICT
    assert "did you mean F101?" in error_lines(capsys)[1]


def test_doctor_finds_this_installation_well(capsys: Capture) -> None:
    assert run(["doctor"]) == ExitCode.PASS
    shown = capsys.readouterr().out
    assert shown.startswith(f"mtqa {mtqa.__version__}, Python ")
    assert shown.endswith("\nready\n")
    assert "SHA-256" in shown


def test_doctor_says_what_is_missing(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    from mtqa.cli import doctor

    monkeypatch.setattr(doctor, "PACKAGES", {"no-such-package": "nothing"})
    monkeypatch.setattr(doctor, "MODEL_PACKAGE", "no_such_package")
    assert run(["doctor"]) == ExitCode.INTERNAL
    shown = capsys.readouterr().out
    assert "! no-such-package is missing (nothing); get it with: pip install no-such-package" in shown
    assert shown.endswith("not ready: see the lines marked with !\n")


def test_doctor_is_content_without_what_only_some_formats_need(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mtqa.cli import doctor

    monkeypatch.setattr(doctor, "PACKAGES", {"no-such-package": "Word"})
    monkeypatch.setattr(doctor, "OPTIONAL", {"no-such-package": "'mtqa[formats]'"})
    assert run(["doctor"]) == ExitCode.PASS
    assert "! no-such-package is missing (Word); get it with: pip install 'mtqa[formats]'" in capsys.readouterr().out


def test_version(capsys: Capture) -> None:
    assert run(["--version"]) == ExitCode.PASS
    assert capsys.readouterr() == (f"mtqa {mtqa.__version__}\n", "")


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], *([name, "--help"] for name in COMMANDS)])
def test_help(arguments: list[str], capsys: Capture) -> None:
    assert run(arguments) == ExitCode.PASS
    shown = capsys.readouterr()
    assert "Usage: " in shown.out
    assert shown.err == ""


def test_no_summary_of_a_command_is_cut(capsys: Capture) -> None:
    assert run(["--help"]) == ExitCode.PASS
    assert "..." not in capsys.readouterr().out.partition("Commands:")[2]


def test_no_command_shows_help_and_is_no_verdict(capsys: Capture) -> None:
    assert run([]) == ExitCode.NO_VERDICT
    assert "Commands:" in capsys.readouterr().out


def test_every_command_and_option_has_help() -> None:
    group: Any = typer.main.get_command(app)
    assert tuple(group.commands) == COMMANDS
    for name, command in group.commands.items():
        assert command.help, name
        for parameter in command.params:
            assert parameter.help, f"{name}: {parameter.name}"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    command = [sys.executable, "-m", "mtqa", "--show-completion", shell]
    environment = os.environ | {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    assert "complet" in done.stdout


def on_a_terminal(**environment: str) -> str:
    """Run with a terminal as standard output and return what it was sent."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "mtqa", "score", *LIGHT]
    clean = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "FORCE_COLOR"}}
    with subprocess.Popen(
        command, stdout=follower, stderr=subprocess.DEVNULL, env=clean | {"TERM": "xterm"} | environment
    ) as process:
        os.close(follower)
        shown = b""
        while chunk := _read(leader):
            shown += chunk
    os.close(leader)
    assert process.returncode == ExitCode.PASS
    return shown.decode()


def _read(leader: int) -> bytes:
    try:
        return os.read(leader, 65_536)
    except OSError:  # the other end is closed
        return b""


@pytest.mark.parametrize(
    ("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_a_terminal_gets_colour_unless_it_is_refused(environment: dict[str, str], coloured: bool) -> None:
    shown = on_a_terminal(**environment)
    assert ("\x1b[" in shown) is coloured
    assert "FAIL" in shown


@pytest.mark.parametrize("variable", ["FORCE_COLOR", "CLICOLOR_FORCE"])
def test_a_pipe_gets_no_colour(variable: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, "1")
    assert run(["score", *LIGHT]) == ExitCode.PASS
    assert "\x1b" not in capsys.readouterr().out
