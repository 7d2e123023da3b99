"""The text one pasted: in it questions stand bold, and what was left out is struck through."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeyEvent, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit

from desktop.style.fonts import font
from desktop.style.theme import current
from seeds.letters import tidy_line

_LABEL = re.compile(
    r"^(?:(?:q(?:uestion)?\s*)?\d{1,3}\s*[.):]|[#>*•–-]+|q(?:uestion)?\s*:)\s*", re.IGNORECASE
)
_FEW_LINES, _LEAST_INSIDE = 40, 5
_HINT = "Paste questions here, or drop a file."


class PastedText(QPlainTextEdit):
    """Takes a text; files that are dropped are the page's."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setPlaceholderText(_HINT)
        self.setAccessibleName("What you pasted")
        self.setMinimumHeight(96)
        self._marks = _Marks(self.document())
        self.dress()

    def mark(self, *, questions: Iterable[str], left_out: Iterable[str]) -> None:
        """Show which lines are questions and which were left out."""
        self._marks.mark(tuple(questions), frozenset(map(plain, left_out)))

    def dress(self) -> None:
        """Take font and colours anew."""
        self.setFont(font("small"))
        self.viewport().setFont(self.font())  # the hint is written in it
        self._marks.rehighlight()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() and not source.hasUrls()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter is the page's."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().keyPressEvent(event)


class _Marks(QSyntaxHighlighter):
    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._questions: frozenset[str] = frozenset()
        self._left_out: frozenset[str] = frozenset()
        self._inside: tuple[str, ...] = ()

    def mark(self, questions: tuple[str, ...], left_out: frozenset[str]) -> None:
        asked = frozenset(map(plain, questions))
        if (asked, left_out) != (self._questions, self._left_out):
            self._questions, self._left_out = asked, left_out
            self._inside = tuple(one for one in questions if len(one) >= _LEAST_INSIDE)
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        line = plain(text)
        made = QTextCharFormat()
        theme = current()
        if line in self._questions:
            made = _bold()
        elif line in self._left_out:
            made.setForeground(theme["ink3"])
            made.setFontStrikeOut(True)
        else:
            made.setForeground(theme["ink2"])
        self.setFormat(0, _units(text), made)
        if line not in self._questions and self.document().blockCount() <= _FEW_LINES:
            self._mark_inside(text)

    def _mark_inside(self, text: str) -> None:
        """Of a line that holds many questions each is marked where it stands."""
        for question in self._inside:
            at = text.find(question)
            if at >= 0:
                self.setFormat(_units(text[:at]), _units(question), _bold())


def _bold() -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(current()["ink"])
    made.setFont(font("small", weight=600))
    return made


def _units(text: str) -> int:
    """How long Qt takes a text to be: it counts in UTF-16, where an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def plain(line: str) -> str:
    """A line without its number or bullet, so that it is known again among the questions."""
    return _LABEL.sub("", tidy_line(line)).strip("*_ ").casefold()
