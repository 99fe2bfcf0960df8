"""The page of a run as text: one file while it is small, an index and a folder where it is large, the same bytes each time."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import PurePath
from urllib.parse import unquote

import pytest
from report_golden import without_assets
from run_samples import RUNS, many, mixed

from mtqa.report import run_files, run_writer
from mtqa.report.run_html import LARGEST, HtmlRunWriter


@pytest.mark.parametrize("name", RUNS)
def test_it_is_what_was_looked_at(name, golden):
    golden.check(f"run.{name}.html", without_assets(run_writer("html").write(RUNS[name]())))


@pytest.mark.parametrize("name", RUNS)
def test_only_its_own_style_and_script_may_run(name):
    page = run_writer("html").write(RUNS[name]())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    assert policy.startswith("default-src 'none'")
    for tag, directive in (("style", "style-src"), ('script type="module"', "script-src")):
        (source,) = re.findall(rf"<{tag}>(.*?)</{tag.split()[0]}>", page, re.DOTALL)
        digest = b64encode(sha256(source.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy


def test_a_small_run_is_one_file():
    assert run_files("html", mixed(), "out/report.html") == {"out/report.html": run_writer("html").write(mixed())}


def test_a_large_run_is_an_index_and_a_folder_beside_it():
    written = HtmlRunWriter(largest=1000).files(mixed(), "out/my report.html")
    first, *pages = written
    assert first == "out/my report.html"
    assert pages[1] == "out/my report.pages/001-docs-en-old-ferry-md.html"
    assert len(pages) == 5  # one file has no verdict
    links = [unquote(link) for link in re.findall(r'<a href="([^"]+)"', written[first])]
    assert sorted(str(PurePath("out") / link) for link in links) == sorted(pages)
    assert all('<a href="../my%20report.html">' in written[page] for page in pages)
    assert "<template" not in written[first]


def test_the_limit_is_on_bytes_of_the_whole():
    run = many(3)
    size = len(run_writer("html").write(run).encode())
    assert len(HtmlRunWriter(largest=size).files(run, "a.html")) == 1
    assert len(HtmlRunWriter(largest=size - 1).files(run, "a.html")) == 4
    assert LARGEST == 8_000_000


def test_a_file_without_verdict_is_named_with_its_error_and_leads_nowhere():
    page = run_writer("html").write(mixed())
    row = re.search(r'<tr class="error">.*?</tr>', page, re.DOTALL)[0]
    assert "the string is not closed" in row
    assert "close it with a quotation mark" in row
    assert "<a " not in row
