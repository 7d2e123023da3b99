"""What the app says, or what was said aloud: one line, or a paragraph with the line height of its role."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from desktop.style.fonts import font
from desktop.style.theme import current
from desktop.style.tokens import Color, Role
from desktop.words import breakable


class Label(QLabel):
    """A text in one role and one tone; `wrap` makes it a paragraph. The text is plain, never markup."""

    def __init__(
        self,
        text: str = "",
        role: Role = "body",
        tone: Color = "ink",
        *,
        wrap: bool = False,
        tabular: bool = False,
        weight: int | None = None,
    ) -> None:
        super().__init__()
        self._words, self._role, self._wrap = text, role, wrap
        self._tabular, self._weight = tabular, weight
        self.setProperty("tone", tone)
        self.setTextFormat(Qt.TextFormat.RichText if wrap else Qt.TextFormat.PlainText)
        if wrap:
            self.setWordWrap(True)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.dress()

    @property
    def words(self) -> str:
        """The text as it was given."""
        return self._words

    def say(self, text: str) -> None:
        """Show another text."""
        if text != self._words:
            self._words = text
            self._write()

    def resize_to(self, role: Role) -> None:
        """Set it in another role's size."""
        if role != self._role:
            self._role = role
            self.dress()

    def tone(self, tone: Color) -> None:
        """Show it in another colour."""
        if tone != self.property("tone"):
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)

    def dress(self) -> None:
        """Take the font anew."""
        self.setFont(font(self._role, tabular=self._tabular, weight=self._weight))
        self._write()

    def _write(self) -> None:
        self.setAccessibleName(self._words)
        if not self._wrap:
            self.setText(self._words)
            return
        line = current().line_px(self._role)
        text = escape(breakable(self._words)).replace("\n", "<br>")
        self.setText(f'<div style="line-height:{line}px; -qt-line-height-type: fixed">{text}</div>')
