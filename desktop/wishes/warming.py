"""Gets the pages ready that were not seen yet, in short steps while nothing else is to do.

The first time a page is shown Qt gives every widget on it its style, and builds what the page leaves until it
is needed: up to a tenth of a second, which would be missed when one presses Start or Stop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.wishes.room import Room

STEP_MS = 30
AT_ONCE = 8


class Warming:
    """Begins when all is awake; each step takes a few milliseconds, and it pauses while one practises.

    `then` is called when all pages are ready, or earlier when somebody begins to practise.
    """

    def __init__(self, room: Room, *, then: Callable[[], None]) -> None:
        self._room = room
        self._then: Callable[[], None] | None = then
        self._steps = self._all_steps()
        self._timer = QTimer(interval=STEP_MS)
        self._timer.timeout.connect(self._step)

    def begin(self) -> None:
        """Get ready, from now on."""
        self._timer.start()

    def stop(self) -> None:
        """No more; harmless when all is ready."""
        self._timer.stop()

    def _step(self) -> None:
        session = self._room.session
        if session is not None and session.scene.state not in ("idle", "reviewed"):
            self._go_on()
        elif next(self._steps, None) is None:
            self._timer.stop()
            self._go_on()

    def _go_on(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()

    def _all_steps(self) -> Iterator[QWidget]:
        """Each yields after a step; the stage first, since it is wanted first."""
        pages, window = self._room.pages, self._room.window
        for page in (pages.stage, pages.review, pages.settings, pages.progress):
            page.resize(window.page_size)
            yield page
            if page is pages.review:
                pages.review.make_ready()
                yield page
            widgets = page.findChildren(QWidget)
            for first in range(0, len(widgets), AT_ONCE):
                for one in widgets[first : first + AT_ONCE]:
                    if isValid(one):  # a page laid out anew meanwhile has let go of some
                        one.ensurePolished()
                yield page
            if page is not self._room.window.shown:
                page.grab()  # lays it out and draws its letters for the first time
            yield page
