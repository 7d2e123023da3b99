"""Esc for a part that needs it itself, such as to empty a field or to go back to a list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent


def is_escape_kept(event: QEvent, *, wanted: bool) -> bool:
    """Whether this is Esc on its way to the window's shortcuts, and a part that wants it keeps it from them.

    For a widget's `event`, before its parent class sees it; the key itself comes to `keyPressEvent` after.
    """
    if not (wanted and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride):
        return False
    if event.key() != Qt.Key.Key_Escape:
        return False
    event.accept()
    return True
