"""One section of the settings: its name and a sentence on the left, what can be chosen on the right."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.style.theme import current
from desktop.widgets.label import Label
from desktop.widgets.layout import box, column

_LABEL_PX = 248
_LABEL_GROWS = 1.25
_GAP_PX = 40


class Section(QWidget):
    """A section; in one column the controls stand below the words."""

    def __init__(self, name: str, words: str, controls: QHBoxLayout | QVBoxLayout) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._head = Label(name, "strong", wrap=True, weight=600)
        self.words = Label(words, "small", "ink2", wrap=True)
        self.words.setVisible(bool(words))
        self._left = box(column(self._head, 4, self.words, None))
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setContentsMargins(0, 18, 0, 18)
        self._box.setSpacing(_GAP_PX)
        self._box.addWidget(self._left)
        self._box.addWidget(box(controls), 1)
        self.setLayout(self._box)

    def arrange(self, *, single: bool) -> None:
        """Side by side, or one below the other."""
        direction = QBoxLayout.Direction.TopToBottom if single else QBoxLayout.Direction.LeftToRight
        self._box.setDirection(direction)
        self._box.setSpacing(12 if single else _GAP_PX)
        wide = round(_LABEL_PX * min(current().scale, _LABEL_GROWS))
        self._left.setMinimumWidth(0 if single else wide)
        self._left.setMaximumWidth(16_777_215 if single else wide)

    def say(self, words: str) -> None:
        """Another sentence below the name."""
        self.words.say(words)
        self.words.setVisible(bool(words))
