"""An answer cut into overlapping passages, for a baseline that knows single sentences only."""

from __future__ import annotations

from collections.abc import Sequence

from coach.fused import SHORT

WINDOW, STEP = 24, 8
"""Words in a passage, and from one to the next."""


def passages(said: Sequence[str]) -> tuple[str, ...]:
    """Stretches of about 24 words that overlap; what is short is one passage."""
    if not said:
        return ()
    if len(said) <= SHORT:
        return (" ".join(said),)
    starts = range(0, max(1, len(said) - WINDOW + STEP), STEP)
    return tuple(" ".join(said[first : first + WINDOW]) for first in starts)
