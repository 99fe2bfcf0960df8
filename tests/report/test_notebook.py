"""A report as a notebook's cell: the whole page in a frame, and nothing loaded before it is shown."""

from __future__ import annotations

import re
import subprocess
import sys
from html import unescape

import pytest
from report_samples import SAMPLES, Maker, garbled, pair

from mtqa.gate import Limits, judge
from mtqa.report import writer
from mtqa.report.notebook import cell
from mtqa.types import Severity


@pytest.mark.parametrize("name", SAMPLES)
def test_a_report_shows_its_page_in_a_frame(name):
    report = SAMPLES[name]()
    shown = report._repr_html_()
    (page,) = re.findall(r' srcdoc="([^"]*)"></iframe>$', shown)
    assert unescape(page) == writer("html").write(report, judge(report, Limits()))


def test_the_frame_has_a_name_and_runs_apart():
    shown = garbled()._repr_html_()
    assert shown.startswith('<iframe title="mtqa: FAIL: garbled and unfaithful: ')
    assert 'sandbox="allow-scripts allow-downloads"' in shown


def test_of_a_long_document_it_shows_the_text():
    shown = cell(garbled(), largest=1000)
    assert shown.startswith("<pre>FAIL")
    assert "re -re -re -skinning" in shown


def test_hostile_texts_stay_in_the_frame():
    maker = Maker(['"></iframe><script>alert(1)</script> to to'], ["x"])
    maker.flag(0, "F102", Severity.MAJOR, "to to", '"></iframe><script>')
    report = maker.report([pair([0], [0], 10.0, 10.0)])
    for shown in (report._repr_html_(), cell(report, largest=10)):
        assert "<script>alert" not in shown
        assert shown.count("</iframe>") <= 1


def test_the_types_load_no_writer():
    code = "import mtqa.types, sys; print([name for name in sys.modules if name.startswith(('mtqa.report', 'jinja2'))])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
