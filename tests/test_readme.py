"""The README shows real output: each marked block is what its command prints, now."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest

from mtqa.cli import run

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(
    r"(<!-- output of: mtqa (?P<command>[^(\n]+?)(?: \(to: (?P<end>.+?)\))? -->\n```text\n)(?P<shown>.*?)```", re.DOTALL
)
COMMANDS = [match["command"] for match in BLOCK.finditer(README.read_text(encoding="utf-8"))]


def output(command: str, end: str | None, capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command in the project's folder; keep its output up to the line that holds `end`."""
    run(shlex.split(command))
    text = capsys.readouterr().out
    if end is None:
        return text
    lines = text.splitlines(keepends=True)
    (stop,) = [number for number, line in enumerate(lines) if end in line]
    return "".join(lines[:stop]).rstrip() + "\n"


def test_the_readme_shows_commands() -> None:
    assert len(COMMANDS) == 3


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_shows_what_a_command_prints(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("COLUMNS", raising=False)
    text = README.read_text(encoding="utf-8")
    (block,) = [match for match in BLOCK.finditer(text) if match["command"] == command]
    real = output(command, block["end"], capsys)
    if os.environ.get("MTQA_ACCEPT"):
        README.write_text(text[: block.start("shown")] + real + text[block.end("shown") :], encoding="utf-8")
        return
    assert block["shown"] == real


@pytest.mark.parametrize("target", ["demo", "test", "lint"])
def test_the_makefile_has_what_the_documents_name(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert f"make {target}" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_links_within_the_documents_lead_somewhere() -> None:
    for document in (README, *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name} links to {target}"
