"""The first page a person ever sees: what this is, whether all is there, and the first question."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.pages.first_run.checks import CheckName, CheckRow, CheckView
from desktop.style.tokens import SIZE
from desktop.widgets.brand import Brand
from desktop.widgets.button import Button
from desktop.widgets.flow import Flow
from desktop.widgets.label import Label
from desktop.widgets.layout import box, column, row, within
from desktop.widgets.rule import Rule
from desktop.widgets.scroll import Scroll

_WIDTH_PX = SIZE.column + 40
_ABOUT = (
    "Greenroom asks you a question, listens, and shows how the answer went: how long, how fast, which points "
    "came across. Everything stays on this computer."
)


class FirstRunPage(QWidget):
    """Three checks that run by themselves, then *Answer a first question*.

    `acted` is emitted with the name of a check (microphone, voice, model) whose button was pressed;
    `start_wished` for the first question, `paste_wished` for one's own.
    """

    acted = Signal(str)
    start_wished = Signal()
    paste_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAccessibleName("Welcome to Greenroom")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.rows: Mapping[CheckName, CheckRow] = {
            "microphone": CheckRow("microphone"),
            "voice": CheckRow("voice"),
            "model": CheckRow("model"),
        }
        self.start = Button("Answer a first question", "primary", icon="mic", key="Enter", large=True)
        self.paste = Button("Paste my own questions", icon="paste", large=True)
        self._lay_out()
        self.start.clicked.connect(self.start_wished)
        self.paste.clicked.connect(self.paste_wished)
        for name, made in self.rows.items():
            made.acted.connect(lambda name=name: self.acted.emit(name))

    def show_check(self, name: CheckName, view: CheckView) -> None:
        """Show how one check stands."""
        self.rows[name].show_view(view)

    def show_level(self, part: float) -> None:
        """The level of the microphone, 0 to 1."""
        self.rows["microphone"].meter.show_level(part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter begins."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.start_wished.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        microphone, voice, model = self.rows.values()
        checks = box(column(microphone, Rule(), voice, Rule(), model, margins=(1, 1, 1, 1)), name="card")
        acts = QWidget()
        acts.setLayout(Flow(self.start, self.paste, gap=10))
        words = (
            Label("Rehearse out loud, before it counts.", "display", wrap=True),
            10,
            Label(_ABOUT, "body", "ink2", wrap=True),
        )
        last = Label("It takes about two minutes. You can stop at any time.", "small", "ink3", wrap=True)
        parts = (row(Brand(40), None), 22, *words, 28, checks, 28, acts, 14, last)
        inner = column(None, *parts, None, None, margins=(24, 32, 24, 32))
        middle = box(inner, name="page", max_width=_WIDTH_PX + 48)
        self.setLayout(column(Scroll(box(within(middle), name="page"))))
