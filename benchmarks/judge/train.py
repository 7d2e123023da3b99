"""Trains the reader: all points and the answer read together, in one pass.

    python -m benchmarks.judge.train --argkp FOLDER [--out FOLDER] [--device cuda]

It reads "[CLS] point [SEP] point [SEP] ... answer [SEP]" and says of every point which of
`coach.reasons.REASONS` it is, and where it looked: an attention from the point over the answer's words,
taught to fall on the words that decide (they are labelled). So it finds the place by itself, and sees the
sibling points beside it. It starts from the published sentence weights (`benchmarks/judge/encoder.py`),
embeddings and two layers held fixed, and learns from the train parts only: spoken answers, drills, and the
arguments of ArgKP-2021 with their key points (`benchmarks/judge/retold.py`). Fixed seeds; an hour and a half
on two threads that know bfloat16. Writes `reader.onnx` (int8) and prints figures on the questions kept for
tuning, of the network and of the file, never on the unseen ones.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import Any

import torch

from benchmarks.judge.answer_reader import AnswerReader
from benchmarks.judge.answers import arguments, spoken
from benchmarks.judge.encoder import published
from benchmarks.judge.quantised import evened, write
from benchmarks.judge.retold import School
from benchmarks.judge.scenes import Scene, scenes
from benchmarks.judge.schooling import Plan, chances_of, device_of, opened, teach, tell
from benchmarks.judge.sheets import batched, leaf_of
from coach.network import FOLDER
from coach.reader import Reader

HERE = Path(__file__).parent
PLAN = Plan(4, 6e-5, seed=1, first=9100)


SOME = 64
"""Answers by which the inputs of the layers are evened."""


def main() -> None:
    """Teaches, tells and writes."""
    asked = _asked()
    device = device_of(asked.device)
    torch.manual_seed(PLAN.seed)
    reader = AnswerReader(published(asked.mpnet)).to(device)
    tokens = opened(str(FOLDER / "tokenizer.json"))
    argued = tuple(arguments(asked.argkp, part="train"))
    school = School.of(spoken(asked.answers, part="train"), drills=asked.drills, argued=argued)
    teach(reader, school, PLAN, tokens, device=device)
    tune = scenes(spoken(asked.answers, part="tune"))
    tell(tune, lambda found: chances_of(reader, found, tokens, device=device))
    asked.out.mkdir(parents=True, exist_ok=True)
    reader.cpu().eval()
    some = school.taught[:: len(school.taught) // SOME + 1]
    evened(reader, [batched([leaf_of(tokens, one)], "cpu").inputs for one in some])
    export(reader, tokens, asked.out)
    if asked.out != FOLDER:
        shutil.copy(FOLDER / "tokenizer.json", asked.out)
    shipped = Reader(asked.out)
    tell(tune, lambda found: [shipped.read(one.points, one.said).chances.astype(float) for one in found])


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--argkp", type=Path, required=True)
    parser.add_argument("--answers", type=Path, default=HERE / "answers")
    parser.add_argument("--drills", type=Path, default=HERE / "drills")
    parser.add_argument("--mpnet", type=Path, help="folder of the published weights; else the packages'")
    parser.add_argument("--device", default="", help="cuda or cpu")
    parser.add_argument("--out", type=Path, default=FOLDER)
    return parser.parse_args()


def export(reader: AnswerReader, tokenizer: Any, folder: Path) -> None:
    """The reader as `reader.onnx` with weights in 8 bits, the words' vectors in 4."""
    reader.eval()
    scene = Scene(("one", "two"), ("we", "did", "it"), (0, 0), (None, None), frozenset())
    tokens, rows = {1: "tokens"}, {1: "points"}
    write(
        reader,
        batched([leaf_of(tokenizer, scene)], "cpu").inputs,
        folder / "reader.onnx",
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
