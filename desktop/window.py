"""The window: the ways on the left, one page at a time, and the stage that takes all of it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from desktop.style.theme import current
from desktop.widgets.brand import brand_icon
from desktop.widgets.navigation import PLACES, Navigation
from desktop.widgets.toast import Toast

LEAST_WIDTH, LEAST_HEIGHT = 640, 480
FIRST_WIDTH, FIRST_HEIGHT = 1280, 800


class Window(QWidget):
    """Shows pages by their names.

    `painted` comes once, after it was first seen. `place_wished` names the page somebody wants to see,
    `leave_wished` is Esc, `keys_wished` is ?, and `closing` comes before the window goes; whoever builds the
    window decides what follows.
    """

    place_wished = Signal(str)
    leave_wished = Signal()
    keys_wished = Signal()
    closing = Signal()
    painted = Signal()

    def __init__(self, pages: Mapping[str, QWidget], *, stages: frozenset[str]) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setWindowTitle("Greenroom")
        self.setWindowIcon(brand_icon())
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self._pages = dict(pages)
        self._stages = stages
        self.was_painted = False
        self._known = frozenset(place.id for place in PLACES)
        self.navigation = Navigation()
        self._stack = QStackedWidget()
        for page in pages.values():
            self._stack.addWidget(page)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self._stack, 1)
        self.navigation.wished.connect(self._on_wished)
        self.toast = Toast(self, announce=self.announce)
        self._connect_keys()
        # Never larger than the screen: nothing of a first window may lie outside of it.
        self.resize(QSize(FIRST_WIDTH, FIRST_HEIGHT).boundedTo(self.screen().availableSize()))

    def add_page(self, name: str, page: QWidget) -> None:
        """One more page, made when it is first wanted."""
        self._pages[name] = page
        self._stack.addWidget(page)

    @property
    def place(self) -> str:
        """The name of the page that is shown."""
        shown = self._stack.currentWidget()
        return next(name for name, page in self._pages.items() if page is shown)

    @property
    def shown(self) -> QWidget | None:
        """The page itself."""
        return self._stack.currentWidget()

    @property
    def page_size(self) -> QSize:
        """What a page has room for beside the ways."""
        return self._stack.size()

    def show_place(self, name: str) -> None:
        """Turn to a page; a stage takes the whole window."""
        self.navigation.setVisible(name not in self._stages)
        self._keep_toast_clear()
        if name in self._known:
            self.navigation.show_place(name)
        if self._stack.currentWidget() is not self._pages[name]:
            self._stack.setCurrentWidget(self._pages[name])
        # Also at the start, when the first page is shown already: its keys should work at once.
        self._pages[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def announce(self, words: str) -> None:
        """Have a screen reader say it, once."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def come_forward(self) -> None:
        """Be seen: from the taskbar, and before the other windows, as far as the system lets a window."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def place_kept(self) -> str:
        """Where the window is and how large, as text for the settings."""
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def go_to_kept_place(self, kept: str) -> None:
        """Be where it was; what cannot be read is ignored."""
        if kept:
            self.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "ignore")))

    def dress(self) -> None:
        """Take the widths from the size of the text."""
        self.navigation.set_rail(rail=current().is_rail(self.width()))
        self._keep_toast_clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names or icons, as there is room."""
        super().resizeEvent(event)
        self.dress()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell, once, that it can be seen."""
        super().paintEvent(event)
        if not self.was_painted:
            self.was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that it closes."""
        self.closing.emit()
        super().closeEvent(event)

    def _keep_toast_clear(self) -> None:
        """A word in passing stands beside the sidebar, not over it."""
        shown = not self.navigation.isHidden()
        self.toast.keep_clear(self.navigation.width() if shown else 0)

    def _on_wished(self, place: str) -> None:
        """Stay marked where one is until somebody decides to go there."""
        if self.place in self._known:
            self.navigation.show_place(self.place)
        self.place_wished.emit(place)

    def _connect_keys(self) -> None:
        for place in PLACES:
            keys = QShortcut(QKeySequence(place.key), self)
            keys.activated.connect(lambda wish=place.id: self.place_wished.emit(wish))
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.leave_wished)
        QShortcut(QKeySequence("?"), self).activated.connect(self.keys_wished)
        QShortcut(QKeySequence("F6"), self).activated.connect(self._jump)
        QShortcut(QKeySequence("Ctrl+Q"), self).activated.connect(self.close)

    def _jump(self) -> None:
        """From the ways to the page and back."""
        focused = QApplication.focusWidget()
        inside = focused is not None and self.navigation.isAncestorOf(focused)
        if self.navigation.isVisible() and not inside:
            self.navigation.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.navigation.focusNextChild()
            return
        page = self._stack.currentWidget()
        if page is not None:
            page.setFocus(Qt.FocusReason.ShortcutFocusReason)
            focused = QApplication.focusWidget()
            if focused is None or not (page is focused or page.isAncestorOf(focused)):
                page.focusNextChild()
