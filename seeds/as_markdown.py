"""A bank as Markdown: a heading for each question, lists for points and follow-ups."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seeds.as_json import question_as_dict
from seeds.bank import Bank, Question, RubricPoint

NO_QUESTIONS = "<!-- no questions -->"
_MEANS_SOMETHING = re.compile(r"[\\`*_\[\]<>#&~|]")
_BEGINS_SOMETHING = re.compile(r"^(?:[-+=>:]|\d+(?=[.)]))", re.MULTILINE)
_BETWEEN_TERMS = re.compile("[,;]")


def bank_as_markdown(bank: Bank) -> str:
    """The whole bank; `seeds.importing.markdown` reads it back."""
    blocks = [f"# {_escaped(bank.title)}", *_paragraphs(bank.description)]
    if not bank.questions:
        blocks.append(NO_QUESTIONS)
    for question in bank.questions:
        blocks.extend(_question(question))
    return "\n\n".join(blocks) + "\n"


def _question(question: Question) -> Iterator[str]:
    plain = question_as_dict(question)
    yield f"## {_escaped(question.prompt)}"
    told = {
        "Id": question.id,
        "Category": question.category,
        "Difficulty": question.difficulty,
        "Target": f"{plain['target_s']} s",
    }
    yield "\\\n".join(f"**{key}:** {_escaped(value)}" for key, value in told.items() if value)
    yield from _paragraphs(question.guidance)
    if question.model_answer:
        yield "### Model answer"
        yield from _paragraphs(question.model_answer)
    if question.points:
        yield "### Points"
        yield "\n".join(_point(point) for point in question.points)
    if question.follow_ups:
        yield "### Follow-ups"
        yield "\n".join(f"- {_escaped(each)}" for each in question.follow_ups)


def _point(point: RubricPoint) -> str:
    rows = [f"- **{_escaped(point.name)}**: {_escaped(point.text)}", f"  - Id: {point.id}"]
    if point.terms:
        rows.append(f"  - Terms: {'; '.join(_term(term) for term in point.terms)}")
    if point.source:
        rows.append(f"  - Source: {_escaped(point.source)}")
    return "\n".join(rows)


def _term(term: str) -> str:
    return _BETWEEN_TERMS.sub(lambda found: f"\\{found[0]}", _escaped(term))


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n") if text else ():
        yield "\\\n".join(_escaped(line) for line in paragraph.split("\n"))


def _escaped(line: str) -> str:
    """The line with a backslash before all that Markdown would read as something else."""
    escaped = _MEANS_SOMETHING.sub(lambda found: f"\\{found[0]}", line)
    return _BEGINS_SOMETHING.sub(_one_more, escaped)


def _one_more(found: re.Match[str]) -> str:
    """A backslash before the sign that begins a list or a quotation: in “1.” after the figure."""
    return f"{found[0]}\\" if found[0][0].isdigit() else f"\\{found[0]}"
