"""The model answer, closed until somebody wants to read it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.widgets.button import Button
from desktop.widgets.label import Label
from desktop.widgets.layout import box, column, row


class ModelAnswer(QWidget):
    """A button that discloses the answer below it."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.button = Button("Show the model answer", "disclose", icon="chevron-right", key="M")
        self._text = Label("", "quote", "ink", wrap=True)
        self._card = box(column(self._text, margins=(18, 14, 18, 14)), name="card")
        self._card.hide()
        self.setLayout(column(row(self.button, None), self._card))
        self.button.clicked.connect(lambda: self.open(wanted=not self.is_open))

    @property
    def is_open(self) -> bool:
        """Whether it can be read."""
        return not self._card.isHidden()

    def show_text(self, text: str) -> None:
        """Take the model answer of another question; without one there is nothing to open."""
        if text != self._text.words:
            self._text.say(text)
            self.open(wanted=False)
        self.setVisible(bool(text))

    def open(self, *, wanted: bool = True) -> None:
        """Show the answer, or close it; without one nothing happens."""
        if wanted and not self._text.words:
            return
        self._card.setVisible(wanted)
        words = "Hide the model answer" if wanted else "Show the model answer"
        self.button.say(words, icon="chevron-down" if wanted else "chevron-right")
        if wanted:
            self.opened.emit()
