"""Two encoded documents in, every sentence in exactly one pair out; next stage: signals."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mtqa.align.aligner import align

__all__ = ["align"]


def __getattr__(name: str) -> object:
    """Load the aligner, and with it numpy, on first use."""
    if name == "align":
        return import_module("mtqa.align.aligner").align
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
