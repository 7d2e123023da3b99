"""The theme: the colours of light or dark, and how large the text is.

`current()` is the theme that is worn now. A widget reads it whenever it paints. What it keeps from it, a font
or a height, it sets in a method `dress()`, which it calls itself when made and `look.Look` calls again at
each change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtGui import QColor

from desktop.style.tokens import BREAKPOINT, COLORS, ROLES, Color, Role, Shade

MARKS_GROW = 1.5


@dataclass(frozen=True, slots=True)
class Theme:
    """Light or dark, and the size of text (1.0 is 100 %)."""

    shade: Shade = "light"
    scale: float = 1.0

    def __getitem__(self, color: Color) -> QColor:
        return QColor(COLORS[self.shade][color])

    def px(self, size: float) -> int:
        """A length that grows with the text: heights of rows and controls, never gaps."""
        return round(size * self.scale)

    def mark(self, size: float) -> int:
        """The size of an icon or a state mark, which grows with the text, but only by half."""
        return round(size * min(self.scale, MARKS_GROW))

    def text_px(self, role: Role) -> int:
        """Pixels of the letters of a role; large roles stop growing where the tokens say."""
        return round(ROLES[role].px * min(self.scale, ROLES[role].grow))

    def line_px(self, role: Role) -> int:
        """Pixels of a line of a role."""
        return round(ROLES[role].line * min(self.scale, ROLES[role].grow))

    def is_rail(self, width: int) -> bool:
        """Whether a window this wide (pixels) shows the sidebar as icons."""
        return width / self.scale < BREAKPOINT.rail

    def is_single(self, width: int) -> bool:
        """Whether a window this wide (pixels) shows one column."""
        return width / self.scale < BREAKPOINT.single


@runtime_checkable
class Dressed(Protocol):
    """A widget that keeps something of the theme, and takes it anew when asked."""

    def dress(self) -> None:
        """Take fonts, sizes and icons from the current theme."""


_worn = Theme()


def current() -> Theme:
    """The theme that is worn now."""
    return _worn


def wear(theme: Theme) -> None:
    """From now on this is the theme; `look.Look` tells the widgets."""
    global _worn  # noqa: PLW0603 - one screen, one theme: the only state of the style
    _worn = theme
