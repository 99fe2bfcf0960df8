"""Negation flips: what the reference denies the suspect says, or the reverse.

Source: the negation class of DEMETR (Karpinska et al. 2022) and of ACES (Amrhein et al. 2022); embeddings do not see it.
Deliberately not caught: a denial turned by an antonym, by `few` or `hardly` (they count as denials, so that a legitimate
turn is not flagged), double negation, scope. A flip is flagged only where the very word that one side denies stands
undenied in the other, and nothing in the other pair denies anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtqa.detect.base import Code, quoted, word_set
from mtqa.detect.lexicon import common
from mtqa.types import Context, Evidence, Flag, Severity, Span, Word

REACH: int = 4
"""Words behind a negation among which the denied word is sought: `did not really start`."""

SHARED: int = 5
"""Leading letters by which a denied word is recognised in another form: `improved`, `improving`."""

NEGATIONS: dict[str, frozenset[str]] = {
    "en": frozenset(
        {"not", "no", "never", "cannot", "nobody", "nothing", "none", "nowhere", "neither", "nor", "without"}
    ),
    "de": frozenset({"nicht", "kein", "keine", "keinen", "keinem", "keiner", "keines", "nie", "niemals", "niemand"}),
    "fr": frozenset({"pas", "jamais", "aucun", "aucune", "rien", "personne", "sans", "ni"}),
    "es": frozenset({"no", "nunca", "jamás", "nadie", "nada", "ningún", "ninguno", "ninguna", "sin", "ni", "tampoco"}),
    "it": frozenset({"non", "mai", "nessuno", "nessuna", "nessun", "niente", "nulla", "senza", "né"}),
}
"""Language -> words that deny."""

HALF: dict[str, frozenset[str]] = {
    "en": word_set(
        "few little hardly barely scarcely rarely seldom only but except unless until lack lacks lacked lacking fail fails "
        "failed failing failure refuse refused refuses deny denied denies avoid avoided prevent prevented prevents stop "
        "stopped against instead rather than too far impossible unable unlikely otherwise beyond absent absence least just "
        "neglect ignore ignored omit omitted miss missed missing short away off out free devoid despite however"
    ),
    "de": word_set("kaum wenig wenige selten nur außer ohne statt anstatt weder unmöglich weniger fehlt fehlen ab"),
    "fr": word_set("peu guère rarement sauf plus ne que n'est moins impossible manque refuse évite au-delà"),
    "es": word_set("poco apenas raramente salvo menos imposible falta solo sólo excepto evitar"),
    "it": word_set("poco appena raramente salvo tranne meno impossibile manca solo evitare"),
}
"""Language -> words that may turn a denial another way: where one of them stands nothing is flagged."""

PREFIXES: dict[str, tuple[str, ...]] = {
    "en": ("un", "in", "im", "il", "ir", "dis", "non", "mis", "anti", "de"),
    "de": ("un", "miss", "ent"),
    "fr": ("in", "im", "dé", "dés", "non", "mal"),
    "es": ("in", "im", "des", "no"),
    "it": ("in", "im", "dis", "s"),
}
"""Language -> beginnings that may deny; `-less` and its like count too."""

FLIPPED = Code(
    code="M301",
    name="negation-flipped",
    category="accuracy/mistranslation",
    severity=Severity.CRITICAL,
    summary="The suspect denies what the reference says, or says what it denies.",
    why="The sentence means the opposite, and nothing in its wording gives that away.",
    bad="The vaccine is approved for children.",
    good="The vaccine is not approved for children.",
    advice="A denial put another way (`hardly`, `fails to`, `unsafe`) is not flagged.",
    confidence=0.75,
)


class Negation:
    """Compares who denies what."""

    codes = (FLIPPED,)
    needs_reference = True

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield at most one flag: at the suspect's denial, or at the suspect's word that the reference denies."""
        if context.lang not in NEGATIONS or not evidence.suspect or not evidence.reference:
            return
        suspect, reference = evidence.suspect_words, evidence.reference_words
        here, there = _denials(suspect, context.lang), _denials(reference, context.lang)
        if here and not there and not _may_deny(reference, context.lang):
            shared = _denied(suspect, here[0], reference, context.lang)
            if shared:
                span = Span(suspect[here[0]].span.start, shared[0].span.end)
                message = f"the suspect denies {quoted(shared[0].text)}, the reference does not"
                yield FLIPPED.flag(evidence, span, message)
        elif there and not here and not _may_deny(suspect, context.lang):
            shared = _denied(reference, there[0], suspect, context.lang)
            if shared:
                denial = context.reference.text[reference[there[0]].span.start : shared[0].span.end]
                message = f"reference has {quoted(denial)}, the suspect no denial"
                yield FLIPPED.flag(evidence, shared[1].span, message, suggestion=denial)


def _denials(words: Sequence[Word], lang: str) -> list[int]:
    negations = NEGATIONS[lang]
    return [at for at, word in enumerate(words) if word.norm in negations or word.norm.endswith("n't")]


def _may_deny(words: Sequence[Word], lang: str) -> bool:
    """Tell whether any word may deny in a roundabout way."""
    half, prefixes = HALF[lang], PREFIXES[lang]
    for word in words:
        norm = word.norm
        if norm in half or norm.endswith(("less", "los", "lose")):
            return True
        if len(norm) > 5 and norm.startswith(prefixes) and _denying_prefix(norm, prefixes, lang):
            return True
    return False


def _denying_prefix(norm: str, prefixes: tuple[str, ...], lang: str) -> bool:
    """Tell `unsafe` from `under`: what stands behind the prefix is a word itself."""
    return any(norm.startswith(prefix) and common(norm.removeprefix(prefix), lang) > 3 for prefix in prefixes)


def _denied(words: Sequence[Word], at: int, other: Sequence[Word], lang: str) -> tuple[Word, Word] | None:
    """Find the first content word behind a denial that the other side has as well: (here, there)."""
    stems = {word.norm[:SHARED]: word for word in reversed(other) if _content(word, lang)}
    for word in words[at + 1 : at + 1 + REACH]:
        if _content(word, lang) and word.norm[:SHARED] in stems:
            return word, stems[word.norm[:SHARED]]
    return None


def _content(word: Word, lang: str) -> bool:
    return len(word.norm) > 3 and word.text[0].isalpha() and common(word.norm, lang) < 5.7
