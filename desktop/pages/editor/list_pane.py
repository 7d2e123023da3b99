"""The left of the editor: the bank's title, its questions, and a way to write another."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from desktop.widgets.button import Button
from desktop.widgets.growing_edit import GrowingEdit
from desktop.widgets.label import Label
from desktop.widgets.layout import column, row
from desktop.widgets.question_list import QuestionList, QuestionRow
from desktop.words import count
from seeds.bank import Bank, Question

_NEW = "New question"
_HINT = "Alt+Up and Alt+Down move a question, Ctrl+D duplicates it, Delete removes it, Ctrl+Z brings it back."
_SIDE = (12, 0, 22, 0)


class ListPane(QFrame):
    """Shows the questions of a bank; `titled` tells another title."""

    titled = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("listpane")
        self.back = Button("Questions", "quiet", icon="arrow-left", key="Esc")
        self.title = GrowingEdit("", name="Name of the bank", role="title", hint="Name of the bank")
        self.status = Label("", "small", "ink3", wrap=True)
        self.list = QuestionList()
        self.list.setAccessibleDescription(_HINT)
        self.new = Button("New question", icon="plus", key="Ctrl N")
        self.delete = Button("Delete this bank", "danger", icon="trash")
        self.delete.hide()
        self._hint = Label(_HINT, "caption", "ink3", wrap=True)
        self.title.edited.connect(self.titled)
        self.title.entered.connect(self.title.focusNextChild)
        self.setLayout(
            column(
                row(self.back, None, margins=(4, 0, 22, 0)),
                8,
                row(self.title, margins=(6, 0, 22, 0)),
                2,
                row(self.status, margins=_SIDE),
                10,
                self.list,
                8,
                row(self._hint, margins=_SIDE),
                8,
                row(self.new, None, margins=_SIDE),
                6,
                # Below, not beside: there is no room for both, and this one should not be hit by mistake.
                row(self.delete, None, margins=_SIDE),
                margins=(12, 16, 0, 12),
            )
        )

    def show_bank(self, bank: Bank, *, stand_on: str) -> None:
        """Show the title and the questions of a bank."""
        self.title.put(bank.title)
        self.show_questions(bank, stand_on=stand_on)

    def show_deletion(self, words: str) -> None:
        """Offer to delete the bank, in these words; not at all where they are ""."""
        self.delete.setVisible(bool(words))
        if words:
            self.delete.say(words)

    def show_questions(self, bank: Bank, *, stand_on: str) -> None:
        """Show the questions as they are now."""
        self.list.show_rows([_row(one) for one in bank.questions])
        self.list.stand_on(stand_on)


def _row(question: Question) -> QuestionRow:
    return QuestionRow(
        question.id, question.prompt.strip() or _NEW, note=count(len(question.points), "point")
    )
