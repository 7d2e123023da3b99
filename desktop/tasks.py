"""Slow work off the UI thread: runs plain generators; only this file knows threads."""

from __future__ import annotations

import contextlib
import logging
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

log = logging.getLogger(__name__)

Work = Generator[Any, None, Any]
TURN_S = 0.0005
"""After so long a thread that wants Python's lock gets it (usually 5 ms): while a page is laid out the window
wants it hundreds of times, and beside a thread that imports something each of them would take a turn."""
PAINTED_WITHIN_MS = 30
"""By then what a work has brought is on the screen, and the next one that waited may begin."""


def take_short_turns() -> None:
    """From now on no thread keeps the window waiting for long."""
    sys.setswitchinterval(TURN_S)


class Task(QObject):
    """One generator at work; every signal arrives on the thread that made the task.

    `yielded` hands up each value on the way. Exactly one of `finished` (with what the generator returned),
    `failed` (with the exception) and `cancelled` ends it, unless the whole app goes first.
    """

    yielded = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()
    _news = Signal(str, object)

    def __init__(self, work: Work, *, name: str) -> None:
        super().__init__()
        self.name = name
        self._work = work
        self._wanted = True
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"task {name}", daemon=True)
        # Slots run where the task lives: signals sent straight from a foreign thread would call plain
        # functions on that thread.
        self._news.connect(self._on_news, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin; connect the signals first."""
        self._thread.start()

    def cancel(self) -> None:
        """Stop at the generator's next yield; from now on only `cancelled` is told. Takes effect at once."""
        self._wanted = False
        self._stop.set()

    def join(self, timeout_s: float) -> bool:
        """Wait for the thread, at most `timeout_s` seconds; says whether it is gone."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        """The thread: the edge at which any exception is caught and handed up."""
        kind, value = "cancelled", None
        try:
            with contextlib.closing(self._work):
                while not self._stop.is_set():
                    self._tell("yielded", next(self._work))
        except StopIteration as end:
            kind, value = "finished", end.value
        except Exception as error:  # the edge of a thread
            kind, value = "failed", error
        self._tell(kind, value)

    def _tell(self, kind: str, value: object) -> None:
        with contextlib.suppress(RuntimeError):  # the task's Qt half is gone: the app has closed
            self._news.emit(kind, value)

    def _on_news(self, kind: str, value: object) -> None:
        if kind == "yielded":
            if self._wanted:
                self.yielded.emit(value)
            return
        self._thread.join()
        try:
            self._end(kind, value)
        finally:
            self.ended.emit()

    def _end(self, kind: str, value: object) -> None:
        if not self._wanted or kind == "cancelled":
            if kind == "failed":
                log.error("%s failed after it was cancelled", self.name, exc_info=value)  # type: ignore[arg-type]  # an exception here
            self.cancelled.emit()
        elif kind == "failed":
            log.error("%s failed", self.name, exc_info=value)  # type: ignore[arg-type]  # an exception here
            self.failed.emit(value)
        else:
            self.finished.emit(value)


class Tasks:
    """All tasks of the app: whoever starts one can forget it, and closing stops them all."""

    def __init__(self, *, on_failure: Callable[[BaseException], None] | None = None) -> None:
        self._running: list[Task] = []
        self._later: deque[Callable[[], None]] = deque()
        self._on_failure = on_failure

    def run(
        self,
        work: Work,
        *,
        name: str,
        on_value: Callable[[Any], None] | None = None,
        on_done: Callable[[Any], None] | None = None,
        on_failure: Callable[[BaseException], None] | None = None,
        on_cancel: Callable[[], None] | None = None,
    ) -> Task:
        """Start the work; without its own `on_failure` a failure is told to the app's, so none is unseen."""
        task = Task(work, name=name)
        if on_value is not None:
            task.yielded.connect(on_value)
        if on_done is not None:
            task.finished.connect(on_done)
        if on_cancel is not None:
            task.cancelled.connect(on_cancel)
        failure = on_failure or self._on_failure
        if failure is not None:
            task.failed.connect(failure)
        task.ended.connect(lambda: self._on_ended(task))
        self._running.append(task)
        task.start()
        return task

    def when_free(self, act: Callable[[], None]) -> None:
        """Call `act` once nothing runs, after whatever waits for that already.

        What imports libraries holds Python's lock most of the time: two such works side by side take as long
        as one after the other, and the window gets a third of the turns.
        """
        self._later.append(act)
        self._go_on()

    def _on_ended(self, task: Task) -> None:
        self._running.remove(task)
        QTimer.singleShot(PAINTED_WITHIN_MS, self._go_on)

    def _go_on(self) -> None:
        while self._later and not self._running:
            self._later.popleft()()

    @property
    def is_free(self) -> bool:
        """Whether nothing runs and nothing waits for that."""
        return not self._running and not self._later

    @property
    def running(self) -> tuple[str, ...]:
        """Names of the tasks that have not ended."""
        return tuple(task.name for task in self._running)

    def close(self, *, deadline_s: float) -> tuple[str, ...]:
        """Cancel everything and wait at most `deadline_s` seconds in all; returns the names still running."""
        self._later.clear()
        for task in self._running:
            task.cancel()
        until = time.monotonic() + deadline_s
        late = [one for one in self._running if not one.join(max(0.0, until - time.monotonic()))]
        for task in late:
            log.warning("%s was still running when the app closed", task.name)
        return tuple(task.name for task in late)


def at_once(act: Callable[[], Any]) -> Work:
    """Work of a single step: calls `act` and returns what it returns."""
    return act()
    yield  # makes this a generator
