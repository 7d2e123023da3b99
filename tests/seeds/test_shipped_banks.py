"""The banks that come with Greenroom keep the rules they were written to."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from seeds.as_toml import bank_as_toml
from seeds.bank import Question, RubricPoint
from seeds.checker import DIFFICULTIES
from seeds.shelf import Shelf

BANK = Shelf(None).bank("computer-vision-engineer")
CATEGORIES = {
    "experience", "problem framing", "modelling", "deployment", "collaboration", "motivation", "design",
}  # fmt: skip
WORDS_A_MINUTE = 140
EVERY_QUESTION = pytest.mark.parametrize("question", BANK.questions, ids=lambda one: one.id)
POINTS = [(question, point) for question in BANK.questions for point in question.points]
EVERY_POINT = pytest.mark.parametrize(
    ("question", "point"), POINTS, ids=[f"{question.id}/{point.id}" for question, point in POINTS]
)


def test_no_shipped_bank_has_a_fault() -> None:
    assert Shelf(None).faults() == ()


def test_there_are_twenty_four_different_questions() -> None:
    assert len(BANK.questions) == 24
    assert len({question.id for question in BANK.questions}) == 24
    assert len({question.prompt for question in BANK.questions}) == 24


def test_every_category_and_difficulty_occurs() -> None:
    assert {question.category for question in BANK.questions} == CATEGORIES
    assert set(Counter(question.difficulty for question in BANK.questions)) == set(DIFFICULTIES)


def test_the_file_is_written_as_saving_would_write_it() -> None:
    file = files("seeds") / "banks" / f"{BANK.name}.toml"
    assert file.read_text(encoding="utf-8") == bank_as_toml(BANK)


@EVERY_QUESTION
def test_a_question_can_be_said_in_one_breath_or_two(question: Question) -> None:
    assert 6 <= len(question.prompt.split()) <= 32
    assert question.prompt[-1] in "?."


@EVERY_QUESTION
def test_the_guidance_is_two_to_five_sentences(question: Question) -> None:
    assert (
        2
        <= sum(question.guidance.count(end) for end in (". ", "? ", ".")) - question.guidance.count(". ")
        <= 5
    )


@EVERY_QUESTION
def test_the_model_answer_can_be_spoken_within_the_target(question: Question) -> None:
    words = len(question.model_answer.split())
    assert 150 <= words <= 280
    assert 80 <= question.target_s <= 120
    assert question.target_s == pytest.approx(words / WORDS_A_MINUTE * 60, abs=6)
    assert {"I", "we", "We"} & set(question.model_answer.split())


@EVERY_QUESTION
def test_the_model_answer_is_concrete(question: Question) -> None:
    figures = [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "hundred",
    ]
    said = question.model_answer.lower().replace("-", " ").replace(",", " ").split()
    assert sum(word in figures for word in said) >= 3


@EVERY_QUESTION
def test_there_are_four_to_seven_points_and_a_follow_up(question: Question) -> None:
    assert 4 <= len(question.points) <= 7
    assert 1 <= len(question.follow_ups) <= 2
    assert len({point.name for point in question.points}) == len(question.points)


@EVERY_POINT
def test_a_point_is_short_and_can_be_judged(question: Question, point: RubricPoint) -> None:
    assert 2 <= len(point.name.split()) <= 6
    assert point.text.endswith(".")
    assert 4 <= len(point.terms) <= 12
    assert len(set(point.terms)) == len(point.terms)


@EVERY_POINT
def test_the_model_answer_says_the_point(question: Question, point: RubricPoint) -> None:
    said = question.model_answer.lower()
    assert any(term.lower() in said for term in point.terms)
