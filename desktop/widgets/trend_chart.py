"""One figure over answers: a ring each, the mean of the last five as a line, the quiet band behind.

Left and right go from answer to answer, Enter or a click opens one. What stands still is drawn once into a
picture, so that pointing at one of thousands costs nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.progress import Trend
from desktop.style.paint import painter_on, rounded
from desktop.style.theme import Theme, current
from desktop.style.tokens import RADIUS, SIZE
from desktop.widgets.chart_axes import Axis
from desktop.widgets.focus_ring import note_focus, shows_ring
from desktop.widgets.trend_plot import ChartLook, TrendPlot

_LEAST_HEIGHT_PX = 128


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
            self._plot().draw_chosen(painter, self._chosen)
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
            self._plot().draw(painter)
            painter.end()
        return self._drawn

    def _plot(self) -> TrendPlot:
        return TrendPlot(self._trend, self._axis, self._look, self.size())

    # -- how it is used ------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the answer that is nearest."""
        self._choose(self._plot().near(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        """Point at none."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._choose(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the answer that is pointed at."""
        near = self._plot().near(event.position().x())
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

    def _choose(self, place: int | None) -> None:
        if place != self._chosen:
            self._chosen = place
            self._tell()
            self.update()

    def _tell(self) -> None:
        points = self._trend.points
        if not points:
            self.setAccessibleName(self._look.name)
        elif self._chosen is not None:
            self.setAccessibleName(f"{self._look.name}: {self._plot().told(points[self._chosen])}")
        else:
            latest = self._look.tell(points[-1].value)
            self.setAccessibleName(f"{self._look.name}, last {len(points)} answers, latest {latest}")
