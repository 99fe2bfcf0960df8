"""What git knows of a working tree, for any file name, and how it says that it does not."""

from __future__ import annotations

import pytest
from project_cases import commit, git, repository, tree

from mtqa.errors import ConfigError
from mtqa.project.approved import Approved
from mtqa.project.git import Repository

ODD = 'a "b"\tü\n.md'
"""A name that git quotes wherever it may."""


def test_files_of_an_earlier_commit(tmp_path):
    root = repository(tmp_path, {"docs/de/home.md": "Alt.", ODD: "Seltsam."})
    tree(root, {"docs/de/home.md": "Neu."})
    commit(root, "second")
    found = Repository.around(root / "docs" / "de")
    assert found.top == root.resolve()
    first = found.commit("HEAD~1")
    assert first == git(root, "rev-parse", "HEAD~1")
    assert found.files_at(first) == {"docs/de/home.md", ODD}
    assert found.content_at(first, "docs/de/home.md") == b"Alt."
    assert found.content_at(first, ODD) == b"Seltsam."


def test_what_a_branch_has_changed_is_its_own_work_only(tmp_path):
    root = repository(tmp_path, {"a.md": "A.", "b.md": "B.", "c.md": "C.", "d.md": "D."})
    git(root, "checkout", "--quiet", "-b", "topic")
    tree(root, {"a.md": "A, changed.", ODD: "Neu."})
    git(root, "rm", "--quiet", "d.md")
    commit(root, "work")
    git(root, "checkout", "--quiet", "main")
    tree(root, {"b.md": "B, changed by others."})
    commit(root, "others")
    git(root, "checkout", "--quiet", "topic")
    tree(root, {"c.md": "C, not committed.", "new.md": "N.", ".gitignore": "*.tmp", "x.tmp": ""})
    assert Repository.around(root).changed_since("main") == {"a.md", ODD, "c.md", "new.md", ".gitignore"}


def test_before_the_first_commit_every_file_is_new(tmp_path):
    git(tree(tmp_path, {"a.md": "A.", "b.md": "B."}), "init", "--quiet")
    git(tmp_path, "add", "a.md")
    assert Repository.around(tmp_path).changed_since("HEAD") == {"a.md", "b.md"}
    with pytest.raises(ConfigError, match="knows no revision 'main'"):
        Repository.around(tmp_path).changed_since("main")


def test_outside_of_a_repository(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(ConfigError, match="is in no git repository"):
        Repository.around(tmp_path)


def test_a_file_outside_of_the_repository(tmp_path):
    root = repository(tmp_path / "in", {"a.md": "A."})
    with pytest.raises(ConfigError, match="is outside of the repository"):
        Repository.around(root).name_of(tmp_path / "out.md")


@pytest.mark.parametrize("revision", ["nothing", "--all", "-h", "", "HEAD:a.md", "HEAD~9", "a..b", "x\0y"])
def test_what_is_no_revision_is_refused_and_never_an_option(revision, tmp_path):
    root = repository(tmp_path, {"a.md": "A."})
    with pytest.raises(ConfigError) as told:
        Repository.around(root).commit(revision)
    assert told.value.hint


def test_in_a_hook_the_folder_counts_not_what_git_tells_it(tmp_path, monkeypatch):
    root = repository(tmp_path, {"docs/a.md": "A."})
    tree(root, {"docs/a.md": "Neu."})
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "none"))
    found = Repository.around(root / "docs")
    assert found.top == root.resolve()
    assert found.changed_since("HEAD") == {"docs/a.md"}


def test_lines_of_history_that_never_met(tmp_path):
    root = repository(tmp_path, {"a.md": "A."})
    git(root, "checkout", "--quiet", "--orphan", "other")
    commit(root, "unrelated")
    with pytest.raises(ConfigError, match="no common ancestor") as told:
        Repository.around(root).changed_since("main")
    assert "whole history" in told.value.hint


def test_without_git(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ConfigError, match="git is not installed"):
        Repository.around(tmp_path)


def test_references_are_files_as_they_were(tmp_path):
    root = repository(tmp_path / "work", {"docs/a.md": "Alt.", "other.md": ""})
    tree(root, {"docs/a.md": "Neu.", "docs/b.md": "Neu."})
    approved = Approved(root / "docs", tmp_path / "references")
    reference = approved.reference("main", "a.md")
    assert reference is not None
    assert reference.name == "main:docs/a.md"
    with open(reference.path, encoding="utf-8") as file:  # noqa: PTH123
        assert file.read() == "Alt."
    assert approved.reference("main", "b.md") is None
