"""Choose what to say next: the questions of a bank on the left, the chosen one on the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit

from desktop.notices import Notice
from desktop.style.tokens import SIZE
from desktop.widgets.attempt_row import AttemptLine
from desktop.widgets.button import Button
from desktop.widgets.escape import is_escape_kept
from desktop.widgets.label import Label
from desktop.widgets.layout import box, column, emptied, row, within
from desktop.widgets.notice_card import NoticeCard
from desktop.widgets.question_list import QuestionList, QuestionRow
from desktop.widgets.question_sheet import PointLine, QuestionDetail, QuestionSheet
from desktop.widgets.region_page import RegionPage
from desktop.widgets.scroll import Scroll
from desktop.widgets.search_field import SearchField
from desktop.widgets.segments import Segments
from desktop.widgets.select import Select
from desktop.widgets.side_pane import arrange_pane
from desktop.words import count

__all__ = ["AttemptLine", "BankLine", "PointLine", "QuestionDetail", "QuestionRow", "QuestionsPage"]

_SEGMENTS = {"all": "All", "next": "Up next", "untried": "Not tried"}
_EMPTY = {
    "all": "No questions here yet.",
    "next": "Nothing is due. You have practised every question of this bank lately.",
    "untried": "Every question of this bank has been tried.",
}
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_TURNS = {Qt.Key.Key_PageDown: 0.9, Qt.Key.Key_PageUp: -0.9}


@dataclass(frozen=True, slots=True)
class BankLine:
    """A bank one can choose: its name, what people call it, how many questions it has."""

    name: str
    title: str
    questions: int


class QuestionsPage(RegionPage):
    """Shows banks, rows and one detail, and tells wishes.

    `question_chosen` asks for the detail of the row one stands on; answer it with `show_detail`. Keys: Enter
    practises (in one column it opens the question first), R hears it, M opens the model answer, / searches,
    J K or arrows move, Esc goes back to the list.
    """

    bank_chosen = Signal(str)
    question_chosen = Signal(str)
    practise_wished = Signal(str)
    hear_wished = Signal(str)
    attempt_opened = Signal(str)
    add_wished = Signal()
    edit_wished = Signal(str)
    unfinished_wished = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAccessibleName("Questions")
        self._rows: tuple[QuestionRow, ...] = ()
        self._detail: QuestionDetail | None = None
        self._sheet: QuestionSheet | None = None
        self._single = self._is_open = False
        self._stood_on = ""
        self._build_controls()
        self._ground = column()
        self._scroll = Scroll(box(self._ground, name="page"))
        self._pane = self._list_pane()
        self.unfinished = NoticeCard(calm=True)
        self._unfinished = box(column(self.unfinished, margins=(24, 16, 24, 0)), name="page")
        self._unfinished.hide()
        self.setLayout(column(self._unfinished, row(self._pane, self._scroll)))
        self.begin_at(self.list, self.search)
        self._connect()
        self._arrange()

    # -- what is shown -------------------------------------------------------------------------------------

    def show_banks(self, banks: Sequence[BankLine], *, chosen: str) -> None:
        """Offer these banks."""
        words = [(bank.name, f"{bank.title} · {count(bank.questions, 'question')}") for bank in banks]
        self.banks.offer(words, chosen=chosen)

    def show_rows(self, rows: Sequence[QuestionRow], *, chosen: str = "") -> None:
        """Show the questions of a bank, standing on this one, or where one stood, or on the first."""
        self._rows = tuple(rows)
        self._filter()
        if chosen and not self.list.stand_on(chosen):
            self._widen()
            self.list.stand_on(chosen)
        self._stand_somewhere()

    def show_detail(self, detail: QuestionDetail | None) -> None:
        """Show one question; the same one again, with new answers, stays scrolled and open as it is."""
        before, self._detail = self._sheet, detail
        same = before is not None and detail is not None and before.detail.id == detail.id
        if before is not None and before.detail == detail:
            return
        self._renew(keep_open=same and before is not None and before.is_model_shown)
        if not same:
            self._scroll.to_top()

    def show_unfinished(self, notice: Notice | None) -> None:
        """Offer an answer that was not finished, above all; `unfinished_wished` tells the choice.

        Enter takes the offer: whoever comes back after a crash came for that.
        """
        is_new = notice is not None and self._unfinished.isHidden()
        if notice is not None:
            self.unfinished.show_notice(notice)
        elif self._unfinished.isAncestorOf(QApplication.focusWidget() or self):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._unfinished.setVisible(notice is not None)
        if is_new and self.window().focusWidget() is self.list:
            self.unfinished.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """Go back from a question to the list, where these are two pages; says if there was a way."""
        if self._single and self._is_open:
            self._open(opened=False)
            return True
        return False

    def dress(self) -> None:
        """Take the arrangement anew."""
        self._arrange()
        if self._sheet is not None:
            self._renew(keep_open=self._sheet.is_model_shown)

    @property
    def is_single(self) -> bool:
        """Whether list and question are two pages, for lack of room."""
        return self._single

    @property
    def sheet(self) -> QuestionSheet | None:
        """The question that is shown."""
        return self._sheet

    # -- how it is built -----------------------------------------------------------------------------------

    def _build_controls(self) -> None:
        self.add = Button("Add", icon="plus", name="Add questions")
        self.banks = Select(name="Bank")
        self.search = SearchField("Search questions and answers")
        self.segments = Segments(tuple(_SEGMENTS.items()), name="Which questions")
        self.list = QuestionList()
        self._found = Label("", "caption", "ink3")
        self._clear = Button("Clear", "link", name="Clear the search")
        self._narrowed = box(row(self._found, 8, self._clear, None, margins=(12, 0, 22, 8)))
        self._empty_words = Label("", "body", "ink2", wrap=True)
        self._empty_act = Button("Clear")
        self._empty = box(
            column(self._empty_words, 12, row(self._empty_act, None), None, margins=(12, 16, 22, 0))
        )

    def _list_pane(self) -> QFrame:
        side = (12, 0, 22, 0)
        head = row(Label("Questions", "title"), 12, None, self.add, margins=side)
        return box(
            column(
                head,
                16,
                row(self.banks, margins=side),
                8,
                row(self.search, margins=side),
                12,
                row(self.segments, None, margins=side),
                10,
                self._narrowed,
                self.list,
                self._empty,
                margins=(12, 24, 0, 0),
            ),
            name="listpane",
        )

    def _connect(self) -> None:
        self.add.clicked.connect(self.add_wished)
        self.unfinished.wished.connect(self.unfinished_wished)
        self.banks.picked.connect(self._on_bank)
        self.search.textChanged.connect(self._on_narrowed)
        self.search.returnPressed.connect(self._on_searched)
        self.segments.picked.connect(self._on_narrowed)
        self.list.chosen.connect(self.question_chosen)
        self.list.opened.connect(self._on_opened)
        self.list.picked.connect(self._on_picked)
        self._empty_act.clicked.connect(self._on_empty_act)
        self._clear.clicked.connect(self._on_clear)

    # -- which rows ----------------------------------------------------------------------------------------

    def _on_bank(self, name: str) -> None:
        self.search.clear()
        self.segments.choose("all")
        self.bank_chosen.emit(name)

    def _on_narrowed(self, _words: str) -> None:
        self._filter()
        self._stand_somewhere()

    def _filter(self) -> None:
        """Show the rows that are looked for; the counts are those of the whole bank."""
        parts = {
            "all": self._rows,
            "next": tuple(row for row in self._rows if row.up_next),
            "untried": tuple(row for row in self._rows if not row.tried),
        }
        self.segments.rename([(key, f"{name} {len(parts[key])}") for key, name in _SEGMENTS.items()])
        words = self.search.text()
        among = parts[self.segments.chosen]
        found = [row for row in among if row.contains(words)]
        self._stood_on = self.list.current_id or self._stood_on
        self.list.show_rows(found)
        self._narrowed.setVisible(bool(found and words.strip()))
        self._found.say(f"{len(found)} of {count(len(among), 'question')} found")
        self._show_list(shown=bool(found))
        if not found:
            self._tell_empty(words)

    def _show_list(self, *, shown: bool) -> None:
        """Show the rows, or that there is none; then no question is shown beside it, and no key is lost."""
        if not shown and self.list.hasFocus():
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.setVisible(shown)
        self._empty.setVisible(not shown)
        if not shown:
            self._is_open = False
            self._arrange()
            self.show_detail(None)

    def _tell_empty(self, words: str) -> None:
        searched = words.strip()
        chosen = self.segments.chosen
        among = "" if chosen == "all" else f" in “{_SEGMENTS[chosen]}”"
        told = f"No question{among} contains “{searched}”." if searched else _EMPTY[chosen]
        self._empty_words.say(told)
        act = "Clear" if searched else "Show all" if self._rows else "Add questions"
        self._empty_act.say(act)

    def _on_searched(self) -> None:
        """Enter in the search goes on to what was found; where there is nothing one stays."""
        if self.list.rows:
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_clear(self) -> None:
        self.search.clear()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_empty_act(self) -> None:
        if not self._rows:
            self.add_wished.emit()
            return
        self._widen()
        self._stand_somewhere()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _widen(self) -> None:
        self.search.clear()
        self.segments.choose("all")
        self._filter()

    def _stand_somewhere(self) -> None:
        """Stand on a row, and see to it that its question is shown."""
        if not self.list.rows:
            return
        if not self.list.current_id and not self.list.stand_on(self._stood_on):
            self.list.stand_on(self.list.rows[0].id)
        if self._detail is None or self._detail.id != self.list.current_id:
            self.question_chosen.emit(self.list.current_id)

    # -- one column or two ---------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        single = arrange_pane(self._pane, of=self, width=SIZE.list)
        if single != self._single:
            self._single = single
            self._is_open = False
            if self._sheet is not None:
                self._renew(keep_open=self._sheet.is_model_shown)
        self._pane.setVisible(not (single and self._is_open))
        self._scroll.setVisible(not single or self._is_open)

    def _renew(self, *, keep_open: bool) -> None:
        """Build the question's page anew; the focus, if it was there, goes where the list is."""
        if self._sheet is not None:
            if self._sheet.isAncestorOf(QApplication.focusWidget() or self):
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            emptied(self._ground)
            self._sheet = None
        if self._detail is None:
            return
        sheet = QuestionSheet(self._detail, single=self._single)
        sheet.practise_wished.connect(self.practise_wished)
        sheet.hear_wished.connect(self.hear_wished)
        sheet.edit_wished.connect(self.edit_wished)
        sheet.attempt_opened.connect(self.attempt_opened)
        sheet.back_wished.connect(self.leave)
        if keep_open:
            sheet.turn_model_answer()
        self._ground.addLayout(within(sheet, left=True))
        self._sheet = sheet

    def _open(self, *, opened: bool) -> None:
        self._is_open = opened
        self._arrange()
        if opened and self._sheet is not None:
            self._scroll.to_top()
            self._sheet.practise.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif not opened:
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_model_answer(self) -> None:
        """Scroll to the model answer, if it has been opened."""
        if self._sheet is not None and self._sheet.is_model_shown:
            self._scroll.ensureWidgetVisible(self._sheet.model_answer, 0, 24)

    def _on_picked(self, _question_id: str) -> None:
        """A click shows the question; in one column that means to turn the page."""
        if self._single:
            self._open(opened=True)

    def _on_opened(self, question_id: str) -> None:
        """Enter practises; in one column it turns the page first."""
        if self._single:
            self._open(opened=True)
        else:
            self.practise_wished.emit(question_id)

    # -- keys ----------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Esc goes back to the list first, before the window hears of it."""
        return is_escape_kept(event, wanted=self._single and self._is_open) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typing = isinstance(QApplication.focusWidget(), QLineEdit)
        if typing or event.modifiers() & ~_PLAIN or not self._act_on(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _act_on(self, key: Qt.Key) -> bool:
        """Do what a key means here; says whether it means anything."""
        if key == Qt.Key.Key_Slash:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()
        elif key == Qt.Key.Key_Escape:
            return self.leave()
        elif key in _TURNS:
            self._scroll.turn(_TURNS[key])
        elif self._sheet is None:
            return False
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.practise_wished.emit(self._sheet.detail.id)
        elif key == Qt.Key.Key_R:
            self.hear_wished.emit(self._sheet.detail.id)
        elif key == Qt.Key.Key_M:
            self._sheet.turn_model_answer()
            QTimer.singleShot(0, self, self._show_model_answer)
        else:
            return False
        return True
