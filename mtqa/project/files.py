"""The files of a project: a folder comes in, paths go out to `matching`; and what a template that fits none may mean."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from mtqa.project.meant import meant
from mtqa.project.template import Template

NOT_OURS: Final = frozenset({"node_modules", "__pycache__"})
"""Folders of other people's files; hidden ones are left alone too, unless a template names them."""


def files_under(root: Path, folder: str) -> Iterator[str]:
    """Yield the files in a folder of `root` and below, relative to `root`, with `/`, in order."""
    for place, folders, names in os.walk(root / folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in NOT_OURS)
        for name in sorted(names):
            yield Path(os.path.relpath(Path(place) / name, root)).as_posix()


def nearest(root: Path, template: Template) -> str:
    """Say what there is instead of what a template asks for. Example: `did you mean docs? there is no dosc`."""
    place = root
    for part in PurePosixPath(template.folder).parts:
        if not (place / part).is_dir():
            return _instead(root, place, part)
        place /= part
    endings = sorted({Path(path).suffix for path in files_under(root, template.folder)} - {""})
    where = f"{template.folder}/" if template.folder else "this folder"
    return f"{where} has only files that end in {', '.join(endings)}" if endings else f"{where} has no file"


def _instead(root: Path, place: Path, missing: str) -> str:
    try:
        folders = sorted(each.name for each in place.iterdir() if each.is_dir())
    except OSError:
        folders = []
    where = f" in {place.relative_to(root).as_posix()}/" if place != root else ""
    return f"{meant(missing, folders)}there is no folder {missing}{where}"
