"""Segment pairs of the data sets as detectors see them, each segment a document of its own, without any model.

In: `--data DIR` with `two_human_references`, `biomqm_dev`, `mqm_ted21`, `demetr_dev` (JSON lines, gzip) and, for lines of
OCR, `tb-mt-*` folders. Out: `Judged` segments, which benchmarks/spans.py counts.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from mtqa.detect import detect
from mtqa.lang import DEFAULT_LANGUAGE, detect_language
from mtqa.signals.context import context_of
from mtqa.types import AlignedPair, Block, Context, Document, Evidence, Flag, Sentence, Severity, Span, Word
from mtqa.words import words

Row = dict[str, Any]

HALF_RUN = 100
"""Segments in a row that stay in one half of the human pairs, so that documents stay whole."""


class Mark(NamedTuple):
    """A span that a human annotator called an error."""

    span: Span
    severity: Severity


class Judged(NamedTuple):
    """One segment: its texts, the suspect's words, its flags, and what humans marked in it."""

    suspect: str
    reference: str
    words: tuple[Word, ...]
    flags: tuple[Flag, ...]
    marks: tuple[Mark, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the suspect is flagged."""
        return tuple(flag.span for flag in self.flags if flag.side == "suspect")


def evidence_of(suspect: str, reference: str, lang: str = "en") -> tuple[Evidence, Context]:
    """Build what detectors see of one segment pair, the segment being the whole document."""
    (left, left_sentence, left_words), (right, right_sentence, right_words) = (
        _side(name, text, lang) for name, text in (("suspect", suspect), ("reference", reference))
    )
    pair = AlignedPair((0,), (0,), 1.0)
    evidence = Evidence(0, pair, (left_sentence,), (right_sentence,), left_words, right_words, None)
    return evidence, context_of(left, right, (right_words,), lang=lang, parallel=True)


def _side(name: str, text: str, lang: str) -> tuple[Document, Sentence, tuple[Word, ...]]:
    span = Span(0, len(text))
    sentence = Sentence(0, span, text, text)
    return Document(name, text, lang, (Block(span),)), sentence, words(sentence)


def judge(suspect: str, reference: str, marked: Iterable[Row] = (), lang: str = "en") -> Judged:
    """Run every detector over one segment pair; `marked` are its errors as the data sets write them."""
    evidence, context = evidence_of(suspect, reference, lang)
    marks = tuple(
        Mark(Span(each["start"], each["end"]), _severity(each["severity"]))
        for each in marked
        if each["start"] is not None and each["start"] < each["end"]
    )
    return Judged(suspect, reference, evidence.suspect_words, detect(evidence, context), marks)


def _severity(named: str) -> Severity:
    """Read a severity; `Neutral` marks are worth a look, too, and count as minor."""
    return Severity(named.lower()) if named.lower() in tuple(Severity) else Severity.MINOR


def rows(data: Path, name: str) -> Iterator[Row]:
    """Read one data set."""
    path = next(data.rglob(f"{name}.jsonl.gz"))
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def human_pairs(data: Path, half: int, *, swapped: bool) -> Iterator[Judged]:
    """Judge half the human pairs, one human against the other, in this direction or the other."""
    for row in rows(data, "two_human_references"):
        if int(row["seg"]) // HALF_RUN % 2 == half and row["a"].strip() and row["b"].strip():
            texts = (row["b"], row["a"]) if swapped else (row["a"], row["b"])
            yield judge(*texts)


def machine_pairs(data: Path, name: str, half: int) -> Iterator[Judged]:
    """Judge half of a set of annotated machine translation: every other document."""
    documents: dict[str, int] = {}
    for row in rows(data, name):
        number = documents.setdefault(row["doc"], len(documents))
        if number % 2 == half and row["hypothesis"].strip() and row["reference"].strip():
            yield judge(row["hypothesis"], row["reference"], row["errors"])


def scanned_pairs(data: Path) -> Iterator[tuple[str, Judged]]:
    """Judge the one-to-one lines of an old translation engine beside scanned originals, German and French."""
    for gold in sorted(data.rglob("tb-mt-*-google/**/gold.tsv")):
        suspect, reference, links = (
            gold.with_name(name).read_text("utf-8").splitlines()
            for name in ("suspect.txt", "reference.txt", "gold.tsv")
        )
        lang = detect_language("\n".join(reference)) or DEFAULT_LANGUAGE
        whole = evidence_of("", "\n".join(reference), lang)[1]  # the reference knows what any of its lines has
        for link in links:
            left, _, right = link.partition("\t")
            if left.isdigit() and right.isdigit():
                evidence, context = evidence_of(suspect[int(left)], reference[int(right)], lang)
                context = replace(context, vocabulary=whole.vocabulary, spellings=whole.spellings, names=whole.names)
                texts = (suspect[int(left)], reference[int(right)])
                yield lang, Judged(*texts, evidence.suspect_words, detect(evidence, context))
