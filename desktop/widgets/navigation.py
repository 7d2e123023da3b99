"""Where one can go: a sidebar with words, or a rail of icons where the window is narrow."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy

from desktop.style import icons
from desktop.style.fonts import font
from desktop.style.paint import painter_on, rounded
from desktop.style.theme import current
from desktop.style.tokens import RADIUS, SIZE
from desktop.widgets.brand import Brand
from desktop.widgets.focus_ring import note_focus, shows_ring
from desktop.widgets.label import Label
from desktop.widgets.layout import column, row
from desktop.widgets.picture import Picture

PROMISE = "Stays on this computer"
PROMISE_OF_A_NETWORK = "Stays in your network"


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go: its id, its name on screen, its icon, its key."""

    id: str
    name: str
    icon: str
    key: str


PLACES = (
    Place("questions", "Questions", "list", "Ctrl+1"),
    Place("practice", "Practice", "mic", "Ctrl+2"),
    Place("review", "Review", "text", "Ctrl+3"),
    Place("progress", "Progress", "trend", "Ctrl+4"),
    Place("settings", "Settings", "settings", "Ctrl+5"),
)


class Navigation(QFrame):
    """The places, the last one at the foot; `wished` tells where the person wants to go."""

    wished = Signal(str)

    def __init__(self, places: tuple[Place, ...] = PLACES) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAccessibleName("Pages")
        self._rail = False
        self._group = QButtonGroup(self)
        self._buttons = {place.id: NavigationButton(place) for place in places}
        for name, button in self._buttons.items():
            self._group.addButton(button)
            button.clicked.connect(lambda _on=False, wish=name: self.wished.emit(wish))
        self._title = Label("Greenroom", "strong", weight=600)
        self._promise = Label(PROMISE, "caption", "ink3")
        self._lock = Picture("lock", "ink3", size=14, name=PROMISE)
        self._lock.setToolTip(PROMISE)
        self._head = row(Brand(24), 12, self._title, None)
        self._foot = row(self._lock, 8, self._promise, None)
        *upper, last = self._buttons.values()
        self.setLayout(
            column(self._head, 24, *upper, None, last, 10, self._foot, gap=2, margins=(8, 18, 8, 16))
        )
        self.dress()

    @property
    def is_rail(self) -> bool:
        """Whether only icons are shown."""
        return self._rail

    def set_rail(self, *, rail: bool) -> None:
        """Show icons only, or words as well."""
        if rail != self._rail:
            self._rail = rail
            self.dress()

    def promise(self, words: str) -> None:
        """Say at the foot where everything stays."""
        self._promise.say(words)
        self._lock.setAccessibleName(words)
        self._lock.setToolTip(words)

    def show_place(self, place: str) -> None:
        """Mark where one is; nobody is told."""
        self._buttons[place].setChecked(True)

    def dress(self) -> None:
        """Take widths anew."""
        theme = current()
        self.setFixedWidth(SIZE.rail if self._rail else theme.px(SIZE.nav))
        self._title.setVisible(not self._rail)
        self._promise.setVisible(not self._rail)
        inset = 10
        self._head.setContentsMargins(11 if self._rail else inset, 0, 0, 0)
        self._foot.setContentsMargins((40 - theme.mark(14)) // 2 if self._rail else inset, 0, 0, 0)
        for button in self._buttons.values():
            button.set_rail(rail=self._rail)


class NavigationButton(QAbstractButton):
    """One place to go."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place, self._rail = place, False
        self.setText(place.name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(place.name)
        self.setAccessibleDescription(f"Key: {place.key}")
        self.setToolTip(f"{place.name}  {place.key}")
        self.dress()

    def set_rail(self, *, rail: bool) -> None:
        """Show the icon only, or the name as well."""
        self._rail = rail
        self.update()

    def dress(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(current().px(36))

    def sizeHint(self) -> QSize:
        return QSize(SIZE.rail - 16, current().px(36))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, rect = painter_on(self), current(), QRectF(self.rect())
        on = self.isChecked()
        if on:
            rounded(painter, rect, radius=RADIUS.control, fill=theme["surface"], line=theme["line"])
        elif self.underMouse():
            rounded(painter, rect, radius=RADIUS.control, fill=theme["hover"])
        if shows_ring(self):
            rounded(painter, rect, radius=RADIUS.control, line=theme["accent"], width=SIZE.focus)
        size = theme.mark(SIZE.icon)
        x = (rect.width() - size) / 2 if self._rail else 10.0
        place = QRectF(x, rect.center().y() - size / 2, size, size)
        icons.paint(painter, place, name=self._place.icon, color=theme["accent" if on else "ink2"])
        if not self._rail:
            painter.setFont(font("strong"))
            painter.setPen(theme["ink" if on else "ink2"])
            words = rect.adjusted(size + 20, 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())

    def focusInEvent(self, event: QFocusEvent) -> None:
        note_focus(self, event.reason())
        super().focusInEvent(event)
