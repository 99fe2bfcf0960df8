# ruff: noqa: PLC0415, SLF001  # each contender loads its own, so that none pays for another's
"""How many sentence pairs a second mtqa rates on one core, beside what it could be compared with, in one run.

    python benchmarks/throughput.py --data DIR [--rows N] [--rounds N]

DIR holds wmt21_outputs_unscored.jsonl.gz, machine translations of news beside a reference; distinct pairs are drawn
from it. Contenders take turns, each a fresh process with one thread; its loading and a first batch do not count.
Printed: rows per second of processor time (a busy machine stretches the clock, not that), as a median and as a ratio to
the sentence-transformers cosine, and peak memory. growth.py measures whole tables of growing size.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

SET = "wmt21_outputs_unscored.jsonl.gz"
WARM_UP = 32
BATCH = 32
"""Sentences a batch of sentence-transformers, its default."""
BASELINE = "sentence-transformers cosine"

Pair = tuple[str, str]
Work = Callable[[Sequence[Pair]], object]


def chrf() -> Work:
    from sacrebleu.metrics.chrf import CHRF

    metric = CHRF()
    return lambda pairs: [metric.sentence_score(suspect, [reference]).score for suspect, reference in pairs]


def cosine() -> Work:
    import torch
    from sentence_transformers import SentenceTransformer

    from mtqa.encode.onnx import TOKENIZER_FILE, TOKENIZER_PACKAGE, package_file

    torch.set_num_threads(1)
    path = str(package_file(TOKENIZER_PACKAGE, TOKENIZER_FILE).parent)
    model = SentenceTransformer(path, device="cpu", local_files_only=True)

    def encode(texts: list[str]) -> object:
        return model.encode(texts, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False)

    return lambda pairs: (encode([a for a, _ in pairs]) * encode([b for _, b in pairs])).sum(axis=1)


def bare_loop() -> Work:
    """Encode the same tokens with nothing around: sorted by length, no token is kept."""
    from mtqa.encode.base import _batches
    from mtqa.encode.onnx import OnnxEncoder

    encoder = OnnxEncoder()

    def work(pairs: Sequence[Pair]) -> None:
        import numpy as np

        texts = dict.fromkeys(text for pair in pairs for text in pair)
        windows = sorted((tuple(window.ids) for text in texts for window in encoder._tokenize(text)), key=len)
        for batch in _batches(windows):
            ids = np.zeros((len(batch), len(batch[-1])), np.int64)
            for row, window in enumerate(batch):
                ids[row, : len(window)] = window
            feed = {
                "input_ids": ids,
                "attention_mask": (ids > 0).astype(np.int64),
                "token_type_ids": np.zeros_like(ids),
            }
            encoder._session.run(None, feed)

    return work


def mtqa(judge: str) -> Callable[[], Work]:
    def contender() -> Work:
        from mtqa import Config, score_pairs

        config = Config(lang="en", judge=judge, ter=False)
        return lambda pairs: score_pairs(pairs, config)

    return contender


CONTENDERS: dict[str, Callable[[], Work]] = {
    BASELINE: cosine,
    "sacrebleu sentence chrF": chrf,
    "bare loop over the encoder": bare_loop,
    "mtqa, all but the judge": mtqa("none"),
    "mtqa, with the judge": mtqa("embedded"),
}


def measure(name: str, pairs: Sequence[Pair]) -> None:
    """Run one contender in this process and print what it took, as JSON."""
    import resource

    work = CONTENDERS[name]()
    work(pairs[:WARM_UP])
    start = time.process_time()
    work(pairs[WARM_UP:])
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"rate": len(pairs[WARM_UP:]) / seconds, "peak": peak}))


def drawn(data: Path, count: int) -> list[Pair]:
    """Draw distinct pairs, no reference twice while there are others."""
    with gzip.open(data / SET, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    random.Random(8).shuffle(rows)
    by_reference = {row["reference"]: (row["hypothesis"], row["reference"]) for row in rows}
    first = list(by_reference.values())
    return list(dict.fromkeys([*first, *((row["hypothesis"], row["reference"]) for row in rows)]))[:count]


def run(script: list[str]) -> dict[str, float]:
    environment = os.environ | {"OMP_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
    done = subprocess.run([sys.executable, *script], capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def contest(pairs: Path, rounds: int) -> None:
    """Let the contenders take turns; print medians and ratios within the rounds."""
    told = [
        {name: run([__file__, "--contender", name, "--pairs", str(pairs)]) for name in CONTENDERS}
        for _ in range(rounds)
    ]
    print(f"{'':30}{'rows/s':>8}{'ratio':>8}{'peak MB':>9}")
    for name in CONTENDERS:
        rate = statistics.median(turn[name]["rate"] for turn in told)
        ratio = statistics.median(turn[name]["rate"] / turn[BASELINE]["rate"] for turn in told)
        print(f"{name:30}{rate:8.1f}{ratio:8.2f}{max(turn[name]['peak'] for turn in told):9.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path)
    parser.add_argument("--rows", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--contender", choices=CONTENDERS, help=argparse.SUPPRESS)
    parser.add_argument("--pairs", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.contender:
        measure(options.contender, [tuple(pair) for pair in json.loads(options.pairs.read_text())])
        return
    if options.data is None:
        parser.error("--data DIR is needed")
    with tempfile.TemporaryDirectory() as name:
        pairs = Path(name) / "pairs.json"
        pairs.write_text(json.dumps(drawn(options.data, options.rows)))
        contest(pairs, options.rounds)


if __name__ == "__main__":
    main()
