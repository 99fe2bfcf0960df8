"""What a table costs as it grows: rows per second of processor time, and peak memory, of `mtqa batch` with one worker.

    python benchmarks/growth.py --sizes N N N [--judge none] [--repeated N] [--data DIR]

The rows are made up, about six words a side, no two alike; with `--data` distinct pairs of news of
wmt21_outputs_unscored.jsonl.gz instead. `--repeated` adds a table of so many rows that repeat a thousand, which shows what
reading and writing take. A busy machine stretches the clock, not the processor time.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from itertools import cycle, islice
from pathlib import Path

from made_up import short_pairs
from throughput import Pair, drawn

REPEATED = 1_000
"""Distinct pairs of the table that repeats."""


def rate(name: str, rows: int, pairs: Iterable[Pair], judge: str, folder: Path) -> None:
    """Rate a table of `rows` pairs with the command; print what it took."""
    table = folder / "table.jsonl"
    with table.open("w", encoding="utf-8") as file:
        for suspect, reference in islice(pairs, rows):
            file.write(json.dumps({"suspect": suspect, "reference": reference}) + "\n")
    command = [sys.executable, "-m", "mtqa", "batch", str(table), "-o", str(folder / f"{name}-{rows}"), "-q"]
    command += ["--workers", "1", "--lang", "en", "--judge", judge]
    process = subprocess.Popen(command, env=os.environ | {"OMP_NUM_THREADS": "1"})
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    seconds = usage.ru_utime + usage.ru_stime
    print(
        f"{rows:9,} {name:10}{rows / seconds:10.1f} rows/s, start included{usage.ru_maxrss / 1024:9.0f} MB", flush=True
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="*", default=[])
    parser.add_argument("--judge", choices=("none", "embedded"), default="embedded")
    parser.add_argument("--repeated", type=int, default=0)
    parser.add_argument("--data", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for size in options.sizes:
            pairs = drawn(options.data, size) if options.data else short_pairs()
            rate("distinct", size, pairs, options.judge, Path(name))
        if options.repeated:
            rate("repeated", options.repeated, cycle(islice(short_pairs(), REPEATED)), options.judge, Path(name))


if __name__ == "__main__":
    main()
