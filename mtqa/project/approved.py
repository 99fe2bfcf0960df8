"""References out of git: a revision and a suspect come in, the same file as it was then goes out to `matching`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from mtqa.project.git import Repository


class Reference(NamedTuple):
    """A reference: what it is called, and where it can be read; nowhere, if it is in the suspect's own file."""

    name: str
    path: str | None


class Approved:
    """The files of earlier revisions, written into a folder of ours as they are asked for."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._root = root
        self._folder = folder

    def reference(self, revision: str, suspect: str) -> Reference | None:
        """Return a suspect as it was in a revision, None where that has no such file. Raises: ConfigError."""
        repository, commit, names = self._opened(revision)
        name = repository.name_of(self._root / suspect)
        if name not in names:
            return None
        path = self._folder / commit / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(repository.content_at(commit, name))
        return Reference(f"{revision}:{name}", str(path))

    @cache  # noqa: B019  # an object lives as long as its run
    def _opened(self, revision: str) -> tuple[Repository, str, frozenset[str]]:
        repository = Repository.around(self._root)
        commit = repository.commit(revision)
        return repository, commit, repository.files_at(commit)
