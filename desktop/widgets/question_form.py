"""A question that is changed in place: why it is asked, the model answer, its points, or all of it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coach.spelled import clock
from desktop.widgets.growing_edit import GrowingEdit
from desktop.widgets.label import Label
from desktop.widgets.layout import Item, column, row
from desktop.widgets.point_list import PointList
from desktop.widgets.select import Select
from seeds.bank import Question, RubricPoint

_LENGTHS_S = (30, 45, 60, 75, 90, 105, 120, 150, 180, 240, 300)


class QuestionForm(QWidget):
    """Edits one question; `full` shows the question itself, its topic, its follow-ups and all of its points.

    `changed` tells the question after every edit, `point_removed` a point that went and its place, for undo.
    """

    changed = Signal(object)
    point_removed = Signal(object, int)

    def __init__(self, question: Question, *, full: bool) -> None:
        super().__init__()
        self._question = question
        self.guidance = GrowingEdit(
            question.guidance, name="Why they ask", tone="ink2", hint="Nothing yet", lines=True
        )
        self.answer = GrowingEdit(
            question.model_answer, name="Model answer", role="quote", hint="Nothing yet", lines=True
        )
        self.points = PointList(question, full=full)
        self.guidance.edited.connect(lambda text: self._change(guidance=text))
        self.answer.edited.connect(lambda text: self._change(model_answer=text))
        self.points.changed.connect(lambda points: self._change(points=points))
        self.points.removed.connect(self.point_removed)
        points: list[Item] = [_title("Points worth covering"), 2, self.points]
        texts: list[Item] = [
            _title("Why they ask, and what to bring"),
            self.guidance,
            10,
            _title("Model answer"),
            self.answer,
        ]
        if full:
            self.setLayout(column(*self._head(), 14, *texts, 14, *points, 14, *self._tail(), None))
        else:
            self.setLayout(column(*points, 10, *texts))

    @property
    def question(self) -> Question:
        """The question as it is now."""
        return self._question

    def show_points(self, points: tuple[RubricPoint, ...]) -> None:
        """Show other points, after an undo."""
        self._question = replace(self._question, points=points)
        self.points.show_points(points)

    def _head(self) -> list[Item]:
        self.prompt = GrowingEdit(
            self._question.prompt,
            name="Question",
            role="lead",
            hint="The question, as you would say it aloud",
        )
        self.prompt.edited.connect(lambda text: self._change(prompt=text))
        self.prompt.entered.connect(self.prompt.focusNextChild)
        return [self.prompt]

    def _tail(self) -> list[Item]:
        self.follow_ups = GrowingEdit(
            "\n".join(self._question.follow_ups),
            name="Follow-up questions, one a line",
            role="item",
            hint="Nothing yet",
            lines=True,
        )
        self.follow_ups.edited.connect(self._on_follow_ups)
        self.topic = GrowingEdit(self._question.category, name="Topic", hint="Nothing yet")
        self.topic.edited.connect(lambda text: self._change(category=" ".join(text.split())))
        self.target = Select(name="Length of a good answer")
        lengths = sorted({*_LENGTHS_S, round(self._question.target_s)})
        choices = [(str(one), f"about {clock(one)}") for one in lengths]
        self.target.offer(choices, chosen=str(round(self._question.target_s)))
        self.target.picked.connect(lambda length: self._change(target_s=float(length)))
        return [
            _title("Follow-up questions, one a line"),
            self.follow_ups,
            10,
            _title("Topic"),
            self.topic,
            10,
            _title("Length of a good answer"),
            4,
            row(5, self.target, None),
        ]

    def _on_follow_ups(self, text: str) -> None:
        lines = (" ".join(line.split()) for line in text.split("\n"))
        self._change(follow_ups=tuple(line for line in lines if line))

    def _change(self, **fields: object) -> None:
        self._question = replace(self._question, **fields)  # type: ignore[arg-type]  # fields of a question, by name
        self.changed.emit(self._question)


def _title(text: str) -> Item:
    return row(5, Label(text, "caption", "ink3"), None)
