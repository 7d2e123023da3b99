"""Trains the reader: point and passage read together, a chance for each of "made", "negated", "named" ...

    python -m benchmarks.judge.train [--answers FOLDER] [--drills FOLDER] [--out FOLDER] [--threads 1]

A cross-encoder (Nogueira and Cho 2019) started from the published sentence weights, whose embeddings and two
lowest layers stay as they are. It learns from the train part only: passages cut around the words that decide,
passages that the matcher takes wrongly or that decide about a sibling point, and drills. Fixed seed. Writes
`reader.onnx` (int8, the layers above `trunk.onnx`) and prints, after every epoch, figures on the questions
kept for tuning, never on the unseen ones.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from benchmarks.judge.answers import spoken
from benchmarks.judge.encoder import (
    WIDTH,
    Encoder,
    held_fixed,
    optimiser_of,
    published,
    published_folder,
)
from benchmarks.judge.pairs import Pair, Sight, drills, sights
from benchmarks.judge.quantised import write_upper
from benchmarks.judge.scores import auc
from coach.meaning import Meaning
from coach.network import FOLDER
from coach.reader import REASONS

HERE = Path(__file__).parent
LONGEST, SIZE = 112, 16
RATE, HEAD_RATE = 6e-5, 6e-4


class CrossReader(nn.Module):
    """Token ids of "[CLS] point [SEP] passage [SEP]" to a logit for each of `REASONS`.

    The point is held against the passage's mean and against what the point's mean attends to in it.
    """

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = nn.Sequential(
            nn.Linear(5 * WIDTH + 2, 192), nn.GELU(), nn.Dropout(0.2), nn.Linear(192, len(REASONS))
        )

    def forward(self, ids: Tensor, mask: Tensor, parts: Tensor) -> Tensor:
        """(n, t) ids, mask and parts -> (n, len(REASONS))."""
        x = self.encoder(ids, mask, parts)
        said = (mask * parts).to(x.dtype)
        asked = (mask * (1 - parts)).to(x.dtype)
        point, mean = _mean(x, asked), _mean(x, said)
        alike = (functional.normalize(x, dim=-1) @ functional.normalize(point, dim=-1)[..., None])[..., 0]
        weight = torch.softmax(10.0 * alike + (said - 1.0) * 1e4, dim=-1)
        seen = (weight[..., None] * x).sum(1)
        near = [functional.cosine_similarity(point, one)[:, None] * 5.0 for one in (mean, seen)]
        found: Tensor = self.head(
            torch.cat([point * seen, (point - seen).abs(), seen, mean, x[:, 0], *near], dim=-1)
        )
        return found


def _mean(x: Tensor, weight: Tensor) -> Tensor:
    return (x * weight[..., None]).sum(1) / weight.sum(1, keepdim=True)


def main() -> None:
    """Trains, tells and writes."""
    asked = _asked()
    torch.manual_seed(asked.seed)
    torch.set_num_threads(asked.threads)
    chance = random.Random(asked.seed)
    folder = published_folder()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST)
    meaning = Meaning(asked.matcher, threads=asked.threads)
    taught = sights(spoken(asked.answers, part="train"), meaning)
    tune = sights(spoken(asked.answers, part="tune"), meaning)
    drilled = drills(asked.drills, part="train")
    reader = CrossReader(published(folder))
    held_fixed(reader.encoder)
    optimiser = optimiser_of(reader.encoder, reader.head.parameters(), rate=RATE, head_rate=HEAD_RATE)
    for epoch in range(asked.epochs):
        pairs = [*(pair for one in taught for pair in one.pairs(chance)), *drilled]
        started = time.monotonic()
        loss = _epoch(
            reader, tokenizer, pairs, optimiser=optimiser, chance=chance, progress=(epoch, asked.epochs)
        )
        took = time.monotonic() - started
        print(f"epoch {epoch + 1}: {len(pairs)} pairs, loss {loss:.3f}, {took:.0f} s", flush=True)
        _tell(reader, tokenizer, tune)
        _tell_drills(reader, tokenizer, drills(asked.drills, part="tune"))
        asked.out.mkdir(parents=True, exist_ok=True)
        export(reader, asked.out)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--answers", type=Path, default=HERE / "answers")
    parser.add_argument("--drills", type=Path, default=HERE / "drills")
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--matcher", type=Path, default=FOLDER, help="folder of the matcher to read after")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def _epoch(
    reader: CrossReader,
    tokenizer: Tokenizer,
    pairs: Sequence[Pair],
    *,
    optimiser: torch.optim.Optimizer,
    chance: random.Random,
    progress: tuple[int, int],
) -> float:
    """One pass; the rate rises over the first 60 batches and then falls in a line over all epochs."""
    reader.train()
    done, epochs = progress
    batches, seen = _batches(pairs, chance=chance), 0.0
    for number, chosen in enumerate(batches):
        along = (done + number / len(batches)) / epochs
        warm = min(1.0, (done * len(batches) + number + 1) / 60)
        for group in optimiser.param_groups:
            group["lr"] = group["most"] * warm * (1 - along)
        # In 16 bits where that is enough: on a processor with bfloat16 nearly twice as fast.
        with torch.autocast("cpu", torch.bfloat16):
            logits = reader(*_tokens(tokenizer, chosen))
        loss = _loss(logits.float(), chosen)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimiser.step()
        seen += loss.item()
    return seen / max(1, len(batches))


def _loss(logits: Tensor, pairs: Sequence[Pair]) -> Tensor:
    """Which of the reasons it is, and, counted once more, whether it is made."""
    kinds = torch.tensor([one.kind for one in pairs])
    worth = torch.tensor([1.0, 0.5] + [0.0] * (len(REASONS) - 2))
    made = (torch.softmax(logits, -1) @ worth).clamp(1e-5, 1 - 1e-5)
    return functional.cross_entropy(logits, kinds, label_smoothing=0.05) + functional.binary_cross_entropy(
        made, worth[kinds]
    )


def _batches(pairs: Sequence[Pair], *, chance: random.Random) -> list[list[Pair]]:
    """Batches of like length, in random order."""
    mixed = chance.sample(list(pairs), len(pairs))
    pools = [
        sorted(mixed[at : at + 20 * SIZE], key=lambda one: len(one.point) + len(one.passage))
        for at in range(0, len(mixed), 20 * SIZE)
    ]
    batches = [pool[at : at + SIZE] for pool in pools for at in range(0, len(pool), SIZE)]
    chance.shuffle(batches)
    return batches


def _tokens(tokenizer: Tokenizer, pairs: Sequence[Pair]) -> tuple[Tensor, Tensor, Tensor]:
    tokenizer.enable_padding()
    found = tokenizer.encode_batch([(one.point, one.passage) for one in pairs])
    return (
        torch.tensor([one.ids for one in found]),
        torch.tensor([one.attention_mask for one in found]),
        torch.tensor([one.type_ids for one in found]),
    )


def _made(
    reader: CrossReader, tokenizer: Tokenizer, pairs: Sequence[Pair]
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    reader.eval()
    order = sorted(range(len(pairs)), key=lambda at: len(pairs[at].point) + len(pairs[at].passage))
    found = np.zeros(len(pairs))
    with torch.no_grad():
        for start in range(0, len(order), 32):
            rows = order[start : start + 32]
            chances = torch.softmax(reader(*_tokens(tokenizer, [pairs[at] for at in rows])), -1)
            found[rows] = (chances[:, 0] + 0.5 * chances[:, 1]).numpy()
    return found


def _tell(reader: CrossReader, tokenizer: Tokenizer, seen: Sequence[Sight]) -> None:
    """How well made is told from not made when the best of the nearest passages counts, and by reason."""
    pairs = [Pair(one.point, text, one.kind) for one in seen for text, _ in one.nearest]
    owner = np.array([at for at, one in enumerate(seen) for _ in one.nearest])
    rank = np.array([place for one in seen for place in range(len(one.nearest))])
    made = _made(reader, tokenizer, pairs)
    kinds = np.array([one.kind for one in seen])
    for most in (1, 2, 3):
        best = np.zeros(len(seen))
        np.maximum.at(best, owner[rank < most], made[rank < most])
        clear = kinds != REASONS.index("half")
        line = [
            f"best of {most}: AUC {auc(best[clear].tolist(), (kinds[clear] == 0).tolist()):.3f}",
            f"within answers {_within(best, seen):.3f}",
        ]
        for at, name in enumerate(REASONS[2:], 2):
            part = (kinds == 0) | (kinds == at)
            if (kinds == at).sum() > 3:
                line.append(f"{name} {auc(best[part].tolist(), (kinds[part] == 0).tolist()):.2f}")
        print("  " + ", ".join(line), flush=True)


def _within(best: np.ndarray[tuple[int], np.dtype[np.float64]], seen: Sequence[Sight]) -> float:
    """The mean over answers of the AUC among the points of one answer."""
    rows: dict[tuple[str, ...], list[tuple[float, bool]]] = {}
    for score, one in zip(best, seen, strict=True):
        if one.kind != REASONS.index("half"):
            rows.setdefault(one.said, []).append((float(score), one.kind == 0))
    found = [auc(*zip(*few, strict=True)) for few in rows.values()]
    return float(np.nanmean(found))


def _tell_drills(reader: CrossReader, tokenizer: Tokenizer, pairs: Sequence[Pair]) -> None:
    made = _made(reader, tokenizer, pairs)
    clear = [at for at, one in enumerate(pairs) if one.kind != REASONS.index("half")]
    found = auc([float(made[at]) for at in clear], [pairs[at].kind == 0 for at in clear])
    print(f"  drills: AUC {found:.3f}", flush=True)


def export(reader: CrossReader, folder: Path) -> None:
    """The reader as ONNX with weights in 8 bits: `reader.onnx`, above `trunk.onnx`."""
    reader.eval()
    ids = torch.tensor([[101, 7592, 102, 2045, 102], [101, 2045, 102, 7592, 102]])
    parts = torch.tensor([[0, 0, 0, 1, 1], [0, 0, 0, 1, 1]])
    axes = {0: "pairs", 1: "tokens"}
    write_upper(
        reader,
        (ids, torch.ones_like(ids), parts),
        folder,
        name="reader",
        inputs={"ids": axes, "mask": axes, "parts": axes},
        outputs={"reasons": {0: "pairs"}},
    )


if __name__ == "__main__":
    main()
