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
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch

from benchmarks.judge.answer_reader import AnswerReader
from benchmarks.judge.answers import arguments, spoken
from benchmarks.judge.encoder import FIXED, published
from benchmarks.judge.fit import fit
from benchmarks.judge.quantised import evened, write
from benchmarks.judge.retold import School
from benchmarks.judge.scenes import Scene, scenes
from benchmarks.judge.schooling import ROOM, Pages, Plan, chances_of, device_of, opened, teach, tell
from benchmarks.judge.sheets import batched, leaf_of
from benchmarks.judge.teachers import keep, opened_again, trained
from coach.network import FOLDER
from coach.reader import Reader

HERE = Path(__file__).parent
TOKENS = str(FOLDER / "tokenizer.json")
TEACHERS = (1, 2)
PLAN = Plan(4, 6e-5, seed=1, first=9100)
WITH_TEACHERS = Plan(14, 1e-4, seed=1, first=9100, room=2 * ROOM)
SO_FAR = Path("build/reader.pt")
SOME = 64
"""Answers by which the inputs of the layers are evened."""


def main() -> None:
    """Trains the teachers that are asked for and not there yet, then the reader; tells and writes."""
    asked = _asked()
    device = device_of(asked.device)
    argued = tuple(arguments(asked.argkp, part="train"))
    school = School.of(spoken(asked.answers, part="train"), drills=asked.drills, argued=argued)
    tune = scenes(spoken(asked.answers, part="tune"))
    asked.out.mkdir(parents=True, exist_ok=True)
    teachers = list(_teachers(asked, school, tune, device=device)) if asked.teachers else []
    if asked.only:
        return
    reader = _reader(asked, school, teachers, device=device)
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


def _teachers(
    asked: argparse.Namespace, school: School, tune: tuple[Scene, ...], *, device: str
) -> Iterator[AnswerReader]:
    for seed in [asked.only] if asked.only else TEACHERS:
        path = asked.teachers / f"teacher-{seed}.pt"
        if not path.exists():
            pages = Pages(school, TOKENS, workers=asked.workers)
            teacher = trained(seed, pages, mpnet=asked.mpnet, device=device)
            _tell(teacher, tune, device=device)
            keep(teacher, path)
        yield opened_again(path, device=device)


def _reader(
    asked: argparse.Namespace, school: School, teachers: list[AnswerReader], *, device: str
) -> AnswerReader:
    plan = WITH_TEACHERS if teachers else PLAN
    torch.manual_seed(plan.seed)
    reader = AnswerReader(published(asked.mpnet, fixed=0 if teachers else FIXED))
    reader.to(device)
    if asked.taught:
        reader.load_state_dict(torch.load(asked.taught, map_location=device))
        return reader
    SO_FAR.parent.mkdir(exist_ok=True)
    pages = Pages(school.with_near() if teachers else school, TOKENS, workers=asked.workers)
    teach(reader, pages, plan, device=device, teachers=teachers, so_far=SO_FAR)
    return reader


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
    parser.add_argument("--teachers", type=Path, help="folder of the teachers' files; without, labels alone")
    parser.add_argument("--only", type=int, choices=TEACHERS, help="train this teacher and no more")
    parser.add_argument("--taught", type=Path, help="a reader.pt: it is not taught again")
    parser.add_argument("--device", default="", help="cuda or cpu")
    parser.add_argument("--workers", type=int, default=0, help="processes that make lessons ready")
    parser.add_argument("--out", type=Path, default=FOLDER)
    asked = parser.parse_args()
    if asked.only and not asked.teachers:
        parser.error("--only trains a teacher; say with --teachers in which folder it is to be kept")
    return asked


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
