"""Shows one answer on the review page, and plays it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coach.attempt import Attempt, AttemptSummary
from desktop.library import Library
from desktop.pages.review import ReviewPage, ReviewView
from desktop.settings import Settings
from desktop.showing.second_opinion import Opinions

if TYPE_CHECKING:
    from desktop.playback import Playback


class ReviewDesk:
    """Keeps the page at one answer; `settings` and `now` are asked each time."""

    def __init__(
        self,
        page: ReviewPage,
        *,
        library: Library,
        recordings: Path,
        settings: Callable[[], Settings],
        now: Callable[[], datetime],
        opinions: Opinions,
        is_read_again: Callable[[str], bool] = lambda _attempt_id: False,
        words_wait: Callable[[str], str | None] = lambda _attempt_id: None,
    ) -> None:
        self._page = page
        self._opinions = opinions
        self._library = library
        self._recordings = recordings
        self._settings = settings
        self._now = now
        self._is_read_again = is_read_again
        self._words_wait = words_wait
        self._playback: Playback | None = None
        self._awaited: dict[str, Attempt] = {}
        self.attempt: Attempt | None = None
        page.attempt_wished.connect(self._on_step)

    def take_playback(self, playback: Playback) -> None:
        """From now on there is sound."""
        self._playback = playback
        self._page.play_wished.connect(lambda start_s, end_s: playback.play(start_s, until_s=end_s))
        self._page.seek_wished.connect(playback.seek)
        self._page.toggle_wished.connect(playback.toggle)
        if self.attempt is not None:
            self._open_sound(self.attempt)

    def show(self, attempt: Attempt | None) -> None:
        """Show this answer; more of the same answer leaves the sound where it is."""
        is_other = attempt is None or self.attempt is None or attempt.id != self.attempt.id
        self.attempt = attempt
        if attempt is None:
            self._page.show_view(None)
            self._opinions.show(None)
            self.silence()
            return
        self._opinions.show(attempt)
        self._page.show_view(self._view(attempt))
        if is_other:
            self._open_sound(attempt)

    def open(self, attempt_id: str) -> None:
        """Fetch an answer and show it; one whose words are awaited is not written down yet."""
        awaited = self._awaited.get(attempt_id)
        if awaited is not None:
            self.show(awaited)
        else:
            self._library.fetch(attempt_id, on_done=self.show)

    def await_words(self, attempt: Attempt) -> bool:
        """From now on this answer can be shown before its words; whether it could not before."""
        is_new = attempt.id not in self._awaited
        self._awaited[attempt.id] = attempt
        return is_new

    def await_no_words(self, attempt_id: str) -> bool:
        """Its words are there; whether they were awaited."""
        return self._awaited.pop(attempt_id, None) is not None

    @property
    def awaited(self) -> tuple[str, ...]:
        """The ids of the answers whose words are awaited."""
        return tuple(self._awaited)

    def refresh(self) -> None:
        """The settings or the answers have changed; with no answer open yet, the latest one is."""
        if self.attempt is not None:
            self._opinions.show(self.attempt)
            self._page.show_view(self._view(self.attempt))
        elif self._library.lines:
            self.open(self._library.lines[-1].id)

    def silence(self) -> None:
        """Leave the page: nothing plays on behind, and nobody is asked any more."""
        self._opinions.stop()
        if self._playback is not None:
            self._playback.pause()

    def _view(self, attempt: Attempt) -> ReviewView:
        before, after = self._around(attempt)
        view = ReviewView.of(
            attempt,
            earlier=[one for one in before if one.id not in self._awaited],  # it tells nothing yet
            now=self._now(),
            norms=self._settings().norms,
            is_read_again=self._is_read_again(attempt.id),
            wait=self._words_wait(attempt.id),
        )
        number = len(before) + 1
        return replace(view, number=number, count=number + len(after))

    def _around(self, attempt: Attempt) -> tuple[tuple[AttemptSummary, ...], tuple[AttemptSummary, ...]]:
        """The answers to the same question before this one, and after it."""
        known = self._library.of(attempt.question.id, bank=attempt.bank)
        ids = {one.id for one in known}
        awaited = [one for one in self._awaited.values() if one.id not in ids and _is_same(one, attempt)]
        shown = [one for one in awaited if not self._library.is_deleted(one.id)]
        same = sorted((*known, *map(AttemptSummary.of, shown)), key=lambda one: one.started_at)
        before = tuple(one for one in same if one.started_at < attempt.started_at)
        after = tuple(one for one in same if one.started_at > attempt.started_at)
        return before, after

    def _on_step(self, step: int) -> None:
        if self.attempt is None:
            return
        before, after = self._around(self.attempt)
        beside = before[-1:] if step < 0 else after[:1]
        if beside:
            self.open(beside[0].id)

    def _open_sound(self, attempt: Attempt) -> None:
        if self._playback is not None:
            self._playback.open(self._recordings / attempt.recording if attempt.recording else None)


def _is_same(one: Attempt, other: Attempt) -> bool:
    """Whether both answer the same question."""
    return (one.bank, one.question.id) == (other.bank, other.question.id)
