"""The icons: line drawings of our own on a grid of 24, drawn in any colour at any size.

Each is a file in `icons/`; its name without the ending is its name here: mic, mic-off, stop, play, pause,
check, chevron-down (-up, -left, -right), list, trend, settings, lock, folder, download, search, plus, trash,
undo, speaker, info, alert, pencil, text, rotate, x, keyboard, chip, copy, paste, disk, sound, ear,
arrow-left (-up, -down), greenroom.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer


@lru_cache(maxsize=512)
def _drawing(name: str, color: str) -> QSvgRenderer:
    text = files("desktop.style").joinpath("icons", f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(text.replace("currentColor", color).encode()))


def names() -> tuple[str, ...]:
    """Every icon there is."""
    folder = files("desktop.style").joinpath("icons")
    return tuple(
        sorted(file.name.removesuffix(".svg") for file in folder.iterdir() if file.name.endswith(".svg"))
    )


def paint(painter: QPainter, rect: QRectF, *, name: str, color: QColor) -> None:
    """Draw an icon into a rectangle."""
    _drawing(name, color.name()).render(painter, rect)


def pixmap(name: str, color: QColor, *, size: int, ratio: float = 1.0) -> QPixmap:
    """An icon as a picture, `size` wide and high in pixels, sharp on a screen with this many dots a pixel."""
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint(painter, QRectF(made.rect()), name=name, color=color)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def icon(name: str, color: QColor, *, size: int) -> QIcon:
    """An icon for Qt's own parts, in single and double resolution."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, color, size=size, ratio=ratio))
    return made
