"""Guess where a repository keeps its translations: a folder comes in, path templates go out to `starter`.

A folder or a file named like a language (`docs/de/home.md`, `locales/de.json`, `home.de.md`) makes a template; what lies in
a folder named like `reviewed` is the reference of what has the same shape beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Final

from mtqa.project.files import files_under
from mtqa.read.base import FORMATS

MOST_FILES: Final = 50_000
"""As many files as a guess is worth."""

LANGUAGES: Final = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee "
    "el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io "
    "is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn "
    "mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se "
    "sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo "
    "wa wo xh yi yo za zh zu"
)
"""Two-letter languages, apart: no two letters beside each other are anything else. Source: ISO 639-1."""

TAG: Final = re.compile("([a-z]{2})(?:[-_][A-Za-z]{2,4})?")
REVIEWED: Final = frozenset({"approved", "gold", "golden", "human", "reference", "references", "reviewed", "verified"})
"""What people call a folder of trusted texts."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Where some files of several languages are: `before`, then the language, then `after`."""

    before: str
    after: str

    @property
    def template(self) -> str:
        """Return it as a path template."""
        return f"{self.before}{{lang}}{self.after}"


@dataclass(frozen=True, slots=True)
class Guess:
    """A template of suspects, that of their references if there is one, and how many files fit."""

    suspect: str
    reference: str | None
    count: int


def guesses(root: Path) -> tuple[Guess, ...]:
    """Guess the [[pairs]] of a repository, the largest first."""
    shapes = Counter(_shapes(islice(files_under(root, "."), MOST_FILES)))
    trusted = {shape.after: shape for shape in shapes if _is_reviewed(shape)}
    found = [
        Guess(shape.template, trusted[shape.after].template if shape.after in trusted else None, count)
        for shape, count in shapes.items()
        if not _is_reviewed(shape)
    ]
    return tuple(sorted(found, key=lambda guess: (-guess.count, guess.suspect)))


def _shapes(paths: Iterable[str]) -> Iterable[Shape]:
    for path in paths:
        shape = _shape(PurePosixPath(path))
        if shape is not None:
            yield shape


def _shape(path: PurePosixPath) -> Shape | None:
    """Return the shape of a path in which something is named like a language, None where nothing is."""
    suffix = path.suffix
    if suffix.removeprefix(".").lower() not in FORMATS:
        return None
    for place, folder in enumerate(path.parts[:-1]):
        if _is_language(folder):
            return Shape("".join(f"{part}/" for part in path.parts[:place]), f"/**/*{suffix}")
    folders = "".join(f"{part}/" for part in path.parts[:-1])
    before, dot, last = path.stem.rpartition(".")
    if not _is_language(last):
        return None
    return Shape(f"{folders}*." if before and dot else folders, suffix)


def _is_language(name: str) -> bool:
    tag = TAG.fullmatch(name)
    return tag is not None and tag[1] in LANGUAGES


def _is_reviewed(shape: Shape) -> bool:
    return any(part.lower() in REVIEWED for part in PurePosixPath(shape.before).parts)
