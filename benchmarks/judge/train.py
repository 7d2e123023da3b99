"""Trains the reader: all points and the answer read together, in one pass.

    python -m benchmarks.judge.train [--teachers FILE FILE] [--out FOLDER] [--device cuda] [--workers 8]

It reads "[CLS] point [SEP] point [SEP] ... answer [SEP]" and says of every point which of
`coach.reasons.REASONS` it is, and where it looked: an attention from the point over the answer's words,
taught to fall on the words that decide (they are labelled). So it finds the place by itself, and sees the
sibling points beside it. Two readers with other seeds are taught, and ship as one, above the layers that both
have as published; what counts is the mean of both, the one having the points from first to last, the other
from last to first. They start from the published sentence weights, embeddings and two
layers held fixed, and learn from the train part only (`benchmarks/judge/retold.py`), from labels and from
what teachers say (`benchmarks/judge/teacher.py`), then from labels alone; a teacher whose file is missing is
trained first. Fixed seeds. Writes `reader.onnx` (int8) and prints figures on the questions kept for tuning,
never on the unseen ones.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from benchmarks.judge.answer_reader import AnswerReader, Readers
from benchmarks.judge.answers import spoken
from benchmarks.judge.encoder import WIDTH, held_fixed, published, published_folder
from benchmarks.judge.quantised import write
from benchmarks.judge.retold import School
from benchmarks.judge.scenes import Scene, scenes
from benchmarks.judge.schooling import Pages, Plan, device_of, opened, teach, tell
from benchmarks.judge.sheets import batched, leaf_of
from benchmarks.judge.teacher import fresh, kept, load, options, train
from coach.network import FOLDER

TEACHERS = (Path("build/teacher-1.pt"), Path("build/teacher-2.pt"))
AFTER_TEACHERS = Plan(6, 1e-4, falls_over=17, answers=10, seed=2, first=2500)
AFTER_LABELS = Plan(6, 7e-5, kept=0.998, answers=8, seed=9, first=9000)
"""First it learns from teachers and labels, then from labels alone; the seeds are fixed."""
_READERS, _APART = 2, 300
"""How many readers there are, and how far their seeds are apart."""


def main() -> None:
    """Trains the teachers that are not there yet, then the readers; tells and writes."""
    asked = _asked()
    device = device_of(asked.device)
    for seed, path in enumerate(asked.teachers, 1):
        if not path.exists():
            torch.manual_seed(seed)
            teacher = fresh(asked.mpnet)
            teacher.to(device)
            train(teacher, asked, seed=seed, device=device)
            kept(teacher, path)
    teachers = [load(path).to(device, torch.bfloat16) for path in asked.teachers]
    readers = [pupil(asked, teachers, device=device, later=_APART * at) for at in range(_READERS)]
    asked.out.mkdir(parents=True, exist_ok=True)
    tokens = opened(str((asked.minilm or published_folder()) / "tokenizer.json"))
    export([one.cpu() for one in readers], tokens, asked.out)


def pupil(
    asked: argparse.Namespace, teachers: list[AnswerReader], *, device: str, later: int
) -> AnswerReader:
    """A small reader, taught; `later` is added to the seeds."""
    folder = asked.minilm or published_folder()
    torch.manual_seed(AFTER_TEACHERS.seed + later)
    encoder = published(folder)
    held_fixed(encoder)
    reader = AnswerReader(encoder, width=WIDTH)
    reader.to(device)
    school = School.of(spoken(asked.answers, part="train"), drills=asked.drills)
    tokens = str(folder / "tokenizer.json")
    for plan, few in ((AFTER_TEACHERS, teachers), (AFTER_LABELS, [])):
        mine = replace(plan, workers=asked.workers, seed=plan.seed + later, first=plan.first + later)
        teach(reader, Pages(school, tokens, unlabelled=bool(few)), mine, device=device, teachers=few)
    tell(reader, scenes(spoken(asked.answers, part="tune")), opened(tokens), device=device)
    return reader


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--teachers", type=Path, nargs="*", default=list(TEACHERS), help="none: labels only")
    parser.add_argument("--out", type=Path, default=FOLDER)
    return options(parser).parse_args()


def export(readers: Sequence[AnswerReader], tokenizer: Any, folder: Path) -> None:
    """The readers as one `reader.onnx` with weights in 8 bits."""
    together = Readers(readers)
    together.eval()
    scene = Scene(("one", "two"), ("we", "did", "it"), (0, 0), (None, None), frozenset())
    example = batched([leaf_of(tokenizer, scene)] * len(readers), "cpu")
    tokens, rows = {1: "tokens"}, {1: "points"}
    write(
        together,
        example.inputs,
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
