"""How a trend is drawn: the band, the ticks, the days, a ring an answer, and the line of their means."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen

from coach.norms import side
from coach.progress import Trend, TrendPoint
from desktop.days import short_day
from desktop.style.fonts import font
from desktop.style.paint import rounded
from desktop.style.theme import current
from desktop.style.tokens import RADIUS
from desktop.widgets.chart_axes import Axis, days

_RING_PX, _SMALL_RING_PX = 3.0, 1.75
_CROWDED_PX = 8.0
_NEAR_PX = 24.0
_DAY_WIDTH_PX = 96
_TICKS_PX = 56
_INSET_PX = 8.0
_NOTE_PX = 420


@dataclass(frozen=True, slots=True)
class ChartLook:
    """How a chart speaks: its name, how a value is written (short, and with its unit), the band's name.

    `figure` is its name in `coach.norms.NOTES`: answers outside the band are coloured; "" has no norm.
    """

    name: str
    write: Callable[[float], str]
    tell: Callable[[float], str]
    band_name: str = "quiet band"
    figure: str = ""


@dataclass(frozen=True, slots=True)
class TrendPlot:
    """A trend on a sheet of so many pixels; knows where each answer lies on it."""

    trend: Trend
    axis: Axis
    look: ChartLook
    size: QSize

    def draw(self, painter: QPainter) -> None:
        """Draw everything that stands still."""
        self._draw_band(painter)
        self._draw_ticks(painter)
        self._draw_days(painter)
        self._draw_rings(painter)
        self._draw_line(painter)

    def draw_chosen(self, painter: QPainter, place: int) -> None:
        """Point at one answer, and say which it is."""
        theme, area, point = current(), self._area(), self.trend.points[place]
        x = self._x(place)
        painter.setPen(QPen(theme["edge"], 1))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        painter.setBrush(theme["ink"])
        painter.setPen(QPen(theme["window"], 2))
        painter.drawEllipse(QPointF(x, self._y(point.value)), 5, 5)
        self._draw_note(painter, x=x, words=self.told(point))

    def told(self, point: TrendPoint) -> str:
        """An answer in words: the day, its value, its question."""
        return f"{short_day(point.started_at)} · {self.look.tell(point.value)} · {point.prompt}"

    def near(self, x: float) -> int | None:
        """The number of the answer nearest to a place from the left, None if there is none near."""
        count = len(self.trend.points)
        if not count:
            return None
        first, last = self._x(0), self._x(count - 1)
        part = (x - first) / (last - first) if last > first else 0.0
        found = min(count - 1, max(0, round(part * (count - 1))))
        return found if abs(self._x(found) - x) <= _NEAR_PX else None

    def _area(self) -> QRectF:
        theme = current()
        right = theme.px(_TICKS_PX)
        return QRectF(6, 8, max(40.0, self.size.width() - 6 - right), self.size.height() - 8 - theme.px(24))

    def _x(self, place: float) -> float:
        area, count = self._area(), len(self.trend.points)
        part = place / (count - 1) if count > 1 else 0.5
        return area.left() + _INSET_PX + part * (area.width() - 2 * _INSET_PX)

    def _y(self, value: float) -> float:
        area = self._area()
        return area.bottom() - self.axis.part(value) * area.height()

    def _draw_band(self, painter: QPainter) -> None:
        theme, area = current(), self._area()
        low, high = self.axis.band
        top, bottom = self._y(high), self._y(low)
        painter.fillRect(QRectF(area.left(), top, area.width(), bottom - top), theme["band"])
        painter.setPen(QPen(theme["line2"], 1))
        for limit in self.axis.band:
            if self.axis.low < limit < self.axis.high:
                y = round(self._y(limit)) + 0.5
                painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setFont(font("caption"))
        painter.setPen(theme["ink3"])
        painter.drawText(self.name_box(), Qt.AlignmentFlag.AlignLeft, self.look.band_name)

    def name_box(self) -> QRectF:
        """Where the band's name stands: in the first corner where no answer and no line of means is."""
        area, metrics = self._area(), QFontMetricsF(font("caption"))
        low, high = self.axis.band
        wide, line = metrics.horizontalAdvance(self.look.band_name) + 2, metrics.height()
        above, below = self._y(high) + 5, self._y(low) - 5 - line
        near, far = (above, below) if high >= self.axis.high else (below, above)
        left, right = area.left() + 10, area.right() - 10 - wide
        corners = [QRectF(x, y, wide, line) for x in (left, right) for y in (near, far)]
        return next((corner for corner in corners if not self._is_on(corner)), corners[0])

    def _is_on(self, box: QRectF) -> bool:
        """Whether an answer or the line of means lies on a box."""
        near = box.adjusted(-_RING_PX, -_RING_PX, _RING_PX, _RING_PX)
        apart = max(1e-6, self._x(1) - self._x(0))
        first = max(0, math.floor((near.left() - self._x(0)) / apart))
        last = max(0, math.ceil((near.right() - self._x(0)) / apart))
        above = self.trend.points[first : last + 1]
        values = [value for point in above for value in (point.value, point.mean)]
        return any(near.top() <= self._y(value) <= near.bottom() for value in values)

    def _draw_ticks(self, painter: QPainter) -> None:
        area, high = self._area(), current().line_px("caption")
        painter.setFont(font("caption", tabular=True))
        painter.setPen(current()["ink3"])
        for tick in self.axis.ticks:
            box = QRectF(area.right() + 10, self._y(tick) - high / 2, current().px(_TICKS_PX) - 10, high)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.look.write(tick))

    def _draw_days(self, painter: QPainter) -> None:
        theme, area = current(), self._area()
        room = theme.px(_DAY_WIDTH_PX)
        painter.setFont(font("caption", tabular=True))
        painter.setPen(theme["ink3"])
        times = [point.started_at for point in self.trend.points]
        taken = 0.0
        for place, written in days(times, most=max(1, int(area.width() // (room * 1.5)))):
            wide = QFontMetricsF(painter.font()).horizontalAdvance(written)
            left = min(self._x(place) - 4, area.right() - wide)
            if left < taken:
                continue
            taken = left + wide + 12
            box = QRectF(left, area.bottom() + 6, wide + 2, theme.px(18))
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft, written)

    def _draw_rings(self, painter: QPainter) -> None:
        theme = current()
        points = self.trend.points
        apart = self._area().width() / max(1, len(points))
        radius = _RING_PX if apart >= _CROWDED_PX else _SMALL_RING_PX
        painter.setBrush(theme["window"])
        inside, outside = QPen(theme["edge"], 1.5), QPen(theme["amber"], 1.5)
        for place, point in enumerate(points):
            far = self.look.figure and side(self.look.figure, point.value, self.axis.band)
            painter.setPen(outside if far else inside)
            painter.drawEllipse(QPointF(self._x(place), self._y(point.value)), radius, radius)

    def _draw_line(self, painter: QPainter) -> None:
        points = self.trend.points
        if len(points) < 2:
            return
        path = QPainterPath(QPointF(self._x(0), self._y(points[0].mean)))
        for place, point in enumerate(points[1:], 1):
            path.lineTo(self._x(place), self._y(point.mean))
        pen = QPen(current()["accent"], 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _draw_note(self, painter: QPainter, *, x: float, words: str) -> None:
        theme, area = current(), self._area()
        painter.setFont(font("caption", tabular=True, weight=500))
        metrics = QFontMetricsF(painter.font())
        text = metrics.elidedText(
            words, Qt.TextElideMode.ElideRight, min(area.width() - 24, _NOTE_PX * theme.scale)
        )
        wide = metrics.horizontalAdvance(text) + 20
        left = x - wide - 10 if x - wide - 10 >= area.left() else x + 10
        left = min(max(area.left(), left), area.right() - wide)
        card = QRectF(left, area.top() - 4, wide, theme.px(26))
        rounded(painter, card, radius=RADIUS.mark + 2, fill=theme["surface"], line=theme["edge"])
        painter.setPen(theme["ink"])
        painter.drawText(card, Qt.AlignmentFlag.AlignCenter, text)
