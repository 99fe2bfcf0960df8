"""mtqa: rate a suspect translation against a trusted reference, sentence by sentence, and say what is garbled.

Public names only. They load on first use, so that `import mtqa` costs no more than Python itself.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mtqa.config import Config
    from mtqa.errors import MtqaError
    from mtqa.gate import Limits, judge
    from mtqa.pairs import score_pairs
    from mtqa.pipeline import align_documents, check, score
    from mtqa.read import read as read_document
    from mtqa.types import AlignedPair, Document, Flag, PairScore, Report, Severity, Verdict

__version__ = "0.1.0"

_PUBLIC = {
    "AlignedPair": "mtqa.types:AlignedPair",
    "Config": "mtqa.config:Config",
    "Document": "mtqa.types:Document",
    "Flag": "mtqa.types:Flag",
    "Limits": "mtqa.gate:Limits",
    "MtqaError": "mtqa.errors:MtqaError",
    "PairScore": "mtqa.types:PairScore",
    "Report": "mtqa.types:Report",
    "Severity": "mtqa.types:Severity",
    "Verdict": "mtqa.types:Verdict",
    "align_documents": "mtqa.pipeline:align_documents",
    "check": "mtqa.pipeline:check",
    "judge": "mtqa.gate:judge",
    "read_document": "mtqa.read:read",
    "score": "mtqa.pipeline:score",
    "score_pairs": "mtqa.pairs:score_pairs",
}

__all__ = [
    "AlignedPair",
    "Config",
    "Document",
    "Flag",
    "Limits",
    "MtqaError",
    "PairScore",
    "Report",
    "Severity",
    "Verdict",
    "__version__",
    "align_documents",
    "check",
    "judge",
    "read_document",
    "score",
    "score_pairs",
]


def __getattr__(name: str) -> object:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'mtqa' has no attribute {name!r}")
    module, _, attribute = _PUBLIC[name].partition(":")
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
