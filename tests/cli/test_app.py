"""The commands that read documents: what each prints and writes, where, and the exit code it ends with."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from cli_cases import CLEAN, GARBLED, LIGHT, UNRELATED, Capture, error_lines
from fixture_reports import rated

from mtqa.cli import ExitCode, run
from mtqa.gate import Limits, judge
from mtqa.report import writer


class Stdin(io.TextIOWrapper):
    """Standard input that holds a text."""

    def __init__(self, text: str) -> None:
        super().__init__(io.BytesIO(text.encode()), encoding="utf-8")


# ---- score


def test_score_says_the_verdict_first_and_exits_0(capsys: Capture) -> None:
    assert run(["score", *GARBLED]) == ExitCode.PASS
    shown = capsys.readouterr()
    assert shown.out.startswith("FAIL")
    assert shown.err == ""
    assert "F101" in shown.out


@pytest.mark.parametrize("form", ["json", "tsv", "html"])
def test_score_writes_what_python_gives(form: str, capsys: Capture) -> None:
    assert run(["score", *LIGHT, "--format", form]) == ExitCode.PASS
    report = rated("light")
    assert capsys.readouterr().out == writer(form).write(report, judge(report, Limits()))


@pytest.mark.parametrize("side", [0, 1])
def test_either_side_may_be_standard_input(side: int, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = list(LIGHT)
    monkeypatch.setattr(sys, "stdin", Stdin(Path(LIGHT[side]).read_text(encoding="utf-8")))
    arguments[side] = "-"
    assert run(["score", *arguments, "--format", "json"]) == ExitCode.PASS
    result = json.loads(capsys.readouterr().out)
    assert result[("suspect", "reference")[side]]["name"] == "<stdin>"
    assert result["scores"]["fidelity"] == rated("light").scores.fidelity


def test_outputs_are_files_beside_what_is_shown(tmp_path: Path, capsys: Capture) -> None:
    targets = {form: tmp_path / f"report.{form}" for form in ("html", "json", "tsv", "text")}
    outputs = [part for form, target in targets.items() for part in ("--output", f"{form}={target}")]
    assert run(["score", *LIGHT, "-f", "tsv", *outputs]) == ExitCode.PASS
    assert capsys.readouterr().out == targets["tsv"].read_text(encoding="utf-8")
    report = rated("light")
    for form in ("html", "json", "tsv"):
        shown = targets[form].read_text(encoding="utf-8")
        assert shown == writer(form).write(report, judge(report, Limits()))
    assert "FAIL" in targets["text"].read_text(encoding="utf-8").splitlines()[0]
    assert sorted(tmp_path.iterdir()) == sorted(targets.values())


def test_an_output_replaces_the_file_behind_a_link_and_keeps_its_mode(tmp_path: Path, capsys: Capture) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    assert run(["score", *LIGHT, "--quiet", "--output", f"json={link}"]) == ExitCode.PASS
    assert link.is_symlink()
    assert json.loads(real.read_text(encoding="utf-8"))["schema"] == 1
    assert real.stat().st_mode & 0o777 == 0o640


def test_quiet_leaves_files_data_and_errors(tmp_path: Path, capsys: Capture) -> None:
    page = tmp_path / "report.html"
    assert run(["score", *LIGHT, "--quiet", "--output", f"html={page}"]) == ExitCode.PASS
    assert capsys.readouterr() == ("", "")
    assert page.read_text(encoding="utf-8").startswith("<!")
    assert run(["score", *LIGHT, "-q", "--format", "tsv"]) == ExitCode.PASS
    shown = capsys.readouterr()
    assert (bool(shown.out), shown.err) == (True, "")
    assert run(["score", "--quiet", "missing.txt", LIGHT[1]]) == ExitCode.NO_VERDICT
    error_lines(capsys)


def test_what_was_guessed_is_said(capsys: Capture) -> None:
    assert run(["score", *LIGHT, "--format", "json"]) == ExitCode.PASS
    assert "language en (detected)" in capsys.readouterr().err
    assert run(["score", *LIGHT, "--format", "json", "--lang", "en"]) == ExitCode.PASS
    assert capsys.readouterr().err == ""


def test_of_a_file_of_pairs_it_is_said_that_only_check_reads_its_columns(tmp_path: Path, capsys: Capture) -> None:
    table = tmp_path / "pairs.tsv"
    table.write_text("suspect\treference\nShe went home.\tShe went home.\n")
    for command in ("score", "align"):
        assert run([command, str(table), str(table), "--lang", "en", "--format", "json"]) == ExitCode.PASS
        assert "pairs.tsv: read as plain text; only `mtqa check FILE` reads" in capsys.readouterr().err
    assert run(["check", str(table)]) == ExitCode.PASS


def test_pre_split_takes_a_sentence_a_line(tmp_path: Path, capsys: Capture) -> None:
    text = tmp_path / "lines.txt"
    text.write_text("Mr. Ames left. He was late.\n\nNobody asked.\n")
    copy = tmp_path / "copy.txt"
    copy.write_text(text.read_text())
    assert run(["score", str(text), str(copy), "--pre-split", "--format", "json"]) == ExitCode.PASS
    result = json.loads(capsys.readouterr().out)
    assert [each["text"] for each in result["suspect"]["sentences"]][:1] == ["Mr. Ames left. He was late."]
    assert "split:lines" in result["signature"]


def test_encoding_is_taken_at_its_word(tmp_path: Path, capsys: Capture) -> None:
    text = tmp_path / "s.txt"
    text.write_bytes("Der Käpitän schloß.".encode("cp437"))
    other = tmp_path / "r.txt"
    other.write_bytes(text.read_bytes())
    assert run(["score", str(text), str(other), "--encoding", "cp437", "-f", "json", "--lang", "de"]) == ExitCode.PASS
    result = json.loads(capsys.readouterr().out)
    assert result["suspect"]["sentences"][0]["text"] == "Der Käpitän schloß."
    assert result["suspect"]["lang"] == "de"
    assert "lang:de" in result["signature"]


def test_max_block_bounds_a_pair(capsys: Capture) -> None:
    assert run(["align", *CLEAN, "--max-block", "1", "--format", "json"]) == ExitCode.PASS
    pairs = json.loads(capsys.readouterr().out)["pairs"]
    assert max(len(pair[side]) for pair in pairs for side in ("suspect", "reference")) == 1


# ---- check


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (CLEAN, ExitCode.PASS),
        (GARBLED, ExitCode.FAIL),
        (UNRELATED, ExitCode.FAIL),
        ([*UNRELATED, "--fail-on", "never"], ExitCode.FAIL),
        ([*GARBLED, "--fail-on", "never"], ExitCode.PASS),
        ([*LIGHT, "--fail-on", "critical"], ExitCode.FAIL),
        ([*CLEAN, "--min-fidelity", "10", "--min-fluency", "10", "--min-coverage", "10"], ExitCode.PASS),
        ([*CLEAN, "--min-fidelity", "99"], ExitCode.FAIL),
        ([*GARBLED, "--fail-on", "never", "--min-fluency", "99"], ExitCode.FAIL),
        ([*GARBLED, "--fail-on", "never", "--min-coverage", "100"], ExitCode.FAIL),
        ([*GARBLED, "--fail-on", "never", "--max-flagged-percent", "0"], ExitCode.FAIL),
        ([*GARBLED, "--fail-on", "never", "--max-flagged-percent", "50"], ExitCode.PASS),
    ],
    ids=lambda value: " ".join(part for part in value if "/" not in part) if isinstance(value, list) else str(value),
)
def test_check_is_the_gate(arguments: list[str], code: ExitCode, capsys: Capture) -> None:
    assert run(["check", *arguments, "--format", "json"]) == code
    verdict = json.loads(capsys.readouterr().out)["verdict"]
    assert verdict["passed"] is (code == ExitCode.PASS)
    assert verdict["passed"] is all(each["passed"] for each in verdict["checks"])


def test_check_says_which_limit_failed(capsys: Capture) -> None:
    assert run(["check", *CLEAN, "--min-fidelity", "99.5"]) == ExitCode.FAIL
    shown = capsys.readouterr().out
    assert shown.startswith("FAIL")
    assert "99.5" in shown


def test_check_without_severe_findings_lets_minor_ones_pass(tmp_path: Path, capsys: Capture) -> None:
    suspect, reference = tmp_path / "s.txt", tmp_path / "r.txt"
    suspect.write_text("He went to to town on Monday and came back late.")
    reference.write_text("He went to town on Monday and came back late.")
    assert run(["check", str(suspect), str(reference), "--quiet"]) == ExitCode.PASS
    assert run(["check", str(suspect), str(reference), "--quiet", "--fail-on", "minor"]) == ExitCode.FAIL
    assert capsys.readouterr() == ("", "")


# ---- align, report


def test_align_gives_pairs_without_scores(capsys: Capture) -> None:
    assert run(["align", *GARBLED, "--format", "json"]) == ExitCode.PASS
    result = json.loads(capsys.readouterr().out)
    assert not {"scores", "flags", "verdict"} & set(result)
    assert {"suspect", "reference", "kind", "moved", "similarity"} == set(result["pairs"][0])
    assert run(["align", *GARBLED, "--format", "tsv"]) == ExitCode.PASS
    assert len(capsys.readouterr().out.splitlines()) == len(result["pairs"]) + 1


def test_align_writes_files_too(tmp_path: Path, capsys: Capture) -> None:
    assert run(["align", *LIGHT, "-q", "-o", f"tsv={tmp_path / 'a.tsv'}"]) == ExitCode.PASS
    assert capsys.readouterr().out == ""
    assert (tmp_path / "a.tsv").read_text(encoding="utf-8").startswith("pair\t")


@pytest.mark.parametrize("form", ["text", "json", "tsv", "html"])
def test_a_saved_report_is_shown_like_the_first_time(form: str, tmp_path: Path, capsys: Capture) -> None:
    saved = tmp_path / "result.json"
    options = ["--lang", "en", "--format", form]  # nothing guessed: notes are not in the file
    assert run(["check", *GARBLED, *options, "--min-fluency", "99", "--output", f"json={saved}"]) == ExitCode.FAIL
    first = capsys.readouterr().out
    assert run(["report", str(saved), "--format", form]) == ExitCode.PASS
    assert capsys.readouterr().out == first


def test_a_saved_report_comes_from_standard_input_and_goes_to_files(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = rated("light")
    text = writer("json").write(report, judge(report, Limits()))
    monkeypatch.setattr(sys, "stdin", Stdin(text))
    assert run(["report", "-", "--quiet", "--output", f"json={tmp_path / 'again.json'}"]) == ExitCode.PASS
    assert (tmp_path / "again.json").read_text(encoding="utf-8") == text
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "text", ["", "no json", "[]", "{}", '{"schema": 99}', "null", "[" * 100_000, '{"schema": NaN}']
)
def test_what_is_no_result_is_refused(text: str, tmp_path: Path, capsys: Capture) -> None:
    result = tmp_path / "result.json"
    result.write_text(text)
    assert run(["report", str(result)]) == ExitCode.NO_VERDICT
    error_lines(capsys)


def test_a_report_needs_no_model(tmp_path: Path) -> None:
    report = rated("light")
    saved = tmp_path / "result.json"
    saved.write_text(writer("json").write(report, judge(report, Limits())), encoding="utf-8")
    script = f"import sys; from mtqa.cli import run; run(['report', {str(saved)!r}]); print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"
