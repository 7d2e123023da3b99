"""Networks as ONNX files with weights in 8 bits."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

Axes = Mapping[str, Mapping[int, str]]


def write(network: nn.Module, example: Sequence[Tensor], path: Path, *, inputs: Axes, outputs: Axes) -> None:
    """The network in one file; `inputs` and `outputs` name the axes whose size may change."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            network,
            tuple(example),
            str(plain),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes={**inputs, **outputs},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(plain, path, weight_type=QuantType.QInt8, per_channel=True)
