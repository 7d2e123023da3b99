"""Trains the reader: all points and the answer read together, in one pass.

    python -m benchmarks.judge.train --argkp FOLDER [--out FOLDER] [--device cuda] [--workers 4]

It reads "[CLS] point [SEP] point [SEP] ... answer [SEP]" and says of every point which of
`coach.reasons.REASONS` it is, and where it looked: an attention from the point over the answer's words,
taught to fall on the words that decide (they are labelled). So it finds the place by itself, and sees the
sibling points beside it. It starts from the published sentence weights (`benchmarks/judge/encoder.py`) and
learns from labels and from what teachers say (`benchmarks/judge/teachers.py`), of the train parts only:
spoken answers, drills, and the arguments of ArgKP-2021 with their key points (`benchmarks/judge/retold.py`).
A teacher whose file is missing in `--teachers` is trained first; with `--only N` that one alone, so that two
can be trained side by side. Fixed seeds; minutes on a graphics card. Writes `reader.onnx` (int8) and prints
figures on the questions kept for tuning, of the network and of the file, never on the unseen ones.
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
from benchmarks.judge.schooling import Pages, Plan, chances_of, device_of, opened, teach, tell
from benchmarks.judge.sheets import batched, leaf_of
from benchmarks.judge.teachers import keep, opened_again, trained
from coach.network import FOLDER
from coach.reader import Reader

HERE = Path(__file__).parent
TOKENS = str(FOLDER / "tokenizer.json")
TEACHERS = (1, 2)
PLAN = Plan(16, 1e-4, seed=1, first=9100)


SOME = 64
"""Answers by which the inputs of the layers are evened."""


def main() -> None:
    """Trains the teachers that are not there yet, then the reader; tells and writes."""
    asked = _asked()
    device = device_of(asked.device)
    argued = tuple(arguments(asked.argkp, part="train"))
    school = School.of(spoken(asked.answers, part="train"), drills=asked.drills, argued=argued)
    tune = scenes(spoken(asked.answers, part="tune"))
    paths = {seed: asked.teachers / f"teacher-{seed}.pt" for seed in TEACHERS}
    for seed in [asked.only] if asked.only else TEACHERS:
        if not paths[seed].exists():
            pages = Pages(school, TOKENS, unlabelled=False, workers=asked.workers)
            teacher = trained(seed, pages, mpnet=asked.mpnet, device=device)
            _tell(teacher, tune, device=device)
            keep(teacher, paths[seed])
    if asked.only:
        return
    teachers = [opened_again(one, device=device) for one in paths.values()]
    torch.manual_seed(PLAN.seed)
    reader = AnswerReader(published(asked.mpnet)).to(device)
    pages = Pages(school, TOKENS, unlabelled=True, workers=asked.workers)
    teach(reader, pages, PLAN, device=device, teachers=teachers)
    _tell(reader, tune, device=device)
    reader.cpu().eval()
    tokens, some = opened(TOKENS), school.taught[:: len(school.taught) // SOME + 1]
    evened(reader, [batched([leaf_of(tokens, one)], "cpu").inputs for one in some])
    asked.out.mkdir(parents=True, exist_ok=True)
    export(reader, tokens, asked.out)
    if asked.out != FOLDER:
        shutil.copy(TOKENS, asked.out)
    shipped = Reader(asked.out)
    tell(tune, lambda found: [shipped.read(one.points, one.said).chances.astype(float) for one in found])


def _tell(reader: AnswerReader, tune: tuple[Scene, ...], *, device: str) -> None:
    tell(tune, lambda found: chances_of(reader, found, opened(TOKENS), device=device))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--argkp", type=Path, required=True)
    parser.add_argument("--answers", type=Path, default=HERE / "answers")
    parser.add_argument("--drills", type=Path, default=HERE / "drills")
    parser.add_argument("--mpnet", type=Path, help="folder of the published weights; else the packages'")
    parser.add_argument("--teachers", type=Path, default=Path("build"), help="folder of the teachers' files")
    parser.add_argument("--only", type=int, choices=TEACHERS, help="train this teacher and no more")
    parser.add_argument("--device", default="", help="cuda or cpu")
    parser.add_argument("--workers", type=int, default=0, help="processes that make lessons ready")
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
