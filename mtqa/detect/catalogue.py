"""The code table as a page: what docs/codes.md is made of. In: every detector's codes. Out: Markdown.

python -m mtqa.detect.catalogue > docs/codes.md
"""

from __future__ import annotations

import sys

from mtqa.detect import codes
from mtqa.detect.base import Code

FAMILIES: dict[str, str] = {
    "C": "Casing",
    "F": "Form and fluency",
    "M": "Meaning against the reference",
    "T": "The project's own terms",
    "W": "Words",
}
"""Letter of a code -> what its family is about."""

HEAD = """\
# Codes

Every finding has a code: a letter for the family and three digits. A code is stable and never reused. This page is
generated (`python -m mtqa.detect.catalogue > docs/codes.md`); `mtqa explain CODE` says the same.

Severities follow MQM: *minor* is noticed, *major* misleads or stops the reader, *critical* inverts or invents meaning.
The one named here is the usual one; a finding may be weighed otherwise by its size. The reference is the authority for
vocabulary, names and casing: what it writes is not flagged in the suspect.
"""


def markdown() -> str:
    """Write the page of all codes, by family."""
    table = codes().values()
    parts = [HEAD]
    for letter in sorted({code.code[0] for code in table}):
        parts.append(f"## {letter}: {FAMILIES.get(letter, 'From other packages')}\n")
        parts += [entry(code) for code in table if code.code.startswith(letter)]
    return "\n".join(parts)


def entry(code: Code) -> str:
    """Write one code's section: what it means, why it matters, an example, how to live with it."""
    return (
        f"### {code.code} {code.name}\n\n"
        f"{code.summary}\n\n"
        f"- **Category** {code.category}; **severity** {code.severity}\n"
        f"- **Why it matters** {code.why}\n"
        f"- **Suspect** {_shown(code.bad)}\n"
        f"- **Should be** {_shown(code.good)}\n"
        f"- **Living with it** {code.advice}\n"
    )


def _shown(text: str) -> str:
    """Quote an example as code, its control characters by name."""
    visible = "".join(each if each.isprintable() else f"<U+{ord(each):04X}>" for each in text)
    return f"`{visible}`"


if __name__ == "__main__":
    sys.stdout.write(markdown())
