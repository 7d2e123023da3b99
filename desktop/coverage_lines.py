"""Judges answers line by line: JSON lines in, JSON lines out, as `greenroom coverage` does."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from desktop import as_json
from desktop.refusals import Refusal


def judge(lines: Iterable[bytes]) -> Iterator[str]:
    """For each line {"question", "answer", "points"} a line {"points": [{"score", "verdict"}]}, in order."""
    from coach.rubric import cover

    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        question, answer = _read(line, number=number)
        covered = cover(question, answer)
        points = [{"score": point.score, "verdict": point.verdict} for point in covered.points]
        yield as_json.text({"points": points})


def _read(line: bytes, *, number: int) -> tuple[Any, Any]:
    from coach.transcript import Transcript, Word
    from seeds.bank import Question, RubricPoint

    raw = _object(line, number=number)
    points = tuple(
        RubricPoint(id=f"p{place}", name=text, text=text) for place, text in enumerate(raw["points"], start=1)
    )
    question = Question(id="asked", prompt=raw["question"], points=points)
    # Words of plain text have no times; a third of a second each keeps them in order.
    words = tuple(
        Word(text, place / 3, (place + 1) / 3, 1.0) for place, text in enumerate(raw["answer"].split())
    )
    return question, Transcript(words)


def _object(line: bytes, *, number: int) -> dict[str, Any]:
    try:
        raw = json.loads(line)
    except ValueError as error:
        raise Refusal(f"Line {number} is not JSON: {error}.") from error
    texts = isinstance(raw, dict) and all(isinstance(raw.get(key), str) for key in ("question", "answer"))
    points = raw.get("points") if isinstance(raw, dict) else None
    if not texts or not isinstance(points, list) or not all(isinstance(one, str) for one in points):
        raise Refusal(f'Line {number} needs "question" and "answer" as text and "points" as a list of texts.')
    return dict(raw)
