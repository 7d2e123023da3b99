"""One question with all that helps: why it is asked, its points, earlier answers, the model answer."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coach.spelled import clock
from desktop.style.theme import current
from desktop.style.tokens import SIZE, Role
from desktop.widgets.attempt_row import SIDE_PX, AttemptLine, AttemptRow
from desktop.widgets.button import Button
from desktop.widgets.chip import Chip
from desktop.widgets.flow import Flow
from desktop.widgets.label import Label
from desktop.widgets.layout import Item, box, column, row
from desktop.widgets.outset import Outset
from desktop.widgets.rule import Rule
from desktop.widgets.state_mark import STATE_WORDS, PointState, StateMark
from desktop.words import LONG_PROMPT

_SHOW, _HIDE = "Show the model answer", "Hide the model answer"
_MARGIN, _MARGIN_SMALL = 48, 24


@dataclass(frozen=True, slots=True)
class PointLine:
    """A point worth covering, and how it came across last time."""

    name: str
    state: PointState = "untried"


@dataclass(frozen=True, slots=True)
class QuestionDetail:
    """All that is shown of one question.

    `said` tells when the states of the points are from ("today"), "" if it was never answered. An empty part
    is left out.
    """

    id: str
    text: str
    topic: str = ""
    target_s: tuple[float, float] = (60.0, 120.0)
    guidance: str = ""
    points: tuple[PointLine, ...] = ()
    said: str = ""
    attempts: tuple[AttemptLine, ...] = ()
    model_answer: str = ""
    editable: bool = False


class QuestionSheet(QWidget):
    """Shows a `QuestionDetail`; the model answer is closed until asked for."""

    practise_wished = Signal(str)
    hear_wished = Signal(str)
    edit_wished = Signal(str)
    attempt_opened = Signal(str)
    back_wished = Signal()

    def __init__(self, detail: QuestionDetail, *, single: bool) -> None:
        super().__init__()
        self._detail = detail
        self.setObjectName("page")
        self.setMaximumWidth(current().mark(SIZE.column) + 2 * _MARGIN)
        self.setAccessibleName(detail.text)
        side = _MARGIN_SMALL if single else _MARGIN
        parts: list[Item] = []
        if single:
            back = Button("Questions", "quiet", icon="arrow-left", key="Esc")
            back.clicked.connect(self.back_wished)
            parts += [row(back, None), 12]
        parts += [*self._head(), *self._points(), *self._attempts(), *self._model_answer(), None]
        self.setLayout(column(*parts, margins=(side, 28, side, 24)))

    @property
    def detail(self) -> QuestionDetail:
        """What is shown."""
        return self._detail

    # -- its parts -----------------------------------------------------------------------------------------

    def _head(self) -> list[Item]:
        detail = self._detail
        low, high = detail.target_s
        chips = [Chip(detail.topic)] if detail.topic else []
        facts = Flow(*chips, Chip(f"Target {clock(low)}–{clock(high)}"), gap=8)
        head = row(facts)
        head.setStretch(0, 1)
        if detail.editable:
            edit = Button("", "quiet", icon="pencil", name="Change this question")
            edit.clicked.connect(lambda: self.edit_wished.emit(detail.id))
            head.addWidget(edit)
        self.practise = Button("Practise", "primary", icon="mic", key="Enter", large=True)
        self.hear = Button("Hear it", icon="speaker", key="R", large=True)
        self.practise.clicked.connect(lambda: self.practise_wished.emit(detail.id))
        self.hear.clicked.connect(lambda: self.hear_wished.emit(detail.id))
        role: Role = "lead" if len(detail.text) > LONG_PROMPT else "question"
        parts: list[Item] = [head, 14, Label(detail.text, role, wrap=True)]
        if detail.guidance:
            parts += [12, Label(detail.guidance, "body", "ink2", wrap=True)]
        return [*parts, 22, Flow(self.practise, self.hear, gap=10)]

    def _points(self) -> list[Item]:
        detail = self._detail
        if not detail.points:
            return []
        said = f"from your last answer, {detail.said}" if detail.said else ""
        title = Label("Points worth covering", "section")
        rows: list[Item] = [30, Flow(title, Label(said, "caption", "ink3"), gap=12, apart=True), 4]
        for point in detail.points:
            rows += [_point_row(point, tried=bool(detail.said)), Rule()]
        return rows

    def _attempts(self) -> list[Item]:
        attempts = self._detail.attempts
        if not attempts:
            return []
        rows: list[Item] = [26, Label("Attempts", "section"), 2]
        for number, line in enumerate(attempts):
            made = AttemptRow(line)
            made.clicked.connect(lambda _on=False, wish=line.id: self.attempt_opened.emit(wish))
            beside = Outset(made, left=SIDE_PX, right=SIDE_PX)
            rows += [beside] if number == 0 else [Rule(), beside]
        return rows

    def _model_answer(self) -> list[Item]:
        if not self._detail.model_answer:
            return []
        self._show_model = Button(_SHOW, "disclose", icon="chevron-right", key="M")
        self._show_model.clicked.connect(self.turn_model_answer)
        self._model = Label(self._detail.model_answer, "read", wrap=True)
        self._model.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._model_box = box(column(8, self._model, margins=(0, 0, 0, 8)))
        self._model_box.hide()
        return [16, row(self._show_model, None), self._model_box]

    # -- the model answer ----------------------------------------------------------------------------------

    @property
    def is_model_shown(self) -> bool:
        """Whether the model answer is open."""
        return bool(self._detail.model_answer) and not self._model_box.isHidden()

    @property
    def model_answer(self) -> QWidget:
        """Where the model answer stands, to scroll to."""
        return self._model_box

    def turn_model_answer(self) -> None:
        """Open the model answer, or close it."""
        if self._detail.model_answer:
            opened = self._model_box.isHidden()
            self._model_box.setVisible(opened)
            words, icon = (_HIDE, "chevron-down") if opened else (_SHOW, "chevron-right")
            self._show_model.say(words, icon=icon)


def _point_row(point: PointLine, *, tried: bool) -> QWidget:
    name = Label(point.name, "body", wrap=True)
    state = Label(STATE_WORDS[point.state] if tried else "", "caption", "ink3")
    mark = StateMark(point.state)
    above = max(0, (current().line_px("body") - mark.height()) // 2)
    line = row(column(above, mark, None), 12, name, 12, state, margins=(0, 7, 0, 7))
    line.setStretch(2, 1)
    made = box(line)
    made.setAccessibleName(f"{point.name}: {STATE_WORDS[point.state]}")
    return made
