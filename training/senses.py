"""Words and phrases in another of their senses: what stands in a text after an engine took them for something else.

In: `senses.jsonl.gz` beside this file, a base form a line with base forms that would be wrong nearly wherever it stands, or a phrase with
phrases (marking.md says how they came about). Out: their substitutes, of words in the form that the word has, for corrupt.py. lemminflect
knows the forms of English words.
"""

from __future__ import annotations

import gzip
import json
import zlib
from functools import lru_cache
from pathlib import Path

from lemminflect import getAllInflections, getAllLemmas, getInflection

FILE = Path(__file__).with_name("senses.jsonl.gz")


class Senses:
    """Base forms with their substitutes: those that are learnt from or, with `held_out`, every seventh, which is only measured on."""

    def __init__(self, *, held_out: bool = False) -> None:
        with gzip.open(FILE, "rt", encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        self._table = {row["w"]: row["s"] for row in rows if (zlib.crc32(row["w"].encode()) % 7 == 0) is held_out}
        self.phrases = {w: tuple(others) for w, others in self._table.items() if " " in w}
        self.instead = lru_cache(maxsize=1 << 16)(self._instead)

    def _instead(self, word: str) -> tuple[str, ...]:
        """List what may stand for a lower-case word, in its own form: `society` for `company`, `societies` for `companies`."""
        found = []
        for kind, lemmas in getAllLemmas(word).items():
            for lemma in lemmas:
                tags = [tag for tag, forms in getAllInflections(lemma, kind).items() if word in forms]
                for other in self._table.get(lemma, ()) if tags else ():
                    found += getInflection(other, tags[0], inflect_oov=False)[:1]
        return tuple(dict.fromkeys(other for other in found if other != word))
