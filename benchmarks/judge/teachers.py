"""The reader's teachers: the same lesson, all twelve layers, too slow for a laptop.

What they say of answers, labelled or not, teaches the reader that ships (Hinton et al. 2015). They learn from
the train parts only and never ship. Fixed seeds; minutes on a graphics card, days on two cores.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import torch

from benchmarks.judge.answer_reader import AnswerReader
from benchmarks.judge.encoder import ALL, Encoder, published
from benchmarks.judge.schooling import ROOM, Pages, Plan, teach

PLAN = Plan(5, 6e-5, room=2 * ROOM)
_APART = 1000
"""How far apart the epochs of two teachers are."""


def trained(seed: int, pages: Pages, *, mpnet: Path | None, device: str) -> AnswerReader:
    """A teacher that has learned; every seed has epochs of its own."""
    torch.manual_seed(seed)
    reader = AnswerReader(published(mpnet, layers=ALL, fixed=0))
    reader.to(device)
    teach(reader, pages, replace(PLAN, seed=seed, first=_APART * seed), device=device)
    return reader


def keep(reader: AnswerReader, path: Path) -> None:
    """Keeps a teacher; the file is there when it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beginning = path.with_suffix(".new")
    torch.save(reader.state_dict(), beginning)
    beginning.replace(path)


def opened_again(path: Path, *, device: str) -> AnswerReader:
    """A teacher as it was kept, its layers in 16 bits."""
    reader = AnswerReader(Encoder(ALL, fixed=0))
    reader.load_state_dict(torch.load(path, map_location="cpu"))
    reader.to(device).eval()
    reader.encoder.layers.to(torch.bfloat16)
    return reader
