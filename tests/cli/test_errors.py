"""Every error: two clean lines, the right exit code, no traceback unless asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_cases import LIGHT, Capture, error_lines

from mtqa.cli import ExitCode, main, run
from mtqa.errors import ConfigError, InputError, ModelError, MtqaError, OutputError


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["nosuch"], "No such command 'nosuch'"),
        (["--nosuch"], "--nosuch"),
        (["score"], "SUSPECT"),
        (["score", "a.txt"], "REFERENCE"),
        (["score", "a", "b", "c"], "unexpected extra argument"),
        (["score", "a", "b", "--nosuch"], "--nosuch"),
        (["score", "a", "b", "--max-block", "9"], "--max-block"),
        (["score", "a", "b", "--max-block", "x"], "--max-block"),
        (["score", "a", "b", "--lang", "e n"], "'e n' is not a language code"),
        (["score", "-", "-"], "both documents are standard input"),
        (["check", "-", "-"], "both documents are standard input"),
        (["score", *LIGHT, "--format", "jsno"], "no format is called 'jsno'"),
        (["align", *LIGHT, "--format", "html"], "no format is called 'html'"),
        (["score", *LIGHT, "--encoding", "nosuch"], "unknown encoding 'nosuch'"),
        (["score", *LIGHT, "--output", "html"], "FORMAT=PATH"),
        (["score", *LIGHT, "-o", "json=x.json", "-o", "html=./x.json"], "x.json is an input or another output"),
        (["check", "a", "b", "--min-fidelity", "101"], "--min-fidelity"),
        (["check", "a", "b", "--min-fidelity", "-1"], "--min-fidelity"),
        (["check", "a", "b", "--min-fluency", "nan"], "--min-fluency"),
        (["check", "a", "b", "--fail-on", "blocker"], "--fail-on"),
        (["score", "missing.txt", LIGHT[1]], "missing.txt: no such file"),
        (["report", "missing.json"], "missing.json: no such file"),
    ],
    ids=lambda value: " ".join(Path(part).name for part in value) if isinstance(value, list) else None,
)
def test_what_is_wrong_is_told_in_two_lines(arguments: list[str], what: str, capsys: Capture) -> None:
    assert run(arguments) == ExitCode.NO_VERDICT
    assert what in error_lines(capsys)[0]


def test_a_model_that_cannot_be_loaded_is_3(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(model: str | None, *, offline: bool) -> None:
        raise ModelError(f"no model {model}, offline: {offline}", "get it")

    monkeypatch.setattr("mtqa.pipeline.load_encoder", refuse)
    assert run(["score", *LIGHT, "--model", "no-such-model", "--offline"]) == ExitCode.INTERNAL
    assert error_lines(capsys) == ["error: no model no-such-model, offline: True", "hint: get it"]


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (RuntimeError("first\nsecond"), ExitCode.INTERNAL),
        (KeyError(), ExitCode.INTERNAL),
        (MemoryError(), ExitCode.INTERNAL),
        (OSError(5, "Input/output error"), ExitCode.NO_VERDICT),
        (InputError("bad \x1b[2J name\n", "do\tthis"), ExitCode.NO_VERDICT),
        (OutputError("bad", "this"), ExitCode.NO_VERDICT),
        (ConfigError("bad", "this"), ExitCode.NO_VERDICT),
        (ModelError("bad", "this"), ExitCode.INTERNAL),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
def test_every_failure_is_two_clean_lines(
    failure: Exception, code: int, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise failure

    monkeypatch.setattr("mtqa.cli.explain.explained", fail)
    assert run(["explain"]) == code
    assert all(char.isprintable() for line in error_lines(capsys) for char in line)
    assert run(["explain", "--traceback"]) == code
    shown = capsys.readouterr().err
    assert "Traceback (most recent call last)" in shown
    assert "\nerror: " in shown


def test_ctrl_c_is_130(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("mtqa.cli.explain.explained", stop)
    assert run(["explain"]) == ExitCode.INTERRUPTED
    assert "Traceback" not in capsys.readouterr().err


def test_main_exits_with_the_code(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["explain", "nosuch"])
    assert stopped.value.code == ExitCode.NO_VERDICT
    error_lines(capsys)


@pytest.mark.parametrize("error", [InputError, OutputError, ConfigError, ModelError])
def test_errors_are_one_family(error: type[MtqaError]) -> None:
    assert error("what", "do").exit_code in {ExitCode.NO_VERDICT, ExitCode.INTERNAL}
