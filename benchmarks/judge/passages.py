"""An answer cut into overlapping passages, whatever its punctuation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coach.likeness import SHORT

WINDOW, STEP = 24, 8
"""Words in a passage, and from one to the next."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words `first` to `last` of an answer."""

    first: int
    last: int
    text: str


def passages(said: Sequence[str]) -> tuple[Passage, ...]:
    """Stretches of about 24 words that overlap; what is short is one passage."""
    if not said:
        return ()
    if len(said) <= SHORT:
        return (Passage(0, len(said) - 1, " ".join(said)),)
    starts = range(0, max(1, len(said) - WINDOW + STEP), STEP)
    cuts = [(first, said[first : first + WINDOW]) for first in starts]
    return tuple(Passage(first, first + len(words) - 1, " ".join(words)) for first, words in cuts)
