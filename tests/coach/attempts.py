"""Attempts for the tests: real reviews of made-up answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from coach.attempt import Attempt
from coach.review import review
from seeds.bank import Question, RubricPoint
from tests.coach.spoken import spoken

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

QUESTION = Question(
    id="pipeline",
    prompt="Tell me about a pipeline you built.",
    guidance="They look for ownership.",
    model_answer="I built the orders pipeline.",
    target_s=90.0,
    category="experience",
    points=(
        RubricPoint("tests", "How you tested it", "Checked row counts before each release.", ("row counts",)),
        RubricPoint("result", "The result, with a number", "Gives the outcome in figures.", ("percent",)),
    ),
    follow_ups=("What would you change?",),
)
ANSWER = (
    "Um we checked row counts before each release, [1.3] and like, uh it was fine, you know, so, so we slept."
)


def attempt(
    number: int = 1,
    *,
    answer: str = ANSWER,
    question: Question = QUESTION,
    days: float = 0.0,
    bank: str = "data",
) -> Attempt:
    """An attempt made `days` after the first one."""
    return Attempt(
        id=f"attempt-{number}",
        bank=bank,
        bank_title="Data engineer",
        question=question,
        started_at=NOON + timedelta(days=days),
        review=review(spoken(answer), question=question),
        recording=f"{number}.flac",
    )


def unheard(number: int = 1, *, days: float = 0.0) -> Attempt:
    """One to which nobody could listen yet: its sound is all there is of it."""
    made = attempt(number, answer="", days=days)
    return replace(made, review=replace(made.review, heard=replace(made.review.heard, model="")))
