"""Trains the reader of whole answers: all points and the answer read together, in one pass.

    python -m benchmarks.judge.whole [--answers FOLDER] [--drills FOLDER] [--out FOLDER] [--threads 1]

It reads "[CLS] point [SEP] point [SEP] ... answer [SEP]" and says of every point what
`coach.reader.REASONS` lists, and where it looked: an attention from the point over the answer's words, taught
to fall on the words that decide (they are labelled). So it finds the place by itself, and sees the sibling
points beside it. It starts from the published sentence weights, embeddings and two layers held fixed, and
learns from the train part only: whole answers, told otherwise every time (`benchmarks/judge/scenes.py`), and
some of the drills. Fixed seed. Writes `whole.onnx` (int8, the layers above `trunk.onnx`) and prints, after
every epoch, figures on the questions kept for tuning, never on the unseen ones.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from benchmarks.judge.answers import spoken
from benchmarks.judge.encoder import WIDTH, Encoder, optimiser_of, published, published_folder
from benchmarks.judge.quantised import write_upper
from benchmarks.judge.scenes import UNKNOWN, Scene, drilled, mates, scenes, varied
from benchmarks.judge.scores import auc, within
from coach.likeness import WINDOW
from coach.network import FOLDER
from coach.reader import REASONS
from coach.whole import Sheet, laid_out

HERE = Path(__file__).parent
ANSWERS, DRILLS, DRILLED = 4, 24, 0.3
"""Answers in a batch, drills in a batch, and the share of the drills that one epoch sees."""
RATE, HEAD_RATE, WARM = 8e-5, 8e-4, 80
LOOKING, ORDER = 1.0, 0.25
"""What looking at the words that decide counts beside the reasons, and the order of points in an answer."""
_MADE, _HALF, _ABSENT = (REASONS.index(one) for one in ("made", "half", "absent"))
_WORTH = torch.tensor([{"made": 1.0, "half": 0.5}.get(one, 0.0) for one in REASONS])

Figures = npt.NDArray[np.float64]


class WholeReader(nn.Module):
    """An answer with its points to a logit a point for each of `REASONS`, and where each point looked."""

    def __init__(self, encoder: Encoder) -> None:
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
        mean = ((said[..., None] * x).sum(1) / said.sum(1, keepdim=True))[:, None].expand_as(point)
        alike = functional.normalize(point, dim=-1) @ functional.normalize(x, dim=-1).transpose(1, 2)
        sought = self.look(point) @ x.transpose(1, 2) / math.sqrt(WIDTH)
        looks = torch.softmax(10.0 * alike + sought + (said[:, None] - 1.0) * 1e4, dim=-1)
        seen = looks.to(x.dtype) @ x
        near = [functional.cosine_similarity(point, one, dim=-1)[..., None] * 5.0 for one in (mean, seen)]
        found = self.head(torch.cat([point * seen, (point - seen).abs(), seen, mean, point, *near], dim=-1))
        return found, looks


@dataclass(frozen=True, slots=True)
class Batch:
    """Scenes as tensors: `kinds` (n, k), `UNKNOWN` for none; `decides` (n, k, t), 1 for deciding tokens."""

    inputs: tuple[Tensor, ...]
    kinds: Tensor
    decides: Tensor


def main() -> None:
    """Trains, tells and writes."""
    asked = _asked()
    torch.manual_seed(asked.seed)
    torch.set_num_threads(asked.threads)
    chance = random.Random(asked.seed)
    tokenizer = Tokenizer.from_file(str(published_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    lessons = spoken(asked.answers, part="train")
    taught = scenes(lessons)
    others = mates(lessons, taught)
    tune = scenes(spoken(asked.answers, part="tune"))
    drills, tune_drills = (drilled(asked.drills, part=part) for part in ("train", "tune"))
    reader = WholeReader(published(published_folder()))
    heads = (*reader.look.parameters(), *reader.head.parameters())
    optimiser = optimiser_of(reader.encoder, heads, rate=RATE, head_rate=HEAD_RATE)
    for epoch in range(asked.epochs):
        told = [
            _mixed(varied(one, few, chance=chance), chance) for one, few in zip(taught, others, strict=True)
        ]
        some = chance.sample(drills, int(DRILLED * len(drills)))
        batches = [*_packed(told, ANSWERS, chance=chance), *_packed(some, DRILLS, chance=chance)]
        chance.shuffle(batches)
        started = time.monotonic()
        loss = _epoch(reader, tokenizer, batches, optimiser=optimiser, progress=(epoch, asked.epochs))
        took = time.monotonic() - started
        print(f"epoch {epoch + 1}: {len(batches)} batches, loss {loss:.3f}, {took:.0f} s", flush=True)
        _tell(reader, tokenizer, tune)
        _tell_drills(reader, tokenizer, tune_drills)
        asked.out.mkdir(parents=True, exist_ok=True)
        export(reader, tokenizer, asked.out)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--answers", type=Path, default=HERE / "answers")
    parser.add_argument("--drills", type=Path, default=HERE / "drills")
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def _mixed(scene: Scene, chance: random.Random) -> Scene:
    """The same answer with its points in another order: a point's place says nothing."""
    return scene.only(chance.sample(range(len(scene.points)), len(scene.points)))


def _size(scene: Scene) -> float:
    return 1.3 * len(scene.said) + sum(1.2 * len(one.split()) + 1 for one in scene.points)


def _packed(found: Sequence[Scene], most: int, *, chance: random.Random) -> list[list[Scene]]:
    """Batches of scenes of about one length, so that little is padded."""
    ordered = sorted(found, key=lambda one: _size(one) * chance.uniform(0.85, 1.15))
    return [ordered[at : at + most] for at in range(0, len(ordered), most)]


def batched(tokenizer: Tokenizer, found: Sequence[Scene]) -> Batch:
    """Scenes as the reader takes them."""
    sheets = [laid_out(tokenizer, one.points, one.said) for one in found]
    longest = max(len(one.ids) for one in sheets)
    most = max(len(one.points) for one in found)
    ids, mask, parts = (torch.zeros(len(found), longest, dtype=torch.long) for _ in range(3))
    said = torch.zeros(len(found), longest)
    asked, decides = (torch.zeros(len(found), most, longest) for _ in range(2))
    kinds = torch.full((len(found), most), UNKNOWN)
    for row, (scene, sheet) in enumerate(zip(found, sheets, strict=True)):
        size = len(sheet.ids)
        ids[row, :size] = torch.tensor(sheet.ids)
        mask[row, :size] = 1
        parts[row, :size] = torch.tensor(sheet.parts)
        said[row, :size] = torch.tensor(sheet.said)
        asked[row, : len(scene.points), :size] = torch.from_numpy(sheet.asked)
        kinds[row, : len(scene.points)] = torch.tensor(scene.kinds)
        _mark(decides[row, :, :size], scene, sheet)
    return Batch((ids, mask, parts, asked, said), kinds, decides)


def _mark(decides: Tensor, scene: Scene, sheet: Sheet) -> None:
    words = torch.tensor(sheet.words)
    for at, span in enumerate(scene.spans):
        if span is not None:
            decides[at] = ((words >= span[0]) & (words <= span[1])).float()


def _epoch(
    reader: WholeReader,
    tokenizer: Tokenizer,
    batches: Sequence[Sequence[Scene]],
    *,
    optimiser: torch.optim.Optimizer,
    progress: tuple[int, int],
) -> float:
    """One pass; the rate rises over the first batches and then falls in a line over all epochs."""
    reader.train()
    done, epochs = progress
    seen = 0.0
    for number, chosen in enumerate(batches):
        along = (done + number / len(batches)) / epochs
        warm = min(1.0, (done * len(batches) + number + 1) / WARM)
        for group in optimiser.param_groups:
            group["lr"] = group["most"] * warm * (1 - along)
        batch = batched(tokenizer, chosen)
        # In 16 bits where that is enough: on a processor with bfloat16 nearly twice as fast.
        with torch.autocast("cpu", torch.bfloat16):
            logits, looks = reader(*batch.inputs)
        loss = _loss(logits.float(), looks.float(), batch)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimiser.step()
        seen += loss.item()
    return seen / max(1, len(batches))


def _loss(logits: Tensor, looks: Tensor, batch: Batch) -> Tensor:
    """Which of the reasons it is, once more whether it is made, where that is seen, and in which order the
    points of one answer come.
    """
    known = batch.kinds != UNKNOWN
    kinds = batch.kinds[known]
    chances = (torch.softmax(logits, -1) @ _WORTH).clamp(1e-4, 1 - 1e-4)
    loss = functional.cross_entropy(logits[known], kinds, label_smoothing=0.05)
    loss = loss + functional.binary_cross_entropy(chances[known], _WORTH[kinds])
    decided = batch.decides.sum(-1) > 0
    if decided.any():
        held = (looks * batch.decides).sum(-1)[decided]
        loss = loss - LOOKING * torch.log(held + 1e-6).mean()
    made, other = (batch.kinds == _MADE).float(), (batch.kinds > _HALF).float()
    pairs = made[:, :, None] * other[:, None, :]
    if pairs.sum() > 0:
        odds = torch.logit(chances)
        lost = functional.softplus(odds[:, None, :] - odds[:, :, None])
        loss = loss + ORDER * (lost * pairs).sum() / pairs.sum()
    return loss


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was said of one point: chances of the reasons, and how much it looked at every spoken word."""

    chances: Figures
    looks: Figures


def _read(reader: WholeReader, tokenizer: Tokenizer, found: Sequence[Scene]) -> list[list[_Seen]]:
    reader.eval()
    order = sorted(range(len(found)), key=lambda at: _size(found[at]))
    seen: list[list[_Seen]] = [[] for _ in found]
    with torch.no_grad():
        for start in range(0, len(order), 8):
            places = order[start : start + 8]
            batch = batched(tokenizer, [found[at] for at in places])
            logits, looks = reader(*batch.inputs)
            for row, at in enumerate(places):
                words = laid_out(tokenizer, found[at].points, found[at].said).words
                seen[at] = list(_by_word(logits[row], looks[row], words, points=len(found[at].points)))
    return seen


def _by_word(logits: Tensor, looks: Tensor, words: Sequence[int], *, points: int) -> Iterator[_Seen]:
    places = np.array(words)
    for at in range(points):
        held = np.zeros(places.max() + 1)
        np.add.at(held, places[places >= 0], looks[at, : len(places)].double().numpy()[places >= 0])
        yield _Seen(torch.softmax(logits[at].double(), -1).numpy(), held)


def _tell(reader: WholeReader, tokenizer: Tokenizer, found: Sequence[Scene]) -> None:
    """How well made is told from not made, by reason too, and whether it looks where the point is decided."""
    groups, rows, held, mass = [], [], [], []
    for scene, seen in zip(found, _read(reader, tokenizer, found), strict=True):
        scores = [float(one.chances[_MADE] + 0.5 * one.chances[_HALF]) for one in seen]
        rows += list(zip(scores, scene.kinds, strict=True))
        groups.append((scores, [{_MADE: 1.0, _HALF: 0.5, UNKNOWN: 0.5}.get(one, 0.0) for one in scene.kinds]))
        for span, one in zip(scene.spans, seen, strict=True):
            if span is not None:
                mass.append(one.looks[span[0] : span[1] + 1].sum())
                held.append(_held(one.looks, *span))
    clear = [(score, kind == _MADE) for score, kind in rows if kind == _MADE or kind > _HALF]
    line = [
        f"AUC {auc(*zip(*clear, strict=True)):.3f}, within answers {within(groups):.3f}",
        f"looks at the deciding words {np.mean(mass):.3f}, holds them {np.mean(held):.3f}",
    ]
    for at, name in enumerate(REASONS[_HALF + 1 :], _HALF + 1):
        part = [(score, kind == _MADE) for score, kind in rows if kind in (_MADE, at)]
        if sum(not made for _, made in part) > 3:
            line.append(f"{name} {auc(*zip(*part, strict=True)):.2f}")
    print("  " + ", ".join(line), flush=True)


def _held(looks: Figures, first: int, last: int) -> bool:
    """Whether the passage that is looked at most holds three quarters of the deciding words."""
    size = min(WINDOW, len(looks))
    start = int(np.convolve(looks, np.ones(size), "valid").argmax())
    both = min(last, start + size - 1) - max(first, start) + 1
    return both >= 0.75 * min(size, last - first + 1)


def _tell_drills(reader: WholeReader, tokenizer: Tokenizer, found: Sequence[Scene]) -> None:
    seen = [few[0].chances for few in _read(reader, tokenizer, found)]
    rows = [(one[_MADE] + 0.5 * one[_HALF], scene) for one, scene in zip(seen, found, strict=True)]
    clear = [(float(score), scene.kinds[0] == _MADE) for score, scene in rows if scene.kinds[0] != _HALF]
    print(f"  drills: AUC {auc(*zip(*clear, strict=True)):.3f}", flush=True)


def export(reader: WholeReader, tokenizer: Tokenizer, folder: Path) -> None:
    """The layers above the trunk as ONNX with weights in 8 bits."""
    reader.eval()
    example = batched(
        tokenizer, [Scene(("one", "two"), ("we", "did", "it"), (0, 0), (None, None), frozenset())]
    )
    tokens, rows = {0: "answers", 1: "tokens"}, {0: "answers", 1: "points"}
    write_upper(
        reader,
        example.inputs,
        folder,
        name="whole",
        inputs={
            "ids": tokens,
            "mask": tokens,
            "parts": tokens,
            "asked": {**rows, 2: "tokens"},
            "said": tokens,
        },
        outputs={"reasons": rows, "looks": {**rows, 2: "tokens"}},
    )


if __name__ == "__main__":
    main()
