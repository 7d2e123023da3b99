"""The way to every page: a column of names, or a rail of icons where the window is narrow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.style import icons
from desktop.style.fonts import font
from desktop.style.paint import painter_on, rounded
from desktop.style.theme import current
from desktop.style.tokens import RADIUS, SIZE, Color, Role

Place = Literal["questions", "practice", "review", "progress", "settings"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One way: the page, its name on screen and its icon."""

    place: Place
    name: str
    icon: str


ENTRIES = (
    Entry("questions", "Questions", "list"),
    Entry("practice", "Practice", "mic"),
    Entry("review", "Review", "text"),
    Entry("progress", "Progress", "trend"),
    Entry("settings", "Settings", "settings"),
)


class Way(QAbstractButton):
    """A button that leads to a page; on the rail only its icon is seen."""

    def __init__(self, entry: Entry, *, number: int) -> None:
        super().__init__()
        self._icon = entry.icon
        self.rail = False
        self.setText(entry.name)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(entry.name)
        self.setToolTip(f"{entry.name}  Ctrl+{number}")
        self.dress()

    def dress(self) -> None:
        """Take the height from the size of the text."""
        self.setFixedHeight(current().px(SIZE.control))

    def sizeHint(self) -> QSize:
        """As wide as the rail leaves it; a layout makes it wider."""
        return QSize(SIZE.rail - 16, current().px(SIZE.control))

    def enterEvent(self, _event: QEnterEvent) -> None:
        """Show the pointer's place."""
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        """Let go of it."""
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, ring, icon and name."""
        painter = painter_on(self)
        theme, rect = current(), QRectF(self.rect())
        if self.isChecked():
            rounded(painter, rect, radius=RADIUS.control, fill=theme["surface"], line=theme["line"])
        elif self.underMouse():
            rounded(painter, rect, radius=RADIUS.control, fill=theme["hover"])
        if self.hasFocus():
            rounded(painter, rect, radius=RADIUS.control, line=theme["accent"], width=SIZE.focus)
        size = theme.mark(SIZE.icon)
        left = (rect.width() - size) / 2 if self.rail else 10.0
        tone: Color = "accent" if self.isChecked() else "ink2"
        place = QRectF(left, rect.center().y() - size / 2, size, size)
        icons.paint(painter, place, name=self._icon, color=theme[tone])
        if not self.rail:
            self._write(painter, rect.adjusted(size + 20, 0, 0, 0))

    def _write(self, painter: QPainter, rect: QRectF) -> None:
        painter.setFont(font("strong"))
        painter.setPen(current()["ink" if self.isChecked() else "ink2"])
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, self.text())


class Sign(QWidget):
    """An icon by itself."""

    def __init__(self, name: str, *, size: int, color: Color) -> None:
        super().__init__()
        self._name, self._size, self._color = name, size, color
        self.dress()

    def dress(self) -> None:
        """Take the size from the size of the text."""
        side = current().mark(self._size)
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        icons.paint(painter_on(self), QRectF(self.rect()), name=self._name, color=current()[self._color])


class Words(QLabel):
    """A line of the sidebar."""

    def __init__(self, text: str, *, role: Role, tone: Color, weight: int | None = None) -> None:
        super().__init__(text)
        self._role: Role = role
        self._weight = weight
        self.setProperty("tone", tone)
        self.dress()

    def dress(self) -> None:
        """Take the font from the size of the text."""
        self.setFont(font(self._role, weight=self._weight))


class Sidebar(QFrame):
    """All ways; `chosen` is emitted with the place somebody wants to go to, nothing goes there by itself."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAccessibleName("Pages")
        self._ways: Mapping[str, Way] = {
            entry.place: Way(entry, number=number) for number, entry in enumerate(ENTRIES, 1)
        }
        self._words = (
            Words("Greenroom", role="strong", tone="ink", weight=600),
            Words("Stays on this computer", role="caption", tone="ink3"),
        )
        self._lay_out()
        for place, way in self._ways.items():
            way.clicked.connect(lambda _checked=False, place=place: self.chosen.emit(place))
        self.show_rail(rail=False)

    def mark(self, place: str) -> None:
        """Show where one is."""
        if place in self._ways:
            self._ways[place].setChecked(True)

    @property
    def has_focus(self) -> bool:
        """Whether the focus is on one of the ways."""
        return any(way.hasFocus() for way in self._ways.values())

    def focus_here(self) -> None:
        """Give the focus to the way one is on."""
        way = next((one for one in self._ways.values() if one.isChecked()), self._ways["questions"])
        way.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_rail(self, *, rail: bool) -> None:
        """Names, or icons alone."""
        for words in self._words:
            words.setVisible(not rail)
        for way in self._ways.values():
            way.rail = rail
            way.update()
        self.setFixedWidth(SIZE.rail if rail else current().px(SIZE.nav))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 18, 8, 16)
        column.setSpacing(2)
        column.addLayout(_line(Sign("greenroom", size=24, color="accent"), self._words[0], gap=9))
        column.addSpacing(24)
        *upper, last = self._ways.values()
        for way in upper:
            column.addWidget(way)
        column.addStretch(1)
        column.addWidget(last)
        column.addSpacing(10)
        column.addLayout(_line(Sign("lock", size=14, color="ink3"), self._words[1], gap=8))


def _line(sign: Sign, words: Words, *, gap: int) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(10, 0, 0, 0)
    line.setSpacing(gap)
    line.addWidget(sign)
    line.addWidget(words)
    line.addStretch(1)
    return line
