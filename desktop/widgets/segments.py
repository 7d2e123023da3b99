"""One choice out of a few, side by side: radio buttons in a row, so arrows and screen readers know them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from desktop.style.fonts import font
from desktop.style.paint import painter_on, rounded
from desktop.style.theme import current
from desktop.style.tokens import RADIUS, SIZE
from desktop.widgets.focus_ring import note_focus, shows_ring

_RIM = 3


class Segments(QWidget):
    """A few choices as (value, words); `picked` tells the value a person chose."""

    picked = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], *, name: str, chosen: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._parts: dict[str, _Segment] = {}
        layout = QHBoxLayout(self)
        layout.setSpacing(0)
        layout.setContentsMargins(_RIM, _RIM, _RIM, _RIM)
        for value, words in choices:
            part = _Segment(words)
            part.setAccessibleDescription(name)
            self._parts[value] = part
            self._group.addButton(part)
            layout.addWidget(part)
        self.choose(chosen or next(iter(self._parts)))
        self._group.buttonToggled.connect(self._on_toggled)
        self.dress()

    @property
    def chosen(self) -> str:
        """The value that is chosen."""
        return next(value for value, part in self._parts.items() if part.isChecked())

    def choose(self, value: str) -> None:
        """Show this value as chosen; nobody is told."""
        quiet = QSignalBlocker(self._group)
        self._parts[value].setChecked(True)
        quiet.unblock()

    def rename(self, choices: Sequence[tuple[str, str]]) -> None:
        """Give the same values other words."""
        for value, words in choices:
            self._parts[value].say(words)
        self.updateGeometry()

    def dress(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(current().px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current()
        rect = QRectF(self.rect())
        rounded(painter_on(self), rect, radius=RADIUS.control, fill=theme["sunken"], line=theme["line"])

    def _on_toggled(self, part: QRadioButton, on: bool) -> None:  # noqa: FBT001 - Qt calls it so
        if on:
            self.picked.emit(next(value for value, known in self._parts.items() if known is part))


class _Segment(QRadioButton):
    """One of the choices."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(words)
        self.dress()

    def say(self, words: str) -> None:
        """Show other words."""
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()

    def dress(self) -> None:
        """Take the font anew."""
        self.setFont(font("small", weight=500, tabular=True))

    def sizeHint(self) -> QSize:
        wide = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return QSize(math.ceil(wide) + 24, current().px(26))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() - QSize(12, 0)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, rect = painter_on(self), current(), QRectF(self.rect())
        on = self.isChecked()
        if on:
            fill, line = theme["surface"], theme["line2"]
            rounded(painter, rect, radius=RADIUS.control - 2, fill=fill, line=line)
        if shows_ring(self):
            rounded(painter, rect, radius=RADIUS.control - 2, line=theme["accent"], width=SIZE.focus)
        painter.setFont(self.font())
        painter.setPen(theme["ink" if on or self.underMouse() else "ink2"])
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text())

    def focusInEvent(self, event: QFocusEvent) -> None:
        reason = event.reason()
        by_arrow = reason == Qt.FocusReason.OtherFocusReason and not self.underMouse()
        note_focus(self, Qt.FocusReason.ShortcutFocusReason if by_arrow else reason)
        super().focusInEvent(event)
