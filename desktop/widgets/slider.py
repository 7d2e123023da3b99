"""A slider between two words; turning the wheel over it scrolls the page and changes nothing."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSlider

_STEPS = 100


class Slider(QSlider):
    """A value between `low` and `high`; `moved` tells the value a person chose."""

    moved = Signal(float)

    def __init__(self, *, name: str, low: float, high: float, width_px: int = 120) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._low, self._high = low, high
        self.setRange(0, _STEPS)
        self.setSingleStep(5)
        self.setPageStep(20)
        self.setFixedWidth(width_px)
        self.setMinimumHeight(22)
        self.setAccessibleName(name)
        self.valueChanged.connect(lambda step: self.moved.emit(self._at(step)))

    def show_value(self, value: float) -> None:
        """Stand at this value; nobody is told."""
        quiet = QSignalBlocker(self)
        self.setValue(round((value - self._low) / (self._high - self._low) * _STEPS))
        quiet.unblock()
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()

    def _at(self, step: int) -> float:
        return round(self._low + (self._high - self._low) * step / _STEPS, 2)
