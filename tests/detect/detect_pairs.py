"""Build what detectors see from two strings: real reading, segmenting and words, all sentences in one pair."""

from __future__ import annotations

from functools import cache

from mtqa.config import Config
from mtqa.detect.garbled import Garbled
from mtqa.detect.unrendered import Unrendered
from mtqa.encode import load_encoder
from mtqa.encode.base import Encoder
from mtqa.read.files import from_text
from mtqa.segment import segment
from mtqa.signals.context import NOTHING_OWN, context_of
from mtqa.signals.judge import Judge, judged
from mtqa.signals.surface import Text, gather
from mtqa.types import AlignedPair, Context, Document, Evidence, Flag, Sentence
from mtqa.words import words

JUDGED = {code.code for detector in (Garbled, Unrendered) for code in detector.codes}
"""Codes of what only the judge sees."""


def pair(
    suspect: str,
    reference: str,
    *,
    lang: str = "en",
    form: str | None = None,
    parallel: bool = True,
    config: Config = NOTHING_OWN,
    read: bool = False,
) -> tuple[Evidence, Context]:
    """Align everything with everything; an empty text is a side without sentences. With `read`, the models read it."""
    sides = [_side(text, name, lang, form) for text, name in ((suspect, "suspect"), (reference, "reference"))]
    (left, left_sentences), (right, right_sentences) = sides
    left_words, right_words = ([words(each) for each in sentences] for sentences in (left_sentences, right_sentences))
    aligned = AlignedPair(tuple(range(len(left_sentences))), tuple(range(len(right_sentences))))
    context = context_of(left, right, right_words, lang=lang, parallel=parallel, config=config)
    if read:
        texts = (Text.of(side, encoder().encode([each.prose for each in side])) for _, side in sides)
        return judged(gather(*texts, [aligned], ter=False), judge())[0], context
    evidence = Evidence(
        index=0,
        pair=aligned,
        suspect=left_sentences,
        reference=right_sentences,
        suspect_words=tuple(word for group in left_words for word in group),
        reference_words=tuple(word for group in right_words for word in group),
        signals=None,
    )
    return evidence, context


@cache
def judge() -> Judge:
    """Load the judge once."""
    return Judge()


@cache
def encoder() -> Encoder:
    """Load the encoder once."""
    return load_encoder()


def _side(text: str, name: str, lang: str, form: str | None) -> tuple[Document, tuple[Sentence, ...]]:
    if not text.strip():
        return Document(name, text, lang), ()
    document = from_text(text, name, lang=lang, format=form)
    return document, segment(document)


def texts(flags: tuple[Flag, ...], context: Context) -> list[tuple[str, str, str]]:
    """Tell of each flag its code, its side and the text under it."""
    documents = {"suspect": context.suspect, "reference": context.reference}
    return [(flag.code, flag.side, documents[flag.side].text[flag.span.start : flag.span.end]) for flag in flags]
