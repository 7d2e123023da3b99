"""Time against the target: the target is a taller, outlined box, the time fills the line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.norms import side
from coach.spelled import clock
from desktop.style.fonts import font
from desktop.style.paint import painter_on, rounded
from desktop.style.theme import current

_WHOLE = 1.25
_LINE_TOP, _LINE_HIGH, _BOX_HIGH = 6.0, 4.0, 14.0
_WORDS_TOP = 21


class TargetBar(QWidget):
    """Seconds said so far, and the seconds an answer should take; the line is a quarter longer than these."""

    def __init__(self, *, target_s: tuple[float, float] = (60.0, 120.0)) -> None:
        super().__init__()
        self._target_s, self._now_s = target_s, 0.0
        self.setMinimumWidth(160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.dress()
        self._name()

    def show_target(self, target_s: tuple[float, float]) -> None:
        """Take another target."""
        if target_s != self._target_s:
            self._target_s = target_s
            self._name()
            self.update()

    def show_time(self, now_s: float) -> None:
        """Fill the line up to here; painted anew only where a pixel changes."""
        before, self._now_s = self._now_s, now_s
        if int(before) != int(now_s):
            self._name()
        if round(self._x(before) * 2) != round(self._x(now_s) * 2):
            self.update()

    def _name(self) -> None:
        low, high = self._target_s
        self.setAccessibleName(f"{clock(self._now_s)} of {clock(low)} to {clock(high)}")

    def dress(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(_WORDS_TOP + current().line_px("caption"))

    def _x(self, seconds: float) -> float:
        whole = self._target_s[1] * _WHOLE
        return min(seconds, whole) / whole * self.width()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = painter_on(self), current()
        low, high = self._target_s
        line = QRectF(0, _LINE_TOP, self.width(), _LINE_HIGH)
        rounded(painter, line, radius=2, fill=theme["line"])
        target = QRectF(self._x(low), 1, self._x(high) - self._x(low), _BOX_HIGH)
        rounded(painter, target, radius=4, fill=theme["accent_soft"], line=theme["edge"])
        done = theme["amber" if side("length", self._now_s, self._target_s) > 0 else "accent"]
        x = self._x(self._now_s)
        rounded(painter, QRectF(0, _LINE_TOP, x, _LINE_HIGH), radius=2, fill=done)
        tick = QRectF(min(max(0.0, x - 2), self.width() - 4), 0, 4, _BOX_HIGH + 2)
        rounded(painter, tick, radius=2, fill=done)
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        words = font("caption", tabular=True)
        metrics = QFontMetricsF(words)
        painter.setFont(words)
        painter.setPen(current()["ink3"])
        low, high = self._target_s
        low_right = self._x(low) + metrics.horizontalAdvance(clock(low))
        high_left = self._x(high) - metrics.horizontalAdvance(clock(high))
        if high_left < low_right + 12:
            return
        tall = self.height() - _WORDS_TOP
        wide = metrics.horizontalAdvance("00:00:00")
        top = Qt.AlignmentFlag.AlignTop
        painter.drawText(
            QRectF(self._x(low), _WORDS_TOP, wide, tall), Qt.AlignmentFlag.AlignLeft | top, clock(low)
        )
        place = QRectF(self._x(high) - wide, _WORDS_TOP, wide, tall)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | top, clock(high))
