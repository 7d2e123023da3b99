"""The button: says what it does, and shows the key that does the same."""

from __future__ import annotations

import math
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from desktop.style import icons
from desktop.style.fonts import font
from desktop.style.paint import painter_on, rounded
from desktop.style.theme import current
from desktop.style.tokens import RADIUS, SIZE
from desktop.widgets.focus_ring import note_focus, shows_ring

Kind = Literal["primary", "secondary", "quiet", "disclose", "danger", "link"]
QUIET_PX = 10
"""The ground of a quiet button beside its words, in pixels."""
_PAD = {"quiet": QUIET_PX, "disclose": 4, "link": 1}
_GAP = 8
_KEY_GAP = 12


class Button(QPushButton):
    """Primary (one a page), secondary, quiet, disclose (chevron, no padding), danger, link (in a text).

    `icon` names a line icon, `key` is painted as a key cap, `large` is for the stage. A button without a
    text needs a `name` for screen readers; it is its tool tip as well. A click with the mouse does not take
    the focus, so the keys of the page go on working; Tab reaches every button.
    """

    def __init__(
        self,
        text: str = "",
        kind: Kind = "secondary",
        *,
        icon: str = "",
        key: str = "",
        large: bool = False,
        name: str = "",
    ) -> None:
        super().__init__(text)
        self._kind, self._icon, self._key, self._large = kind, icon, key, large
        self._name = name
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.say(text)
        self.dress()

    @property
    def kind(self) -> Kind:
        """Which of the six it is."""
        return self._kind

    @property
    def key(self) -> str:
        """The key it shows."""
        return self._key

    def say(self, text: str, *, icon: str | None = None, key: str | None = None) -> None:
        """Show another text, and another icon and key if they are given."""
        self.setText(text)
        self._icon = self._icon if icon is None else icon
        self._key = self._key if key is None else key
        self.setAccessibleName(self._name or text)
        self.setAccessibleDescription(f"Key: {self._key}" if self._key else "")
        self.setToolTip("" if text else self._name)
        self.updateGeometry()
        self.update()

    def dress(self) -> None:
        """Take the font anew."""
        if self._kind == "link":
            self.setFont(font("small", weight=500, tabular=True))
        else:
            self.setFont(font("strong", weight=600 if self._kind == "primary" else 500))
        self.updateGeometry()

    # -- how large it is -----------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        theme = current()
        height = theme.px(SIZE.control_large if self._large else SIZE.control)
        if self._kind == "link":
            height = theme.px(22)
        if not self.text():
            return QSize(height, height)
        pad = 20 if self._large else _PAD.get(self._kind, 14)
        return QSize(math.ceil(self._content_width() + 2 * pad), height)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), hint.height() * 2), hint.height())

    def _content_width(self) -> float:
        wide = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        if self._icon:
            wide += current().mark(SIZE.icon) + (_GAP if self.text() else 0)
        return wide + (self._key_width() + _KEY_GAP if self._key else 0)

    def _key_width(self) -> float:
        return QFontMetricsF(font("caption", weight=500)).horizontalAdvance(self._key) + 12

    # -- how it looks --------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(self)
        rect = QRectF(self.rect())
        fill, line, ink = self._colors()
        rounded(painter, rect, radius=RADIUS.control, fill=fill, line=line)
        if shows_ring(self):
            self._paint_ring(painter, rect, ink)
        self._paint_content(painter, rect, ink)

    def _paint_ring(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        if self._kind == "primary":
            inner = rect.adjusted(3, 3, -3, -3)
            rounded(painter, inner, radius=RADIUS.control - 3, line=ink, width=SIZE.focus)
        else:
            rounded(painter, rect, radius=RADIUS.control, line=current()["accent"], width=SIZE.focus)

    def _paint_content(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        size = current().mark(SIZE.icon)
        spare = rect.width() - self._content_width()
        x = max(0.0, spare / 2)
        if self._kind in ("link", "disclose"):
            x = 0.0
        if self._icon:
            place = QRectF(x, (rect.height() - size) / 2, size, size)
            icons.paint(painter, place, name=self._icon, color=ink)
            x += size + _GAP
        if self.text():
            metrics = QFontMetricsF(self.font())
            room = rect.width() - x - (self._key_width() + _KEY_GAP if self._key else 0)
            wide = metrics.horizontalAdvance(self.text())
            text = self.text()
            if wide > room + 1:
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.setFont(self.font())
            painter.setPen(ink)
            place = QRectF(x, 0, wide + 2, rect.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
            x += min(wide, max(0.0, room)) + _KEY_GAP
        if self._key:
            self._paint_key(painter, x, ink)

    def _paint_key(self, painter: QPainter, x: float, ink: QColor) -> None:
        high = current().px(20)
        cap = QRectF(x, (self.height() - high) / 2, self._key_width(), high)
        edge = QColor(ink)
        edge.setAlphaF(0.35)
        rounded(painter, cap, radius=RADIUS.mark, line=edge)
        painter.setFont(font("caption", weight=500))
        painter.setPen(ink)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)

    def _colors(self) -> tuple[QColor | None, QColor | None, QColor]:
        """Fill, border, text."""
        theme, over, down = current(), self.underMouse(), self.isDown()
        if not self.isEnabled():
            bare = self._kind in ("quiet", "disclose", "link")
            return None if bare else theme["sunken"], None if bare else theme["line"], theme["ink3"]
        touched = over or down
        if self._kind == "primary":
            fill = theme["accent_press" if down else "accent_hover" if over else "accent"]
            return fill, None, theme["on_accent"]
        if self._kind == "danger":
            return theme["clay_soft" if touched else "surface"], theme["line2"], theme["clay"]
        if self._kind == "quiet":
            return theme["hover"] if touched else None, None, theme["ink2"]
        if self._kind == "disclose":
            return None, None, theme["ink" if touched else "ink2"]
        if self._kind == "link":
            return theme["accent_soft"] if touched else None, None, theme["accent"]
        return theme["hover" if touched else "surface"], theme["line2"], theme["ink"]

    # -- how it is used ------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        note_focus(self, event.reason())
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)
