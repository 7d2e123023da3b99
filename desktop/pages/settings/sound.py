"""Microphone, loudspeaker and voice: which, and whether one hears it."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.pages.settings.view import SettingsView, choices
from desktop.widgets.button import Button
from desktop.widgets.label import Label
from desktop.widgets.layout import box, column, row
from desktop.widgets.level_meter import LevelMeter
from desktop.widgets.select import Select
from desktop.widgets.slider import Slider

SLOWEST, FASTEST = 0.6, 1.6
_BARS = 40
_HEARD_FROM, _GOOD_FROM, _LOUD_FROM = 0.08, 0.25, 0.9
_REMEMBERED = 30
"""The words are about the loudest of so many levels, some two seconds, or they flicker within words."""
NO_MICROPHONE = "No microphone found. Plug one in; it will appear by itself."
NO_LOUDSPEAKER = "No loudspeaker found. Plug one in; it will appear by itself."
NO_VOICE = (
    "No voice found, so questions stay on the screen. On Debian and Ubuntu “apt install espeak-ng” helps."
)


class MicrophoneChoice(QWidget):
    """Which microphone, and a test that shows its level; `tested` is emitted with whether to listen."""

    picked = Signal(str)
    tested = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.select = Select(name="Microphone")
        self.test = Button("Test", icon="mic")
        self.test.setCheckable(True)
        self._meter = LevelMeter(bars=_BARS)
        self.words = Label("", "small", "ink2")
        self._latest = deque[float](maxlen=_REMEMBERED)
        self._was_heard = False
        self._level = box(row(self._meter, 14, self.words, None, margins=(0, 6, 0, 0)))
        self._absent = Label(NO_MICROPHONE, "small", "amber", wrap=True)
        line = row(self.select, 8, self.test)
        self.setLayout(column(line, 8, self._absent, self._level, None))
        self._level.hide()
        self.select.picked.connect(self.picked)
        self.test.toggled.connect(lambda _on: self._on_tested())

    def show_view(self, view: SettingsView) -> None:
        """Show the microphones there are."""
        chosen = view.settings.microphone
        offered = choices(view.microphones, chosen=chosen, default=view.default_microphone)
        self.select.offer(offered, chosen=chosen)
        none = not view.microphones and not view.is_looking
        self._absent.setVisible(none)
        self.test.setEnabled(bool(view.microphones))

    def show_level(self, part: float | None, words: str = "") -> None:
        """The level heard, 0 to 1, with words if they are not about the level; None ends the test."""
        if part is None:
            self.test.setChecked(False)
            return
        self._meter.show_level(part)
        self._latest.append(part)
        loudest = max(self._latest)
        self._was_heard = self._was_heard or loudest >= _HEARD_FROM
        self.words.say(words or _level_words(loudest, was_heard=self._was_heard))

    def _on_tested(self) -> None:
        on = self.test.isChecked()
        self.test.say("Stop" if on else "Test", icon="stop" if on else "mic")
        self._level.setVisible(on)
        self._meter.show_level(0.0)
        self._latest.clear()
        self._was_heard = False
        self.words.say("Say a sentence.")
        self.tested.emit(on)


class LoudspeakerChoice(QWidget):
    """Which loudspeaker, and a sound to hear it by."""

    picked = Signal(str)
    test_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.select = Select(name="Loudspeaker")
        self.test = Button("Test", icon="speaker")
        self._absent = Label(NO_LOUDSPEAKER, "small", "amber", wrap=True)
        self.setLayout(column(row(self.select, 8, self.test), 8, self._absent, None))
        self.select.picked.connect(self.picked)
        self.test.clicked.connect(self.test_wished)

    def show_view(self, view: SettingsView) -> None:
        """Show the loudspeakers there are."""
        chosen = view.settings.loudspeaker
        offered = choices(view.loudspeakers, chosen=chosen, default=view.default_loudspeaker)
        self.select.offer(offered, chosen=chosen)
        self._absent.setVisible(not view.loudspeakers and not view.is_looking)
        self.test.setEnabled(bool(view.loudspeakers))


class VoiceChoice(QWidget):
    """Which voice reads the questions, and how fast."""

    picked = Signal(str)
    rate_chosen = Signal(float)
    hear_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.select = Select(name="Voice")
        self.rate = Slider(name="Speed of the voice", low=SLOWEST, high=FASTEST)
        self.hear = Button("Hear it", icon="speaker")
        self._absent = Label(NO_VOICE, "small", "amber", wrap=True)
        slower, faster = Label("Slower", "caption", "ink3"), Label("Faster", "caption", "ink3")
        controls = row(slower, 8, self.rate, 8, faster, 16, self.hear, None)
        self.setLayout(column(self.select, 10, controls, self._absent, None))
        self.select.picked.connect(self.picked)
        self.rate.moved.connect(self.rate_chosen)
        self.hear.clicked.connect(self.hear_wished)

    def show_view(self, view: SettingsView) -> None:
        """Show the voices there are."""
        chosen = view.settings.voice
        offered = choices(view.voices, chosen=chosen, default="", nothing="The best English voice there is")
        self.select.offer(offered, chosen=chosen)
        self.rate.show_value(view.settings.voice_rate)
        self._absent.setVisible(not view.voices and not view.is_looking)
        self.hear.setEnabled(bool(view.voices))


def _level_words(part: float, *, was_heard: bool) -> str:
    if part >= _LOUD_FROM:
        return "Too loud; move back a little"
    if part < _HEARD_FROM:
        return "It heard you" if was_heard else "Nothing yet"
    return "Good level" if part >= _GOOD_FROM else "Quiet; come closer"
