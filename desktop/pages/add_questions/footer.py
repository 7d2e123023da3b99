"""The foot of the page: into which bank, Cancel, and Keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QSizePolicy

from desktop.style.fonts import font
from desktop.style.theme import current
from desktop.style.tokens import SIZE
from desktop.widgets.button import Button
from desktop.widgets.label import Label
from desktop.widgets.layout import box, row
from desktop.widgets.select import Select
from desktop.words import count
from seeds.bank import Question

_LONGEST_TITLE = 80
_WIDE_PX = 320


@dataclass(frozen=True, slots=True)
class BankChoice:
    """A bank of the user's own, into which questions can be kept."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What one wishes to keep: the questions, and the bank's name ("": a new bank of this title)."""

    questions: tuple[Question, ...]
    bank: str = ""
    title: str = ""


class Footer(QFrame):
    """Offers the user's own banks and a new one; a title one typed is not replaced by one from the text."""

    keep_wished = Signal()
    leave_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("footer")
        self.banks = Select(name="Keep in")
        self.title = QLineEdit()
        self.title.setMaxLength(_LONGEST_TITLE)
        self.title.setPlaceholderText("Name of the new bank")
        self.title.setAccessibleName("Name of the new bank")
        self.cancel = Button("Cancel", "quiet", key="Esc")
        self.keep = Button("Keep", "primary", key="Ctrl Enter")
        self.banks.picked.connect(lambda _bank: self._arrange())
        self.title.textChanged.connect(lambda _text: self._arrange())
        self.cancel.clicked.connect(self.leave_wished)
        self.keep.clicked.connect(self.keep_wished)
        self._number = 0
        where = row(Label("Keep in", "small", "ink2"), 10, self.banks, 8, self.title, None)
        where.setStretch(4, 100)
        self._where = box(where)
        self._acts = box(row(None, self.cancel, 8, self.keep))
        self._parts = row(self._where, 16, self._acts, margins=(40, 12, 40, 12))
        self._parts.setStretch(0, 1)
        self.setLayout(self._parts)
        self.offer(())
        self.dress()

    def offer(self, banks: Sequence[BankChoice]) -> None:
        """Offer these banks and a new one, which is chosen; without own banks there is no choice to show."""
        self.banks.offer([("", "A new bank"), *((one.name, one.title) for one in banks)], chosen="")
        self.banks.setVisible(bool(banks))
        self.title.clear()
        self.title.setModified(False)
        self._arrange()

    def suggest(self, title: str) -> None:
        """Put this title where the person has typed none."""
        if not self.title.isModified():
            self.title.setText(title)
            self.title.setCursorPosition(0)

    def show_number(self, questions: int) -> None:
        """So many questions would be kept."""
        self._number = questions
        self._arrange()

    @property
    def chosen(self) -> tuple[str, str]:
        """The bank's name and its title; the name is "" for a new bank."""
        if self.banks.chosen:
            return self.banks.chosen, self.banks.currentText()
        return "", " ".join(self.title.text().split())

    @property
    def can_keep(self) -> bool:
        """Whether there is something to keep, and a place for it."""
        return bool(self._number and any(self.chosen))

    def set_narrow(self, *, narrow: bool) -> None:
        """One row, or two where there is no room."""
        ways = QBoxLayout.Direction
        self._parts.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        side = 24 if narrow else 40
        self._parts.setContentsMargins(side, 12, side, 12)

    def dress(self) -> None:
        """Take fonts and sizes anew."""
        self.title.setFont(font("body"))
        self.title.setFixedHeight(current().px(SIZE.control))
        self.title.setMaximumWidth(current().px(_WIDE_PX))
        self.title.setMinimumWidth(120)
        self.title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.banks.setMaximumWidth(current().px(_WIDE_PX))

    def _arrange(self) -> None:
        self.title.setVisible(not self.banks.chosen)
        self.keep.say(f"Keep {count(self._number, 'question')}" if self._number else "Keep")
        self.keep.setEnabled(self.can_keep)
