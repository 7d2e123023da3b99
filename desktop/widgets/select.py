"""One choice out of many, painted flat; the list that opens is Qt's own, for keyboard and screen reader."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

from desktop.style import icons
from desktop.style.fonts import font
from desktop.style.paint import painter_on, rounded
from desktop.style.theme import current
from desktop.style.tokens import RADIUS, SIZE
from desktop.widgets.focus_ring import note_focus, shows_ring


class Select(QComboBox):
    """Choices as (value, words); `picked` tells the value a person chose, never one set by `offer`."""

    picked = Signal(str)

    def __init__(self, *, name: str, quiet: bool = False) -> None:
        super().__init__()
        self._quiet = quiet
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        wide = QSizePolicy.Policy.Maximum if quiet else QSizePolicy.Policy.Expanding
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        self.activated.connect(lambda index: self.picked.emit(str(self.itemData(index))))
        self.dress()

    def offer(self, choices: Sequence[tuple[str, str]], *, chosen: str) -> None:
        """Show these choices, and this one as chosen; one that is not among them chooses the first."""
        quiet = QSignalBlocker(self)
        self.clear()
        for value, words in choices:
            self.addItem(words, value)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        quiet.unblock()
        self.updateGeometry()
        self.update()

    @property
    def chosen(self) -> str:
        """The value that is chosen, "" if there is none."""
        return str(self.currentData() or "")

    def dress(self) -> None:
        """Take font and height anew."""
        self.setFont(font("strong" if self._quiet else "body"))
        self.view().setFont(self.font())
        self.setFixedHeight(current().px(SIZE.control))

    def sizeHint(self) -> QSize:
        wide = QFontMetricsF(self.font()).horizontalAdvance(self.currentText())
        return QSize(math.ceil(wide) + 30 + current().mark(16), current().px(SIZE.control))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, current().px(SIZE.control))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, rect = painter_on(self), current(), QRectF(self.rect())
        ground = theme["hover" if self.underMouse() else "surface"]
        rounded(painter, rect, radius=RADIUS.control, fill=ground, line=theme["line2"])
        if shows_ring(self):
            rounded(painter, rect, radius=RADIUS.control, line=theme["accent"], width=SIZE.focus)
        inside = rect.adjusted(12, 0, -16 - theme.mark(16), 0)
        metrics = QFontMetricsF(self.font())
        text = metrics.elidedText(self.currentText(), Qt.TextElideMode.ElideRight, inside.width() + 1)
        painter.setPen(theme["ink" if self.isEnabled() else "ink3"])
        painter.setFont(self.font())
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
        size = theme.mark(16)
        arrow = QRectF(rect.right() - 11 - size, rect.center().y() - size / 2, size, size)
        icons.paint(painter, arrow, name="chevron-down", color=theme["ink2"])

    def focusInEvent(self, event: QFocusEvent) -> None:
        note_focus(self, event.reason())
        super().focusInEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turning the wheel scrolls the page; it never changes a choice in passing."""
        event.ignore()
