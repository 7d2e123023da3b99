"""One point of the model answer: how it came across, when, and the words that show it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from coach.coverage import told_missing
from desktop.style import paragraph
from desktop.style.fonts import font
from desktop.style.paint import painter_on, rounded
from desktop.style.theme import current
from desktop.style.tokens import RADIUS, SIZE, Color, Role
from desktop.widgets.focus_ring import note_focus, shows_ring
from desktop.widgets.state_mark import STATE_WORDS, PointState, paint_state
from seeds.letters import same_sentence

_SIDE_PX = 10
_TOP_PX = 8
_MARK_PX = 18
_GAP_PX = 12
_ABOVE_QUOTE_PX = 4


@dataclass(frozen=True, slots=True)
class PointLine:
    """What a row says: a point's name, its state, the words that prove it, what was not heard, its link.

    `opinion` is what a language model says of it, with its name. `text` is what counts as said; the row tells
    it while it is chosen.
    """

    name: str
    state: PointState
    quote: str = ""
    missing: str = ""
    link: str = ""
    opinion: str = ""
    text: str = ""


class CoverageRow(QAbstractButton):
    """A row that can be chosen: a click or Enter plays its words, arrows go to its neighbours."""

    step_wished = Signal(int)

    def __init__(self, line: PointLine) -> None:
        super().__init__()
        self._line = line
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(lambda _on: self.updateGeometry())
        self.show_line(line)

    @property
    def line(self) -> PointLine:
        """What it says."""
        return self._line

    def show_line(self, line: PointLine) -> None:
        """Say something else."""
        self._line = line
        proof = self._proof() if line.quote else ""
        why = self._missing()
        state, more = (why, "") if self._was_spoken_of() else (STATE_WORDS[line.state], why)
        said = (f"{line.name}: {state}.", proof, line.opinion)
        self.setAccessibleName(" ".join(part for part in said if part))
        told = ("" if same_sentence(line.text, line.name) else line.text, more or line.link)
        self.setAccessibleDescription(" ".join(part for part in told if part))
        self.setToolTip(self._proof() if line.quote else "")
        self.updateGeometry()
        self.update()

    def dress(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as its words need at the width it has."""
        return QSize(280, self.heightForWidth(max(self.width(), 240)))

    def minimumSizeHint(self) -> QSize:
        """Narrow, and then higher."""
        return QSize(200, self.heightForWidth(max(self.width(), 240)))

    def hasHeightForWidth(self) -> bool:
        """Names wrap, and the quote of a chosen row."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The name may take lines, the quote takes one until the row is chosen, all else may take lines."""
        room = width - self._left() - _SIDE_PX
        high = max(self._name_height(room), current().mark(_MARK_PX)) + self._proof_height(room)
        small = (self._meant(), self._missing(), self._line.opinion)
        high += self._above_proof()
        return math.ceil(high + sum(_small_height(text, room) for text in small)) + 2 * _TOP_PX

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, mark, name, link, what counts as said, quote, and what was not heard."""
        painter, theme = painter_on(self), current()
        if self.isChecked():
            rounded(painter, QRectF(self.rect()), radius=RADIUS.control, fill=theme["accent_soft"])
        elif self.underMouse():
            rounded(painter, QRectF(self.rect()), radius=RADIUS.control, fill=theme["hover"])
        mark = theme.mark(_MARK_PX)
        shift = max(0.0, (theme.line_px("strong") - mark) / 2)
        paint_state(painter, QRectF(_SIDE_PX, _TOP_PX + shift, mark, mark), state=self._line.state)
        self._draw_words(painter)
        if shows_ring(self):
            rounded(
                painter, QRectF(self.rect()), radius=RADIUS.control, line=theme["accent"], width=SIZE.focus
            )

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        note_focus(self, event.reason())
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, arrows ask for the next row; letters and the space bar are the page's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step_wished.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            event.ignore()

    def nextCheckState(self) -> None:
        """Only the page says which row is chosen."""

    def _draw_words(self, painter: QPainter) -> None:
        left, theme = float(self._left()), current()
        room = self.width() - left - _SIDE_PX
        self._draw_link(painter, QRectF(left, _TOP_PX, room, theme.line_px("strong")))
        top = float(_TOP_PX)
        name = QRectF(left, top, self._name_room(room), self._name_height(room))
        paragraph.write(painter, name, text=self._line.name, role="strong", tone="ink")
        top += max(name.height(), theme.mark(_MARK_PX))
        top += self._write_small(painter, QRectF(left, top, room, 0), self._meant()) + self._above_proof()
        if self._proof():
            self._draw_proof(painter, QRectF(left, top, room, self._proof_height(room)))
            top += self._proof_height(room)
        for text in (self._missing(), self._line.opinion):
            top += self._write_small(painter, QRectF(left, top, room, 0), text)

    def _draw_link(self, painter: QPainter, box: QRectF) -> None:
        painter.setFont(font("small", weight=500, tabular=True))
        painter.setPen(current()["accent_ink" if self.isChecked() else "accent"])
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._line.link)

    def _draw_proof(self, painter: QPainter, box: QRectF) -> None:
        role = self._proof_role()
        tone: Color = "ink2" if self._line.quote else self._quiet()
        if self.isChecked():
            paragraph.write(painter, box, text=self._proof(), role=role, tone=tone)
            return
        painter.setFont(font(role))
        painter.setPen(current()[tone])
        text = QFontMetricsF(painter.font()).elidedText(
            self._proof(), Qt.TextElideMode.ElideRight, box.width()
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)

    def _write_small(self, painter: QPainter, box: QRectF, text: str) -> float:
        """Write what may take lines; gives back how high it became."""
        if text:
            paragraph.write(painter, box, text=text, role="small", tone=self._quiet())
        return _small_height(text, box.width())

    def _quiet(self) -> Color:
        return "ink2" if self.isChecked() else "ink3"

    def _proof(self) -> str:
        if self._line.quote:
            return f"“{self._line.quote}”"
        return "Not heard this time." if self._line.state == "missed" and not self._was_spoken_of() else ""

    def _was_spoken_of(self) -> bool:
        """Whether the point was missed, and it is known why: then something was heard of it."""
        return self._line.state == "missed" and bool(self._line.missing)

    def _meant(self) -> str:
        """What counts as said, while the row is chosen; not where the name says the same."""
        said = self._line.text
        return said if self.isChecked() and not same_sentence(said, self._line.name) else ""

    def _missing(self) -> str:
        return told_missing(self._line.missing)

    def _left(self) -> int:
        return _SIDE_PX + current().mark(_MARK_PX) + _GAP_PX

    def _name_room(self, room: float) -> float:
        link = QFontMetricsF(font("small", weight=500, tabular=True)).horizontalAdvance(self._line.link)
        return max(40.0, room - link - (_GAP_PX if link else 0))

    def _name_height(self, room: float) -> float:
        return paragraph.height_of(self._line.name, role="strong", width=self._name_room(room))

    def _above_proof(self) -> int:
        """What parts the quote from what counts as said."""
        return _ABOVE_QUOTE_PX if self._meant() and self._proof() else 0

    def _proof_role(self) -> Role:
        return "quote" if self._line.quote else "small"

    def _proof_height(self, room: float) -> float:
        """One line, and all of it while the row is chosen."""
        if self.isChecked():
            return paragraph.height_of(self._proof(), role=self._proof_role(), width=room)
        return float(current().line_px(self._proof_role())) if self._proof() else 0.0


def _small_height(text: str, room: float) -> float:
    return paragraph.height_of(text, role="small", width=room)
