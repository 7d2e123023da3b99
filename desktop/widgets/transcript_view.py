"""The words as a handle on the sound.

Real text: it can be selected, copied and read by a screen reader. What is said about a word is painted from
the layout of the text, only where it is seen: behind it (the word now playing, the words that show a point)
and under it (um and uh: dots; markers such as "like": dashes; evidence: a thin line).
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit

from desktop.style.fonts import font
from desktop.style.paint import painter_on, rounded
from desktop.style.theme import current
from desktop.style.tokens import RADIUS, SIZE
from desktop.widgets.focus_ring import note_focus, shows_ring
from desktop.widgets.script import Script, Spoken, Stretch

_UNDER_PX = 5
_NONE = Script()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the laid out text: its characters, its left edge and its baseline (pixels)."""

    start: int
    end: int
    baseline: float
    laid: QTextLine


class TranscriptView(QTextEdit):
    """The transcript, as high as its words need.

    `word_chosen` is emitted with the time in seconds of a word that was clicked, or on which Enter was
    pressed; `line_shown` with the box (in this widget) of the words that should be in view.
    """

    word_chosen = Signal(float)
    line_shown = Signal(QRect)

    def __init__(self) -> None:
        super().__init__()
        self._script = _NONE
        self._lines: list[Line] = []
        self._point: int | None = None
        self._playing: int | None = None
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
        if script == self._script:
            return
        self._script = script
        self._playing, self._caret = None, None
        self._write()

    def show_point(self, point: int | None) -> None:
        """Tint the words that show this point (its number from 0), and bring them into view."""
        self._point = point
        stretch = self._script.evidence(point) if point is not None else None
        if stretch is not None:
            self.line_shown.emit(self._box(stretch.start, stretch.end))
        self.viewport().update()

    def show_place(self, now_s: float | None, *, follow: bool = False) -> None:
        """Fill the word that is being said; `follow` keeps it in view while it is."""
        number = self._script.word_during(now_s) if now_s is not None else None
        if number == self._playing:
            return
        before, self._playing = self._playing, number
        for one in (before, number):
            if one is not None:
                self._repaint(self._script.words[one])
        if follow and number is not None and before is not None:
            self._follow(self._script.words[before], self._script.words[number])

    def dress(self) -> None:
        """Take fonts and colours anew."""
        self._write()

    def _write(self) -> None:
        document, script = self.document(), self._script
        document.clear()
        document.setDefaultFont(font("read"))
        cursor = QTextCursor(document)
        block = QTextBlockFormat()
        line_px = current().line_px("read")
        block.setLineHeight(line_px, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor.beginEditBlock()
        cursor.setBlockFormat(block)
        for text, kind in _pieces(script):
            cursor.insertText(text, _format(kind))
        cursor.endEditBlock()
        self._measure()

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
        self.setFixedHeight(math.ceil(document.size().height()) + 2)
        block = document.firstBlock()
        origin = document.documentLayout().blockBoundingRect(block).topLeft()
        layout = block.layout()
        found = (layout.lineAt(index) for index in range(layout.lineCount()))
        self._lines = [
            Line(
                line.textStart(),
                line.textStart() + line.textLength(),
                origin.y() + line.y() + line.ascent(),
                line,
            )
            for line in found
        ]
        self.viewport().update()

    def _boxes(self, start: int, end: int) -> Iterator[tuple[QRectF, float]]:
        """The boxes a stretch of text fills, one a line, each with its baseline."""
        first = max(0, bisect_right(self._lines, start, key=lambda line: line.start) - 1)
        up, high = current().px(17), current().px(23)
        for line in self._lines[first:]:
            if line.start >= end:
                return
            begin, stop = max(start, line.start), min(end, line.end)
            while stop > begin and self._script.text[stop - 1] == " ":
                stop -= 1
            if begin < stop:
                left, right = _x(line.laid, begin), _x(line.laid, stop)
                yield QRectF(left, line.baseline - up, right - left, high), line.baseline

    def _box(self, start: int, end: int) -> QRect:
        boxes = [box for box, _ in self._boxes(start, end)]
        united = QRectF()
        for box in boxes:
            united = united.united(box)
        return united.toAlignedRect()

    def _repaint(self, word: Spoken) -> None:
        self.viewport().update(self._box(word.start, word.end).adjusted(-6, -4, 6, 8))

    def _follow(self, before: Spoken, now: Spoken) -> None:
        """Bring the next line into view if the last one was; who scrolled away is left where they are."""
        old, new = self._box(before.start, before.end), self._box(now.start, now.end)
        if new.top() != old.top() and not self.visibleRegion().intersected(old).isEmpty():
            self.line_shown.emit(new)

    # -- how it looks --------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the grounds, then the text, then what stands under it."""
        seen = self._seen(event.rect())
        painter = painter_on(self.viewport())
        for stretch in seen:
            self._draw_ground(painter, stretch)
        self._draw_playing_ground(painter)
        painter.end()
        super().paintEvent(event)
        painter = painter_on(self.viewport())
        for stretch in seen:
            self._draw_under(painter, stretch)
        self._draw_playing_word(painter)
        self._draw_caret(painter)

    def _seen(self, rect: QRect) -> list[Stretch]:
        """The stretches that touch these pixels, evidence first, so that fillers lie above it."""
        if not self._lines:
            return []
        high = current().line_px("read")
        first = bisect_left(self._lines, float(rect.top() - high), key=_baseline)
        last = bisect_right(self._lines, float(rect.bottom() + high), key=_baseline)
        if first >= last:
            return []
        start, end = self._lines[first].start, self._lines[last - 1].end
        found = [one for one in self._script.stretches if one.start < end and one.end > start]
        return sorted(found, key=lambda one: one.kind != "evidence")

    def _draw_ground(self, painter: QPainter, stretch: Stretch) -> None:
        theme = current()
        for box, baseline in self._boxes(stretch.start, stretch.end):
            if stretch.kind == "evidence" and stretch.point == self._point:
                fill = theme["accent_soft" if stretch.is_whole else "amber_soft"]
                rounded(painter, self._wider(box, 3), radius=RADIUS.mark, fill=fill)
            elif stretch.kind == "pause":
                top, high = baseline - theme.px(13), theme.px(17)
                chip = QRectF(box.x() + 1, top, box.width() - 2, high)
                rounded(painter, chip, radius=RADIUS.mark, line=theme["line2"])

    def _draw_playing_ground(self, painter: QPainter) -> None:
        for box, _ in self._word_boxes(self._playing):
            rounded(painter, self._wider(box, 2), radius=RADIUS.mark, fill=current()["accent"])

    def _draw_playing_word(self, painter: QPainter) -> None:
        if self._playing is None:
            return
        word = self._script.words[self._playing]
        painter.setFont(font("read"))
        painter.setPen(current()["on_accent"])
        boxes = list(self._word_boxes(self._playing))
        if len(boxes) == 1:  # a word broken over two lines keeps its own colour
            box, baseline = boxes[0]
            painter.drawText(QPointF(box.left(), baseline), self._script.text[word.start : word.end])

    def _draw_caret(self, painter: QPainter) -> None:
        if self._caret is not None and shows_ring(self):
            for box, _ in self._word_boxes(self._caret):
                accent = current()["accent"]
                rounded(painter, self._wider(box, 3), radius=RADIUS.mark, line=accent, width=SIZE.focus)

    def _draw_under(self, painter: QPainter, stretch: Stretch) -> None:
        if stretch.kind == "pause":
            return
        painter.setPen(self._pen(stretch))
        for box, baseline in self._boxes(stretch.start, stretch.end):
            left = box.left() + (0 if stretch.kind == "evidence" else 1)
            y = baseline + _UNDER_PX
            painter.drawLine(QPointF(left, y), QPointF(box.right(), y))

    def _pen(self, stretch: Stretch) -> QPen:
        theme = current()
        if stretch.kind == "evidence":
            tone = QColor(theme["accent" if stretch.is_whole else "amber"])
            tone.setAlphaF(1.0 if stretch.point == self._point else 0.6)
            return QPen(tone, 1.2)
        is_dots = stretch.kind == "filled_pause"
        pen = QPen(theme["amber"], 2 if is_dots else 1.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap if is_dots else Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([0.01, 2.2] if is_dots else [3.2, 2.2])
        return pen

    def _word_boxes(self, number: int | None) -> Iterator[tuple[QRectF, float]]:
        if number is not None and number < len(self._script.words):
            word = self._script.words[number]
            yield from self._boxes(word.start, word.end)

    def _wider(self, box: QRectF, by: float) -> QRectF:
        """A little room on both sides, but never outside the widget, where it would be cut off."""
        left, right = max(0.0, box.left() - by), min(float(self.viewport().width()), box.right() + by)
        return QRectF(left, box.top(), right - left, box.height())

    # -- how it is used ------------------------------------------------------------------------------------

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
        word = self._script.words[self._caret]
        cursor = self.textCursor()
        cursor.setPosition(word.start)
        self.setTextCursor(cursor)
        note_focus(self, Qt.FocusReason.ShortcutFocusReason)
        self.line_shown.emit(self._box(word.start, word.end))
        self.viewport().update()

    def _moved(self, key: int) -> int | None:
        """The number of the word a key leads to, None for a key that leads nowhere."""
        here = self._caret or 0
        steps = {Qt.Key.Key_Left: here - 1, Qt.Key.Key_Right: here + 1, Qt.Key.Key_Home: 0}
        if key == Qt.Key.Key_End:
            return len(self._script.words) - 1
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return self._line_step(1 if key == Qt.Key.Key_Down else -1)
        return next((number for step, number in steps.items() if step == key), None)

    def _line_step(self, by: int) -> int:
        """The word above or below."""
        word = self._script.words[self._caret or 0]
        here = bisect_right(self._lines, word.start, key=lambda line: line.start) - 1
        there = min(len(self._lines) - 1, max(0, here + by))
        place = self._lines[there].laid.xToCursor(_x(self._lines[here].laid, word.start))
        found = self._script.word_at(place)
        return len(self._script.words) - 1 if found is None else found


def _baseline(line: Line) -> float:
    return line.baseline


def _x(line: QTextLine, place: int) -> float:
    """Where a character begins; Qt gives the place back beside it."""
    found: tuple[float, int] | float = line.cursorToX(place)  # type: ignore[assignment]  # stubs say object
    return found[0] if isinstance(found, tuple) else found


def _pieces(script: Script) -> Iterator[tuple[str, str]]:
    """The text cut where its look changes, each piece with its kind; "" is plain."""
    at = 0
    for one in script.stretches:
        if one.kind == "evidence" or one.start < at:
            continue
        yield script.text[at : one.start], ""
        yield script.text[one.start : one.end], one.kind
        at = one.end
    yield script.text[at:], ""


def _format(kind: str) -> QTextCharFormat:
    made = QTextCharFormat()
    if kind == "pause":
        made.setFont(font("caption", tabular=True))
        made.setForeground(current()["ink3"])
        return made
    made.setFont(font("read"))
    made.setForeground(current()["amber" if kind else "ink"])
    return made
