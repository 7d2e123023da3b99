"""The field in which one looks for something; "/" leads to it, Esc empties it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from desktop.style.fonts import font
from desktop.style.theme import current
from desktop.style.tokens import SIZE
from desktop.widgets.escape import is_escape_kept
from desktop.widgets.key_cap import KeyCap
from desktop.widgets.layout import row
from desktop.widgets.picture import Picture


class SearchField(QLineEdit):
    """A line of text with a lens, and the key that leads here while it is empty."""

    def __init__(self, hint: str, *, key: str = "/") -> None:
        super().__init__()
        self.setObjectName("search")
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self._cap = KeyCap(key)
        self._lens = Picture("search", "ink3", size=16)
        self._lens.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setLayout(row(self._lens, None, self._cap, margins=(10, 0, 8, 0)))
        self.textChanged.connect(lambda text: self._cap.setVisible(not text))
        self.dress()

    def dress(self) -> None:
        """Take font and height anew."""
        theme = current()
        self.setFont(font("body"))
        self.setFixedHeight(theme.px(SIZE.control))
        self.setTextMargins(theme.mark(16) + 10, 0, 0, 0)

    def event(self, event: QEvent) -> bool:
        """While there is something to empty, Esc belongs to the field, not to the window."""
        return is_escape_kept(event, wanted=bool(self.text())) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)
