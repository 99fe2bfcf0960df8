"""Words that the encoder holds for near in meaning: what a wrong sense is made of.

In: MiniLM's own word embeddings. Out: a table from a word to the words near it, none of them the same word inflected.
"""

from __future__ import annotations

from itertools import takewhile

import torch
from model import BASE
from safetensors.torch import load_file
from wordfreq import zipf_frequency

NEAREST = 12
COMMON, KNOWN = 6.3, 3.0
"""Zipf frequencies: words above are function words, words below are fragments. Source: looking at the lists, 2026-11."""


def neighbours() -> dict[str, list[str]]:
    """Find, for every whole word of the vocabulary, up to 12 others near it."""
    words = (BASE / "vocab.txt").read_text(encoding="utf-8").splitlines()
    table = load_file(BASE / "model.safetensors")
    vectors = table[next(key for key in table if key.endswith("word_embeddings.weight"))]
    rows = [
        i
        for i, w in enumerate(words)
        if w.isalpha() and w.isascii() and len(w) > 2 and KNOWN < zipf_frequency(w, "en") < COMMON
    ]
    unit = torch.nn.functional.normalize(vectors[rows], dim=1)
    found: dict[str, list[str]] = {}
    for start in range(0, len(rows), 1000):
        best = (unit[start : start + 1000] @ unit.T).topk(NEAREST + 1).indices.tolist()
        for i, near in enumerate(best, start):
            word = words[rows[i]]
            others = [words[rows[j]] for j in near]
            found[word] = [other for other in others if not _related(word, other)]
    return {word: others for word, others in found.items() if others}


def _related(word: str, other: str) -> bool:
    """Tell whether two words are one word inflected, as far as a common start tells."""
    common = sum(1 for _ in takewhile(lambda both: both[0] == both[1], zip(word, other, strict=False)))
    return common >= min(len(word), len(other), 5) - 1
