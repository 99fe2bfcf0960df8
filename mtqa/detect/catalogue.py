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

Where findings overlap one is kept, the most specific: a word torn in two is said to be torn, not to be two unknown words,
and what an exact comparison found (a number, a placeholder) goes before what a word list or the learned judge suspects.

## How sure

A finding's *confidence* is the share of such findings that a reader of both texts calls right. It was set by hand from a
blind reading of findings on machine translation (biomedical abstracts and talks, the half of the documents that codes were
developed on; equal findings on outputs of one sentence counted once), one reader, 2026-11-22;
`python benchmarks/spans.py --data DIR --half 0 --sample FAMILY` draws a sample of this kind. Codes that the sample has fewer than five
times have their family's share, lowered where they fire on pairs of human translations. F and W were read before the last repairs,
which removed most of what was wrong, M after most of them; C was looked through, not read one by one:

| family | read | right | what was wrong |
|---|---|---|---|
| C casing (an estimate) | 50 | 49 | a title in small letters |
| F form | 44 | 37 | titles without an end mark, Latin names doubled by right, two accepted spellings (now passed) |
| M meaning | 50 | 47 | `galaxy` for `Milky Way`, another spelling, `will` for `could` |
| W words | 50 | 40 | British spellings (now passed), rare chemical and medical terms |

On the other half of the documents, read in the same way before the repairs that it led to (lists taken for repetitions,
letters of formulas taken for articles, British spellings of names): F 16 right of 25, M 19 of 25, W 17 of 25. Most
of what is wrong there are rare medical terms, which no general word list has; put yours on the list of own words.

Annotators mark about half of such findings, for they leave many errors unmarked; the calibration table of the same
command shows both sides.
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
