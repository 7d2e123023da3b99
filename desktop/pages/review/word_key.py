"""What the wave under words means, and how many there are; where there are none it is not seen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.widgets.label import Label
from desktop.widgets.layout import row
from desktop.widgets.script import Script
from desktop.widgets.strip_key import StripKey


class WordKey(QWidget):
    """The wave beside its names: 2 said twice, 1 begun again."""

    def __init__(self) -> None:
        super().__init__()
        self._told = Label("", "caption", "ink2", wrap=True)
        layout = row(StripKey("repeat"), 6, self._told, margins=(0, 4, 0, 0))
        layout.setStretch(2, 1)
        self.setLayout(layout)

    @property
    def words(self) -> str:
        """What it says."""
        return self._told.words

    def show_script(self, script: Script, *, is_whole: bool) -> None:
        """Count the waves of an answer; what was heard so far of one is not counted."""
        told = script.repeats_told()
        self._told.say(told)
        self.setVisible(bool(told) and is_whole)
