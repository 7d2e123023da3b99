"""The network that reads all points and the whole answer together, and what it learns by."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from benchmarks.judge.encoder import WIDTH
from benchmarks.judge.scenes import UNKNOWN
from benchmarks.judge.sheets import Batch
from coach.reasons import REASONS

MADE, HALF = (REASONS.index(one) for one in ("made", "half"))
LOOKING, ORDER = 1.0, 0.25
"""What looking at the words that decide counts beside the reasons, and the order of points in an answer."""


class AnswerReader(nn.Module):
    """An answer with its points to a logit a point for each of `REASONS`, and where each point looked."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder
        self.look = nn.Linear(WIDTH, WIDTH)
        nn.init.zeros_(self.look.weight)
        nn.init.zeros_(self.look.bias)
        self.head = nn.Sequential(
            nn.Linear(5 * WIDTH + 2, 192), nn.GELU(), nn.Dropout(0.2), nn.Linear(192, len(REASONS))
        )

    def forward(
        self, ids: Tensor, mask: Tensor, parts: Tensor, asked: Tensor, said: Tensor
    ) -> tuple[Tensor, Tensor]:
        """(n, t) ids, mask and parts; `asked` (n, k, t), a row a point, its own tokens adding up to one;
        `said` (n, t), 1 for the answer's tokens -> (n, k, len(REASONS)) and (n, k, t), adding up to one.
        """
        x = self.encoder(ids, mask, parts)
        asked, said = asked.to(x.dtype), said.to(x.dtype)
        point = asked @ x
        mean = ((said[..., None] * x).sum(1) / said.sum(1, keepdim=True).clamp(min=1.0))[:, None].expand_as(
            point
        )
        alike = functional.normalize(point, dim=-1) @ functional.normalize(x, dim=-1).transpose(1, 2)
        sought = self.look(point) @ x.transpose(1, 2) / math.sqrt(WIDTH)
        looks = torch.softmax((10.0 * alike + sought).float() + (said[:, None].float() - 1.0) * 1e4, dim=-1)
        seen = looks.to(x.dtype) @ x
        near = [functional.cosine_similarity(point, one, dim=-1)[..., None] * 5.0 for one in (mean, seen)]
        found = self.head(torch.cat([point * seen, (point - seen).abs(), seen, mean, point, *near], dim=-1))
        return found, looks


def loss_of(logits: Tensor, looks: Tensor, batch: Batch) -> Tensor:
    """Which of the reasons it is, once more whether it is made, where that is seen, and in which order the
    points of one answer come; of points of unknown kind nothing.
    """
    worth = torch.tensor([1.0, 0.5] + [0.0] * (len(REASONS) - 2), device=logits.device)
    known = batch.kinds != UNKNOWN
    loss = logits.sum() * 0.0
    chances = (torch.softmax(logits, -1) @ worth).clamp(1e-4, 1 - 1e-4)
    if known.any():
        kinds = batch.kinds[known]
        loss = functional.cross_entropy(logits[known], kinds, label_smoothing=0.05)
        loss = loss + functional.binary_cross_entropy(chances[known], worth[kinds])
    decided = batch.decides.sum(-1) > 0
    if decided.any():
        held = (looks * batch.decides).sum(-1)[decided]
        loss = loss - LOOKING * torch.log(held + 1e-6).mean()
    made, other = (batch.kinds == MADE).float(), (batch.kinds > HALF).float()
    pairs = made[:, :, None] * other[:, None, :]
    if pairs.sum() > 0:
        odds = torch.logit(chances)
        lost = functional.softplus(odds[:, None, :] - odds[:, :, None])
        loss = loss + ORDER * (lost * pairs).sum() / pairs.sum()
    return loss
