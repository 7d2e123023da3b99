"""The second opinion on the points: a button, and a sentence that says whose it is or what went wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.widgets.button import Button
from desktop.widgets.label import Label
from desktop.widgets.layout import column, row

KEY = "O"


@dataclass(frozen=True, slots=True)
class OpinionView:
    """What is shown of it: `lines` are what the model says of the points, by their ids.

    Nothing of it is shown unless it `is_offered`; `words` say whose it is, how far it has come, or what went
    wrong.
    """

    is_offered: bool = False
    is_asking: bool = False
    words: str = ""
    lines: Mapping[str, str] = field(default_factory=dict)


class SecondOpinion(QWidget):
    """Stands below the points; `wished` asks for an opinion, or to stop."""

    wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.ask = Button("Second opinion", key=KEY)
        self.told = Label("", "small", "ink3", wrap=True)
        self.setLayout(column(row(self.ask, None), 6, self.told))
        self.ask.clicked.connect(self.wished)
        self.hide()

    def show_view(self, view: OpinionView) -> None:
        """Show how far it has come."""
        self.ask.say("Stop asking" if view.is_asking else "Second opinion")
        self.told.say(view.words)
        self.told.setVisible(bool(view.words))
