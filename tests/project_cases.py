"""What the tests of a project share: folders of files, git repositories."""

from __future__ import annotations

import subprocess
from pathlib import Path

AUTHOR = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false")


def tree(root: Path, files: dict[str, str]) -> Path:
    """Write files, by their paths, and return the folder."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def git(root: Path, *arguments: str) -> str:
    """Run git in a folder and return what it prints."""
    done = subprocess.run(["git", *AUTHOR, *arguments], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def repository(root: Path, files: dict[str, str]) -> Path:
    """Make a repository with one commit on the branch `main`."""
    tree(root, files)
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root, "first")
    return root


def commit(root: Path, message: str) -> None:
    """Commit all that has changed."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message)
