"""Ask git about a working tree: a folder and a revision come in, names and contents of files go out to `matching`.

By the git executable: no shell, no pager, no optional locks; names are separated by NUL, revisions never read as options.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from mtqa.errors import ConfigError

QUIET: Final = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "--no-pager")
"""Options by which git starts no program of the repository's choice."""

NEWEST: Final = "HEAD"
"""The revision that is there as soon as there is any."""

OF_A_HOOK: Final = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})
"""What git tells its hooks, by which a call from a folder below the top would take that for the top."""


@dataclass(frozen=True)
class Repository:
    """One working tree; every path is relative to its top, with `/`."""

    top: Path

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """Return the repository that a folder lies in. Raises: ConfigError where there is none, or no git."""
        told = _git(folder, "rev-parse", "--show-toplevel", failure=f"{folder} is in no git repository")
        return cls(Path(os.fsdecode(told.removesuffix(b"\n"))).resolve())

    def name_of(self, path: Path) -> str:
        """Return what the repository calls a file. Raises: ConfigError where it lies outside."""
        resolved = path.resolve()
        if not resolved.is_relative_to(self.top):
            raise ConfigError(f"{path} is outside of the repository {self.top}", "give a file of the repository")
        return resolved.relative_to(self.top).as_posix()

    def commit(self, revision: str) -> str:
        """Return the hash of the commit that a revision names. Raises: ConfigError where it names none."""
        arguments = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        told = _git(
            self.top,
            *arguments,
            failure=f"git knows no revision {revision!r}",
            hint="fetch it first (in CI: with the whole history), or name a branch, a tag or a commit",
        )
        return told.decode().strip()

    def files_at(self, commit: str) -> frozenset[str]:
        """Return the files of a commit."""
        return _names(_git(self.top, "ls-tree", "-r", "-z", "--name-only", "--full-tree", commit))

    def content_at(self, commit: str, name: str) -> bytes:
        """Return a file as it is in a commit."""
        return _git(self.top, "cat-file", "blob", f"{commit}:{name}")

    def changed_since(self, revision: str) -> frozenset[str]:
        """Return the files that this working tree has changed since it left the revision's line, new ones included.

        What happened on that line afterwards is not ours, as in a pull request. Before the first commit every file is new.

        Raises: ConfigError.
        """
        if revision == NEWEST and not self._has_commits:
            return _names(_git(self.top, "ls-files", "--cached", "-z", "--", ".")) | self._untracked
        told = _git(
            self.top,
            *("merge-base", self.commit(revision), "HEAD"),
            failure=f"{revision!r} and the current state have no common ancestor",
            hint="fetch the whole history (in GitHub's checkout: fetch-depth: 0)",
        )
        differing = ("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--diff-filter=d")
        tracked = _git(self.top, *differing, told.decode().strip(), "--")
        return _names(tracked) | self._untracked

    @property
    def _has_commits(self) -> bool:
        return bool(_git(self.top, "rev-list", "--all", "--max-count=1"))

    @cached_property
    def _untracked(self) -> frozenset[str]:
        return _names(_git(self.top, "ls-files", "--others", "--exclude-standard", "-z", "--", "."))


def _names(listed: bytes) -> frozenset[str]:
    return frozenset(os.fsdecode(name) for name in listed.split(b"\0") if name)


def _git(folder: Path, *arguments: str, failure: str = "", hint: str = "") -> bytes:
    """Run git and return what it prints. Raises: ConfigError with `failure`, or what git says, where it fails."""
    kept = {name: value for name, value in os.environ.items() if name not in OF_A_HOOK}
    environment = {**kept, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(  # noqa: S603  # a list of arguments, no shell
            ["git", *QUIET, *arguments],  # noqa: S607  # git is where the user's PATH has it
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise ConfigError("git is not installed", "install git, or name a reference file") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in a revision
        raise ConfigError(f"git cannot be run: {error}", "check git, or name a reference file") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = said[-1] if said else f"it ended with {done.returncode}"
        raise ConfigError(failure or f"git {arguments[0]} failed: {reason}", hint or f"git says: {reason}")
    return done.stdout
