"""A notice that waits until it disturbs nobody: one speaks, or waits for the words of what one said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.notices import Notice
    from desktop.scene import Scene

_NOT_WHILE = frozenset({"starting", "recording", "asking", "trouble", "finishing"})
_ON_A_CARD = frozenset({"hearing", "ready"})


@dataclass(slots=True)
class HeldBack:
    """At most one notice: a later one knows more of the same matter, and takes its place."""

    notice: Notice | None = None

    def due(self, scene: Scene) -> Notice | None:
        """The notice, if it may be told in this scene; the card of something more pressing stays."""
        if self.notice is None or scene.state in _NOT_WHILE:
            return None
        card = scene.notice if scene.state in _ON_A_CARD else None
        return self.notice if card is None or self.notice.rank <= card.rank else None

    def take(self) -> Notice | None:
        """The notice, which from now on is no longer held back."""
        notice, self.notice = self.notice, None
        return notice
