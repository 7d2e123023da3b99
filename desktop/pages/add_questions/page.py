"""Add questions: paste a text, see what was understood, correct it, keep it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QWidget

from desktop.pages.add_questions.cards import Cards
from desktop.pages.add_questions.footer import BankChoice, Footer, Kept
from desktop.pages.add_questions.pasted_text import PastedText
from desktop.pages.add_questions.understood import Sheaf, Understood, summary
from desktop.style.tokens import SIZE
from desktop.widgets.button import Button
from desktop.widgets.label import Label
from desktop.widgets.layout import box, column, row
from desktop.widgets.region_page import RegionPage
from desktop.widgets.scroll import Scroll
from desktop.widgets.segments import Segments
from desktop.widgets.side_pane import arrange_pane
from desktop.widgets.tab_order import tab_through
from desktop.words import count

_WAIT_MS = 250
_LEAD = "Paste interview questions or open a file. Nothing is kept before you say so."
_NOTHING_YET = "What Greenroom understood appears here, and you can change every line of it."
_NONE_FOUND = "No questions found in this text. A question ends with “?” or stands alone on a line."
_READING = "Reading the text. You can go on."
_SIDE, _SIDE_NARROW = 40, 24


class AddQuestionsPage(RegionPage):
    """Shows a text and the questions in it.

    `text_changed` asks to understand the text; answer with `show_understood` or `show_trouble`. Wishes:
    `file_wished` (choose one), `file_dropped(path)`, `keep_wished(Kept)`, `write_wished`, `leave_wished`;
    `undo_offered(words, act)` wants to be told in passing.
    """

    text_changed = Signal(str)
    file_wished = Signal()
    file_dropped = Signal(object)
    keep_wished = Signal(object)
    write_wished = Signal()
    leave_wished = Signal()
    undo_offered = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAccessibleName("Add questions")
        self.setAcceptDrops(True)
        self._single = False
        self._read = ""
        self._build()
        self._lay_out()
        self._connect()
        self._arrange()

    # -- what is shown -------------------------------------------------------------------------------------

    def open(self, banks: Sequence[BankChoice]) -> None:
        """Begin anew, with these banks to keep questions in."""
        self.footer.offer(banks)
        self.show_text("")
        self.cards.show_sheaf(Sheaf())
        self._tell("", _NOTHING_YET)

    def show_text(self, text: str, *, is_cut: bool = False) -> None:
        """Show the text of a file; if this is only the first part of it, it cannot be changed here."""
        quiet = QSignalBlocker(self.text)
        self._wait.stop()
        self.text.setPlainText(text)
        self._read = self.text.toPlainText()
        quiet.unblock()
        self.text.setReadOnly(is_cut)
        self._count(self.text.blockCount() if text else 0, is_cut=is_cut)

    def show_working(self) -> None:
        """A text is being read."""
        if not self.cards.sheaf.leaves:
            self._tell("", _READING)

    def show_understood(self, understood: Understood) -> None:
        """Show what was found in the text; where it reads as before, edits and ticks stay."""
        sheaf = self.cards.sheaf.renewed(understood.questions)
        first = not self.cards.sheaf.leaves
        self.cards.show_sheaf(sheaf)
        tab_through(self.text, self.cards, self.footer)
        self.text.mark(questions=[one.prompt for one in understood.questions], left_out=understood.left_out)
        self.footer.suggest(understood.title)
        if sheaf.leaves:
            self._tell(summary(understood), "")
            self.cards.show_notes(understood.notes)
        else:
            self._tell("", _NONE_FOUND if self.text.toPlainText().strip() else _NOTHING_YET)
        if first and sheaf.leaves:
            self.views.choose("cards")
            self._arrange()

    def show_trouble(self, words: str) -> None:
        """Say in one sentence why a text could not be read."""
        self.cards.show_sheaf(Sheaf())
        self.text.mark(questions=(), left_out=())
        self._tell("", words)

    def regions(self) -> tuple[QWidget, ...]:
        """Text, cards, foot."""
        return self._left, self._right, self.footer

    # -- how it is built -----------------------------------------------------------------------------------

    def _build(self) -> None:
        self.write = Button("Write one yourself", "secondary", icon="pencil")
        self.open_file = Button("Open a file", "quiet", icon="folder")
        self.text = PastedText()
        self.begin_at(self.text)
        self.cards = Cards()
        self.footer = Footer()
        self.views = Segments((("text", "Pasted"), ("cards", "Understood")), name="What to show")
        self._lead = Label(_LEAD, "body", "ink2", wrap=True)
        self._lines = Label("", "caption", "ink3", tabular=True)
        self._hint = Label("click any line to change it", "caption", "ink3")
        self._words = Label(_NOTHING_YET, "body", "ink2", wrap=True)
        self._scroll = Scroll(self.cards)
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)

    def _lay_out(self) -> None:
        title = row(Label("Add questions", "title"), 16, None, self.open_file, 8, self.write)
        self._head = column(title, 2, self._lead, 10, row(self.views, None))
        self._left_title = Label("What you pasted", "section")
        self._right_title = Label("What Greenroom understood", "section")
        self._left = self._pane(self._left_title, self._lines, self.text)
        words = column(self._words, self._scroll, None)
        words.setStretch(1, 1000)
        under = box(words)
        self._right = self._pane(self._right_title, self._hint, under)
        self._body = row(self._left, self._right, gap=32)
        self._body.setStretch(1, 1)
        self._ground = column(self._head, 4, self._body)
        self._ground.setStretch(2, 1)
        self.setLayout(column(self._ground, self.footer))

    def _pane(self, title: Label, note: Label, inner: QWidget) -> QFrame:
        made = column(row(title, 8, None, note), 8, inner)
        made.setStretch(2, 1)
        return box(made)

    def _connect(self) -> None:
        self.text.textChanged.connect(self._on_typed)
        self._wait.timeout.connect(lambda: self.text_changed.emit(self.text.toPlainText()))
        self.open_file.clicked.connect(self.file_wished)
        self.write.clicked.connect(self.write_wished)
        self.cards.changed.connect(lambda _sheaf: self._show_number())
        self.cards.undo_offered.connect(self.undo_offered)
        self.views.picked.connect(lambda _view: self._arrange())
        self.footer.keep_wished.connect(self._on_keep)
        self.footer.leave_wished.connect(self.leave_wished)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            keep = QShortcut(QKeySequence(key), self)
            keep.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keep.activated.connect(self._on_keep)

    # -- how it is arranged --------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def dress(self) -> None:
        """Take the arrangement anew."""
        self._arrange()

    def _arrange(self) -> None:
        """Text and cards beside one another, or one of them where there is no room."""
        self._single = arrange_pane(self._left, of=self, width=SIZE.aside)
        side = _SIDE_NARROW if self._single else _SIDE
        self._ground.setContentsMargins(side, 24 if not self._single else 16, side, 12)
        self.footer.set_narrow(narrow=self._single)
        self.views.setVisible(self._single)
        self._right_title.setVisible(not self._single)
        self._left_title.setVisible(not self._single)
        self._show_hints()
        both = not self._single
        self._left.setVisible(both or self.views.chosen == "text")
        self._right.setVisible(both or self.views.chosen == "cards")

    def _tell(self, lead: str, words: str) -> None:
        self._lead.say(lead or _LEAD)
        self._words.say(words)
        self._words.setVisible(bool(words))
        self._scroll.setVisible(not words)
        self._show_number()
        self._show_hints()

    def _show_hints(self) -> None:
        """Where there is little room, the questions come first."""
        understood = not self._words.words
        self._hint.setVisible(understood and not self._single)
        self._lead.setVisible(not (understood and self._single))

    def _show_number(self) -> None:
        self.footer.show_number(len(self.cards.sheaf.kept))

    def _count(self, lines: int, *, is_cut: bool) -> None:
        told = count(lines, "line") if lines else ""
        self._lines.say(f"the first {told}" if is_cut else told)

    # -- what is done --------------------------------------------------------------------------------------

    def _on_typed(self) -> None:
        """Ask for the text once it rests; Qt tells a change of marks as one of the text as well."""
        if self.text.toPlainText() == self._read:
            return
        self._read = self.text.toPlainText()
        self._count(self.text.blockCount() if self.text.toPlainText() else 0, is_cut=False)
        self._wait.start()

    def _on_keep(self) -> None:
        if self.footer.can_keep:
            name, title = self.footer.chosen
            self.keep_wished.emit(Kept(self.cards.sheaf.kept, bank=name, title=title))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file from this computer may come in."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if url.isLocalFile():
                event.acceptProposedAction()
                self.file_dropped.emit(Path(url.toLocalFile()))
                return
