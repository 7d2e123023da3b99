"""Answers whose last words are read once more: shown and kept as drafted, and again when that is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audio.take import Take
    from coach.transcript import Heard


@dataclass(slots=True)
class _Draft:
    heard: Heard
    then: Callable[[], None] | None = None
    is_kept: bool = False


class Drafts:
    """Which takes are shown as drafted, and what waits until the draft of one is written down.

    A take that is kept while its draft is still being written would be kept as its draft in the end.
    """

    def __init__(self) -> None:
        self._drafts: dict[str, _Draft] = {}

    def begin(self, take: Take, heard: Heard) -> None:
        """The take's words are there, as drafted, and are being kept."""
        self._drafts[take.id] = _Draft(heard)

    def on_kept(self, take: Take) -> None:
        """The draft is written down, or cannot be; what waited for that is done."""
        draft = self._drafts[take.id]
        draft.is_kept = True
        if draft.then is not None:
            self._end(take, draft.then)

    def holds(self, take_id: str) -> bool:
        """Whether a take is shown as drafted."""
        return take_id in self._drafts

    def heard_of(self, take: Take) -> Heard | None:
        """What was drafted of a take; None where nothing was, or it has been kept since."""
        draft = self._drafts.get(take.id)
        return draft.heard if draft is not None else None

    def then(self, take: Take, act: Callable[[], None]) -> None:
        """Keep the take: now, or when its draft has been written down."""
        draft = self._drafts.get(take.id)
        if draft is not None and not draft.is_kept:
            draft.then = act
        else:
            self._end(take, act)

    def _end(self, take: Take, act: Callable[[], None]) -> None:
        self._drafts.pop(take.id, None)
        act()
