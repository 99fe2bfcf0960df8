"""Segments that are already aligned: the same stages as for documents, without segmentation and alignment.

In: (suspect, reference) pairs of strings. Out: one `PairScore` a pair, in order, with its flags.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, count, islice

from mtqa.config import Config
from mtqa.detect import detect, load_detectors
from mtqa.encode.base import Encoder
from mtqa.errors import InputError
from mtqa.lang import DEFAULT_LANGUAGE, detect_language, primary_subtag
from mtqa.pipeline import DEFAULTS, encoder_of, judge_of
from mtqa.rate import rate
from mtqa.signals.context import context_of
from mtqa.signals.judge import judging
from mtqa.signals.surface import Text, gather
from mtqa.types import AlignedPair, Block, Context, Document, Evidence, PairScore, Sentence, Span

References = str | Sequence[str]
Listed = tuple[str, tuple[str, ...]]

CHUNK = 1000
"""Pairs rated together: enough to fill batches, few enough that a million pairs take no more memory than these."""
SAMPLE = 1000
"""Pairs whose references tell the language of all."""
CHUNK_CHARACTERS = 300_000
"""Text rated together, where pairs are long: its token vectors take some 200 MB. A longer pair is rated alone."""


def score_pairs(pairs: Iterable[tuple[str, References]], config: Config = DEFAULTS) -> list[PairScore]:
    """Rate segments that are already aligned, each on its own.

    A reference is a string or a sequence of strings; of several, the one that rates the suspect best counts, and
    `pair.reference` names it. Offsets of flags count within their segment. An empty suspect beside text is 0, two
    equal texts are 100. Example: `score_pairs([("It works.", ["It runs.", "It works."])])[0].fidelity` is 100.0.

    Where `config` names no language, that of the first thousand references holds for all.

    Raises: InputError where a pair has no reference; ModelError where the model cannot be loaded.
    """
    encoder = encoder_of(config)
    listed: Iterable[Listed] = ((suspect, (refs,) if isinstance(refs, str) else tuple(refs)) for suspect, refs in pairs)
    scored: list[PairScore] = []
    lang = primary_subtag(config.lang) if config.lang else None
    if lang is None:
        sample = list(islice(listed, SAMPLE))
        lang = corpus_language(reference for _, several in sample for reference in several)
        listed = chain(sample, listed)
    for chunk in _chunks(listed):
        scored.extend(_score_chunk(chunk, len(scored), encoder, lang, config))
    return scored


def _chunks(pairs: Iterable[Listed]) -> Iterator[list[Listed]]:
    chunk: list[Listed] = []
    characters = 0
    for suspect, several in pairs:
        size = len(suspect) + sum(map(len, several))
        if chunk and (len(chunk) == CHUNK or characters + size > CHUNK_CHARACTERS):
            yield chunk
            chunk, characters = [], 0
        chunk.append((suspect, several))
        characters += size
    if chunk:
        yield chunk


def corpus_language(references: Iterable[str]) -> str:
    """Tell the language that the first thousand references are in; English where they are too short to tell."""
    return detect_language("\n".join(islice(references, SAMPLE))) or DEFAULT_LANGUAGE


def _score_chunk(
    pairs: Sequence[Listed], first: int, encoder: Encoder, lang: str, config: Config
) -> Iterator[PairScore]:
    candidates = _candidates(pairs)
    compared = [candidate for candidate in candidates if candidate.suspect and candidate.reference]
    suspects = _segments([suspect for suspect, _ in pairs], {i for pair in compared for i in pair.suspect}, encoder)
    listed = [reference for _, several in pairs for reference in several]
    references = _segments(listed, {i for pair in compared for i in pair.reference}, encoder)
    with judging(suspects.sentences, references.sentences, candidates, judge_of(config, lang)) as judged:
        measured = gather(suspects, references, candidates, ter=config.ter)
        load_detectors(lang)
        evidences = iter(judged(measured))
    start = 0
    for index, (suspect, several) in enumerate(pairs, first):
        if not several:
            raise InputError(f"pair {index} has no reference", "give each suspect at least one reference")
        words = references.words[start : start + len(several)]
        start += len(several)
        blank = _document("", lang)
        context = context_of(_document(suspect, lang), blank, words, lang=lang, parallel=True, config=config)
        yield max(
            (
                _rate(next(evidences), replace(context, reference=_document(reference, lang)), index, choice, config)
                for choice, reference in enumerate(several)
            ),
            key=lambda score: score.fidelity or 0.0,
        )


def _candidates(pairs: Sequence[Listed]) -> list[AlignedPair]:
    """Pair every suspect with each of its references; a blank text is an absent side."""
    numbered = count()
    return [
        AlignedPair((row,) if suspect.strip() else (), (column,) if reference.strip() else (), 1.0)
        for row, (suspect, several) in enumerate(pairs)
        for reference, column in zip(several, numbered, strict=False)
    ]


def _rate(evidence: Evidence, context: Context, index: int, choice: int, config: Config) -> PairScore:
    documents = {"suspect": context.suspect, "reference": context.reference}
    found = (flag for flag in detect(evidence, context) if config.reports(flag.code))
    flags = [replace(flag.placed(documents[flag.side]), pair=index) for flag in found]
    evidence = replace(evidence, index=index)
    ((score,), _) = rate([evidence], flags, parallel=True)
    pair = AlignedPair((index,), (choice,), evidence.pair.similarity)
    if score.fidelity is None:  # a side is blank: the same is 100, text beside nothing 0
        same = not evidence.pair.suspect and not evidence.pair.reference
        return replace(score, pair=pair, fidelity=100.0 if same else 0.0)
    return replace(score, pair=pair)


def _segments(texts: Sequence[str], compared: Container[int], encoder: Encoder) -> Text:
    """Encode what has a counterpart; the model has nothing to say of the rest, which has no signals."""
    sentences = [Sentence(index, Span(0, len(text)), text, text) for index, text in enumerate(texts)]
    return Text.of(sentences, encoder.encode([text if i in compared else "" for i, text in enumerate(texts)]))


def _document(text: str, lang: str) -> Document:
    return Document("segment", text, lang, (Block(Span(0, len(text))),))
