"""The list of questions: each with the states of its points and when it was last said."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.style.fonts import font
from desktop.style.paint import rounded
from desktop.style.theme import current
from desktop.style.tokens import RADIUS, SIZE
from desktop.widgets.focus_ring import note_focus, shows_ring
from desktop.widgets.state_dots import dots_words, in_brief, paint_dots
from desktop.widgets.state_mark import PointState
from desktop.words import breakable

_Index = QModelIndex | QPersistentModelIndex
_ROW = int(Qt.ItemDataRole.UserRole)
_PAD_X, _PAD_Y = 12, 9
_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question in the list.

    `states` are those of its last answer, empty where there is none; `note` is "1:11 · today".
    `searched` is what a search looks through beside the question itself (the model answer, the topic).
    """

    id: str
    text: str
    states: tuple[PointState, ...] = ()
    note: str = "Not tried yet"
    tried: bool = False
    up_next: bool = False
    searched: str = ""

    def contains(self, words: str) -> bool:
        """Whether every one of these words, in small letters or large, is in the question or its answer."""
        text = f"{self.text} {self.searched}".casefold()
        return all(word in text for word in words.casefold().split())


class QuestionList(QListView):
    """Tab enters the list once, arrows and J K move in it.

    `chosen` tells the row one stands on, `opened` that Enter was pressed on it, `picked` a click.
    """

    chosen = Signal(str)
    picked = Signal(str)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows = _Rows()
        self.setModel(self._rows)
        self.setItemDelegate(_Drawing(self))
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName("Questions")
        self.selectionModel().currentChanged.connect(self._on_current)
        self.clicked.connect(lambda index: self.picked.emit(index.data(_ROW).id))

    @property
    def rows(self) -> tuple[QuestionRow, ...]:
        """What is shown."""
        return self._rows.rows

    @property
    def room_px(self) -> int:
        """How wide a row is: the place of the scroll bar stays free, whether there is one or not."""
        bar = self.verticalScrollBar()
        beside = 0 if bar.isVisible() else bar.sizeHint().width()
        return self.viewport().width() - beside

    @property
    def current_id(self) -> str:
        """The question one stands on, "" if none."""
        index = self.currentIndex()
        return str(index.data(_ROW).id) if index.isValid() else ""

    def show_rows(self, rows: Sequence[QuestionRow]) -> None:
        """Show these rows; one stays where one was, if that question is still there, else nowhere."""
        kept = self.current_id
        self._rows.replace(tuple(rows))
        self.stand_on(kept)

    def stand_on(self, question_id: str) -> bool:
        """Go to a question without telling; says whether it is there."""
        for number, row in enumerate(self._rows.rows):
            if row.id == question_id:
                quiet = self.selectionModel().blockSignals(True)  # noqa: FBT003 - Qt's own
                self.setCurrentIndex(self._rows.index(number))
                self.selectionModel().select(
                    self._rows.index(number), QItemSelectionModel.SelectionFlag.ClearAndSelect
                )
                self.selectionModel().blockSignals(quiet)
                self.scrollTo(self._rows.index(number))
                self.viewport().update()
                return True
        return False

    def dress(self) -> None:
        """Lay the rows out anew."""
        self.scheduleDelayedItemsLayout()

    def step(self, rows: int) -> None:
        """Go on by so many rows, or back."""
        number = min(max(0, self.currentIndex().row() + rows), self._rows.rowCount() - 1)
        self.setCurrentIndex(self._rows.index(number))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and not event.modifiers():
            self.step(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.current_id:
                self.opened.emit(self.current_id)
        elif event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # letters are keys of the page, not a search by first letter
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        note_focus(self, event.reason())
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(_ROW).id)


class _Rows(QAbstractListModel):
    """The rows as Qt wants them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[QuestionRow, ...] = ()

    def replace(self, rows: tuple[QuestionRow, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(part for part in (row.text, dots_words(row.states), row.note) if part)
        return None


class _Drawing(QStyledItemDelegate):
    """Draws one row: the question in the spoken font, below it the states and the note."""

    def __init__(self, view: QuestionList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        wide = self._view.room_px - 2 * _PAD_X
        room = QRectF(0, 0, max(40, wide), 10_000)
        metrics = QFontMetricsF(font("item"))
        text = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap.value, breakable(index.data(_ROW).text))
        return QSize(100, math.ceil(text.height()) + 8 + current().line_px("caption") + 2 * _PAD_Y + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: QuestionRow = index.data(_ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect).adjusted(0, 1, 0, -1)
        area.setWidth(min(area.width(), self._view.room_px))
        chosen = index.row() == self._view.currentIndex().row()
        self._paint_ground(painter, area, option, chosen=chosen)
        inside = area.adjusted(_PAD_X, _PAD_Y, -_PAD_X, -_PAD_Y)
        painter.setFont(font("item"))
        painter.setPen(current()["ink"])
        painter.drawText(inside, Qt.TextFlag.TextWordWrap.value, breakable(row.text))
        self._paint_note(painter, inside, row, chosen=chosen)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem, *, chosen: bool
    ) -> None:
        theme = current()
        over = option.state & QStyle.StateFlag.State_MouseOver
        if chosen:
            rounded(painter, area, radius=RADIUS.control, fill=theme["accent_soft"])
        elif over:
            rounded(painter, area, radius=RADIUS.control, fill=theme["hover"])
        if chosen and shows_ring(self._view):
            rounded(painter, area, radius=RADIUS.control, line=theme["accent"], width=SIZE.focus)

    def _paint_note(self, painter: QPainter, inside: QRectF, row: QuestionRow, *, chosen: bool) -> None:
        theme = current()
        line = theme.line_px("caption")
        top = inside.bottom() - line
        x = inside.left()
        note = " · ".join(part for part in (in_brief(row.states), row.note) if part)
        if row.states and not in_brief(row.states):
            place = QPointF(x, top + (line - theme.mark(9)) / 2)
            x = paint_dots(painter, place, states=row.states) + 6
        painter.setFont(font("caption", tabular=True))
        painter.setPen(theme["ink2" if chosen else "ink3"])
        words = QFontMetricsF(painter.font()).elidedText(
            note, Qt.TextElideMode.ElideRight, max(0.0, inside.right() - x)
        )
        painter.drawText(
            QRectF(x, top, max(0.0, inside.right() - x), line), Qt.AlignmentFlag.AlignVCenter, words
        )
