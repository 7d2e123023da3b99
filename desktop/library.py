"""The answers that are kept: one line each in memory for the pages, the whole of one when asked for."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterable, Mapping
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from desktop.letting_go import let_go
from desktop.reading import Runs

if TYPE_CHECKING:
    from coach.attempt import Attempt, AttemptSummary
    from coach.history import History

log = logging.getLogger(__name__)


class Library:
    """Opens the history when it is first needed, off the UI thread; `on_change` comes after each change.

    `fault` is why the answers of before could not be read, None where they could.
    """

    def __init__(
        self,
        path: Path,
        *,
        run: Runs,
        on_change: Callable[[], None],
        on_failure: Callable[[BaseException], None],
    ) -> None:
        self._path = path
        self._run = run
        self._on_change = on_change
        self._on_failure = on_failure
        self._lock = Lock()
        self._history: History | None = None
        self._lines: dict[str, AttemptSummary] = {}
        self._fresh: dict[str, AttemptSummary] = {}
        self._gone: dict[str, AttemptSummary | None] = {}
        self._last: Attempt | None = None
        self.fault: BaseException | None = None

    def history(self) -> History:
        """The history, opened if it is not; any thread may ask. Raises the coach's HistoryError."""
        from coach.history import History

        with self._lock:
            if self._history is None:
                self._history = History.open(self._path)
            return self._history

    def load(self) -> None:
        """Read all lines."""
        self._run(
            self._reading(), name="reading the history", on_done=self._on_read, on_failure=self._on_unread
        )

    @property
    def lines(self) -> tuple[AttemptSummary, ...]:
        """All answers, oldest first."""
        return tuple(sorted(self._lines.values(), key=lambda one: one.started_at))

    def of(self, question_id: str, *, bank: str) -> tuple[AttemptSummary, ...]:
        """The answers to one question, oldest first."""
        return tuple(one for one in self.lines if one.bank == bank and one.question_id == question_id)

    def note(self, attempt: Attempt) -> bool:
        """An answer that is being kept, or again with its words; False where it was deleted meanwhile."""
        from coach.attempt import AttemptSummary

        line = AttemptSummary.of(attempt)
        if attempt.id in self._gone:
            self._gone[attempt.id] = line
            return False
        self._last = attempt
        self._lines[attempt.id] = self._fresh[attempt.id] = line
        self._on_change()
        return True

    def fetch(self, attempt_id: str, *, on_done: Callable[[Attempt], None]) -> None:
        """The whole of one answer; at once where it is the last one."""
        if self._last is not None and self._last.id == attempt_id:
            on_done(self._last)
            return

        def found(attempt: Attempt | None) -> None:
            if attempt is not None:
                self._last = attempt
                on_done(attempt)

        self._run(
            self._fetching(attempt_id), name="reading an answer", on_done=found, on_failure=self._on_failure
        )

    def delete(self, attempt_id: str) -> None:
        """Take an answer out of every list, until it is restored or the app ends."""
        self._gone[attempt_id] = self._fresh.pop(attempt_id, None)
        self._act("deleting", lambda: self.history().delete(attempt_id), then=self.load)

    def is_deleted(self, attempt_id: str) -> bool:
        """Whether it was deleted since the start, and not restored."""
        return attempt_id in self._gone

    def restore(self, attempt_id: str) -> None:
        """Bring it back."""
        self._come_back(attempt_id)
        self._act("restoring", lambda: self.history().restore(attempt_id), then=self.load)

    def delete_all(self, *, on_done: Callable[[tuple[str, ...]], None], also: Iterable[str] = ()) -> None:
        """Take every answer out of the lists; `on_done` is told which, so that they can be restored.

        `also` are answers that are shown already, and come to be in the lists with their words.
        """
        ids = tuple(dict.fromkeys((*self._lines, *also)))
        self._gone |= {one: self._fresh.pop(one, None) for one in ids}

        def forget() -> None:
            for one in ids:
                self.history().delete(one)

        def told() -> None:
            self.load()
            on_done(ids)

        self._act("deleting", forget, then=told)

    def restore_all(self, ids: tuple[str, ...]) -> None:
        """Bring them back."""
        for one in ids:
            self._come_back(one)

        def remember() -> None:
            for one in ids:
                self.history().restore(one)

        self._act("restoring", remember, then=self.load)

    def _come_back(self, attempt_id: str) -> None:
        """What was not written down when it was deleted is in the lists again, written down or not."""
        line = self._gone.pop(attempt_id, None)
        if line is not None:
            self._fresh[attempt_id] = line

    def thin(
        self, *, keep: int, recordings: Path, is_in_hand: Callable[[str], bool] = lambda _attempt_id: False
    ) -> None:
        """Keep the sound of so many of the newest answers only (0: of all); their words are always kept.

        One that nobody has listened to yet keeps its sound, which is all there is of it. One that is in hand,
        its words being written down or its sound made small, has its turn the next time.
        """
        old = [one.id for one in self.lines if one.recording is not None][:-keep] if keep else []
        old = [one for one in old if not is_in_hand(one)]
        if old:
            self._act("letting go of old sound", lambda: self._silence(old, recordings), then=self.load)

    def _silence(self, ids: list[str], recordings: Path) -> None:
        from coach.errors import AttemptDamaged

        for one in ids:
            try:
                attempt = self.history().attempt(one)
            except AttemptDamaged:  # its sound is all there is of it
                continue
            if attempt is None or attempt.recording is None or not attempt.was_listened_to:
                continue
            if let_go(recordings, one, recording=attempt.recording):
                self.history().let_go_of_sound(one)

    def close(self, *, recordings: Path) -> None:
        """Let go of the file; what was deleted goes for good now, its sound and its take as well.

        Where that cannot be (another program holds the history or the sound) it goes the next time.
        """
        from coach.errors import HistoryError

        with self._lock:
            if self._history is not None:
                try:
                    self._history.purge(lambda one, recording: let_go(recordings, one, recording=recording))
                except HistoryError:
                    log.warning("What was deleted is still on the disk", exc_info=True)
                self._history.close()
                self._history = None

    def _act(self, name: str, act: Callable[[], None], *, then: Callable[[], None]) -> None:
        self._run(_acting(act), name=name, on_done=lambda _: then(), on_failure=self._on_failure)

    def _reading(self) -> Generator[None, None, tuple[AttemptSummary, ...]]:
        yield
        return self.history().summaries()

    def _fetching(self, attempt_id: str) -> Generator[None, None, Attempt | None]:
        yield
        return self.history().attempt(attempt_id)

    def _on_unread(self, error: BaseException) -> None:
        self.fault = error
        self._on_change()
        self._on_failure(error)

    def _on_read(self, lines: tuple[AttemptSummary, ...]) -> None:
        """What is shown but not written down yet stays in the lists; it is in the history a moment later."""
        read = {one.id: one for one in lines}
        self._fresh = {key: one for key, one in self._fresh.items() if not _holds(read, one)}
        self._lines = read | self._fresh
        self.fault = None
        self._on_change()


def _holds(read: Mapping[str, AttemptSummary], line: AttemptSummary) -> bool:
    """Whether this answer was read, with the words that it has by now."""
    found = read.get(line.id)
    return found is not None and found.word_count == line.word_count


def _acting(act: Callable[[], None]) -> Generator[None, None, None]:
    act()  # at once: closing the app cancels at the first yield
    return
    yield  # makes this a generator
