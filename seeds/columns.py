"""The table form of a bank: one row for each point, a question's own cells in its first row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from seeds.as_json import question_as_dict
from seeds.bank import Bank, Question

COLUMNS = (
    "id", "prompt", "guidance", "model_answer", "target_s", "category", "difficulty", "follow_ups",
    "point_id", "point_name", "point_text", "point_terms", "point_source", "bank_title", "bank_description",
)  # fmt: skip
_QUESTION = ("id", "prompt", "guidance", "model_answer", "target_s", "category", "difficulty")
# A spreadsheet takes a cell that begins so for a formula, unless an apostrophe stands before it.
FORMULA_BEGINS = ("=", "+", "-", "@", "'")

Row = dict[str, str]


def bank_as_csv(bank: Bank) -> str:
    """The bank as CSV for a spreadsheet; several terms or follow-ups stand in one cell, a line each."""
    rows = [row for question in bank.questions for row in _rows(question)] or [{}]
    rows[0] |= {"bank_title": bank.title, "bank_description": bank.description}
    written = io.StringIO()
    table = csv.DictWriter(written, COLUMNS, restval="", lineterminator="\n")
    table.writeheader()
    table.writerows({column: _guarded(cell) for column, cell in row.items()} for row in rows)
    return written.getvalue()


def _rows(question: Question) -> Iterator[Row]:
    plain = question_as_dict(question)
    first = {key: str(plain[key]) for key in _QUESTION} | {"follow_ups": "\n".join(question.follow_ups)}
    if not question.points:
        yield first
    for number, point in enumerate(question.points):
        yield (first if number == 0 else {"id": question.id}) | {
            "point_id": point.id,
            "point_name": point.name,
            "point_text": point.text,
            "point_terms": "\n".join(point.terms),
            "point_source": point.source,
        }


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_BEGINS) else cell
