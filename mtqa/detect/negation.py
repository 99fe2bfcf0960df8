"""Negation flips: what the reference denies the suspect says, or the reverse.

Source: the negation class of DEMETR (Karpinska et al. 2022) and of ACES (Amrhein et al. 2022); embeddings do not see it.
Deliberately not caught: a denial turned by an antonym, by `few` or `hardly` (they count as denials, so that a legitimate
turn is not flagged), double negation, scope. A flip is flagged only where the very word that one side denies stands
undenied in the other, and nothing in the other pair denies anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtqa.detect.base import Code, quoted, word_set
from mtqa.detect.lexicon import COMMON, FUNCTION_WORDS, common
from mtqa.types import Context, Evidence, Flag, Severity, Span, Word

REACH: int = 4
"""Words behind a negation among which the denied word, the first content word, is sought: `did not yet start`."""

SOFTENERS = word_set("only just merely least means doubt other such nur seulement sólo solo soltanto")
"""Words behind a negation that make it no denial: `not only`, `by no means`, `no doubt`, `none other`."""

NEAR: int = 7
"""Words on either side of the asserted word among which anything that may deny silences the finding: a clause."""

SHARED: int = 5
"""Leading letters by which a denied word is recognised in another form: `improved`, `improving`."""

BARRIERS = word_set("to in on at of for with from by about and or but that if when")
"""Words beyond which nothing is denied by the negation: `not been to`, `not well in`."""

BETWEEN = word_set("yet still really very even always already fully entirely longer any")
"""Words that, beside auxiliaries and articles, may stand between a negation and what it denies."""

NEGATIONS: dict[str, frozenset[str]] = {
    "en": frozenset({"not", "no", "never", "cannot", "nobody", "nothing", "none", "nowhere", "neither", "nor"}),
    "de": frozenset({"nicht", "kein", "keine", "keinen", "keinem", "keiner", "keines", "nie", "niemals", "niemand"}),
    "fr": frozenset({"pas", "jamais", "aucun", "aucune", "rien", "personne", "sans", "ni"}),
    "es": frozenset({"no", "nunca", "jamás", "nadie", "nada", "ningún", "ninguno", "ninguna", "sin", "ni", "tampoco"}),
    "it": frozenset({"non", "mai", "nessuno", "nessuna", "nessun", "niente", "nulla", "senza", "né"}),
}
"""Language -> words that deny."""

HALF: dict[str, frozenset[str]] = {
    "en": word_set(
        "without hard difficult forbid forbids forbidden prohibit prohibited prohibits ban banned bans reject rejected rejects end done decline "
        "declined exclude excluded oppose opposed whether if or didn doesn don isn wasn couldn shouldn wouldn won aren haven hasn "
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

NOT_YET: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "en": (word_set("yet"), word_set("already")),
    "de": (word_set("noch"), word_set("schon bereits")),
    "fr": (word_set("encore"), word_set("déjà")),
    "es": (word_set("todavía aún"), word_set("ya")),
    "it": (word_set("ancora"), word_set("già")),
}
"""Language -> what beside a negation says that a thing is still to come, and what says the contrary."""

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
        if any(sentence.prose.rstrip().endswith("?") for sentence in (*evidence.suspect, *evidence.reference)):
            return  # `Is it not?` and `Is it?` ask the same
        suspect, reference = evidence.suspect_words, evidence.reference_words
        here = _denials(suspect, context.suspect.text, context.lang)
        there = _denials(reference, context.reference.text, context.lang)
        if len(here) > len(there):
            for at in here:
                shared = _undenied(suspect, at, reference, context.lang)
                if shared:
                    span = Span(suspect[at].span.start, shared[0].span.end)
                    message = f"the suspect denies {quoted(shared[0].text)}, the reference does not"
                    yield FLIPPED.flag(evidence, span, message)
                    return
        elif len(there) > len(here):
            for at in there:
                shared = _undenied(reference, at, suspect, context.lang)
                if shared:
                    denial = context.reference.text[reference[at].span.start : shared[0].span.end]
                    message = f"reference has {quoted(denial)}, the suspect no denial"
                    yield FLIPPED.flag(evidence, shared[1].span, message, suggestion=denial)
                    return


def _denials(words: Sequence[Word], text: str, lang: str) -> list[int]:
    """Find the negations, but for `No. 5` and for those that a mark parts from what they might deny."""
    negations = NEGATIONS[lang]
    return [
        at
        for at, word in enumerate(words)
        if (word.norm in negations or word.norm.endswith("n't"))
        and text[word.span.end : word.span.end + 1] in (" ", "")
    ]


def _undenied(words: Sequence[Word], at: int, other: Sequence[Word], lang: str) -> tuple[Word, Word] | None:
    """Find the word denied at `at`, the first content word behind it, where the other side asserts it: (here, there)."""
    for word in words[at + 1 : at + 1 + REACH]:
        if word.norm in SOFTENERS or word.norm in BARRIERS:
            return None
        if word.norm not in BETWEEN and word.norm not in FUNCTION_WORDS.get(lang, ()):
            stem = word.norm[:SHARED]
            places = [place for place, each in enumerate(other) if each.norm[:SHARED] == stem]
            if not _content(word) or len(places) != 1:
                return None
            clause = other[max(0, places[0] - NEAR) : places[0] + NEAR]
            if _may_deny(clause, lang) and not (_pending(words, at, lang) and _done(clause, other, places[0], lang)):
                return None
            return word, other[places[0]]
    return None


def _pending(words: Sequence[Word], at: int, lang: str) -> bool:
    """Tell whether the negation at `at` is a `not yet`."""
    return any(word.norm in NOT_YET[lang][0] for word in words[max(0, at - 1) : at + 2])


def _done(clause: Sequence[Word], words: Sequence[Word], place: int, lang: str) -> bool:
    """Tell whether the word at `place` is said to be done already, with no plain negation in its clause."""
    already = place > 0 and words[place - 1].norm in NOT_YET[lang][1]
    return already and not any(word.norm in NEGATIONS[lang] or word.norm.endswith("n't") for word in clause)


def _may_deny(words: Sequence[Word], lang: str) -> bool:
    """Tell whether any word denies, or may do so in a roundabout way."""
    return any(
        word.norm in HALF[lang]
        or word.norm in NEGATIONS[lang]
        or word.norm.endswith(("n't", "less", "los", "lose"))
        or _denying_prefix(word.norm, lang)
        for word in words
    )


def _denying_prefix(norm: str, lang: str) -> bool:
    """Tell `unsafe` from `under`: what stands behind the prefix is a word itself."""
    if len(norm) < 6 or not norm.startswith(PREFIXES[lang]):
        return False
    return any(
        norm.startswith(prefix) and common(norm.removeprefix(prefix), lang) >= COMMON for prefix in PREFIXES[lang]
    )


def _content(word: Word) -> bool:
    return len(word.norm) > 2 and word.norm.replace("-", "").isalnum()
