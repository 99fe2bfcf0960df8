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
    from mtqa.read import read
    from mtqa.types import AlignedPair, Document, Flag, PairScore, Report, Severity, Verdict

__version__ = "0.1.0"

_PUBLIC = {
    "AlignedPair": "mtqa.types",
    "Config": "mtqa.config",
    "Document": "mtqa.types",
    "Flag": "mtqa.types",
    "Limits": "mtqa.gate",
    "MtqaError": "mtqa.errors",
    "PairScore": "mtqa.types",
    "Report": "mtqa.types",
    "Severity": "mtqa.types",
    "Verdict": "mtqa.types",
    "align_documents": "mtqa.pipeline",
    "check": "mtqa.pipeline",
    "judge": "mtqa.gate",
    "read": "mtqa.read",
    "score": "mtqa.pipeline",
    "score_pairs": "mtqa.pairs",
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
    "read",
    "score",
    "score_pairs",
]


def __getattr__(name: str) -> object:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'mtqa' has no attribute {name!r}")
    return getattr(import_module(_PUBLIC[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
