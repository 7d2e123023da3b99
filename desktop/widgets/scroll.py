"""A page that is longer than the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QWidget


class Scroll(QScrollArea):
    """Scrolls up and down only; Tab brings what it reaches into view.

    With `holds_place` the place of the bar stays free where there is nothing to scroll: lines that one reads
    do not break elsewhere when more comes below them.
    """

    def __init__(self, inner: QWidget, *, holds_place: bool = False) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if holds_place:
            self.setVerticalScrollBar(_Bar())
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setWidget(inner)

    def to_top(self) -> None:
        """Show the beginning."""
        self.verticalScrollBar().setValue(0)

    def turn(self, pages: float) -> None:
        """Scroll by so many windows, downwards if positive."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(bar.pageStep() * pages))


class _Bar(QScrollBar):
    """Seen only where there is something to scroll."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing is painted where all can be seen."""
        if self.maximum() > self.minimum():
            super().paintEvent(event)
