"""What every detector keeps: only codes of its own, spans inside the pair, no state, silence on equal and empty sides."""

from __future__ import annotations

from functools import cache

import pytest
from fixture_reports import DAMAGED, document

from mtqa import Config
from mtqa.detect import detectors
from mtqa.detect.base import Detector
from mtqa.pipeline import encoder_of
from mtqa.segment import segment
from mtqa.signals.context import context_of
from mtqa.signals.surface import Text, gather
from mtqa.types import AlignedPair, Context, Document, Evidence

NAMED = {type(detector).__name__: detector for detector in detectors()}
every_detector = pytest.mark.parametrize("detector", NAMED.values(), ids=NAMED)


@cache
def text_of(whole: Document) -> Text:
    sentences = segment(whole)
    return Text.of(sentences, encoder_of(Config()).encode([sentence.prose for sentence in sentences]))


@cache
def material(folder: str, *, itself: bool = False) -> tuple[tuple[Evidence, ...], Context]:
    """One wide pair of a fixture, an omission and an addition of each sentence."""
    right = document(folder, "reference")
    left = right if itself else document(folder, "suspect")
    suspect, reference = text_of(left), text_of(right)
    rows, columns = range(len(suspect.sentences)), range(len(reference.sentences))
    pairs = [AlignedPair(tuple(rows), tuple(columns), 0.9)]
    pairs += [AlignedPair((row,), ()) for row in rows] + [AlignedPair((), (column,)) for column in columns]
    lang = right.lang or ("de" if folder == "german" else "en")
    return gather(suspect, reference, pairs), context_of(left, right, reference.words, lang=lang, parallel=True)


@every_detector
@pytest.mark.parametrize("folder", DAMAGED)
def test_flags_are_its_own_and_lie_in_the_pair(detector: Detector, folder: str) -> None:
    evidences, context = material(folder)
    declared = {code.code: code for code in detector.codes}
    for evidence in evidences:
        for flag in detector.detect(evidence, context):
            assert flag.category == declared[flag.code].category
            assert flag.pair == evidence.index
            assert 0 < flag.confidence <= 1
            assert flag.message
            assert "\n" not in flag.message
            assert flag.suggestion is None or flag.suggestion.strip()
            sentences = evidence.suspect if flag.side == "suspect" else evidence.reference
            assert sentences[0].span.start <= flag.span.start < flag.span.end <= sentences[-1].span.end


@every_detector
def test_it_holds_no_state(detector: Detector) -> None:
    evidences, context = material("garbled")
    forwards = [list(detector.detect(evidence, context)) for evidence in evidences]
    backwards = [list(detector.detect(evidence, context)) for evidence in reversed(evidences)]
    assert forwards == backwards[::-1]


@every_detector
@pytest.mark.parametrize("folder", DAMAGED)
def test_a_text_beside_itself_is_quiet(detector: Detector, folder: str) -> None:
    evidences, context = material(folder, itself=True)
    assert list(detector.detect(evidences[0], context)) == []


@every_detector
@pytest.mark.parametrize("lang", ["de", "fr", "zh", "ar", "tr", "th", "xx", "la", "sw"])
def test_any_language_will_do(detector: Detector, lang: str) -> None:
    evidences, context = material("garbled")
    known = Context(**{name: getattr(context, name) for name in Context.__dataclass_fields__} | {"lang": lang})
    assert all(flag.code in {code.code for code in detector.codes} for flag in detector.detect(evidences[0], known))


@every_detector
def test_it_declares_codes_and_what_it_needs(detector: Detector) -> None:
    assert isinstance(detector.codes, tuple)
    assert detector.codes
    assert detector.needs_reference in {True, False}
