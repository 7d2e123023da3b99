"""Where the words of a transcript stand: the text is written into a document, and asked for its boxes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextLine

from desktop.style.fonts import font
from desktop.style.theme import current
from desktop.widgets.script import Script

_ABOVE_PX, _BOX_PX = 17, 23


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the laid out text: its characters, its baseline (pixels), and Qt's own line."""

    start: int
    end: int
    baseline: float
    laid: QTextLine


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of text on one line: its rectangle and its baseline, in pixels."""

    rect: QRectF
    baseline: float


@dataclass(frozen=True, slots=True)
class TranscriptLayout:
    """A text and its lines; all places are characters from its start."""

    text: str = ""
    lines: tuple[Line, ...] = ()

    @staticmethod
    def of(document: QTextDocument, *, text: str) -> TranscriptLayout:
        """The lines of a document of one block."""
        block = document.firstBlock()
        origin = document.documentLayout().blockBoundingRect(block).topLeft()
        layout = block.layout()
        laid = (layout.lineAt(index) for index in range(layout.lineCount()))
        return TranscriptLayout(text, tuple(_line(one, top=origin.y()) for one in laid))

    def boxes(self, start: int, end: int) -> Iterator[Box]:
        """The boxes a stretch of text fills, one a line."""
        first = max(0, bisect_right(self.lines, start, key=lambda line: line.start) - 1)
        up, high = current().px(_ABOVE_PX), current().px(_BOX_PX)
        for line in self.lines[first:]:
            if line.start >= end:
                return
            begin, stop = max(start, line.start), min(end, line.end)
            while stop > begin and self.text[stop - 1] == " ":
                stop -= 1
            if begin < stop:
                left, right = _x(line.laid, begin), _x(line.laid, stop)
                yield Box(QRectF(left, line.baseline - up, right - left, high), line.baseline)

    def whole(self, start: int, end: int) -> QRect:
        """The smallest rectangle around a stretch of text."""
        united = QRectF()
        for box in self.boxes(start, end):
            united = united.united(box.rect)
        return united.toAlignedRect()

    def between(self, top: int, bottom: int) -> tuple[int, int]:
        """The characters on the lines that touch these pixels, with a line to spare; (0, 0) for none."""
        high = current().line_px("read")
        first = bisect_left(self.lines, float(top - high), key=_baseline)
        last = bisect_right(self.lines, float(bottom + high), key=_baseline)
        return (self.lines[first].start, self.lines[last - 1].end) if first < last else (0, 0)

    def beside(self, place: int, by: int) -> int:
        """The character above or below another one, so many lines away."""
        here = bisect_right(self.lines, place, key=lambda line: line.start) - 1
        there = min(len(self.lines) - 1, max(0, here + by))
        return self.lines[there].laid.xToCursor(_x(self.lines[here].laid, place))


def write(script: Script, *, into: QTextDocument) -> None:
    """Fill a document with the text of a script, in the fonts and colours of the theme."""
    into.clear()
    into.setDefaultFont(font("read"))
    cursor = QTextCursor(into)
    block = QTextBlockFormat()
    line_px = current().line_px("read")
    block.setLineHeight(line_px, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    cursor.beginEditBlock()
    cursor.setBlockFormat(block)
    for text, kind in _pieces(script):
        cursor.insertText(text, _format(kind))
    cursor.endEditBlock()


def _pieces(script: Script) -> Iterator[tuple[str, str]]:
    """The text cut where its look changes, each piece with its kind; "" is plain."""
    at = 0
    for one in script.stretches:
        if one.kind in ("evidence", "repeat") or one.start < at:
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


def _line(laid: QTextLine, *, top: float) -> Line:
    start = laid.textStart()
    return Line(start, start + laid.textLength(), top + laid.y() + laid.ascent(), laid)


def _baseline(line: Line) -> float:
    return line.baseline


def _x(line: QTextLine, place: int) -> float:
    """Where a character begins; Qt gives the place back beside it."""
    found: tuple[float, int] | float = line.cursorToX(place)  # type: ignore[assignment]  # stubs say object
    return found[0] if isinstance(found, tuple) else found
