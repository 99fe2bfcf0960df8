"""Words run together or torn apart: `paperPublished`, `H100forbidden`, `ofthe`; `infor mation`.

Source: the seams that machine translation leaves where markup, line ends or quotes stood. Deliberately not caught:
names with capitals inside (`YouTube`, known to the word list or the reference), compounds of languages that join nouns,
joined words that are both legitimate (`anymore`, `everyday`).
"""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.base import Code, quoted, word_set
from mtqa.detect.forms import bare, parts, vocabulary_forms, word_forms
from mtqa.detect.house_style import in_address
from mtqa.detect.joined import Bigrams, bigrams, named, parted
from mtqa.detect.lexicon import FUNCTION_WORDS, RARE, available, common, is_word, zipf
from mtqa.detect.morphology import COMPOUNDING
from mtqa.types import Context, Evidence, Flag, Severity, Span, Word

FREQUENT: float = 4.0
"""Zipf value of the word glued to one: ten uses in a million words."""

AFTER = word_set("the and for with that which from this have was were")
"""Function words that are told from an ending: `longan` is not `long` and `an`."""

LONGEST: int = 40
"""Characters of the longest word that is looked into."""

LITTLE = frozenset(("a", "i", "it", "in", "of", "to"))
"""Words of one or two letters that may end what is run together."""

GLUED = Code(
    code="F201",
    name="glued-words",
    category="fluency/spelling",
    severity=Severity.MAJOR,
    summary="Two words are run together.",
    why="The reader stumbles over a word that does not exist; often a pause or a quote was lost between the two.",
    bad="Her first paperPublished on Friday surprised everybody.",
    good="Her first paper, published on Friday, surprised everybody.",
    advice="What the reference writes is never flagged. Minor where only a space is lost: in small letters, and in names.",
    confidence=0.88,
)
SPLIT = Code(
    code="F202",
    name="split-word",
    category="fluency/spelling",
    severity=Severity.MINOR,
    summary="A word of the reference is torn in two.",
    why="The reader has to join the pieces; search and speech output fail.",
    bad="We need more infor mation.",
    good="We need more information.",
    advice="Only pieces that are no words themselves are flagged (`any more` is not).",
    confidence=0.9,
)


class Glued:
    """Finds words that are two, and pairs of pieces that are one word of the reference."""

    codes = (GLUED, SPLIT)
    needs_reference = False

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag for each glued word and each torn one."""
        if not available(context.lang):
            return
        own = word_forms(evidence.reference_words)
        known = vocabulary_forms(context.vocabulary)
        pairs = bigrams(evidence.reference_words)
        previous: Word | None = None
        for word in evidence.suspect_words:
            norm = bare(word.norm)
            strange = norm not in known and norm not in own and not common(norm, context.lang)
            if strange and not in_address(word, context.suspect.text):
                cut = _seam(word.text, own, known, context.lang) or _hidden_seam(word.text, pairs, context.lang)
                if cut:
                    yield _glued(word, cut, pairs, evidence)
            if previous is not None and _torn(previous, word, own, context):
                span = Span(previous.span.start, word.span.end)
                joined = previous.text + word.text
                message = f"reference has {quoted(joined)} in one word"
                yield SPLIT.flag(evidence, span, message, suggestion=joined)
            previous = word


def _glued(word: Word, cut: int, pairs: Bigrams, evidence: Evidence) -> Flag:
    """Flag a word that is two; in small letters, or a name of the reference, it is read without trouble."""
    both = parted(bare(word.norm), pairs)
    left, right = word.text[:cut], word.text[cut:]
    name = left[0].isupper() and right[0].isupper() and (left.casefold(), right.casefold()) in pairs
    if both and named(both) and word.text.islower():
        left, right = (each.text for each in both)
    severity = Severity.MINOR if name or word.text.islower() else None
    message = f"{quoted(left)} and {quoted(right)} are run together"
    return GLUED.flag(evidence, word.span, message, suggestion=f"{left} {right}", severity=severity)


def _seam(text: str, own: frozenset[str], known: frozenset[str], lang: str) -> int:
    """Find where a small letter or a digit meets the other word, both sides being words; 0 where nowhere.

    Two capitals, as in `ValleyThis`, might be a brand: there the pair's reference must have both words by themselves, or
    the second be a function word. Example: `paperPublished` has its seam at 5.
    """
    if len(text) > LONGEST:
        return 0
    functions = FUNCTION_WORDS.get(lang, frozenset())
    for cut in range(2, len(text) - 1):
        before, after = text[cut - 1], text[cut]
        if (before.islower() and after.isupper()) or (before.isdigit() and after.islower()):
            left, right = bare(text[:cut].casefold()), bare(text[cut:].casefold())
            little = functions if text[0].islower() else LITTLE  # `OpenUp` may be a brand, `depotOn` is none
            if len(right) < 3 and right not in little:
                continue
            if before.isdigit() and (text[0].isdigit() or len(right) < 4):
                continue  # 5kg, 10th, 1990er
            if text[0].isupper() and after.isupper() and not own.issuperset((left, right)) and right not in functions:
                continue
            if text[cut:].isupper() and right not in own:
                continue  # userVEVO, homeTV
            if _stands(left, known, lang) and _stands(right, known, lang):
                return cut
    return 0


def _stands(part: str, known: frozenset[str], lang: str) -> bool:
    pieces = parts(part)
    return all(
        piece in known or (len(piece) > 1 and piece.isalpha() and is_word(piece, lang)) for piece in pieces
    ) and bool(pieces)


def _hidden_seam(text: str, pairs: Bigrams, lang: str) -> int:
    """Find the seam in small letters: where the reference has the two words in a row, or one is a function word."""
    norm = text.casefold()
    if not norm.isalpha() or not 4 <= len(norm) <= LONGEST:
        return 0
    cuts = range(1, len(norm))
    said = next((cut for cut in cuts if (norm[:cut], norm[cut:]) in pairs), 0)
    functions = FUNCTION_WORDS.get(lang, frozenset())
    if said and (norm[:said] in functions or (norm[said:] in functions and text.islower())):
        return said
    if is_word(norm, lang) or (lang in COMPOUNDING and lang != "en") or not text.islower():
        return 0
    for cut in cuts:
        left, right = norm[:cut], norm[cut:]
        first, second = common(left, lang), common(right, lang)
        if (left, right) in pairs:
            return cut
        led = len(left) > 2 and left in functions and second >= FREQUENT and len(right) > 2
        if led or (right in AFTER and first >= FREQUENT and len(left) > 2):
            return cut
    return 0


def _torn(left: Word, right: Word, own: frozenset[str], context: Context) -> bool:
    if not (left.norm + right.norm).isalpha() or left.norm + right.norm not in own:
        return False
    if right.text[0].isupper():
        return False  # parts of a name come apart and together
    if context.suspect.text[left.span.end : right.span.start] != " " or left.norm in own or right.norm in own:
        return False
    return min(zipf(left.norm, context.lang), zipf(right.norm, context.lang)) < RARE
