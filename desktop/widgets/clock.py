"""The timer: figures of one width that stand still while they count; a note on the same base line."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.spelled import clock
from desktop.style.fonts import font
from desktop.style.theme import current
from desktop.style.tokens import Color

_HIGH = 100
_GAP = 22


def _wide(metrics: QFontMetricsF, sign: str) -> float:
    """How much room a sign gets: every figure that of a 0. Inter's tabular 1 has a slab."""
    return metrics.horizontalAdvance("0" if sign.isdigit() else sign)


class Clock(QWidget):
    """Minutes and seconds, large; left-aligned with the column above and below."""

    def __init__(self) -> None:
        super().__init__()
        self._text, self._note = "0:00", ""
        self._tone: Color = "ink"
        self.setFixedHeight(_HIGH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """What the timer shows."""
        return self._text

    @property
    def note(self) -> str:
        """What stands beside it."""
        return self._note

    def show_time(self, seconds: float, *, note: str, tone: Color = "ink") -> None:
        """Show a time; painted anew only when a figure, the note or the tone changes."""
        wanted = (clock(seconds), note, tone)
        if wanted != (self._text, self._note, self._tone):
            self._text, self._note, self._tone = wanted
            self.setAccessibleName(f"{self._text} {note}")
            self.updateGeometry()
            self.update()

    def dress(self) -> None:
        """Take the fonts anew."""
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._note_x(), _HIGH)

    def sizeHint(self) -> QSize:
        note = QFontMetricsF(font("body")).horizontalAdvance(self._note)
        return QSize(self._note_x() + round(note) + 1, _HIGH)

    def _note_x(self) -> int:
        big = QFontMetricsF(font("timer"))
        return round(sum(_wide(big, sign) for sign in self._text)) + _GAP

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        big = font("timer")
        metrics = QFontMetricsF(big)
        base = (self.height() + metrics.capHeight()) / 2
        painter.setFont(big)
        painter.setPen(current()[self._tone])
        x = -metrics.tightBoundingRect("0").left()
        for sign in self._text:
            wide = _wide(metrics, sign)
            painter.drawText(QPointF(x + (wide - metrics.horizontalAdvance(sign)) / 2, base), sign)
            x += wide
        painter.setFont(font("body", tabular=True))
        painter.setPen(current()["ink3"])
        painter.drawText(QPointF(self._note_x(), base), self._note)
