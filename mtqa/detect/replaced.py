"""Names that other names replaced, or that changed places with each other: who did what to whom.

Source: the named-entity classes of DEMETR (Karpinska et al. 2022); MQM's mistranslation. Deliberately not caught: names
for the same thing (abbreviations, derived forms, other spellings: see `names`), names in clauses that were put another
way, names joined by `and` (their order says nothing), two names of which the reference's text elsewhere has both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import pairwise

from mtqa.detect.base import Code, quoted, word_set
from mtqa.detect.edits import Edit, edits
from mtqa.detect.forms import bare, forms, likeness, parts, word_forms
from mtqa.detect.lexicon import CAPITALISING, FUNCTION_WORDS, common, common_noun, zipf
from mtqa.detect.nearby import nearby_words
from mtqa.detect.romanised import sound
from mtqa.types import Context, Evidence, Flag, Severity, Span, Word

HELD: int = 3
"""Equal words that must hold the place."""

WIDE: int = 3
"""Words of the longest name that is compared."""

APART: int = 12
"""Words that may stand between two names that changed places."""

OBSCURE: float = 2.5
"""Zipf value under which a name is none of the language; what stands for it in ordinary words translates it."""

ORDINARY: float = 3.0
"""Zipf value of ordinary words."""

UNLIKE: float = 0.5
"""Likeness from which two names may be spellings of one."""

COMMON_NAME: float = 4.6
"""Zipf value from which a capitalised word is a word of a title (`Department`, `Level`) rather than a name."""

JOINED = word_set(
    "and or und oder et ou y o e und with mit avec con on in at along beside near opposite alongside the as-well-as sowie wie"
)
"""Words that join names without saying who did what."""

PLACING = word_set("in at from to of on near into by with for")
"""Words before a name that say what part it plays: a place does not stand for a person."""

REPLACED = Code(
    code="M203",
    name="name-replaced",
    category="accuracy/mistranslation",
    severity=Severity.MINOR,
    summary="Another name stands where the reference has one, and the reference's is nowhere near.",
    why="The sentence is true of one person, place or product and is told of another.",
    bad="The talks were held in Lisbon in the spring.",
    good="The talks were held in Geneva in the spring.",
    advice="Two names of one thing (`Peking`, `Beijing`) may be baselined, or put on the list of own words.",
    confidence=0.75,
)
SWAPPED = Code(
    code="M204",
    name="names-swapped",
    category="accuracy/mistranslation",
    severity=Severity.CRITICAL,
    summary="Two names of the reference have changed places.",
    why="Who did what to whom is turned round, with not one word wrong.",
    bad="In the end Norway lent Iceland the two ships.",
    good="In the end Iceland lent Norway the two ships.",
    advice="Where both say the same (`A met B`), baseline the finding.",
    confidence=0.6,
)


Around = tuple[frozenset[str], frozenset[str]]
"""What stands near the suspect's side, and near the reference's."""


class Replaced:
    """Compares names that stand at the same place."""

    codes = (REPLACED, SWAPPED)
    needs_reference = True

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag at each name of the suspect that stands for another one."""
        if not evidence.suspect or not evidence.reference or context.lang in CAPITALISING:
            return
        places = [edit for edit in edits(evidence) if max(edit.end - edit.start, edit.high - edit.low) <= WIDE]
        swapped = list(_swaps(evidence))
        yield from swapped
        if not swapped:
            around = cache(lambda: _around(evidence, context))
            held = [edit for edit in places if edit.held >= HELD]
            found = [flag for edit in held for flag in _replacement(edit, evidence, context.lang, around)]
            yield from found or _lone(evidence, context.lang, around)


def _swaps(evidence: Evidence) -> Iterator[Flag]:
    """Find two names around the same words, each on the other side of them than in the reference."""
    suspect, reference = evidence.suspect_words, evidence.reference_words
    here, there = _lone_names(suspect), _lone_names(reference)
    for (left, start), (right, end) in pairwise(here.items()):
        if right not in there or left not in there or not 1 < end - start <= APART:
            continue
        between = [word.norm for word in suspect[start + 1 : end]]
        same = between == [word.norm for word in reference[there[right] + 1 : there[left]]]
        kind = between[:1] if [word.norm for word in suspect[end + 1 : end + 2]] == between[:1] else []
        if same and not _merely_joined(between[len(kind) :] or between):
            severity = None if _held(evidence, (start, end), (there[right], there[left])) else Severity.MAJOR
            for at, other in ((start, right), (end, left)):
                message = f"reference has {quoted(other)} here, and {quoted(suspect[at].text)} in the other place"
                yield SWAPPED.flag(evidence, suspect[at].span, message, suggestion=other, severity=severity)
            return


def _merely_joined(between: Sequence[str]) -> bool:
    """Tell whether the words between two names say no more than `and`."""
    return JOINED.issuperset(" ".join(between).replace("as well as", "as-well-as").split())


def _held(evidence: Evidence, here: tuple[int, int], there: tuple[int, int]) -> bool:
    """Tell whether equal words, or the pair's ends, hold both places from outside, so that nothing but the names moved."""
    sides = (evidence.suspect_words, here), (evidence.reference_words, there)
    before, after = (
        [[word.norm for word in words[max(0, first - HELD) : first]] for words, (first, _) in sides],
        [[word.norm for word in words[last + 1 : last + 1 + HELD]] for words, (_, last) in sides],
    )
    return before[0] == before[1] and after[0] == after[1]


def _lone_names(words: Sequence[Word]) -> dict[str, int]:
    """Map the capitalised words that come once to their places, in order."""
    places = [at for at, word in enumerate(words) if at and word.text[0].isupper() and len(word.text) > 1]
    counts = Counter(word.norm for word in words) if len(places) > 1 else Counter()
    return {words[at].text: at for at in places if counts[words[at].norm] == 1}


def _replacement(edit: Edit, evidence: Evidence, lang: str, around: Callable[[], Around]) -> Iterator[Flag]:
    """Compare the names at one place."""
    here = evidence.suspect_words[edit.start : edit.end]
    there = evidence.reference_words[edit.low : edit.high]
    if edit.start == 0 or edit.low == 0 or not (_all_names(here) and _all_names(there)):
        return
    behind = evidence.reference_words[edit.high : edit.high + 1]
    if not _comparable(here, there, lang) or _titled(there, behind, lang):
        return
    near, beside = around()
    if any(_in(word, near) for word in there) or any(_in(word, beside) for word in here):
        return
    yield _replaced(here, there, evidence)


def _titled(name: Sequence[Word], behind: Sequence[Word], lang: str) -> bool:
    """Tell a word of a title, which an ordinary capitalised one follows (`Rating Scale`): titles are translated."""
    rest = [word for word in behind if word.span.start == name[-1].span.end + 1]
    return bool(rest) and rest[0].text[0].isupper() and common(bare(rest[0].norm), lang) >= ORDINARY


def _lone(evidence: Evidence, lang: str, around: Callable[[], Around]) -> Iterator[Flag]:
    """Find the only name that the reference lacks and the only one that the suspect lacks, wherever they stand."""
    suspect, reference = evidence.suspect_words, evidence.reference_words
    if not _unmatched(reference, {word.norm for word in suspect}):
        return  # the pair's own words show it already, cheaply
    near, beside = around()
    here, there = _unmatched(suspect, beside), _unmatched(reference, near)
    if len(here) != 1 or len(there) != 1 or _titled(there[0], reference, lang):
        return
    if _comparable(here[0], there[0], lang) and _placed(suspect, here[0][0]) == _placed(reference, there[0][0]):
        yield _replaced(here[0], there[0], evidence)


def _placed(words: Sequence[Word], name: Word) -> bool:
    """Tell whether a preposition stands before the name."""
    return any(before.norm in PLACING for before, word in pairwise(words) if word is name)


def _unmatched(words: Sequence[Word], known: AbstractSet[str]) -> list[list[Word]]:
    """List the names within sentences that the other side lacks, words in a row as one name."""
    names: list[list[Word]] = []
    for before, word in pairwise(words):
        inside = word.text[0].isupper() and word.sentence == before.sentence and len(word.text) > 2
        if inside and not _in(word, known):
            if names and names[-1][-1] is before:
                names[-1].append(word)
            else:
                names.append([word])
    return names


def _around(evidence: Evidence, context: Context) -> Around:
    """Give the words near the suspect's side, and those near the reference's with all that the reference knows."""
    near = word_forms(nearby_words(evidence.suspect, context.suspect))
    return near, word_forms(nearby_words(evidence.reference, context.reference)) | context.vocabulary


def _replaced(here: Sequence[Word], there: Sequence[Word], evidence: Evidence) -> Flag:
    message = f"reference has {quoted(_said(there))}, here {quoted(_said(here))}"
    return REPLACED.flag(evidence, _span(here), message, suggestion=_said(there))


def _all_names(words: Sequence[Word]) -> bool:
    return bool(words) and all(word.text[0].isupper() and len(word.text) > 1 for word in words)


def _comparable(here: Sequence[Word], there: Sequence[Word], lang: str) -> bool:
    """Tell whether both are names indeed, and the suspect's is no translation."""
    if not all(any(_is_rare(word, lang) for word in name) for name in (here, there)):
        return False
    ours, theirs = ([zipf(bare(word.norm), lang) for word in name] for name in (here, there))
    translated = min(theirs) < OBSCURE and min(ours) >= ORDINARY
    spoken = (min(ours) < OBSCURE and _has_noun(there, lang)) or (min(theirs) < OBSCURE and _has_noun(here, lang))
    nouns = sum(_has_noun([word], lang) for word in there)
    title = nouns > 1 and min(theirs) >= ORDINARY  # `Built Heritage Conservation`, not `Manchester City`
    return not translated and not spoken and not title and not _related(here, there)


def _has_noun(name: Sequence[Word], lang: str) -> bool:
    """Tell a name that says what it means, as `Northern Wharf` does: what stands for it may be the same in its own language."""
    pieces = [piece for word in name for piece in parts(bare(word.norm))]
    return any(common(piece, lang) >= ORDINARY and common_noun(piece, lang) for piece in pieces)


def _is_rare(word: Word, lang: str) -> bool:
    norm = bare(word.norm)
    if word.text.isupper() or norm in FUNCTION_WORDS.get(lang, ()) or common_noun(norm, lang):
        return False
    return common(norm, lang) < COMMON_NAME


def _related(here: Sequence[Word], there: Sequence[Word]) -> bool:
    """Tell whether two names may be one: alike, or beginning alike, as abbreviations do."""
    for left in here:
        for right in there:
            a, b = bare(left.norm), bare(right.norm)
            # Kate for Catherine: short forms begin as the name sounds
            heard = a[1:3] == b[1:3] and sound(a)[:1] == sound(b)[:1]
            if heard or a[0] == b[0] or likeness(a, b) >= UNLIKE:
                return True
    return False


def _in(word: Word, known: AbstractSet[str]) -> bool:
    return any(form in known for form in forms(word.norm))


def _said(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _span(words: Sequence[Word]) -> Span:
    return Span(words[0].span.start, words[-1].span.end)
