"""Questions of one's own: added from a text, written, changed, and shown where one chooses questions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from desktop.showing.add_questions import AddQuestionsDesk
from desktop.showing.editor import EditorDesk
from desktop.wishes.banks import Banks
from desktop.wishes.room import Room
from desktop.words import count

if TYPE_CHECKING:
    from seeds.bank import Bank

_FILES = "Questions (*.txt *.html *.htm *.mhtml *.md *.csv *.tsv *.toml *.json *.anki);;All files (*)"


class Adding:
    """Answers to the wishes to add questions and to change them."""

    def __init__(self, room: Room, banks: Banks) -> None:
        self._room, self._banks = room, banks
        self.adding = AddQuestionsDesk(
            room.pages.add_questions,
            run=room.tasks.run,
            folder=room.paths.banks,
            choose_file=self._choose_file,
            on_kept=self._on_kept,
            on_failure=room.tell_error,
        )
        self.editor = EditorDesk(
            room.pages.editor,
            run=room.tasks.run,
            folder=room.paths.banks,
            on_saved=banks.questions.take_bank,
            tell=room.tell,
            on_failure=room.tell_error,
        )
        self._connect()

    def _connect(self) -> None:
        pages = self._room.pages
        pages.questions.add_wished.connect(self.add)
        pages.questions.edit_wished.connect(self.edit)
        pages.first_run.paste_wished.connect(self.add)
        pages.add_questions.write_wished.connect(self._write)
        for page in (pages.add_questions, pages.editor):
            page.undo_offered.connect(lambda words, act: self._room.tell(words, action="Undo", act=act))
            page.leave_wished.connect(lambda: self._room.go("questions"))

    def add(self) -> None:
        """Turn to an empty page for a text and the questions in it."""
        self.adding.begin()
        self._room.go("add_questions")

    def edit(self, question_id: str) -> None:
        """Change the bank that is shown, beginning with this question."""
        bank = self._banks.questions.bank
        if bank is not None:
            self.editor.open(bank, question_id=question_id)
            self._room.go("editor")
            self._room.pages.editor.begin()

    def _write(self) -> None:
        """Write a question into the bank that is shown."""
        from seeds.bank import Bank

        self.editor.open(self._banks.questions.bank or Bank("my-questions", "My questions", ()))
        self._room.go("editor")
        self._room.pages.editor.write_new()

    def close(self) -> None:
        """Save what is not saved yet; after every task has ended."""
        self.editor.close()

    def _choose_file(self) -> Path | None:
        chosen, _kind = QFileDialog.getOpenFileName(self._room.window, "Open a file", "", _FILES)
        return Path(chosen) if chosen else None

    def _on_kept(self, bank: Bank, question_id: str, number: int) -> None:
        questions = self._banks.questions
        questions.take_bank(bank)
        questions.choose_bank(bank.name)
        questions.stand_on(question_id)
        self._room.go("questions")
        self._room.tell(f"{count(number, 'question')} kept in {bank.title}.")
