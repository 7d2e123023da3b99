"""Figures, as many in a row as there is room for, and the note of the one asked about."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.norms import NOTES
from desktop.widgets.figure import Figure, FigureValue
from desktop.widgets.label import Label
from desktop.widgets.layout import box, column

_WIDE_GAP, _GAP, _ROW_GAP = 22, 14, 12


class FigureGrid(QWidget):
    """Figures of equal width: all in one row, or in two or three rows; a hidden one leaves no gap."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        super().__init__()
        self._figures = tuple(figures)
        for figure in self._figures:
            figure.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def dress(self) -> None:
        """Take the sizes anew."""
        self.updateGeometry()
        self._place()

    def hasHeightForWidth(self) -> bool:
        """Rows follow from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all rows."""
        rows = max(1, -(-len(self._there()) // self._columns(width)))
        return rows * self._figures[0].sizeHint().height() + (rows - 1) * _ROW_GAP

    def sizeHint(self) -> QSize:
        """One row."""
        wide = self._wide()
        return QSize(
            len(self._figures) * (wide + _GAP), self.heightForWidth(max(self.width(), 2 * wide + _GAP))
        )

    def minimumSizeHint(self) -> QSize:
        """Two figures side by side."""
        return QSize(2 * self._wide() + _GAP, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay them out anew."""
        super().resizeEvent(event)
        if self._columns(event.oldSize().width()) != self._columns(self.width()):
            self.updateGeometry()  # or the layout keeps the height of the former rows
        self._place()

    def _there(self) -> tuple[Figure, ...]:
        return tuple(figure for figure in self._figures if not figure.isHidden())

    def _wide(self) -> int:
        return max(figure.sizeHint().width() for figure in self._figures)

    def _columns(self, width: int) -> int:
        return next((n for n in (6, 3) if n * self._wide() + (n - 1) * _GAP <= width), 2)

    def _place(self) -> None:
        columns = self._columns(self.width())
        roomy = columns * self._wide() + (columns - 1) * _WIDE_GAP <= self.width()
        gap = _WIDE_GAP if roomy else _GAP
        wide = (self.width() - (columns - 1) * gap) / columns
        high = self._figures[0].sizeHint().height()
        for number, figure in enumerate(self._there()):
            line, place = divmod(number, columns)
            left = round(place * (wide + gap))
            figure.setGeometry(QRect(left, line * (high + _ROW_GAP), round(wide), high))


class Delivery(QWidget):
    """How it was said: figures; pressing one tells how it is measured and where its band comes from."""

    def __init__(self, values: Sequence[FigureValue]) -> None:
        super().__init__()
        self.figures = tuple(Figure(value) for value in values)
        self.grid = FigureGrid(self.figures)
        self._note = Label("", "small", "ink2", wrap=True)
        self._well = box(column(self._note, margins=(14, 10, 14, 10)), name="well")
        self._well.hide()
        self._why = Label("", "small", "ink2", wrap=True)
        self._why_box = box(column(self._why, margins=(0, 0, 0, 10)))
        self._why_box.hide()
        self.setLayout(column(self.grid, 10, self._why_box, self._well))
        for figure in self.figures:
            figure.clicked.connect(lambda _checked=False, figure=figure: self._on_pressed(figure))

    @property
    def note(self) -> str:
        """The explanation that is open, "" for none."""
        return "" if self._well.isHidden() else self._note.words

    def show_values(self, values: Sequence[FigureValue]) -> None:
        """Show other values of the same figures."""
        for figure, value in zip(self.figures, values, strict=True):
            figure.show_value(value)
        pressed = next((figure for figure in self.figures if figure.isChecked()), None)
        if pressed is not None:
            self._note.say(_note(pressed.value))

    def explain(self, why: str) -> None:
        """Say below the figures why some of them are not known, "" for nothing to say."""
        self._why.say(why)
        self._why_box.setVisible(bool(why))

    def show_only(self, keys: Collection[str]) -> None:
        """Leave out the figures whose names are not among these."""
        for figure in self.figures:
            figure.setVisible(figure.value.key in keys)
            if figure.isHidden() and figure.isChecked():
                figure.setChecked(False)
                self._well.hide()
        self.grid.dress()

    def _on_pressed(self, pressed: Figure) -> None:
        for figure in self.figures:
            figure.setChecked(figure is pressed and pressed.isChecked())
            figure.update()
        self._note.say(_note(pressed.value))
        self._well.setVisible(pressed.isChecked())


def _note(value: FigureValue) -> str:
    return f"{value.name}. {NOTES[value.key].text} {value.band}."
