"""A run on a terminal: looked at once, every failing file named with places that an editor opens, the verdict last."""

from __future__ import annotations

import pytest
from report_samples import garbled
from run_samples import RUNS, many, mixed, silenced, single

from mtqa.gate import Limits, judge
from mtqa.report import run_files, run_writer, writer
from mtqa.types import Run


@pytest.mark.parametrize("name", RUNS)
def test_it_is_what_was_looked_at(name, golden):
    golden.check(f"run.{name}.txt", run_writer("text").write(RUNS[name]()))


def test_the_verdict_is_last():
    *_, last = run_writer("text", width=200).write(mixed()).splitlines()
    assert last.startswith("FAIL  3 of 6 files fail, 1 could not be judged")


def test_a_file_that_passes_lists_nothing():
    lines = run_writer("text", width=200).write(mixed()).splitlines()
    train = [line for line in lines if "train.md" in line]
    assert train == [
        "PASS  docs/en/train.md  no finding of severity major or above (1 minor)",
        "  docs/en/train.md:3:1  note comment without effect: this comment gives no reason",
    ]


def test_a_long_list_is_cut_and_says_so():
    text = run_writer("text").write(many(2))
    assert text.count(" F102 doubled word") == 20
    assert text.count("and 2 more findings") == 2


def test_a_run_of_one_is_its_own_report_and_what_does_not_count():
    file = silenced(garbled(), "a.md", "he stutters")
    text = run_writer("text").write(Run.of([file], "0.0.0"))
    assert text == writer("text").write(file.report, file.verdict) + "1 finding not counted: he stutters\n"


def test_colour_only_repeats_what_words_say():
    plain, coloured = (run_writer("text", color=color).write(mixed()) for color in (False, True))
    assert "\x1b[" not in plain
    assert "\x1b[1;31mFAIL" in coloured


def test_a_format_of_a_run_serves_for_one_document_pair():
    report = garbled()
    verdict = judge(report, Limits())
    (file,) = single().files
    assert "suspect.txt:2:28" in writer("junit").write(report, verdict)
    assert writer("sarif").write(report, verdict) != run_writer("sarif").write(single())  # its files have other names
    assert file.verdict == verdict


def test_every_format_but_html_is_one_file():
    assert run_files("sarif", single(), "out/x.sarif") == {"out/x.sarif": run_writer("sarif").write(single())}
