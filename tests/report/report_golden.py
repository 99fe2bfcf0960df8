"""Compare output with a file that a person has looked at; `MTQA_ACCEPT=1 pytest tests/report` accepts what is new.

Nothing is scrubbed: the samples carry a version of their own, and no writer adds what they do not carry.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path


@dataclass(frozen=True)
class Golden:
    """A folder of expected outputs."""

    folder: Path

    def check(self, name: str, actual: str) -> None:
        """Fail with a readable difference unless the file of that name holds this text."""
        path = self.folder / name
        if os.environ.get("MTQA_ACCEPT"):
            path.write_text(actual, encoding="utf-8")
        expected = path.read_text(encoding="utf-8") if path.exists() else ""
        lines = unified_diff(expected.splitlines(), actual.splitlines(), f"golden/{name}", "now", lineterm="")
        assert expected == actual, "\n".join([*lines, "if this is right: MTQA_ACCEPT=1 pytest tests/report"])


def without_assets(page: str) -> str:
    """Leave the style and the script out of a page: they are looked at in their own files."""
    page = re.sub(r"<style>.*?</style>", "<style>CSS</style>", page, flags=re.DOTALL)
    page = re.sub(r'<script type="module">.*?</script>', '<script type="module">JS</script>', page, flags=re.DOTALL)
    return re.sub(r"sha256-[^']+", "sha256-HASH", page)
