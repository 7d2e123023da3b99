"""Your recordings: where they are, and taking them along or away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.pages.settings.view import SettingsView
from desktop.widgets.button import Button
from desktop.widgets.check import Check
from desktop.widgets.elided import Elided
from desktop.widgets.flow import Flow
from desktop.widgets.label import Label
from desktop.widgets.layout import box, column, row
from desktop.widgets.picture import Picture
from desktop.words import count

KEEP_LAST = 20
_SAFE = "Nothing leaves this computer: no account, no upload, no telemetry."
_SAFE_BUT = "Nothing leaves this computer but the answers you ask {} about: no account, no telemetry."


class Recordings(QWidget):
    """The folder, what can be done with it, and a question before everything goes."""

    open_folder_wished = Signal()
    export_wished = Signal()
    delete_all_wished = Signal()
    keep_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.safe = Label(_SAFE, "body", wrap=True)
        self._folder = Elided("", "body")
        self.open_folder = Button("Open folder")
        self.export = Button("Export", icon="download")
        self.delete = Button("Delete…", "danger")
        self.keep = Check(f"Keep the sound only of my last {KEEP_LAST} answers")
        self.ask = Label("", "strong", wrap=True)
        self.yes = Button("Delete them all", "danger")
        self.no = Button("Keep them")
        self._make_question()
        buttons = QWidget()
        buttons.setLayout(Flow(self.open_folder, self.export, self.delete, gap=8))
        kept = Label("Every transcript is kept, and so is every figure.", "small", "ink3", wrap=True)
        first = row(Picture("lock", "ink3", size=16), 10, self.safe)
        first.setStretch(2, 1)
        second = row(Picture("folder", "ink3", size=16), 10, self._folder)
        self.setLayout(column(first, 12, second, 10, buttons, 10, self._card, self.keep, kept, None))
        self.open_folder.clicked.connect(self.open_folder_wished)
        self.export.clicked.connect(self.export_wished)
        self.delete.clicked.connect(lambda: self._card.setVisible(self._card.isHidden()))
        self.keep.clicked.connect(lambda: self.keep_chosen.emit(KEEP_LAST if self.keep.isChecked() else 0))

    def show_view(self, view: SettingsView) -> None:
        """Show what is kept."""
        self._folder.say(view.folder)
        there = view.settings.words_go_to
        self.safe.say(_SAFE_BUT.format(there) if there else _SAFE)
        self.keep.setChecked(view.settings.keep_sound_of_last > 0)
        for button in (self.delete, self.export):
            button.setEnabled(view.answers > 0)
        if not view.answers:
            self._card.hide()
        what = "the answer" if view.answers == 1 else f"all {count(view.answers, 'answer')}"
        self.ask.say(f"Delete {what}, with the sound and the words? Your questions stay.")

    def _make_question(self) -> None:
        buttons = QWidget()
        buttons.setLayout(Flow(self.no, self.yes, gap=8))
        self._card = box(column(self.ask, 10, buttons, margins=(16, 14, 16, 14)), name="card")
        self._card.hide()
        self.no.clicked.connect(self._card.hide)
        self.yes.clicked.connect(self._on_yes)

    def _on_yes(self) -> None:
        self._card.hide()
        self.delete_all_wished.emit()
