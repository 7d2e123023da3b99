"""How widgets are put together: columns, rows and boxes told in one expression."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

Item = QWidget | QLayout | int | None
Margins = tuple[int, int, int, int]
NONE: Margins = (0, 0, 0, 0)
_REST = 100_000
Box = TypeVar("Box", bound=QBoxLayout)


def column(*items: Item, gap: int = 0, margins: Margins = NONE) -> QVBoxLayout:
    """Items from top to bottom: a widget or layout, empty pixels, or None for what is left over."""
    return _filled(QVBoxLayout(), items, gap=gap, margins=margins)


def row(*items: Item, gap: int = 0, margins: Margins = NONE, top: bool = False) -> QHBoxLayout:
    """Items from left to right as in `column`; `top` puts them on one upper edge."""
    layout = _filled(QHBoxLayout(), items, gap=gap, margins=margins)
    if top:
        for item in items:
            if isinstance(item, QWidget):
                layout.setAlignment(item, Qt.AlignmentFlag.AlignTop)
    return layout


def _filled(layout: Box, items: Iterable[Item], *, gap: int, margins: Margins) -> Box:
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)
    return layout


def box(layout: QLayout, *, name: str = "", width: int | None = None, max_width: int | None = None) -> QFrame:
    """A frame around a layout; the style sheet knows it by its name (card, well, side, page ...)."""
    made = QFrame()
    made.setObjectName(name)
    made.setLayout(layout)
    if width is not None:
        made.setFixedWidth(width)
    if max_width is not None:
        made.setMaximumWidth(max_width)
    return made


def within(widget: QWidget, *, left: bool = False) -> QHBoxLayout:
    """As wide as the widget may be; the rest stays empty on both sides, or on the right."""
    layout = QHBoxLayout()
    layout.setContentsMargins(*NONE)
    layout.setSpacing(0)
    if not left:
        layout.addStretch(1)
    layout.addWidget(widget, _REST)
    layout.addStretch(1)
    return layout


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout; its widgets are hidden now and deleted soon.

    A layout inside it is emptied first: let go while it holds a widget it takes that widget's Python side
    with it, and the app crashes when Qt deletes the rest (PySide6 6.11.3).
    """
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            emptied(inner)
        if widget is not None:
            widget.hide()
            widget.deleteLater()
