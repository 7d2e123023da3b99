"""Questions of one's own: added from a text, written, changed, and shown where one chooses questions."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from desktop.wishes.banks import Banks
from desktop.wishes.room import Room
from desktop.words import count

if TYPE_CHECKING:
    from desktop.pages.add_questions import AddQuestionsPage
    from desktop.pages.editor import EditorPage
    from desktop.showing.add_questions import AddQuestionsDesk
    from desktop.showing.editor import EditorDesk
    from seeds.bank import Bank

_FILES = "Questions (*.txt *.html *.htm *.mhtml *.md *.csv *.tsv *.toml *.json *.anki);;All files (*)"


class Adding:
    """Answers to the wishes to add questions and to change them."""

    def __init__(self, room: Room, banks: Banks) -> None:
        self._room, self._banks = room, banks
        pages = room.pages
        pages.questions.add_wished.connect(self.add)
        pages.questions.edit_wished.connect(self.edit)
        pages.first_run.paste_wished.connect(self.add)

    @cached_property
    def add_page(self) -> AddQuestionsPage:
        """The page for a text and the questions in it; made when first wanted, so that the start is short."""
        from desktop.pages.add_questions import AddQuestionsPage

        page = AddQuestionsPage()
        page.write_wished.connect(self._write)
        self._join("add_questions", page)
        return page

    @cached_property
    def editor_page(self) -> EditorPage:
        """The page on which a bank is changed."""
        from desktop.pages.editor import EditorPage

        page = EditorPage()
        self._join("editor", page)
        return page

    def _join(self, name: str, page: AddQuestionsPage | EditorPage) -> None:
        self._room.window.add_page(name, page)
        page.undo_offered.connect(lambda words, act: self._room.tell(words, action="Undo", act=act))
        page.leave_wished.connect(lambda: self._room.go("questions"))

    @cached_property
    def _adding(self) -> AddQuestionsDesk:
        from desktop.showing.add_questions import AddQuestionsDesk

        return AddQuestionsDesk(
            self.add_page,
            run=self._room.tasks.run,
            folder=self._room.paths.banks,
            choose_file=self._choose_file,
            on_kept=self._on_kept,
            on_failure=self._room.tell_error,
            unsaved=lambda: self._editor.unsaved if self._is_edited else {},
        )

    @property
    def _is_edited(self) -> bool:
        return "_editor" in self.__dict__

    @cached_property
    def _editor(self) -> EditorDesk:
        from desktop.showing.editor import EditorDesk

        return EditorDesk(
            self.editor_page,
            run=self._room.tasks.run,
            folder=self._room.paths.banks,
            on_saved=self._banks.questions.take_bank,
            tell=self._room.tell,
            on_failure=self._room.tell_error,
            on_deleted=self._on_deleted,
            on_restored=self._banks.load,
        )

    def _on_deleted(self, words: str, put_back: Callable[[], None]) -> None:
        """The banks as they are now, and a way to have the deleted one back."""
        self._banks.load()
        self._room.go("questions")
        self._room.tell(words, action="Undo", act=put_back)

    def add(self) -> None:
        """Turn to an empty page for a text and the questions in it."""
        self._adding.begin()
        self._room.go("add_questions")

    def edit(self, question_id: str) -> None:
        """Change the bank that is shown, beginning with this question."""
        bank = self._banks.questions.bank
        if bank is not None:
            self._editor.open(bank, question_id=question_id)
            self._room.go("editor")
            self.editor_page.begin()

    def _write(self) -> None:
        """Write a question into the bank that is shown."""
        from seeds.bank import Bank

        self._editor.open(self._banks.questions.bank or Bank("my-questions", "My questions", ()))
        self._room.go("editor")
        self.editor_page.write_new()

    def leave_question(self) -> bool:
        """Go from a question of the editor back to its list, where these are two pages; says if it did."""
        return self.editor_page.leave()

    def close(self) -> None:
        """Save what is not saved yet; after every task has ended."""
        if self._is_edited:
            self._editor.close()

    def _choose_file(self) -> Path | None:
        chosen, _kind = QFileDialog.getOpenFileName(self._room.window, "Open a file", "", _FILES)
        return Path(chosen) if chosen else None

    def _on_kept(self, bank: Bank, question_id: str, number: int) -> None:
        questions = self._banks.questions
        if self._is_edited:
            self._editor.take_kept(bank)
        questions.take_bank(bank)
        questions.choose_bank(bank.name)
        questions.stand_on(question_id)
        self._room.go("questions")
        self._room.tell(f"{count(number, 'question')} kept in {bank.title}.")
