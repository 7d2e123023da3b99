"""A notice on a card: an icon, what is safe first, what happened, and one to three ways on."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.notices import Notice
from desktop.widgets.button import Button, Kind
from desktop.widgets.flow import Flow
from desktop.widgets.label import Label
from desktop.widgets.layout import box, column, row
from desktop.widgets.picture import Picture

MOST_CHOICES = 3
_KINDS: tuple[Kind, ...] = ("primary", "secondary", "quiet", "quiet")
_ICONS = {"keep": "check", "go_on_with_other": "mic", "start_answering": "mic", "listen": "play"}


class NoticeCard(QWidget):
    """Shows a `Notice`; `wished` tells what the person chose.

    `large` sets the buttons under the card, for the stage. `calm` keeps the first
    button secondary, where the page has a primary button of its own. `keys` are shown on
    the buttons for these wishes; the page asks `button_for` them. On the stage the first button
    without a key of its own answers to Enter.
    """

    wished = Signal(str)

    def __init__(
        self, *, large: bool = False, calm: bool = False, keys: Mapping[str, str] | None = None
    ) -> None:
        super().__init__()
        self._keys, self._large = keys or {}, large
        self._notice: Notice | None = None
        self._sign = Picture("info", "clay", size=20)
        self._head = Label("", "strong", wrap=True, weight=600)
        self._line = Label("", "body", "ink2", wrap=True)
        # Always the same three, so that Tab finds them where the notice stands.
        kinds = _KINDS[calm : calm + MOST_CHOICES]
        self._choices = tuple(Button("", kind, large=large) for kind in kinds)
        self._buttons = Flow(*self._choices, gap=10)
        for number, button in enumerate(self._choices):
            button.clicked.connect(lambda _on=False, number=number: self._on_clicked(number))
            button.hide()
        words = column(self._head, 4, self._line)
        if not large:
            words.addSpacing(12)
            words.addLayout(self._buttons)
        # No stretch under the sign: it would make the card as tall as the page lets it be.
        self._card = box(row(self._sign, 14, words, margins=(18, 16, 18, 16), top=True), name="card")
        self.setLayout(column(self._card, 24, self._buttons) if large else column(self._card))

    @property
    def notice(self) -> Notice | None:
        """What is shown."""
        return self._notice

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The ways on, the likely one first."""
        return self._choices[: len(self._notice.choices)] if self._notice is not None else ()

    def button_for(self, key: Qt.Key) -> Button | None:
        """The button that shows this key."""
        wanted = QKeySequence(Qt.Key.Key_Enter if key == Qt.Key.Key_Return else key).toString()
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
        for number, button in enumerate(self._choices):
            button.setVisible(number < len(notice.choices))
            if number < len(notice.choices):
                choice = notice.choices[number]
                icon, key = _ICONS.get(choice.wish, ""), self._keys.get(choice.wish, "")
                if number == 0 and self._large and not key:
                    key = "Enter"
                button.say(choice.label, icon=icon, key=key)

    def _on_clicked(self, number: int) -> None:
        if self._notice is not None:
            self.wished.emit(self._notice.choices[number].wish)
