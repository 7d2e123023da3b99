"""Sees whether everything on a page has the room it needs: nothing cut off, nothing on something else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from desktop.widgets.check import Check
from desktop.widgets.chip import Chip
from desktop.widgets.elided import Elided

_SLACK_PX = 1


def settle() -> None:
    """Let layouts come to rest."""
    for _ in range(8):
        QApplication.processEvents()


def misfits(page: QWidget) -> list[str]:
    """A sentence for each thing that is cut off, pokes out sideways, or lies on another; none is good."""
    settle()
    parts = list(_parts(page))
    told = [fault for part in parts for fault in _cut(part, page)]
    return told + list(_overlaps(parts, page))


def _parts(page: QWidget) -> Iterator[QWidget]:
    """What shows words or can be pressed, and is visible."""
    for part in page.findChildren(QWidget):
        shows = isinstance(part, QLabel | QAbstractButton)
        if shows and part.isVisible() and not isinstance(part.parentWidget(), QLineEdit):
            yield part


def _place(part: QWidget, page: QWidget) -> QRect:
    return QRect(part.mapTo(page, QPoint(0, 0)), part.size())


def _seen(part: QWidget, page: QWidget) -> QRect:
    """Where it really shows: not what is scrolled out of view."""
    return part.visibleRegion().boundingRect().translated(part.mapTo(page, QPoint(0, 0)))


def _name(part: QWidget) -> str:
    return f"{type(part).__name__} “{part.accessibleName()}”"


def _cut(part: QWidget, page: QWidget) -> Iterator[str]:
    place, hint = _place(part, page), part.sizeHint()
    if place.left() < 0 or place.right() > page.width() + _SLACK_PX:
        yield f"{_name(part)} pokes out: {place.left()} to {place.right()} of {page.width()}"
    wraps = part.wordWrap() if isinstance(part, QLabel) else isinstance(part, Check) and bool(part.text())
    if wraps:
        needed = part.heightForWidth(part.width())
        if part.height() + _SLACK_PX < needed:
            yield f"{_name(part)} is {part.height()} high and needs {needed}"
        return
    if part.height() + _SLACK_PX < hint.height():
        yield f"{_name(part)} is {part.height()} high and needs {hint.height()}"
    if not isinstance(part, Elided | Chip) and part.width() + _SLACK_PX < hint.width():
        yield f"{_name(part)} is {part.width()} wide and needs {hint.width()}"


def _overlaps(parts: list[QWidget], page: QWidget) -> Iterator[str]:
    for one, other in combinations(parts, 2):
        if one.isAncestorOf(other) or other.isAncestorOf(one):
            continue
        both = _seen(one, page).intersected(_seen(other, page))
        if both.width() > _SLACK_PX and both.height() > _SLACK_PX:
            yield f"{_name(one)} lies on {_name(other)}"
