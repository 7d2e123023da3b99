"""A second opinion by a language model the person runs: a switch, where it is, its name, and a trial."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coach.language_model import USUAL_ADDRESS, LanguageModelError, check_model, server_at
from desktop.settings import Settings
from desktop.widgets.button import Button
from desktop.widgets.check import Check
from desktop.widgets.label import Label
from desktop.widgets.layout import box, column, row
from desktop.widgets.line_field import LineField

_HERE = "On this computer: Greenroom sends what you say nowhere else. Choose a model that runs here too."
_NEAR = (
    "On another computer in your network: when you press the button, the words of your answer are sent there "
    "unencrypted, and whoever runs it can read them."
)


class SecondOpinionChoice(QWidget):
    """`changed` carries the name of a setting and its value; `try_wished` asks for a trial, or to end it."""

    changed = Signal(str, object)
    try_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.switch = Check("Offer a second opinion in Review")
        self.address = LineField(name="Address of the language model", hint=USUAL_ADDRESS)
        self.model = LineField(name="Name of the language model", hint="Its name, such as llama3.2")
        self.where = Label("", "small", "ink2", wrap=True)
        self.try_it = Button("Try it")
        self.told = Label("", "small", "ink2", wrap=True)
        self.told.hide()
        self._fields = box(
            column(
                *(10, Label("Address", "small", "ink2"), 4, self.address, 4, self.where),
                *(12, Label("Model", "small", "ink2"), 4, self.model),
                *(12, row(self.try_it, None), 6, self.told),
            )
        )
        self.setLayout(column(self.switch, self._fields, None))
        self.switch.clicked.connect(lambda: self.changed.emit("second_opinion", self.switch.isChecked()))
        self.address.textEdited.connect(self._on_address)
        self.model.textEdited.connect(self._on_model)
        self.address.returnPressed.connect(self._on_enter)
        self.model.returnPressed.connect(self._on_enter)
        self.try_it.clicked.connect(self.try_wished)

    def show_settings(self, settings: Settings) -> None:
        """Show what was chosen; a field that is being typed in is left alone."""
        self.switch.setChecked(settings.second_opinion)
        self.address.put(settings.opinion_address)
        self.model.put(settings.opinion_model)
        self._fields.setVisible(settings.second_opinion)
        self._show_where(settings.opinion_address, settings.opinion_model)

    def show_trial(self, words: str, *, is_running: bool = False) -> None:
        """Say how the trial goes or went; "" before any."""
        self.told.say(words)
        self.told.setVisible(bool(words))
        self.try_it.say("Stop" if is_running else "Try it")

    def _on_address(self, text: str) -> None:
        self._show_where(text, self.model.text())
        self.changed.emit("opinion_address", text.strip())

    def _on_model(self, text: str) -> None:
        self._show_where(self.address.text(), text)
        self.changed.emit("opinion_model", text.strip())

    def _on_enter(self) -> None:
        if self.try_it.isEnabled():
            self.try_wished.emit()

    def _show_where(self, address: str, model: str) -> None:
        """Where the words go; where they may not, or will be seen by others, in amber."""
        try:
            is_here = server_at(address).is_here
            check_model(model)
        except LanguageModelError as refused:
            self.where.say(str(refused))
            self.where.tone("amber")
            self.try_it.setEnabled(False)
            return
        self.where.say(_HERE if is_here else _NEAR)
        self.where.tone("ink2" if is_here else "amber")
        self.try_it.setEnabled(True)
