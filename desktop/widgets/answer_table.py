"""Answers as a table, the newest first: what the charts show, for those who read rather than look."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from coach.attempt import AttemptSummary
from coach.spelled import clock
from desktop.days import short_day
from desktop.style.fonts import font
from desktop.style.theme import current

COLUMNS = ("Day", "Question", "Length", "Pace, wpm", "Um and uh a min", "Points")
_QUESTION = 1
_LEAST_HEIGHT_PX, _LEAST_QUESTION_PX = 280, 160
_LONG = ("28 Sep 2026", "", "1:00:00", "300", "100.0", "100%")
_PAD_PX = 24
_NO_PARENT = QModelIndex()
_Place = QModelIndex | QPersistentModelIndex


def cells(answer: AttemptSummary) -> tuple[str, ...]:
    """One answer as a row of texts; a rate that nobody knows is a dash."""
    return (
        f"{short_day(answer.started_at)} {answer.started_at.year}",
        answer.prompt,
        clock(answer.duration_s),
        _written(answer.words_per_minute, "{:.0f}"),
        _written(answer.filled_pauses_per_minute, "{:.1f}"),
        "–" if answer.coverage is None else f"{100 * answer.coverage:.0f}%",
    )


def _written(value: float | None, form: str) -> str:
    return "–" if value is None else form.format(value)


class Answers(QAbstractTableModel):
    """The rows; a text is only made when it is seen."""

    def __init__(self, answers: Sequence[AttemptSummary]) -> None:
        super().__init__()
        self.answers = tuple(reversed(answers))

    def rowCount(self, parent: _Place = _NO_PARENT) -> int:
        """As many as there are answers."""
        return 0 if parent.isValid() else len(self.answers)

    def columnCount(self, parent: _Place = _NO_PARENT) -> int:
        """Always the same."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: _Place, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a cell, and on which side it stands."""
        if role == Qt.ItemDataRole.DisplayRole:
            return cells(self.answers[index.row()])[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() > _QUESTION:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The names of the columns."""
        is_name = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return COLUMNS[section] if is_name else None


class AnswerTable(QTableView):
    """The table; `opened` is emitted with the id of an answer somebody wants to see."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._answers = Answers(())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        middle_left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.horizontalHeader().setDefaultAlignment(middle_left)
        self.setAccessibleName("Answers, the newest first. Enter opens one.")
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self.dress()

    def show_answers(self, answers: Sequence[AttemptSummary]) -> None:
        """Show these answers, given oldest first."""
        self._answers = Answers(answers)
        self.setModel(self._answers)
        self._size_columns()
        if answers:
            self.selectRow(0)

    def dress(self) -> None:
        """Take fonts, heights and colours anew."""
        theme = current()
        self.setFont(font("small", tabular=True))
        self.horizontalHeader().setFont(font("caption", weight=500))
        self.verticalHeader().setDefaultSectionSize(theme.px(34))
        self.horizontalHeader().setFixedHeight(theme.px(32))
        self.setMinimumHeight(theme.px(_LEAST_HEIGHT_PX))
        ink, dim, line = (theme[name].name() for name in ("ink", "ink3", "line"))
        soft, chosen = theme["accent_soft"].name(), theme["accent_ink"].name()
        self.setStyleSheet(
            f"QTableView {{ background: transparent; color: {ink}; outline: 0; border: 0;"
            f" selection-background-color: {soft}; selection-color: {chosen}; }}"
            f"QTableView::item {{ padding: 0 8px; border-bottom: 1px solid {line}; }}"
            f"QTableView::item:selected {{ background: {soft}; color: {chosen}; }}"
            f"QHeaderView, QHeaderView::section {{ background: transparent; color: {dim}; border: 0;"
            f" border-bottom: 1px solid {line}; padding: 0 4px; }}"
        )
        self._size_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the answer one is on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The question takes what is left."""
        super().resizeEvent(event)
        self._size_columns()

    def _size_columns(self) -> None:
        """Every column as wide as its name and a long text; the question what is left, or a few words."""
        header = self.horizontalHeader()
        if header.count() == 0:
            return
        left = self.viewport().width()
        for place in (one for one in range(header.count()) if one != _QUESTION):
            name = QFontMetricsF(header.font()).horizontalAdvance(COLUMNS[place])
            text = QFontMetricsF(self.font()).horizontalAdvance(_LONG[place])
            header.resizeSection(place, math.ceil(max(name, text)) + _PAD_PX)
            left -= header.sectionSize(place)
        header.resizeSection(_QUESTION, max(left, current().px(_LEAST_QUESTION_PX)))

    def _open(self, row: int) -> None:
        self.opened.emit(self._answers.answers[row].id)
