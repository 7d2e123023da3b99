"""How a point came across, as a shape: a disc with a tick, a half-filled ring, a dashed ring, a dot."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.style.paint import painter_on
from desktop.style.theme import current

PointState = Literal["covered", "partial", "missed", "untried"]
STATE_WORDS: dict[PointState, str] = {
    "covered": "Covered",
    "partial": "Partly",
    "missed": "Not heard",
    "untried": "Not tried yet",
}
_LARGE_PX = 12


def paint_state(painter: QPainter, rect: QRectF, *, state: PointState) -> None:
    """Draw a state into a square; four shapes, so colour is not needed."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _STROKES[state](painter, rect)
    painter.restore()


def _stroke(rect: QRectF) -> float:
    return max(1.5, rect.width() * 0.1)


def _ring(rect: QRectF) -> QRectF:
    half = _stroke(rect) / 2
    return rect.adjusted(half, half, -half, -half)


def _covered(painter: QPainter, rect: QRectF) -> None:
    unit = rect.width()
    painter.setBrush(current()["accent"])
    painter.drawEllipse(rect)
    if unit < _LARGE_PX:
        return
    tick = QPainterPath(rect.topLeft() + QPointF(unit * 0.28, unit * 0.52))
    tick.lineTo(rect.topLeft() + QPointF(unit * 0.44, unit * 0.67))
    tick.lineTo(rect.topLeft() + QPointF(unit * 0.73, unit * 0.36))
    pen = QPen(current()["on_accent"], _stroke(rect) * 1.05)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(tick)


def _partial(painter: QPainter, rect: QRectF) -> None:
    amber = current()["amber"]
    painter.setPen(QPen(amber, _stroke(rect)))
    painter.drawEllipse(_ring(rect))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(amber)
    painter.drawPie(rect, 90 * 16, 180 * 16)


def _missed(painter: QPainter, rect: QRectF) -> None:
    large = rect.width() >= _LARGE_PX
    pen = QPen(current()["ink3"], _stroke(rect) if large else 1.25)
    if large:
        pen.setDashPattern([1.6, 1.5])
    painter.setPen(pen)
    painter.drawEllipse(_ring(rect))


def _untried(painter: QPainter, rect: QRectF) -> None:
    painter.setBrush(current()["edge"])
    painter.drawEllipse(rect.center(), rect.width() * 0.14, rect.width() * 0.14)


_STROKES = {"covered": _covered, "partial": _partial, "missed": _missed, "untried": _untried}


class StateMark(QWidget):
    """The state of one point, `size` pixels at 100 %."""

    def __init__(self, state: PointState, *, size: int = 18) -> None:
        super().__init__()
        self._state, self._size = state, size
        self.setAccessibleName(STATE_WORDS[state])
        self.dress()

    def show_state(self, state: PointState) -> None:
        """Show another state."""
        self._state = state
        self.setAccessibleName(STATE_WORDS[state])
        self.update()

    def dress(self) -> None:
        """Take the size anew."""
        size = current().mark(self._size)
        self.setFixedSize(size, size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_state(painter_on(self), QRectF(self.rect()), state=self._state)
