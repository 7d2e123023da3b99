"""Where Tab goes: what is made later than the rest of a page would come last of all in the window."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stops(part: QWidget) -> list[QWidget]:
    """All that can have the focus in a part, and the part itself if it can, as they stand in it."""
    return [one for one in (part, *part.findChildren(QWidget)) if one.focusPolicy() != Qt.FocusPolicy.NoFocus]


def tab_through(*parts: QWidget) -> None:
    """Let Tab go through these parts in this order, and then on to what came after the first one.

    What is not in the first one's window (it is not laid out yet) is left out.
    """
    window = parts[0].window()
    here = [stop for part in parts for stop in stops(part) if stop.window() is window]
    for one, after in pairwise(here):
        QWidget.setTabOrder(one, after)
