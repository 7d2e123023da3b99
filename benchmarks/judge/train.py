"""Trains the reader: all points and the answer read together, in one pass.

    python -m benchmarks.judge.train --argkp FOLDER [--out FOLDER] [--device cuda] [--workers 4]

It reads "[CLS] point [SEP] point [SEP] ... answer [SEP]" and says of every point which of
`coach.reasons.REASONS` it is, and where it looked: an attention from the point over the answer's words,
taught to fall on the words that decide (they are labelled). So it finds the place by itself, and sees the
sibling points beside it. It starts from the published sentence weights (`benchmarks/judge/encoder.py`),
embeddings and two layers held fixed, and learns from the train parts only: spoken answers, drills, and the
arguments of ArgKP-2021 with their key points (`benchmarks/judge/retold.py`). Fixed seeds; an hour and a half
on two threads that know bfloat16. Writes `reader.onnx` (int8) and beside it how it is weighed
(`benchmarks/judge/fit.py`), and prints figures on the questions kept for tuning, of the network and of the
file, never on the unseen ones.

With `--teachers FOLDER` all layers learn, from what teachers say as well (`benchmarks/judge/teachers.py`):
ten minutes on a graphics card. A teacher whose file is not in the folder is trained first; with `--only N`
that one alone, so that both can be trained side by side. After every epoch the reader is kept as
`build/reader.pt`: should the card be taken away, `--taught FILE` makes the file of what it had learned.
With `--teachers` if it had some: then it held no layer fixed, and is read so. None of them is opened.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import Any

import torch

from benchmarks.judge.answer_reader import AnswerReader
from benchmarks.judge.answers import arguments, spoken
from benchmarks.judge.encoder import FIXED, Encoder, published
from benchmarks.judge.fit import fit
from benchmarks.judge.quantised import evened, write
from benchmarks.judge.request import asked_for, teachers_to_ask, teachers_to_train
from benchmarks.judge.retold import School
from benchmarks.judge.scenes import Scene, scenes
from benchmarks.judge.schooling import ROOM, Pages, Plan, chances_of, device_of, opened, teach, tell
from benchmarks.judge.sheets import batched, leaf_of
from benchmarks.judge.teachers import keep, opened_again, trained
from coach.network import FOLDER
from coach.reader import Reader

TOKENS = str(FOLDER / "tokenizer.json")
PLAN = Plan(4, 6e-5, seed=1, first=9100)
WITH_TEACHERS = Plan(14, 1e-4, seed=1, first=9100, room=2 * ROOM)
SO_FAR = Path("build/reader.pt")
SOME = 64
"""Answers by which the inputs of the layers are evened."""


def main() -> None:
    """Trains the teachers that are asked for and not there yet, then the reader; tells and writes."""
    asked = asked_for(told=__doc__)
    device = device_of(asked.device)
    argued = tuple(arguments(asked.argkp, part="train"))
    school = School.of(spoken(asked.answers, part="train"), drills=asked.drills, argued=argued)
    tune = scenes(spoken(asked.answers, part="tune"))
    asked.out.mkdir(parents=True, exist_ok=True)
    for seed, path in teachers_to_train(asked).items():
        teacher = trained(seed, _pages(asked, school), mpnet=asked.mpnet, device=device)
        _tell(teacher, tune, device=device)
        keep(teacher, path)
    if asked.only:
        return
    reader = _reader(asked, school, device=device)
    _tell(reader, tune, device=device)
    reader.cpu().eval()
    tokens, some = opened(TOKENS), school.taught[:: len(school.taught) // SOME + 1]
    evened(reader, [batched([leaf_of(tokens, one)], "cpu").inputs for one in some])
    export(reader, tokens, asked.out)
    if asked.out != FOLDER:
        shutil.copy(TOKENS, asked.out)
    fit(asked.argkp, asked.answers, asked.out)
    shipped = Reader(asked.out)
    tell(tune, lambda found: [shipped.read(one.points, one.said).chances.astype(float) for one in found])


def _pages(asked: argparse.Namespace, school: School) -> Pages:
    return Pages(school, TOKENS, workers=asked.workers)


def _reader(asked: argparse.Namespace, school: School, *, device: str) -> AnswerReader:
    fixed = 0 if asked.teachers else FIXED
    if asked.taught:
        reader = AnswerReader(Encoder(fixed=fixed))
        reader.load_state_dict(torch.load(asked.taught, map_location="cpu"))
        reader.to(device)
        return reader
    teachers = [opened_again(path, device=device) for path in teachers_to_ask(asked)]
    plan = WITH_TEACHERS if teachers else PLAN
    torch.manual_seed(plan.seed)
    reader = AnswerReader(published(asked.mpnet, fixed=fixed))
    reader.to(device)
    SO_FAR.parent.mkdir(exist_ok=True)
    pages = _pages(asked, school.with_near() if teachers else school)
    teach(reader, pages, plan, device=device, teachers=teachers, so_far=SO_FAR)
    return reader


def _tell(reader: AnswerReader, tune: tuple[Scene, ...], *, device: str) -> None:
    tell(tune, lambda found: chances_of(reader, found, opened(TOKENS), device=device))


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
