"""How well findings point at what humans mark, and how often they fire on what humans wrote.

In: `--data DIR` (see segments.py). Out: tables. Between two human translations every flag is a false alarm, but for a few
real errors. On machine translation a flag counts as right if it touches a span that an annotator marked; they leave many
errors unmarked, so read that as a floor. `--half 0` is what codes were developed on, `--half 1` what is reported.

    python benchmarks/spans.py --data DIR [--half 0|1] [--show CODE] [--sample FAMILY] [--minimal-pairs] [--speed]
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from segments import Judged, Mark, evidence_of, human_pairs, judge, machine_pairs, rows, scanned_pairs

from mtqa.detect import detect
from mtqa.types import Flag, Severity, Span

BINS: tuple[float, ...] = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
"""Lower ends of the calibration table's bins of confidence."""

SAMPLE = 50
"""Findings of a family that are drawn to be judged by hand."""


def touches(span: Span, spans: Iterable[Span]) -> bool:
    """Tell whether a span shares a character with any other."""
    return any(span.start < other.end and other.start < span.end for other in spans)


def characters(spans: Iterable[Span]) -> set[int]:
    """List the characters under spans."""
    return {at for span in spans for at in range(span.start, span.end)}


def share(part: float, whole: float) -> float:
    """Divide, 0 by 0 being 0."""
    return part / whole if whole else 0.0


def f1(precision: float, recall: float) -> float:
    return share(2 * precision * recall, precision + recall)


def character_f1(judged: Sequence[Judged], spans: Sequence[Sequence[Span]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of flagged characters against marked ones, over the whole corpus."""
    hit = flagged = marked = 0
    for each, found in zip(judged, spans, strict=True):
        ours, theirs = characters(found), characters(mark.span for mark in each.marks)
        hit, flagged, marked = hit + len(ours & theirs), flagged + len(ours), marked + len(theirs)
    precision, recall = share(hit, flagged), share(hit, marked)
    return precision, recall, f1(precision, recall)


def partial_f1(judged: Sequence[Judged]) -> float:
    """F1 of spans, each counted by the share of it that the other side covers, over the whole corpus.

    Source: micro-averaged partial overlap (MPP), arXiv 2603.19921.
    """
    totals = [0.0, 0.0, 0.0, 0.0]
    for each in judged:
        marks = [mark.span for mark in each.marks]
        totals[0] += sum(share(len(characters([span]) & characters(marks)), len(span)) for span in each.spans)
        totals[1] += len(each.spans)
        totals[2] += sum(share(len(characters([span]) & characters(each.spans)), len(span)) for span in marks)
        totals[3] += len(marks)
    return f1(share(totals[0], totals[1]), share(totals[2], totals[3]))


def unseen_words(each: Judged) -> list[Span]:
    """Point at every word that the reference lacks: what anybody would try first."""
    known = {word.norm for word in evidence_of(each.reference, "")[0].suspect_words}
    return [word.span for word in each.words if word.norm not in known]


def severe(marks: Iterable[Mark]) -> Iterator[Span]:
    """Keep what humans marked as major or critical."""
    return (mark.span for mark in marks if mark.severity.rank > 0)


def spans_table(judged: Sequence[Judged]) -> None:
    """Print how the findings agree with the humans' spans, beside two trivial ways to point."""
    ways = {
        "these findings": [each.spans for each in judged],
        "words that the reference lacks": [unseen_words(each) for each in judged],
        "everything": [[Span(0, len(each.suspect))] for each in judged],
    }
    for name, spans in ways.items():
        precision, recall, both = character_f1(judged, spans)
        print(f"  characters, {name:31s} precision {precision:.3f}  recall {recall:.3f}  F1 {both:.3f}")
    print(f"  spans, partial overlap F1 {partial_f1(judged):.3f}")
    found = [touches(span, (mark.span for mark in each.marks)) for each in judged for span in each.spans]
    grave = [touches(span, each.spans) for each in judged for span in severe(each.marks)]
    print(f"  flags that touch a marked span: {share(sum(found), len(found)):.3f} of {len(found)}")
    print(f"  major or critical marks that a flag touches: {share(sum(grave), len(grave)):.3f} of {len(grave)}")


def calibration_table(judged: Sequence[Judged]) -> None:
    """Print, by confidence, the share of flags in the suspect that touch a marked span."""
    pairs = [
        (flag.confidence, touches(flag.span, (mark.span for mark in each.marks)))
        for each in judged
        for flag in each.flags
        if flag.side == "suspect"
    ]
    print("  confidence   flags  mean  on a marked span")
    for low, high in zip(BINS, (*BINS[1:], 1.01), strict=True):
        inside = [(confidence, right) for confidence, right in pairs if low <= confidence < high]
        if inside:
            mean, right = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            print(f"  {low:.2f}-{min(high, 1):.2f}  {len(inside):6d}  {mean:.2f}  {right:.2f}")


def covered(judged: Judged, least: Severity) -> int:
    """Count the suspect's words under a flag of this severity or above."""
    spans = [flag.span for flag in judged.flags if flag.side == "suspect" and flag.severity.rank >= least.rank]
    return sum(touches(word.span, spans) for word in judged.words)


def codes_table(judged: Sequence[Judged]) -> None:
    """Print how many words are flagged, and how often each code fires."""
    total = sum(len(each.words) for each in judged)
    for least in (Severity.MINOR, Severity.MAJOR):
        print(f"  words under a flag, {least} and above: {100 * sum(covered(e, least) for e in judged) / total:.2f}%")
    found = [(flag, each) for each in judged for flag in each.flags]
    fired = Counter(flag.code for flag, _ in found)
    heavy = Counter(flag.code for flag, _ in found if flag.severity.rank > 0)
    right = Counter(
        flag.code
        for flag, each in found
        if flag.side == "suspect" and touches(flag.span, (mark.span for mark in each.marks))
    )
    points = sum({"minor": 1, "major": 5, "critical": 10}[flag.severity] * flag.confidence for flag, _ in found)
    print(f"  points (severity x confidence) per 100 words: {100 * points / total:.2f}")
    print("  code   flags  per 1000 words  major+ per 1000  on a marked span")
    for code, count in sorted(fired.items()):
        per, major = 1000 * count / total, 1000 * heavy[code] / total
        print(f"  {code}  {count:6d}  {per:14.3f}  {major:15.3f}  {right[code] / count:16.2f}")


def shown(flag: Flag, each: Judged) -> str:
    """Set out one finding with both texts, for a reader who does not know what annotators said."""
    text = each.suspect if flag.side == "suspect" else each.reference
    spot = text[flag.span.start : flag.span.end]
    where = f"{flag.code} {flag.severity} [{spot}] {flag.message} -> {flag.suggestion}"
    return f"{where}\n    S {each.suspect}\n    R {each.reference}"


def show(code: str, judged: Sequence[Judged], limit: int) -> None:
    """Print findings of one code, or of a family by its letter, evenly drawn, with what annotators said."""
    found = [(each, flag) for each in judged for flag in each.flags if flag.code.startswith(code)]
    for each, flag in found[:: max(1, len(found) // limit)][:limit]:
        print("+" if touches(flag.span, (mark.span for mark in each.marks)) else "-", shown(flag, each))


def sample(family: str, judged: Sequence[Judged]) -> None:
    """Print a random sample of a family's findings to be judged blind: what annotators said is not shown."""
    found = [shown(flag, each) for each in judged for flag in each.flags if flag.code.startswith(family)]
    drawn = sorted(found, key=lambda text: sha256(text.encode()).digest())[:SAMPLE]
    for number, text in enumerate(drawn, 1):
        print(number, text)


def minimal_pairs(data: Path, half: int) -> None:
    """Print, by kind of corruption, how often the bad twin of `demetr_dev` gets a flag that the good one does not."""
    total: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for number, row in enumerate(rows(data, "demetr_dev")):
        if number % 2 == half:
            good, bad = (Counter(flag.code for flag in judge(row[twin], row["reference"]).flags) for twin in PAIR)
            total[row["category"]] += 1
            found[row["category"]] += bool(bad - good)
    print("\nminimal pairs: share of corruptions that get a flag of their own")
    for category, count in sorted(total.items()):
        print(f"  {category:32s} {count:5d}  {found[category] / count:.2f}")


PAIR = ("good", "bad")


def speed(data: Path) -> None:
    """Print words a second of all detectors together, warm, on one core."""
    pairs = [evidence_of(row["a"], row["b"]) for row in rows(data, "two_human_references")]
    for evidence, context in pairs[:200]:
        detect(evidence, context)
    start = time.process_time()
    for evidence, context in pairs:
        detect(evidence, context)
    seconds = time.process_time() - start
    print(f"\nspeed: {sum(len(each.suspect_words) for each, _ in pairs) / seconds:.0f} words/s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the data sets")
    parser.add_argument("--half", type=int, choices=(0, 1), default=0, help="0: to develop on, 1: to report")
    parser.add_argument("--only", metavar="SET", help="of the sets, only those whose name has this in it")
    parser.add_argument("--show", metavar="CODE", help="print findings of this code or family instead of tables")
    parser.add_argument("--limit", type=int, default=40, help="how many findings to print")
    parser.add_argument("--sample", metavar="FAMILY", help="draw findings of a family to be judged blind")
    parser.add_argument("--minimal-pairs", action="store_true", help="measure recall on demetr_dev as well")
    parser.add_argument("--speed", action="store_true", help="measure words a second as well")
    options = parser.parse_args()
    data, half = options.data, options.half
    sets = {
        "two human translations, a against b": lambda: human_pairs(data, half, swapped=False),
        "two human translations, b against a": lambda: human_pairs(data, half, swapped=True),
        "biomqm_dev": lambda: machine_pairs(data, "biomqm_dev", half),
        "mqm_ted21": lambda: machine_pairs(data, "mqm_ted21", half),
        "scanned German": lambda: (each for lang, each in scanned_pairs(data) if lang == "de"),
        "scanned French": lambda: (each for lang, each in scanned_pairs(data) if lang == "fr"),
    }
    for title, read in sets.items():
        if options.only and options.only not in title:
            continue
        judged = list(read())
        print(f"\n{title}: {len(judged)} segments, {sum(len(each.words) for each in judged)} words")
        if options.show:
            show(options.show, judged, options.limit)
        elif options.sample:
            sample(options.sample, judged)
        else:
            codes_table(judged)
            if any(each.marks for each in judged):
                spans_table(judged)
                calibration_table(judged)
    if options.minimal_pairs:
        minimal_pairs(data, half)
    if options.speed:
        speed(data)


if __name__ == "__main__":
    main()
