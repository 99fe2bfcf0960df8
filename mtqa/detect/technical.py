"""Words of medicine and science that are made of classical parts: `hepatotoxic`, `spermatorrhea`, `fluoroethylene`.

In: a case-folded English word. Out: whether its parts make it one, for `lexicon`: no word list has them all. A misspelt
part (`duodenodijungostomy`) is none of the listed ones, so that the word stays unknown. Source: own lists.
"""

from __future__ import annotations

from collections.abc import Callable

from mtqa.detect.base import word_set

ROOTS = word_set(
    "adeno adipo angio aero agro arterio arthro astro athero audio brady broncho calci cardio carcino cephalo cerebro "
    "chemo chloro cholangio chole cholecysto chondro colpo cortico chromo cranio cryo cysto cyto dermato dermo duodeno echo electro encephalo endo entero "
    "epi erythro esophago oesophago ethno exo fibro fluoro gastro genito geno glyco gyneco gynaeco haemo hemo haemato hemato "
    "hepato hetero histo homo hyper hypo hystero iodo iso jejuno kerato laparo laryngo leuco leuko lipo litho lympho "
    "mammo mechano melano meningo meta myco myelo myo naso nephro neuro oculo oligo onco ophthalmo oro ortho osteo oto oxy palaeo "
    "paleo pancreato patho pauci pedo per peri pharmaco phlebo phospho phyto plasmo pleuro pneumo procto psycho pulmono pyo "
    "radio recto reno retino rhino rheumato salpingo sclero sebo sero sialo spermato spleno spondylo steno sulfo "
    "supra tachy tendo tetra thoraco thrombo thyro tracheo tri tropho uretero urethro uro vaso veno ventriculo viro xeno"
)
"""What such words begin with."""

TAILS = word_set(
    "aemia emia algia cele centesis coele cyte cytes cytic cytosis cythemia ectasia ectomy ectomies form gen genesis "
    "genic genicity gram grams graphy itis logic logical logist logists logy lysis lytic malacia megaly metry morphic oma "
    "omas opathy osis oses pathic pathy penia philia philic phobia phobic plasia plastic plasty plegia rrhagia rrhea rrhoea "
    "rrhexis scope scopic scopically scopy sclerosis stasis static stenosis stomy stomies therapeutic therapy therapies tomy tomies toxic toxicity "
    "trophic trophy tropic uria uric vascular vascularization vascularisation"
)
"""What they end in, besides words that stand by themselves."""

SPECIES = ("ii", "ensis")
"""Endings of the Latin names of species: `przewalskii`, `chinensis`."""

SHORTEST: int = 8
"""Letters of the shortest word that is taken apart: what is shorter is in the word list."""


def is_technical(word: str, known: Callable[[str], bool]) -> bool:
    """Tell whether a word is a root, further roots and a tail that is listed or `known`. Example: `hepatotoxicity` is."""
    if len(word) < SHORTEST or not word.isalpha():
        return False
    if word.endswith(SPECIES):
        return True
    start = 0
    while True:
        end = next((end for end in range(min(len(word), start + 10), start + 2, -1) if word[start:end] in ROOTS), 0)
        if not end:
            return False
        if word[end:] in TAILS or (len(word) - end > 4 and known(word[end:])):
            return True
        start = end
