"""The reader: one look at question, points and answer; a verdict a point, and the words that decide.

All points of a question are read together with the answer, so that they compete for its words, one pass of
the encoder serves all of them, and what stands around a word (who acted, whether it was taken back) is seen.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from benchmarks.judge.encoder import WIDTH, Encoder

REASONS = ("made", "absent", "negated", "named", "others", "hypothetical", "vague")
REACH = 8  # a word is read with this many tokens to either side


class Reader(nn.Module):
    """Verdicts and evidence for every point of one answer at once."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.scale = nn.Parameter(torch.tensor(8.0))
        self.shift = nn.Parameter(torch.tensor(-4.0))
        self.touch = _head(2)
        self.verdict = _head(1 + len(REASONS))

    def forward(
        self, ids: Tensor, mask: Tensor, parts: Tensor, owner: Tensor, points: int
    ) -> tuple[Tensor, ...]:
        """Logits of one batch.

        `owner` (n, t) holds the number of the point a token belongs to (1 and up) or 0. Returns
        verdict (n, points): logit that the point was made; reasons (n, points, len(REASONS)); touched
        (n, points, t, 2): a logit a token that it makes the point, and that it only touches on it.
        """
        x = self.encoder(ids, mask, parts)
        spoken = ((parts == 1) & (mask == 1)).to(x.dtype)
        near = _smoothed(x * spoken[..., None], spoken)
        which = (owner[:, None, :] == torch.arange(1, points + 1, device=ids.device)[None, :, None]).to(
            x.dtype
        )
        point = which @ x / which.sum(-1, keepdim=True).clamp(min=1)
        alike = _unit(point) @ _unit(near).transpose(1, 2)
        base = self.scale * alike + self.shift
        pair = point[:, :, None, :] * near[:, None, :, :]
        apart = (point[:, :, None, :] - near[:, None, :, :]).abs()
        features = torch.cat([pair, apart], dim=-1)
        touched = base[..., None] + self.touch(features)
        weight = torch.softmax(touched.amax(-1) + (spoken[:, None, :] - 1) * 1e4, dim=-1)
        gist = (weight[..., None] * features).sum(2)
        told = self.verdict(gist)
        best = (weight * base).sum(-1)
        return best + told[..., 0], told[..., 1:], touched


def _head(outputs: int) -> nn.Sequential:
    last = nn.Linear(128, outputs)
    nn.init.zeros_(last.weight)
    nn.init.zeros_(last.bias)
    return nn.Sequential(nn.Linear(2 * WIDTH, 128), nn.GELU(), nn.Dropout(0.1), last)


def _unit(x: Tensor) -> Tensor:
    return x / x.norm(dim=-1, keepdim=True).clamp(min=1e-6)


def _smoothed(x: Tensor, spoken: Tensor) -> Tensor:
    """Every token's mean with its neighbours within `REACH`: (n, t, width) -> (n, t, width)."""
    kernel = 2 * REACH + 1
    total = nn.functional.avg_pool1d(x.transpose(1, 2), kernel, 1, REACH) * kernel
    count = nn.functional.avg_pool1d(spoken[:, None, :], kernel, 1, REACH) * kernel
    return (total / count.clamp(min=1)).transpose(1, 2)
