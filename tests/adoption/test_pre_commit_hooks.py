"""The hooks of pre-commit: well-formed, and in CI run by pre-commit itself, installed from this checkout."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from sample_repository import BAD, GOOD, repository

ROOT = Path(__file__).parents[2]
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}


def pre_commit(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *arguments],
        cwd=folder,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


def test_pre_commit_finds_the_manifest_right():
    done = pre_commit("validate-manifest", str(ROOT / ".pre-commit-hooks.yaml"), folder=ROOT)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(("hook", "text", "code"), [("mtqa", BAD, 1), ("mtqa", GOOD, 0), ("mtqa-all", BAD, 1)])
def test_the_entry_of_a_hook_judges_what_is_staged(tmp_path, hook, text, code):
    command, *arguments = shlex.split(HOOKS[hook]["entry"])
    assert command == "mtqa"
    done = subprocess.run(
        [sys.executable, "-m", "mtqa", *arguments],
        cwd=repository(tmp_path, text),
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == code, done.stderr
    assert ("docs/en/start.md" in done.stdout) == bool(code)


@pytest.mark.slow
def test_pre_commit_installs_this_checkout_and_stops_a_garbled_commit(tmp_path):
    if os.environ.get("CI") != "true":
        pytest.skip("installs mtqa and all that it needs anew: in CI only")
    folder = tmp_path / "repository"
    folder.mkdir()
    repository(folder)
    done = pre_commit(
        *("try-repo", str(ROOT), "mtqa", "--verbose"),
        folder=folder,
        PRE_COMMIT_HOME=str(tmp_path / "home"),
        PIP_CONSTRAINT=str(ROOT / "constraints.txt"),
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "docs/en/start.md:1:" in done.stdout
    assert "F101" in done.stdout
