"""For the next try: at most three suggestions, or the sentence that nothing stands out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coach.suggestions import Suggestion
from desktop.pages.review.view import ReviewView
from desktop.widgets.label import Label
from desktop.widgets.layout import column, emptied
from desktop.widgets.rule import Rule
from desktop.widgets.suggestion import SuggestionRow

_SIDE_PX = 10


class NextTry(QWidget):
    """The suggestions; `moment_wished` is emitted with seconds, `model_wished` for the model answer."""

    moment_wished = Signal(float)
    model_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows = column()
        self._shown: tuple[Suggestion, ...] | str = ""
        head = Label("For the next try", "section")
        self.setLayout(column(head, 2, self._rows, margins=(_SIDE_PX, 0, _SIDE_PX, 0)))

    def show_view(self, view: ReviewView) -> None:
        """Show what stands out in this answer."""
        wanted = view.suggestions or _without(view)
        if wanted == self._shown:
            return
        self._shown = wanted
        emptied(self._rows)
        if isinstance(wanted, str):
            self._rows.addSpacing(6)
            self._rows.addWidget(Label(wanted, "body", "ink2", wrap=True))
            return
        for number, suggestion in enumerate(wanted, 1):
            if number > 1:
                self._rows.addWidget(Rule())
            made = SuggestionRow(suggestion, number=number)
            made.followed.connect(self._on_followed)
            self._rows.addWidget(made)

    def _on_followed(self, suggestion: Suggestion) -> None:
        if suggestion.link == "model_answer":
            self.model_wished.emit()
        elif suggestion.at_s is not None:
            self.moment_wished.emit(suggestion.at_s)


def _without(view: ReviewView) -> str:
    if view.is_settling:
        return "It follows with the words."
    return "Nothing stands out this time." if view.has_words else "It needs a few words first."
