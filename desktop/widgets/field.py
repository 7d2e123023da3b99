"""A short field for a number or a time, as high as a button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from desktop.style.fonts import font
from desktop.style.theme import current
from desktop.style.tokens import SIZE

_WIDTH_PX = 64


class Field(QLineEdit):
    """A few characters, in the middle; `name` says them to screen readers."""

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMaxLength(8)
        self.dress()

    def dress(self) -> None:
        """Take font and size anew."""
        self.setFont(font("body", tabular=True))
        self.setFixedSize(max(_WIDTH_PX, current().px(_WIDTH_PX - 8)), current().px(SIZE.control))
