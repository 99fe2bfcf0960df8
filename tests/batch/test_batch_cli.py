"""`mtqa batch` as a person and a shell meet it: files, pipes, exit codes, errors, what goes where."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from batch_rows import JOB as LOCAL_JOB
from batch_rows import contents, read_lines, rows, run_batch, write_lines

from mtqa.cli import ExitCode, run

Capture = pytest.CaptureFixture[str]
ONE = ["--workers", "1", "--lang", "en", "--judge", "none"]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "in" / "0.jsonl", rows())


def batch(*arguments: object) -> int:
    return run(["batch", *map(str, arguments)])


def error_of(capsys: Capture) -> list[str]:
    shown = capsys.readouterr()
    assert shown.out == ""
    lines = shown.err.splitlines()
    assert [line.split(":")[0] for line in lines] == ["error", "hint"]
    return lines


def test_a_run_writes_tables_and_tells_the_sums(corpus: Path, tmp_path: Path, capsys: Capture) -> None:
    assert batch(corpus, "--output", tmp_path / "out", *ONE) == ExitCode.PASS
    shown = capsys.readouterr()
    assert shown.err == ""
    assert shown.out.startswith("7 rows, 0 with an error, 5 with a finding\nmean of the rows: fidelity ")
    assert "findings: F102 1, F201 1, M101 1, M301 1, M401 1" in shown.out
    assert len(read_lines(tmp_path / "out" / "0.jsonl")) == 7
    told = json.loads((tmp_path / "out" / "_summary.json").read_text())
    assert (told["rows"], told["kept"], told["errors"], told["codes"]["F102"]) == (7, 7, 0, 1)
    assert sum(told["scores"]["fidelity"]["histogram"]) == 7


def test_again_says_what_was_done(corpus: Path, tmp_path: Path, capsys: Capture) -> None:
    for _ in range(2):
        assert batch(corpus.parent, "-o", tmp_path / "out", *ONE) == ExitCode.PASS
    assert capsys.readouterr().err == "note: 1 of 1 tables were done already\n"


def test_an_output_within_the_corpus_is_no_input(corpus: Path, tmp_path: Path) -> None:
    out = corpus.parent / "rated"
    for _ in range(2):
        assert batch(corpus.parent, "-o", out, *ONE) == ExitCode.PASS
    assert set(contents(out)) == {"0.jsonl", "_manifest.json", "_summary.json"}
    assert batch(corpus.parent, "-o", tmp_path, *ONE) == ExitCode.PASS  # a corpus within the output is one
    assert {"0.jsonl", "rated/0.jsonl"} <= set(contents(tmp_path))


def test_a_configuration_that_is_named_gives_words_and_codes(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mtqa.toml").write_text('lang = "en"\njudge = "none"\nignore = ["F1", "M"]\nmin-fidelity = 99\n')
    monkeypatch.chdir(tmp_path)
    one = ["--workers", "1", "--quiet"]
    assert batch(corpus, "-o", "with", "--config", "mtqa.toml", *one) == ExitCode.PASS
    assert batch(corpus, "-o", "without", *one, "--lang", "en", "--judge", "none") == ExitCode.PASS
    assert batch(corpus, "-o", "more", "--config", "mtqa.toml", *one, "--lang", "de") == ExitCode.PASS
    codes = [
        {flag["code"] for row in read_lines(Path(out, "0.jsonl")) for flag in row["flags"]}
        for out in ("with", "without")
    ]
    assert codes == [{"F201"}, {"F102", "F201", "M101", "M301", "M401"}]
    told = json.loads(Path("more", "_summary.json").read_text())["signature"]
    assert "|lang:de|" in told
    assert "|own:" in told


def test_a_configuration_that_is_not_there_is_refused(corpus: Path, tmp_path: Path, capsys: Capture) -> None:
    assert batch(corpus, "-o", tmp_path / "out", "--config", tmp_path / "no.toml") == ExitCode.NO_VERDICT
    assert "no.toml" in error_of(capsys)[0]


def test_quiet_is_quiet(corpus: Path, tmp_path: Path, capsys: Capture) -> None:
    assert batch(corpus, "-o", tmp_path / "out", "--quiet", *ONE) == ExitCode.PASS
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(("strict", "code"), [([], ExitCode.PASS), (["--strict"], ExitCode.FAIL)])
def test_a_bad_row_fails_only_where_that_is_asked_for(
    strict: list[str], code: ExitCode, tmp_path: Path, capsys: Capture
) -> None:
    path = write_lines(tmp_path / "a.jsonl", [*rows(2), {"suspect": None, "reference": "A."}, {"suspect": 1}])
    assert batch(path, "-o", tmp_path / "out", *strict, *ONE) == code
    assert "4 rows, 2 with an error" in capsys.readouterr().out
    assert [bool(row["error"]) for row in read_lines(tmp_path / "out" / "a.jsonl")] == [False, False, True, True]


def test_keep_writes_only_what_passes(corpus: Path, tmp_path: Path, capsys: Capture) -> None:
    assert batch(corpus, "-o", tmp_path / "out", "--keep", "fidelity >= 70 and not flags.critical", *ONE) == 0
    kept = read_lines(tmp_path / "out" / "0.jsonl")
    assert kept
    assert all(row["fidelity"] >= 70 for row in kept)
    assert f"5 with a finding, {len(kept)} kept" in capsys.readouterr().out
    told = json.loads((tmp_path / "out" / "_summary.json").read_text())
    assert (told["rows"], told["kept"], told["dropped"]) == (7, len(kept), 7 - len(kept))


def test_the_language_is_told_by_the_references(tmp_path: Path) -> None:
    german = "Das Land bezahlt dafür seit dem letzten Frühjahr viel Geld, und alle Bauern sind damit zufrieden."
    path = write_lines(tmp_path / "a.jsonl", [{"suspect": german, "reference": german}])
    assert batch(path, "-o", tmp_path / "out", "--workers", 1, "-q") == ExitCode.PASS
    assert "|lang:de|" in read_lines(tmp_path / "out" / "a.jsonl")[0]["signature"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["{in}"], "no directory for the rated tables"),
        (["{in}", "-", "-o", "{out}"], "- is a pipe"),
        (["-", "-o", "{out}"], "- is a pipe"),
        (["{in}", "-o", "{out}", "--keep", "fidelty > 3"], "did you mean fidelity?"),
        (["{in}", "-o", "{out}", "--ray-address", "auto"], "--ray-address without --engine ray"),
        (["{in}", "-o", "{out}", "--no-header", "--suspect-column", "mt"], "without a header there is no column mt"),
        (["{in}/nowhere.jsonl", "-o", "{out}"], "nowhere.jsonl"),
        (["{in}", "-o", "{in}/0.jsonl"], "cannot write to"),
        (["{in}", "-o", "{in}"], "would be its own output"),
        (["{in}", "-o", "{out}", "--workers", "0"], "--workers"),
        (["{in}", "-o", "{out}", "--engine", "dask"], "--engine"),
        ([], "INPUT"),
    ],
)
def test_what_cannot_be_done_is_told(
    arguments: list[str], told: str, corpus: Path, tmp_path: Path, capsys: Capture
) -> None:
    places = {"in": corpus.parent, "out": tmp_path / "out"}
    assert batch(*(argument.format(**places) for argument in arguments)) == ExitCode.NO_VERDICT
    assert told in error_of(capsys)[0]
    assert not (tmp_path / "out").exists()


# ---- pipes


def piped(data: bytes, *arguments: object, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    return batch("-", *arguments)


def lines_of(listed: list[dict[str, object]]) -> bytes:
    return "".join(f"{row['suspect']}\t{row['reference']}\n" for row in listed).encode()


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_a_pipe_gives_what_a_file_gives(
    size: int, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = b"suspect\treference\n" + lines_of(rows(20))
    (tmp_path / "a.tsv").write_bytes(data)
    run_batch([tmp_path / "a.tsv"], tmp_path / "out", LOCAL_JOB)
    assert (
        piped(data, "--lang", "en", "--judge", "none", "--batch-size", size, monkeypatch=monkeypatch) == ExitCode.PASS
    )
    shown = capsys.readouterr()
    assert shown.out == (tmp_path / "out" / "a.tsv").read_text(encoding="utf-8")
    assert shown.err.startswith("20 rows, 0 with an error")


def test_a_pipe_without_header_and_language(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    data = lines_of(rows()) + b"only one cell\n"
    assert piped(data, "--no-header", "--quiet", "--strict", monkeypatch=monkeypatch) == ExitCode.FAIL
    shown = capsys.readouterr()
    assert shown.err == ""
    lines = shown.out.splitlines()
    assert len(lines) == 8
    suspect, reference, fidelity, *_ = lines[0].split("\t")
    assert (suspect, reference) == ("He went to to town on Monday.", "He went to town on Monday.")
    assert 0 < float(fidelity) < 100
    assert lines[7].endswith("\t1 cells where the first line has 2")


@pytest.mark.parametrize(("head", "arguments"), [(b"suspect\treference\n", []), (b"", ["--no-header"])])
def test_a_byte_order_mark_in_a_pipe_is_no_text(
    head: bytes, arguments: list[str], capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = []
    for mark in (b"", b"\xef\xbb\xbf"):
        assert piped(mark + head + lines_of(rows(3)), *ONE, *arguments, monkeypatch=monkeypatch) == ExitCode.PASS
        shown.append(capsys.readouterr().out)
    assert shown[0] == shown[1]


@pytest.mark.parametrize("arguments", [[], ["--no-header"]])
def test_nothing_comes_through_a_pipe(arguments: list[str], capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    assert piped(b"", *arguments, monkeypatch=monkeypatch) == ExitCode.PASS
    assert capsys.readouterr().out == ""


def test_a_line_is_answered_before_the_next_one_comes() -> None:
    """With a language given, nobody waits for a full batch."""
    command = [sys.executable, "-m", "mtqa", "batch", "-", "--no-header", "--lang", "en", "-q"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        for row in rows(3):
            process.stdin.write(lines_of([row]))
            process.stdin.flush()
            assert process.stdout.readline().startswith(lines_of([row]).rstrip(b"\n") + b"\t")
        process.stdin.close()
        assert process.stdout.read() == b""
    assert process.returncode == ExitCode.PASS


def test_a_reader_that_leaves_ends_the_run() -> None:
    """As `head` does: no error, and no rating of what nobody reads."""
    endless = "yes $'xxxxxxxxx\\tyyyyyyyyy'"
    shell = f"({endless}) | {sys.executable} -m mtqa batch - --no-header --lang en --batch-size 2 | head -1"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=True, timeout=300)
    assert done.stdout.startswith("xxxxxxxxx\tyyyyyyyyy\t")
    assert done.stderr == ""


def test_help_tells_the_commands_options(capsys: Capture) -> None:
    assert batch("--help") == ExitCode.PASS
    shown = capsys.readouterr().out
    assert all(option in shown for option in ("--keep", "--engine", "--strict", "--documents", "--prefix"))


def test_progress_is_for_terminals(corpus: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mtqa", "batch", str(corpus), "-o", str(tmp_path / "out"), *ONE]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert set(contents(tmp_path / "out")) == {"0.jsonl", "_manifest.json", "_summary.json"}


def test_a_person_at_a_terminal_sees_how_far_it_is(corpus: Path, tmp_path: Path) -> None:
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "mtqa", "batch", str(corpus), "-o", str(tmp_path / "out"), *ONE]
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "120"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=follower, env=environment) as process:
        os.close(follower)
        shown = b""
        with suppress(OSError):  # what a terminal gives when nobody writes to it any more
            while part := os.read(leader, 1 << 16):
                shown += part
        assert process.stdout
        assert process.stdout.read().startswith(b"7 rows, 0 with an error")
    os.close(leader)
    assert process.returncode == ExitCode.PASS
    assert b"rating" in shown
    assert b"7 rows" in shown
