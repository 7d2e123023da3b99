"""The network that reads all points and the whole answer together, and what it learns by."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from benchmarks.judge.encoder import WIDTH
from benchmarks.judge.scenes import ABSENT, UNKNOWN
from benchmarks.judge.sheets import Batch
from coach.reasons import REASONS

MADE, HALF = (REASONS.index(one) for one in ("made", "half"))
LOOKING, ORDER = 1.0, 0.25
"""What looking at the words that decide counts beside the reasons, and the order of points in an answer."""
AFTER_TEACHERS = 0.7
"""How much of the lesson is what the teachers say, where there are some; the rest is the labels."""
_REASONS_OF, _LOOKS_OF = 2.0, 0.5


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


@dataclass(frozen=True, slots=True)
class Taught:
    """What teachers say of a batch: chances (n, k, len(REASONS)), and where they looked (n, k, t)."""

    chances: Tensor
    looks: Tensor


def loss_of(logits: Tensor, looks: Tensor, batch: Batch) -> Tensor:
    """Which of the reasons it is, once more whether it is made, where that is seen, and in which order the
    points of one answer come; of points of unknown kind nothing.
    """
    worth = torch.tensor([1.0, 0.5] + [0.0] * (len(REASONS) - 2), device=logits.device)
    known, kinds = batch.kinds != UNKNOWN, batch.kinds.clamp(min=0)
    chances = (torch.softmax(logits, -1) @ worth).clamp(1e-4, 1 - 1e-4)
    named = functional.cross_entropy(
        logits.flatten(0, 1), kinds.flatten(), label_smoothing=0.05, reduction="none"
    ).view_as(chances)
    made = functional.binary_cross_entropy(chances, worth[kinds], reduction="none")
    decided = batch.decides.sum(-1) > 0
    seen = -torch.log((looks * batch.decides).sum(-1) + 1e-6)
    first, other = batch.kinds == MADE, batch.kinds > HALF
    odds = torch.logit(chances)
    turned = functional.softplus(odds[:, None, :] - odds[:, :, None])
    return (
        _mean(named + made, known)
        + LOOKING * _mean(seen, decided)
        + ORDER * _mean(turned, first[:, :, None] & other[:, None, :])
    )


def _mean(figures: Tensor, which: Tensor) -> Tensor:
    """The mean of some, or weighed, 0 of none; asks the graphics card nothing, so nobody waits for it."""
    return (figures * which).sum() / which.sum().clamp(min=1)


def loss_after(taught: Taught, logits: Tensor, looks: Tensor, batch: Batch) -> Tensor:
    """How far a reader is from its teachers (Hinton et al. 2015), labelled or not: in what they say of every
    point, and in where they look, the more the less they call it absent.
    """
    are = batch.inputs[3].sum(-1) > 0
    told = -(taught.chances * torch.log_softmax(logits, -1)).sum(-1)
    spoken_of = (1.0 - taught.chances[..., ABSENT]) * are
    apart = -(taught.looks * torch.log(looks + 1e-6)).sum(-1)
    return _REASONS_OF * _mean(told, are) + _LOOKS_OF * _mean(apart, spoken_of)
