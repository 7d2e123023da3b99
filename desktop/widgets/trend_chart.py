"""One figure over answers: a ring each, the mean of the last five as a line, the quiet band behind.

Left and right go from answer to answer, Enter or a click opens one. The rings are drawn once into a picture,
so that pointing at one of thousands costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.progress import Trend, TrendPoint
from desktop.days import short_day
from desktop.style.fonts import font
from desktop.style.paint import painter_on, rounded
from desktop.style.theme import Theme, current
from desktop.style.tokens import RADIUS, SIZE
from desktop.widgets.chart_axes import Axis, days
from desktop.widgets.focus_ring import note_focus, shows_ring

_LEAST_HEIGHT_PX = 128
_RING_PX, _SMALL_RING_PX = 3.0, 1.75
_CROWDED_PX = 8.0
_NEAR_PX = 24.0
_DAY_WIDTH_PX = 96
_TICKS_PX = 56
_INSET_PX = 8.0


@dataclass(frozen=True, slots=True)
class ChartLook:
    """How a chart speaks: its name, how a value is written (short, and with its unit), the band's name.

    `judged` colours the answers outside the band.
    """

    name: str
    write: Callable[[float], str]
    tell: Callable[[float], str]
    band_name: str = "quiet band"
    judged: bool = True


class TrendChart(QWidget):
    """A figure answer by answer; `opened` is emitted with the id of an answer somebody wants to see."""

    opened = Signal(str)

    def __init__(self, trend: Trend, *, axis: Axis, look: ChartLook) -> None:
        super().__init__()
        self._trend, self._axis, self._look = trend, axis, look
        self._chosen: int | None = None
        self._drawn: QPixmap | None = None
        self._drawn_for: tuple[QSize, Theme, float] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleDescription("Left and right arrow keys go from answer to answer, Enter opens one.")
        self.dress()
        self._tell()

    @property
    def chosen(self) -> int | None:
        """The number of the answer that is pointed at."""
        return self._chosen

    def dress(self) -> None:
        """Take the height anew."""
        self.setMinimumHeight(current().px(_LEAST_HEIGHT_PX))
        self._drawn = None
        self.update()

    def sizeHint(self) -> QSize:
        """Wide, and as high as three of them leave room for."""
        return QSize(480, current().px(_LEAST_HEIGHT_PX))

    # -- how it looks --------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture, and what is pointed at."""
        painter = painter_on(self)
        painter.drawPixmap(0, 0, self._picture())
        if self._chosen is not None:
            self._draw_chosen(painter, self._trend.points[self._chosen])
        if shows_ring(self):
            ring = QRectF(self.rect())
            rounded(painter, ring, radius=RADIUS.control, line=current()["accent"], width=SIZE.focus)

    def _picture(self) -> QPixmap:
        wanted = (self.size(), current(), self.devicePixelRatioF())
        if self._drawn is None or self._drawn_for != wanted:
            self._drawn_for = wanted
            self._drawn = QPixmap(self.size() * self.devicePixelRatioF())
            self._drawn.setDevicePixelRatio(self.devicePixelRatioF())
            self._drawn.fill(Qt.GlobalColor.transparent)
            painter = painter_on(self._drawn)
            self._draw_band(painter)
            self._draw_ticks(painter)
            self._draw_days(painter)
            self._draw_rings(painter)
            self._draw_line(painter)
            painter.end()
        return self._drawn

    def _plot(self) -> QRectF:
        theme = current()
        right = theme.px(_TICKS_PX)
        return QRectF(6, 8, max(40.0, self.width() - 6 - right), self.height() - 8 - theme.px(24))

    def _x(self, place: float) -> float:
        plot, count = self._plot(), len(self._trend.points)
        part = place / (count - 1) if count > 1 else 0.5
        return plot.left() + _INSET_PX + part * (plot.width() - 2 * _INSET_PX)

    def _y(self, value: float) -> float:
        plot = self._plot()
        return plot.bottom() - self._axis.part(value) * plot.height()

    def _draw_band(self, painter: QPainter) -> None:
        theme, plot = current(), self._plot()
        low, high = self._axis.band
        top, bottom = self._y(high), self._y(low)
        painter.fillRect(QRectF(plot.left(), top, plot.width(), bottom - top), theme["band"])
        painter.setPen(QPen(theme["line2"], 1))
        for limit in self._axis.band:
            if self._axis.low < limit < self._axis.high:
                y = round(self._y(limit)) + 0.5
                painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setFont(font("caption"))
        painter.setPen(theme["ink3"])
        room = QRectF(plot.left() + 10, top + 5, plot.width() - 20, bottom - top - 10)
        is_open_above = high >= self._axis.high
        align = Qt.AlignmentFlag.AlignTop if is_open_above else Qt.AlignmentFlag.AlignBottom
        painter.drawText(room, align, self._look.band_name)

    def _draw_ticks(self, painter: QPainter) -> None:
        plot, high = self._plot(), current().line_px("caption")
        painter.setFont(font("caption", tabular=True))
        painter.setPen(current()["ink3"])
        for tick in self._axis.ticks:
            box = QRectF(plot.right() + 10, self._y(tick) - high / 2, current().px(_TICKS_PX) - 10, high)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._look.write(tick))

    def _draw_days(self, painter: QPainter) -> None:
        theme, plot = current(), self._plot()
        room = theme.px(_DAY_WIDTH_PX)
        painter.setFont(font("caption", tabular=True))
        painter.setPen(theme["ink3"])
        times = [point.started_at for point in self._trend.points]
        taken = 0.0
        for place, written in days(times, most=max(1, int(plot.width() // (room * 1.5)))):
            wide = QFontMetricsF(painter.font()).horizontalAdvance(written)
            left = min(self._x(place) - 4, plot.right() - wide)
            if left < taken:
                continue
            taken = left + wide + 12
            box = QRectF(left, plot.bottom() + 6, wide + 2, theme.px(18))
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft, written)

    def _draw_rings(self, painter: QPainter) -> None:
        theme = current()
        points = self._trend.points
        apart = self._plot().width() / max(1, len(points))
        radius = _RING_PX if apart >= _CROWDED_PX else _SMALL_RING_PX
        painter.setBrush(theme["window"])
        inside, outside = QPen(theme["edge"], 1.5), QPen(theme["amber"], 1.5)
        for place, point in enumerate(points):
            far = self._look.judged and self._axis.side(point.value)
            painter.setPen(outside if far else inside)
            painter.drawEllipse(QPointF(self._x(place), self._y(point.value)), radius, radius)

    def _draw_line(self, painter: QPainter) -> None:
        points = self._trend.points
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

    def _draw_chosen(self, painter: QPainter, point: TrendPoint) -> None:
        theme, plot = current(), self._plot()
        x = self._x(self._chosen or 0)
        painter.setPen(QPen(theme["edge"], 1))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        painter.setBrush(theme["ink"])
        painter.setPen(QPen(theme["window"], 2))
        painter.drawEllipse(QPointF(x, self._y(point.value)), 5, 5)
        self._draw_note(painter, x=x, words=self._told(point))

    def _draw_note(self, painter: QPainter, *, x: float, words: str) -> None:
        theme, plot = current(), self._plot()
        painter.setFont(font("caption", tabular=True, weight=500))
        metrics = QFontMetricsF(painter.font())
        text = metrics.elidedText(
            words, Qt.TextElideMode.ElideRight, min(plot.width() - 24, 420 * theme.scale)
        )
        wide = metrics.horizontalAdvance(text) + 20
        left = x - wide - 10 if x - wide - 10 >= plot.left() else x + 10
        left = min(max(plot.left(), left), plot.right() - wide)
        card = QRectF(left, plot.top() - 4, wide, theme.px(26))
        rounded(painter, card, radius=RADIUS.mark + 2, fill=theme["surface"], line=theme["edge"])
        painter.setPen(theme["ink"])
        painter.drawText(card, Qt.AlignmentFlag.AlignCenter, text)

    # -- how it is used ------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the answer that is nearest."""
        self._choose(self._near(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Point at none."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._choose(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the answer that is pointed at."""
        near = self._near(event.position())
        if event.button() == Qt.MouseButton.LeftButton and near is not None:
            self.opened.emit(self._trend.points[near].attempt_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from answer to answer, or open one."""
        last = len(self._trend.points) - 1
        here = last if self._chosen is None else self._chosen
        steps = {
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        wanted = next((place for key, place in steps.items() if key == event.key()), None)
        if wanted is not None and last >= 0:
            self._choose(min(last, max(0, wanted)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and last >= 0:
            self.opened.emit(self._trend.points[here].attempt_id)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come in at the latest answer."""
        note_focus(self, event.reason())
        super().focusInEvent(event)
        if self._chosen is None and self._trend.points:
            self._choose(len(self._trend.points) - 1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point at none."""
        super().focusOutEvent(event)
        self._choose(None)

    def _near(self, place: QPointF) -> int | None:
        points = self._trend.points
        if not points:
            return None
        first, last = self._x(0), self._x(len(points) - 1)
        part = (place.x() - first) / (last - first) if last > first else 0.0
        near = min(len(points) - 1, max(0, round(part * (len(points) - 1))))
        return near if abs(self._x(near) - place.x()) <= _NEAR_PX else None

    def _choose(self, place: int | None) -> None:
        if place != self._chosen:
            self._chosen = place
            self._tell()
            self.update()

    def _told(self, point: TrendPoint) -> str:
        return f"{short_day(point.started_at)} · {self._look.tell(point.value)} · {point.prompt}"

    def _tell(self) -> None:
        points = self._trend.points
        if not points:
            self.setAccessibleName(self._look.name)
        elif self._chosen is not None:
            self.setAccessibleName(f"{self._look.name}: {self._told(points[self._chosen])}")
        else:
            latest = self._look.tell(points[-1].value)
            self.setAccessibleName(f"{self._look.name}, last {len(points)} answers, latest {latest}")
