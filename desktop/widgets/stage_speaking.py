"""The stage from the first word to the last: the timer stands still while what is below it changes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.notices import Notice
from desktop.widgets.button import Button
from desktop.widgets.clock import Clock
from desktop.widgets.flow import Flow
from desktop.widgets.label import Label
from desktop.widgets.layout import column, row
from desktop.widgets.level_meter import LevelMeter, part_of
from desktop.widgets.live_words import LiveWords
from desktop.widgets.notice_card import NoticeCard
from desktop.widgets.progress_line import ProgressLine
from desktop.widgets.record_dot import RecordDot
from desktop.widgets.rule import Rule
from desktop.widgets.stage_state import ADDED_LATER, StageState, beside_clock, clock_tone
from desktop.widgets.target_bar import TargetBar
from desktop.words import LONG_PROMPT


class StageSpeaking(QWidget):
    """Starting, recording, asking, trouble and finishing, under one question and one timer."""

    stop_wished = Signal()
    show_now_wished = Signal()
    wished = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._question = Label("", "lead", "ink2", wrap=True)
        self.clock = Clock()
        self.bar = TargetBar()
        self.recording = _Recording()
        self.finishing = _Finishing()
        self.card = NoticeCard(large=True, keys={"keep": "Space"})
        self._card_gap = QWidget()
        below = column(self.recording, self._card_gap, self.card, self.finishing)
        self.setLayout(column(self._question, 28, self.clock, 22, self.bar, below))
        self.recording.stop.clicked.connect(self.stop_wished)
        self.recording.wished.connect(self.wished)
        self.finishing.go.clicked.connect(self.show_now_wished)
        self.card.wished.connect(self.wished)

    def show_state(self, state: StageState, *, live_words: bool, tight: bool = False) -> None:
        """Show a moment of the answer.

        `live_words` says whether they are wanted and have room; `tight` that large text leaves so little
        height that beside a notice only the timer stays.
        """
        self._question.resize_to("item" if len(state.question) > LONG_PROMPT else "lead")
        self._question.say(state.question)
        self.clock.show_time(state.elapsed_s, note=beside_clock(state), tone=clock_tone(state))
        finishing = state.moment == "finishing"
        card = state.notice if state.moment in ("asking", "trouble", "finishing") else None
        alone = tight and card is not None
        self.bar.setVisible(not finishing and not alone)
        self.bar.show_target(state.target_s)
        self.bar.show_time(state.elapsed_s)
        self.recording.setVisible(state.moment in ("starting", "recording", "asking") and not alone)
        self.recording.show_state(state, live_words=live_words)
        if card is not None:
            self.card.show_notice(card)
        self._card_gap.setVisible(card is not None)
        self._card_gap.setFixedHeight(0 if alone else 24 if state.moment == "asking" else 28)
        self.card.setVisible(card is not None)
        self.finishing.setVisible(finishing and card is None)
        self.finishing.show_state(state)


class _Recording(QWidget):
    """The level, one hint, the last words if wanted, and Stop; while asking only the first of these."""

    wished = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._dot = RecordDot()
        self.what = Label("Recording", "small", "ink2")
        self.level = LevelMeter()
        self.hint = Label("", "small", "ink2")
        self.words = LiveWords()
        self._rule = Rule()
        self.quiet = _QuietLine()
        self.stop = Button("Stop", "primary", icon="stop", key="Space", large=True)
        self._live_box = QWidget()
        self._live_box.setLayout(column(28, self._rule, 14, self.words))
        self._foot = QWidget()
        self._foot.setLayout(column(12, self.quiet, 10, Flow(self.stop)))
        line = row(self._dot, 10, self.what, 24, self.level, 16, None, self.hint)
        self.setLayout(column(28, line, self._live_box, self._foot))
        self.quiet.wished.connect(self.wished)

    def show_state(self, state: StageState, *, live_words: bool) -> None:
        """Show the present level and words."""
        starting, asking = state.moment == "starting", state.moment == "asking"
        self._dot.tone("ink3" if starting else "clay")
        self.what.say("Opening the microphone" if starting else "Recording")
        self.level.show_level(part_of(state.level_db))
        self.hint.say(state.hint)
        self._live_box.setVisible(live_words)
        self.words.say(state.said)
        self.quiet.show_notice(state.notice if state.moment in ("starting", "recording") else None)
        self.stop.setEnabled(not starting)
        self._foot.setVisible(not asking)


class _QuietLine(QStackedWidget):
    """One line that may say something while recording; its room is always kept."""

    wished = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._notice: Notice | None = None
        self.label = Label("", "small", "ink2", wrap=True)
        self.button = Button("", "link")
        said = QWidget()
        line = row(self.label, 10, self.button, None)
        line.setStretch(0, 1000)
        line.setAlignment(self.button, Qt.AlignmentFlag.AlignTop)
        said.setLayout(line)
        self.addWidget(QWidget())
        self.addWidget(said)
        self.button.clicked.connect(self._on_clicked)

    def show_notice(self, notice: Notice | None) -> None:
        """Say it, with its first way on; or say nothing."""
        if notice == self._notice:
            return
        self._notice = notice
        self.setCurrentIndex(0 if notice is None else 1)
        if notice is not None:
            self.label.say(f"{notice.head} {notice.line}")
            self.dress()
            self.button.setVisible(bool(notice.choices))
            self.button.say(notice.choices[0].label if notice.choices else "")

    def dress(self) -> None:
        """Let the line be as wide as its words, so that the way on stands right behind them."""
        wide = QFontMetricsF(self.label.font()).horizontalAdvance(self.label.words)
        self.label.setMaximumWidth(round(wide) + 4)

    def _on_clicked(self) -> None:
        if self._notice is not None and self._notice.choices:
            self.wished.emit(self._notice.choices[0].wish)


class _Finishing(QWidget):
    """The last words are being written down; nobody has to wait for them."""

    def __init__(self) -> None:
        super().__init__()
        self.progress = ProgressLine(name="Writing down the last words")
        self.what = Label("", "strong", wrap=True)
        self.wait = Label("", "small", "ink3")
        self.go = Button("Go to the recording now", icon="play", large=True)
        words = row(self.what, 12, self.wait)
        words.setStretch(0, 1)
        self.under = Label(ADDED_LATER, "body", "ink2", wrap=True)
        self.setLayout(column(6, self.progress, 14, words, 30, Flow(self.go), 12, self.under))

    def show_state(self, state: StageState) -> None:
        """Show how far the writing down is."""
        self.progress.show_part(state.progress)
        slow = bool(state.wait)
        self.what.say(f"The words follow in {state.wait}" if slow else "Writing down the last words")
        self.wait.say("" if slow else "a second or two")
        self.under.say(f"{ADDED_LATER} {state.lost}".strip())
