"""How often each code fires on text that two humans translated, and how often on errors that humans marked.

In: `--data DIR` with `two_human_references`, `biomqm_dev` and `mqm_ted21` (JSON lines, gzip). Out: a table. Between two
human translations every flag is a false alarm, but for a few real errors; on machine translation a flag is counted right
if it touches a span that an annotator marked (they leave many errors unmarked: read it as a floor).

    python benchmarks/flags.py --data DIR [--half 0|1] [--show CODE] [--minimal-pairs] [--speed]
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from mtqa.detect import detect
from mtqa.signals.context import HEADLINE_SHARE
from mtqa.types import AlignedPair, Block, Context, Document, Evidence, Flag, Sentence, Severity, Span, Word
from mtqa.words import vocabulary, words

Row = dict[str, Any]


class Judged(NamedTuple):
    """One segment: its flags, its number of words, and for machine translation the spans that humans marked."""

    suspect: str
    reference: str
    flags: tuple[Flag, ...]
    words: tuple[Word, ...]
    marked: tuple[Span, ...]


def evidence_of(suspect: str, reference: str, lang: str = "en") -> tuple[Evidence, Context]:
    """Build what detectors see of one segment pair, the segment being the whole document."""
    sides = [_side(name, text) for name, text in (("suspect", suspect), ("reference", reference))]
    (left, left_sentence, left_words), (right, right_sentence, right_words) = sides
    capitals = [word for word in right_words if word.text[0].isupper()]
    inside = capitals if len(capitals) <= HEADLINE_SHARE * len(right_words) else []
    evidence = Evidence(
        0, AlignedPair((0,), (0,), 1.0), (left_sentence,), (right_sentence,), left_words, right_words, None
    )
    context = Context(
        *(left, right, lang, True),
        vocabulary=vocabulary(right_words),
        spellings=frozenset(word.text for word in right_words),
        names=frozenset(word.norm for word in inside if word is not right_words[0]),
    )
    return evidence, context


def _side(name: str, text: str) -> tuple[Document, Sentence, tuple[Word, ...]]:
    span = Span(0, len(text))
    sentence = Sentence(0, span, text, text)
    return Document(name, text, "en", (Block(span),)), sentence, words(sentence)


def rows(data: Path, name: str) -> Iterator[Row]:
    """Read one data set."""
    path = next(data.rglob(f"{name}.jsonl.gz"))
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def judge(suspect: str, reference: str, marked: Iterable[Row] = ()) -> Judged:
    """Run every detector over one segment pair."""
    evidence, context = evidence_of(suspect, reference)
    spans = tuple(Span(mark["start"], mark["end"]) for mark in marked if mark["start"] is not None)
    return Judged(suspect, reference, detect(evidence, context), evidence.suspect_words, spans)


def human_pairs(data: Path, half: int) -> Iterator[Judged]:
    """Judge both directions of half the human pairs: halves are runs of a hundred segments, so documents stay whole."""
    for row in rows(data, "two_human_references"):
        if int(row["seg"]) // 100 % 2 == half and row["a"].strip() and row["b"].strip():
            yield judge(row["a"], row["b"])
            yield judge(row["b"], row["a"])


def machine_pairs(data: Path, name: str, half: int) -> Iterator[Judged]:
    """Judge half of a set of annotated machine translation: every other document."""
    documents: dict[str, int] = {}
    for row in rows(data, name):
        number = documents.setdefault(row["doc"], len(documents))
        if number % 2 == half and row["hypothesis"].strip() and row["reference"].strip():
            yield judge(row["hypothesis"], row["reference"], row["errors"])


def touches(flag: Flag, spans: Iterable[Span]) -> bool:
    """Tell whether a flag shares a character with any span."""
    return any(flag.span.start < span.end and span.start < flag.span.end for span in spans)


def covered(judged: Judged, least: Severity) -> int:
    """Count the suspect's words under a flag of this severity or above."""
    spans = [flag.span for flag in judged.flags if flag.side == "suspect" and flag.severity.rank >= least.rank]
    return sum(
        any(span.start < word.span.end and word.span.start < span.end for span in spans) for word in judged.words
    )


def report(title: str, judged: list[Judged]) -> None:
    """Print one data set's table."""
    total = sum(len(each.words) for each in judged)
    print(f"\n{title}: {len(judged)} segments, {total} words")
    for least in Severity:
        share = 100 * sum(covered(each, least) for each in judged) / total
        print(f"  words under a flag, {least} and above: {share:.2f}%")
    fired: Counter[str] = Counter()
    heavy: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for each in judged:
        for flag in each.flags:
            fired[flag.code] += 1
            heavy[flag.code] += flag.severity.rank > 0
            right[flag.code] += flag.side == "suspect" and touches(flag, each.marked)
    print("  code   flags  per 1000 words  major+ per 1000  on a marked span")
    for code, count in sorted(fired.items()):
        per, major = 1000 * count / total, 1000 * heavy[code] / total
        print(f"  {code}  {count:6d}  {per:14.3f}  {major:15.3f}  {right[code] / count:16.2f}")


def show(code: str, judged: list[Judged], limit: int) -> None:
    """Print the findings of one code, to be read."""
    found = [(each, flag) for each in judged for flag in each.flags if flag.code == code]
    for each, flag in found[:: max(1, len(found) // limit)]:
        mark = "+" if touches(flag, each.marked) else "-"
        text = each.suspect if flag.side == "suspect" else each.reference
        print(
            f"{mark} {flag.severity:8s} [{text[flag.span.start : flag.span.end]}] {flag.message} -> {flag.suggestion}"
        )
        print(f"    S {each.suspect}\n    R {each.reference}")


def minimal_pairs(data: Path) -> None:
    """Print, by kind of corruption, how often the bad twin of `demetr_dev` gets a flag that the good one does not."""
    total: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for row in rows(data, "demetr_dev"):
        good, bad = (
            Counter(flag.code for flag in judge(row[twin], row["reference"]).flags) for twin in ("good", "bad")
        )
        total[row["category"]] += 1
        found[row["category"]] += bool(bad - good)
    print("\nminimal pairs: share of corruptions that get a flag of their own")
    for category, count in sorted(total.items()):
        print(f"  {category:32s} {count:5d}  {found[category] / count:.2f}")


def speed(data: Path) -> None:
    """Print words a second of all detectors together, warm."""
    pairs = [evidence_of(row["a"], row["b"]) for row in rows(data, "two_human_references")]
    for evidence, context in pairs[:200]:
        detect(evidence, context)
    start = time.perf_counter()
    for evidence, context in pairs:
        detect(evidence, context)
    seconds = time.perf_counter() - start
    print(f"\nspeed: {sum(len(each.suspect_words) for each, _ in pairs) / seconds:.0f} words/s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the data sets")
    parser.add_argument("--half", type=int, choices=(0, 1), default=0, help="0: to develop on, 1: to report")
    parser.add_argument("--show", metavar="CODE", help="print findings of this code instead of tables")
    parser.add_argument("--limit", type=int, default=40, help="about how many findings to print")
    parser.add_argument("--minimal-pairs", action="store_true", help="measure recall on demetr_dev as well")
    parser.add_argument("--speed", action="store_true", help="measure words a second as well")
    options = parser.parse_args()
    sets = {
        "two human translations": list(human_pairs(options.data, options.half)),
        "biomqm_dev": list(machine_pairs(options.data, "biomqm_dev", options.half)),
        "mqm_ted21": list(machine_pairs(options.data, "mqm_ted21", options.half)),
    }
    for title, judged in sets.items():
        if options.show:
            print(f"\n== {title}")
            show(options.show, judged, options.limit)
        else:
            report(title, judged)
    if options.minimal_pairs:
        minimal_pairs(options.data)
    if options.speed:
        speed(options.data)


if __name__ == "__main__":
    main()
