"""The HTML of a large run: the command line makes the folder of its pages and writes the index last."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from mtqa.cli import ExitCode, run
from mtqa.report import run_html

GOOD = "The ferry leaves at nine. Nobody waits for the last passenger.\n"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two documents, whose pages are too large for one file, and we stand beside them."""
    monkeypatch.chdir(tmp_path)
    for folder in ("docs", "gold"):
        for name in ("a.md", "b.md"):
            Path(folder).mkdir(exist_ok=True)
            Path(folder, name).write_text(GOOD, encoding="utf-8")
    monkeypatch.setattr(run_html, "HtmlRunWriter", partial(run_html.HtmlRunWriter, largest=1000))


def test_the_pages_are_in_a_folder_beside_the_index() -> None:
    for _ in range(2):  # a second run writes over the first
        assert run(["check", "docs", "gold", "--no-cache", "-q", "-o", "html=out.html"]) == ExitCode.PASS
    pages = sorted(path.name for path in Path("out.pages").iterdir())
    assert pages == ["000-docs-a-md.html", "001-docs-b-md.html"]
    index = Path("out.html").read_text(encoding="utf-8")
    assert all(f'href="out.pages/{page}"' in index for page in pages)


def test_where_the_folder_cannot_be_made_nothing_is_half_written(capsys: pytest.CaptureFixture[str]) -> None:
    Path("out.pages").write_text("in the way", encoding="utf-8")
    assert run(["check", "docs", "gold", "--no-cache", "-q", "-o", "html=out.html"]) == ExitCode.NO_VERDICT
    assert capsys.readouterr().err.startswith("error: cannot write ")
    assert not Path("out.html").exists()
