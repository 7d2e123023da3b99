"""One figure of an answer: name, value, unit, and where it lies; pressed, it tells how it is measured."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from coach.norms import side
from desktop.style.fonts import font
from desktop.style.paint import painter_on, rounded
from desktop.style.theme import current
from desktop.style.tokens import RADIUS, SIZE, Color
from desktop.widgets.band_track import TRACK_HEIGHT_PX, Scale, paint_track
from desktop.widgets.focus_ring import note_focus, shows_ring

_PAD_PX = 4
_GAP_PX = 4
_LEAST_WIDTH_PX = 72
_PLACEHOLDER = "–"
_ARROWS = {1: "↑", 0: "", -1: "↓"}
_SIDES = {1: "Above", 0: "Inside", -1: "Below"}


@dataclass(frozen=True, slots=True)
class FigureValue:
    """A figure as it is shown: `text` is the value as written, `value` None while it is not known.

    `band` says the quiet band in words; `key` is the figure's name in `coach.norms.NOTES`.
    """

    key: str
    name: str
    text: str
    unit: str
    scale: Scale
    band: str
    value: float | None = None


class Figure(QAbstractButton):
    """Shows one figure; it is checked while its explanation is open."""

    def __init__(self, value: FigureValue) -> None:
        super().__init__()
        self._value = value
        self._hint = QSize()
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_value(value)

    @property
    def value(self) -> FigureValue:
        """What is shown."""
        return self._value

    def show_value(self, value: FigureValue) -> None:
        """Show another value of this figure."""
        self._value = value
        self.setToolTip(value.band)
        self.setAccessibleName(self._told())
        self.setAccessibleDescription("Press to read how it is measured")
        self.dress()
        self.update()

    def dress(self) -> None:
        """Take the size anew."""
        self._hint = self._measured()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as the longer of name and value."""
        return self._hint

    def _measured(self) -> QSize:
        theme = current()
        high = theme.line_px("caption") + 2 + theme.line_px("figure") + _GAP_PX + TRACK_HEIGHT_PX
        return QSize(
            math.ceil(max(_LEAST_WIDTH_PX, self._name_width(), self._value_width())), high + 2 * _PAD_PX
        )

    def minimumSizeHint(self) -> QSize:
        """The same: nothing of a figure is cut off."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw name, value, unit and track."""
        painter, theme = painter_on(self), current()
        wide, top = self.width(), float(_PAD_PX)
        painter.setFont(font("caption"))
        painter.setPen(theme["ink" if self.underMouse() or self.isChecked() else "ink2"])
        name = QRectF(0, top, wide, theme.line_px("caption"))
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, self._value.name)
        if self.underMouse() or self.isChecked():
            self._underline(painter, name)
        top = name.bottom() + 2
        self._draw_value(painter, QRectF(0, top, wide, theme.line_px("figure")))
        track = QRectF(0, self.height() - _PAD_PX - TRACK_HEIGHT_PX, wide, TRACK_HEIGHT_PX)
        outside = self._side() != 0
        paint_track(painter, track, scale=self._value.scale, value=self._value.value, outside=outside)
        if shows_ring(self):
            ring = QRectF(self.rect())
            rounded(painter, ring, radius=RADIUS.mark, line=theme["accent"], width=SIZE.focus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        note_focus(self, event.reason())
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _side(self) -> int:
        shown = self._value
        return 0 if shown.value is None else side(shown.key, shown.value, shown.scale.band)

    def _written(self) -> str:
        return _PLACEHOLDER if self._value.value is None else self._value.text + _ARROWS[self._side()]

    def _told(self) -> str:
        if self._value.value is None:
            return f"{self._value.name}: not known. {self._value.band}"
        said = f"{self._value.text} {self._value.unit}".strip()
        side = f"{_SIDES[self._side()]} the band. " if self._value.scale.band is not None else ""
        return f"{self._value.name}: {said}. {side}{self._value.band}"

    def _draw_value(self, painter: QPainter, box: QRectF) -> None:
        tone: Color = "amber" if self._side() else "ink3" if self._value.value is None else "ink"
        painter.setFont(font("figure", tabular=True))
        painter.setPen(current()[tone])
        align = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(box, align, self._written())
        left = QFontMetricsF(painter.font()).horizontalAdvance(self._written()) + _GAP_PX
        painter.setFont(font("caption"))
        painter.setPen(current()["ink3"])
        if self._value.value is not None:
            painter.drawText(box.adjusted(left, 1, 0, 1), align, self._value.unit)

    def _underline(self, painter: QPainter, name: QRectF) -> None:
        painter.setPen(current()["ink3"])
        y = name.bottom() - 0.5
        painter.drawLine(
            QRectF(0, y, self._name_width(), 0).topLeft(), QRectF(0, y, self._name_width(), 0).topRight()
        )

    def _name_width(self) -> float:
        return QFontMetricsF(font("caption")).horizontalAdvance(self._value.name) + 1

    def _value_width(self) -> float:
        value = QFontMetricsF(font("figure", tabular=True)).horizontalAdvance(self._written())
        return value + _GAP_PX + QFontMetricsF(font("caption")).horizontalAdvance(self._value.unit) + 1
