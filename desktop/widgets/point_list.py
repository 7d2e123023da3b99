"""The points of a question, to be changed: one below the other, with a way to add another."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.widgets.button import Button
from desktop.widgets.layout import column, emptied, row
from desktop.widgets.point_row import PointRow
from desktop.widgets.tab_order import stops, tab_through
from seeds import editing
from seeds.bank import Question, RubricPoint


class PointList(QWidget):
    """Shows the points; `changed` tells them all after every edit, `removed` which went, and its place."""

    changed = Signal(object)
    removed = Signal(object, int)

    def __init__(self, question: Question, *, full: bool) -> None:
        super().__init__()
        self._question, self._full = question, full
        self.rows: tuple[PointRow, ...] = ()
        self._column = column(gap=4)
        self.add = Button("Add a point", "quiet", icon="plus")
        self.add.clicked.connect(self._on_add)
        foot = row()
        self.setLayout(column(self._column, foot))
        self._build()
        foot.addWidget(self.add)  # after the rows, so that Tab comes to it after them
        foot.addStretch(1)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def show_points(self, points: tuple[RubricPoint, ...]) -> None:
        """Show other points."""
        if points != self._question.points:
            self._question = Question(self._question.id, self._question.prompt, points=points)
            self._build()

    def _build(self) -> None:
        before = self._before_points()
        emptied(self._column)
        rows = []
        for point in self._question.points:
            made = PointRow(point, full=self._full)
            made.changed.connect(self._on_point)
            made.moved.connect(lambda by, one=point.id: self._on_moved(one, by=by))
            made.doubled.connect(lambda one=point.id: self._on_doubled(one))
            made.removed.connect(lambda one=point.id: self._on_removed(one))
            made.added.connect(lambda one=point.id: self._on_added(one))
            self._column.addWidget(made)
            rows.append(made)
        self.rows = tuple(rows)
        if before is not None:  # new rows would come last of all in the window
            tab_through(before, *rows, self.add)

    def _before_points(self) -> QWidget | None:
        """What Tab stops at before the first point; None while this is not part of a window."""
        here = {stop for made in self.rows for stop in stops(made)}
        one = self.add.previousInFocusChain()
        while one is not None and one is not self.add:
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one not in here:
                return one
            one = one.previousInFocusChain()
        return None

    def _take(self, question: Question, *, stand_on: int) -> None:
        """Show what came of an edit, with the focus in this row."""
        self._question = question
        self._build()
        if self.rows:
            place = min(max(0, stand_on), len(self.rows) - 1)
            self.rows[place].name.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit(question.points)

    def _place(self, point_id: str) -> int:
        return editing.place_of(self._question.points, point_id) or 0

    def _on_point(self, point: RubricPoint) -> None:
        self._question = editing.with_changed_point(self._question, point)
        self.changed.emit(self._question.points)

    def _on_moved(self, point_id: str, *, by: int) -> None:
        question = editing.moved_point(self._question, point_id, by=by)
        self._take(question, stand_on=editing.place_of(question.points, point_id) or 0)

    def _on_doubled(self, point_id: str) -> None:
        question = editing.duplicated_point(self._question, point_id)
        self._take(question, stand_on=self._place(point_id) + 1)

    def _on_removed(self, point_id: str) -> None:
        place = self._place(point_id)
        point = self._question.points[place]
        self._take(editing.without_point(self._question, point_id), stand_on=place)
        if point.name:
            self.removed.emit(point, place)

    def _on_added(self, after: str) -> None:
        self._add(at=self._place(after) + 1)

    def _on_add(self) -> None:
        self._add(at=len(self.rows))

    def _add(self, *, at: int) -> None:
        self._take(editing.with_point(self._question, RubricPoint("", "", ""), at=at), stand_on=at)

    def _on_focus(self, _before: QWidget | None, _now: QWidget | None) -> None:
        for one in self.rows:
            one.show_tools()
