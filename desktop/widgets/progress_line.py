"""A line that fills; words stand beside it, and a way out."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.style.paint import painter_on, rounded
from desktop.style.theme import current

_HIGH = 4


class ProgressLine(QWidget):
    """How much of something is done, 0 to 1; `name` says what."""

    def __init__(self, part: float = 0.0, *, name: str) -> None:
        super().__init__()
        self._name, self._part = name, -1.0
        self.setFixedHeight(_HIGH)
        self.setMinimumWidth(40)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_part(part)

    @property
    def part(self) -> float:
        """How much is done, 0 to 1."""
        return self._part

    def show_part(self, part: float) -> None:
        """Show how much is done."""
        wanted = min(1.0, max(0.0, part))
        if wanted != self._part:
            self._part = wanted
            self.setAccessibleName(f"{self._name}: {wanted:.0%}")
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = painter_on(self), current()
        rounded(painter, QRectF(self.rect()), radius=_HIGH / 2, fill=theme["line"])
        done = self.width() * self._part
        if done >= 1:
            rounded(painter, QRectF(0, 0, max(_HIGH, done), _HIGH), radius=_HIGH / 2, fill=theme["accent"])
