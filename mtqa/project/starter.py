"""A first configuration for a repository: its folder comes in, the text of a commented mtqa.toml goes out to `mtqa init`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from mtqa.errors import ConfigError
from mtqa.project.explained import toml
from mtqa.project.git import Repository
from mtqa.project.keys import TOP, Key
from mtqa.project.layout import Guess, guesses

HEAD: Final = """\
# What mtqa checks here: `mtqa check` reads this file, `mtqa check --explain-config` shows every value in effect.
# Paths are relative to this file. A line that begins with # is off and shows an example.
"""

PAIRS: Final = """
# Where the translations are, and the reviewed text of each: {lang}, * and ** stand for the same in both.
"""

EXAMPLE: Final = """\
# [[pairs]]
# suspect = "docs/{lang}/**/*.md"
# reference = "reviewed/{lang}/**/*.md"
"""

OVERRIDES: Final = """
# Other values for some paths; `ignore` adds to the one above, anything else replaces it.
# [[overrides]]
# paths = ["docs/{lang}/legal/**"]
# min-fidelity = 80
"""

BRANCHES: Final = ("main", "master", "HEAD")
"""Revisions that may hold the reviewed texts, the likeliest first."""


def starter(root: Path) -> str:
    """Return a configuration that fits a repository as far as its folders tell."""
    found = guesses(root)
    revision = _revision(root) if any(guess.reference is None for guess in found) else ""
    tables = "\n".join(_table(guess, revision) for guess in found) or EXAMPLE
    return HEAD + "".join(map(_key, TOP)) + PAIRS + tables + OVERRIDES


def _key(key: Key) -> str:
    default = "" if key.default in (None, ()) else f" Default: {toml(key.default)}."
    return f"\n# {key.help}{default}\n# {key.name} = {key.example}\n"


def _table(guess: Guess, revision: str) -> str:
    files = "1 file" if guess.count == 1 else f"{guess.count} files"
    where = f'reference = "{guess.reference}"' if guess.reference else _against(revision)
    return f'[[pairs]]  # {files}\nsuspect = "{guess.suspect}"\n{where}\n'


def _against(revision: str) -> str:
    if not revision:
        return '# reference = "..."  # where is the reviewed text? In git: against = "main"'
    return f'against = "{revision}"  # the file as it was there; or name the reviewed files: reference = "..."'


def _revision(root: Path) -> str:
    """Name the revision that holds the last reviewed state, most likely; nothing outside of git."""
    try:
        repository = Repository.around(root)
    except ConfigError:
        return ""
    for branch in BRANCHES:
        try:
            repository.commit(branch)
        except ConfigError:
            continue
        return branch
    return ""
