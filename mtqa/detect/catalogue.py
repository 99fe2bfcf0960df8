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

A finding's *confidence* is the share of such findings that a reader of both texts calls right, or right but less grave. Readers were new to the codes, had a finding at
a time with both texts, and knew nothing of each other; each draw is of outputs of news that no earlier one had, one finding a reference and word. On 2026-12-01, between repairs:

| family | first draw: right, and less grave | second | third | of the last, the reference itself is wrong | what was wrong after that |
|---|---|---|---|---|---|
| F form | 84 and 9 of 100 | 91 and 1 of 100 | 64 and 2 of 69 | | quotations told as somebody's words; figures of speech |
| M meaning | 76 and 2 of 100 | 82 and 6 of 100 | 78 and 6 of 100 | 1 | names that the context tells; other ways to say a date or a number |
| W words | 83 and 6 of 100 | 86 and 10 of 100 | | 1 | foreign terms and names |
| C casing | 52 of 64 | 50 of 55 | | | words of style |

So a finding about form is right nine times in ten (.93; with less grave ones .96), one about a word too (.86; .96), its severity less often, one about capitals (.91), and one about meaning four times in five (.80; .86).
Four draws of the days before gave F .83 and .88, M .63, .68 and .76, W .75, C .65 to .72. Of meaning by code, all draws together: names lost 85 and 22 less grave of 137, names changed 192 of 229 (5 of the references err), numbers lost 118 and 7 of 148,
added 32 and 3 of 53, that differ 45 and 14 of 90 (7 of the references), names replaced 49 of 61, denials turned 14 and 2 of 29. Confidences were set by these.

Passages that the judge doubts touch a mark, in outputs that were marked in full, in 531 of 601 cases (F601) and 792 of 1,013 (M308), in garbled text in .96 and .83.
In single outputs that it was not trained on a blind reader called, by the judge before this one, 38 of 48 (F601), 27 of 38 (M308) and, of words left out, 22 of 25 (M406) right: what is left of 60, 60 and 25 since a passage is doubted from .62 on. By this one two other readers called 39 of 50 (F601) and 31 of 50 (M308) right.
Between two human translations nobody learnt from, F601 and M308 fire up to 1.3, M406 up to .7 and no rule more than .4 times in 1,000 words; major findings mark .1 % of the words.

Put names and terms of your own that are flagged on the list of own words. `python benchmarks/spans.py --data DIR --half 1 --sample FAMILY` draws a sample of the rules' findings.

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
