"""What all parts of the running app share: window, pages, answers, settings, and, once awake, the session."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

from desktop.library import Library
from desktop.notices import Notice, Where, notice_for
from desktop.pages.first_run import FirstRunPage
from desktop.pages.practice import PracticePage
from desktop.pages.progress import ProgressPage
from desktop.pages.questions import QuestionsPage
from desktop.pages.review import ReviewPage
from desktop.pages.settings import SettingsPage
from desktop.paths import Paths
from desktop.settings import SettingsFile
from desktop.style.look import Look
from desktop.tasks import Tasks
from desktop.window import Window

if TYPE_CHECKING:
    from desktop.instruments import Instruments
    from desktop.microphone_test import MicrophoneTest
    from desktop.playback import Playback
    from desktop.session import Session

TICK_MS, LAST_WORDS_TICK_MS = 66, 15


class Pages:
    """The pages, empty."""

    def __init__(self) -> None:
        self.questions = QuestionsPage()
        self.stage = PracticePage()
        self.review = ReviewPage()
        self.progress = ProgressPage()
        self.settings = SettingsPage()
        self.first_run = FirstRunPage()

    def named(self) -> dict[str, QWidget]:
        """By the names of the window's places."""
        return {
            "questions": self.questions,
            "practice": self.stage,
            "review": self.review,
            "progress": self.progress,
            "settings": self.settings,
            "first_run": self.first_run,
        }


class Room:
    """Shared by all wishes; `instruments`, `session`, `playback` and `test` are there once all is awake."""

    def __init__(self, qt: QApplication, paths: Paths, *, now: Callable[[], datetime]) -> None:
        self.paths = paths
        self.now = now
        self.file = SettingsFile(paths.settings)
        self.read = self.file.read()
        self.settings = self.read.settings
        self.tasks = Tasks(on_failure=self.tell_error)
        self.look = Look(qt, appearance=self.settings.appearance, scale=self.settings.text_scale)
        self.pages = Pages()
        self.window = Window(self.pages.named(), stages=frozenset({"practice", "first_run"}))
        self.on_answers: Callable[[], None] = _nothing
        self.library = Library(
            paths.history,
            run=self.tasks.run,
            on_change=self._on_change,
            on_failure=self.tell_error,
        )
        self.instruments: Instruments | None = None
        self.session: Session | None = None
        self.playback: Playback | None = None
        self.test: MicrophoneTest | None = None
        self.clock = QTimer()
        self.clock.timeout.connect(self._on_tick)

    @property
    def place(self) -> str:
        """The page that is shown."""
        return self.window.place

    def go(self, place: str) -> None:
        """Wish to see a page; while something is recorded the stage asks first."""
        self.window.place_wished.emit(place)

    def tell(self, words: str, *, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Say once, in passing, what was done."""
        self.window.toast.tell(words, action=action, act=act)

    def tell_error(self, error: BaseException) -> None:
        """Say what went wrong, once; the log has the trace."""
        self.tell_notice(notice_for(error, where=Where(asked=False)))

    def tell_notice(self, notice: Notice) -> None:
        """Say what is wrong, in passing; where there is more of that, the most pressing first."""
        self.window.toast.tell(f"{notice.head} {notice.line}".rstrip(), rank=notice.rank)

    def with_session(self, act: Callable[[Session], object]) -> None:
        """Do it if the session is awake."""
        if self.session is not None:
            act(self.session)
            self.pulse()

    def pulse(self) -> None:
        """Tick while something moves, oftener while the last words are awaited, never when all is still."""
        session, playback, test = self.session, self.playback, self.test
        speaks = session is not None and session.scene.state in ("starting", "recording")
        self.window.toast.hold_back(speaks=speaks)
        sounds = (playback is not None and playback.is_playing) or (test is not None and test.is_on)
        if session is None or not (session.is_busy or sounds):
            self.clock.stop()
            return
        wanted_ms = LAST_WORDS_TICK_MS if session.scene.state == "finishing" else TICK_MS
        if not self.clock.isActive() or self.clock.interval() != wanted_ms:
            self.clock.start(wanted_ms)

    def _on_change(self) -> None:
        self.on_answers()

    def _on_tick(self) -> None:
        for part in (self.session, self.playback, self.test):
            if part is not None:
                part.tick()
        self.pulse()


def open_outside(path: Path) -> None:
    """Have the system show a file or a folder."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _nothing() -> None:
    """Nobody asks yet."""
