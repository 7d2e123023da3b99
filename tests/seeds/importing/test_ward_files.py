"""Files of many programs are understood: each question once, its answer with it, nothing around it."""

from __future__ import annotations

import pytest

from seeds.importer import Imported, read_bank
from tests.seeds.importing.ward_layouts import FILES, Brought

EVERY_FILE = pytest.mark.parametrize("brought", FILES, ids=lambda one: one.name)


def read(brought: Brought) -> Imported:
    return read_bank(brought.text.encode(brought.encoding), name="", file_name=brought.file_name)


@EVERY_FILE
def test_every_question_is_there_once_with_its_answer_and_its_guidance(brought: Brought) -> None:
    found = read(brought).bank.questions
    assert tuple(one.prompt for one in found) == brought.asked
    assert tuple(one.model_answer for one in found) == brought.answers
    assert tuple(one.guidance for one in found) == brought.guidance


@EVERY_FILE
def test_points_are_few_short_and_different_and_say_where_they_are_from(brought: Brought) -> None:
    for question in read(brought).bank.questions:
        assert len(question.points) <= 8
        assert len({one.text for one in question.points}) == len(question.points)
        assert all(len(one.name.split()) <= 12 for one in question.points)
        if len(question.model_answer.split()) > 25:
            assert len(question.points) >= 3
            assert all(one.source.startswith(("Guidance: “", "Model answer: “")) for one in question.points)


def test_items_inside_an_asking_item_are_its_points() -> None:
    nested = next(one for one in FILES if one.name == "nested lists in Markdown")
    first, second = read(nested).bank.questions
    assert [one.name for one in first.points] == ["Who was there", "What was agreed"]
    assert [one.text for one in second.points] == [
        "writes a line for each patient",
        "walks in the same order",
    ]


def test_what_stands_around_the_questions_is_told() -> None:
    page, thread = FILES[0], FILES[3]
    assert {"Subscribe", "Was this helpful? 👍 12 👎 1", "How do you write a nurse CV?"} <= set(
        read(page).left_out
    )
    assert {"nightowl22", "careful_kate", "Good luck!"} <= set(read(thread).left_out)
