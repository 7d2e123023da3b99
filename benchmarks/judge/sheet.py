"""A sheet is what the judge reads at once: question, points and answer as token ids, and the truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from benchmarks.judge.lesson import Lesson
from benchmarks.judge.reader import REASONS

CLS, SEP = 101, 102
LONGEST = 480
QUESTION_TOKENS = POINT_TOKENS = 40


@dataclass(frozen=True, slots=True)
class Sheet:
    """Token ids, the point each belongs to, whether it is the answer's, and where in the answer it stands."""

    ids: tuple[int, ...]
    owner: tuple[int, ...]
    parts: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


def sheet(tokenizer: Tokenizer, question: str, points: Sequence[str], answer: str) -> Sheet:
    """Question, then every point, then the answer, each closed by a separator; what is too long is cut."""
    ids, owner = [CLS], [0]
    for number, text in enumerate((question, *points)):
        most = POINT_TOKENS if number else QUESTION_TOKENS
        piece = tokenizer.encode(text, add_special_tokens=False).ids[:most]
        ids += [*piece, SEP]
        owner += [*([number] * len(piece)), 0]
    head = len(ids)
    said = tokenizer.encode(answer, add_special_tokens=False)
    room = LONGEST - head
    ids += said.ids[:room]
    tail = len(ids) - head
    parts = [0] * head + [1] * tail
    spans = [(0, 0)] * head + [(first, last) for first, last in said.offsets[:room]]
    return Sheet(tuple(ids), (*owner, *([0] * tail)), tuple(parts), tuple(spans))


@dataclass(frozen=True, slots=True)
class Batch:
    """Sheets side by side, with the truth as tensors; -1 stands for what is unknown."""

    ids: Tensor
    mask: Tensor
    parts: Tensor
    owner: Tensor
    points: int
    made: Tensor
    reason: Tensor
    touched: Tensor


def batch(tokenizer: Tokenizer, lessons: Sequence[Lesson]) -> Batch:
    """Lessons as one batch, padded to the longest sheet and the most points."""
    sheets = [sheet(tokenizer, one.question, one.points, one.answer) for one in lessons]
    long = max(len(one.ids) for one in sheets)
    points = max(len(one.points) for one in lessons)
    made = torch.full((len(lessons), points), -1.0)
    reason = torch.full((len(lessons), points), -1, dtype=torch.long)
    touched = torch.full((len(lessons), points, long, 2), -1.0)
    for row, (lesson, one) in enumerate(zip(lessons, sheets, strict=True)):
        for column, label in enumerate(lesson.labels):
            made[row, column] = label
            reason[row, column] = _reason(label, lesson.reasons[column])
            _mark(touched[row, column], lesson, column, one)
    return Batch(
        ids=_padded([one.ids for one in sheets], long),
        mask=_padded([(1,) * len(one.ids) for one in sheets], long),
        parts=_padded([one.parts for one in sheets], long),
        owner=_padded([one.owner for one in sheets], long),
        points=points,
        made=made,
        reason=reason,
        touched=touched,
    )


def _mark(row: Tensor, lesson: Lesson, column: int, one: Sheet) -> None:
    """Which tokens of the answer make the point (first) or only touch on it (second)."""
    label, words = lesson.labels[column], lesson.evidence[column]
    if label < 0 or (label > 0 and not words):
        return
    spoken = torch.tensor(one.parts) == 1
    row[: len(spoken)][spoken] = 0.0
    start = lesson.answer.find(words) if words else -1
    if start < 0:
        return
    for place, (first, last) in enumerate(one.spans):
        if one.parts[place] and first < start + len(words) and last > start:
            row[place, 0] = label
            row[place, 1] = 1.0 - label


def _reason(label: float, told: str) -> int:
    if label == 1:
        return REASONS.index("made")
    same = {"half": "vague", "taken back": "negated"}.get(told, told)
    return REASONS.index(same) if same in REASONS else -1


def _padded(rows: Sequence[Sequence[int]], long: int) -> Tensor:
    return torch.tensor([[*row, *([0] * (long - len(row)))] for row in rows])
