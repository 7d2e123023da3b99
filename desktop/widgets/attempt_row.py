"""One earlier answer in one line: when, its points, how long, how fast; a click opens it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop.style import icons
from desktop.style.fonts import font
from desktop.style.paint import painter_on, rounded
from desktop.style.theme import current
from desktop.style.tokens import RADIUS, SIZE
from desktop.widgets.focus_ring import note_focus, shows_ring
from desktop.widgets.state_dots import dots_words, in_brief, paint_dots
from desktop.widgets.state_mark import PointState

SIDE_PX = 10
"""Ground and ring stand out on both sides of the words by so much."""
_LENGTH_PX, _PACE_PX, _GAP = 48, 84, 12


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """An answer as the list tells it: `when` "Today, 23:04", `length` "1:11", `pace` "151 wpm" or ""."""

    id: str
    when: str
    length: str
    pace: str = ""
    states: tuple[PointState, ...] = ()


class AttemptRow(QAbstractButton):
    """The line as a button; where there is little room the pace goes first, then the points."""

    def __init__(self, line: AttemptLine) -> None:
        super().__init__()
        self._line = line
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        parts = (line.when, dots_words(line.states), line.length, line.pace)
        self.setAccessibleName(". ".join(part for part in parts if part))
        self.dress()

    def dress(self) -> None:
        """Take font and height anew."""
        self.setFont(font("small", tabular=True))
        self.setFixedHeight(current().line_px("small") + 16)

    def sizeHint(self) -> QSize:
        return QSize(320, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = painter_on(self), current()
        rect = QRectF(self.rect())
        if self.underMouse():
            rounded(painter, rect, radius=RADIUS.control, fill=theme["hover"])
        if shows_ring(self):
            rounded(painter, rect, radius=RADIUS.control, line=theme["accent"], width=SIZE.focus)
        painter.setFont(self.font())
        x = rect.right() - SIDE_PX - theme.mark(16)
        arrow = QRectF(x, (rect.height() - theme.mark(16)) / 2, theme.mark(16), theme.mark(16))
        icons.paint(painter, arrow, name="chevron-right", color=theme["ink3"])
        self._paint_columns(painter, x - 4)

    def _paint_columns(self, painter: QPainter, right: float) -> None:
        theme = current()
        when = SIDE_PX + QFontMetricsF(self.font()).horizontalAdvance(self._line.when) + _GAP
        brief = in_brief(self._line.states)
        dots = len(self._line.states) * (theme.mark(9) + 4)
        if brief:
            dots = math.ceil(QFontMetricsF(self.font()).horizontalAdvance(brief))
        painter.setPen(theme["ink2"])
        end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if right - theme.px(_PACE_PX) - theme.px(_LENGTH_PX) > when:
            right -= theme.px(_PACE_PX)
            painter.drawText(QRectF(right, 0, theme.px(_PACE_PX), self.height()), end, self._line.pace)
        right -= theme.px(_LENGTH_PX)
        painter.drawText(QRectF(right, 0, theme.px(_LENGTH_PX), self.height()), end, self._line.length)
        right -= dots + _GAP
        if brief and right > when:
            painter.drawText(QRectF(right, 0, dots, self.height()), end, brief)
        elif dots and right > when:
            place = QPointF(right, (self.height() - theme.mark(9)) / 2)
            paint_dots(painter, place, states=self._line.states)
        painter.setPen(theme["ink"])
        room = QRectF(SIDE_PX, 0, self.width(), self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._line.when)

    def focusInEvent(self, event: QFocusEvent) -> None:
        note_focus(self, event.reason())
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)
