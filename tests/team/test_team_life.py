"""The life of a team with the gate: adopt with debt, go on translating, break something, mend it, pay the debt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from project_cases import git as in_folder
from team_files import GUIDES, MESSAGES, Damage, markdown, put, put_messages, write_repository
from team_outputs import FORMATS

from mtqa.cli import ExitCode, run

DEBT = (Damage("docs/de/guide.md", "Fahrrad"), Damage("locale/fr.po", "barrière"))
"""What was wrong when the team began to use the gate."""

GARBLED = (
    Damage("docs/de/guide.md", "Hafen"),
    Damage("docs/es/guide.md", "barco del norte"),
    Damage("locale/es.po", "barrera"),
    Damage("locale/de.json", "Schranke"),
    Damage("locale/fr.xlf", "barrière"),
    Damage("locale/de.xlf", "Wetters"),
)
"""What a careless merge breaks later, in every format and language."""

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> Path:
    """The repository of a team that has adopted the gate with its debt."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    write_repository()
    for debt in DEBT:
        debt.do()
    git("init", "--quiet", "--initial-branch=main")
    assert run(["check", "-q"]) == ExitCode.FAIL
    assert run(["baseline", "write", "-q"]) == ExitCode.PASS
    assert run(["check", "-q"]) == ExitCode.PASS
    commit("Adopt the gate")
    git("tag", "adopted")
    capsys.readouterr()
    return tmp_path


def git(*arguments: str) -> None:
    in_folder(Path.cwd(), *arguments)


def commit(message: str) -> None:
    git("add", "--all")
    git("commit", "--quiet", "--message", message)


def checked(capsys: Capture, *options: str) -> list[str]:
    """Check, and name the files that were."""
    run(["check", "-f", "jsonl", *options])
    return [json.loads(line)["suspect"]["name"] for line in capsys.readouterr().out.splitlines()]


def test_debt_is_recorded_finding_by_finding(team: Path) -> None:
    known = json.loads(Path(".mtqa-baseline.json").read_text(encoding="utf-8"))["files"]
    assert {name: [row["text"] for row in rows] for name, rows in known.items()} == {
        debt.file: [debt.garbled] for debt in DEBT
    }


def test_a_clean_translation_passes(team: Path, capsys: Capture) -> None:
    for folder in ("", "reviewed/"):
        put(f"{folder}docs/fr/extra/tickets.md", markdown(GUIDES["fr"][::-1]))
        more = {**MESSAGES["es"], "ramp": "No deje nada delante de las rampas."}
        put_messages(folder, "es", more)
    assert run(["check", "-q"]) == ExitCode.PASS
    changed = ["docs/fr/extra/tickets.md", "locale/es.json", "locale/es.po", "locale/es.xlf"]
    assert checked(capsys, "--changed-from", "adopted") == changed


def test_lines_that_move_do_not_bring_debt_back(team: Path) -> None:
    guide = Path("docs/de/guide.md")
    guide.write_text(guide.read_text(encoding="utf-8").replace("---\n\n", "---\n\n\n\n\n", 1), encoding="utf-8")
    assert run(["check", "-q"]) == ExitCode.PASS


def test_garbled_translations_fail_on_their_lines_in_every_format(team: Path, capsys: Capture) -> None:
    places = {damage.do() for damage in GARBLED}
    outputs = [part for form in FORMATS for part in ("--output", f"{form}=out.{form}")]
    assert run(["check", "-q", "--output", "html=out.html", *outputs]) == ExitCode.FAIL
    for form, read in FORMATS.items():
        found = read(Path(f"out.{form}").read_text(encoding="utf-8"))
        has_columns = form not in {"gitlab", "markdown"}
        assert found == {(file, line, column if has_columns else None) for file, line, column in places}, form
    page = Path("out.html").read_text(encoding="utf-8")
    assert all(damage.file in page for damage in GARBLED)
    assert sorted(checked(capsys, "--changed-from", "adopted")) == sorted({damage.file for damage in GARBLED})


@pytest.mark.parametrize("kind", ["po", "json", "xlf"])
def test_a_lost_placeholder_fails_where_it_ought_to_stand(kind: str, team: Path, capsys: Capture) -> None:
    path = Path(f"locale/es.{kind}")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    (number,) = [number for number, line in enumerate(lines, 1) if "{name}" in line]
    path.write_text("".join(lines).replace(", {name},", ","), encoding="utf-8")
    assert run(["check", "-f", "sarif"]) == ExitCode.FAIL
    assert {(file, line) for file, line, _ in FORMATS["sarif"](capsys.readouterr().out)} == {(str(path), number)}


def test_the_approved_version_in_git_serves_as_the_reference(team: Path, capsys: Capture) -> None:
    place = GARBLED[0].do()
    assert run(["check", "docs/de", "--against", "adopted", "-f", "json"]) == ExitCode.FAIL
    assert FORMATS["json"](capsys.readouterr().out) == {tuple(place)}


def test_what_is_mended_passes(team: Path, capsys: Capture) -> None:
    for damage in GARBLED:
        damage.do()
    commit("Merge carelessly")
    assert run(["check", "-q"]) == ExitCode.FAIL
    for damage in GARBLED:
        damage.undo()
    assert run(["check", "-q"]) == ExitCode.PASS
    assert checked(capsys, "--changed-from", "adopted") == []


def test_debt_that_is_paid_is_pruned_and_does_not_come_back(team: Path, capsys: Capture) -> None:
    DEBT[0].undo()
    assert run(["baseline", "prune"]) == ExitCode.PASS
    assert "1 finding taken out, 1 left" in capsys.readouterr().err
    assert run(["check", "-q"]) == ExitCode.PASS
    DEBT[0].do()
    assert run(["check", "-q"]) == ExitCode.FAIL
    assert run(["baseline", "write", "-q"]) == ExitCode.NO_VERDICT


def test_debt_that_gets_worse_fails(team: Path, capsys: Capture) -> None:
    Damage("docs/de/guide.md", "Rampen").do()
    assert run(["check", "-q"]) == ExitCode.FAIL


def test_a_broken_file_leaves_no_verdict_and_hides_no_finding(team: Path, capsys: Capture) -> None:
    place = GARBLED[0].do()
    put("locale/de.json", '{"greeting": ')
    put("locale/es.xlf", "<xliff><file>")
    assert run(["check", "-f", "json"]) == ExitCode.NO_VERDICT
    results = json.loads(capsys.readouterr().out)["results"]
    assert [each["suspect"]["name"] for each in results if "error" in each] == ["locale/de.json", "locale/es.xlf"]
    assert _only(results) == {tuple(place)}


def _only(results: list[dict]) -> set[tuple[str, int, int]]:
    flags = ((each["suspect"]["name"], flag) for each in results for flag in each.get("flags", ()))
    return {(name, flag["line"], flag["column"]) for name, flag in flags}
