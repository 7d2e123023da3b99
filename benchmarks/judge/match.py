"""Trains the matcher: one vector a text, so that an argument lies near the key points that it expresses.

    python -m benchmarks.judge.match --argkp FOLDER [--out FOLDER] [--threads 2]

A siamese encoder (Reimers and Gurevych 2019; for key points: Alshomary et al. 2021), started from the
published sentence weights: every batch holds arguments of one topic and all its key points, and each labelled
pair counts. One epoch: a second one already fits the topics (dev average precision .803, then .79). Writes
`matcher.onnx` (int8) and prints dev figures before, after, and of the quantised model. Fixed seed.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from benchmarks.judge.answers import arguments
from benchmarks.judge.encoder import Encoder, pooled, published, published_folder
from benchmarks.judge.lesson import Lesson
from benchmarks.judge.scores import auc, average_precision

LONGEST = 64
RATE, SIZE = 3e-5, 24

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
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    torch.manual_seed(asked.seed)
    torch.set_num_threads(asked.threads)
    folder = published_folder()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST)
    matcher = Matcher(published(folder))
    dev = list(arguments(asked.argkp, part="dev"))
    _tell("published", _torch_vectors(matcher, tokenizer), dev)
    _train(matcher, tokenizer, list(arguments(asked.argkp, part="train")), chance=random.Random(asked.seed))
    _tell("trained", _torch_vectors(matcher, tokenizer), dev)
    asked.out.mkdir(parents=True, exist_ok=True)
    export(matcher, asked.out / "matcher.onnx")
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(asked.out / "tokenizer.json"), pretty=False)
    from coach.meaning import Meaning

    _tell("int8", Meaning(asked.out).vectors, dev)


def _train(
    matcher: Matcher, tokenizer: Tokenizer, lessons: Sequence[Lesson], *, chance: random.Random
) -> None:
    matcher.train()
    scale, shift = nn.Parameter(torch.tensor(12.0)), nn.Parameter(torch.tensor(-6.0))
    optimiser = torch.optim.AdamW(
        [{"params": matcher.parameters(), "most": RATE}, {"params": [scale, shift], "most": 1e-2}],
        weight_decay=0.01,
    )
    batches = _batches(lessons, chance=chance)
    for number, chosen in enumerate(batches):
        points = sorted({point for one in chosen for point in one.points})
        place = {point: at for at, point in enumerate(points)}
        truth = torch.full((len(chosen), len(points)), -1.0)
        for row, one in enumerate(chosen):
            for point, label in zip(one.points, one.labels, strict=True):
                truth[row, place[point]] = label
        vectors = matcher(*_tokens(tokenizer, [*(one.answer for one in chosen), *points]))
        alike = scale * vectors[: len(chosen)] @ vectors[len(chosen) :].T + shift
        known = truth >= 0
        loss = functional.binary_cross_entropy_with_logits(
            alike[known], truth[known], pos_weight=torch.tensor(2.0)
        )
        for group in optimiser.param_groups:
            group["lr"] = group["most"] * min(1.0, (number + 1) / 50) * (1 - number / len(batches))
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(matcher.parameters(), 1.0)
        optimiser.step()


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
    from onnxruntime.quantization import QuantType, quantize_dynamic

    matcher.eval()
    example = torch.tensor([[101, 7592, 102], [101, 2045, 102]])
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        axes = {0: "texts", 1: "tokens"}
        torch.onnx.export(
            matcher,
            (example, torch.ones_like(example)),
            str(whole),
            input_names=["ids", "mask"],
            output_names=["vectors"],
            dynamic_axes={"ids": axes, "mask": axes, "vectors": {0: "texts"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True)


def _tell(name: str, vectors: Embed, lessons: Sequence[Lesson]) -> None:
    """Average precision and AUC on these lessons: plain cosine, and less the mean of the sibling points."""
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


if __name__ == "__main__":
    main()
