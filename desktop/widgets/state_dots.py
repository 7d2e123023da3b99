"""A small row of states that stands for one attempt."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.style.paint import painter_on
from desktop.style.theme import current
from desktop.widgets.state_mark import PointState, paint_state

MOST = 12
"""More dots in a row are no longer seen as a number, and take the room of the words beside them."""
_DOT = 9
_GAP = 4


def paint_dots(painter: QPainter, place: QPointF, *, states: Sequence[PointState]) -> float:
    """Draw a row of states, its upper left corner at `place`; gives back the x where it ends."""
    size = current().mark(_DOT)
    x = place.x()
    for state in states:
        paint_state(painter, QRectF(x, place.y(), size, size), state=state)
        x += size + _GAP
    return x


def in_brief(states: Sequence[PointState]) -> str:
    """What stands in the place of a row that would be too long: "26 of 30"; "" for one that is not."""
    return f"{states.count('covered')} of {len(states)}" if len(states) > MOST else ""


def dots_words(states: Sequence[PointState]) -> str:
    """The row in words, for screen readers."""
    covered, partly = states.count("covered"), states.count("partial")
    return f"{covered} of {len(states)} points covered, {partly} partly" if states else ""


class StateDots(QWidget):
    """The states of one attempt's points."""

    def __init__(self, states: Sequence[PointState] = ()) -> None:
        super().__init__()
        self._states: tuple[PointState, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_states(states)

    def show_states(self, states: Sequence[PointState]) -> None:
        """Show other states."""
        self._states = tuple(states)
        self.setAccessibleName(dots_words(self._states))
        self.updateGeometry()
        self.update()

    def dress(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        theme = current()
        return QSize(len(self._states) * (theme.mark(_DOT) + _GAP), theme.mark(12))

    def paintEvent(self, _event: QPaintEvent) -> None:
        top = (self.height() - current().mark(_DOT)) / 2
        paint_dots(painter_on(self), QPointF(0, top), states=self._states)
