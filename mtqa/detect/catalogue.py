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

A finding's *confidence* is the share of such findings that a reader of both texts calls right, set by hand from three
readings of 150 findings each (2026-11-22, one reader, 50 of each family, one a sentence and code; machine translation of
abstracts, talks, encyclopedias and news, and pairs of human translations, all of the half that codes were not developed
on). Each reading led to repairs, and the next one was of findings not seen before; W of the third and most of its F and M
are of news and of low-resource translation. With the 95 % interval (Wilson):

| family | first | second | third | all | what was wrong |
|---|---|---|---|---|---|
| F form | 45 of 50 | 43 of 50 | 43 of 50 | .87 (.81-.92) | lists and ranges taken for repetitions, titles, indirect speech |
| M meaning | 41 of 50 | 36 of 50 | 40 of 50 | .78 (.71-.84) | other forms of one name, other ways to say a number or to deny |
| W words | 43 of 50 | 42 of 50 | 48 of 50 | .89 (.83-.93) | names and terms that no list has |

The third sample was read once more, by a reader who was new to the codes, as blind: F 43 of 50, M 32 of 50 (.50-.76), W 45 of 50;
the two agreed on 135 of 150. So a finding about meaning is a question to the editor, not a verdict.

Codes that the readings have fewer than five times have their family's share. After that reading most causes were repaired, and on
2026-11-27 another reader, new to the codes, read 50 findings a family of 13,500 outputs (news, and encyclopedias of low-resource languages, where names and
references are often odd), strictly, as blind; then causes were repaired, and a third reader read as many others:

| family | right, before | right, after | a fault, but less grave | what was wrong after |
|---|---|---|---|---|
| F form | 34 of 50 | 38 of 50 | 4 | what the reference repeats, too; repetitions that grammar asks for |
| M meaning | 29 of 50 | 37 of 50 | 2 | references that err themselves, spellings of foreign names, other ways to say a number |
| W words | 35 of 50 | 34 of 50 | 3 | rare words, foreign terms and names; references that are odd |

A fourth reader, later that day, had 90 findings a family of 8,000 other outputs of the same kind, as blind: right **F 83**, **M 64**, **W 72** of 90, and a fault, but less grave,
1, 4 and 11 more. Of what was wrong most was M301 (2 of 8 right), references that err themselves, and other forms of foreign names; M301, severities of W101, indirect speech and
repetitions of the reference's own were then repaired. Of 50 findings about meaning of a fresh draw after that, another reader called 37 right. Names and numbers, of which most of the
wrong ones were, have been repaired since and not been read by anybody new. So a finding about form or words is right nine times in ten, its severity less often, and one about meaning is a question to the editor, not a verdict.

Passages that the judge doubts touch a mark, in outputs that were marked in full, in 633 of 719 cases (F601) and 762 of 1,027 (M308), in garbled text in .96 and .85.
A blind reader of 45 each by the judge before this one, in single outputs of references that nothing was learnt from, called 36 (F601, .80) and 31 (M308, .69) right: wrong were standard terms,
names, and faithful wording beside a looser reference. Words left out (M406) touch a marked omission in 39 of 67 cases; 20 more stand beside an error of meaning.

Between two human translations nobody learnt from, F601 fires up to 1.7, M308 up to 1.1 and M406 up to .6 times in 1,000 words, no rule more than .9 times; major findings mark .1 % of the words. Of 60 findings about capitals a blind reader called 38 right; of the wrong ones nine
were accepted ways to write a word (`Covid-19`, `e-sports`, another apostrophe), which are not flagged any more. Put names and terms of your own that are flagged on the list of
own words. `python benchmarks/spans.py --data DIR --half 1 --sample FAMILY` draws a sample of the rules' findings.

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
