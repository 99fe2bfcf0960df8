"""A small repository of translations, one of them garbled, as a team would have it."""

from __future__ import annotations

import subprocess
from pathlib import Path

GOOD = "The ferry leaves at nine. Nobody waits for the last passenger.\n"
BAD = "The ferry leaves at at at nine. Nobody waits for the last passenger.\n"
CONFIGURATION = '[[pairs]]\nsuspect = "docs/{lang}/*.md"\nreference = "gold/{lang}/*.md"\n'


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=Team", "-c", "user.email=team@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return done.stdout


def repository(folder: Path, suspect: str = BAD) -> Path:
    """A repository whose first commit is good and whose working tree has `suspect`, staged."""
    git(folder, "init", "--quiet", "--initial-branch=main")
    write(folder, {"mtqa.toml": CONFIGURATION, "docs/en/start.md": GOOD, "gold/en/start.md": GOOD})
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Start")
    write(folder, {"docs/en/start.md": suspect})
    git(folder, "add", ".")
    return folder
