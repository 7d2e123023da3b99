"""Edits of banks: each does one thing, ids stay single, and whatever was done, the bank can be kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds import editing
from seeds.bank import Bank, Question, RubricPoint
from seeds.keeping import save
from seeds.loader import load_bank
from tests.seeds import made_up

POINTS = (
    RubricPoint("cost", "Cost", "Cost", source="from the guidance"),
    RubricPoint("wait", "Latency", "Says how long one may wait."),
)
BANK = Bank(
    "mine",
    "Mine",
    tuple(Question(name, f"What is {name}?", points=POINTS) for name in ("one", "two", "three")),
)


def ids(bank: Bank) -> list[str]:
    return [one.id for one in bank.questions]


def test_a_question_goes_up_and_down_but_never_off_the_end() -> None:
    assert ids(editing.moved(BANK, "three", by=-1)) == ["one", "three", "two"]
    assert ids(editing.moved(BANK, "one", by=1)) == ["two", "one", "three"]
    assert ids(editing.moved(BANK, "one", by=99)) == ["two", "three", "one"]
    assert editing.moved(BANK, "one", by=-1) == BANK
    assert editing.moved(BANK, "nobody", by=1) == BANK


def test_a_copy_stands_behind_its_question_under_its_own_id() -> None:
    twice = editing.duplicated(editing.duplicated(BANK, "one"), "one")
    assert ids(twice) == ["one", "one-3", "one-2", "two", "three"]
    assert {one.prompt for one in twice.questions[:3]} == {"What is one?"}
    assert editing.duplicated(BANK, "nobody") == BANK


def test_what_was_taken_out_comes_back_to_its_place() -> None:
    without = editing.without_question(BANK, "two")
    assert ids(without) == ["one", "three"]
    assert editing.with_question(without, BANK.questions[1], at=1) == BANK


def test_added_questions_never_take_the_id_of_one_that_is_there() -> None:
    more = editing.with_questions(BANK, [Question("one", "Again?"), Question("", "Who are you?")])
    assert ids(more)[3:] == ["one-2", "who-are-you"]


def test_points_are_edited_like_questions() -> None:
    question = BANK.questions[0]
    assert [one.id for one in editing.moved_point(question, "wait", by=-1).points] == ["wait", "cost"]
    assert [one.id for one in editing.duplicated_point(question, "cost").points] == ["cost", "cost-2", "wait"]
    assert editing.without_point(question, "wait").points == POINTS[:1]
    assert editing.with_point(question, RubricPoint("", "", "")).points[-1].id == "point"
    told = replace(POINTS[0], name="Money")
    assert editing.with_changed_point(question, told).points == (told, POINTS[1])


def test_a_new_name_takes_the_sentence_along_only_where_it_said_the_same() -> None:
    assert editing.renamed_point(POINTS[0], "Money").text == "Money"
    marked = replace(POINTS[0], text=f"{POINTS[0].name}?")
    assert editing.renamed_point(marked, "Money").text == "Money"
    assert editing.renamed_point(POINTS[1], "Speed").text == "Says how long one may wait."


def test_what_says_nothing_is_not_kept() -> None:
    points = (RubricPoint("a", " ", ""), RubricPoint("b", "", "Says why."), RubricPoint("c", "Cost", " "))
    bank = Bank("mine", " ", (Question("x", "  "), Question("y", " Why?\n", points=points)))
    kept = editing.complete(bank)
    assert kept.title == "mine"
    assert [one.prompt for one in kept.questions] == ["Why?"]
    assert [(one.name, one.text) for one in kept.questions[0].points] == [
        ("Says why.", "Says why."),
        ("Cost", "Cost"),
    ]


_EDITS = (
    lambda bank, one: editing.moved(bank, one, by=1),
    lambda bank, one: editing.moved(bank, one, by=-2),
    editing.duplicated,
    editing.without_question,
    lambda bank, _one: editing.with_question(bank, Question("", "New?")),
    lambda bank, _one: editing.with_question(bank, Question("", ""), at=0),
)


@given(bank=made_up.banks(at_least=1), data=st.data())
def test_any_edits_leave_a_bank_that_is_kept_and_read_again(
    bank: Bank, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for edit in data.draw(st.lists(st.sampled_from(_EDITS), max_size=8)):
        at = data.draw(st.sampled_from([one.id for one in bank.questions] or [""]))
        bank = edit(bank, at)
    assert len(set(ids(bank))) == len(bank.questions)
    kept = editing.complete(bank)
    folder = tmp_path_factory.mktemp("banks")
    assert load_bank(save(kept, folder)) == kept
