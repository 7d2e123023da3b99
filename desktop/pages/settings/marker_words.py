"""The words that are counted as discourse markers: a list that is the person's own to change."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.settings import Settings
from desktop.widgets.button import Button
from desktop.widgets.growing_edit import GrowingEdit
from desktop.widgets.label import Label
from desktop.widgets.layout import column, row

_USUAL = Settings().markers
_HOW = "Commas between them. The usual ones count only where they fill a gap; your own count anywhere."


class MarkerWords(QWidget):
    """The words with commas between them; `changed` tells them as a tuple at every change by a person."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.words = GrowingEdit("", name="Words that are counted", hint="No word is counted", framed=True)
        self.usual = Button("Back to the usual words", "quiet", icon="undo")
        self.usual.hide()
        how = Label(_HOW, "caption", "ink3", wrap=True)
        self.setLayout(column(self.words, 4, how, 4, row(self.usual, None), None))
        self.words.edited.connect(self._on_edited)
        self.usual.clicked.connect(self._on_usual)

    def show_settings(self, settings: Settings) -> None:
        """Show this list; one that is being typed in is left alone."""
        if not self.words.hasFocus():
            self.words.put(", ".join(settings.markers))
        self.usual.setVisible(settings.markers != _USUAL)

    def _on_edited(self, text: str) -> None:
        words = (" ".join(one.split()) for one in text.replace("\n", ",").split(","))
        self.changed.emit(tuple(dict.fromkeys(one for one in words if one)))

    def _on_usual(self) -> None:
        self.words.put(", ".join(_USUAL))
        self.changed.emit(_USUAL)
