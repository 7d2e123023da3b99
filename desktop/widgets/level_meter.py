"""How loud the microphone is: a row of bars, the last ones amber."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.style.paint import painter_on, rounded
from desktop.style.theme import current

BARS = 28
LOUD_BARS = 4
_QUIETEST_DB = -60.0
_STEP, _WIDE, _HIGH = 7, 4, 14


def part_of(level_db: float) -> float:
    """The part of the meter a level in dBFS fills: -60 and below is none of it, 0 all."""
    return min(1.0, max(0.0, 1 - level_db / _QUIETEST_DB))


class LevelMeter(QWidget):
    """The level of the microphone, 0 to 1, in `bars` bars."""

    def __init__(self, part: float = 0.0, *, bars: int = BARS) -> None:
        super().__init__()
        self._bars, self._lit = bars, -1
        self.setFixedSize(bars * _STEP - (_STEP - _WIDE), _HIGH)
        self.show_level(part)

    @property
    def lit(self) -> int:
        """How many bars are lit."""
        return self._lit

    def show_level(self, part: float) -> None:
        """Show a level; nothing is painted anew while the same bars stay lit."""
        lit = round(min(1.0, max(0.0, part)) * self._bars)
        if lit != self._lit:
            self._lit = lit
            self.setAccessibleName(f"Microphone level: {self._words()}")
            self.update()

    def _words(self) -> str:
        if self._lit <= 2:
            return "quiet"
        return "loud" if self._lit > self._bars - LOUD_BARS else "good"

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = painter_on(self), current()
        quiet, good, loud = theme["line"], theme["accent"], theme["amber"]
        for index in range(self._bars):
            lit_color = loud if index >= self._bars - LOUD_BARS else good
            fill = lit_color if index < self._lit else quiet
            rounded(painter, QRectF(index * _STEP, 0, _WIDE, _HIGH), radius=2, fill=fill)
