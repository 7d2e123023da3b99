"""One line that ends in an ellipsis where there is no room; the whole text is its tool tip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from desktop.style.fonts import font
from desktop.style.theme import current
from desktop.style.tokens import Color, Role


class Elided(QLabel):
    """A line of text that never asks for more room than it gets."""

    def __init__(self, text: str, role: Role = "body", tone: Color = "ink", *, greedy: bool = True) -> None:
        super().__init__()
        self._role, self._tone = role, tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(40)
        wide = QSizePolicy.Policy.Ignored if greedy else QSizePolicy.Policy.Preferred
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        self.say(text)
        self.dress()

    def say(self, text: str) -> None:
        """Show another text."""
        self.setText(text)
        self.setToolTip(text)
        self.setAccessibleName(text)

    def dress(self) -> None:
        """Take font and height anew."""
        self.setFont(font(self._role))
        self.setFixedHeight(current().line_px(self._role))

    def sizeHint(self) -> QSize:
        return QSize(round(QFontMetricsF(self.font()).horizontalAdvance(self.text())) + 2, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(current()[self._tone])
        metrics = QFontMetricsF(self.font())
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)
