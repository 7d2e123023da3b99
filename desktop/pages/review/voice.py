"""Voice and pauses: a second row of figures, closed until somebody wants to see it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.pages.review.delivery import Delivery
from desktop.pages.review.figures import TOO_LOUD, voice_figures
from desktop.pages.review.view import ReviewView
from desktop.widgets.button import Button
from desktop.widgets.layout import box, column, row

_TITLE = "Voice and pauses"


class VoiceAndPauses(QWidget):
    """A button that discloses the figures below it; what is not known of an answer is not among them."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.button = Button(_TITLE, "disclose", icon="chevron-right")
        self.delivery = Delivery(voice_figures(None))
        self._body = box(column(8, self.delivery))
        self._body.hide()
        self.setLayout(column(row(self.button, None), self._body))
        self.button.clicked.connect(lambda: self.open(wanted=not self.is_open))
        self.open(wanted=False)

    @property
    def is_open(self) -> bool:
        """Whether the figures can be seen."""
        return not self._body.isHidden()

    def show_view(self, view: ReviewView) -> None:
        """Show what is known; until the words are settled the places of all figures stay empty."""
        values = voice_figures(None if view.is_settling else view.review)
        self.delivery.show_values(values)
        awaited = [one for one in values if one.key != TOO_LOUD] if view.is_settling else []
        known = [one.key for one in values if one.value is not None or one in awaited]
        self.delivery.show_only(known)
        self.setVisible(bool(known) and (view.has_words or view.is_settling))

    def open(self, *, wanted: bool = True) -> None:
        """Show the figures, or close them."""
        self._body.setVisible(wanted)
        self.button.say(_TITLE, icon="chevron-down" if wanted else "chevron-right")
        self.button.setAccessibleName(f"{_TITLE}, {'open' if wanted else 'closed'}")
        if wanted:
            self.opened.emit()
