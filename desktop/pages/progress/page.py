"""The progress page: one sentence, three charts, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from coach.attempt import AttemptSummary
from coach.norms import Norms
from coach.progress import LEAST, overview
from desktop.pages.progress.parts import Part, parts
from desktop.style.theme import current
from desktop.style.tokens import SIZE
from desktop.widgets.answer_table import AnswerTable
from desktop.widgets.button import Button
from desktop.widgets.flow import Flow
from desktop.widgets.label import Label
from desktop.widgets.layout import box, column, emptied, row, within
from desktop.widgets.region_page import RegionPage
from desktop.widgets.rule import Rule
from desktop.widgets.scroll import Scroll
from desktop.widgets.select import Select
from desktop.widgets.trend_chart import TrendChart

RECENT = 30
_WIDEST_PX = 1160
_TEXT_PX = 212
_NOTE = "Each ring is one answer; Enter opens it. The line is the average of up to five."
_NOTE_OF_TABLE = "Each row is one answer; Enter opens it."
_ALL = ""
_SPANS = ((str(RECENT), f"Last {RECENT} answers"), (_ALL, "All answers"))


class ProgressPage(RegionPage):
    """Answers over time.

    `opened` is emitted with the id of an answer somebody wants to see; `practise_wished`, `export_wished`.
    """

    opened = Signal(str)
    practise_wished = Signal()
    export_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAccessibleName("Progress")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._answers: tuple[AttemptSummary, ...] = ()
        self._norms = Norms()
        self._parts: tuple[Part, ...] = ()
        self._layout_key: object = None
        self.charts: tuple[TrendChart, ...] = ()
        self.bank = Select(name="Bank", quiet=True)
        self.span = Select(name="How many answers", quiet=True)
        self.span.offer(_SPANS, chosen=str(RECENT))
        self.line = Label("", "lede", wrap=True)
        self.practise = Button("Practise a question", "primary", icon="mic")
        self.table = AnswerTable()
        self.table.hide()
        self.as_table = Button("Show as a table", "quiet")
        self._export = Button("Export", "quiet", icon="download")
        self._note = Label(_NOTE, "caption", "ink3", wrap=True)
        self._charts = column()
        self._lay_out()
        self._connect()
        self._fault = ""
        self.show_answers((), norms=self._norms)

    # -- what is shown -------------------------------------------------------------------------------------

    def show_answers(self, answers: Sequence[AttemptSummary], *, norms: Norms, fault: str = "") -> None:
        """Show all answers, given oldest first; the page chooses among them by bank and number.

        `fault` says why there may be more that cannot be read: nobody shall take them for lost.
        """
        self._answers, self._norms, self._fault = tuple(answers), norms, fault
        banks = dict(sorted((one.bank, one.bank_title) for one in answers))
        self.bank.offer(((_ALL, "All banks"), *banks.items()), chosen=self.bank.chosen)
        self._refresh()

    @property
    def shown(self) -> tuple[AttemptSummary, ...]:
        """The answers that are looked at, oldest first."""
        inside = [one for one in self._answers if self.bank.chosen in (_ALL, one.bank)]
        return tuple(inside if self.span.chosen == _ALL else inside[-int(self.span.chosen) :])

    def dress(self) -> None:
        """Take the widths anew."""
        self._arrange()

    def regions(self) -> tuple[QWidget, ...]:
        """Where F6 goes, one after another."""
        return (self._choices, self.table if self.table.isVisible() else self._frame_of_charts, self._foot)

    def _refresh(self) -> None:
        shown = self.shown
        heard = [one for one in shown if one.word_count]
        enough = len(heard) >= LEAST
        self.line.say(self._fault or overview(shown))
        self._parts = parts(shown, norms=self._norms) if enough else ()
        self.practise.setVisible(not enough)
        self._choices.setVisible(bool(self._answers))
        self._foot.setVisible(bool(shown))
        if not shown:
            self._show_table(wanted=False)
        self.table.show_answers(shown)
        self._say_note()
        self._layout_key = None
        self._arrange()

    def _say_note(self) -> None:
        """What there is to press, on charts and in the table."""
        is_table = not self.table.isHidden()
        self._note.say((_NOTE_OF_TABLE if is_table else _NOTE) if self._parts or is_table else "")

    def _show_table(self, *, wanted: bool) -> None:
        self.table.setVisible(wanted)
        self._frame_of_charts.setVisible(not wanted)
        self.as_table.say("Show as charts" if wanted else "Show as a table")
        self._say_note()
        if wanted:
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- how it is laid out --------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Text beside the charts or above them, as there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        single = current().is_single(self.window().width())
        wanted = (single, current().scale, self._parts)
        if wanted == self._layout_key:
            return
        self._layout_key = wanted
        emptied(self._charts)
        made: list[TrendChart] = []
        for part in self._parts:
            chart = TrendChart(part.trend, axis=part.axis, look=part.look)
            chart.opened.connect(self.opened)
            made.append(chart)
            self._charts.addWidget(Rule())
            self._charts.addWidget(_part(part, chart, single=single), 1)
        self.charts = tuple(made)

    def _lay_out(self) -> None:
        strut = box(row())
        strut.setFixedSize(0, current().px(SIZE.control))
        self._choices = box(row(self.bank, 8, self.span))
        head = Flow(box(row(strut, Label("Progress", "title"))), self._choices, gap=16, apart=True)
        buttons = QWidget()
        buttons.setLayout(Flow(self.as_table, self._export, gap=4))
        foot = row(self._note, 16, buttons)
        foot.setStretch(0, 1)
        self._foot = box(column(Rule(), 10, foot))
        self._frame_of_charts = box(self._charts)
        parts = (head, 10, self.line, 16, row(self.practise, None), self._frame_of_charts, self.table)
        inner = column(*parts, self._foot, None, margins=(40, 24, 40, 16))
        inner.setStretchFactor(self._frame_of_charts, 1000)
        inner.setStretchFactor(self.table, 1000)
        page: QFrame = box(within(box(inner, name="page", max_width=_WIDEST_PX)), name="page")
        self.setLayout(column(Scroll(page)))

    def _connect(self) -> None:
        self.bank.picked.connect(lambda _bank: self._refresh())
        self.span.picked.connect(lambda _span: self._refresh())
        self.practise.clicked.connect(self.practise_wished)
        self.table.opened.connect(self.opened)
        self.as_table.clicked.connect(lambda: self._show_table(wanted=self.table.isHidden()))
        self._export.clicked.connect(self.export_wished)


def _part(part: Part, chart: TrendChart, *, single: bool) -> QWidget:
    value = Label(part.recent, "title", tabular=True, weight=500)
    unit = Label(part.unit, "caption", "ink3")
    words = Label(part.words, "small", "ink2", wrap=True)
    number = row(value, 6, column(None, unit, 3), None)
    text = column(Label(part.name, "section"), 6, number, 6, words)
    if single:
        return box(column(text, 8, chart, margins=(0, 18, 0, 14)))
    text.addStretch(1)
    made = row(box(text, width=current().px(_TEXT_PX)), 28, chart, margins=(0, 18, 0, 14))
    made.setStretch(2, 1)
    return box(made)
