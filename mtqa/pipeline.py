"""The whole story: two documents in, one report out. Each step is a pure function of those before it.

    read -> segment -> encode -> align -> gather evidence -> detect -> rate -> report -> gate

Files are touched only at the two ends, by the command line; here everything is a value.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256

from mtqa import __version__
from mtqa.align import align
from mtqa.align.keyed import align_keyed
from mtqa.config import Config
from mtqa.detect import detect_all, load_detectors, unchecked
from mtqa.encode import load_encoder
from mtqa.encode.base import Encoder
from mtqa.gate import Limits, judge
from mtqa.lang import primary_subtag, settle_languages
from mtqa.rate import rate, scores
from mtqa.read import from_text
from mtqa.read.prose import as_read
from mtqa.segment import segment
from mtqa.signals.context import context_of
from mtqa.signals.judge import JUDGE_NAME, LANGUAGE, Judge, beside_document, judging
from mtqa.signals.metrics import signatures
from mtqa.signals.surface import Text, gather
from mtqa.types import Alignment, AlignmentReport, Document, Report, ReportSentence, ReportSide, Sentence, Verdict

DEFAULTS = Config()
DEFAULT_LIMITS = Limits()


def score(suspect: str | Document, reference: str | Document, config: Config = DEFAULTS) -> Report:
    """Align and rate a suspect text against its trusted reference.

    Texts are plain text unless they come as a `Document` from `mtqa.read`. Offsets in the report count code points of
    the text given. Example: `score("He went to to town.", "He went to town.").flags[0].text` is `to to`.

    A text without a sentence is no version of anything: a report without scores.

    Raises: InputError where a text has a lone surrogate; ModelError where the model cannot be loaded.
    """
    suspect, reference = _documents(suspect, reference, config)
    lang = reference.lang or ""
    if (reader := judge_of(config, lang)) and suspect.text != reference.text:
        reader.prepare()  # while the encoder works; nothing is read where no pair differs
    encoder = encoder_of(config)
    alignment, left, right = _aligned(suspect, reference, encoder, config)
    parallel, pairs = alignment.parallel, alignment.pairs
    with judging(left.sentences, right.sentences, pairs, reader if parallel else None) as judged:
        evidences = gather(left, right, pairs, ter=config.ter)
        texts = as_read(suspect), as_read(reference)
        context = context_of(*texts, right.words, lang=lang, parallel=parallel, config=config)
        load_detectors(lang)
        evidences = beside_document(judged(evidences))
    found = (flag for flag in detect_all(evidences, context) if config.reports(flag.code))
    flags = [flag.placed(suspect if flag.side == "suspect" else reference) for flag in found]
    rated, totals = rate(evidences, flags, parallel=parallel)
    return Report(
        suspect=_side(suspect, left.sentences),
        reference=_side(reference, right.sentences, unchecked(lang)),
        pairs=rated,
        flags=tuple(flag for pair in rated for flag in pair.flags),
        scores=scores(totals, alignment),
        signature=signature(encoder, config, lang),
        version=__version__,
        totals=totals,
        regions=alignment.regions,
    )


def check(
    suspect: str | Document,
    reference: str | Document,
    limits: Limits = DEFAULT_LIMITS,
    config: Config = DEFAULTS,
) -> tuple[Report, Verdict]:
    """Score, then judge against limits: by default no finding of severity major or above, and parallel documents."""
    report = score(suspect, reference, config)
    return report, judge(report, limits)


def align_documents(suspect: str | Document, reference: str | Document, config: Config = DEFAULTS) -> AlignmentReport:
    """Align without rating: the pairs, the sentences, and the belief that the documents are versions of one text."""
    suspect, reference = _documents(suspect, reference, config)
    encoder = encoder_of(config)
    alignment, left, right = _aligned(suspect, reference, encoder, config)
    return AlignmentReport(
        suspect=_side(suspect, left.sentences),
        reference=_side(reference, right.sentences),
        alignment=alignment,
        signature=signature(encoder, config, reference.lang or "", metrics=False),
        version=__version__,
    )


def signature(encoder: Encoder, config: Config, lang: str, *, metrics: bool = True) -> str:
    """Name everything that can change a score: version, model and its hash, options, sacrebleu's own signatures."""
    own = f"mtqa:{__version__}|lang:{lang}|encoder:{encoder.name}|block:{config.max_block}"
    split = f"|split:{'lines' if config.pre_split else 'sentencex'}"
    read_by = f"|judge:{JUDGE_NAME if _judges(config, lang) else 'none'}"
    return f"{own}{split}{read_by}{_own(config)} {signatures()}" if metrics else own + split


def _own(config: Config) -> str:
    """Name the project's own words and codes, if it has any, by a hash: they decide what is flagged."""
    lists = (config.words, config.glossary, config.keep, config.select, config.ignore)
    return f"|own:{sha256(repr(lists).encode()).hexdigest()[:8]}" if any(lists) else ""


def _documents(suspect: str | Document, reference: str | Document, config: Config) -> tuple[Document, Document]:
    both = [
        document if isinstance(document, Document) else from_text(document, name, pre_split=config.pre_split)
        for document, name in ((suspect, "suspect"), (reference, "reference"))
    ]
    if config.lang:
        both = [replace(document, lang=primary_subtag(config.lang)) for document in both]
    return settle_languages(*both)


@lru_cache(maxsize=1)
def _load(model: str | None, *, offline: bool) -> Encoder:
    return load_encoder(model, offline=offline)


def encoder_of(config: Config) -> Encoder:
    """Load the encoder that a run asks for, once a process. Raises: ModelError."""
    return _load(config.model, offline=config.offline)


@lru_cache(maxsize=1)
def _the_judge() -> Judge:
    return Judge()


def judge_of(config: Config, lang: str) -> Judge | None:
    """Name the judge that reads a language, one a process; None where none is asked for or none reads it."""
    return _the_judge() if _judges(config, lang) else None


def _judges(config: Config, lang: str) -> bool:
    return config.judge != "none" and lang == LANGUAGE


def _aligned(suspect: Document, reference: Document, encoder: Encoder, config: Config) -> tuple[Alignment, Text, Text]:
    left, right = (_text(document, encoder) for document in (suspect, reference))
    if suspect.keyed and reference.keyed:
        return align_keyed(suspect, reference, left.sentences, right.sentences), left, right
    alignment = align(left.sentences, right.sentences, left.encoded, right.encoded, max_block=config.max_block)
    return alignment, left, right


def _text(document: Document, encoder: Encoder) -> Text:
    sentences = segment(document)
    return Text.of(sentences, encoder.encode([sentence.prose for sentence in sentences]))


def _side(document: Document, sentences: Iterable[Sentence], note: str | None = None) -> ReportSide:
    return ReportSide(
        name=document.name,
        lang=document.lang or "",
        sentences=tuple(ReportSentence(s.span.start, s.span.end, s.text) for s in sentences),
        notes=document.notes if note is None else (*document.notes, note),
    )
