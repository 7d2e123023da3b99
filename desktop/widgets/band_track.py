"""Where one figure lies: a line, the quiet band on it, and a tick for the value."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from desktop.style.paint import rounded
from desktop.style.theme import current

TRACK_HEIGHT_PX = 12
_TICK_PX = 3.0


@dataclass(frozen=True, slots=True)
class Scale:
    """The ends of a track and the quiet band on it (None: there is no norm), in the figure's own unit."""

    low: float
    high: float
    band: tuple[float, float] | None

    def part(self, value: float) -> float:
        """How far along the track a value lies, 0 to 1; values outside stay at the ends."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


def paint_track(painter: QPainter, box: QRectF, *, scale: Scale, value: float | None, outside: bool) -> None:
    """Draw a track into a box, its tick in amber if the value is `outside` the band.

    Without a value there is no tick, so that nothing jumps when it comes.
    """
    theme, middle = current(), box.center().y()

    def x(of: float) -> float:
        return box.left() + scale.part(of) * (box.width() - _TICK_PX) + _TICK_PX / 2

    line = QRectF(box.left(), middle - 1, box.width(), 2)
    rounded(painter, line, radius=1, fill=theme["line"])
    if scale.band is not None:
        left, right = (x(limit) for limit in scale.band)
        band = QRectF(left - _TICK_PX / 2, middle - 2.5, right - left + _TICK_PX, 5)
        rounded(painter, band, radius=2.5, fill=theme["edge"])
    if value is not None:
        tick = QRectF(x(value) - _TICK_PX / 2, box.top(), _TICK_PX, box.height())
        tone = theme["amber" if outside else "ink"]
        rounded(painter, tick, radius=_TICK_PX / 2, fill=tone)
