"""docs/ci.md: its recipes are of the form that their services read, and name nothing that is not there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from mtqa.cli import run
from mtqa.gate.comments import comments
from mtqa.report import RUN_WRITERS
from mtqa.types import Document

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "ci.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("text", blocks("yaml"), ids=lambda text: text.splitlines()[0])
def test_a_recipe_is_yaml(text):
    assert yaml.safe_load(text)


def test_the_configuration_is_toml():
    (text,) = blocks("toml")
    assert tomllib.loads(text)["pairs"][0]["reference"]


def test_the_action_and_the_hooks_are_used_by_names_that_they_have():
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    steps = yaml.safe_load(blocks("yaml")[0])["jobs"]["mtqa"]["steps"]
    step = next(one for one in steps if "mtqa" in one.get("uses", ""))
    assert set(step["with"]) <= set(action["inputs"])
    hooks = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    used = next(yaml.safe_load(text) for text in blocks("yaml") if "repos:" in text)
    assert {hook["id"] for repo in used["repos"] for hook in repo["hooks"]} <= hooks


def test_every_option_is_one_of_check(capsys):
    assert run(["check", "--help"]) == 0
    known = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) | {"--grow"}
    other = ("gh ", "pip ", "python ")
    commands = [line for line in TEXT.splitlines() if "mtqa check" in line and not line.strip().startswith(other)]
    commands += [line for line in TEXT.splitlines() if line.strip().startswith("--output")]
    assert len(commands) >= 6
    assert {option for line in commands for option in re.findall(r"(?<!\S)--[a-z-]+", line)} <= known


def test_every_format_of_a_run_is_told():
    table = TEXT.partition("## What each format is for")[2]
    assert set(re.findall(r"`([a-z]+)`", "".join(re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)))) - {
        "format",
        "output",
    } == set(RUN_WRITERS)


@pytest.mark.parametrize(
    ("name", "comment"),
    [
        (name, comment)
        for names, comment in zip(
            ["a.md a.html", "a.xlf a.xml", "a.po a.properties a.ftl", "a.strings"],
            re.findall(r"^\| .* \| `(.*mtqa: ignore.*)` \|$", TEXT, re.MULTILINE),
            strict=True,
        )
        for name in names.split()
    ],
)
def test_every_comment_is_read_in_its_formats(name, comment):
    (found,) = comments(Document(name, comment))
    assert found.codes[0] == "F101"
    assert found.reason
