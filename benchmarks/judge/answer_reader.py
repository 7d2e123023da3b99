"""The network that reads all points and the whole answer together, and what it learns by."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

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
    """An answer with its points to a logit a point for each of `REASONS`, and where each point looked.

    `encoder` gives vectors of `width` for ids, mask and parts.
    """

    def __init__(self, encoder: nn.Module, *, width: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.width = width
        self.look = nn.Linear(width, width)
        nn.init.zeros_(self.look.weight)
        nn.init.zeros_(self.look.bias)
        self.head = nn.Sequential(
            nn.Linear(5 * width + 2, 192), nn.GELU(), nn.Dropout(0.2), nn.Linear(192, len(REASONS))
        )

    def forward(
        self, ids: Tensor, mask: Tensor, parts: Tensor, asked: Tensor, said: Tensor
    ) -> tuple[Tensor, Tensor]:
        """(n, t) ids, mask and parts; `asked` (n, k, t), a row a point, its own tokens adding up to one;
        `said` (n, t), 1 for the answer's tokens -> (n, k, len(REASONS)) and (n, k, t), adding up to one.
        """
        return self.judged(self.encoder(ids, mask, parts), asked, said)

    def judged(self, x: Tensor, asked: Tensor, said: Tensor) -> tuple[Tensor, Tensor]:
        """The same from the encoder's vectors (n, t, width)."""
        asked, said = asked.to(x.dtype), said.to(x.dtype)
        point = asked @ x
        mean = ((said[..., None] * x).sum(1) / said.sum(1, keepdim=True))[:, None].expand_as(point)
        alike = functional.normalize(point, dim=-1) @ functional.normalize(x, dim=-1).transpose(1, 2)
        sought = self.look(point) @ x.transpose(1, 2) / math.sqrt(self.width)
        looks = torch.softmax((10.0 * alike + sought).float() + (said[:, None].float() - 1.0) * 1e4, dim=-1)
        seen = looks.to(x.dtype) @ x
        near = [functional.cosine_similarity(point, one, dim=-1)[..., None] * 5.0 for one in (mean, seen)]
        found = self.head(torch.cat([point * seen, (point - seen).abs(), seen, mean, point, *near], dim=-1))
        return found, looks


class Readers(nn.Module):
    """Several readers as one network, each of which reads one row: the same points and answer, the points in
    an order of its own. The layers that were held fixed in all are the same for every row. Raises ValueError
    where these differ.
    """

    def __init__(self, readers: Sequence[AnswerReader]) -> None:
        super().__init__()
        self.readers = nn.ModuleList(readers)
        first, *others = (_fixed(one) for one in readers)
        if any(
            not torch.equal(mine, theirs)
            for other in others
            for mine, theirs in zip(first, other, strict=True)
        ):
            raise ValueError("The readers differ in the layers that they should have in common.")

    def forward(
        self, ids: Tensor, mask: Tensor, parts: Tensor, asked: Tensor, said: Tensor
    ) -> tuple[Tensor, Tensor]:
        """As `AnswerReader`, a row a reader."""
        below = self.readers[0].encoder.below(ids, mask, parts)
        told = [
            one.judged(one.encoder.above(below[at], mask[at]), asked[at], said[at])
            for one, at in ((one, slice(row, row + 1)) for row, one in enumerate(self.readers))
        ]
        return torch.cat([logits for logits, _ in told]), torch.cat([looks for _, looks in told])


def _fixed(reader: AnswerReader) -> list[Tensor]:
    return [one.detach() for one in reader.encoder.parameters() if not one.requires_grad]


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


def loss_after(taught: Taught, logits: Tensor, looks: Tensor, batch: Batch) -> Tensor:
    """How far a reader is from its teachers (Hinton et al. 2015), labelled or not: in what they say of every
    point, and in where they look, the more the less they call it absent.
    """
    told = -(taught.chances * torch.log_softmax(logits, -1)).sum(-1)[batch.are].mean()
    spoken_of = (1.0 - taught.chances[..., ABSENT]) * batch.are
    apart = -(taught.looks * torch.log(looks + 1e-6)).sum(-1)
    seen = (apart * spoken_of).sum() / spoken_of.sum().clamp(min=1.0)
    return _REASONS_OF * told + _LOOKS_OF * seen
