"""The stage: one question, one answer, the whole window; every state begins at the same height."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from desktop.style.theme import current
from desktop.style.tokens import SIZE
from desktop.widgets.button import Button
from desktop.widgets.choice_menu import ChoiceMenu
from desktop.widgets.elided import Elided
from desktop.widgets.escape import is_escape_kept
from desktop.widgets.layout import box, column, row, within
from desktop.widgets.picture import Picture
from desktop.widgets.scroll import Scroll
from desktop.widgets.stage_hearing import StageHearing
from desktop.widgets.stage_speaking import StageSpeaking
from desktop.widgets.stage_state import Moment, StageState, announced

__all__ = ["Moment", "PracticePage", "StageState"]

COLUMN_PX = SIZE.column + 40
BEGIN = 0.15
_FULL_PX, _NONE_PX = 560, 400
_TIGHT_PX = 480
_LIVE_WORDS_PX = 1200
_SIDE_PX = 24


class PracticePage(QWidget):
    """Shows a `StageState` and tells wishes; it knows no microphone and no voice.

    `wished` carries what was chosen in a notice, by the names of `desktop.notices.Wish` (keep, go_on,
    throw_away, change_microphone, ...). Keys: Space starts and stops (and keeps, while asking); R hears the
    question again; Esc leaves, and while asking whether to leave it stays.
    """

    start_wished = Signal()
    stop_wished = Signal()
    hear_wished = Signal()
    leave_wished = Signal()
    show_now_wished = Signal()
    wished = Signal(str)
    microphone_picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Practice")
        self._state = StageState()
        self.hearing, self.speaking = StageHearing(), StageSpeaking()
        self.leave = Button("Leave", "quiet", icon="arrow-left", key="Esc")
        self._microphone_sign = Picture("mic", "ink3", size=16)
        self._microphone = Elided("", "small", "ink3", greedy=False)
        self._build()
        self._connect()
        self.show_state(self._state)

    def _build(self) -> None:
        microphone = row(self._microphone_sign, 8, self._microphone)
        top = row(self.leave, 16, None, microphone, margins=(16, 14, 30, 0))
        self._begin = QWidget()
        inner = column(self._begin, self.hearing, self.speaking, None, margins=(0, 0, 0, 16))
        middle = box(inner, max_width=COLUMN_PX)
        self._ground = column(within(middle), margins=(_SIDE_PX, 0, _SIDE_PX, 0))
        self._scroll = Scroll(box(self._ground, name="page"))
        self.setLayout(column(top, self._scroll))
        self.leave.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        # The way on comes first, the way out last.
        QWidget.setTabOrder(self.speaking.finishing.go, self.leave)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._keep_centred)

    def _connect(self) -> None:
        self.leave.clicked.connect(self.leave_wished)
        self.hearing.start_wished.connect(self.start_wished)
        self.hearing.hear_wished.connect(self.hear_wished)
        self.speaking.stop_wished.connect(self.stop_wished)
        self.speaking.show_now_wished.connect(self.show_now_wished)
        self.hearing.wished.connect(self.wished)
        self.speaking.wished.connect(self.wished)

    @property
    def state(self) -> StageState:
        """What is shown."""
        return self._state

    def show_state(self, state: StageState) -> None:
        """Show a moment. Cheap while only the level, the time or the progress changes."""
        before, self._state = self._state, state
        turned = (before.moment, before.notice) != (state.moment, state.notice)
        if turned:
            self._keep_focus()
        if state.is_before:
            self.hearing.show_state(state)
        else:
            live_words = state.live_words and self._has_room_for_words()
            self.speaking.show_state(state, live_words=live_words, tight=self._is_tight())
        self.hearing.setVisible(state.is_before)
        self.speaking.setVisible(not state.is_before)
        self._show_microphone(state)
        self._announce(announced(state, after=before))
        if turned:
            QTimer.singleShot(0, self, self._show_way_on)

    def _show_way_on(self) -> None:
        """Where the window is too low for everything, scroll to the button that goes on."""
        panel: QWidget = self.hearing if self._state.is_before else self.speaking
        shown = [button for button in panel.findChildren(Button) if button.isVisible()]
        primary = next((button for button in shown if button.kind == "primary"), None)
        if primary is not None:
            self._scroll.ensureWidgetVisible(primary, 0, 8)

    def offer_microphones(self, choices: Sequence[tuple[str, str]], *, chosen: str) -> None:
        """Open a menu of microphones where one asked for another; `microphone_picked` tells which."""
        quiet = self.speaking.recording.quiet.button
        shown = [one for one in (quiet, *self.hearing.card.buttons, self.leave) if one.isVisible()]
        menu = ChoiceMenu(
            self, name="Microphone", choices=choices, chosen=chosen, on_pick=self.microphone_picked.emit
        )
        menu.open_under(shown[0] if shown else self)

    def dress(self) -> None:
        """Take the beginning of the column anew."""
        self._place()

    def _keep_focus(self) -> None:
        """Before buttons come and go the focus waits on the page, so that no key meets a button by chance."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_microphone(self, state: StageState) -> None:
        missing = state.notice is not None and state.notice.icon == "mic-off"
        self._microphone_sign.show_icon("mic-off" if missing else "mic", "ink3")
        self._microphone.say("No microphone" if missing else state.microphone)
        self._microphone_sign.setVisible(missing or bool(state.microphone))

    def _announce(self, words: str) -> None:
        if words and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    # -- room ----------------------------------------------------------------------------------------------

    def _has_room_for_words(self) -> bool:
        return self.width() / current().scale >= _LIVE_WORDS_PX

    def _keep_centred(self, _least: int, most: int) -> None:
        """Where a scroll bar comes, it takes its room from the margin: the column stays where it was."""
        bar = self._scroll.verticalScrollBar().sizeHint().width() if most > 0 else 0
        self._ground.setContentsMargins(_SIDE_PX, 0, max(0, _SIDE_PX - bar), 0)

    def _is_tight(self) -> bool:
        return self.height() / current().scale < _TIGHT_PX

    def _place(self) -> None:
        """Begin the column at 15 % of the height; where large text leaves little room, higher up."""
        room = self.height() / current().scale
        part = min(1.0, max(0.0, (room - _NONE_PX) / (_FULL_PX - _NONE_PX)))
        self._begin.setFixedHeight(round(self.height() * BEGIN * part))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
        if not self._state.is_before:
            self.show_state(self._state)
        QTimer.singleShot(0, self, self._show_way_on)

    # -- keys ----------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """While asking whether to leave, Esc belongs to the stage, not to the window."""
        return is_escape_kept(event, wanted=self._state.moment == "asking") or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or event.isAutoRepeat():
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self._on_space()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._answer(Qt.Key.Key_Enter)
        elif event.key() == Qt.Key.Key_R and self._state.is_before:
            self.hear_wished.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self._on_escape()
        else:
            super().keyPressEvent(event)

    def _answer(self, key: Qt.Key) -> bool:
        """Press the notice's button that shows this key; false where none does."""
        card = self.hearing.card if self._state.is_before else self.speaking.card
        # A notice that is a quiet line leaves the card as it was: hidden, with the buttons of an earlier one.
        shown = self._state.notice is not None and card.notice == self._state.notice
        answering = card.button_for(key) if shown else None
        if answering is not None:
            answering.click()
        return answering is not None

    def _on_space(self) -> None:
        if self._state.moment == "recording":
            self.stop_wished.emit()
        elif self._answer(Qt.Key.Key_Space):
            return
        elif self._state.is_before and self._state.notice is None:
            self.start_wished.emit()

    def _on_escape(self) -> None:
        if self._state.moment == "asking":
            self.wished.emit("go_on")
        else:
            self.leave_wished.emit()
