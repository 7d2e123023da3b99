"""The sign of the house: a stage door with a voice in it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from desktop.style.paint import painter_on
from desktop.style.theme import Theme, current

_BARS = ((7.2, 5.0), (11.0, 10.0), (14.8, 6.0))


def paint_brand(painter: QPainter, *, height: float, theme: Theme) -> None:
    """Draw the sign at the origin, three quarters as wide as high."""
    unit = height / 24
    painter.save()
    painter.translate(-3 * unit, 0)
    painter.scale(unit, unit)
    door = QPainterPath()
    door.moveTo(3, 23)
    door.lineTo(3, 10)
    door.arcTo(QRectF(3, 1, 18, 18), 180, -180)
    door.lineTo(21, 23)
    door.closeSubpath()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme["accent"])
    painter.drawPath(door)
    painter.setBrush(theme["on_accent"])
    for x, tall in _BARS:
        painter.drawRoundedRect(QRectF(x, 14.5 - tall / 2, 2, tall), 1, 1)
    painter.restore()


def brand_icon() -> QIcon:
    """The sign as the icon of the window, in the sizes systems ask for."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = painter_on(pixmap)
        painter.translate(size / 8, 0)
        paint_brand(painter, height=size, theme=Theme("light"))
        painter.end()
        made.addPixmap(pixmap)
    return made


class Brand(QWidget):
    """The sign, so many pixels high."""

    def __init__(self, height: int = 24) -> None:
        super().__init__()
        self.setFixedSize(round(height * 0.75), height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_brand(painter_on(self), height=self.height(), theme=current())
