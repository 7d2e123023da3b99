"""A key as it is printed on the keyboard."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from desktop.style.fonts import font
from desktop.style.paint import painter_on, rounded
from desktop.style.theme import current
from desktop.style.tokens import RADIUS


class KeyCap(QLabel):
    """One key."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Key: {key}")
        self.dress()

    def dress(self) -> None:
        """Take the font anew."""
        self.setFont(font("caption", weight=500))

    def sizeHint(self) -> QSize:
        wide = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return QSize(math.ceil(wide) + 12, current().px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = painter_on(self), current()
        rounded(painter, QRectF(self.rect()), radius=RADIUS.mark, fill=theme["sunken"], line=theme["line"])
        painter.setFont(self.font())
        painter.setPen(theme["ink3"])
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
