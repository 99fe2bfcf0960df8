"""The GitHub action, as far as it runs without GitHub: its steps' own scripts, in a sample repository."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from sample_repository import GOOD, repository

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}
EXPRESSION = re.compile(r"\$\{\{ (.*?) \}\}")


def filled(text: str, inputs: dict[str, str], temporary: Path) -> str:
    """Put values where GitHub puts them."""
    values = {f"inputs.{name}": value for name, value in inputs.items()} | {"runner.temp": str(temporary)}
    return EXPRESSION.sub(lambda match: values[match[1]], text)


def tool(folder: Path, name: str, script: str) -> None:
    """Put a command on the path of the steps: it need not be installed where the tests run."""
    path = folder.parent / "tools" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/usr/bin/env bash\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def run(name: str, folder: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """Run the script of a step with the action's defaults and the inputs given."""
    step = STEPS[name]
    inputs = {key: one["default"] for key, one in ACTION["inputs"].items()}
    inputs |= {key.replace("_", "-"): value for key, value in given.items()}
    temporary = folder.parent / "temporary"
    temporary.mkdir(exist_ok=True)
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("GITHUB_")},
        **{key: filled(value, inputs, temporary) for key, value in step.get("env", {}).items()},
        "PATH": os.pathsep.join([str(folder.parent / "tools"), os.environ["PATH"]]),
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_OUTPUT": str(temporary / "output"),
        "GITHUB_STEP_SUMMARY": str(temporary / "summary.md"),
        "RUNNER_TEMP": str(temporary),
    }
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder / filled(step.get("working-directory", "."), inputs, temporary),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "repository").mkdir()
    tool(tmp_path / "repository", "mtqa", f'exec "{sys.executable}" -m mtqa "$@"')
    return repository(tmp_path / "repository")


def test_it_is_a_composite_action_whose_steps_are_known():
    assert ACTION["runs"]["using"] == "composite"
    assert list(STEPS) == ["Set up Python", "Keep ratings from run to run", "Install mtqa", "Check"]
    assert all("shell" in step for step in STEPS.values() if "run" in step)


def test_nothing_from_outside_becomes_a_part_of_a_script():
    assert not [name for name, step in STEPS.items() if EXPRESSION.search(step.get("run", ""))]


def test_every_input_is_used_and_every_used_one_is_there():
    used = set(re.findall(r"inputs\.([a-z-]+)", (ROOT / "action.yml").read_text("utf-8")))
    assert used == set(ACTION["inputs"])


def test_a_garbled_translation_fails_with_an_annotation_and_a_summary(folder):
    done = run("Check", folder)
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=docs/en/start.md,line=1,endLine=1,col=")
    assert (folder.parent / "temporary" / "output").read_text() == "exit-code=1\n"
    assert "## mtqa: FAIL" in (folder.parent / "temporary" / "summary.md").read_text("utf-8")
    assert list((folder.parent / "temporary" / "mtqa-cache").iterdir())


def test_a_clean_translation_passes(folder):
    (folder / "docs/en/start.md").write_text(GOOD, encoding="utf-8")
    done = run("Check", folder)
    assert (done.returncode, done.stdout) == (0, "PASS: 1 file passes (no finding)\n")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"fail": "false"}, 0),
        ({"against": "HEAD", "suspect": "docs/en/start.md"}, 1),
        ({"changed_from": "HEAD"}, 1),
        ({"suspect": "docs/en/start.md", "reference": "gold/en/start.md"}, 1),
        ({"config": "missing.toml", "fail": "false"}, 2),
        ({"suspect": "--version"}, 2),
        ({"changed_from": "--output=html=x.html"}, 2),
    ],
)
def test_inputs_reach_the_command_as_they_are(folder, given, code):
    done = run("Check", folder, **given)
    assert done.returncode == code, done.stderr
    assert not (folder / "x.html").exists()


def test_reports_are_written_where_they_are_asked_for(folder):
    done = run("Check", folder, sarif="out mtqa.sarif", html="out.html", fail="false")
    assert done.returncode == 0, done.stderr
    assert '"ruleId": "F101"' in (folder / "out mtqa.sarif").read_text("utf-8")
    assert (folder / "out.html").read_text("utf-8").startswith("<!doctype html>")


def test_it_installs_the_mtqa_of_its_own_ref(folder):
    tool(folder, "python", 'printf "%s\\n" "$@"')
    done = run("Install mtqa", folder)
    assert done.stdout.splitlines() == [
        "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-c", f"{ROOT}/constraints.txt", f"{ROOT}[formats]",
    ]  # fmt: skip
