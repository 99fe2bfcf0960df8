"""Read a judge's weights back, so that training can go on: from the file that the package holds, or from one of train.py.

In: an ONNX file of export.py, whose int8 is turned back into float, or a file of torch. Out: the weights as train.py's `Judge` names them.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

PREFIX = "judge."
"""Of the names in the file: export.py wraps the judge."""


def weights_of(path: Path) -> dict[str, torch.Tensor]:
    """Give the weights by name. Layers lose theirs when exported; the bias that is added to their product tells it."""
    if path.suffix != ".onnx":
        return torch.load(path)["weights"]
    graph = onnx.load(path).graph
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    for name in [name.removesuffix("_q") for name in stored if name.endswith("_q")]:
        stored[name] = stored.pop(f"{name}_q").astype(np.float32) * stored.pop(f"{name}_s")
    products = {node.output[0]: node.input[1] for node in graph.node if node.op_type == "MatMul"}
    for node in graph.node:
        if node.op_type == "Add":
            bias = next((name for name in node.input if name.endswith(".bias")), None)
            product = next((products[name] for name in node.input if name in products), None)
            if bias and product in stored:
                stored[bias.replace(".bias", ".weight")] = stored.pop(product).T
    own = {name.removeprefix(PREFIX): values for name, values in stored.items() if name.startswith(PREFIX)}
    return {name: torch.from_numpy(values.copy()) for name, values in own.items()}
