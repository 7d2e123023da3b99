"""The banks of questions: read off the UI thread, shown, and read aloud from their page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.notices import banks_unreadable
from desktop.showing.questions import QuestionsDesk
from desktop.tasks import at_once
from desktop.wishes.room import Room

if TYPE_CHECKING:
    from desktop.wishes.choosing import Choosing
    from seeds.bank import Bank
    from seeds.errors import Fault


class Banks:
    """Answers to wishes about questions; `questions` keeps their page."""

    def __init__(self, room: Room, choosing: Choosing) -> None:
        self._room = room
        self.questions = QuestionsDesk(
            room.pages.questions,
            library=room.library,
            now=room.now,
            on_bank=lambda name: choosing.change(bank=name),
        )
        room.pages.questions.hear_wished.connect(self._on_hear)

    def load(self) -> None:
        """Read the shipped banks and the user's own."""
        self._room.tasks.run(at_once(self._read), name="reading the banks", on_done=self._on_read)

    def _read(self) -> tuple[tuple[Bank, ...], tuple[Fault, ...]]:
        from seeds.shelf import Shelf

        shelf = Shelf(self._room.paths.banks)
        return shelf.banks(), shelf.faults()

    def _on_read(self, read: tuple[tuple[Bank, ...], tuple[Fault, ...]]) -> None:
        banks, faults = read
        room = self._room
        self.questions.show_banks(banks, chosen=room.settings.bank)
        if room.place == "questions":
            room.window.show_place("questions")  # the list took no focus while it was empty
        if faults:
            room.tell_notice(banks_unreadable(faults))

    def _on_hear(self, question_id: str) -> None:
        question = self.questions.bank.question(question_id) if self.questions.bank else None
        if question is not None:
            self._room.with_session(lambda one: one.read_out(question.prompt))
