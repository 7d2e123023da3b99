"""A bank as plain dictionaries, for JSON and TOML; `seeds.checker` reads them back."""

from __future__ import annotations

from typing import Any

from seeds.bank import Bank, Question, RubricPoint

Plain = dict[str, Any]


def bank_as_dict(bank: Bank) -> Plain:
    """All of a bank in lists, texts and numbers; the keys are the names of the fields."""
    return {
        "name": bank.name,
        "title": bank.title,
        "description": bank.description,
        "questions": [question_as_dict(question) for question in bank.questions],
    }


def question_as_dict(question: Question) -> Plain:
    """All of a question; `target_s` is a whole number where it can be one."""
    return {
        "id": question.id,
        "prompt": question.prompt,
        "guidance": question.guidance,
        "model_answer": question.model_answer,
        "target_s": int(question.target_s) if float(question.target_s).is_integer() else question.target_s,
        "category": question.category,
        "difficulty": question.difficulty,
        "points": [point_as_dict(point) for point in question.points],
        "follow_ups": list(question.follow_ups),
    }


def point_as_dict(point: RubricPoint) -> Plain:
    """All of a rubric point."""
    return {
        "id": point.id,
        "name": point.name,
        "text": point.text,
        "terms": list(point.terms),
        "source": point.source,
    }
