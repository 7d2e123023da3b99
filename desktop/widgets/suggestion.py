"""One thing for the next try: what to do, the person's own numbers, and a link to hear it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from coach.suggestions import Suggestion
from desktop.style.fonts import font
from desktop.style.theme import current
from desktop.widgets.label import Label
from desktop.widgets.layout import column, row


class LinkedText(QLabel):
    """A sentence that ends in an act; Tab and Enter reach the act, `acted` tells of it."""

    acted = Signal()

    def __init__(self, text: str, action: str) -> None:
        super().__init__()
        self._words, self._action = text, action
        self.setProperty("tone", "ink2")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        if not action:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.linkActivated.connect(lambda _link: self.acted.emit())
        self.setAccessibleName(f"{text} {action}".strip())
        self.dress()

    def dress(self) -> None:
        """Take font, line height and the colour of the link anew."""
        self.setFont(font("small"))
        theme = current()
        link = f' <a href="act" style="color:{theme["accent"].name()}">{escape(self._action)}</a>'
        line = theme.line_px("small")
        words = escape(self._words) + (link if self._action else "")
        self.setText(f'<div style="line-height:{line}px; -qt-line-height-type: fixed">{words}</div>')


class SuggestionRow(QWidget):
    """A numbered suggestion; `followed` is emitted when somebody follows its link."""

    followed = Signal(object)

    def __init__(self, suggestion: Suggestion, *, number: int) -> None:
        super().__init__()
        self._suggestion = suggestion
        digit = Label(str(number), "strong", "accent", tabular=True, wrap=True)
        digit.setMinimumWidth(current().px(10))
        head = Label(suggestion.head, "strong", wrap=True)
        text = LinkedText(suggestion.line, suggestion.action)
        text.acted.connect(lambda: self.followed.emit(self._suggestion))
        inner = column(head, 2, text)
        layout = row(column(digit, None), 12, inner, margins=(0, 9, 0, 9))
        layout.setStretch(2, 1)
        self.setLayout(layout)
