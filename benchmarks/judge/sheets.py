"""Scenes as tensors: what a reader is fed, and what it is to find."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from benchmarks.judge.scenes import UNKNOWN, Scene
from coach.reader import laid_out

Whole = npt.NDArray[np.int64]
_NOWHERE = (-5, -5)
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Leaf:
    """One scene as tokens: `owners` the point that a token belongs to, or -1; `words` its word of the answer,
    or -1; `start` where the answer begins; `kinds` and the first and last deciding word a point.
    """

    ids: Whole
    owners: Whole
    words: Whole
    start: int
    kinds: Whole
    spans: Whole


@dataclass(frozen=True, slots=True)
class Batch:
    """Leaves as tensors: `inputs` as `AnswerReader` takes them; `kinds` (n, k), `UNKNOWN` for none; `decides`
    (n, k, t), 1 for deciding tokens.
    """

    inputs: tuple[Tensor, ...]
    kinds: Tensor
    decides: Tensor


def leaf_of(tokenizer: Any, scene: Scene) -> Leaf:
    """A scene as tokens."""
    sheet = laid_out(tokenizer, scene.points, scene.said)
    return Leaf(
        np.array(sheet.ids),
        np.where(sheet.asked.max(0) > 0, sheet.asked.argmax(0), -1),
        np.array(sheet.words),
        sheet.parts.index(1),
        np.array(scene.kinds),
        np.array([span or _NOWHERE for span in scene.spans]).reshape(-1, 2),
    )


def batched(leaves: Sequence[Leaf], device: str) -> Batch:
    """Leaves side by side, the shorter ones filled up."""
    rows, longest = len(leaves), max(len(one.ids) for one in leaves)
    most = max(len(one.kinds) for one in leaves)
    ids, parts, mask = (np.zeros((rows, longest), np.int64) for _ in range(3))
    owners, words = (np.full((rows, longest), -1) for _ in range(2))
    kinds, spans = np.full((rows, most), UNKNOWN), np.full((rows, most, 2), _NOWHERE[0])
    for row, one in enumerate(leaves):
        size, points = len(one.ids), len(one.kinds)
        ids[row, :size], owners[row, :size], words[row, :size] = one.ids, one.owners, one.words
        parts[row, one.start : size] = 1
        mask[row, :size] = 1
        kinds[row, :points], spans[row, :points] = one.kinds, one.spans
    moved = [torch.from_numpy(one).to(device) for one in (ids, mask, parts, owners, words, kinds, spans)]
    place, told = moved[3][:, None], moved[4][:, None]
    asked = (place == torch.arange(most, device=device)[None, :, None]).float()
    count = asked.sum(-1, keepdim=True)
    first, last = moved[6][..., :1], moved[6][..., 1:]
    decides = ((told >= first) & (told <= last) & (told >= 0)).float()
    said = (moved[4] >= 0).float()
    return Batch((*moved[:3], asked / count.clamp(min=1), said), moved[5], decides)


def ahead(leaves: Sequence[Leaf], groups: Sequence[Sequence[int]], device: str) -> Iterator[Batch]:
    """The groups as batches, some made ready beside the work on the one before."""
    with ThreadPoolExecutor(1) as beside:
        made = [beside.submit(batched, [leaves[at] for at in few], device) for few in groups[:_AHEAD]]
        for place in range(len(groups)):
            batch = made.pop(0).result()
            if place + _AHEAD < len(groups):
                few = groups[place + _AHEAD]
                made.append(beside.submit(batched, [leaves[at] for at in few], device))
            yield batch
