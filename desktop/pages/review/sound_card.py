"""The card with the sound: play and pause, where one is, how fast, and the strip."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from coach.lost_sound import lost_sound
from coach.review import Review
from coach.spelled import clock
from desktop.pages.review.view import ReviewView
from desktop.widgets.button import Button
from desktop.widgets.flow import Flow
from desktop.widgets.label import Label
from desktop.widgets.layout import box, column, row
from desktop.widgets.sound_strip import PointMark, SoundStrip, Strip
from desktop.widgets.strip_key import StripKey
from desktop.words import count


class SoundCard(QFrame):
    """The recording of an answer; without one, a sentence says so.

    `seek_wished` is emitted with seconds, `speed_wished` with a factor. `speeds` are those that can be had;
    with only one there is nothing to choose.
    """

    toggle_wished = Signal()
    seek_wished = Signal(float)
    speed_wished = Signal(float)

    def __init__(self, *, speeds: tuple[float, ...] = (1.0,)) -> None:
        super().__init__()
        self.setObjectName("card")
        self._speeds, self._speed = speeds, 1.0
        self.play_button = Button(icon="play", name="Play (Space)")
        self._now = Label("0:00", "figure", tabular=True)
        self._length = Label("", "small", "ink3", tabular=True)
        self._speed_button = Button("1×", "quiet", name="Speed")
        self._speed_button.setVisible(len(speeds) > 1)
        self._fillers = Label("", "caption", "ink2")
        self._pauses = Label("", "caption", "ink2")
        self._absent = Label("", "small", "ink2", wrap=True)
        self.lost = Label("", "small", "ink2", wrap=True)
        self._lost_box = box(column(self.lost, margins=(0, 4, 0, 4)))
        self.strip = SoundStrip()
        self._legend = QWidget()
        keys = (_key(StripKey("filler"), self._fillers), _key(StripKey("pause"), self._pauses))
        self._legend.setLayout(Flow(*keys, gap=18))
        self._transport = QWidget()
        time = box(row(self._now, 6, self._length))
        controls = box(row(self.play_button, 12, time, 8, self._speed_button))
        self._transport.setLayout(Flow(controls, gap=12))
        top = row(self._transport, 8, self._legend)
        top.setStretch(0, 1)
        top.setAlignment(self._legend, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(column(top, 10, self._absent, self.strip, self._lost_box, margins=(16, 12, 16, 8)))
        self.play_button.clicked.connect(self.toggle_wished)
        self._speed_button.clicked.connect(self._on_speed)
        self.strip.place_chosen.connect(self.seek_wished)

    def show_view(self, view: ReviewView) -> None:
        """Show the sound of an answer."""
        review, long_s = view.review, view.norms.long_pause_s
        self._length.say(f"/ {clock(review.heard.sound.duration_s)}")
        long = tuple((one.start_s, one.end_s) for one in review.pauses if one.is_over(long_s))
        filled = tuple(one for one in review.fillers if one.kind == "filled_pause")
        self._fillers.say("1 um or uh" if len(filled) == 1 else f"{len(filled)} um and uh")
        self._pauses.say(f"{count(len(long), 'pause')} over {long_s:g} s")
        has_figures = view.has_words and not view.is_settling
        self._legend.setVisible(has_figures)
        self.strip.show_strip(
            Strip(
                duration_s=review.heard.sound.duration_s,
                loudness_db=review.heard.sound.loudness_db,
                points=() if view.is_settling else _points(review),
                fillers_s=() if view.is_settling else tuple((one.start_s + one.end_s) / 2 for one in filled),
                pauses_s=() if view.is_settling else long,
            )
        )
        self.lost.say(lost_sound(review.heard.sound.lost_s, has_figures=has_figures))
        self._lost_box.setVisible(bool(self.lost.words))
        self._transport.setVisible(view.has_sound)
        self._absent.say(f"The sound of this answer is not kept. {_what_is_left(view)}")
        self._absent.setVisible(not view.has_sound)

    def show_place(self, at_s: float, *, plays: bool) -> None:
        """Show where playing is, and whether it plays."""
        self._now.say(clock(at_s))
        self.strip.show_place(at_s)
        wanted = "pause" if plays else "play"
        if self.play_button.property("shows") != wanted:
            self.play_button.setProperty("shows", wanted)
            self.play_button.say("", icon=wanted)

    def _on_speed(self) -> None:
        place = self._speeds.index(self._speed) if self._speed in self._speeds else -1
        self._speed = self._speeds[(place + 1) % len(self._speeds)]
        self._speed_button.say(f"{self._speed:g}×")
        self.speed_wished.emit(self._speed)


def _what_is_left(view: ReviewView) -> str:
    if view.has_words:
        return "Its words are."
    return "No words were heard in it." if view.was_listened_to else "It was not written down before."


def _key(sign: StripKey, words: Label) -> QWidget:
    return box(row(sign, 6, words))


def _points(review: Review) -> tuple[PointMark, ...]:
    points = review.coverage.points if review.coverage else ()
    return tuple(PointMark(one.evidence.start_s, one.verdict) for one in points if one.evidence is not None)
