"""What is painted behind and under the words of a transcript.

Behind: the word now playing, the words that show the chosen point, the rim of a pause. Under: dots for um and
uh, dashes for markers such as "like", a thin line for evidence; below these a thin grey wave for what was
said twice, begun again or drawn out, which may be a filler or evidence too.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop.style.fonts import font
from desktop.style.paint import rounded
from desktop.style.theme import current
from desktop.style.tokens import RADIUS, SIZE
from desktop.widgets.script import Stretch
from desktop.widgets.transcript_layout import Box

_UNDER_PX = 5
_WAVE_UNDER_PX = 8
_WAVE_PX, _WAVE_HIGH_PX = 4.5, 1.3
"""Half a wave: its length, and how far it swings to one side."""


def draw_ground(painter: QPainter, box: Box, *, stretch: Stretch, is_chosen: bool, width: int) -> None:
    """Tint evidence whose point is chosen, or rim a pause."""
    theme = current()
    if stretch.kind == "evidence" and is_chosen:
        fill = theme["accent_soft" if stretch.is_whole else "amber_soft"]
        rounded(painter, _wider(box.rect, by=3, width=width), radius=RADIUS.mark, fill=fill)
    elif stretch.kind == "pause":
        rim = QRectF(box.rect.x() + 1, box.baseline - theme.px(13), box.rect.width() - 2, theme.px(17))
        rounded(painter, rim, radius=RADIUS.mark, line=theme["line2"])


def draw_under(painter: QPainter, box: Box, *, stretch: Stretch, is_chosen: bool) -> None:
    """Draw the line, the dots, the dashes or the wave under a stretch."""
    if stretch.kind == "pause":
        return
    if stretch.kind == "repeat":
        y = box.baseline + current().px(_WAVE_UNDER_PX)
        paint_wave(painter, QPointF(box.rect.left(), y), length=box.rect.width(), color=current()["ink3"])
        return
    painter.setPen(_pen(stretch, is_chosen=is_chosen))
    left = box.rect.left() + (0 if stretch.kind == "evidence" else 1)
    y = box.baseline + _UNDER_PX
    painter.drawLine(QPointF(left, y), QPointF(box.rect.right(), y))


def paint_wave(painter: QPainter, start: QPointF, *, length: float, color: QColor) -> None:
    """A wave to the right of `start`, of whole halves, but at least of two."""
    halves = max(2, round(length / _WAVE_PX))
    step = length / halves
    path = QPainterPath(start)
    for number in range(halves):
        side = -2 * _WAVE_HIGH_PX if number % 2 == 0 else 2 * _WAVE_HIGH_PX  # a curve goes half as far
        left = start.x() + number * step
        path.quadTo(QPointF(left + step / 2, start.y() + side), QPointF(left + step, start.y()))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, 1.2))
    painter.drawPath(path)


def draw_playing_ground(painter: QPainter, box: Box, *, width: int) -> None:
    """Fill the place of the word that is being said."""
    place = _wider(box.rect, by=2, width=width)
    rounded(painter, place, radius=RADIUS.mark, fill=current()["accent"])


def draw_playing_word(painter: QPainter, box: Box, *, text: str) -> None:
    """Write the word that is being said on its ground."""
    painter.setFont(font("read"))
    painter.setPen(current()["on_accent"])
    painter.drawText(QPointF(box.rect.left(), box.baseline), text)


def draw_caret(painter: QPainter, box: Box, *, width: int) -> None:
    """Ring the word the keyboard is at."""
    place = _wider(box.rect, by=3, width=width)
    rounded(painter, place, radius=RADIUS.mark, line=current()["accent"], width=SIZE.focus)


def _pen(stretch: Stretch, *, is_chosen: bool) -> QPen:
    theme = current()
    if stretch.kind == "evidence":
        tone = QColor(theme["accent" if stretch.is_whole else "amber"])
        tone.setAlphaF(1.0 if is_chosen else 0.6)
        return QPen(tone, 1.2)
    is_dots = stretch.kind == "filled_pause"
    pen = QPen(theme["amber"], 2 if is_dots else 1.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if is_dots else Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([0.01, 2.2] if is_dots else [3.2, 2.2])
    return pen


def _wider(rect: QRectF, *, by: float, width: int) -> QRectF:
    """A little room on both sides, but never outside the widget, where it would be cut off."""
    left, right = max(0.0, rect.left() - by), min(float(width), rect.right() + by)
    return QRectF(left, rect.top(), right - left, rect.height())
