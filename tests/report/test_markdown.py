"""The comment on a pull request: rendered by a Markdown library, it shows the documents as text and fits."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from report_samples import Maker, pair
from run_samples import RUNS, checked, many, mixed

from mtqa.report import run_writer
from mtqa.report.markdown import FINDINGS_A_FILE, code, escaped
from mtqa.report.visible import visible
from mtqa.types import Run, Severity

GITHUB_COMMENT = 65_536


def shown(markdown: str) -> str:
    """The text that a reader sees of one line of Markdown."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parseInline(markdown)
    return "".join(token.content for token in tokens[0].children or () if token.type in {"text", "code_inline"})


@pytest.mark.parametrize("name", RUNS)
def test_it_is_what_was_looked_at(name, golden):
    golden.check(f"run.{name}.md", run_writer("markdown").write(RUNS[name]()))


@pytest.mark.parametrize("name", RUNS)
def test_the_table_has_a_cell_a_column(name):
    rows = [line for line in run_writer("markdown").write(RUNS[name]()).splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} <= {7}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a*b_c", r"a\*b\_c"),
        ("@maintainers see #12", r"@<!-- -->maintainers see \#<!-- -->12"),
        ("https://example.org", "https:<!-- -->//example.org"),
        ("www.example.org", "www.<!-- -->example.org"),
        ("<b>[x](y)", r"\<b>\[x\](y)"),
        ("a|b `c`", r"a\|b \`c\`"),
        ("&amp; $x$", r"\&amp; \$x\$"),
    ],
)
def test_markup_is_disarmed(text, written):
    assert escaped(text) == written


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8")))
def test_what_is_escaped_is_shown_as_it_is(text):
    assert shown(escaped(f"x{text}x")) == visible(f"x{text}x")


@settings(deadline=None)
@given(st.text("ab`~ ", max_size=30))
def test_a_code_span_holds_any_run_of_backticks(text):
    assert shown(f"x{code(f'x{text}x')}x") == f"xx{text}xx"


def test_nobody_is_called_and_nothing_is_linked():
    maker = Maker(["Ask @team goes goes."], ["Ask goes."])
    maker.flag(0, "F102", Severity.MAJOR, "goes goes", "see @team, #12 and https://example.org")
    text = run_writer("markdown").write(Run.of([checked(maker.report([pair([0], [0], 50.0, 50.0)]), "@a.md")], "0.0.0"))
    assert not re.search(r"@\w|#\d|\w://", text)


def test_those_without_a_verdict_come_first_and_those_that_pass_last():
    rows = re.findall(r"^\| \*\*(\w+)", run_writer("markdown").write(mixed()), re.MULTILINE)
    assert rows == ["ERROR", "FAIL", "FAIL", "FAIL", "PASS"]


def test_it_fits_a_comment_and_says_what_did_not():
    text = run_writer("markdown").write(many(500))
    assert len(text) <= GITHUB_COMMENT
    listed = text.count("- **")
    (rest,) = re.findall(r"^(\d+) more findings did not fit here\.$", text, re.MULTILINE)
    assert listed + int(rest) == 500 * 12


def test_rows_that_do_not_fit_are_counted():
    text = run_writer("markdown", longest=1000).write(many(50))
    assert len(text) <= 1000
    (files, findings) = re.findall(r"^(\d+) more files and (\d+) more findings did not fit", text, re.MULTILINE)[0]
    assert text.count("**FAIL**") + int(files) == 50
    assert int(findings) == 50 * 12


def test_of_one_file_the_worst_are_listed():
    texts = [f"Boat {at} sails sails." for at in range(30)]
    maker = Maker(texts, texts)
    for at in range(30):
        maker.flag(
            at, "F102", Severity.CRITICAL if at == 29 else Severity.MINOR, f"{at} sails sails", "it stands twice"
        )
    run = Run.of([checked(maker.report([pair([at], [at], 50.0, 50.0) for at in range(30)]), "a.md")], "0.0.0")
    text = run_writer("markdown").write(run)
    assert text.count("- **") == FINDINGS_A_FILE
    assert text.index("**critical**") < text.index("**minor**")
    assert text.endswith("- and 10 more findings\n")
