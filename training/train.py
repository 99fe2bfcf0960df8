"""Train the judge: `python training/train.py --data DIR --output judge.pt [--minutes 85]`.

DIR holds `metrics/*.jsonl.gz`. One core does some 2,600 steps of 90 readings in 85 minutes; `--minutes` ends the
schedule by the clock where the machine is slower, so the number of steps is printed with the loss. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
from examples import Group
from material import Source
from model import SCORES, Judge, Reading, batch, read, tokenizer
from neighbours import neighbours
from resume import weights_of
from torch.nn import functional

MICRO = 32
"""Readings a forward pass, of similar length."""
BODY_RATE, HEAD_RATE, WARM_UP = 1.0e-4, 6e-4, 0.05
TAG_WEIGHT, RANK_WEIGHT, SHARPNESS = 1.0, 1.2, 2.5
POSITIVE = torch.tensor([2.0, 2.0])
"""Weight of a marked token beside an unmarked one."""
BFLOAT16 = torch.backends.cpu.get_cpu_capability() == "AVX512"
"""Whether to multiply in bfloat16: where the processor lacks it, that takes thirty times as long as float32."""


def forward(judge: Judge, readings: list[Reading]) -> tuple[torch.Tensor, list[torch.Tensor]]:
    """Read in micro-batches of similar length; scores (N, 4) and logits (T, 2) a reading, in the order given."""
    order = sorted(range(len(readings)), key=lambda i: len(readings[i].ids))
    scores: list[torch.Tensor] = [torch.empty(0)] * len(readings)
    logits = list(scores)
    for start in range(0, len(order), MICRO):
        rows = order[start : start + MICRO]
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=BFLOAT16):
            score, tag = judge(*batch([readings[i] for i in rows]))
        for place, i in enumerate(rows):
            scores[i] = score[place].float()
            logits[i] = tag[place, : len(readings[i].ids)].float()
    return torch.stack(scores), logits


def losses(groups: list[Group], readings: list[Reading], judge: Judge) -> dict[str, torch.Tensor]:
    """Sum what the judge gets wrong: scores, order within groups, tags."""
    scores, logits = forward(judge, readings)
    examples = [example for group in groups for example in group.examples]
    offset = [0 if example.reference is not None else 2 for example in examples]
    regress, row = {"da": [], "mqm": []}, 0
    for i, example in enumerate(examples):
        for place, name in enumerate(("da", "mqm")):
            if (target := getattr(example, name)) is not None:
                regress[name].append(example.weight * (scores[i, offset[i] + place] - target) ** 2)
    rank = []
    for group in groups:
        for a, b, weight in group.better:
            gap = scores[row + a] - scores[row + b]
            first = offset[row]
            rank.append(weight * functional.softplus(-SHARPNESS * gap[first : first + 2]) @ torch.tensor([0.3, 0.7]))
        row += len(group.examples)
    weights = torch.cat([torch.from_numpy(reading.weights) for reading in readings])
    labels = torch.cat([torch.from_numpy(reading.labels) for reading in readings])
    tags = functional.binary_cross_entropy_with_logits(
        torch.cat(logits), labels, pos_weight=POSITIVE, reduction="none"
    ).sum(1)
    return {
        **{name: torch.stack(values).mean() for name, values in regress.items()},
        "rank": RANK_WEIGHT * torch.stack(rank).mean(),
        "tags": TAG_WEIGHT * (tags * weights).sum() / weights.sum(),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=2600)
    parser.add_argument("--minutes", type=float, default=85.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--resume", type=Path, help="a judge to go on from, exported or not")
    parser.add_argument("--rate", type=float, default=1.0, help="factor of the learning rates")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    tokens, judge = tokenizer(), Judge()
    if args.resume:
        judge.load_state_dict(weights_of(args.resume), strict=False)
    source = Source(args.data / "metrics", neighbours(), args.seed)
    heads = [*judge.score.parameters(), *judge.tag.parameters()]
    body = [p for p in judge.bert.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": BODY_RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=0.01, fused=True
    )
    rates = [args.rate * group["lr"] for group in optimiser.param_groups]
    judge.train()
    began, seen, log = time.monotonic(), {}, args.output.with_suffix(".log.jsonl")
    for step in range(args.steps):
        done = max(step / args.steps, (time.monotonic() - began) / 60 / args.minutes)
        if done >= 1:
            break
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * min(done / WARM_UP + 0.01, (1 - done) / (1 - WARM_UP))
        groups = source.step()
        readings = [read(example, tokens) for group in groups for example in group.examples]
        parts = losses(groups, readings, judge)
        sum(parts.values()).backward()
        torch.nn.utils.clip_grad_norm_(judge.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        for name, value in parts.items():
            seen.setdefault(name, []).append(value.item())
        if step % 25 == 24:
            line = {"step": step + 1, "seconds": round(time.monotonic() - began)}
            line |= {name: round(float(np.mean(values[-100:])), 4) for name, values in seen.items()}
            with log.open("a") as file:
                file.write(json.dumps(line) + "\n")
            print(line, flush=True)
        if step % 100 == 99:
            save(judge, args.output)
    save(judge, args.output)


def save(judge: Judge, path: Path) -> None:
    """Write atomically: whoever evaluates meanwhile reads a whole file."""
    temporary = path.with_suffix(".tmp")
    torch.save({"weights": judge.state_dict(), "scores": SCORES}, temporary)
    temporary.replace(path)


if __name__ == "__main__":
    main()
