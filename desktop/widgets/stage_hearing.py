"""The stage before the answer: the question in large letters, the voice that reads it, and Start."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.widgets.button import Button
from desktop.widgets.elided import Elided
from desktop.widgets.flow import Flow
from desktop.widgets.label import Label
from desktop.widgets.layout import column, row
from desktop.widgets.notice_card import NoticeCard
from desktop.widgets.picture import Picture
from desktop.widgets.progress_line import ProgressLine
from desktop.widgets.stage_state import StageState, before_words
from desktop.words import LONG_PROMPT


class StageHearing(QWidget):
    """Hearing and ready; `start_wished` and `hear_wished` come from the buttons, `wished` from a notice."""

    start_wished = Signal()
    hear_wished = Signal()
    wished = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._sign = Picture("speaker", "accent")
        self._what = Label("", "small", "ink2")
        self._place = Elided("", "small", "ink3", greedy=False)
        self._question = Label("", "question", wrap=True)
        self._progress = ProgressLine(name="Reading the question")
        self.start = Button("Start answering", "primary", icon="mic", key="Space", large=True)
        self.again = Button("Hear it again", icon="rotate", key="R", large=True)
        self._under = Label("", "body", "ink2", wrap=True)
        self.card = NoticeCard(large=True, keys={"start_answering": "Space", "try_again": "Space"})
        head = row(self._sign, 10, self._what, 16, None, self._place)
        self._gap = QWidget()
        self._gap.setFixedHeight(10)
        buttons = Flow(self.start, self.again, gap=10)
        parts = column(
            head, 20, self._question, 24, self._progress, 34, self.card, self._gap, buttons, 20, self._under
        )
        self.setLayout(parts)
        self.start.clicked.connect(self.start_wished)
        self.again.clicked.connect(self.hear_wished)
        self.card.wished.connect(self.wished)

    @property
    def words(self) -> str:
        """What stands above the question."""
        return self._what.words

    @property
    def under(self) -> str:
        """What stands under the buttons."""
        return self._under.words

    def show_state(self, state: StageState) -> None:
        """Show a moment before the answer."""
        hearing = state.moment == "hearing"
        self._sign.show_icon("speaker" if hearing else "mic", "accent" if hearing else "ink3")
        self._what.say("Reading the question" if hearing else _ready_words(state))
        self._place.say(state.place)
        self._question.resize_to("lead" if len(state.question) > LONG_PROMPT else "question")
        self._question.say(state.question)
        self._progress.show_part(state.progress)
        self._under.say(before_words(state))
        self._show_notice(state)

    def _show_notice(self, state: StageState) -> None:
        notice = state.notice
        if notice is not None:
            self.card.show_notice(notice)
        wishes = {choice.wish for choice in notice.choices} if notice is not None else set()
        self.card.setVisible(notice is not None)
        self._gap.setVisible(notice is not None)
        self.start.setVisible(notice is None)
        self.again.setVisible("start_answering" not in wishes)
        self._under.setVisible(notice is None or "start_answering" in wishes)


def _ready_words(state: StageState) -> str:
    """What stands above the question: one is ready where nothing stands in the way of starting."""
    may_start = state.notice is None or any(one.wish == "start_answering" for one in state.notice.choices)
    return "Ready when you are" if may_start else "Not ready yet"
