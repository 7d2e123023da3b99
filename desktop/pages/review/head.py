"""The head of the review: which question, which try, what came across, and the two ways on."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.pages.review.view import ReviewView
from desktop.style.theme import current
from desktop.widgets.button import Button
from desktop.widgets.flow import Flow
from desktop.widgets.label import Label
from desktop.widgets.layout import box, column, row
from desktop.widgets.state_dots import StateDots, in_brief
from desktop.widgets.state_mark import PointState
from desktop.words import LONG_PROMPT

READ_AGAIN = "reading the last words once more"
SETTLING = "Your answer is saved. Writing down the last words."
_SPAN = re.compile(r"(?<=\d:\d\d) to (?=\d)")


class ReviewHead(QWidget):
    """The question, the summary line, *Next question* and *Try again*."""

    next_wished = Signal()
    try_again_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._where = Label("", "caption", "ink3", tabular=True, wrap=True)
        self._question = Label("", "lead", wrap=True)
        # Another label, since a style sheet puts a font that was changed back when the page is laid out anew.
        self._story = Label("", "item", wrap=True)
        self._story.hide()
        self._dots = StateDots()
        self._summary = Label("", "body", "ink2", wrap=True)
        self.next_button = Button("Next question", key="N")
        self.again_button = Button("Try again", "primary", icon="mic", key="T")
        self.next_button.clicked.connect(self.next_wished)
        self.again_button.clicked.connect(self.try_again_wished)
        self._states = box(column())
        self._frame: QFrame | None = None
        self.setLayout(column())
        self.arrange(single=False)

    def show_view(self, view: ReviewView) -> None:
        """Show which answer this is."""
        number = f"attempt {view.number}" + (f" of {view.count}" if view.count > view.number else "")
        again = READ_AGAIN if view.is_read_again else ""
        self._where.say("  ·  ".join(part for part in (view.bank_title, number, view.when, again) if part))
        prompt = view.question.prompt if view.question else "Your answer"
        is_story = len(prompt) > LONG_PROMPT
        for label, wanted in ((self._question, not is_story), (self._story, is_story)):
            label.setVisible(wanted)
            label.say(prompt if wanted else "")
        self._dots.show_states(_states(view))
        self._states.setVisible(bool(_states(view)))
        told = SETTLING if view.is_settling else _SPAN.sub("\u00a0to\u00a0", view.summary)
        self._summary.say(told if view.has_words or view.is_settling else "")

    def arrange(self, *, single: bool) -> None:
        """Buttons beside the question, or below it in one column."""
        shown = not self._states.isHidden()
        self._states = box(column(_drop_px(), self._dots, None, margins=(0, 0, 10, 0)))
        self._states.setVisible(shown)
        summary = row(self._states, self._summary)
        summary.setStretch(1, 1)
        about = column(self._where, 4, self._question, self._story, 4, summary)
        if single:
            buttons = QWidget()
            buttons.setLayout(Flow(self.again_button, self.next_button, gap=8))
            frame = box(column(about, 14, buttons))
        else:
            acts = column(row(self.next_button, 8, self.again_button), None)
            layout = row(about, 24, acts)
            layout.setStretch(0, 1)
            frame = box(layout)
        old, self._frame = self._frame, frame
        outer = self.layout()
        if outer is not None:
            outer.addWidget(frame)
        if old is not None:
            old.hide()
            old.deleteLater()


def _drop_px() -> int:
    """How far below the top of its line a row of dots stands."""
    return max(0, (current().line_px("body") - current().mark(12)) // 2)


def _states(view: ReviewView) -> tuple[PointState, ...]:
    if view.is_settling or not view.has_words or view.review.coverage is None:
        return ()
    states = tuple(point.verdict for point in view.review.coverage.points)
    return () if in_brief(states) else states  # the summary line says it
