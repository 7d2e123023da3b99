"""A box to tick, and what it means."""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from desktop.style import icons, paragraph
from desktop.style.fonts import font
from desktop.style.paint import painter_on, rounded
from desktop.style.theme import current
from desktop.style.tokens import RADIUS, SIZE, Color
from desktop.widgets.focus_ring import note_focus, shows_ring

_HEIGHT_PX = 28


class Check(QCheckBox):
    """A choice that is on or off; `name` says it to screen readers where it has no text."""

    def __init__(self, text: str = "", *, on: bool = False, name: str = "") -> None:
        super().__init__(text)
        self.setChecked(on)
        self.setAccessibleName(name or text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(bool(text))
        self.setSizePolicy(policy)
        self.dress()

    def dress(self) -> None:
        """Take font and height anew."""
        self.setFont(font("body"))
        self.setMinimumHeight(current().px(_HEIGHT_PX))

    def sizeHint(self) -> QSize:
        mark = current().mark(18)
        wide = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return QSize(math.ceil(wide) + mark + (14 if self.text() else 2), current().px(_HEIGHT_PX))

    def hasHeightForWidth(self) -> bool:
        """Long words go on in the next line."""
        return bool(self.text())

    def heightForWidth(self, width: int) -> int:
        """As high as the words need at this width, both in pixels."""
        high = paragraph.height_of(self.text(), role="body", width=max(1, width - self._left()))
        return max(current().px(_HEIGHT_PX), math.ceil(high))

    def _left(self) -> int:
        return current().mark(18) + 14

    def minimumSizeHint(self) -> QSize:
        return QSize(current().mark(18) + 2, current().px(_HEIGHT_PX))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = painter_on(self), current()
        size = theme.mark(18)
        lines_high = paragraph.height_of(self.text(), role="body", width=max(1, self.width() - self._left()))
        top = max(0.0, (self.height() - lines_high) / 2)
        middle = top + theme.line_px("body") / 2 if self.text() else self.height() / 2
        mark = QRectF(1, middle - size / 2, size, size)
        if self.isChecked():
            rounded(painter, mark, radius=RADIUS.mark, fill=theme["accent"])
            icons.paint(painter, mark.adjusted(2, 2, -2, -2), name="check", color=theme["on_accent"])
        else:
            rounded(painter, mark, radius=RADIUS.mark, fill=theme["surface"], line=theme["edge"])
        if shows_ring(self):
            ring = mark.adjusted(-1, -1, 1, 1)
            color = theme["ink" if self.isChecked() else "accent"]
            rounded(painter, ring, radius=RADIUS.mark + 1, line=color, width=SIZE.focus)
        place = QRectF(self._left(), top, max(1, self.width() - self._left()), lines_high)
        tone: Color = "ink" if self.isEnabled() else "ink3"
        paragraph.write(painter, place, text=self.text(), role="body", tone=tone)

    def focusInEvent(self, event: QFocusEvent) -> None:
        note_focus(self, event.reason())
        super().focusInEvent(event)
