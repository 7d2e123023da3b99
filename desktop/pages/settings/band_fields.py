"""The fields for the quiet bands: what does not fit is told below, and the last good band holds."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.pages.settings import bands
from desktop.settings import Settings
from desktop.widgets.button import Button
from desktop.widgets.field import Field
from desktop.widgets.flow import Flow
from desktop.widgets.label import Label
from desktop.widgets.layout import box, column, row

_USUAL = Settings()
_KEYS = ("length_s", "pace_wpm", "fillers_per_minute")


class BandFields(QWidget):
    """Length, pace, um and uh; `changed` is emitted with a setting's name and its value, once it fits."""

    changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._settings = _USUAL
        self.length = (Field(name="Length, from"), Field(name="Length, to"))
        self.pace = (Field(name="Pace, words a minute, from"), Field(name="Pace, words a minute, to"))
        self.fillers = Field(name="Um and uh a minute, below")
        self.fault = Label("", "small", "amber", wrap=True)
        self.fault.hide()
        self.usual = Button("Back to the usual bands", "quiet", icon="undo")
        self.usual.hide()
        groups = QWidget()
        groups.setLayout(
            Flow(
                _group("Length", self.length[0], "to", self.length[1]),
                _group("Pace, wpm", self.pace[0], "to", self.pace[1]),
                _group("Um and uh a minute", "below", self.fillers),
                gap=24,
            )
        )
        self.setLayout(column(groups, 8, self.fault, row(self.usual, None), None))
        for field in (*self.length, *self.pace, self.fillers):
            field.editingFinished.connect(self._on_edited)
        self.usual.clicked.connect(self._on_usual)

    def show_settings(self, settings: Settings) -> None:
        """Show these bands; a field that is being typed in is left alone."""
        self._settings = settings
        low, high = bands.written_length(settings.length_s)
        slow, quick = (bands.written_number(limit) for limit in settings.pace_wpm)
        texts = (low, high, slow, quick, bands.written_number(settings.fillers_per_minute))
        fields = (*self.length, *self.pace, self.fillers)
        for field, text in zip(fields, texts, strict=True):
            if not (field.hasFocus() and field.isModified()):
                field.setText(text)
        changed = any(getattr(settings, key) != getattr(_USUAL, key) for key in _KEYS)
        self.usual.setVisible(changed)
        if self.fault.isVisibleTo(self):
            self._tell(self._read())

    def _tell(self, read: dict[str, bands.Read]) -> None:
        faults = [one.fault for one in read.values() if one.fault]
        self.fault.say(" ".join(faults))
        self.fault.setVisible(bool(faults))

    def _read(self) -> dict[str, bands.Read]:
        return {
            "length_s": bands.length(self.length[0].text(), self.length[1].text()),
            "pace_wpm": bands.pace(self.pace[0].text(), self.pace[1].text()),
            "fillers_per_minute": bands.fillers(self.fillers.text()),
        }

    def _on_edited(self) -> None:
        read = self._read()
        self._tell(read)
        for key, one in read.items():
            if not one.fault and one.value != getattr(self._settings, key):
                self.changed.emit(key, one.value)

    def _on_usual(self) -> None:
        self.fault.hide()
        self.show_settings(_USUAL)
        for key in _KEYS:
            self.changed.emit(key, getattr(_USUAL, key))


def _group(name: str, *parts: Field | str) -> QWidget:
    items = [Label(part, "caption", "ink3") if isinstance(part, str) else part for part in parts]
    return box(column(Label(name, "caption", "ink2"), 4, row(*items, None, gap=6)))
