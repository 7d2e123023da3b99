"""The marks under the sound strip, a diamond for um and uh and a bracket for a pause, and their key; the key
of the wave under words, too."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.style.paint import painter_on
from desktop.style.theme import current
from desktop.widgets.transcript_marks import paint_wave

_SIDE_PX = 5.6
_BOX_PX = 12


def paint_diamond(painter: QPainter, middle: QPointF, color: QColor) -> None:
    """A filled pause, centred on `middle`."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.translate(middle)
    painter.rotate(45)
    painter.drawRect(QRectF(-_SIDE_PX / 2, -_SIDE_PX / 2, _SIDE_PX, _SIDE_PX))
    painter.restore()


def paint_bracket(painter: QPainter, box: QRectF, color: QColor) -> None:
    """A pause, open at the top."""
    painter.setPen(QPen(color, 1.25))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline([box.topLeft(), box.bottomLeft(), box.bottomRight(), box.topRight()])


class StripKey(QWidget):
    """One mark of the strip or of the words, drawn once more beside its name."""

    def __init__(self, kind: Literal["filler", "pause", "repeat"]) -> None:
        super().__init__()
        self._kind = kind
        self.dress()

    def dress(self) -> None:
        """Take the size from the size of the text."""
        self.setFixedSize(current().mark(_BOX_PX), current().mark(_BOX_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the mark."""
        painter = painter_on(self)
        painter.scale(self.width() / _BOX_PX, self.height() / _BOX_PX)
        if self._kind == "filler":
            paint_diamond(painter, QPointF(6, 6), current()["amber"])
        elif self._kind == "repeat":
            paint_wave(painter, QPointF(0, 6), length=_BOX_PX, color=current()["ink3"])
        else:
            paint_bracket(painter, QRectF(1, 4, 10, 5), current()["ink3"])
