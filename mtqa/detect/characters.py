"""Broken characters: text decoded with the wrong encoding, replacement signs, control characters.

Source: the commonest garbles that ftfy (Speer 2019) repairs, UTF-8 read as Windows-1252. Deliberately not caught: rarer
encodings, zero-width joiners and direction marks, which scripts and emoji need.

Neither F401 nor F402 ever fired in the translations that codes were developed on: whoever published these had cleaned
their encoding; both were tried on damaged copies (fixtures/detectors/characters.toml).
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from mtqa.detect.base import Code, quoted
from mtqa.types import Context, Evidence, Flag, Severity, Span

MOJIBAKE = Code(
    code="F401",
    name="mojibake",
    category="fluency/unintelligible",
    severity=Severity.MAJOR,
    summary="Characters were decoded with the wrong encoding or lost.",
    why="Letters, quotes and dashes turn into debris; some words cannot be read at all.",
    bad="The cafÃ© is closed.",
    good="The café is closed.",
    advice="Convert the file, or name its encoding with --encoding.",
    confidence=0.97,
)
CONTROL = Code(
    code="F402",
    name="control-character",
    category="fluency/punctuation",
    severity=Severity.MINOR,
    summary="An invisible control character stands in the text.",
    why="It has no meaning in prose; programs that read the text on may stop or misbehave there.",
    bad="The caf\u0007 is closed.",
    good="The cafe is closed.",
    advice="Remove it. Tabs, line ends, joiners and direction marks are not flagged.",
    confidence=0.97,
)

_GARBLED = regex.compile(
    r"(?:[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â(?:€[\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¦]|„¢)|ï»¿|\ufffd)++"
)
_CONTROL = regex.compile(
    r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff\ud800-\udfff]++"
)


class Characters:
    """Scans the suspect's sentences for broken characters."""

    codes = (MOJIBAKE, CONTROL)
    needs_reference = False

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:  # noqa: ARG002 (one signature for all)
        """Yield a flag for each run of broken characters that the reference's pair does not have."""
        for pattern, code, what in (
            (_GARBLED, MOJIBAKE, "is debris of"),
            (_CONTROL, CONTROL, "is a control character in"),
        ):
            legitimate = {match.group() for each in evidence.reference for match in pattern.finditer(each.prose)}
            for sentence in evidence.suspect:
                if sentence.prose.isascii() and code is MOJIBAKE:
                    continue
                for match in pattern.finditer(sentence.prose):
                    if match.group() not in legitimate:
                        start = sentence.span.start
                        message = _message(match.group(), what)
                        yield code.flag(evidence, Span(start + match.start(), start + match.end()), message)


def _message(text: str, what: str) -> str:
    points = " ".join(f"U+{ord(character):04X}" for character in text[:4])
    return f"{points} {what} the text" if what.endswith("in") else f"{quoted(text)} {what} a wrong encoding"
