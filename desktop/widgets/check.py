"""A box to tick, and what it means."""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QCheckBox

from desktop.style import icons
from desktop.style.fonts import font
from desktop.style.paint import painter_on, rounded
from desktop.style.theme import current
from desktop.style.tokens import RADIUS, SIZE
from desktop.widgets.focus_ring import note_focus, shows_ring


class Check(QCheckBox):
    """A choice that is on or off; `name` says it to screen readers where it has no text."""

    def __init__(self, text: str = "", *, on: bool = False, name: str = "") -> None:
        super().__init__(text)
        self.setChecked(on)
        self.setAccessibleName(name or text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.dress()

    def dress(self) -> None:
        """Take font and height anew."""
        self.setFont(font("body"))
        self.setMinimumHeight(current().px(28))

    def sizeHint(self) -> QSize:
        mark = current().mark(18)
        wide = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return QSize(math.ceil(wide) + mark + (14 if self.text() else 2), current().px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().mark(18) + 2, current().px(28))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = painter_on(self), current()
        size = theme.mark(18)
        mark = QRectF(1, (self.height() - size) / 2, size, size)
        if self.isChecked():
            rounded(painter, mark, radius=RADIUS.mark, fill=theme["accent"])
            icons.paint(painter, mark.adjusted(2, 2, -2, -2), name="check", color=theme["on_accent"])
        else:
            rounded(painter, mark, radius=RADIUS.mark, fill=theme["surface"], line=theme["edge"])
        if shows_ring(self):
            ring = mark.adjusted(-1, -1, 1, 1)
            color = theme["ink" if self.isChecked() else "accent"]
            rounded(painter, ring, radius=RADIUS.mark + 1, line=color, width=SIZE.focus)
        painter.setPen(theme["ink" if self.isEnabled() else "ink3"])
        painter.setFont(self.font())
        place = QRectF(size + 14, 0, self.width() - size - 14, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, self.text())

    def focusInEvent(self, event: QFocusEvent) -> None:
        note_focus(self, event.reason())
        super().focusInEvent(event)
