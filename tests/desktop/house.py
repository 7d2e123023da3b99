"""The whole app with faked instruments, and the keys one presses in it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from audio.devices import Device
from coach.attempt import Attempt
from desktop.app import App
from desktop.instruments import Instruments
from desktop.paths import Paths
from desktop.settings import Settings, SettingsFile
from tests.desktop.fakes_practice import (
    BUILT_IN,
    NOON,
    YETI,
    SilentPlayer,
    SilentVoice,
    ToldRecorder,
    ToldWorker,
)

Key = Qt.Key
WELCOMED = Settings(welcomed=True)


class House:
    """The app, its faked instruments, and the keys one presses."""

    def __init__(self, qtbot: QtBot, home: Path, *, settings: Settings = WELCOMED) -> None:
        self.qtbot = qtbot
        self.paths = Paths(home)
        self.voice, self.player, self.worker = SilentVoice(), SilentPlayer(), ToldWorker()
        self.recorders: list[ToldRecorder] = []
        self.microphones: tuple[Device, ...] = (BUILT_IN, YETI)
        self.now = NOON
        self.woken_on: int | None = None
        self.painted_when_woken = False
        SettingsFile(self.paths.settings).write(settings)
        qt = QApplication.instance()
        assert isinstance(qt, QApplication)
        self.app = App(qt, self.paths, wake=self._wake, now=lambda: self.now)
        self.app.window.resize(1280, 800)  # Qt's offscreen screen is smaller
        self.app.show()
        self.app.window.activateWindow()

    def _wake(self) -> Instruments:
        self.woken_on = threading.get_ident()
        self.painted_when_woken = self.app.window.was_painted
        return Instruments(
            voice=self.voice,
            player=self.player,
            worker=self.worker,
            new_recorder=self._new_recorder,
            microphones=lambda: self.microphones,
            loudspeakers=lambda: (),
            refresh=lambda: True,
        )

    def _new_recorder(self, device: str | None) -> ToldRecorder:
        self.recorders.append(ToldRecorder(device))
        return self.recorders[-1]

    @property
    def state(self) -> str:
        return self.app.session.scene.state if self.app.session is not None else "asleep"

    @property
    def place(self) -> str:
        return self.app.window.place

    def wait(self, until: Callable[[], bool]) -> None:
        def check() -> None:
            told = (self.place, self.state, self.app.window.focusWidget(), self.app.room.tasks.running)
            assert until(), told

        self.qtbot.waitUntil(check, timeout=5_000)

    def press(self, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.app.window.focusWidget(), key, modifier)

    def awake(self) -> House:
        self.wait(lambda: self.app.session is not None and self.app.questions_page.sheet is not None)
        return self

    def recording(self) -> ToldRecorder:
        self.press(Key.Key_Return)
        self.wait(lambda: self.state == "hearing" and self.player.is_playing)
        self.press(Key.Key_Space)
        self.wait(lambda: self.state == "recording")
        return self.recorders[-1]

    def answered(self, words: str = "I built the thing") -> None:
        self.recording()
        self.press(Key.Key_Space)
        self.wait(lambda: any(call[0] == "close" for call in self.worker.calls))
        self.worker.finish(words)
        self.wait(lambda: self.place == "review")
        self.worker.calls.clear()
        self.wait(lambda: not self.app.room.tasks.running)

    @property
    def reviewed(self) -> Attempt:
        """The answer that the review page shows."""
        attempt = self.app.review.attempt
        assert attempt is not None
        return attempt

    def deleted(self) -> None:
        """Delete the only answer, which the review page shows."""
        self.app.delete(self.reviewed.id)
        self.wait(lambda: not self.app.library.lines)
