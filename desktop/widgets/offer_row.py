"""A speech model that can be fetched or is being copied: its size, how far it is, and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.widgets.button import Button
from desktop.widgets.label import Label
from desktop.widgets.layout import column, row
from desktop.widgets.progress_line import ProgressLine


@dataclass(frozen=True, slots=True)
class OfferLine:
    """One offer; `part` is how much has come, 0 to 1, None while nothing comes; `fault` a sentence or "".

    `is_copy`: it comes from a folder of this computer; `size` may say so then.
    """

    name: str
    title: str
    size: str
    part: float | None = None
    fault: str = ""
    is_copy: bool = False


class OfferRow(QWidget):
    """Tells its wishes with the model's name."""

    fetch_wished = Signal(str)
    cancel_wished = Signal(str)

    def __init__(self, line: OfferLine) -> None:
        super().__init__()
        self.line = line
        act = "copy" if line.is_copy else "download"
        self.fetch = Button("Download", icon="download", name=f"Download {line.title}")
        self.cancel = Button("Cancel", "quiet", name=f"Cancel the {act} of {line.title}")
        self.progress = ProgressLine(name=f"{act.capitalize()} of {line.title}")
        self.fault = Label("", "small", "amber", wrap=True)
        size = Label(line.size, "small", "ink3", tabular=True)
        first = row(Label(line.title, "body"), 12, None, size, 16, self.fetch, self.cancel)
        self.setLayout(column(first, 4, self.progress, self.fault, margins=(0, 6, 0, 6)))
        self.fetch.clicked.connect(lambda: self.fetch_wished.emit(self.line.name))
        self.cancel.clicked.connect(lambda: self.cancel_wished.emit(self.line.name))
        self.show_line(line)

    @property
    def has_focus(self) -> bool:
        """Whether one of its buttons has the focus."""
        return self.fetch.hasFocus() or self.cancel.hasFocus()

    def take_focus(self) -> None:
        """Give the focus to the one button that is shown."""
        (self.cancel if self.line.part is not None else self.fetch).setFocus()

    def show_line(self, line: OfferLine) -> None:
        """The same offer at another moment; the focus stays with the row's one button."""
        had_focus = self.has_focus
        self.line = line
        comes = line.part is not None
        self.progress.show_part(line.part or 0.0)
        self.fetch.say("Go on" if line.fault else "Download", icon="download")
        self.fault.say(line.fault)
        self.fault.setVisible(bool(line.fault))
        self.progress.setVisible(comes)
        self.cancel.setVisible(comes)
        self.fetch.setVisible(not comes)
        if had_focus:
            self.take_focus()
