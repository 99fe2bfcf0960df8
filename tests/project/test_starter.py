"""The first configuration: fitted to the folder, and right in every line, also in those that are off."""

from __future__ import annotations

from pathlib import Path

import pytest
from project_cases import repository, tree

from mtqa.project.approved import Approved
from mtqa.project.keys import TOP
from mtqa.project.layout import Guess, guesses
from mtqa.project.loader import load
from mtqa.project.matching import configured
from mtqa.project.starter import starter


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ([], []),
        (["src/main.py", "README.md", "docs/images/x.md"], []),
        (["docs/de/home.md", "docs/fr/a/b.md"], [("docs/{lang}/**/*.md", None, 2)]),
        (
            ["docs/de/home.md", "docs/fr/home.md", "reviewed/de/home.md"],
            [("docs/{lang}/**/*.md", "reviewed/{lang}/**/*.md", 2)],
        ),
        (["locales/de.json", "locales/pt-BR.json"], [("locales/{lang}.json", None, 2)]),
        (["home.de.md", "gold/home.de.md"], [("*.{lang}.md", "gold/*.{lang}.md", 1)]),
        (
            ["a/de_AT/x.md", "a/xx/x.md", "a/de/x.md", "b/de/x.txt"],
            [("a/{lang}/**/*.md", None, 2), ("b/{lang}/**/*.txt", None, 1)],
        ),
    ],
)
def test_what_is_named_like_a_language_makes_a_template(files, found, tmp_path):
    tree(tmp_path, dict.fromkeys(files, ""))
    assert guesses(tmp_path) == tuple(Guess(*each) for each in found)


def test_it_works_as_it_is(tmp_path):
    root = tree(tmp_path, {"docs/de/home.md": "", "reviewed/de/home.md": ""})
    (root / "mtqa.toml").write_text(starter(root), encoding="utf-8")
    plan = configured(load(root), Approved(root, tmp_path / "old"))
    assert [(job.suspect, job.reference) for job in plan.jobs] == [("docs/de/home.md", "reviewed/de/home.md")]


def test_in_a_repository_the_reference_is_what_was_reviewed(tmp_path):
    root = repository(tmp_path / "work", {"docs/de/home.md": ""})
    assert '\nagainst = "main"' in starter(root)
    (root / "mtqa.toml").write_text(starter(root), encoding="utf-8")
    (job,) = configured(load(root), Approved(root, tmp_path / "old")).jobs
    assert job.reference == "main:docs/de/home.md"


def test_every_line_that_is_off_can_be_switched_on(tmp_path):
    lines = starter(tmp_path).splitlines()
    on = [line.removeprefix("# ") if _is_toml(line) else line for line in lines]
    (tmp_path / "mtqa.toml").write_text("\n".join(on), encoding="utf-8")
    settings = load(tmp_path)
    assert set(settings.found) == {key.name for key in TOP}
    assert len(settings.pairs) == len(settings.overrides) == 1


def _is_toml(line: str) -> bool:
    return " = " in line or line.startswith("# [[")


def test_it_names_every_key_with_its_default(tmp_path):
    text = starter(Path(tmp_path))
    assert '\n# Least severity of a finding that fails. Default: "major".\n# fail-on = "major"\n' in text
