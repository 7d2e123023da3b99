"""Judges answers line by line: JSON lines in, JSON lines out, as `greenroom coverage` does."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from audio.filled_pause import in_one_spelling, kind_of
from coach.rubric import PointCoverage, cover
from coach.transcript import Transcript, Word
from desktop import as_json
from desktop.refusals import Refusal
from seeds.bank import Question, RubricPoint


def judge(lines: Iterable[bytes]) -> Iterator[str]:
    """For each line {"question", "answer", "points"} a line {"points": [...]}, in order.

    Of each point "score", "verdict", "evidence" (the words that decide, or null) and "missing" (why it is not
    covered, or what was not heard, or "").
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        question, answer = _read(line, number=number)
        covered = cover(question, answer)
        yield as_json.text({"points": list(map(_plain, covered.points))})


def _plain(point: PointCoverage) -> dict[str, Any]:
    return {
        "score": point.score,
        "verdict": point.verdict,
        "evidence": point.evidence.text if point.evidence else None,
        "missing": point.missing,
    }


def _read(line: bytes, *, number: int) -> tuple[Question, Transcript]:
    raw = _object(line, number=number)
    points = tuple(
        RubricPoint(id=f"p{place}", name=text, text=text) for place, text in enumerate(raw["points"], start=1)
    )
    question = Question(id="asked", prompt=raw["question"], points=points)
    return question, _transcript(raw["answer"])


def _transcript(answer: str) -> Transcript:
    """The answer as if it had been heard: um and uh are filled pauses, as they are in the app."""
    # Words of plain text have no times; a third of a second each keeps them in order.
    texts = [in_one_spelling(text) for text in answer.split()]
    beside = zip(["", *texts], texts, [*texts[1:], ""], strict=False)
    return Transcript(
        tuple(
            Word(text, place / 3, (place + 1) / 3, 1.0, kind_of(text, before=before, after=after))
            for place, (before, text, after) in enumerate(beside)
        )
    )


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
