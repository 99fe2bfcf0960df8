"""How sentences begin and end: a statement that became a question, an end without its mark, a start without a capital.

Source: the question and final-punctuation classes of DEMETR (Karpinska et al. 2022). Deliberately not caught: requests
put as questions or not (both sides must be one sentence that starts otherwise alike), headings and other lines without
an end, quotations and lists that run on, scripts without capitals, the end of a loop (see `repetition`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtqa.detect.base import Code, quoted, word_set
from mtqa.detect.lexicon import FUNCTION_WORDS
from mtqa.detect.repeats import repeats
from mtqa.types import MASK, PAD, Context, Document, Evidence, Flag, Sentence, Severity, Span, Word

QUESTION_MARKS = ("?", "？", "؟", "՞")
STATEMENT_MARKS = (".", "。", "।", "۔", "…", "!")
CLOSERS = "\"'”’»›)]}*_ \u00a0" + MASK + PAD

ASKING = word_set(
    "what where when why how who whom which whether if please can could would may wonder ask know tell let think guess "
    "write say bitte ob wie wann warum wer welche si pourquoi comment quand qui quel quelle cómo cuándo quién qué se come"
)
"""Words that make a question, or a request, of a sentence without its mark."""

PROSE_WORDS: int = 15
"""Words from which a line that lacks its end mark is taken for a sentence and not for a headline: of 50 such findings on
lines of 6 words and more, two in three were headlines (2026-11-22)."""

SAME_WORDS: int = 6
"""Words from which a line that is the reference's sentence word for word is taken for a sentence, too."""

FINITE = word_set(
    "is are was were has have had will would can could may might must shall should do does did said says say "
    "it's that's there's i'm i've didn't don't doesn't isn't wasn't can't won't"
)
"""English verbs, one of which nearly every sentence has that is no title."""

INVERTED = word_set(
    "is are am was were do does did has have had can could will would shall should may might must isn't aren't wasn't weren't "
    "don't doesn't didn't hasn't haven't hadn't can't couldn't won't wouldn't shouldn't"
)
"""English verbs that make a question of the clause which they begin."""

INTERROGATIVE = word_set("what where when why how who whom whose which")
LEADING = word_set("and or but so then well now")
"""Words that may go before a question's first word."""

SUBJECTS = word_set("i you he she it we they there")
"""What behind such a verb makes a question of the whole sentence: `..., isn't it?`."""

BREAKING: dict[str, frozenset[str]] = {
    "en": word_set(
        "a an the and or but nor than of to in on at by for from with without into onto over under between through during "
        "because although while if as its their his whose"
    ),
    "de": word_set("der die das den dem des ein eine einen einem einer eines und oder aber dass weil wenn als für von"),
    "fr": word_set("le la les un une des de du et ou mais que dans sur avec pour par"),
    "es": word_set("el la los las un una unos unas de del y o pero que en con por para"),
    "it": word_set("il lo la i gli le un una di del della e o ma che in con per da"),
}
"""Language -> words that no sentence ends in, but for a stray preposition: what stops there was cut off."""

CUT_WORDS: int = 4
"""Words from which one counts as cut off that ends in an article, a preposition, a conjunction."""

QUESTION = Code(
    code="M303",
    name="question-changed",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    summary="A statement of the reference is a question in the suspect, or the reverse.",
    why="What was claimed is put in doubt, or what was asked is claimed.",
    bad="Was the bridge closed after the storm?",
    good="The bridge was closed after the storm.",
    advice="Only single sentences are compared. Minor where the mark alone makes an English statement a question.",
    confidence=0.75,
)
NO_END = Code(
    code="F304",
    name="end-mark-lost",
    category="fluency/punctuation",
    severity=Severity.MINOR,
    summary="A sentence lacks the mark at its end that the reference has, or breaks off.",
    why="The reader does not see whether the sentence is over or was cut off.",
    bad="The bridge was closed again after the storm",
    good="The bridge was closed again after the storm.",
    advice="Headings, captions and list items are not flagged.",
    confidence=0.85,
)
NO_START = Code(
    code="C103",
    name="small-start",
    category="fluency/spelling",
    severity=Severity.MINOR,
    summary="A sentence starts with a small letter, the reference's with a capital.",
    why="Often the front half of the sentence was lost; at best it looks careless.",
    bad="the bridge was closed after the storm.",
    good="The bridge was closed after the storm.",
    advice="Names that are written small (`iPhone`) are known by the reference.",
    confidence=0.9,
)


class Endings:
    """Looks at the first word and the last mark of each pair's sides."""

    codes = (QUESTION, NO_END, NO_START)
    needs_reference = True

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield at most one flag of each kind."""
        if not evidence.suspect_words or not evidence.reference_words:
            return
        first, last = evidence.suspect[0], evidence.suspect[-1]
        here, there = _mark(last), _mark(evidence.reference[-1])
        alone = len(evidence.suspect) == len(evidence.reference) == 1
        if alone and {here, there} == {"question", "statement"} and not _asks(evidence, here):
            end = last.span.start + len(last.prose.rstrip(CLOSERS))
            stray = here == "question" and context.lang == "en" and not _is_asked(evidence, context.suspect.text)
            message = f"the reference is a {there}, here a {here}"
            severity = Severity.MINOR if stray else None
            yield QUESTION.flag(evidence, Span(end - 1, end), message, severity=severity)
        elif here == "none" and there in ("question", "statement") and _is_prose(last, evidence, context.suspect):
            yield from _unended(evidence, context)
        if _starts_small(first, evidence.suspect_words[0], context.suspect) and _starts_big(evidence):
            word = evidence.suspect_words[0]
            yield NO_START.flag(
                evidence, word.span, f"the sentence starts small, with {quoted(word.text)}", suggestion=_big(word.text)
            )


def _unended(evidence: Evidence, context: Context) -> Iterator[Flag]:
    """Flag the last word of the suspect: the mark behind it is lost, or the rest of the sentence. Loops end anyhow."""
    word, other = evidence.suspect_words[-1], evidence.reference_words[-1]
    if any(repeat.count > 2 for repeat in repeats(evidence.suspect_words)):
        return
    letter = len(word.text) == 1 and word.text.isalpha() and word.text != "I"
    if (letter or word.norm in BREAKING.get(context.lang, ())) and word.norm != other.norm:
        yield NO_END.flag(evidence, word.span, f"the sentence breaks off after {quoted(word.text)}")
    else:
        yield NO_END.flag(evidence, word.span, f"no mark ends the sentence after {quoted(word.text)}")


def _is_asked(evidence: Evidence, text: str) -> bool:
    """Tell whether the suspect's words make a question, not its mark alone: `Was it`, `and why not`, `isn't it`."""
    words = evidence.suspect_words
    for at, word in enumerate(words):
        starts = at == 0 or bool(text[words[at - 1].span.end : word.span.start].strip())
        led = starts or (words[at - 1].norm in LEADING and (at == 1 or word.norm in INTERROGATIVE))
        before, behind = words[max(0, at - 1) : at], words[at + 1 : at + 2]
        inverted = bool(behind) and behind[0].norm in SUBJECTS and word.norm in INVERTED
        asked = bool(before) and before[0].norm in INTERROGATIVE
        if (led and word.norm in INVERTED | INTERROGATIVE) or inverted or (asked and word.norm in INVERTED):
            return True
    return False


def _asks(evidence: Evidence, here: str) -> bool:
    """Tell whether the side without a question mark asks all the same, as `Tell me where it is` does."""
    words = evidence.suspect_words if here == "statement" else evidence.reference_words
    return any(word.norm in ASKING for word in words)


def _mark(sentence: Sentence) -> str:
    """Tell how a sentence ends: question, statement, other (a comma, a colon) or none."""
    prose = sentence.prose.rstrip(CLOSERS)
    if prose.endswith("."):
        asked = prose.rstrip(CLOSERS + ".")
        prose = asked if asked.endswith(QUESTION_MARKS) else prose
    if prose.endswith(QUESTION_MARKS):
        return "question"
    if prose.endswith(STATEMENT_MARKS):
        return "statement"
    return "none" if prose[-1:].isalnum() else "other"


def _is_prose(sentence: Sentence, evidence: Evidence, document: Document) -> bool:
    """Tell a sentence of running text, the last of its block, from a caption or from a piece cut out of a longer one."""
    own = [word for word in evidence.suspect_words if word.sentence == sentence.index]
    title = 2 * sum(word.text[0].isupper() for word in own) >= len(own)
    block = document.blocks[sentence.block] if sentence.block < len(document.blocks) else None
    kind = "paragraph" if block is None else block.kind
    ends_block = block is None or not document.text[sentence.span.end : block.span.end].strip(CLOSERS)
    cut = len(own) >= CUT_WORDS and own[-1].norm in FUNCTION_WORDS.get(document.lang or "", ())
    verbal = ": " not in sentence.prose and any(word.norm in FINITE for word in own)
    long = len(own) >= PROSE_WORDS and (verbal or document.lang != "en")
    return (
        (cut or long or _same_words(own, evidence.reference_words))
        and not title
        and kind in ("paragraph", "line")
        and ends_block
    )


def _same_words(own: Sequence[Word], others: Sequence[Word]) -> bool:
    """Tell whether the reference's sentence, which has its mark, has the same words."""
    known = {word.norm for word in others}
    return len(own) >= SAME_WORDS and all(word.norm in known for word in own)


def _starts_small(sentence: Sentence, word: Word, document: Document) -> bool:
    """Tell whether a sentence that starts its block starts with a word in small letters."""
    block = document.blocks[sentence.block] if sentence.block < len(document.blocks) else None
    opens = block is None or not document.text[block.span.start : sentence.span.start].strip()
    leads = word.span.start == sentence.span.start and sentence.prose[len(word.text) : len(word.text) + 1] in (
        " ",
        ",",
        "",
    )
    return opens and leads and word.text.islower() and word.text.isalpha()


def _starts_big(evidence: Evidence) -> bool:
    """Tell whether the reference starts with a capital, and nowhere has the suspect's first word as written."""
    first = evidence.suspect_words[0]
    if any(word.text == first.text and at == 0 for at, word in enumerate(evidence.reference_words)):
        return False
    return evidence.reference_words[0].text[:1].isupper()


def _big(text: str) -> str:
    return text[0].upper() + text[1:]
