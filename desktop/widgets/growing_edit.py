"""A text that is changed in place: looks like a label until one goes there, as tall as its words need."""

from __future__ import annotations

import math

from PySide6.QtCore import QMimeData, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QTextEdit

from desktop.style.fonts import font
from desktop.style.theme import current
from desktop.style.tokens import Color, Role

_FRAME_PX, _FIELD_FRAME_PX = 2, 8
_MARGIN_PX = 3


class GrowingEdit(QTextEdit):
    """Plain text in one role and tone; `name` is for screen readers, `hint` stands in an empty one.

    `edited` tells every change by a person, never one by `put`. Without `lines` the text is one
    paragraph: a line's end pasted into it becomes a space, and Enter tells `entered`. `framed` shows it as a
    field from the start, where it stands among other fields.
    """

    edited = Signal(str)
    entered = Signal()

    def __init__(
        self,
        text: str,
        *,
        name: str,
        role: Role = "body",
        tone: Color = "ink",
        hint: str = "",
        lines: bool = False,
        framed: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName("framed" if framed else "bare")
        self._role, self._lines = role, lines
        self._frame_px = _FIELD_FRAME_PX if framed else _FRAME_PX
        self.setProperty("tone", tone)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(_MARGIN_PX)
        self.setPlainText(text)
        self.textChanged.connect(self._on_text)
        self.dress()

    def put(self, text: str) -> None:
        """Show another text, without telling."""
        if text != self.toPlainText():
            quiet = QSignalBlocker(self)
            self.setPlainText(text)
            self._space_lines()
            quiet.unblock()
            self._grow()

    def dress(self) -> None:
        """Take the font anew."""
        self.setFont(font(self._role))
        self.viewport().setFont(self.font())  # the hint is written in it, and it keeps the one it first had
        self._space_lines()
        self._grow()

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter is the page's; Enter alone makes a line only where there may be several."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
                return
            if not self._lines:
                self.entered.emit()
                return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take words only, in one paragraph where there may be only one."""
        text = source.text()
        self.insertPlainText(text if self._lines else " ".join(text.split()))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Files that are dropped belong to the page."""
        return source.hasText() and not source.hasUrls()

    def _on_text(self) -> None:
        self._grow()
        self.edited.emit(self.toPlainText())

    def _space_lines(self) -> None:
        """Give every line the height of its role, which is no edit that one could undo."""
        quiet = QSignalBlocker(self)
        spaced = QTextBlockFormat()
        spaced.setLineHeight(
            current().line_px(self._role), QTextBlockFormat.LineHeightTypes.FixedHeight.value
        )
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        self.document().setUndoRedoEnabled(False)
        cursor.mergeBlockFormat(spaced)
        self.document().setUndoRedoEnabled(True)
        quiet.unblock()

    def _grow(self) -> None:
        width = self.viewport().width()
        self.document().setTextWidth(width)
        wanted = math.ceil(self.document().size().height()) + 2 * self._frame_px
        if wanted != self.height() or wanted != self.minimumHeight():
            self.setFixedHeight(wanted)
