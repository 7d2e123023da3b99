"""A page of several regions: F6 goes from one to the next, and from the last one out to the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget


class RegionPage(QWidget):
    """A page; whoever inherits from it names its regions in reading order, and where one begins.

    WORKAROUND: a focus proxy would do the latter, but then Tab goes from the sidebar straight to it, and what
    stands before it on the page is reached by no key (measured with PySide6 6.11.3).
    """

    def __init__(self) -> None:
        super().__init__()
        self._firsts: tuple[QWidget, ...] = ()

    def begin_at(self, *parts: QWidget) -> None:
        """Hand the focus on to the first of these parts that is shown when one comes to the page."""
        self._firsts = parts

    @property
    def _first(self) -> QWidget | None:
        return next((part for part in self._firsts if not part.isHidden()), None)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Go to where one begins, also while the window is not the active one yet."""
        first = self._first
        if first is None:
            super().setFocus(reason)
        else:
            first.setFocus(reason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        first = self._first
        if first is not None:
            first.setFocus(event.reason())

    def regions(self) -> tuple[QWidget, ...]:
        """The parts of the page between which F6 goes."""
        return ()

    def event(self, event: QEvent) -> bool:
        """Keep F6 from the window while there is a region to go to."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_jump(event) and self._next() is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next region."""
        wanted = self._next() if _is_jump(event) else None
        if wanted is None:
            super().keyPressEvent(event)
        else:
            wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _next(self) -> QWidget | None:
        """The first widget of the region after the one that has the focus."""
        regions = self.regions()
        focused = self.focusWidget()
        holds = [one for one in regions if one is focused or one.isAncestorOf(focused)]
        if self.hasFocus():
            holds = []
        rest = regions[regions.index(holds[-1]) + 1 :] if holds else regions
        return next((way for region in rest if (way := _way_in(region)) is not None), None)


def _is_jump(event: QEvent) -> bool:
    return (
        isinstance(event, QKeyEvent)
        and event.key() == Qt.Key.Key_F6
        and event.modifiers() == Qt.KeyboardModifier.NoModifier
    )


def _way_in(region: QWidget) -> QWidget | None:
    """The first widget of a region that Tab would reach."""
    if not region.isVisible():
        return None
    for one in (region, *region.findChildren(QWidget)):
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible() and one.isEnabled():
            return one
    return None
