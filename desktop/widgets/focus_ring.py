"""When the ring of the focus shows: for those who came by keyboard, not by mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_KEEPS = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
_PROPERTY = "came_by_keyboard"


def note_focus(widget: QWidget, reason: Qt.FocusReason) -> None:
    """Remember how the focus came; called in `focusInEvent`. Coming back to the window changes nothing."""
    if reason not in _KEEPS:
        widget.setProperty(_PROPERTY, reason in _BY_KEYBOARD)
        widget.update()


def shows_ring(widget: QWidget) -> bool:
    """Whether to paint the ring now."""
    return widget.hasFocus() and bool(widget.property(_PROPERTY))
