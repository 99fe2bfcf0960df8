"""Words that deny, and words that may deny in a roundabout way, in five languages. Next: `negation` compares sentences.

Source: own lists, widened by what two human translations of one source use to deny the same thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from mtqa.detect.base import word_set
from mtqa.detect.forms import parts
from mtqa.detect.lexicon import FUNCTION_WORDS, zipf
from mtqa.types import Word

STEM: float = 2.5
"""Zipf value from which what stands behind a denying prefix is a word itself: `separable`."""

SOFTENERS = word_set("only just merely least means doubt other such surprisingly nur seulement sólo solo soltanto")
"""Words behind a negation that make it no denial: `not only`, `by no means`, `no doubt`, `not surprisingly`."""

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

CUT = word_set(
    "can don doesn didn isn aren wasn weren haven hasn hadn won wouldn couldn shouldn mustn needn mightn ain"
)
"""What is left of an English verb where a gap parts it from its `'t`: `don 't`."""

WEAK = word_set("without ohne")
"""Words that deny only what stands behind them: of a pair that has one of them on one side alone, nothing can be told."""

CONTRASTING = word_set("not nicht")
"""Negations that behind a mark or a conjunction deny one part of a sentence: `the mill, not the quay`."""

JOINING = word_set("and but und aber sondern")
"""The conjunctions."""

MARKS = frozenset(",;:–—-(")
"""The marks."""

HALF: dict[str, frozenset[str]] = {
    "en": word_set(
        "without before hard difficult forbid forbids forbidden prohibit prohibited prohibits ban banned bans banning non reject rejected rejects end done decline "
        "declined exclude excluded oppose opposed whether if or didn doesn don isn wasn couldn shouldn wouldn won aren haven hasn "
        "few little hardly barely scarcely rarely seldom only but except unless until lack lacks lacked lacking fail fails "
        "failed failing failure refuse refused refuses deny denied denies avoid avoided prevent prevented prevents stop "
        "stopped against instead rather than too far impossible unable unlikely otherwise beyond absent absence least just "
        "skip skips skipped yet weak weakly poor poorly contrary opposite opposed spite despite notwithstanding reluctant reluctantly hesitant hesitantly maximum max most limit limited limits exceed exceeds exceeded necessary "
        "necessarily essential must inevitable expire expires expired empty instead last bypass bypassed reserved "
        "neglect ignore ignored overlook overlooks overlooked disregard disregards forget forgets forgot trail trailing beyond omit omitted miss missed missing lose loses lost losing loss losses low lower lowest avoids avoiding refrain refrains refrained abstain abstained cease ceases ceased suspend suspends suspended quit dislike disliked forgo deprive deprives deprived short away off out free devoid despite however"
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


def denies(norm: str, lang: str) -> bool:
    """Tell whether a word is a plain negation. Example: `don't` is one in English, `hardly` is not."""
    return norm in NEGATIONS[lang] or norm.endswith("n't")


def rejoined(words: Sequence[Word], lang: str) -> Sequence[Word]:
    """Read the `t` of `can 't` as the denial that it is; any other `t` is a letter. As many words come out as go in."""
    if lang != "en" or all(word.norm != "t" for word in words):
        return words
    return tuple(
        replace(word, norm="n't") if word.norm == "t" and at and words[at - 1].norm in CUT else word
        for at, word in enumerate(words)
    )


def may_deny(words: Sequence[Word], lang: str) -> bool:
    """Tell whether any word denies, or may do so in a roundabout way."""
    return any(_may_deny(word.norm, lang) for word in words)


@lru_cache(maxsize=1 << 16)
def _may_deny(norm: str, lang: str) -> bool:
    return (
        norm in HALF[lang]
        or any(denies(piece, lang) for piece in parts(norm))  # never-ending
        or norm.endswith(("less", "los", "lose"))
        or _denying_prefix(norm, lang)
    )


def _denying_prefix(norm: str, lang: str) -> bool:
    """Tell `unsafe` from `under`: what stands behind the prefix is a word itself."""
    if norm.startswith("non-"):
        return True
    if len(norm) < 6 or not norm.startswith(PREFIXES[lang]):
        return False
    return any(norm.startswith(prefix) and zipf(norm.removeprefix(prefix), lang) >= STEM for prefix in PREFIXES[lang])


def contrasts(words: Sequence[Word], at: int, text: str) -> bool:
    """Tell `the mill, not the quay` and `the mill and not the quay`, where no verb is denied."""
    if words[at].norm not in CONTRASTING or at == 0:
        return False
    gap = text[words[at - 1].span.end : words[at].span.start]
    return words[at - 1].norm in JOINING or not MARKS.isdisjoint(gap)


def weak(words: Sequence[Word]) -> int:
    """Count the words that deny but weakly."""
    return sum(word.norm in WEAK for word in words)


def denied_twice(words: Sequence[Word], lang: str) -> bool:
    """Tell whether what is denied denies something itself: `not to forget` is to keep in mind."""
    return any(word.norm not in FUNCTION_WORDS.get(lang, ()) for word in words) and may_deny(words, lang)


def pending(words: Sequence[Word], at: int, lang: str) -> bool:
    """Tell whether the negation at `at` is a `not yet`."""
    return any(word.norm in NOT_YET[lang][0] for word in words[max(0, at - 1) : at + 2])


def done(clause: Sequence[Word], words: Sequence[Word], place: int, lang: str) -> bool:
    """Tell whether the word at `place` is said to be done already, with no plain negation in its clause."""
    already = place > 0 and words[place - 1].norm in NOT_YET[lang][1]
    return already and not any(denies(word.norm, lang) for word in clause)
