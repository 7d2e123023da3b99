"""One question that was understood: a tick to keep it, its words, and what belongs to it when opened."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from desktop.pages.add_questions.understood import Leaf
from desktop.widgets.button import Button
from desktop.widgets.check import Check
from desktop.widgets.chip import Chip
from desktop.widgets.growing_edit import GrowingEdit
from desktop.widgets.label import Label
from desktop.widgets.layout import box, column, row
from desktop.widgets.picture import Picture
from desktop.widgets.question_form import QuestionForm
from desktop.widgets.tab_order import tab_through
from desktop.words import count
from seeds.bank import Question, RubricPoint

_NO_ANSWER = "No model answer found. You can add one later; points still work."
_NO_POINTS = "No points found. Add what a good answer should say."
_INDENT_PX = 26


class QuestionCard(QFrame):
    """Shows a `Leaf`; what is inside is made when it is first opened.

    `changed` tells the question as it is now, `ticked` the tick, `point_removed` a point that went.
    """

    changed = Signal(object)
    ticked = Signal(bool)
    point_removed = Signal(object, int)

    def __init__(self, leaf: Leaf, *, tells_no_answer: bool) -> None:
        super().__init__()
        self.setObjectName("card")
        self._question, self._tells_no_answer = leaf.now, tells_no_answer
        self.form: QuestionForm | None = None
        self.tick = Check(on=leaf.is_kept, name=f"Keep: {leaf.now.prompt}")
        self.tick.toggled.connect(self.ticked)
        self.prompt = GrowingEdit(leaf.now.prompt, name="Question", role="item")
        self.prompt.edited.connect(self._on_prompt)
        self.prompt.entered.connect(self.prompt.focusNextChild)
        self._chip = Chip("")
        self.more = Button("", "quiet", icon="chevron-right", name="Show points and answer")
        self.more.clicked.connect(self.turn)
        self._note = Label("", "small", "amber", wrap=True)
        self._note_row = box(
            row(
                _INDENT_PX + 2,
                column(2, Picture("info", "amber", size=14), None),
                8,
                self._note,
                margins=(0, 2, 8, 6),
            )
        )
        head = row(
            column(3, self.tick, None),
            4,
            column(2, self.prompt, None),
            8,
            column(6, self._chip, None),
            4,
            column(self.more, None),
        )
        self._inside = column(margins=(_INDENT_PX, 2, 6, 8))
        self.setLayout(column(head, self._inside, self._note_row, margins=(14, 6, 8, 6)))
        self._tell()

    @property
    def question(self) -> Question:
        """The question as it is now."""
        return self._question

    @property
    def is_open(self) -> bool:
        """Whether one sees what belongs to the question."""
        return self.form is not None and not self.form.isHidden()

    def turn(self) -> None:
        """Open the card, or close it."""
        if self.form is None:
            self.form = QuestionForm(self._question, full=False)
            self.form.changed.connect(self._on_form)
            self.form.point_removed.connect(self.point_removed)
            self._inside.addWidget(self.form)
            tab_through(self.more, self.form)
            self.form.show()
        else:
            self.form.setVisible(self.form.isHidden())
        icon = "chevron-down" if self.is_open else "chevron-right"
        self.more.say("", icon=icon)

    def show_points(self, points: tuple[RubricPoint, ...]) -> None:
        """Show other points, after an undo."""
        self._question = replace(self._question, points=points)
        if self.form is not None:
            self.form.show_points(points)
        self._tell()

    def _on_prompt(self, text: str) -> None:
        self._take(replace(self._question, prompt=text))

    def _on_form(self, question: Question) -> None:
        self._take(replace(question, prompt=self._question.prompt))

    def _take(self, question: Question) -> None:
        self._question = question
        self._tell()
        self.changed.emit(question)

    def _tell(self) -> None:
        self._chip.setText(count(len(self._question.points), "point"))
        self._chip.setAccessibleName(self._chip.text())
        self._chip.updateGeometry()
        note = ""
        if not self._question.points:
            note = _NO_POINTS
        elif self._tells_no_answer and not self._question.model_answer.strip():
            note = _NO_ANSWER
        self._note.say(note)
        self._note_row.setVisible(bool(note))
