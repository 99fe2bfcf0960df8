"""SubRip or WebVTT subtitles go in, what is said comes out; segmentation is next.

pysubs2 reads the cues; it does not tell where they stand, so each text is found again behind its line of times, and its
letters are compared. A sentence may run over several cues: a cue that does not end one belongs to the next, and what
stands between them is shown as a space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from typing import Final

from pysubs2 import SSAFile
from pysubs2.exceptions import Pysubs2Error
from pysubs2.formats.subrip import SubripFormat
from pysubs2.formats.webvtt import WebVTTFormat

from mtqa.read.base import FormatError, has_prose
from mtqa.read.prose import trimmed_block
from mtqa.types import Block, Escape, Span

LONGEST: Final = 10_000
"""Characters between two lines of times; a cue has two lines of 42, and pysubs2 takes the square of this in time."""

LINE: Final = re.compile(r"[^\n]*(?:\n|\Z)")

BLANK: Final = re.compile(r"\n[ \t\r]*\n")

NUMBER: Final = re.compile(r"\n[ \t]*\d+[ \t\r]*\Z")
"""The number of the next cue, behind the text of this one."""

MARKUP: Final = re.compile(r"<[^<>\n]*>|\{\\[^{}\n]*\}")
"""Tags, and the overrides that some programs borrow from another format."""

REFERENCE: Final = re.compile(r"&(?:amp|lt|gt|nbsp|lrm|rlm|#\d{1,7});")
"""Source: WebVTT (W3C), section 4.2.2."""

ENDS: Final = frozenset(".!?…。！？؟।♪")

CLOSERS: Final = "\"'”’»)] \t\r\n"


class SubtitleReader:
    """Reads SubRip and WebVTT."""

    def blocks(self, text: str) -> tuple[Block, ...]:
        """Return what is said, a block for each run of cues up to the end of a sentence."""
        web = text.lstrip().startswith("WEBVTT")
        cues = [_bare(text, each) for each in _cues(text, web=web)]
        blocks = (_joined(text, run) for run in _runs(text, cues))
        return tuple(block for block in blocks if has_prose(text, block))


def _cues(text: str, *, web: bool) -> Iterator[Span]:
    """Yield where the text of each cue stands, empty ones too."""
    stamp = (WebVTTFormat if web else SubripFormat).TIMESTAMP
    lines = [match.span() for match in LINE.finditer(text)]
    times = [span for span in lines if "-->" in text[slice(*span)] and len(stamp.findall(text[slice(*span)])) == 2]
    regions = [(start, end) for (_, start), (end, _) in pairwise([*times, (len(text), len(text))])]
    for start, end in regions:
        if end - start > LONGEST:
            raise FormatError(f"a cue has {end - start} characters", start, "check that its times are well-formed")
    said = _spoken(text, web=web) if regions else SSAFile()
    if len(said) != len(regions) or (not regions and not web and _letters(text)):
        raise FormatError("has no cues that can be told apart", 0, "check that its times are well-formed")
    for (start, end), spoken in zip(regions, said, strict=True):
        cue = _payload(text, start, end, web=web)
        if not _letters(spoken.text.replace("\\N", " ")).startswith(_letters(text[cue.start : cue.end])):
            raise FormatError("the text of a cue cannot be read", start, "remove what belongs to no cue")
        yield cue


def _spoken(text: str, *, web: bool) -> SSAFile:
    """Ask pysubs2, which takes some times for times and cannot read them."""
    try:
        return SSAFile.from_string(text, "vtt" if web else "srt", keep_html_tags=True)
    except (ValueError, Pysubs2Error) as error:
        raise FormatError(f"its cues cannot be read: {error}", 0, "check that its times are well-formed") from None


def _payload(text: str, start: int, end: int, *, web: bool) -> Span:
    """Leave out what follows the text: the next cue's number or name, and notes."""
    rest = text[start:end]
    if web:
        blank = BLANK.search("\n" + rest)
        return Span(start, start + max(blank.start() - 1, 0) if blank else end)
    number = NUMBER.search(rest.rstrip()) if end < len(text) else None
    return Span(start, start + number.start() if number else end)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _bare(text: str, cue: Span) -> Block:
    """Mask the markup of a cue."""
    masks = tuple(Span(*match.span()) for match in MARKUP.finditer(text, cue.start, cue.end))
    references = REFERENCE.finditer(text, cue.start, cue.end)
    escapes = tuple(Escape(Span(*match.span()), unescape(match.group())) for match in references)
    return trimmed_block(text, Block(cue, masks=masks, escapes=escapes))


def _runs(text: str, cues: list[Block]) -> Iterator[list[Block]]:
    """Group the cues that say something: up to one that ends a sentence."""
    run: list[Block] = []
    for cue in filter(lambda cue: len(cue.span), cues):
        run.append(cue)
        if text[cue.span.start : cue.span.end].rstrip(CLOSERS)[-1:] in ENDS:
            yield run
            run = []
    if run:
        yield run


def _joined(text: str, run: list[Block]) -> Block:
    gaps = [Escape(Span(before.span.end, after.span.start), " ") for before, after in pairwise(run)]
    return trimmed_block(
        text,
        Block(
            Span(run[0].span.start, run[-1].span.end),
            masks=tuple(mask for cue in run for mask in cue.masks),
            escapes=(*(escape for cue in run for escape in cue.escapes), *gaps),
        ),
    )
