"""What the cache saves `mtqa check`, as processor time against the first run over the same files.

    python benchmarks/check_cache.py [--files 200] [--sentences 40]

The files are made up for it: Markdown of paragraphs of five sentences, no two sentences alike, every tenth one reworded
in the suspect. Printed: the first run, a second one with nothing changed, and one with a single file changed.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from made_up import sentence

CONFIGURATION = '[[pairs]]\nsuspect = "docs/*.md"\nreference = "reviewed/*.md"\n'


def main() -> None:
    """Measure three runs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--sentences", type=int, default=40)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_project(root, options.files, options.sentences)
        first = measured("first run", root, None)
        measured("nothing changed", root, first)
        changed = root / "docs" / "0.md"
        changed.write_text(changed.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
        measured("one file changed", root, first)


def write_project(root: Path, files: int, sentences: int) -> None:
    """Write the configuration, the references and the suspects."""
    (root / "mtqa.toml").write_text(CONFIGURATION, encoding="utf-8")
    for side in ("docs", "reviewed"):
        (root / side).mkdir()
    choice = random.Random(0)
    for number in range(files):
        reference = [sentence(choice, number * sentences + place) for place in range(sentences)]
        suspect = [text.replace(" the ", " that ") if place % 10 == 0 else text for place, text in enumerate(reference)]
        for side, texts in (("reviewed", reference), ("docs", suspect)):
            paragraphs = (" ".join(texts[start : start + 5]) for start in range(0, sentences, 5))
            (root / side / f"{number}.md").write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")


def measured(name: str, root: Path, first: float | None) -> float:
    """Run the check; print and return its processor seconds."""
    command = [sys.executable, "-m", "mtqa", "check", "--quiet", "--cache-dir", str(root / "cache")]
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    seconds = usage.ru_utime + usage.ru_stime
    share = "" if first is None else f"  {100 * seconds / first:.1f} % of the first"
    print(f"{name:18} {seconds:8.2f} s of processor, {wall:.2f} s in all{share}", flush=True)
    return seconds


if __name__ == "__main__":
    main()
