"""`mtqa check` over a project: exit codes, outputs, what is told beside them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_cases import Capture, error_lines
from project_cases import commit, repository

from mtqa.cli import ExitCode, run

GOOD = "The ferry leaves at nine. Nobody waits for the last passenger.\n"
BAD = "The ferry leaves at at at nine. Nobody waits for the last passenger.\n"
PAIRS = '[[pairs]]\nsuspect = "docs/{lang}/*.md"\nreference = "gold/{lang}/*.md"\n'


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one good and one bad file, and we stand in it."""
    monkeypatch.chdir(tmp_path)
    write("mtqa.toml", PAIRS)
    for name, text in (("good", GOOD), ("bad", BAD)):
        write(f"docs/en/{name}.md", text)
        write(f"gold/en/{name}.md", GOOD)
    return tmp_path


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def results(capsys: Capture) -> list[dict]:
    return json.loads(capsys.readouterr().out)["results"]


def test_without_arguments_the_configuration_is_checked(project: Path, capsys: Capture) -> None:
    assert run(["check", "--format", "json"]) == ExitCode.FAIL
    found = results(capsys)
    assert [one["suspect"]["name"] for one in found] == ["docs/en/bad.md", "docs/en/good.md"]
    assert [one["verdict"]["passed"] for one in found] == [False, True]
    (flag,) = found[0]["flags"]
    assert (flag["code"], flag["line"], flag["column"]) == ("F101", 1, GOOD.index("at nine") + 1)


def test_from_a_folder_within_names_stay_those_of_the_project(
    project: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project / "docs" / "en")
    assert run(["check", "--format", "json"]) == ExitCode.FAIL
    assert results(capsys)[0]["suspect"]["name"] == "docs/en/bad.md"


@pytest.mark.parametrize(
    ("arguments", "code", "count"),
    [
        (["docs/en/good.md"], ExitCode.PASS, 1),
        (["docs"], ExitCode.FAIL, 2),
        (["docs", "gold"], ExitCode.FAIL, 2),
        (["--fail-on", "never"], ExitCode.PASS, 2),
        (["--ignore", "F1, W"], ExitCode.PASS, 2),
        (["--select", "M,W"], ExitCode.PASS, 2),
        (["--max-major", "1"], ExitCode.PASS, 2),
    ],
)
def test_arguments_choose_what_is_checked_and_how(
    arguments: list[str], code: ExitCode, count: int, project: Path, capsys: Capture
) -> None:
    assert run(["check", *arguments, "--format", "json"]) == code
    assert len(results(capsys)) == count


def by_table_and_by_git() -> None:
    """A file that only its reviewed version contradicts, one excluded, and one that git's past contradicts."""
    table = '[[pairs]]\nsuspect = "docs/{{lang}}/{0}.md"\n'
    write(
        "mtqa.toml",
        'against = "main"\nexclude = ["docs/en/draft*.md"]\n'
        + table.format("*")
        + 'reference = "gold/{lang}/*.md"\n'
        + table.format("day-*"),
    )
    for name in ("bad", "good"):
        Path(f"docs/en/{name}.md").unlink()
    for name in ("fares", "draft", "day-1"):
        write(f"docs/en/{name}.md", "The ferry carries 14 passengers. It leaves at nine.\n")
    write("gold/en/fares.md", "The ferry carries 10 passengers. It leaves at nine.\n")
    repository(Path(), {})
    write("docs/en/day-1.md", "The ferry carries 12 passengers. It leaves at nine.\n")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ["day-1", "fares"]),
        (["docs"], ["day-1", "fares"]),
        (["docs/en/fares.md"], ["fares"]),
        (["docs/en/day-1.md"], ["day-1"]),
    ],
)
def test_a_path_is_judged_as_in_the_whole_project_where_git_serves_some_tables(
    arguments: list[str], expected: list[str], project: Path, capsys: Capture
) -> None:
    by_table_and_by_git()
    assert run(["check", *arguments, "-f", "json"]) == ExitCode.FAIL
    found = results(capsys)
    assert [one["suspect"]["name"] for one in found] == [f"docs/en/{name}.md" for name in expected]
    assert [{flag["code"] for flag in one["flags"]} for one in found] == [{"M101"}] * len(expected)


def test_a_revision_on_the_command_line_goes_before_all_tables(project: Path, capsys: Capture) -> None:
    by_table_and_by_git()
    assert run(["check", "docs/en/fares.md", "--against", "main", "-f", "json"]) == ExitCode.PASS
    commit(Path(), "twelve")
    assert run(["check", "docs/en/day-1.md", "--against", "main", "-f", "json"]) == ExitCode.PASS


def test_a_broken_file_is_told_the_others_are_judged_and_there_is_no_verdict(project: Path, capsys: Capture) -> None:
    Path("docs/en/good.md").write_bytes(b"\x00" * 100)
    assert run(["check", "--format", "json"]) == ExitCode.NO_VERDICT
    bad, broken = results(capsys)
    assert bad["flags"]
    assert broken["error"].startswith("docs/en/good.md: ")


def test_several_outputs_and_formats_of_the_configuration(project: Path, capsys: Capture) -> None:
    write("mtqa.toml", 'format = "github"\noutput = ["json=a.json", "sarif=a.sarif"]\n' + PAIRS)
    assert run(["check"]) == ExitCode.FAIL
    assert capsys.readouterr().out.startswith("::error file=docs/en/bad.md,line=1")
    assert len(json.loads(Path("a.json").read_text(encoding="utf-8"))["results"]) == 2
    assert json.loads(Path("a.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert run(["check", "-f", "jsonl", "-o", "junit=a.xml"]) == ExitCode.FAIL
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert "<testsuite" in Path("a.xml").read_text(encoding="utf-8")


def test_outputs_of_the_configuration_lie_beside_it_those_of_the_command_line_here(
    project: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("mtqa.toml", 'output = ["json=out/a.json"]\n' + PAIRS)
    Path("out").mkdir()
    monkeypatch.chdir(project / "docs" / "en")
    for arguments in ([], ["bad.md", "../../gold/en/bad.md"]):
        assert run(["check", "-q", *arguments]) == ExitCode.FAIL
        (project / "out" / "a.json").unlink()
        assert run(["check", "-q", *arguments, "-o", "json=b.json"]) == ExitCode.FAIL
        assert not (project / "out" / "a.json").exists()
        (project / "docs" / "en" / "b.json").unlink()


@pytest.mark.parametrize("form", ["github", "sarif", "junit", "gitlab", "markdown", "jsonl"])
def test_one_pair_can_be_shown_in_the_formats_of_a_run(form: str, project: Path, capsys: Capture) -> None:
    assert run(["check", "docs/en/bad.md", "gold/en/bad.md", "--format", form]) == ExitCode.FAIL
    assert "docs/en/bad.md" in capsys.readouterr().out


def test_the_page_of_a_github_job_gets_a_summary(
    project: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("summary.md", "before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    assert run(["check", "--format", "github"]) == ExitCode.FAIL
    annotations = capsys.readouterr().out
    assert run(["check", "--format", "markdown"]) == ExitCode.FAIL
    assert Path("summary.md").read_text(encoding="utf-8") == "before\n" + capsys.readouterr().out
    assert "::error" in annotations
    assert run(["check", "docs/en/bad.md", "gold/en/bad.md", "-f", "github"]) == ExitCode.FAIL
    assert Path("summary.md").read_text(encoding="utf-8").count("## mtqa: FAIL") == 2


def test_a_suspect_without_a_reference_is_noted_or_an_error(project: Path, capsys: Capture) -> None:
    Path("gold/en/good.md").unlink()
    assert run(["check", "--ignore", "F", "-f", "jsonl"]) == ExitCode.PASS
    assert capsys.readouterr().err == "note: not checked, since there is no reference: docs/en/good.md\n"
    write("mtqa.toml", 'missing-reference = "error"\n' + PAIRS)
    assert run(["check", "--ignore", "F", "-f", "json"]) == ExitCode.NO_VERDICT
    assert "there is no gold/en/good.md" in results(capsys)[1]["error"]


def test_what_is_known_does_not_fail(project: Path, capsys: Capture) -> None:
    from mtqa.gate.baseline import record
    from mtqa.gate.baseline import write as written
    from mtqa.pipeline import score

    report = score(BAD, GOOD)
    write(".mtqa-baseline.json", written(record({"docs/en/bad.md": [report]})))
    assert run(["check", "-f", "jsonl"]) == ExitCode.PASS
    assert run(["check", "docs/en/bad.md", "gold/en/bad.md", "-q"]) == ExitCode.PASS
    write(".mtqa-baseline.json", "{")
    capsys.readouterr()
    assert run(["check"]) == ExitCode.NO_VERDICT
    assert ".mtqa-baseline.json: the baseline is not JSON" in error_lines(capsys)[0]


def test_the_effective_configuration_is_shown(project: Path, capsys: Capture) -> None:
    write("mtqa.toml", "min-fluency = 70\n" + PAIRS)
    assert run(["check", "--explain-config", "--min-fidelity", "50"]) == ExitCode.PASS
    shown = capsys.readouterr().out
    assert "# mtqa.toml:1\n" in shown
    assert "# command line\n" in shown
    assert "[[pairs]]  # mtqa.toml:2\n" in shown


@pytest.mark.parametrize(
    ("configuration", "arguments", "what"),
    [
        (None, [], "nothing to check: there is no mtqa.toml"),
        ("min-fluency = 1", [], "nothing to check: mtqa.toml has no [[pairs]]"),
        (None, ["docs"], "docs has no REFERENCE"),
        (PAIRS, ["gold"], "gold is the suspect of no [[pairs]] table"),
        (PAIRS, ["--against", "main"], "is in no git repository"),
        (PAIRS, ["--changed-from", "main"], "is in no git repository"),
        (PAIRS, ["--format", "tsv"], "no format is called 'tsv'"),
        (PAIRS, ["--output", "sarfi=x"], "no format is called 'sarfi'"),
        (PAIRS, ["--output", "json=docs/en/good.md"], "is an input or another output"),
        (PAIRS, ["--select", "X9"], "command line: select has 'X9', which begins no code"),
        (PAIRS, ["--config", "none.toml"], "none.toml: cannot be read"),
        (PAIRS, ["--baseline", "none.json"], "none.json: there is no such baseline"),
        ("min-fluency = 1_000", [], "mtqa.toml:1: min-fluency is 1000"),
    ],
)
def test_what_is_wrong_is_told_before_any_work(
    configuration: str | None,
    arguments: list[str],
    what: str,
    project: Path,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent))
    Path("mtqa.toml").unlink()
    if configuration is not None:
        write("mtqa.toml", configuration)
    assert run(["check", *arguments]) == ExitCode.NO_VERDICT
    assert what in error_lines(capsys)[0]


def test_a_file_of_pairs_holds_both_sides(project: Path, capsys: Capture) -> None:
    rows = [("text", "gold"), (GOOD.strip(), GOOD.strip()), (BAD.strip(), GOOD.strip())]
    write("pairs/en.tsv", "".join("\t".join(row) + "\n" for row in rows))
    write("mtqa.toml", '[[pairs]]\nsuspect = "pairs/{lang}.tsv"\ncolumns = ["text", "gold"]\n')
    assert run(["check", "-f", "json"]) == ExitCode.FAIL
    (found,) = results(capsys)
    assert [(flag["code"], flag["line"], flag["column"]) for flag in found["flags"]] == [("F101", 3, 18)]
    Path("mtqa.toml").unlink()
    assert run(["check", "pairs/en.tsv", "-f", "json"]) == ExitCode.NO_VERDICT
    assert "no column 'suspect'" in results(capsys)[0]["error"]
    write("pairs/en.tsv", Path("pairs/en.tsv").read_text(encoding="utf-8").replace("text\tgold", "suspect\treference"))
    assert run(["check", "pairs/en.tsv", "-f", "json"]) == ExitCode.FAIL


@pytest.mark.parametrize("arguments", [["check"], ["score", "docs/en/bad.md", "gold/en/bad.md"]])
def test_what_the_files_are_can_be_said(arguments: list[str], project: Path, capsys: Capture) -> None:
    for folder in ("docs", "gold"):
        write(f"{folder}/en/bad.md", f"```\n{BAD if folder == 'docs' else GOOD}```\n")
    run([*arguments, "-f", "json", "--read-as", "plain"])
    assert "F101" in capsys.readouterr().out
    run([*arguments, "-f", "json"])
    assert "F101" not in capsys.readouterr().out


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
BROKEN = {
    "bomb.xlf": f'<?xml version="1.0"?>{BOMB}<xliff version="1.2"><file><body/></file></xliff>'.encode(),
    "cut.tmx": b'<?xml version="1.0"?><tmx version="1.4"><header/><body><tu>',
    "cut.xlf": b'<xliff version="1.2"><file><body><trans-unit id="a"><target>The ferry',
    "cut.json": b'{"a": "The ferry leaves',
    "cut.po": b'msgid "a"\nmsgstr "The ferry leaves',
    "half.md": "The ferry leaves at nine.".encode("utf-16") + b"\x41",
    "no.docx": b"PK\x03\x04" + bytes(range(256)),
    "twice.json": b'{"a": "The ferry leaves at nine.", "a": "Nobody waits."}',
    "twice.po": b'msgid "a"\nmsgstr "One ferry."\n\nmsgid "a"\nmsgstr "Two ferries."\n',
}
"""Files that their readers must refuse, each with a word of its own."""


def test_broken_files_of_every_format_are_told_one_by_one(project: Path, capsys: Capture) -> None:
    write("mtqa.toml", '[[pairs]]\nsuspect = "docs/{lang}/*"\nreference = "gold/{lang}/*"\n')
    for name, data in BROKEN.items():
        for folder in ("docs", "gold"):
            Path(f"{folder}/en/{name}").write_bytes(data)
    with Path("docs/en/large.html").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    write("gold/en/large.html", GOOD)
    assert run(["check", "-f", "json"]) == ExitCode.NO_VERDICT
    found = {one["suspect"]["name"].removeprefix("docs/en/"): one for one in results(capsys)}
    assert {name for name, one in found.items() if "error" in one} == {*BROKEN, "large.html"}
    assert all(one["error"].startswith(f"docs/en/{name}: ") for name, one in found.items() if "error" in one)
    assert [flag["code"] for flag in found["bad.md"]["flags"]] == ["F101"]
    assert found["good.md"]["verdict"]["passed"]
