"""How fast mtqa starts and scores, as ratios within one run: absolute times say more about the machine than about it.

    python benchmarks/speed.py [SUSPECT REFERENCE] [--runs N]

Without documents it takes fixtures/garbled. Each command is a fresh process; the two of a ratio take turns, so that a
machine that slows down slows both. Printed: the median of the ratios, and their range.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mtqa.encode.onnx import TOKENIZER_FILE, TOKENIZER_PACKAGE, package_file
from mtqa.read import read
from mtqa.segment import segment

FIXTURE = Path(__file__).parent.parent / "fixtures" / "garbled"

BASELINE = """
from sentence_transformers import SentenceTransformer
model = SentenceTransformer({model!r}, device="cpu", local_files_only=True)
for sentences in {documents!r}:
    model.encode(sentences, show_progress_bar=False)
"""
"""What anybody would write first: import sentence-transformers, encode the same sentences, given ready-made."""


def run(command: list[str]) -> tuple[float, float]:
    """Run a command; return its wall time in seconds and its peak memory in megabytes."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return seconds, usage.ru_maxrss / 1024


def compare(name: str, command: list[str], baseline: list[str], runs: int, limit: float) -> None:
    """Print the ratio of two commands' wall times, taken in turns after one run of each that does not count."""
    run(command), run(baseline)
    pairs = [(run(command), run(baseline)) for _ in range(runs)]
    ratios = [ours[0] / theirs[0] for ours, theirs in pairs]
    ours, theirs = (statistics.median(pair[side][0] for pair in pairs) for side in (0, 1))
    memory = max(pair[0][1] for pair in pairs)
    print(
        f"{name:42} {statistics.median(ratios):6.2f}  ({min(ratios):.2f} to {max(ratios):.2f}; limit {limit})"
        f"  {ours:.2f} s against {theirs:.2f} s, peak {memory:.0f} MB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("documents", nargs="*", default=[str(FIXTURE / "suspect.txt"), str(FIXTURE / "reference.txt")])
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    documents = [[sentence.text for sentence in segment(read(path))] for path in options.documents]
    model = str(package_file(TOKENIZER_PACKAGE, TOKENIZER_FILE).parent)
    python, mtqa = sys.executable, [sys.executable, "-m", "mtqa"]
    with tempfile.NamedTemporaryFile("w", suffix=".py") as script:
        script.write(BASELINE.format(model=model, documents=documents))
        script.flush()
        score = [*mtqa, "score", *options.documents]
        compare("cold score / encoding with torch", score, [python, script.name], options.runs, 0.5)
    nothing = [python, "-c", "pass"]
    compare("mtqa --version / python -c pass", [*mtqa, "--version"], nothing, options.runs, 20)
    compare("import mtqa / python -c pass", [python, "-c", "import mtqa"], nothing, options.runs, 20)


if __name__ == "__main__":
    main()
