"""Where keys stand in TOML, also among strings and arrays that look like keys."""

from __future__ import annotations

import pytest

from mtqa.project.lines import key_lines, line_of

TEXT = '''\
min-fidelity = 60   # [not.a.table]
words = [
  "one",
  "two",
]
text = """
[pairs]
fake = 1
"""
"quoted key" = 1
[[pairs]]
suspect = "a"
[[ pairs ]]  # again
suspect = "b"
inner.deep = 2

[tool.mtqa]
x = 1
[[tool.mtqa.overrides]]
paths = []
[[tool.mtqa.overrides]]
paths = []
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("min-fidelity",), 1),
        (("words",), 2),
        (("text",), 6),
        (("quoted key",), 10),
        (("pairs", 0), 11),
        (("pairs", 0, "suspect"), 12),
        (("pairs", 1), 13),
        (("pairs", 1, "suspect"), 14),
        (("pairs", 1, "inner", "deep"), 15),
        (("pairs", 1, "nothing"), 13),
        (("tool", "mtqa"), 17),
        (("tool", "mtqa", "overrides", 1, "paths"), 22),
        (("nothing",), 1),
    ],
)
def test_a_key_has_its_line(path, line):
    assert line_of(path, key_lines(TEXT)) == line


def test_what_only_looks_like_a_key_is_none():
    assert not {("fake",), ("pairs", "fake"), ("not", "a", "table")} & set(key_lines(TEXT))


def test_empty_text_has_no_key():
    assert key_lines("") == {}
