"""A word in passing, bottom left: what was done, and Undo, or what is wrong; gone after six seconds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from desktop.style.tokens import SPACE
from desktop.widgets.button import Button
from desktop.widgets.label import Label
from desktop.widgets.layout import row

SHOWN_MS = 6000
UNDO, UNDO_KEY = "Undo", "Ctrl+Z"
_CAN_WAIT = 4
"""From this rank on nothing is of the disk or the microphone, and so of what is said just now."""
_READ_AT_ONCE = 80
_LETTER_MS = 60
"""A long sentence stays as long as reading it takes: about 17 letters a second."""


@dataclass(frozen=True, slots=True)
class _Told:
    text: str
    action: str
    act: Callable[[], None] | None
    rank: int
    shown_ms: int

    @property
    def is_undo(self) -> bool:
        """Whether it offers to undo what was just done."""
        return self.action == UNDO


class Toast(QFrame):
    """Lies over the window it is given and shows one word at a time. It never takes the focus.

    A word of rank 0 answers what somebody just did: it is shown at once, and the next of them replaces it.
    What is wrong has a rank from 1 on, the most pressing first. It takes the place of what was just done,
    which may be untrue by then. It waits while there is something more pressing; where it has to make way
    before half of its time is over it comes again, and later it counts as read. How many wait the button
    says, which goes on to the next. While one speaks (`hold_back`) what is not of the disk or the microphone
    waits.

    Nothing takes away what can be undone: other words wait until its time is over. Only a later Undo, which
    is what one would undo first, is shown at once; when nothing else waits the earlier one comes again for
    the rest of its time, and for three seconds at least, so that it can be reached.

    While Undo is offered Ctrl+Z does it too, where no text field has that key for itself: within six seconds
    nobody comes to a button by Tab. The button shows the key only where it does that. `announce` has a screen
    reader say each word when it is shown: it is gone before one could find it.
    """

    def __init__(self, window: QWidget, *, announce: Callable[[str], None] | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._announce = announce or _nobody_listens
        self.setObjectName("toast")
        self._left_px = 0
        self._shown: _Told | None = None
        self._waiting: list[_Told] = []
        self._undos: list[_Told] = []
        self._speaks = False
        self._words = Label("", "small")
        self._button = Button("", "link")
        self._button.clicked.connect(self._on_clicked)
        self.setLayout(row(self._words, SPACE.l, self._button, margins=(14, 7, 14, 7)))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self._go_on)
        self._undo = QShortcut(QKeySequence(UNDO_KEY), window)
        self._undo.setEnabled(False)
        self._undo.activated.connect(self._on_clicked)
        window.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        self.hide()

    def tell(
        self, text: str, *, action: str = "", act: Callable[[], None] | None = None, rank: int = 0
    ) -> None:
        """Show a sentence, and a button for `act` if there is one (mostly Undo), when its rank lets it."""
        told, shown = _Told(text, action, act, rank, _reading_ms(text)), self._shown
        self._waiting = [one for one in self._waiting if one.text != text]
        if self._is_held(told) or (shown is not None and _stays_before(shown, told)):
            self._wait(told)
            self._say_button()
            return
        if shown is not None and shown.rank and shown.text != text and self._is_hardly_read:
            self._wait(shown)
        elif shown is not None and shown.is_undo:
            left_ms = max(self._timer.remainingTime(), SHOWN_MS // 2)
            self._undos.append(replace(shown, shown_ms=left_ms))
        self._show(told)

    def hold_back(self, *, speaks: bool) -> None:
        """While somebody speaks show only what cannot wait; the rest comes when it is over."""
        if speaks == self._speaks:
            return
        self._speaks, shown = speaks, self._shown
        if shown is not None and self._is_held(shown):
            if self._is_hardly_read:
                self._wait(shown)
            self._go_on()
        elif shown is None:
            self._go_on()
        else:
            self._say_button()

    def _wait(self, told: _Told) -> None:
        self._waiting.append(told)
        self._waiting.sort(key=lambda one: one.rank)

    def _is_held(self, told: _Told) -> bool:
        return self._speaks and told.rank >= _CAN_WAIT

    def _show(self, told: _Told) -> None:
        self._shown = told
        self._words.say(told.text)
        self.setAccessibleName(told.text)
        self._say_button()
        self.show()
        self._undo.setEnabled(told.is_undo)
        self._place()
        self.raise_()
        self._timer.start(told.shown_ms)
        way = ", ".join(part for part in (told.action, self._button.key) if part)
        self._announce(f"{told.text} {way}".rstrip())

    def keep_clear(self, left_px: int) -> None:
        """Leave so much free on the left, where the sidebar is."""
        self._left_px = left_px
        self._place()

    def dress(self) -> None:
        """Stand where the new size of text puts it."""
        self._place()

    def hideEvent(self, event: QHideEvent) -> None:
        """What is gone cannot be undone by a key."""
        self._undo.setEnabled(False)
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """As wide as the words, up to the window's room; then on more lines: no sentence is cut."""
        window = self._window
        room = window.width() - self._left_px - 2 * SPACE.l
        self._words.setWordWrap(False)
        wide, high = self.sizeHint().width(), self.sizeHint().height()
        if wide > room:
            self._words.setWordWrap(True)
            wide, high = room, self.heightForWidth(room)
        self.resize(wide, high)
        self.move(self._left_px + SPACE.l, window.height() - self.height() - SPACE.l)

    @property
    def _is_hardly_read(self) -> bool:
        return self._shown is not None and self._timer.remainingTime() * 2 > self._shown.shown_ms

    @property
    def _action(self) -> str:
        """What the button says: what can be done, or how many words wait."""
        if self._shown is not None and self._shown.action:
            return self._shown.action
        more = sum(not self._is_held(one) for one in self._waiting) + len(self._undos)
        return f"{more} more" if more else ""

    def _say_button(self) -> None:
        self._button.say(self._action, key=self._key(QApplication.focusWidget()))
        self._button.setVisible(bool(self._action))
        self._place()

    def _key(self, focused: QWidget | None) -> str:
        return UNDO_KEY if self._action == UNDO and not _takes_text(focused) else ""

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """In a text field the key undoes what was typed, so that it is not promised here."""
        if self.isVisible() and self._button.key != self._key(new):
            self._button.say(self._action, key=self._key(new))
            self._place()

    def _on_clicked(self) -> None:
        act = self._shown.act if self._shown is not None else None
        self._go_on()
        if act is not None:
            act()

    def _go_on(self) -> None:
        """The word has been read: the next one that waits, or none."""
        self._shown = None
        self._timer.stop()
        if self._waiting and not self._is_held(self._waiting[0]):
            self._show(self._waiting.pop(0))
        elif self._undos:
            self._show(self._undos.pop())
        else:
            self.hide()


def _nobody_listens(_words: str) -> None:
    """No screen reader is told."""


def _stays_before(shown: _Told, told: _Told) -> bool:
    return not told.is_undo if shown.is_undo else 0 < shown.rank < told.rank


def _reading_ms(text: str) -> int:
    return SHOWN_MS + _LETTER_MS * max(0, len(text) - _READ_AT_ONCE)


def _takes_text(widget: QWidget | None) -> bool:
    return isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit) and not widget.isReadOnly()
