"""The last two lines of what was said, in room that is kept from the start, so nothing below moves."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.style.fonts import font
from desktop.style.theme import current

LINES = 2


class LiveWords(QWidget):
    """Words as they are heard; only the last two lines are shown."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("The last words heard")
        self.dress()

    @property
    def words(self) -> str:
        """What it was given."""
        return self._words

    def say(self, words: str) -> None:
        """Show the end of these words."""
        if words != self._words:
            self._words = words
            self.setAccessibleDescription(words)
            self.update()

    def dress(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(LINES * current().line_px("read"))

    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._words:
            return
        painter = QPainter(self)
        painter.setPen(current()["ink3"])
        layout = QTextLayout(f"… {self._words}", font("read"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        line_px = current().line_px("read")
        layout.beginLayout()
        lines = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.width())
            lines.append(line)
        layout.endLayout()
        for row, line in enumerate(lines[-LINES:]):
            top = row * line_px + (line_px - line.height()) / 2
            line.setPosition(QPointF(0, 0))
            line.draw(painter, QPointF(0, top))
