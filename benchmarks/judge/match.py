"""Trains the matcher: one vector a text, so that an argument lies near the key points that it expresses, and
the passage of a spoken answer that decides about a point nearer to it than the answer's other passages.

    python -m benchmarks.judge.match --argkp FOLDER [--out FOLDER] [--threads 2]

A siamese encoder (Reimers and Gurevych 2019; for key points: Alshomary et al. 2021), started from the
published sentence weights. Two kinds of batches, mixed: arguments of one topic with all its key points,
where each labelled pair counts (one epoch: a second one already fits the topics; dev average precision .803,
then .79), and whole spoken answers of the train part, where a softmax over an answer's passages is to fall on
those that hold the deciding words, the score being likeness, and again what is above the sibling points. In
the app short answers only are compared by it. Writes `matcher.onnx` (int8) and prints figures before, after,
and of the quantised model, on ArgKP dev and on the tune part. Fixed seed.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from benchmarks.judge.answers import arguments, spoken
from benchmarks.judge.encoder import Encoder, pooled, published, published_folder
from benchmarks.judge.labels import deciding
from benchmarks.judge.lesson import Lesson
from benchmarks.judge.passages import STEP, WINDOW, passages
from benchmarks.judge.quantised import write
from benchmarks.judge.scores import auc, average_precision
from benchmarks.judge.sheet_text import as_transcript

LONGEST = 64
RATE, SIZE, ANSWERS = 3e-5, 24, 3
SHARP = 15.0
"""How sharply likeness becomes a share among passages."""
HOLDS, MISSES = 0.75, 0.15
"""A passage holds the words that decide, or misses them, by how much of them it has; in between it may do."""

Vectors = npt.NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vectors]


class Matcher(nn.Module):
    """Texts as token ids to vectors of length one."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """(n, t) ids and mask -> (n, width)."""
        return pooled(self.encoder(ids, mask, torch.zeros_like(ids)), mask)


def main() -> None:
    """Trains, quantises, writes and tells how good it is."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--argkp", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[2] / "coach" / "model")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--answers", type=Path, default=Path(__file__).parent / "answers")
    parser.add_argument("--rounds", type=int, default=3, help="times that every spoken answer is seen")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    torch.manual_seed(asked.seed)
    torch.set_num_threads(asked.threads)
    folder = published_folder()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST)
    matcher = Matcher(published(folder))
    matcher.encoder.words.requires_grad_(requires_grad=False)
    dev = list(arguments(asked.argkp, part="dev"))
    tune = [_pieces(one) for one in spoken(asked.answers, part="tune")]
    taught = [_pieces(one) for one in spoken(asked.answers, part="train")]
    _tell("published", _torch_vectors(matcher, tokenizer), dev, tune)
    chance = random.Random(asked.seed)
    batches: list[_Batch] = list(_batches(list(arguments(asked.argkp, part="train")), chance=chance))
    for _round in range(asked.rounds):
        mixed = chance.sample(taught, len(taught))
        batches += [tuple(mixed[at : at + ANSWERS]) for at in range(0, len(mixed), ANSWERS)]
    chance.shuffle(batches)
    _train(matcher, tokenizer, batches)
    _tell("trained", _torch_vectors(matcher, tokenizer), dev, tune)
    asked.out.mkdir(parents=True, exist_ok=True)
    export(matcher, asked.out / "matcher.onnx")
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(asked.out / "tokenizer.json"), pretty=False)
    from coach.meaning import Meaning

    _tell("int8", Meaning(asked.out).vectors, dev, tune)


@dataclass(frozen=True, slots=True)
class Pieces:
    """One answer cut into passages; `held` (points, passages) is how much of the deciding words each has."""

    points: tuple[str, ...]
    passages: tuple[str, ...]
    held: npt.NDArray[np.float32]


_Batch = list[Lesson] | tuple[Pieces, ...]


def _pieces(lesson: Lesson) -> Pieces:
    cut = passages([word.text for word in as_transcript(lesson.answer).spoken])
    held = np.zeros((len(lesson.points), len(cut)), np.float32)
    for at, evidence in enumerate(lesson.evidence):
        decides = deciding(lesson, evidence)
        if decides is not None:
            first, last = decides
            held[at] = [
                max(0, min(one.last, last) - max(one.first, first) + 1) / (last - first + 1) for one in cut
            ]
            # What is longer than a passage lies whole in none: the best ones count.
            held[at] /= max(1e-6, held[at].max())
    return Pieces(lesson.points, tuple(one.text for one in cut), held)


def _train(matcher: Matcher, tokenizer: Tokenizer, batches: Sequence[_Batch]) -> None:
    matcher.train()
    scale, shift = nn.Parameter(torch.tensor(12.0)), nn.Parameter(torch.tensor(-6.0))
    optimiser = torch.optim.AdamW(
        [
            {"params": [one for one in matcher.parameters() if one.requires_grad], "most": RATE},
            {"params": [scale, shift], "most": 1e-2},
        ],
        weight_decay=0.01,
    )
    for number, chosen in enumerate(batches):
        if isinstance(chosen, tuple):
            loss = _spoken_loss(matcher, tokenizer, chosen)
        else:
            loss = _argued_loss(matcher, tokenizer, chosen, scale=scale, shift=shift)
        for group in optimiser.param_groups:
            group["lr"] = group["most"] * min(1.0, (number + 1) / 50) * (1 - number / len(batches))
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(matcher.parameters(), 1.0)
        optimiser.step()


def _argued_loss(
    matcher: Matcher, tokenizer: Tokenizer, chosen: Sequence[Lesson], *, scale: Tensor, shift: Tensor
) -> Tensor:
    """Every labelled pair of an argument and a key point of its topic."""
    points = sorted({point for one in chosen for point in one.points})
    place = {point: at for at, point in enumerate(points)}
    truth = torch.full((len(chosen), len(points)), -1.0)
    for row, one in enumerate(chosen):
        for point, label in zip(one.points, one.labels, strict=True):
            truth[row, place[point]] = label
    vectors = matcher(*_tokens(tokenizer, [*(one.answer for one in chosen), *points]))
    alike = scale * vectors[: len(chosen)] @ vectors[len(chosen) :].T + shift
    known = truth >= 0
    return functional.binary_cross_entropy_with_logits(
        alike[known], truth[known], pos_weight=torch.tensor(2.0)
    )


def _spoken_loss(matcher: Matcher, tokenizer: Tokenizer, chosen: Sequence[Pieces]) -> Tensor:
    """For every point that is decided somewhere: how little of the softmax falls on passages that hold it."""
    vectors = matcher(*_tokens(tokenizer, [text for one in chosen for text in (*one.points, *one.passages)]))
    losses, start = [], 0
    for one in chosen:
        middle, end = start + len(one.points), start + len(one.points) + len(one.passages)
        alike = vectors[start:middle] @ vectors[middle:end].T
        score = SHARP * (2 * alike - alike.mean(0))
        held = torch.from_numpy(one.held)
        counts = (held.max(1).values > 0) & (held.min(1).values < MISSES)
        out = torch.full_like(score, -1e4)
        right = torch.where(held >= HOLDS, score, out)
        all_of_them = torch.where((held >= HOLDS) | (held < MISSES), score, out)
        losses.append((torch.logsumexp(all_of_them, 1) - torch.logsumexp(right, 1))[counts])
        start = end
    joined = torch.cat(losses)
    return joined.mean() if len(joined) else vectors.sum() * 0.0


def _batches(lessons: Sequence[Lesson], *, chance: random.Random) -> list[list[Lesson]]:
    """Arguments of one topic and stance together: they share their key points."""
    groups: dict[str, list[Lesson]] = defaultdict(list)
    for one in lessons:
        groups[f"{one.source}|{one.stance}"].append(one)
    batches = []
    for group in groups.values():
        mixed = chance.sample(group, len(group))
        batches += [mixed[at : at + SIZE] for at in range(0, len(mixed), SIZE)]
    chance.shuffle(batches)
    return batches


def _tokens(tokenizer: Tokenizer, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
    tokenizer.enable_padding()
    found = tokenizer.encode_batch(list(texts))
    return torch.tensor([one.ids for one in found]), torch.tensor([one.attention_mask for one in found])


def _torch_vectors(matcher: Matcher, tokenizer: Tokenizer) -> Embed:
    def vectors(texts: Sequence[str]) -> Vectors:
        matcher.eval()
        with torch.no_grad():
            parts = [
                matcher(*_tokens(tokenizer, texts[at : at + 64])).numpy() for at in range(0, len(texts), 64)
            ]
        return np.concatenate(parts)

    return vectors


def export(matcher: Matcher, path: Path) -> None:
    """The matcher as ONNX with weights in 8 bits."""
    matcher.eval()
    example = torch.tensor([[101, 7592, 102], [101, 2045, 102]])
    axes = {0: "texts", 1: "tokens"}
    write(
        matcher,
        (example, torch.ones_like(example)),
        path,
        inputs={"ids": axes, "mask": axes},
        outputs={"vectors": {0: "texts"}},
    )


def _tell(name: str, vectors: Embed, lessons: Sequence[Lesson], answers: Sequence[Pieces]) -> None:
    """Average precision and AUC on arguments: plain cosine, and less the mean of the sibling points; how
    often the passage of an answer that decides is the nearest, or among the three nearest.
    """
    places = [place for one in answers for place in _found_at(one, vectors)]
    print(
        f"{name}, spoken: deciding passage nearest {np.mean([one == 0 for one in places]):.3f}, "
        f"in three {np.mean([one < 3 for one in places]):.3f}",
        flush=True,
    )
    points = sorted({point for one in lessons for point in one.points})
    place = {point: at for at, point in enumerate(points)}
    said, meant = vectors([one.answer for one in lessons]), vectors(points)
    alike = said @ meant.T
    plain, less, truth = [], [], []
    for row, one in zip(alike, lessons, strict=True):
        mine = np.array([row[place[point]] for point in one.points])
        plain += mine.tolist()
        less += (mine - mine.mean()).tolist()
        truth += [label == 1 for label in one.labels]
    for kind, scores in (("plain", plain), ("less siblings", less)):
        print(
            f"{name}, {kind}: AP {average_precision(scores, truth):.3f}, AUC {auc(scores, truth):.3f}",
            flush=True,
        )


def _found_at(one: Pieces, vectors: Embed) -> list[int]:
    """For every point that is decided somewhere, the place of the first passage that holds it; those that
    overlap a better one are passed over.
    """
    alike = vectors(one.points) @ vectors(one.passages).T
    found = []
    for held, row in zip(one.held, 2 * alike - alike.mean(0), strict=True):
        if held.max() > 0 and held.min() < MISSES:
            chosen: list[int] = []
            for at in np.argsort(-row, kind="stable"):
                if all(abs(int(at) - other) >= WINDOW // STEP for other in chosen):
                    chosen.append(int(at))
            found.append(next((n for n, at in enumerate(chosen) if held[at] >= HOLDS), len(chosen)))
    return found


if __name__ == "__main__":
    main()
