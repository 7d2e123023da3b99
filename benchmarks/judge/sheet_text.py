"""Lessons as the app sees them: a question with its points, and a transcript."""

from __future__ import annotations

from benchmarks.judge.lesson import Lesson
from coach.transcript import Transcript, Word
from seeds.bank import Question, RubricPoint

_FILLED = {"um", "uh", "er", "erm", "hmm", "mm"}


def as_question(lesson: Lesson) -> Question:
    """The lesson's question; points are numbered, their text is their name."""
    points = tuple(RubricPoint(f"p{at}", text, text) for at, text in enumerate(lesson.points, 1))
    return Question("asked", lesson.question or "?", points=points)


def as_transcript(answer: str) -> Transcript:
    """Plain text as words a third of a second apart; um and uh are filled pauses."""
    words = (
        Word(
            text,
            at / 3,
            (at + 1) / 3,
            1.0,
            "filled_pause" if text.lower().strip(",.") in _FILLED else "word",
        )
        for at, text in enumerate(answer.split())
    )
    return Transcript(tuple(words))
