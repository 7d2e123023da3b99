"""Networks as ONNX files with weights in 8 bits."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

Axes = Mapping[str, Mapping[int, str]]
_SHARE = 0.7
"""How much of what is uneven the weights take over: of .5, .7 and .85 the one with which 8 bits kept most."""


def write(network: nn.Module, example: Sequence[Tensor], path: Path, *, inputs: Axes, outputs: Axes) -> None:
    """The network in one file; `inputs` and `outputs` name the axes whose size may change."""
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
        # What is looked up stays as it is: it is in few bits already, or little. Of the weights' 8 bits 7 are
        # used: processors without VNNI add two products in 16 bits, which is then enough.
        quantize_dynamic(
            plain,
            path,
            op_types_to_quantize=["MatMul"],
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
        )


class Evened(nn.Module):
    """A linear layer whose inputs are divided by figures of their own, its weights multiplied by them."""

    def __init__(self, linear: nn.Linear, most: Tensor) -> None:
        super().__init__()
        weights = linear.weight.detach().abs().amax(0).clamp(min=1e-5)
        share = most.clamp(min=1e-5) ** _SHARE / weights ** (1 - _SHARE)
        share = share / share.log().mean().exp()
        self.register_buffer("apart", 1.0 / share)
        self.linear = nn.Linear(linear.in_features, linear.out_features)
        with torch.no_grad():
            self.linear.weight.copy_(linear.weight * share)
            self.linear.bias.copy_(linear.bias)

    def forward(self, x: Tensor) -> Tensor:
        """As the layer it stands for."""
        found: Tensor = self.linear(x * self.apart)
        return found


def evened(network: nn.Module, examples: Sequence[Sequence[Tensor]]) -> None:
    """Makes the inputs of every linear layer of about one size, in place (Xiao et al. 2023, SmoothQuant): all
    share one step of 8 bits, and a few that are large leave hardly any to the others. What it says stays.
    """
    most: dict[nn.Module, Tensor] = {}

    def seen(layer: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        size = inputs[0].abs().flatten(0, -2).amax(0)
        most[layer] = torch.maximum(most[layer], size) if layer in most else size

    linear = {name: one for name, one in network.named_modules() if isinstance(one, nn.Linear)}
    watched = [one.register_forward_pre_hook(seen) for one in linear.values()]
    with torch.no_grad():
        for example in examples:
            network(*example)
    for one in watched:
        one.remove()
    for name, one in linear.items():
        above, _, own = name.rpartition(".")
        network.get_submodule(above).register_module(own, Evened(one, most[one]))
