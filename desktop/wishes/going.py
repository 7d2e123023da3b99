"""Turns to a page: asks first while something is recorded, and draws anew what has changed meanwhile."""

from __future__ import annotations

from desktop.wishes.adding import Adding
from desktop.wishes.answers import Answers
from desktop.wishes.banks import Banks
from desktop.wishes.choosing import Choosing
from desktop.wishes.practising import Practising
from desktop.wishes.room import Room


class Going:
    """Answers to the wishes of the sidebar, of Ctrl+1 to 5, and of Esc."""

    def __init__(
        self,
        room: Room,
        *,
        answers: Answers,
        choosing: Choosing,
        banks: Banks,
        adding: Adding,
        practising: Practising,
    ) -> None:
        self._room = room
        self._answers = answers
        self._choosing = choosing
        self._banks = banks
        self._adding = adding
        self._practising = practising
        self._stale: set[str] = set()
        room.window.place_wished.connect(self.go)
        room.window.leave_wished.connect(self._on_leave)
        room.pages.stage.leave_wished.connect(self._on_leave)
        room.on_answers = self._on_answers

    def go(self, place: str) -> None:
        """Turn to a page; while something is recorded the stage asks first."""
        room = self._room
        if place == "practice":
            self._practising.to_stage()
            return
        if room.place == "practice" and room.session is not None and not room.session.leave():
            return
        self._before(place)
        self._freshen(place)
        if place == "review":
            self._answers.arrive()
        room.window.show_place(place)

    def _before(self, place: str) -> None:
        room, choices = self._room, self._choosing.choices
        if place != "review":
            self._answers.review.silence()
        if room.place == "first_run":
            self._choosing.change(welcomed=True)
        if room.place in ("settings", "first_run"):
            choices.end_test()
            self._choosing.trial.end()
        if place == "settings":
            choices.look()

    def _on_leave(self) -> None:
        room = self._room
        if room.place == "editor" and self._adding.leave_question():
            return
        if room.place in ("practice", "first_run", "add_questions", "editor"):
            self.go("questions")

    def _on_answers(self) -> None:
        """Only what is seen is drawn anew; the other pages are when one turns to them."""
        if self._room.place == "first_run" and self._room.library.lines:
            self.go("questions")
        if self._room.place == "review":
            self._answers.open_latest()
        self._stale = {"questions", "progress", "review"}
        self._freshen(self._room.place)

    def _freshen(self, place: str) -> None:
        if place not in self._stale:
            return
        self._stale.discard(place)
        if place == "questions":
            self._banks.questions.refresh()
        elif place == "progress":
            self._answers.show_progress()
        elif place == "review":
            self._answers.review.refresh()
