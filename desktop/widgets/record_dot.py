"""The sign that something is recorded: still, not blinking."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.style.paint import painter_on
from desktop.style.theme import current
from desktop.style.tokens import Color


class RecordDot(QWidget):
    """A disc; nothing moves for its own sake while someone speaks."""

    def __init__(self) -> None:
        super().__init__()
        self._tone: Color = "clay"
        self.setFixedSize(12, 12)
        self.setAccessibleName("Recording")

    def tone(self, tone: Color) -> None:
        """Show it in another colour."""
        if tone != self._tone:
            self._tone = tone
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current()[self._tone])
        painter.drawEllipse(QRectF(1, 1, 10, 10))
