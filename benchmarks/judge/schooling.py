"""How the reader is taught, and what it knows afterwards."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch import nn

from benchmarks.judge.answer_reader import (
    AFTER_TEACHERS,
    HALF,
    MADE,
    AnswerReader,
    Taught,
    loss_after,
    loss_of,
)
from benchmarks.judge.encoder import optimiser_of
from benchmarks.judge.packs import packed
from benchmarks.judge.retold import School, against
from benchmarks.judge.scenes import UNKNOWN, Scene
from benchmarks.judge.scores import auc, within
from benchmarks.judge.sheets import Batch, Leaf, ahead, batched, leaf_of
from coach.reasons import REASONS, made_of

ROOM = 2600
"""Tokens in a batch, the filling up of shorter texts among them: eight answers, or forty drills."""
WARM = 80
"""Batches until the rate is at its highest."""
_FOUND = 0.8

Figures = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast: `rate` is of the encoder, the heads learn ten times as fast; it falls in a line
    over all epochs. `kept` is how slowly the mean of the weights follows (Polyak and Juditsky 1992): the mean
    is what is kept in the end. `first` is the seed of the first epoch.
    """

    epochs: int
    rate: float
    kept: float = 0.998
    seed: int = 1
    first: int = 0
    room: int = ROOM


class Pages:
    """Epochs of a school as leaves, made ready in `workers` other processes; the same for the same seeds."""

    def __init__(self, school: School, tokenizer_path: str, *, workers: int) -> None:
        self._made = partial(_leaves, school, tokenizer_path)
        self._workers = workers

    def epochs(self, plan: Plan) -> Iterator[list[Leaf]]:
        """One after another."""
        seeds = range(plan.first, plan.first + plan.epochs)
        if self._workers < 1:
            yield from map(self._made, seeds)
            return
        with multiprocessing.get_context("fork").Pool(self._workers) as pool:
            yield from pool.imap(self._made, seeds)


def _leaves(school: School, tokenizer_path: str, seed: int) -> list[Leaf]:
    tokenizer = opened(tokenizer_path)
    return [leaf_of(tokenizer, one) for one in school.epoch(seed)]


def opened(path: str) -> Tokenizer:
    """The tokenizer of the published weights, which neither cuts nor fills up."""
    tokenizer = Tokenizer.from_file(path)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def teach(
    reader: AnswerReader,
    pages: Pages,
    plan: Plan,
    *,
    device: str,
    teachers: Sequence[AnswerReader] = (),
    so_far: Path | None = None,
) -> None:
    """Teaches `reader` in place and leaves it with the mean of its weights; after every epoch these are kept
    in the file `so_far`.
    """
    chance = random.Random(plan.seed)
    heads = (*reader.look.parameters(), *reader.head.parameters())
    optimiser = optimiser_of(reader.encoder, heads, rate=plan.rate, head_rate=10 * plan.rate)
    weights = [one for one in reader.parameters() if one.requires_grad]
    means = [one.detach().clone() for one in weights]
    step = 0
    for epoch, leaves in enumerate(pages.epochs(plan)):
        started, lost = time.monotonic(), []
        groups_of = _groups(leaves, chance, room=plan.room)
        reader.train()
        for place, batch in enumerate(ahead(leaves, groups_of, device)):
            along = (epoch + place / len(groups_of)) / plan.epochs
            for group in optimiser.param_groups:
                group["lr"] = group["most"] * min(1.0, (step + 1) / WARM) * (1 - along)
            loss = _loss(reader, batch, teachers, device=device)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(weights, 1.0)
            optimiser.step()
            step += 1
            _follow(means, weights, 1 - min(plan.kept, step / (step + 9)))
            if place % 20 == 0:  # asking for it waits for the graphics card
                lost.append(float(loss.detach()))
        took, mean = time.monotonic() - started, np.mean(lost)
        print(f"epoch {epoch + 1}: {len(groups_of)} batches, loss {mean:.3f}, {took:.0f} s", flush=True)
        if so_far:
            learned = [name for name, one in reader.named_parameters() if one.requires_grad]
            torch.save({**reader.state_dict(), **dict(zip(learned, means, strict=True))}, so_far)
    with torch.no_grad():
        for one, mean in zip(weights, means, strict=True):
            one.copy_(mean)


def _groups(leaves: Sequence[Leaf], chance: random.Random, *, room: int) -> list[list[int]]:
    """What has several points together, drills with drills, in random order."""
    several = [at for at, one in enumerate(leaves) if len(one.kinds) > 1]
    drills = [at for at, one in enumerate(leaves) if len(one.kinds) == 1]
    groups = [
        [places[at] for at in few]
        for places in (several, drills)
        for few in packed([len(leaves[at].ids) for at in places], room, chance=chance)
    ]
    chance.shuffle(groups)
    return groups


def _loss(
    reader: AnswerReader, batch: Batch, teachers: Sequence[AnswerReader], *, device: str
) -> torch.Tensor:
    # In 16 bits where that is enough: twice as fast on a graphics card, and on a processor with bfloat16.
    with torch.autocast(device, torch.bfloat16):
        logits, looks = reader(*batch.inputs)
    loss = loss_of(logits.float(), looks.float(), batch)
    if not teachers:
        return loss
    said = loss_after(_said_by(teachers, batch, device=device), logits.float(), looks.float(), batch)
    return (1 - AFTER_TEACHERS) * loss + AFTER_TEACHERS * said


def _said_by(teachers: Sequence[AnswerReader], batch: Batch, *, device: str) -> Taught:
    """The mean of what teachers say."""
    with torch.no_grad(), torch.autocast(device, torch.bfloat16):
        said = [one(*batch.inputs) for one in teachers]
    chances = [torch.softmax(logits.float(), -1) for logits, _ in said]
    return Taught(torch.stack(chances).mean(0), torch.stack([looks.float() for _, looks in said]).mean(0))


def _follow(means: list[torch.Tensor], weights: list[nn.Parameter], share: float) -> None:
    with torch.no_grad():
        torch._foreach_lerp_(means, weights, share)


def chances_of(
    reader: AnswerReader, found: Sequence[Scene], tokenizer: Tokenizer, *, device: str
) -> list[Figures]:
    """For every scene its points' chances of `REASONS` (points, reasons)."""
    leaves = [leaf_of(tokenizer, one) for one in found]
    told: list[Figures] = [np.zeros(0) for _ in leaves]
    reader.eval()
    with torch.no_grad():
        for few in packed([len(one.ids) for one in leaves], ROOM, chance=random.Random(0)):
            logits, _ = reader(*batched([leaves[at] for at in few], device).inputs)
            chances = torch.softmax(logits.double(), -1).cpu().numpy()
            for row, at in enumerate(few):
                told[at] = chances[row, : len(leaves[at].kinds)]
    return told


def tell(found: tuple[Scene, ...], chances: Callable[[Sequence[Scene]], Sequence[Figures]]) -> None:
    """How well made is told from not made, by reason too; and of the points of other questions, how many lie
    above the score that four fifths of the points made reach.
    """
    scores = [made_of(one).tolist() for one in chances(found)]
    labels = [[{MADE: 1.0, HALF: 0.5, UNKNOWN: 0.5}.get(kind, 0.0) for kind in one.kinds] for one in found]
    rows = [
        (score, kind)
        for one, few in zip(found, scores, strict=True)
        for score, kind in zip(few, one.kinds, strict=True)
    ]
    clear = [(score, kind == MADE) for score, kind in rows if kind == MADE or kind > HALF]
    order = within(list(zip(scores, labels, strict=True)))
    line = [f"AUC {auc(*zip(*clear, strict=True)):.3f}, within answers {order:.3f}"]
    for at, name in enumerate(REASONS[HALF + 1 :], HALF + 1):
        part = [(score, kind == MADE) for score, kind in rows if kind in (MADE, at)]
        if sum(not made for _, made in part) > 3:
            line.append(f"{name} {auc(*zip(*part, strict=True)):.2f}")
    least = float(np.quantile([score for score, kind in rows if kind == MADE], 1 - _FOUND))
    others = [
        next(one for one in found[at:] + found if one.points != scene.points)
        for at, scene in enumerate(found)
    ]
    strange = chances([against(scene, other.points) for scene, other in zip(found, others, strict=True)])
    hits = np.concatenate([made_of(one) for one in strange]) >= least
    print(f"  {', '.join(line)}, of another question {hits.mean():.2f}", flush=True)


def device_of(asked: str) -> str:
    """The device asked for; without one a graphics card where there is one, else the processor."""
    return asked or ("cuda" if torch.cuda.is_available() else "cpu")
