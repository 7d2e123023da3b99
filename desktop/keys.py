"""The keys, on one card over the window: ? shows it, any key or click puts it away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from desktop.widgets.key_cap import KeyCap
from desktop.widgets.label import Label
from desktop.widgets.layout import box, column, row

KEYS = (
    (
        "Everywhere",
        (
            ("Ctrl+1 … 5", "Pages"),
            ("F6", "Next part of the page"),
            ("Esc", "Leave"),
            ("Ctrl+Z", "Undo, while it is offered"),
            ("Ctrl+Q", "Close"),
        ),
    ),
    ("Questions", (("Enter", "Practise"), ("R", "Hear it"), ("J K", "Next, previous"), ("/", "Search"))),
    ("Practice", (("Space", "Start and stop"), ("R", "Hear it again"))),
    (
        "Review",
        (
            ("Space", "Play and pause"),
            ("J K", "Next, previous point"),
            ("T", "Try again"),
            ("N", "Next question"),
            ("M", "Model answer"),
            ("O", "Second opinion, if on"),
            ("[ ]", "Earlier, later answer"),
        ),
    ),
)


class Keys(QFrame):
    """Lies over the middle of the window it is given."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("card")
        self.setAccessibleName("Keys")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._before: QWidget | None = None
        parts = [_part(name, keys) for name, keys in KEYS]
        left, right = column(*parts[:2], None, gap=20), column(*parts[2:], None, gap=20)
        self.setLayout(row(left, 48, right, margins=(28, 24, 28, 24)))
        window.installEventFilter(self)
        self.hide()

    def show_keys(self) -> None:
        """Show the card, or put it away."""
        if self.isVisible():
            self._put_away()
            return
        self._before = self.window().focusWidget()
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def event(self, event: QEvent) -> bool:
        """While it is seen every key is its own, Esc as well."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key but a modifier puts it away."""
        if event.key() not in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta):
            self._put_away()

    def mousePressEvent(self, _event: object) -> None:
        """A click puts it away."""
        self._put_away()

    def focusOutEvent(self, _event: object) -> None:
        """So does going elsewhere."""
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _put_away(self) -> None:
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)

    def _place(self) -> None:
        window = self.parentWidget() or self
        self.move((window.width() - self.width()) // 2, (window.height() - self.height()) // 2)


def _part(name: str, keys: tuple[tuple[str, str], ...]) -> QFrame:
    grid = QGridLayout()
    grid.setContentsMargins(0, 8, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnMinimumWidth(0, 76)
    grid.setColumnStretch(1, 1)
    for number, (key, does) in enumerate(keys):
        grid.addWidget(KeyCap(key), number, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(Label(does, "small", "ink2"), number, 1)
    return box(column(Label(name, "section", weight=600), grid))
