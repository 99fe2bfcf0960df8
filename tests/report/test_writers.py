from __future__ import annotations

import subprocess
import sys
from importlib.metadata import EntryPoint

import pytest
from report_samples import SAMPLES, aligned, garbled

import mtqa.report
from mtqa.errors import ConfigError
from mtqa.gate import Limits, judge
from mtqa.report import ALIGNMENT_WRITERS, RUN_WRITERS, WRITERS, alignment_writer, writer

FORMATS = list({**WRITERS, **RUN_WRITERS})


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("form", FORMATS)
def test_every_writer_writes_every_sample_the_same_way_twice(form, name):
    report = SAMPLES[name]()
    verdict = judge(report, Limits())
    text = writer(form).write(report, verdict)
    assert text.endswith("\n")
    assert text == writer(form).write(report, verdict)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("form", ALIGNMENT_WRITERS)
def test_every_alignment_writer_writes_every_sample(form, name):
    sample = aligned(SAMPLES[name]())
    text = alignment_writer(form).write(sample)
    if form == "lines" and not sample.reference.sentences:
        assert text == ""  # no line for no sentence
    else:
        assert text.endswith("\n")


def test_a_writer_is_made_with_its_options():
    verdict = judge(garbled(), Limits())
    assert writer("text", width=60).write(garbled(), verdict) != writer("text", width=100).write(garbled(), verdict)


@pytest.mark.parametrize("make", [writer, alignment_writer])
@pytest.mark.parametrize(("name", "nearest"), [("jsno", "json"), ("TEXT", "text"), ("tvs", "tsv")])
def test_an_unknown_format_is_refused_with_the_nearest(make, name, nearest):
    with pytest.raises(ConfigError, match=name) as caught:
        make(name)
    assert caught.value.hint.startswith(f"did you mean {nearest}? formats: text, json")


def test_a_format_that_is_like_no_other_is_refused_with_the_list():
    with pytest.raises(ConfigError) as caught:
        writer("")
    assert caught.value.hint == f"formats: {', '.join(FORMATS)}"


class Counting:
    """A writer of another package."""

    def write(self, report, verdict):
        return f"{len(report.flags)} {verdict.passed}\n"


def test_another_package_adds_a_format(monkeypatch):
    point = EntryPoint("count", f"{__name__}:Counting", mtqa.report.GROUP)
    monkeypatch.setattr(mtqa.report, "entry_points", lambda group: [point] if group == "mtqa.writers" else [])
    assert writer("count").write(garbled(), judge(garbled(), Limits())) == "7 False\n"


@pytest.mark.parametrize("module", ["rich", "jinja2", "numpy", "mtqa.report.text"])
def test_the_table_of_writers_loads_none(module):
    code = f"import sys, mtqa.report, mtqa.gate; sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
