"""Kept answers: shown on the review and progress pages, deleted and brought back, exported, let go of."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.export import exporting
from desktop.notices import notice_for
from desktop.showing.review import ReviewDesk
from desktop.showing.second_opinion import Opinions
from desktop.wishes.room import Room, open_outside
from desktop.words import count

if TYPE_CHECKING:
    from coach.attempt import Attempt


class Answers:
    """Answers to wishes about what was said; `review` keeps the review page."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._seen = ""
        self._waits = ""
        self.opinions = Opinions(room.pages.review, tasks=room.tasks, settings=lambda: room.settings)
        self.review = ReviewDesk(
            room.pages.review,
            library=room.library,
            recordings=room.paths.recordings,
            settings=lambda: room.settings,
            now=room.now,
            opinions=self.opinions,
            is_read_again=lambda one: room.session is not None and room.session.is_read_again(one),
            words_wait=self._words_wait,
        )
        room.pages.settings.second_opinion.changed.connect(lambda _name, _value: self.opinions.stop())
        room.pages.review.delete_wished.connect(self.delete)
        room.pages.progress.opened.connect(self.open)
        room.pages.progress.export_wished.connect(self.export)
        room.pages.settings.export_wished.connect(self.export)
        room.pages.settings.delete_all_wished.connect(self.delete_all)
        room.pages.questions.attempt_opened.connect(self.open)

    def open(self, attempt_id: str) -> None:
        """Show an answer on the review page."""
        waits, self._waits = self._waits, ""
        self._room.go("review")
        if self._room.place == "review":
            self.review.open(attempt_id)
        if waits != attempt_id:
            self._waits = waits

    def _words_wait(self, attempt_id: str) -> str | None:
        session = self._room.session
        return session.words_wait(attempt_id) if session is not None else None

    def arrive(self) -> None:
        """One turns to the review page: an answer that was kept while one was elsewhere is there now."""
        waits, self._waits = self._waits, ""
        if waits:
            self.review.open(waits)
        else:
            self.open_latest()

    def open_latest(self) -> None:
        """Where no answer is shown yet, the latest is, or why there is none."""
        self._room.pages.review.tell_why_empty(self._fault)
        if self.review.attempt is None and self._room.library.lines:
            self.review.open(self._room.library.lines[-1].id)

    def on_awaited(self, attempt: Attempt) -> None:
        """One goes to an answer before its words, or these are known to take longer, or less long."""
        if self.review.await_words(attempt) or self._is_seen(attempt):
            self._waits = ""
            self.review.show(attempt)

    def on_given_up(self, attempt: Attempt) -> None:
        """The words of an answer that was shown before them do not come; they can be tried again."""
        self.review.await_no_words(attempt.id)
        if self._waits == attempt.id:
            self._waits = ""  # it is in no list: only its take is there
        if self.review.attempt is not None and self.review.attempt.id == attempt.id:
            self.review.show(attempt)

    def _is_waited_for(self, attempt: Attempt) -> bool:
        """Whether one waits on the stage for what there is of this answer."""
        session = self._room.session
        return self._room.place == "practice" and session is not None and session.is_waited_for(attempt.id)

    def _is_seen(self, attempt: Attempt) -> bool:
        """Whether the review page shows it, or is just being turned to in order to."""
        room, shown = self._room, self.review.attempt
        turns = (
            room.place == "practice" and room.session is not None and room.session.scene.state == "reviewed"
        )
        return shown is not None and shown.id == attempt.id and (room.place == "review" or turns)

    def on_kept(self, attempt: Attempt) -> None:
        """An answer is known, or again with better words; it is shown unless one has gone elsewhere."""
        room, was_awaited = self._room, self.review.await_no_words(attempt.id)
        if not room.library.note(attempt):
            return
        self.thin()
        has_words, is_seen = bool(attempt.review.heard.transcript.words), self._is_seen(attempt)
        seen, self._seen = self._seen, attempt.id if has_words else ""
        if is_seen or self._is_waited_for(attempt):
            self._waits = ""  # an older one that was kept meanwhile is no longer the latest
            self.review.show(attempt)
            if was_awaited and is_seen and has_words:
                room.window.announce("Your words are there")
        elif seen != attempt.id:
            self._waits = attempt.id
            room.tell("Your answer is saved.", action="Review it", act=partial(self.open, attempt.id))

    def delete(self, attempt_id: str) -> None:
        """Delete an answer, and offer to undo it."""
        if self._waits == attempt_id:
            self._waits = ""
        self._room.library.delete(attempt_id)
        self.review.show(None)
        self._room.tell("Answer deleted.", action="Undo", act=partial(self._undelete, attempt_id))

    def _undelete(self, attempt_id: str) -> None:
        self._room.library.restore(attempt_id)
        self.open(attempt_id)

    def delete_all(self) -> None:
        """Delete every answer; it has been asked whether."""
        self._waits = ""
        self.review.show(None)
        self._room.library.delete_all(on_done=self._on_all_deleted, also=self.review.awaited)

    def _on_all_deleted(self, ids: tuple[str, ...]) -> None:
        self._room.tell(
            f"{count(len(ids), 'answer')} deleted.",
            action="Undo",
            act=partial(self._room.library.restore_all, ids),
        )

    def thin(self) -> None:
        """Let go of the sound of older answers, where one wants that."""
        room = self._room
        room.library.thin(
            keep=room.settings.keep_sound_of_last,
            recordings=room.paths.recordings,
            is_in_hand=lambda one: room.session is not None and room.session.is_in_hand(one),
        )

    def export(self) -> None:
        """Write every answer beside the recordings, as JSON, and show the folder."""
        path = self._room.paths.home / "answers.json"
        work = exporting(self._room.library.history, path=path)
        self._room.tasks.run(
            work, name="exporting", on_done=lambda left_out: self._on_exported(path, left_out)
        )

    def _on_exported(self, path: Path, left_out: int) -> None:
        words = f"All answers are in {path.name}."
        if left_out:
            words = f"Your answers are in {path.name}, without {count(left_out, 'damaged record')}."
        self._room.tell(words, action="Open folder", act=partial(open_outside, path.parent))

    def show_progress(self) -> None:
        """Draw the progress page anew."""
        room = self._room
        room.pages.progress.show_answers(room.library.lines, norms=room.settings.norms, fault=self._fault)

    @property
    def _fault(self) -> str:
        """Why the answers of before cannot be read; "" where they could."""
        fault = self._room.library.fault
        told = notice_for(fault) if fault is not None else None
        return f"{told.head} {told.line}" if told is not None else ""
