"""A hairline between two things."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from desktop.style.tokens import SIZE


class Rule(QFrame):
    """A line one pixel high."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rule")
        self.setFixedHeight(SIZE.hairline)
