"""One speech model to choose: its name, what it is good at, how fast it is here, its size."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QRadioButton, QWidget

from desktop.style.fonts import font
from desktop.style.theme import current
from desktop.widgets.chip import Chip
from desktop.widgets.flow import Flow
from desktop.widgets.focus_ring import note_focus
from desktop.widgets.label import Label
from desktop.widgets.layout import row


@dataclass(frozen=True, slots=True)
class ModelLine:
    """A model that is on this computer; `speed` is "" where none was measured here."""

    name: str
    title: str
    size: str
    note: str = ""
    speed: str = ""


class Choice(QRadioButton):
    """The button of a model, in the font of a name."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.dress()

    def dress(self) -> None:
        """Take font and height anew."""
        self.setFont(font("strong"))
        self.setMinimumHeight(current().px(22))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        note_focus(self, event.reason())
        super().focusInEvent(event)


class ModelRow(QWidget):
    """A row to choose a model by; `picked` is emitted with the model's name."""

    picked = Signal(str)

    def __init__(self, line: ModelLine) -> None:
        super().__init__()
        self.line = line
        self.choice = Choice(line.title)
        facts = ". ".join(part for part in (line.note, line.speed, line.size) if part)
        self.choice.setAccessibleName(line.title)
        self.choice.setAccessibleDescription(facts)
        self.choice.clicked.connect(lambda: self.picked.emit(line.name))
        parts: list[QWidget] = [self.choice]
        if line.note:
            parts.append(Chip(line.note, "accent_ink"))
        names = QWidget()
        names.setLayout(Flow(*parts, gap=8))
        speed = Label(line.speed, "small", "ink2", tabular=True)
        size = Label(line.size, "small", "ink3", tabular=True)
        layout = row(names, 12, speed, 24, size, margins=(0, 8, 0, 8))
        layout.setStretch(0, 1)
        self.setLayout(layout)
