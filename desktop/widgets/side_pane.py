"""The pane at a page's side: as wide as the design says beside the rest, free where there is one column."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.style.theme import current

_NO_LIMIT = 16_777_215  # Qt's own QWIDGETSIZE_MAX, which PySide does not name


def arrange_pane(pane: QWidget, *, of: QWidget, width: int) -> bool:
    """Give the pane of a page its width; returns whether the page's window has room for one column only.

    `width` is in pixels at the usual text size; with larger text the pane grows half as much as the text.
    """
    theme = current()
    single = theme.is_single(of.window().width())
    pane.setMinimumWidth(0)
    pane.setMaximumWidth(_NO_LIMIT)
    if not single:
        pane.setFixedWidth(round(width * (1 + (theme.scale - 1) / 2)))
    return single
