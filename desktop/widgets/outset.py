"""Lets a widget stand out beside its column: its words keep the edge, its ground and ring lie outside."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Outset(QLayout):
    """One widget, wider than its place by so many pixels on each side; the margin around must have the room.

    Qt's own layouts do nothing with a negative margin.
    """

    def __init__(self, widget: QWidget, *, left: int = 0, right: int = 0) -> None:
        super().__init__()
        self._item: QLayoutItem | None = None
        self._left, self._right = left, right
        self.setContentsMargins(0, 0, 0, 0)
        self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._item = item

    def count(self) -> int:
        return int(self._item is not None)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._item if index == 0 else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        taken = self.itemAt(index)
        if taken is not None:
            self._item = None
        return taken

    def expandingDirections(self) -> Qt.Orientation:
        return self._item.expandingDirections() if self._item else Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return self._item is not None and self._item.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        return self._item.heightForWidth(width + self._left + self._right) if self._item else 0

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        if self._item is not None:
            self._item.setGeometry(rect.adjusted(-self._left, 0, self._right, 0))

    def sizeHint(self) -> QSize:
        return self._without(self._item.sizeHint() if self._item else QSize(0, 0))

    def minimumSize(self) -> QSize:
        return self._without(self._item.minimumSize() if self._item else QSize(0, 0))

    def _without(self, size: QSize) -> QSize:
        return QSize(max(0, size.width() - self._left - self._right), size.height())
