"""Texts in, vectors out: `load_encoder()` gives the embedded model, `load_encoder("name")` any other."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import entry_points
from pkgutil import resolve_name
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mtqa.encode.base import Encoder

__all__ = ["EMBEDDED", "ENCODERS", "load_encoder"]

EMBEDDED = "minilm-int8"
ENCODERS = {EMBEDDED: "mtqa.encode.onnx:OnnxEncoder"}
"""Encoders by name, as import strings; others join through the entry-point group `mtqa.encoders`."""
ANY_OTHER = "mtqa.encode.sentence_transformers:SentenceTransformerEncoder"


def load_encoder(model: str | None = None, *, offline: bool = False) -> Encoder:
    """Load the embedded encoder, a registered one, or any sentence-transformers model by name or path.

    With `offline` nothing is fetched: a model that is not on this machine is an error. Raises `ModelError`.
    """
    name = model or EMBEDDED
    registered = ENCODERS | {point.name: point.value for point in entry_points(group="mtqa.encoders")}
    if name in registered:
        return _load(registered[name])()
    return _load(ANY_OTHER)(name, offline=offline)


def _load(target: str) -> Callable[..., Encoder]:
    """Import a class by its import string, `module:attribute`."""
    loaded: Callable[..., Encoder] = resolve_name(target)
    return loaded
