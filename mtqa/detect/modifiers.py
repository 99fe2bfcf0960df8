"""Names that stand behind the noun that they describe: `models AI`, `fishing boats Faroese`.

Source: word order that engines carry over from languages whose modifiers follow (French, Czech, Polish), with the
reference as the witness. Deliberately not caught: nouns that take their name behind them (`the movement Hezbollah`), what
goes on as a longer name, verbs before their subject (`said Lind`), adjectives in small letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import regex

from mtqa.detect.base import Code, quoted, word_set
from mtqa.detect.forms import bare
from mtqa.detect.lexicon import FUNCTION_WORDS, common_noun, zipf
from mtqa.detect.number_words import MONTHS
from mtqa.types import Context, Evidence, Flag, Severity, Span, Word

OFTEN: int = 4
"""Times that the reference's document must have an abbreviation, nearly always before its noun, to show how it is used."""

MOSTLY: float = 0.75
"""Share of those times."""

COMPOUND: int = 2
"""Nouns behind a name that it may describe: `Faroese fishing boats`."""

LONGEST: int = 200_000
"""Characters of the reference that are counted: long documents show it early."""

ADJECTIVAL = ("ary", "ern", "al", "ic", "ous", "ive")

ABSTRACT = ("ance", "ence", "tion", "ment", "ness", "ity", "ism", "ship", "logy", "acy")
"""Ends of adjectives, and of nouns that have no plural."""

CLASSES = word_set(
    "movement river company firm party team player case volcano corvette channel group club island district city town village "
    "mount lake hotel ship frigate submarine boat project model type class version virus festival film movie book magazine "
    "newspaper agency station band singer actor coach striker goalkeeper midfielder defender winger captain driver rider minister "
    "president chancellor professor doctor colonel general king queen prince pope bishop saint brother sister friend colleague "
    "chef artist painter author writer journalist reporter programme program app platform website portal brand label series "
    "show game league cup stadium arena studio street road square bridge cave mountain peak bay cape region state province "
    "county canton department ministry office institute university college school museum theatre theater church chapel cathedral "
    "hospital clinic bank fund foundation association federation union alliance coalition organization organisation network "
    "operator airline carrier manufacturer supplier producer developer retailer chain supermarket restaurant bar software "
    "study trial test bookstore shop factory manufactory vitamin hepatitis protein gene format standard chapter section part level grade plan code formula key"
)
"""Nouns behind which their name or number stands by right."""

VERBAL = ("ing", "ed", "ly")

INFLECTED: float = 3.8
"""Zipf value of a past tense from which the form in `-s` is as likely a verb: `celebrates`, `claims`, but not `models`."""

SAYING = word_set(
    "said told asked wrote thought knew came went took made gave won lost saw found kept held led met left put set let sent "
    "give take make get go come say tell see know keep hold let says tells writes thinks knows comes goes takes makes gives wins sees finds keeps holds leads meets leaves puts sets lets like"
)
"""Forms of irregular verbs, which a name may follow or precede."""

BEHIND = Code(
    code="F108",
    name="modifier-behind",
    category="fluency/grammar",
    severity=Severity.MINOR,
    summary="A name or an abbreviation stands behind the noun that it describes.",
    why="The phrase falls apart: the reader takes the name for something else and starts the sentence again.",
    bad="They build small models AI for hospitals.",
    good="They build small AI models for hospitals.",
    advice="Nouns that take a name behind them (`the river Main`) are not flagged.",
    confidence=0.9,
)


class Modifiers:
    """Compares the order of a noun and the name beside it."""

    codes = (BEHIND,)
    needs_reference = True

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag at each noun that has behind it what the reference has before it."""
        if context.lang != "en" or not evidence.suspect_words or not evidence.reference_words:
            return
        words, text = evidence.suspect_words, context.suspect.text
        places = [at for at in range(len(words) - 1) if _may_be_turned(words, at, text)]
        if not places:
            return
        before = _before_nouns(evidence.reference_words, context.reference.text)
        usual = _attributive(context.reference.text)
        same = {(left.norm, right.norm) for left, right in pairwise(evidence.reference_words)}
        for at in places:
            noun, name = words[at], words[at + 1]
            if (noun.norm, name.norm) in same:
                continue
            right = before.get((_stem(name), _stem(noun))) if _is_bare(words, at, text) else None
            if right is None and name.text in usual:
                right = f"{name.text} {noun.text}"
            if right is not None:
                span = Span(noun.span.start, name.span.end)
                message = f"{quoted(name.text)} belongs before {quoted(noun.text)}, as in the reference"
                yield BEHIND.flag(evidence, span, message, suggestion=right)


def _may_be_turned(words: Sequence[Word], at: int, text: str) -> bool:
    """Tell whether a noun in small letters stands before a name with which the phrase ends."""
    noun, name = words[at], words[at + 1]
    return (
        name.text[0].isupper()
        and len(name.text) > 1
        and name.text.isalpha()
        and name.norm not in MONTHS
        and text[noun.span.end : name.span.start] == " "
        and noun.text.islower()
        and _ends_phrase(words, at + 2, text)
        and not _is_verb(noun.norm)
        and _is_noun(noun)
    )


def _is_bare(words: Sequence[Word], at: int, text: str) -> bool:
    """Tell a noun that takes no name behind it; several of a kind do where more than one name follows."""
    noun = words[at]
    listed = at + 2 < len(words) and (words[at + 2].norm in ("and", "or") or text[words[at + 1].span.end] == ",")
    return noun.norm not in CLASSES and not (listed and _stem(noun) in CLASSES)


def _is_verb(norm: str) -> bool:
    """Tell what may be a verb rather than a noun."""
    if norm in SAYING or norm in FUNCTION_WORDS["en"] or norm.endswith(VERBAL):
        return True
    stem = norm.removesuffix("s")
    return norm.endswith("s") and max(zipf(stem + "ed", "en"), zipf(stem + "d", "en")) >= INFLECTED


def _is_noun(word: Word) -> bool:
    norm = word.norm.replace("-", "")
    if norm == "last" or norm.endswith(ADJECTIVAL):
        return False
    return norm.endswith(ABSTRACT) or common_noun(norm, "en")


def _ends_phrase(words: Sequence[Word], at: int, text: str) -> bool:
    """Tell whether no further noun follows that the name may describe."""
    if at >= len(words) or text[words[at - 1].span.end : words[at].span.start] != " ":
        return True
    norm = words[at].norm
    return norm in FUNCTION_WORDS["en"] or (norm.endswith(VERBAL[1:]) and words[at].text.islower())


def _before_nouns(words: Sequence[Word], text: str) -> dict[tuple[str, str], str]:
    """Map each name with a noun behind it, at once or behind another, both without their endings, to all as written."""
    found = {}
    for at in range(1, len(words) - 1):
        name = words[at]
        if not name.text[0].isupper() or words[at - 1].sentence != name.sentence:
            continue
        for before, noun in pairwise(words[at : at + 1 + COMPOUND]):
            apart = text[before.span.end : noun.span.start] != " "
            if apart or not noun.text.islower() or noun.norm in FUNCTION_WORDS["en"]:
                break
            found[_stem(name), _stem(noun)] = text[name.span.start : noun.span.end]
    return found


def _stem(word: Word) -> str:
    """Cut possessives, hyphens and plurals. Example: `start-ups` is `startup`."""
    norm = bare(word.norm).replace("-", "")
    if norm.endswith("ies") and len(norm) > len("dies"):
        return norm[:-3] + "y"
    return norm[:-1] if norm.endswith("s") and not norm.endswith("ss") and len(norm) > len("gas") else norm


_USE = regex.compile(r"(?<!\w)(\p{Lu}{2,5})(?!\w)(?:( )(\p{Ll}++))?+")


@lru_cache(maxsize=8)
def _attributive(text: str) -> frozenset[str]:
    """List the abbreviations that a document has before a noun nearly always: `AI models`, `AI race`."""
    uses, before = Counter[str](), Counter[str]()
    for match in _USE.finditer(text[:LONGEST]):
        uses[match[1]] += 1
        before[match[1]] += match[3] is not None and match[3] not in FUNCTION_WORDS["en"]
    return frozenset(name for name, count in uses.items() if count >= OFTEN and before[name] >= MOSTLY * count)
