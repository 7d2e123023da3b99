"""The built-in banks' model answers, held against their own points and those of other questions."""

from __future__ import annotations

import re
from itertools import permutations

from coach.coverage import Coverage
from coach.rubric import cover
from seeds.bank import Question
from seeds.shelf import Shelf
from tests.coach.spoken import spoken

QUESTIONS = tuple(question for bank in Shelf(None).banks() for question in bank.questions)
OFF_TOPIC = (
    "I grew up by the sea and I sail a lot, which taught me to be patient. My last job was in a kitchen, "
    "where I peeled carrots for two hundred guests and learned to stay calm when the soup boiled over."
)


def judged(question: Question, *, answer: str) -> Coverage:
    return cover(question, spoken(answer).transcript)


def share_touched(coverages: list[Coverage]) -> float:
    points = [point for coverage in coverages for point in coverage.points]
    return sum(point.verdict != "missed" for point in points) / len(points)


def unpunctuated(text: str) -> str:
    return re.sub(r"[^\w\s'’-]", " ", text).lower()


def test_model_answers_touch_nearly_all_of_their_own_points() -> None:
    for change in (str, unpunctuated):
        found = [judged(question, answer=change(question.model_answer)) for question in QUESTIONS]
        assert share_touched(found) >= 0.92
        assert all(coverage.score >= 0.5 for coverage in found)


def test_the_evidence_is_what_the_model_answer_says() -> None:
    for question in QUESTIONS:
        for point in judged(question, answer=question.model_answer).points:
            if point.evidence:
                assert point.evidence.text in " ".join(question.model_answer.split())


def test_an_answer_about_something_else_touches_almost_nothing() -> None:
    assert share_touched([judged(question, answer=OFF_TOPIC) for question in QUESTIONS]) <= 0.05


def test_the_answer_to_another_question_covers_few_points() -> None:
    pairs = list(permutations(QUESTIONS, 2))
    some = pairs[:: max(1, len(pairs) // 40)]
    found = [judged(question, answer=other.model_answer) for question, other in some]
    points = [point for coverage in found for point in coverage.points]
    assert sum(point.verdict == "covered" for point in points) / len(points) <= 0.15
