"""The one builder: makes every part, passes it in, connects every signal, and undoes it all in reverse."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from desktop import instruments, logs
from desktop.alone import OPEN_ALREADY, Alone
from desktop.keys import Keys
from desktop.notices import settings_unreadable
from desktop.paths import Paths
from desktop.settings import Settings
from desktop.tasks import at_once, take_short_turns
from desktop.wishes.adding import Adding
from desktop.wishes.answers import Answers
from desktop.wishes.banks import Banks
from desktop.wishes.choosing import Choosing
from desktop.wishes.going import Going
from desktop.wishes.practising import Practising
from desktop.wishes.room import Room
from desktop.wishes.waking import Waking

if TYPE_CHECKING:
    from desktop.instruments import Instruments
    from desktop.session import Session
    from seeds.bank import Bank, Question

CLOSE_WITHIN_S = 3.0


def open_window(paths: Paths) -> int:
    """Show the window and stay until it is closed; the exit code."""
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("Greenroom")
    qt.setDesktopFileName("greenroom")
    alone = Alone(paths.home)
    if not alone.take():
        alone.call()
        print(OPEN_ALREADY)
        return 0
    logs.begin(paths.log)
    take_short_turns()
    app = App(qt, paths)
    logs.catch_all(app.tell_error)
    app.show()
    alone.listen(app.window.come_forward)
    try:
        return qt.exec()
    finally:
        app.close()
        alone.leave()


class App:
    """The whole of it. The window shows before anything that sounds or hears is imported."""

    def __init__(
        self,
        qt: QApplication,
        paths: Paths,
        *,
        wake: Callable[[], Instruments] = instruments.real,
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
    ) -> None:
        self.room = Room(qt, paths, now=now)
        self.answers = Answers(self.room)
        self.choosing = Choosing(self.room, self.answers)
        self.banks = Banks(self.room, self.choosing)
        self.adding = Adding(self.room, self.banks)
        self.practising = Practising(
            self.room, answers=self.answers, choosing=self.choosing, banks=self.banks
        )
        self.going = Going(
            self.room,
            answers=self.answers,
            choosing=self.choosing,
            banks=self.banks,
            adding=self.adding,
            practising=self.practising,
        )
        self._waking = Waking(
            self.room, wake=wake, answers=self.answers, choosing=self.choosing, practising=self.practising
        )
        self._name_parts()
        self.keys = Keys(self.window)
        self.window.keys_wished.connect(self.keys.show_keys)
        self._closed = False

    def _name_parts(self) -> None:
        """The parts one asks for by name, from outside."""
        room, pages = self.room, self.room.pages
        self.window, self.library, self.look = room.window, room.library, room.look
        self.stage, self.review_page, self.questions_page = pages.stage, pages.review, pages.questions
        self.progress_page, self.settings_page = pages.progress, pages.settings
        self.first_run_page = pages.first_run
        self.review, self.questions, self.choices = (
            self.answers.review,
            self.banks.questions,
            self.choosing.choices,
        )

    @property
    def session(self) -> Session | None:
        """The practice, once there is sound."""
        return self.room.session

    @property
    def is_awake(self) -> bool:
        """Whether all that is made after the window is there: sound, answers, judge, pages."""
        return self._waking.is_done

    @property
    def settings(self) -> Settings:
        """What was chosen."""
        return self.room.settings

    def show(self) -> None:
        """Show the window; everything slow begins after it has been painted."""
        self.window.go_to_kept_place(self.settings.window)
        self.window.show_place("questions" if self.settings.welcomed else "first_run")
        self.window.painted.connect(self._on_painted)
        self.window.show()

    def close(self) -> None:
        """Undo everything in reverse, once; a take that is open stays on disk."""
        if self._closed:
            return
        self._closed = True
        self.room.clock.stop()
        self._waking.end()
        self.change(window=self.window.place_kept())
        self.choosing.end()
        self._waking.put_away()
        self.room.tasks.close(deadline_s=CLOSE_WITHIN_S)
        self.adding.close()
        self.library.close(recordings=self.room.paths.recordings)
        self.window.deleteLater()

    def _on_painted(self) -> None:
        if self.room.read.faults:
            self.room.tell_notice(settings_unreadable(self.room.read.faults))
        tasks = self.room.tasks
        tasks.run(at_once(self.room.paths.make), name="making the data folder")
        self.banks.load()
        tasks.when_free(self.library.load)
        tasks.when_free(self._waking.begin)

    # What may be wished from outside

    def go(self, place: str) -> None:
        """Turn to a page."""
        self.going.go(place)

    def practise(self, bank: Bank | None, question: Question, *, aloud: bool = True) -> None:
        """Go on the stage with a question."""
        self.practising.practise(bank, question, aloud=aloud)

    def on_wish(self, wish: str) -> None:
        """What a button in a notice asks for."""
        self.practising.on_wish(wish)

    def change(self, **chosen: Any) -> None:
        """Choose these settings."""
        self.choosing.change(**chosen)

    def open_attempt(self, attempt_id: str) -> None:
        """Show an answer on the review page."""
        self.answers.open(attempt_id)

    def delete(self, attempt_id: str) -> None:
        """Delete an answer, and offer to undo it."""
        self.answers.delete(attempt_id)

    def tell_error(self, error: BaseException) -> None:
        """Say it once, in passing; the log has the trace."""
        self.room.tell_error(error)
