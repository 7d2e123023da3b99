"""Edits of a bank and of a question's points: each takes a value and returns another, nothing is changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Protocol, TypeVar

from seeds.bank import Bank, Question, RubricPoint
from seeds.letters import same_sentence, slug, tidy_line, tidy_text

_LONGEST_ID = 48


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_Item = TypeVar("_Item", bound=_Named)


def free_id(text: str, *, taken: Collection[str], kind: str = "question") -> str:
    """An id that reminds of the text and that nobody has: `late-data`, then `late-data-2`."""
    stem = slug(text, longest=_LONGEST_ID) or kind
    if stem not in taken:
        return stem
    number = 2
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


# Questions of a bank


def with_question(bank: Bank, question: Question, *, at: int | None = None) -> Bank:
    """The bank with one more question at this place (None: last), under another id where its own is taken."""
    taken = [one.id for one in bank.questions]
    if not question.id or question.id in taken:
        question = replace(question, id=free_id(question.id or question.prompt, taken=taken))
    return replace(bank, questions=_inserted(bank.questions, question, at=at))


def with_questions(bank: Bank, questions: Iterable[Question]) -> Bank:
    """The bank with these questions behind its own, in their order."""
    for one in questions:
        bank = with_question(bank, one)
    return bank


def without_question(bank: Bank, question_id: str) -> Bank:
    """The bank without this question; the same bank where it has none of that id."""
    return replace(bank, questions=_without(bank.questions, question_id))


def with_changed(bank: Bank, question: Question) -> Bank:
    """The bank with this question in the place of the one that has its id."""
    return replace(bank, questions=_changed(bank.questions, question))


def moved(bank: Bank, question_id: str, *, by: int) -> Bank:
    """The bank with this question so many places further down, or up if negative, at most to either end."""
    return replace(bank, questions=_moved(bank.questions, question_id, by=by))


def duplicated(bank: Bank, question_id: str) -> Bank:
    """The bank with a copy of this question behind it, under an id of its own."""
    place = place_of(bank.questions, question_id)
    return bank if place is None else with_question(bank, bank.questions[place], at=place + 1)


# Points of a question


def with_point(question: Question, point: RubricPoint, *, at: int | None = None) -> Question:
    """The question with one more point at this place (None: last), its id changed where it is taken."""
    taken = [one.id for one in question.points]
    if not point.id or point.id in taken:
        point = replace(point, id=free_id(point.id or point.name, taken=taken, kind="point"))
    return replace(question, points=_inserted(question.points, point, at=at))


def without_point(question: Question, point_id: str) -> Question:
    """The question without this point."""
    return replace(question, points=_without(question.points, point_id))


def with_changed_point(question: Question, point: RubricPoint) -> Question:
    """The question with this point in the place of the one that has its id."""
    return replace(question, points=_changed(question.points, point))


def moved_point(question: Question, point_id: str, *, by: int) -> Question:
    """The question with this point so many places further down, or up if negative."""
    return replace(question, points=_moved(question.points, point_id, by=by))


def duplicated_point(question: Question, point_id: str) -> Question:
    """The question with a copy of this point behind it."""
    place = place_of(question.points, point_id)
    return question if place is None else with_point(question, question.points[place], at=place + 1)


def renamed_point(point: RubricPoint, name: str) -> RubricPoint:
    """The point under another name; its sentence follows where it said only the name."""
    follows = not point.text or same_sentence(point.text, point.name)
    return replace(point, name=name, text=name if follows else point.text)


# What can be kept


def complete(bank: Bank) -> Bank:
    """The bank as it can be kept: tidy, without questions that ask nothing and points that say nothing."""
    questions = (complete_question(one) for one in bank.questions)
    return replace(
        bank,
        title=tidy_line(bank.title) or bank.name,
        questions=tuple(one for one in questions if one.prompt),
    )


def complete_question(question: Question) -> Question:
    """The question as it can be kept; a point without a name takes its sentence for it, and the other way."""
    points = (_complete_point(one) for one in question.points)
    return replace(
        question,
        prompt=tidy_line(question.prompt),
        guidance=tidy_text(question.guidance),
        model_answer=tidy_text(question.model_answer),
        points=tuple(one for one in points if one.name),
    )


def _complete_point(point: RubricPoint) -> RubricPoint:
    name, text = tidy_line(point.name), tidy_line(point.text)
    return replace(
        point,
        name=name or text,
        text=text or name,
        terms=tuple(term for one in point.terms if (term := tidy_line(one))),
    )


def place_of(items: tuple[_Item, ...], item_id: str) -> int | None:
    """Where the item of this id stands, counted from 0; None if it is not there."""
    return next((place for place, one in enumerate(items) if one.id == item_id), None)


def _inserted(items: tuple[_Item, ...], item: _Item, *, at: int | None) -> tuple[_Item, ...]:
    place = len(items) if at is None else max(0, at)
    return (*items[:place], item, *items[place:])


def _without(items: tuple[_Item, ...], item_id: str) -> tuple[_Item, ...]:
    return tuple(one for one in items if one.id != item_id)


def _changed(items: tuple[_Item, ...], item: _Item) -> tuple[_Item, ...]:
    return tuple(item if one.id == item.id else one for one in items)


def _moved(items: tuple[_Item, ...], item_id: str, *, by: int) -> tuple[_Item, ...]:
    place = place_of(items, item_id)
    if place is None:
        return items
    rest = (*items[:place], *items[place + 1 :])
    target = min(max(0, place + by), len(rest))
    return (*rest[:target], items[place], *rest[target:])
