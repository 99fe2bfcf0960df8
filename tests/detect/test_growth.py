"""One sentence of 20,000 characters costs about ten times one of 2,000: nothing in a detector is quadratic.

Counted are Python calls (by `sys.setprofile`), not time: the count does not depend on the machine.
"""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from mtqa.detect import detectors
from mtqa.detect.base import Detector
from mtqa.signals.context import context_of
from mtqa.types import AlignedPair, Block, Context, Document, Evidence, Sentence, Span
from mtqa.words import words

NAMED = {type(detector).__name__: detector for detector in detectors()}

PLAIN = "The old bridge number {0} across river R{0} was closed on Friday, said Halvorsen of the (council), not Moore. "
PARAPHRASE = (
    'On Friday the {0} old bridges of R{0} were shut; Moore, never the council, told Halvorsen so: "it is" {0}. '
)
LOOP = "to to go and go and go "
NOISE = "aaaa,,,, ((( &amp;&amp; \u00c3\u00a9 x{0}x 1.1.1.{0} - - -re 'n't' ... ??? "

TEXTS = {
    "equal": (PLAIN, PLAIN),
    "paraphrase": (PARAPHRASE, PLAIN),
    "loop": (LOOP, PLAIN),
    "noise": (NOISE, NOISE[::-1].replace("{", "<").replace("}", ">")),
    "nothing alike": (NOISE, PARAPHRASE),
}


def evidence_of(suspect: str, reference: str) -> tuple[Evidence, Context]:
    """Take each text for one sentence, whatever its marks say."""
    sides = []
    for text in (suspect, reference):
        span = Span(0, len(text))
        sentence = Sentence(0, span, text, text)
        sides.append((Document("text", text, "en", (Block(span),)), sentence, words(sentence)))
    (left, left_sentence, left_words), (right, right_sentence, right_words) = sides
    pair = AlignedPair((0,), (0,), 1.0)
    evidence = Evidence(0, pair, (left_sentence,), (right_sentence,), left_words, right_words, None)
    return evidence, context_of(left, right, (right_words,), lang="en", parallel=True)


def text_of(pattern: str, length: int) -> str:
    pieces, total, number = [], 0, 0
    while total < length:
        piece = pattern.replace("{0}", str(number))
        pieces.append(piece)
        total += len(piece)
        number += 1
    return "".join(pieces)[:length]


def calls(detector: Detector, evidence: Evidence, context: Context) -> int:
    """Count the calls, of Python and of C, that a detector makes."""
    count = 0

    def seen(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(seen)
    try:
        list(detector.detect(evidence, context))
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", NAMED)
@pytest.mark.parametrize("texts", TEXTS)
def test_ten_times_the_text_is_about_ten_times_the_work(name: str, texts: str) -> None:
    small, large = (
        calls(NAMED[name], *evidence_of(*(text_of(pattern, length) for pattern in TEXTS[texts])))
        for length in (2_000, 20_000)
    )
    assert large <= 16 * small + 2_000
