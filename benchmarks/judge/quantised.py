"""Networks as ONNX files with weights in 8 bits, in one piece or parted above the layers held fixed."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

HIDDEN = "/encoder/layers.1/norm_2/LayerNormalization_output_0"
"""What comes out of the embeddings and the two layers that no reader's training changes."""
Axes = Mapping[str, Mapping[int, str]]


def write(network: nn.Module, example: Sequence[Tensor], path: Path, *, inputs: Axes, outputs: Axes) -> None:
    """The network in one file; `inputs` and `outputs` name the axes whose size may change."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            network,
            tuple(example),
            str(whole),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes={**inputs, **outputs},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True)


def write_upper(
    network: nn.Module, example: Sequence[Tensor], folder: Path, *, name: str, inputs: Axes, outputs: Axes
) -> None:
    """The network in two files: `trunk.onnx`, the same for every reader, and `NAME.onnx` above it."""
    from onnx.utils import extract_model

    with tempfile.TemporaryDirectory() as kept:
        whole = Path(kept) / "whole.onnx"
        write(network, example, whole, inputs=inputs, outputs=outputs)
        words = [one for one in ("ids", "mask", "parts") if one in inputs]
        extract_model(str(whole), str(folder / "trunk.onnx"), words, [HIDDEN])
        above = [HIDDEN, *(one for one in inputs if one not in ("ids", "parts"))]
        extract_model(str(whole), str(folder / f"{name}.onnx"), above, list(outputs))
