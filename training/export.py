"""Export a trained judge: `python training/export.py --weights judge.pt --output mtqa/models/judge.onnx`.

An exported file as `--weights` is laid out anew, its numbers as they are.

Weights become int8 with a float scale a row or column, activations stay float32: so a text's scores are the same bits in
any batch, which dynamic quantisation does not give. Prints the file's size and SHA-256, and how far int8 is from float.
"""

from __future__ import annotations

import argparse
import hashlib
import io
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from model import Judge
from onnx import TensorProto, helper, numpy_helper
from resume import weights_of

OPSET = 17
SMALLEST = 8192
"""Tensors of fewer numbers stay float: biases, norms and the last layers of the heads."""


def graph_of(judge: Judge) -> onnx.ModelProto:
    """Trace the model for any batch and length. There is no mask: a batch holds windows of one length only."""
    ids = torch.randint(1000, 20000, (2, 16))
    side = torch.zeros_like(ids)
    side[:, 8:] = 1
    buffer = io.BytesIO()
    torch.onnx.export(
        Unmasked(judge).eval(),
        (ids, side),
        buffer,
        input_names=["ids", "side"],
        output_names=["scores", "tags"],
        dynamic_axes={name: {0: "batch", 1: "length"} for name in ("ids", "side", "tags")} | {"scores": {0: "batch"}},
        opset_version=OPSET,
        dynamo=False,
    )
    return onnx.load_from_string(buffer.getvalue())


class Unmasked(torch.nn.Module):
    """The judge without a mask, its logits as probabilities.

    Every window is scored twice, which costs nothing beside the layers: the runtime sums the tokens of a lone window, and
    multiplies a lone row, in another order than those of several, and its last bits would depend on what is read with it.
    """

    def __init__(self, judge: Judge) -> None:
        super().__init__()
        self.judge = judge

    def forward(self, ids: torch.Tensor, side: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        last = self.judge.bert(input_ids=ids, token_type_ids=side).last_hidden_state
        own = (1 - side).unsqueeze(-1).to(last.dtype)
        scores = self.judge.scores(torch.cat([last, last]), torch.cat([own, own]))[: ids.shape[0]]
        return scores, torch.sigmoid(self.judge.tag(last))


def quantised(model: onnx.ModelProto) -> onnx.ModelProto:
    """Replace every large matrix by int8 numbers times a scale: a row's for embeddings, a column's for layers.

    Layers become float when the model is loaded, embeddings only where they are looked up, which halves the time to load.
    """
    large = {tensor.name: tensor for tensor in model.graph.initializer if _is_large(tensor)}
    looked_up = {node.input[0] for node in model.graph.node if node.op_type == "Gather"} & large.keys()
    kept = [tensor for tensor in model.graph.initializer if tensor.name not in large]
    nodes = []
    for name, tensor in large.items():
        values = numpy_helper.to_array(tensor)
        axis = 1 if name in looked_up else 0
        scale = np.maximum(np.abs(values).max(axis=axis, keepdims=True), 1e-8).astype(np.float32) / 127
        small = np.clip(np.round(values / scale), -127, 127).astype(np.int8)
        kept += [numpy_helper.from_array(small, f"{name}_q"), numpy_helper.from_array(scale, f"{name}_s")]
        if name not in looked_up:
            nodes += _scaled(f"{name}_q", f"{name}_s", name)
    for node in model.graph.node:
        nodes += _looked_up(*node.input, *node.output) if node.input and node.input[0] in looked_up else [node]
    del model.graph.initializer[:], model.graph.node[:]
    model.graph.initializer.extend(kept)
    model.graph.node.extend(nodes)
    onnx.checker.check_model(model)
    return model


def _is_large(tensor: onnx.TensorProto) -> bool:
    return tensor.data_type == TensorProto.FLOAT and len(tensor.dims) == 2 and int(np.prod(tensor.dims)) >= SMALLEST


def _scaled(numbers: str, scale: str, output: str) -> list[onnx.NodeProto]:
    return [
        helper.make_node("Cast", [numbers], [f"{output}_f"], to=TensorProto.FLOAT),
        helper.make_node("Mul", [f"{output}_f", scale], [output]),
    ]


def _looked_up(table: str, rows: str, output: str) -> list[onnx.NodeProto]:
    parts = [helper.make_node("Gather", [f"{table}_{part}", rows], [f"{output}_{part}"]) for part in "qs"]
    return [*parts, *_scaled(f"{output}_q", f"{output}_s", output)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--average", type=Path, help="an exported judge from which the weights were trained on")
    args = parser.parse_args()
    judge = Judge()
    weights = weights_of(args.weights)
    if args.average:  # halfway between start and end judges better what neither has seen than either
        weights = weights | {name: (weights[name] + value) / 2 for name, value in weights_of(args.average).items()}
    judge.load_state_dict(weights)
    judge.eval()
    model = quantised(graph_of(judge)).SerializeToString()
    args.output.parent.mkdir(parents=True, exist_ok=True)
    args.output.write_bytes(model)
    print(f"{args.output}: {len(model) / 1e6:.1f} MB, SHA-256 {hashlib.sha256(model).hexdigest()}")
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    ids = torch.randint(1000, 20000, (64, 40), generator=torch.Generator().manual_seed(1))
    side = torch.zeros_like(ids)
    side[:, 20:] = 1
    with torch.no_grad():
        scores, tags = Unmasked(judge).eval()(ids, side)
    small_scores, small_tags = session.run(None, {"ids": ids.numpy(), "side": side.numpy()})
    print(
        f"largest difference to float: scores {np.abs(small_scores - scores.numpy()).max():.4f}, "
        f"tags {np.abs(small_tags - tags.numpy()).max():.4f}"
    )


if __name__ == "__main__":
    main()
