"""The editor of a bank: write, change, move, double and delete questions; each edit is told at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.pages.editor.list_pane import ListPane
from desktop.style.theme import current
from desktop.style.tokens import SIZE
from desktop.widgets.button import Button
from desktop.widgets.escape import is_escape_kept
from desktop.widgets.label import Label
from desktop.widgets.layout import box, column, emptied, row, within
from desktop.widgets.question_form import QuestionForm
from desktop.widgets.region_page import RegionPage
from desktop.widgets.scroll import Scroll
from desktop.widgets.side_pane import arrange_pane
from seeds import editing
from seeds.bank import Bank, Question, RubricPoint

_EMPTY = "No questions here yet. Write the first one."
_ALT, _CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier


class EditorPage(RegionPage):
    """Shows a `Bank`; `changed` tells the bank after every edit, nothing is saved here.

    What is deleted can be brought back: `undo_offered(words, act)` wants to be told in passing, and Ctrl+Z in
    the list does the same. `delete_wished` asks to delete the whole bank, `leave_wished` goes back.
    """

    changed = Signal(object)
    undo_offered = Signal(str, object)
    leave_wished = Signal()
    delete_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAccessibleName("Change questions")
        self._bank = Bank("", "", ())
        self._undos: list[Callable[[], None]] = []
        self._single = self._is_open = False
        self.form: QuestionForm | None = None
        self.pane = ListPane()
        self.list = self.pane.list
        self._build_sheet()
        self.setLayout(row(self.pane, self._scroll))
        self.begin_at(self.list)
        self._connect()
        self._arrange()

    # -- what is shown -------------------------------------------------------------------------------------

    @property
    def bank(self) -> Bank:
        """The bank as it is now."""
        return self._bank

    def show_bank(self, bank: Bank, *, stand_on: str = "") -> None:
        """Show a bank, standing on this question or on the first."""
        self._bank, self._undos = bank, []
        first = bank.questions[0].id if bank.questions else ""
        wanted = stand_on if bank.question(stand_on) else first
        self._is_open = bool(stand_on)
        self.pane.show_bank(bank, stand_on=wanted)
        self.pane.status.say("")
        self._show_form(wanted)
        self._arrange()

    def begin(self) -> None:
        """Go into the question one stands on."""
        self._open(opened=True)

    def show_status(self, words: str) -> None:
        """Say whether what was changed is saved."""
        self.pane.status.say(words)

    def leave(self) -> bool:
        """Go back from a question to the list, where these are two pages; says if there was a way."""
        if self._single and self._is_open:
            self._open(opened=False)
            return True
        return False

    def regions(self) -> tuple[QWidget, ...]:
        """List, question."""
        return self.pane, self._scroll

    # -- how it is built -----------------------------------------------------------------------------------

    def _build_sheet(self) -> None:
        self.to_list = Button("All questions", "quiet", icon="arrow-left", key="Esc")
        self.up = Button("", "quiet", icon="arrow-up", name="Move this question up (Alt+Up)")
        self.down = Button("", "quiet", icon="arrow-down", name="Move this question down (Alt+Down)")
        self.double = Button("", "quiet", icon="copy", name="Duplicate this question (Ctrl+D)")
        self.delete = Button("", "quiet", icon="trash", name="Delete this question")
        self._acts = box(row(self.to_list, None, self.up, self.down, self.double, self.delete))
        self._place = column()
        self._empty = Label(_EMPTY, "body", "ink2", wrap=True)
        self._sheet = QWidget()
        self._sheet.setObjectName("page")
        self._inner = column(self._acts, 8, self._empty, self._place, None)
        self._sheet.setLayout(self._inner)
        self._scroll = Scroll(box(within(self._sheet, left=True), name="page"))

    def _connect(self) -> None:
        self.list.installEventFilter(self)
        self.delete.installEventFilter(self)
        self.list.chosen.connect(self._show_form)
        self.list.opened.connect(lambda _question: self._open(opened=True))
        self.list.picked.connect(self._on_picked)
        self.pane.titled.connect(self._on_title)
        self.pane.new.clicked.connect(self.write_new)
        self.pane.back.clicked.connect(self.leave_wished)
        self.pane.delete.clicked.connect(self.delete_wished)
        self.to_list.clicked.connect(self.leave)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.double.clicked.connect(self._double)
        self.delete.clicked.connect(self._delete)
        new = QShortcut(QKeySequence("Ctrl+N"), self)
        new.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        new.activated.connect(self.write_new)

    def _show_form(self, question_id: str) -> None:
        """All of one question, to be changed."""
        question = self._bank.question(question_id)
        emptied(self._place)
        self.form = None
        self._empty.setVisible(question is None)
        for one in (self.up, self.down, self.double, self.delete):
            one.setVisible(question is not None)
        if question is None:
            return
        self.form = QuestionForm(question, full=True)
        self.form.changed.connect(self._on_form)
        self.form.point_removed.connect(lambda point, at: self._on_point_removed(question_id, point, at=at))
        self._place.addWidget(self.form)
        self._scroll.to_top()

    # -- what is done --------------------------------------------------------------------------------------

    def write_new(self) -> None:
        """A new question behind the one where one stands, and the cursor in it."""
        place = editing.place_of(self._bank.questions, self.list.current_id)
        at = len(self._bank.questions) if place is None else place + 1
        bank = editing.with_question(self._bank, Question("", ""), at=at)
        self._take(bank, stand_on=bank.questions[at].id)
        self._open(opened=True)

    def _move(self, by: int) -> None:
        self._take(editing.moved(self._bank, self.list.current_id, by=by), stand_on=self.list.current_id)

    def _double(self) -> None:
        place = editing.place_of(self._bank.questions, self.list.current_id)
        if place is not None:
            bank = editing.duplicated(self._bank, self.list.current_id)
            self._take(bank, stand_on=bank.questions[place + 1].id)

    def _delete(self) -> None:
        place = editing.place_of(self._bank.questions, self.list.current_id)
        if place is None:
            return
        gone = self._bank.questions[place]
        bank = editing.without_question(self._bank, gone.id)
        rest = bank.questions
        self._is_open = False
        self._take(bank, stand_on=rest[min(place, len(rest) - 1)].id if rest else "")
        self._arrange()
        (self.list if rest else self.pane.new).setFocus(Qt.FocusReason.OtherFocusReason)

        def put_back() -> None:
            if self._bank.question(gone.id) is None:
                self._take(editing.with_question(self._bank, gone, at=place), stand_on=gone.id)

        if editing.complete_question(gone).prompt:
            self._offer_undo("Question deleted. Earlier answers to it stay.", put_back)

    def _on_point_removed(self, question_id: str, point: RubricPoint, *, at: int) -> None:
        def put_back() -> None:
            question = self._bank.question(question_id)
            if question is not None and editing.place_of(question.points, point.id) is None:
                bank = editing.with_changed(self._bank, editing.with_point(question, point, at=at))
                self._take(bank, stand_on=question_id)

        self._offer_undo("Point deleted.", put_back)

    def _offer_undo(self, words: str, act: Callable[[], None]) -> None:
        def once() -> None:
            if act in self._undos:
                self._undos.remove(act)
                act()

        self._undos.append(act)
        self.undo_offered.emit(words, once)

    def _on_picked(self, _question_id: str) -> None:
        if self._single:
            self._open(opened=True)

    def _on_form(self, question: Question) -> None:
        self._bank = editing.with_changed(self._bank, question)
        self.pane.show_questions(self._bank, stand_on=question.id)
        self.changed.emit(self._bank)

    def _on_title(self, title: str) -> None:
        self._bank = replace(self._bank, title=title)
        self.changed.emit(self._bank)

    def _take(self, bank: Bank, *, stand_on: str) -> None:
        if bank == self._bank:
            return
        self._bank = bank
        self.pane.show_questions(bank, stand_on=stand_on)
        shown = self.form.question if self.form is not None else None
        if shown is None or shown != bank.question(stand_on):
            self._show_form(stand_on)
        self.changed.emit(bank)

    # -- keys ----------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the list, before the list takes Alt with an arrow for the arrow alone.

        The bin stands where the pencil was that led here: of a double click it takes the first press alone.
        """
        if watched is self.delete:
            return event.type() == QEvent.Type.MouseButtonDblClick or super().eventFilter(watched, event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._act_on(event):
            return True
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Esc goes back to the list first, before the window hears of it."""
        return is_escape_kept(event, wanted=self._single and self._is_open) or super().event(event)

    def _act_on(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = (event.key(), held)
        if key == (Qt.Key.Key_Delete, _NONE):
            self._delete()
        elif key == (Qt.Key.Key_D, _CTRL):
            self._double()
        elif key == (Qt.Key.Key_Z, _CTRL) and self._undos:
            self._undos.pop()()
        elif held == _ALT and key[0] in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(-1 if key[0] == Qt.Key.Key_Up else 1)
        else:
            return False
        return True

    # -- one column or two ---------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def dress(self) -> None:
        """Take the arrangement anew."""
        self._arrange()

    def _arrange(self) -> None:
        self._single = arrange_pane(self.pane, of=self, width=SIZE.list)
        side = 24 if self._single else 48
        self._inner.setContentsMargins(side, 20, side, 24)
        self._sheet.setMaximumWidth(current().mark(SIZE.column) + 2 * side)
        self.to_list.setVisible(self._single)
        self.pane.setVisible(not (self._single and self._is_open))
        self._scroll.setVisible(not self._single or self._is_open)

    def _open(self, *, opened: bool) -> None:
        """Go into the question, or back to the list."""
        self._is_open = opened
        self._arrange()
        if opened and self.form is not None:
            self.form.prompt.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif not opened:
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
