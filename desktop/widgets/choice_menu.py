"""A small menu that opens where one pressed: one of a few things to choose, the present one marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from desktop.style.fonts import font


class ChoiceMenu(QMenu):
    """Choices as (value, words); `on_pick` is told the one that is chosen; Esc closes it."""

    def __init__(
        self,
        beside: QWidget,
        *,
        name: str,
        choices: Sequence[tuple[str, str]],
        chosen: str,
        on_pick: Callable[[str], None],
    ) -> None:
        super().__init__(beside)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(name)
        self.setFont(font("body"))
        for value, words in choices:
            made = self.addAction(words.replace("&", "&&"))
            made.setCheckable(True)
            made.setChecked(value == chosen)
            made.triggered.connect(lambda _on=False, value=value: on_pick(value))

    def open_under(self, widget: QWidget) -> None:
        """Open below this widget, standing on the present choice."""
        self.popup(widget.mapToGlobal(QPoint(0, widget.height() + 4)))
        marked = [one for one in self.actions() if one.isChecked()]
        if marked:
            self.setActiveAction(marked[0])
