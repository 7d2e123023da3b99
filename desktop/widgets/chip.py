"""A short fact in a small box: a topic, a target."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from desktop.style.fonts import font
from desktop.style.paint import painter_on, rounded
from desktop.style.theme import current
from desktop.style.tokens import RADIUS, Color

_GROUND: dict[Color, Color] = {"accent_ink": "accent_soft", "amber": "amber_soft", "clay": "clay_soft"}


class Chip(QLabel):
    """A fact; its tone (ink2, accent_ink, amber, clay) decides its ground."""

    def __init__(self, text: str, tone: Color = "ink2") -> None:
        super().__init__(text)
        self._tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self.dress()

    def dress(self) -> None:
        """Take the font anew."""
        self.setFont(font("caption", weight=500, tabular=True))

    def sizeHint(self) -> QSize:
        wide = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return QSize(math.ceil(wide) + 16, current().px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(48, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = painter_on(self), current()
        ground = theme[_GROUND.get(self._tone, "sunken")]
        rounded(painter, QRectF(self.rect()), radius=RADIUS.mark + 2, fill=ground)
        painter.setFont(self.font())
        painter.setPen(theme[self._tone])
        metrics = QFontMetricsF(self.font())
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - 15)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text)
