"""A page or a widget on the screen that Qt draws offscreen, as large as a test wants it."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

WINDOW_PX, BESIDE_NAVIGATION_PX = 1280, 1076
"""The width of the usual window, and of a page in it that has the navigation beside it."""
_HEIGHT_PX = 800
Shown = TypeVar("Shown", bound=QWidget)


def opened(made: Shown, qtbot: QtBot, *, width: int = WINDOW_PX) -> Shown:
    """The same, shown in the height of the usual window; it goes with the test."""
    qtbot.addWidget(made)
    made.resize(width, _HEIGHT_PX)
    with qtbot.waitExposed(made):
        made.show()
    return made
