"""A notice on a card: an icon, what is safe first, what happened, and one to three ways on."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.notices import Choice, Notice
from desktop.widgets.button import Button, Kind
from desktop.widgets.flow import Flow
from desktop.widgets.label import Label
from desktop.widgets.layout import box, column, emptied, row
from desktop.widgets.picture import Picture

_KINDS: tuple[Kind, ...] = ("primary", "secondary", "quiet")
_ICONS = {"keep": "check", "go_on_with_other": "mic", "start_answering": "mic", "listen": "play"}


class NoticeCard(QWidget):
    """Shows a `Notice`; `wished` tells what the person chose.

    `large` sets the buttons under the card, for the stage. `calm` keeps the first
    button secondary, where the page has a primary button of its own. `keys` are shown on
    the buttons for these wishes; the page asks `button_for` them.
    """

    wished = Signal(str)

    def __init__(
        self, *, large: bool = False, calm: bool = False, keys: Mapping[str, str] | None = None
    ) -> None:
        super().__init__()
        self._large, self._calm, self._keys = large, calm, keys or {}
        self._notice: Notice | None = None
        self._sign = Picture("info", "clay", size=20)
        self._head = Label("", "strong", wrap=True, weight=600)
        self._line = Label("", "body", "ink2", wrap=True)
        self._buttons = Flow(gap=10)
        words = column(self._head, 4, self._line)
        if not large:
            words.addSpacing(12)
            words.addLayout(self._buttons)
        self._card = box(row(column(self._sign, None), 14, words, margins=(18, 16, 18, 16)), name="card")
        self.setLayout(column(self._card, 24, self._buttons) if large else column(self._card))

    @property
    def notice(self) -> Notice | None:
        """What is shown."""
        return self._notice

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The ways on, the likely one first."""
        found = (self._buttons.itemAt(index) for index in range(self._buttons.count()))
        widgets = (item.widget() for item in found if item is not None)
        return tuple(widget for widget in widgets if isinstance(widget, Button))

    def button_for(self, key: Qt.Key) -> Button | None:
        """The button that shows this key."""
        wanted = QKeySequence(key).toString()
        return next((button for button in self.buttons if button.key == wanted), None)

    def show_notice(self, notice: Notice) -> None:
        """Show another notice; the same one again leaves its buttons and the focus alone."""
        if notice == self._notice:
            return
        self._notice = notice
        self._sign.show_icon(notice.icon, "clay")
        self._head.say(notice.head)
        self._line.say(notice.line)
        self._line.setVisible(bool(notice.line))
        self.setAccessibleName(f"{notice.head} {notice.line}")
        emptied(self._buttons)
        for number, choice in enumerate(notice.choices):
            self._buttons.addWidget(self._button(choice, number))

    def _button(self, choice: Choice, number: int) -> Button:
        kind = _KINDS[min(number + self._calm, 2)]
        key = self._keys.get(choice.wish, "")
        button = Button(choice.label, kind, icon=_ICONS.get(choice.wish, ""), key=key, large=self._large)
        button.clicked.connect(lambda: self.wished.emit(choice.wish))
        return button
