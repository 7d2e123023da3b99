"""A field for one line of text, as wide as there is room."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from desktop.style.fonts import font
from desktop.style.theme import current
from desktop.style.tokens import SIZE


class LineField(QLineEdit):
    """As high as a button; `name` says it to screen readers, `hint` stands in it while it is empty."""

    def __init__(self, *, name: str, hint: str = "", longest: int = 200) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setMaxLength(longest)
        self.dress()

    def dress(self) -> None:
        """Take font and height anew."""
        self.setFont(font("body"))
        self.setFixedHeight(current().px(SIZE.control))

    def put(self, text: str) -> None:
        """Show a text, unless somebody is typing here."""
        if not self.hasFocus() and text != self.text():
            self.setText(text)
