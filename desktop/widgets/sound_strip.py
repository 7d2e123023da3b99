"""The recording at a glance: loudness over time, points above it, pauses and fillers below.

A click, a drag or the arrow keys choose a place; who hears of it decides whether to play.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.coverage import Verdict
from coach.spelled import clock
from desktop.style.paint import painter_on, rounded
from desktop.style.theme import current
from desktop.style.tokens import RADIUS, SIZE
from desktop.widgets.focus_ring import note_focus, shows_ring
from desktop.widgets.state_mark import paint_state
from desktop.widgets.strip_key import paint_bracket, paint_diamond

_HEIGHT_PX = 92
_LANE_PX = 20
_STEP_PX = 4
_BAR_PX = 2.5
_LEAST_BAR_PX = 1.25
_POINT_PX = 13
_POINT_GAP_PX = 2
_STEP_S = 2.0
_LEAP_S = 10.0
_SLOPE_DB = 30.0
_FLAT_DB = -38.0
_QUIETEST_PEAK_DB = -42.0
_LOUD_SHARE = 0.95


@dataclass(frozen=True, slots=True)
class PointMark:
    """A point of the model answer where it was heard."""

    at_s: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Strip:
    """What the strip shows; times in seconds, `loudness_db` in dBFS for successive frames of equal length."""

    duration_s: float = 0.0
    loudness_db: tuple[float, ...] = ()
    points: tuple[PointMark, ...] = ()
    fillers_s: tuple[float, ...] = ()
    pauses_s: tuple[tuple[float, float], ...] = ()


class SoundStrip(QWidget):
    """Loudness over time; `place_chosen` is emitted with the seconds somebody wants to be at."""

    place_chosen = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._strip = Strip()
        self._now_s = 0.0
        self._bars: tuple[float, ...] = ()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(120)
        self.dress()

    @property
    def now_s(self) -> float:
        """Where playing is, in seconds."""
        return self._now_s

    def dress(self) -> None:
        """Take the height from the size of the text."""
        self.setFixedHeight(current().px(_HEIGHT_PX))
        self.update()

    def show_strip(self, strip: Strip) -> None:
        """Show another recording, or more of this one."""
        self._strip = strip
        self._now_s = min(self._now_s, strip.duration_s)
        self._measure()
        self._name()
        self.update()

    def show_place(self, now_s: float) -> None:
        """Move the line to where playing is; only what changes is drawn again."""
        left, right = sorted((self._x(self._now_s), self._x(now_s)))
        self._now_s = now_s
        self.update(QRect(int(left) - 4, 0, math.ceil(right - left) + 9, self.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many bars as there is room for."""
        super().resizeEvent(event)
        self._measure()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the place under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(event.position().x() / max(1, self.width()) * self._strip.duration_s)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer while it is pressed."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(event.position().x() / max(1, self.width()) * self._strip.duration_s)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move two seconds, page keys ten, Home and End to the ends."""
        places = {
            Qt.Key.Key_Left: self._now_s - _STEP_S,
            Qt.Key.Key_Right: self._now_s + _STEP_S,
            Qt.Key.Key_PageDown: self._now_s + _LEAP_S,
            Qt.Key.Key_PageUp: self._now_s - _LEAP_S,
            Qt.Key.Key_Home: 0.0,
            Qt.Key.Key_End: self._strip.duration_s,
        }
        wanted = places.get(Qt.Key(event.key()))
        if wanted is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self._choose(wanted)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say where one is."""
        note_focus(self, event.reason())
        self._name()
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars, then what stands above and below them, then the line."""
        painter = painter_on(self)
        self._draw_bars(painter, event.rect())
        self._draw_points(painter)
        self._draw_under(painter)
        self._draw_line(painter)
        if shows_ring(self):
            ring = QRectF(self.rect())
            rounded(painter, ring, radius=RADIUS.control, line=current()["accent"], width=SIZE.focus)

    def _choose(self, place_s: float) -> None:
        if self._strip.duration_s <= 0:
            return
        self.show_place(min(self._strip.duration_s, max(0.0, place_s)))
        self._name()
        self.place_chosen.emit(self._now_s)

    def _name(self) -> None:
        where = f"{clock(self._now_s)} of {clock(self._strip.duration_s)}"
        self.setAccessibleName(f"Recording, {where}. Left and right arrow keys move two seconds.")

    def _measure(self) -> None:
        self._bars = bars(self._strip.loudness_db, count=max(1, self.width() // _STEP_PX))

    def _x(self, seconds: float) -> float:
        whole = self._strip.duration_s
        return seconds / whole * self.width() if whole > 0 else 0.0

    def _lane(self) -> int:
        return current().px(_LANE_PX)

    def _draw_bars(self, painter: QPainter, changed: QRect) -> None:
        theme = current()
        middle = self.height() / 2
        reach = middle - self._lane() - 1
        painter.setPen(Qt.PenStyle.NoPen)
        played_to = self._x(self._now_s)
        first = max(0, changed.left() // _STEP_PX - 1)
        last = changed.right() // _STEP_PX + 2
        for index, part in enumerate(self._bars[first:last], first):
            x = index * _STEP_PX
            tall = max(_LEAST_BAR_PX, part * reach)
            painter.setBrush(theme["accent" if x <= played_to and self._now_s > 0 else "edge"])
            painter.drawRoundedRect(QRectF(x, middle - tall, _BAR_PX, 2 * tall), 1.25, 1.25)

    def _draw_points(self, painter: QPainter) -> None:
        size = min(current().mark(_POINT_PX), self._lane() - 2)
        marks = sorted(self._strip.points, key=lambda mark: mark.at_s)
        places = spread(
            [self._x(mark.at_s) - 1 for mark in marks],
            gap=size + _POINT_GAP_PX,
            high=self.width() - size,
        )
        for x, mark in zip(places, marks, strict=True):
            paint_state(painter, QRectF(x, 1, size, size), state=mark.verdict)

    def _draw_under(self, painter: QPainter) -> None:
        theme, height, lane = current(), self.height(), self._lane()
        for at_s in self._strip.fillers_s:
            paint_diamond(painter, QPointF(self._x(at_s), height - 6), theme["amber"])
        under = height - lane + 4
        for start_s, end_s in self._strip.pauses_s:
            left, right = self._x(start_s) + 1, max(self._x(start_s) + 5, self._x(end_s) - 1)
            paint_bracket(painter, QRectF(left, under - 4, right - left, 4), theme["ink3"])

    def _draw_line(self, painter: QPainter) -> None:
        x = min(self.width() - 1.0, max(1.0, self._x(self._now_s)))
        painter.setPen(QPen(current()["ink"], 1.5))
        painter.drawLine(QPointF(x, self._lane() - 3), QPointF(x, self.height() - self._lane() + 1))


def bars(loudness_db: Sequence[float], *, count: int) -> tuple[float, ...]:
    """Heights of `count` bars, 0 to 1, each the loudest frame in its stretch.

    The scale hangs from the recording's own loud places (95 % of its frames are quieter), so that a soft
    microphone still shows its words; each 30 dB below them is a tenth, and from 38 dB on it is flat.
    """
    if not loudness_db:
        return (0.0,) * count
    ranked = sorted(loudness_db)
    top_db = max(_QUIETEST_PEAK_DB, ranked[int(_LOUD_SHARE * (len(ranked) - 1))])
    return tuple(
        _height(max(_stretch(loudness_db, index=index, count=count)), top_db=top_db) for index in range(count)
    )


def _stretch(values: Sequence[float], *, index: int, count: int) -> Sequence[float]:
    first = int(index / count * len(values))
    return values[first : max(first + 1, math.ceil((index + 1) / count * len(values)))]


def _height(loud_db: float, *, top_db: float) -> float:
    below_db = min(0.0, loud_db - top_db)
    return 0.0 if below_db <= _FLAT_DB else math.pow(10.0, below_db / _SLOPE_DB)


def spread(places: Sequence[float], *, gap: float, high: float) -> list[float]:
    """The same places in order, moved apart where they are closer than `gap`, none beyond `high`."""
    moved: list[float] = []
    for place in places:
        moved.append(max(0.0, place) if not moved else max(place, moved[-1] + gap))
    limit = high
    for index in range(len(moved) - 1, -1, -1):
        moved[index] = min(moved[index], limit)
        limit = moved[index] - gap
    return moved
