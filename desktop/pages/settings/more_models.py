"""More speech models: fetched when one asks for it, or brought in from a folder; nothing is asked before."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.widgets.button import Button
from desktop.widgets.flow import Flow
from desktop.widgets.label import Label
from desktop.widgets.layout import box, column, emptied
from desktop.widgets.offer_row import OfferLine, OfferRow
from desktop.widgets.tab_order import tab_through

_SOURCE = (
    "Larger models hear more accurately and take longer. They come from Systran's page on the Hugging Face "
    "hub; only the model is fetched, nothing of yours is sent."
)


class MoreModels(QWidget):
    """Closed until it is opened; `fetch_wished` and `cancel_wished` carry a model's name."""

    fetch_wished = Signal(str)
    cancel_wished = Signal(str)
    import_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[OfferRow, ...] = ()
        self.more = Button("More models", "disclose", icon="chevron-right")
        self.bring_in = Button("Add from a folder…", "quiet", icon="folder")
        buttons = QWidget()
        buttons.setLayout(Flow(self.more, self.bring_in, gap=8))
        self._rows = column()
        self._inner = box(column(Label(_SOURCE, "small", "ink2", wrap=True), 6, self._rows))
        self._inner.hide()
        self.setLayout(column(buttons, 6, self._inner))
        self.more.clicked.connect(self._turn)
        self.bring_in.clicked.connect(self.import_wished)

    @property
    def is_open(self) -> bool:
        """Whether the offers are shown."""
        return not self._inner.isHidden()

    def show_offers(self, lines: tuple[OfferLine, ...]) -> None:
        """Show these; what comes or went wrong is never hidden."""
        if [_kind(one.line) for one in self.rows] != [_kind(one) for one in lines]:
            self._make_rows(lines)
        for made, line in zip(self.rows, lines, strict=True):
            if made.line != line:
                made.show_line(line)
        if any(one.part is not None or one.fault for one in lines):
            self._open(wanted=True)
        if not lines:
            self._open(wanted=False)
        self.more.setVisible(bool(lines))

    def _make_rows(self, lines: tuple[OfferLine, ...]) -> None:
        """Other rows than before; the focus stays with its model, or goes to the button that stays."""
        focused = next((one.line.name for one in self.rows if one.has_focus), None)
        emptied(self._rows)
        self.rows = tuple(OfferRow(line) for line in lines)
        for made in self.rows:
            made.fetch_wished.connect(self.fetch_wished)
            made.cancel_wished.connect(self.cancel_wished)
            self._rows.addWidget(made)
        tab_through(self.bring_in, *self.rows)
        if focused is not None:
            same = next((one for one in self.rows if one.line.name == focused), None)
            (same.take_focus if same is not None else self.bring_in.setFocus)()

    def _turn(self) -> None:
        self._open(wanted=not self.is_open)

    def _open(self, *, wanted: bool) -> None:
        self._inner.setVisible(wanted)
        self.more.say(self.more.text(), icon="chevron-down" if wanted else "chevron-right")


def _kind(line: OfferLine) -> tuple[str, bool]:
    """A row is made anew for another one: its name, and whether it is a copy."""
    return line.name, line.is_copy
