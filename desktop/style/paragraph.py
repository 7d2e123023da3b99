"""Paragraphs in painted widgets: every line as high as its role wants it, measured and drawn alike."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QTextLayout, QTextOption

from desktop.style.fonts import font
from desktop.style.theme import current
from desktop.style.tokens import Color, Role
from desktop.words import breakable


def height_of(text: str, *, role: Role, width: float) -> float:
    """How high a text is at a width, both in pixels; nothing is as high as nothing."""
    return float(_laid(text, role=role, width=width).lineCount() * current().line_px(role)) if text else 0.0


def write(painter: QPainter, box: QRectF, *, text: str, role: Role, tone: Color) -> None:
    """Draw a text from the top of a box on, as wide as the box; what is too long goes on below it."""
    laid, line_px = _laid(text, role=role, width=box.width()), current().line_px(role)
    painter.setPen(current()[tone])
    for number in range(laid.lineCount()):
        line = laid.lineAt(number)
        spare = (line_px - line.height()) / 2
        line.setPosition(QPointF(0, number * line_px + spare))
    laid.draw(painter, box.topLeft())


def _laid(text: str, *, role: Role, width: float) -> QTextLayout:
    made = QTextLayout(breakable(text).replace("\n", "\u2028"), font(role))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    made.setTextOption(option)
    made.beginLayout()
    while (line := made.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
    made.endLayout()
    return made
