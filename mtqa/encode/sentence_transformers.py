"""Any other model, by name or path, through sentence-transformers: slower to start, never needed by default.

In: texts. Out: `Encoded`. Imports torch, so this module is imported only where a model is named.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sentence_transformers import SentenceTransformer
from transformers.utils.logging import disable_progress_bar

from mtqa.encode.base import Output, Window, cut, encode, unit
from mtqa.errors import ModelError
from mtqa.types import Encoded

UNLIMITED = 512
"""Tokens a window where a model states no limit of its own: the usual size of position tables."""


class SentenceTransformerEncoder:
    """A model that sentence-transformers can load. Its third layer is not read: `early` is the last layer here too."""

    def __init__(self, name: str, *, offline: bool = False) -> None:
        disable_progress_bar()  # type: ignore[no-untyped-call]  # stderr belongs to the command line
        try:
            self._model = SentenceTransformer(name, device="cpu", local_files_only=offline)
            self._tokenizer: Any = self._model.tokenizer
        except (OSError, ValueError, ImportError, RuntimeError, KeyError, TypeError, AttributeError) as error:
            first_line = (str(error).strip().splitlines() or [type(error).__name__])[0]
            raise ModelError(
                f"cannot load the model {name!r}: {first_line}",
                "give a sentence-transformers model: a folder, or a name (which downloads it, without --offline)",
            ) from error
        if not getattr(self._tokenizer, "is_fast", False):
            raise ModelError(f"the model {name!r} has no fast tokenizer", "flags need token offsets: use another model")
        self.name = f"{Path(name).name}@{_fingerprint(self._model)}"
        special = self._tokenizer.num_special_tokens_to_add()
        self._window = (self._model.max_seq_length or UNLIMITED) - special
        self._dimension = len(self._model.encode("x"))

    def encode(self, texts: Sequence[str]) -> Encoded:
        """Encode texts in order; a text longer than the model's limit is windowed."""
        return encode(texts, self._tokenize, lambda batches: map(self._forward, batches), self._dimension)

    def _tokenize(self, text: str) -> list[Window]:
        encoding = self._tokenizer(
            text, add_special_tokens=False, return_offsets_mapping=True, truncation=False, verbose=False
        )
        windows = []
        for ids, spans in cut(encoding["input_ids"], encoding["offset_mapping"], self._window):
            start, end = spans[0][0], spans[-1][1]
            windows.append(Window(list(ids), [(a, b) for a, b in spans], text[start:end]))
        return windows

    def _forward(self, windows: list[Window]) -> list[Output]:
        features: Any = self._model.encode(
            [window.text for window in windows],
            batch_size=len(windows),
            output_value=None,
            show_progress_bar=False,
        )
        return [self._output(feature, window) for feature, window in zip(features, windows, strict=True)]

    def _output(self, feature: dict[str, Any], window: Window) -> Output:
        rows = feature["token_embeddings"][feature["attention_mask"].bool()].float().numpy()
        special = np.array(
            self._tokenizer.get_special_tokens_mask(
                feature["input_ids"][feature["attention_mask"].bool()].tolist(), already_has_special_tokens=True
            )
        )
        tokens = np.zeros((len(window.spans), self._dimension), np.float32)
        inner = rows[special == 0][: len(tokens), : self._dimension]
        tokens[: len(inner)] = inner
        halves = unit(tokens).astype(np.float16)
        pooled = feature["sentence_embedding"].float().numpy()
        return Output(halves, halves, pooled, max(1, len(window.spans)))


def _fingerprint(model: SentenceTransformer) -> str:
    """Hash the weights, in name order: two models of one name never share a signature."""
    digest = hashlib.sha256()
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(tensor.detach().float().contiguous().numpy().tobytes())
    return digest.hexdigest()[:8]
