"""The house's one-way flow: a module imports only from rooms to its left, and nothing heavy at the wrong moment."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import mtqa

PACKAGE = Path(mtqa.__file__).parent
ORDER = (
    {"types", "errors"},
    {"config"},
    {"read", "segment", "encode", "words", "lang", "quotes", "placeholders"},
    {"align"},
    {"signals"},
    {"detect"},
    {"rate"},
    {"gate"},
    {"report"},
    {"project"},
    {"pipeline"},
    {"pairs"},
    {"run"},
    {"batch"},
    {"cli"},
)
RANK = {room: rank for rank, rooms in enumerate(ORDER) for room in rooms}
MODULES = sorted(PACKAGE.rglob("*.py"))
HEAVY = ("numpy", "onnxruntime", "torch", "sacrebleu", "wordfreq", "tokenizers")


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(path: Path) -> Iterator[str]:
    """Every mtqa module that a file imports, wherever in the file it does so."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_its_left(path: Path) -> None:
    room = room_of(path)
    if room in {"__init__", "__main__"}:
        return
    for target in imports(path):
        parts = target.split(".")
        if parts[0] == "mtqa" and parts[1] in RANK:
            assert RANK[parts[1]] <= RANK[room], f"{room} imports {target}"


def test_every_room_has_a_rank() -> None:
    rooms = {room_of(path) for path in MODULES} - {"__init__", "__main__"}
    assert rooms == set(RANK)


def test_the_order_is_checked_on_real_imports() -> None:
    found = {target for path in MODULES for target in imports(path) if target.startswith("mtqa.")}
    assert "mtqa.types.Sentence" in found


@pytest.mark.parametrize(
    "code",
    [
        "import mtqa",
        "from mtqa.cli import run; run(['--version'])",
        "from mtqa.cli import run; run(['--help'])",
        "import mtqa.read, mtqa.encode, mtqa.align, mtqa.detect, mtqa.gate, mtqa.report, mtqa.types",
    ],
)
def test_nothing_heavy_is_imported_before_it_is_needed(code: str) -> None:
    script = f"{code}\nimport sys\nprint([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_holds_one_idea(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 300
    assert ast.get_docstring(ast.parse("\n".join(lines)))
