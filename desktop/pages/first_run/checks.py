"""One of the three checks of a first run: what is looked at, how it stands, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.style.tokens import Color
from desktop.widgets.button import Button
from desktop.widgets.label import Label
from desktop.widgets.layout import column, row
from desktop.widgets.level_meter import LevelMeter
from desktop.widgets.picture import Picture
from desktop.widgets.progress_line import ProgressLine

CheckName = Literal["microphone", "voice", "model"]
CheckState = Literal["waiting", "ok", "trouble"]

_ICONS: dict[CheckName, str] = {"microphone": "mic", "voice": "speaker", "model": "chip"}
_STATE_ICONS: dict[CheckState, tuple[str, Color, str]] = {
    "waiting": ("rotate", "ink3", "Being looked at"),
    "ok": ("check", "accent", "Ready"),
    "trouble": ("alert", "clay", "Needs a hand"),
}
_BARS, _LINE_PX = 18, 123


@dataclass(frozen=True, slots=True)
class CheckView:
    """How a check stands: `head` is what was found, `line` one sentence, `action` the words of its button.

    `part` is how much of a wait is over, 0 to 1, or None where nobody knows.
    """

    state: CheckState
    head: str
    line: str
    action: str = ""
    part: float | None = None


WAITING: dict[CheckName, CheckView] = {
    "microphone": CheckView("waiting", "Microphone", "Looking for one."),
    "voice": CheckView("waiting", "Voice", "Looking for one."),
    "model": CheckView("waiting", "Speech model", "Getting ready, about 10 seconds. Only the first time."),
}


class CheckRow(QWidget):
    """A row that shows how a check stands; `acted` is emitted when its button is pressed."""

    acted = Signal()

    def __init__(self, name: CheckName) -> None:
        super().__init__()
        self._name: CheckName = name
        self._view: CheckView | None = None
        self._head = Label("", "strong", wrap=True)
        self._line = Label("", "small", "ink2", wrap=True)
        self._state = Picture("check", "accent", size=16)
        self.meter = LevelMeter(bars=_BARS)
        self._wait = ProgressLine(name=WAITING[name].head)
        self._wait.setFixedWidth(_LINE_PX)
        self.button = Button("", "quiet")
        self.button.clicked.connect(self.acted)
        end = QWidget()
        end.setLayout(row(self.meter, self._wait, 10, self._state, 4, self.button))
        words = column(self._head, 2, self._line)
        text = QWidget()
        text.setLayout(words)
        text.setMinimumWidth(220)
        sign = column(2, Picture(_ICONS[name], "ink2", size=20), None)
        layout = row(sign, 16, text, 12, end, margins=(18, 13, 14, 13))
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.show_view(WAITING[name])

    @property
    def view(self) -> CheckView | None:
        """How it stands."""
        return self._view

    def show_view(self, view: CheckView) -> None:
        """Show how it stands now."""
        if view == self._view:
            return
        self._view = view
        icon, tone, words = _STATE_ICONS[view.state]
        self._head.say(view.head)
        self._line.say(view.line)
        self._state.show_icon(icon, tone)
        self._state.setAccessibleName(words)
        self._state.setVisible(view.state != "waiting")
        self.meter.setVisible(self._name == "microphone" and view.state == "ok")
        self._wait.setVisible(view.state == "waiting" and view.part is not None)
        self._wait.show_part(view.part or 0.0)
        self.button.say(view.action)
        self.button.setVisible(bool(view.action))
        self.setAccessibleName(f"{view.head}: {words}. {view.line}")
