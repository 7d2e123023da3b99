"""The window: the ways on the left, one page at a time, and the stage that takes all of it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop.sidebar import ENTRIES, Sidebar
from desktop.style.theme import current

LEAST_WIDTH, LEAST_HEIGHT = 640, 480
FIRST_WIDTH, FIRST_HEIGHT = 1280, 800


class Window(QWidget):
    """Shows pages by their names.

    `place_wished` names the page somebody wants to see, `leave_wished` is Esc, `keys_wished` is ?, and
    `closing` comes once, before the window goes; whoever builds the window decides what follows.
    """

    place_wished = Signal(str)
    leave_wished = Signal()
    keys_wished = Signal()
    closing = Signal()

    def __init__(self, pages: Mapping[str, QWidget], *, stages: frozenset[str]) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setWindowTitle("Greenroom")
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self._pages = pages
        self._stages = stages
        self._may_close = False
        self.sidebar = Sidebar()
        self._stack = QStackedWidget()
        for page in pages.values():
            self._stack.addWidget(page)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(self._stack, 1)
        self.sidebar.chosen.connect(self.place_wished)
        self._connect_keys()
        self.resize(FIRST_WIDTH, FIRST_HEIGHT)

    @property
    def place(self) -> str:
        """The name of the page that is shown."""
        shown = self._stack.currentWidget()
        return next(name for name, page in self._pages.items() if page is shown)

    def show_place(self, name: str) -> None:
        """Turn to a page; a stage takes the whole window."""
        self.sidebar.setVisible(name not in self._stages)
        self.sidebar.mark(name)
        if self._stack.currentWidget() is not self._pages[name]:
            self._stack.setCurrentWidget(self._pages[name])
            self._pages[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def announce(self, words: str) -> None:
        """Have a screen reader say it, once."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def place_kept(self) -> str:
        """Where the window is and how large, as text for the settings."""
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def go_to_kept_place(self, kept: str) -> None:
        """Be where it was; what cannot be read is ignored."""
        if kept:
            self.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "ignore")))

    def dress(self) -> None:
        """Take the widths from the size of the text."""
        self.sidebar.show_rail(rail=current().is_rail(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names or icons, as there is room."""
        super().resizeEvent(event)
        self.dress()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that it closes."""
        self.closing.emit()
        super().closeEvent(event)

    def _connect_keys(self) -> None:
        for number, entry in enumerate(ENTRIES, 1):
            keys = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            keys.activated.connect(lambda place=entry.place: self.place_wished.emit(place))
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.leave_wished)
        QShortcut(QKeySequence("?"), self).activated.connect(self.keys_wished)
        QShortcut(QKeySequence("F6"), self).activated.connect(self._jump)

    def _jump(self) -> None:
        """From the ways to the page and back."""
        if self.sidebar.isVisible() and not self.sidebar.has_focus:
            self.sidebar.focus_here()
            return
        page = self._stack.currentWidget()
        if page is not None:
            page.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if not page.hasFocus() and page.focusProxy() is None:
                page.focusNextChild()
