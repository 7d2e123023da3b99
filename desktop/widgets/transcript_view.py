"""The words as a handle on the sound.

Real text: it can be selected, copied and read by a screen reader. What is said about a word is painted from
the layout of the text, and only where it is seen.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QToolTip

from desktop.style.paint import painter_on
from desktop.style.theme import current
from desktop.widgets import transcript_marks as marks
from desktop.widgets.focus_ring import note_focus, shows_ring
from desktop.widgets.script import Script, Stretch
from desktop.widgets.transcript_layout import Box, TranscriptLayout, write

_WAVE_BELOW_PX = 6
"""A wave stands so far below the box of its word."""
_UNDER_LAST_PX = 6
"""Room for the marks under the last line."""


class TranscriptView(QTextEdit):
    """The transcript, as high as its words need.

    `word_chosen` is emitted with the time in seconds of a word that was clicked, or on which Enter was
    pressed; `line_shown` with the box (in this widget) of the words that should be in view.
    """

    word_chosen = Signal(float)
    line_shown = Signal(QRect)

    def __init__(self) -> None:
        super().__init__()
        self._script = Script()
        self._layout = TranscriptLayout()
        self._point: int | None = None
        self._playing: int | None = None
        self._last_played: int | None = None
        self._caret: int | None = None
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.document().setDocumentMargin(0)
        self.setAccessibleName("Transcript. Arrows go from word to word, Enter plays from there.")

    # -- what is shown -------------------------------------------------------------------------------------

    @property
    def script(self) -> Script:
        """What is shown."""
        return self._script

    def show_script(self, script: Script) -> None:
        """Show another answer, or more of this one; the same one again changes nothing."""
        if script != self._script:
            self._script = script
            self._playing = self._last_played = self._caret = None
            told = script.repeats_told()
            self.setAccessibleDescription(f"{told}." if told else "")
            self.dress()

    def show_point(self, point: int | None) -> None:
        """Tint the words that show this point (its number from 0), and bring them into view."""
        self._point = point
        stretch = self._script.evidence(point) if point is not None else None
        if stretch is not None:
            self.line_shown.emit(self._layout.whole(stretch.start, stretch.end))
        self.viewport().update()

    def show_place(self, now_s: float | None, *, follow: bool = False) -> None:
        """Fill the word that is being said; `follow` keeps it in view while it is."""
        number = self._script.word_during(now_s) if now_s is not None else None
        if number == self._playing:
            return
        for one in (self._playing, number):
            if one is not None:
                self.viewport().update(self._place(one).adjusted(-6, -4, 6, 8))
        self._playing = number
        if number is not None:
            if follow and self._last_played is not None:
                self._follow(self._place(self._last_played), self._place(number))
            self._last_played = number

    def dress(self) -> None:
        """Take fonts and colours anew."""
        write(self._script, into=self.document())
        self._measure()

    def _follow(self, before: QRect, now: QRect) -> None:
        """Bring the next line into view if the last one was; who scrolled away is left where they are."""
        if now.top() != before.top() and not self.visibleRegion().intersected(before).isEmpty():
            self.line_shown.emit(now)

    # -- where it is ---------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the lines anew."""
        super().resizeEvent(event)
        self._measure()

    def sizeHint(self) -> QSize:
        """As wide as there is room, as high as the words."""
        return QSize(320, self.height())

    def minimumSizeHint(self) -> QSize:
        """A few words wide."""
        return QSize(160, self.height())

    def _measure(self) -> None:
        document = self.document()
        document.setTextWidth(self.viewport().width())
        self.setFixedHeight(math.ceil(document.size().height()) + current().px(_UNDER_LAST_PX))
        self._layout = TranscriptLayout.of(document, text=self._script.text)
        self.viewport().update()

    def _boxes(self, number: int | None) -> list[Box]:
        """The boxes of a word; none for no word."""
        if number is None or number >= len(self._script.words):
            return []
        word = self._script.words[number]
        return list(self._layout.boxes(word.start, word.end))

    def _place(self, number: int) -> QRect:
        word = self._script.words[number]
        return self._layout.whole(word.start, word.end)

    # -- how it looks --------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the grounds, then the text, then what stands under it."""
        seen = list(self._seen(event.rect()))
        wide, playing = self.viewport().width(), self._boxes(self._playing)
        painter = painter_on(self.viewport())
        for stretch, box in seen:
            is_chosen = stretch.point == self._point
            marks.draw_ground(painter, box, stretch=stretch, is_chosen=is_chosen, width=wide)
        for box in playing:
            marks.draw_playing_ground(painter, box, width=wide)
        painter.end()
        super().paintEvent(event)
        painter = painter_on(self.viewport())
        for stretch, box in seen:
            marks.draw_under(painter, box, stretch=stretch, is_chosen=stretch.point == self._point)
        if self._playing is not None and len(playing) == 1:  # one broken over two lines keeps its colour
            word = self._script.words[self._playing]
            marks.draw_playing_word(painter, playing[0], text=self._script.text[word.start : word.end])
        for box in self._boxes(self._caret) if shows_ring(self) else ():
            marks.draw_caret(painter, box, width=wide)

    def _seen(self, rect: QRect) -> Iterator[tuple[Stretch, Box]]:
        """The stretches that touch these pixels, evidence first, so that fillers lie above it."""
        start, end = self._layout.between(rect.top(), rect.bottom())
        inside = [one for one in self._script.stretches if one.start < end and one.end > start]
        for stretch in sorted(inside, key=lambda one: one.kind != "evidence"):
            for box in self._layout.boxes(stretch.start, stretch.end):
                yield stretch, box

    # -- how it is used ------------------------------------------------------------------------------------

    def viewportEvent(self, event: QEvent) -> bool:
        """Say under the pointer what a wave means."""
        if not isinstance(event, QHelpEvent) or event.type() != QEvent.Type.ToolTip:
            return super().viewportEvent(event)
        found = self._repeat_at(event.pos())
        if found is None:
            QToolTip.hideText()
        else:
            place = self._layout.whole(found.start, found.end)
            QToolTip.showText(event.globalPos(), found.says.capitalize(), self.viewport(), place)
        return True

    def _repeat_at(self, place: QPoint) -> Stretch | None:
        return next(
            (one for one, box in self._seen(QRect(place, QSize(1, 1))) if _is_on(place, one, box)), None
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click plays from the word under it; a drag selects."""
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or self.textCursor().hasSelection():
            return
        self._caret = self._script.word_at(self.cursorForPosition(event.position().toPoint()).position())
        self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End go from word to word, Enter plays from there; the rest is the page's."""
        key, bare = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if bare and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif bare and self._script.words and (wanted := self._moved(key)) is not None:
            self._go(wanted)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come in at the word that plays, or else where one was."""
        note_focus(self, event.reason())
        if self._caret is None and self._script.words:
            self._caret = self._playing or 0
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _choose(self) -> None:
        if self._caret is not None and self._caret < len(self._script.words):
            self.word_chosen.emit(self._script.words[self._caret].start_s)
            self.viewport().update()

    def _go(self, number: int) -> None:
        self._caret = min(len(self._script.words) - 1, max(0, number))
        cursor = self.textCursor()
        cursor.setPosition(self._script.words[self._caret].start)
        self.setTextCursor(cursor)
        note_focus(self, Qt.FocusReason.ShortcutFocusReason)
        self.line_shown.emit(self._place(self._caret))
        self.viewport().update()
        if says := self._script.says(self._caret):
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, says))

    def _moved(self, key: int) -> int | None:
        """The number of the word a key leads to, None for a key that leads nowhere."""
        here, last = self._caret or 0, len(self._script.words) - 1
        steps = {
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            by = 1 if key == Qt.Key.Key_Down else -1
            found = self._script.word_at(self._layout.beside(self._script.words[here].start, by))
            return last if found is None else found
        return next((number for step, number in steps.items() if step == key), None)


def _is_on(place: QPoint, stretch: Stretch, box: Box) -> bool:
    return stretch.kind == "repeat" and box.rect.adjusted(0, 0, 0, _WAVE_BELOW_PX).contains(place)
