"""`mtqa init` and `mtqa baseline`: what they write, and what they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_cases import Capture, error_lines

from mtqa.cli import ExitCode, run

GOOD = "The ferry leaves at nine. Nobody waits for the last passenger.\n"
BAD = "The ferry leaves at at at nine. Nobody waits for the last passenger.\n"
LIST = Path(".mtqa-baseline.json")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one finding, and we stand in it."""
    monkeypatch.chdir(tmp_path)
    put("docs/en/a.md", BAD)
    put("docs/en/b.md", GOOD)
    for name in ("a", "b"):
        put(f"reviewed/en/{name}.md", GOOD)
    return tmp_path


def put(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def known() -> dict[str, int]:
    files = json.loads(LIST.read_text(encoding="utf-8"))["files"]
    return {name: len(rows) for name, rows in files.items()}


def test_init_then_check_then_baseline_then_check(project: Path, capsys: Capture) -> None:
    assert run(["init"]) == ExitCode.PASS
    assert capsys.readouterr() == ("", "wrote mtqa.toml: look through it, then run `mtqa check`\n")
    assert run(["check", "-q"]) == ExitCode.FAIL
    assert run(["baseline", "write"]) == ExitCode.PASS
    assert "1 finding known in 1 file" in capsys.readouterr().err
    assert known() == {"docs/en/a.md": 1}
    assert run(["check", "-q"]) == ExitCode.PASS


def test_init_where_nothing_is_translated_and_where_it_was_done(tmp_path: Path, monkeypatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init"]) == ExitCode.PASS
    assert "no translations were found" in capsys.readouterr().err
    assert run(["check"]) == ExitCode.NO_VERDICT
    assert "has no [[pairs]]" in error_lines(capsys)[0]
    assert run(["init"]) == ExitCode.NO_VERDICT
    assert "is a configuration already" in error_lines(capsys)[0]


@pytest.fixture
def adopted(project: Path, capsys: Capture) -> Path:
    """The project with its finding known."""
    assert run(["init"]) == run(["baseline", "write", "-q"]) == ExitCode.PASS
    capsys.readouterr()
    return project


def test_a_list_grows_only_where_that_is_said(adopted: Path, capsys: Capture) -> None:
    put("docs/en/b.md", BAD)
    before = LIST.read_bytes()
    assert run(["baseline", "write"]) == ExitCode.NO_VERDICT
    assert "would grow by 1 finding" in error_lines(capsys)[0]
    assert LIST.read_bytes() == before
    assert run(["baseline", "write", "--grow", "-q"]) == ExitCode.PASS
    assert known() == {"docs/en/a.md": 1, "docs/en/b.md": 1}


def test_of_a_suspect_with_two_references_the_findings_of_both_are_known(project: Path, capsys: Capture) -> None:
    sides = {"docs": 14, "checked": 10, "reviewed": 14}
    for folder, count in sides.items():
        put(f"{folder}/en/a.md", f"The ferry carries {count} passengers. It leaves at nine.\n")
    table = '[[pairs]]\nsuspect = "docs/{{lang}}/a.md"\nreference = "{}/{{lang}}/a.md"\n'
    put("mtqa.toml", table.format("checked") + table.format("reviewed"))
    assert run(["check", "-q"]) == ExitCode.FAIL
    assert run(["baseline", "write", "-q"]) == ExitCode.PASS
    assert known() == {"docs/en/a.md": 1}
    assert run(["baseline", "prune"]) == ExitCode.PASS
    assert "0 findings taken out, 1 left" in capsys.readouterr().err
    assert run(["check", "-q"]) == ExitCode.PASS
    put("checked/en/a.md", "The ferry carries 10 passengers. It leaves at ten.\n")
    assert run(["baseline", "write"]) == ExitCode.NO_VERDICT
    assert "would grow by 1 finding" in error_lines(capsys)[0]


def test_prune_takes_out_what_is_fixed_and_adds_nothing(adopted: Path, capsys: Capture) -> None:
    put("docs/en/a.md", GOOD)
    put("docs/en/b.md", BAD)
    assert run(["baseline", "prune"]) == ExitCode.PASS
    told = capsys.readouterr().err
    assert "1 finding taken out, 0 left" in told
    assert "1 finding of today not in the list" in told
    assert known() == {}
    assert run(["check", "-q"]) == ExitCode.FAIL


def test_prune_takes_out_files_that_are_gone_and_keeps_what_cannot_be_read(adopted: Path, capsys: Capture) -> None:
    Path("docs/en/a.md").write_bytes(b"\x00" * 50)
    assert run(["baseline", "prune", "-q"]) == ExitCode.PASS
    assert known() == {"docs/en/a.md": 1}
    Path("docs/en/a.md").unlink()
    assert run(["baseline", "prune", "-q"]) == ExitCode.PASS
    assert known() == {}


def test_no_list_is_written_of_files_that_cannot_be_read(project: Path, capsys: Capture) -> None:
    assert run(["init"]) == ExitCode.PASS
    Path("docs/en/a.md").write_bytes(b"\x00" * 50)
    capsys.readouterr()
    assert run(["baseline", "write"]) == ExitCode.NO_VERDICT
    assert error_lines(capsys)[0].startswith("error: docs/en/a.md: ")
    assert not LIST.exists()


def test_there_is_nothing_to_prune_without_a_list(project: Path, capsys: Capture) -> None:
    assert run(["init"]) == ExitCode.PASS
    capsys.readouterr()
    assert run(["baseline", "prune"]) == ExitCode.NO_VERDICT
    assert "there is no such baseline" in error_lines(capsys)[0]


def test_a_list_may_be_kept_elsewhere(project: Path, capsys: Capture) -> None:
    assert run(["init"]) == ExitCode.PASS
    text = Path("mtqa.toml").read_text(encoding="utf-8")
    Path("mtqa.toml").write_text('baseline = "ci/known.json"\n' + text, encoding="utf-8")
    Path("ci").mkdir()
    assert run(["baseline", "write", "-q"]) == ExitCode.PASS
    assert Path("ci/known.json").is_file()
    assert run(["check", "-q"]) == ExitCode.PASS
    Path("ci/known.json").unlink()
    capsys.readouterr()
    assert run(["check"]) == ExitCode.NO_VERDICT
    assert "known.json: there is no such baseline" in error_lines(capsys)[0]


def test_a_run_that_was_saved_is_shown_again(project: Path, capsys: Capture) -> None:
    assert run(["init"]) == ExitCode.PASS
    for form in ("json", "jsonl"):
        capsys.readouterr()
        assert run(["check", "-f", "github", "-o", f"{form}=saved"]) == ExitCode.FAIL
        first = capsys.readouterr().out
        assert run(["report", "saved", "-f", "github"]) == ExitCode.PASS
        assert capsys.readouterr().out == first
        assert run(["report", "saved", "-f", form]) == ExitCode.PASS
        assert capsys.readouterr().out == Path("saved").read_text(encoding="utf-8")
