"""An icon that stands still and is not pressed."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.style import icons
from desktop.style.paint import painter_on
from desktop.style.theme import current
from desktop.style.tokens import SIZE, Color


class Picture(QWidget):
    """An icon in one tone, `size` pixels at 100 %; `name` says it to screen readers, if it says anything."""

    def __init__(self, icon: str, tone: Color = "ink2", *, size: int = SIZE.icon, name: str = "") -> None:
        super().__init__()
        self._icon, self._tone, self._size = icon, tone, size
        self.setAccessibleName(name)
        self.dress()

    def show_icon(self, icon: str, tone: Color) -> None:
        """Show another icon."""
        if (icon, tone) != (self._icon, self._tone):
            self._icon, self._tone = icon, tone
            self.update()

    def dress(self) -> None:
        """Take the size anew."""
        size = current().mark(self._size)
        self.setFixedSize(size, size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(self)
        icons.paint(painter, QRectF(self.rect()), name=self._icon, color=current()[self._tone])
