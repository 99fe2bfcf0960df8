"""What a misspelt name may have meant: the name and those that there are come in, words for a hint go out."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

SIMILAR: Final = 0.5
"""How like a name must be (difflib's ratio): two letters exchanged, `ed` for `de`, make 0.5."""


def meant(name: str, known: Iterable[str]) -> str:
    """Ask whether the nearest name is meant, with a space behind; nothing where none is like it.

    Example: `meant("dosc", ["docs"])` is `did you mean docs? `.
    """
    nearest = get_close_matches(name, list(known), n=1, cutoff=SIMILAR)
    return f"did you mean {nearest[0]}? " if nearest else ""
